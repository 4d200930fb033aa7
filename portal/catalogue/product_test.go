package catalogue_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

// ordered mints orders of one product, one a day until yesterday.
func (m *market) ordered(t *testing.T, client, supplier models.Organisation, p models.Product, times int) {
	t.Helper()
	for i := range times {
		at := identitytest.Now.Add(-time.Duration(times-i) * 24 * time.Hour)
		o := models.PurchaseOrder{ID: models.NewID[models.PurchaseOrder](), Number: uuid.NewString(), ClientID: client.ID, SupplierID: supplier.ID,
			Status: "closed", Currency: "RUB", CheckoutID: uuid.New(), Source: "cart", PlacedAt: at, PlacedOn: models.DateOf(at, time.UTC), Version: 1, Content: []byte{}}
		identitytest.Insert(t, m.db, &o)
		identitytest.Insert(t, m.db, &models.PurchaseOrderLine{ID: models.NewID[models.PurchaseOrderLine](), OrderID: o.ID, ClientID: client.ID,
			SupplierID: supplier.ID, Position: 1, ProductID: p.ID, SKU: p.SKU, NameRu: p.NameRu, NameEn: p.NameEn, Unit: p.Unit,
			Quantity: decimal.NewFromInt(int64(i + 1)), UnitPrice: decimal.New(125, -1), VatRate: p.VATRate})
	}
}

func TestAProductInFull(t *testing.T) {
	m := open(t)
	m.ordered(t, m.cafe, m.coffee, m.gone, 2)
	m.ordered(t, m.bar, m.coffee, m.gone, 7)
	p, err := m.catalogue.Get(t.Context(), m.buyer, catalogue.ProductInput{ID: m.gone.ID})
	if err != nil {
		t.Fatal(err)
	}
	if p.Status != "discontinued" || p.Substitute == nil || p.Substitute.ID != m.beans.ID || p.Substitute.Price.UnitPrice != "1500.00" {
		t.Errorf("what is no longer sold: %+v", p)
	}
	if d := cmp.Diff(&catalogue.LastOrdered{On: models.DateOf(identitytest.Now, time.UTC).Add(-1), Quantity: "2", UnitPrice: "12.50"}, p.LastOrdered); d != "" {
		t.Error(d)
	}
	for name, id := range map[string]models.ProductID{"a stranger's": m.hidden.ID, "a draft": m.draft.ID, "nothing": models.NewID[models.Product]()} {
		if _, err := m.catalogue.Get(t.Context(), m.buyer, catalogue.ProductInput{ID: id}); models.KindOf(err) != models.NotFound {
			t.Errorf("%s by link: %v", name, err)
		}
	}
	if _, err := m.catalogue.Get(t.Context(), m.barkeeper, catalogue.ProductInput{ID: m.bolt.ID}); models.KindOf(err) != models.NotFound {
		t.Errorf("the bar sees the café's supplier: %v", err)
	}
}

func TestWhyThisPrice(t *testing.T) {
	m := open(t)
	end := models.DateOf(identitytest.Now, time.UTC).Add(30)
	euros := cataloguetest.Contract(t, m.db, m.cafeBolts, "В евро", 1, func(l *models.PriceList) { l.Currency = "EUR" })
	wholesale := cataloguetest.Contract(t, m.db, m.cafeBolts, "Опт", 2, func(l *models.PriceList) { l.ValidTo = &end })
	cataloguetest.Price(t, m.db, euros, m.bolt, "1", "0.1")
	cataloguetest.Price(t, m.db, wholesale, m.bolt, "5", "8.125", "50", "7")
	ask := func(quantity string) catalogue.PriceInput {
		return catalogue.PriceInput{ProductInput: catalogue.ProductInput{ID: m.bolt.ID}, Quantity: quantity}
	}
	got, err := m.catalogue.Price(t.Context(), m.buyer.Reading("en"), ask("10"))
	if err != nil {
		t.Fatal(err)
	}
	list := "9.50"
	want := catalogue.PriceAnswer{Quantity: "10", UnitPrice: "8.125", Currency: "RUB", Net: "81.25", Source: "contract", ListName: "Опт",
		AgreementNumber: m.cafeBolts.Number, Tier: catalogue.TierFrom{From: "5"}, ValidTo: &end, ListPrice: &list,
		Tiers:     []catalogue.Tier{{"1", "10.00"}, {"5", "8.125"}, {"50", "7.00"}},
		NextBreak: &catalogue.Break{Tier: catalogue.Tier{From: "51", UnitPrice: "7.00"}, Saves: "57.38"},
		Steps: []catalogue.Step{{"В евро", "contract", false, "other-currency", "In another currency than the agreement"},
			{"Опт", "contract", true, "hit", "The price comes from here"},
			{"Прайс-лист", "list", false, "earlier-list-counts", "Not needed: the price was found before"}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got, err := m.catalogue.Price(t.Context(), m.buyer, ask("0.5")); models.CodeOf(err) != "no-price" {
		t.Errorf("below every tier: %+v, %v", got, err)
	}
	for _, quantity := range []string{"", "0", "-1", "1e3", "0.0001", "1234567890", "abc", "1,5"} {
		if err := ask(quantity).Validate(); models.KindOf(err) != models.Invalid {
			t.Errorf("%q passes for a quantity", quantity)
		}
	}
}

func TestSuggestions(t *testing.T) {
	m := open(t)
	got, err := m.catalogue.Suggest(t.Context(), m.buyer, catalogue.SuggestInput{Q: "гай"})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]catalogue.Suggestion{{ID: m.nut.ID, Name: m.nut.NameRu, SKU: m.nut.SKU, Supplier: "Крепёж", Icon: "package"}}, got.Items); d != "" {
		t.Error(d)
	}
	got, err = m.catalogue.Suggest(t.Context(), m.buyer, catalogue.SuggestInput{Q: " "})
	if err != nil || len(got.Items) != 0 {
		t.Errorf("nothing typed: %+v, %v", got, err)
	}
}

func TestASupplierHasNoCatalogue(t *testing.T) {
	m := open(t)
	v := identitytest.Viewer(t, m.db, m.coffee, identity.SupplierManager)
	if _, err := m.catalogue.List(t.Context(), v, catalogue.ListInput{}); models.KindOf(err) != models.Forbidden {
		t.Errorf("a supplier in the client's catalogue: %v", err)
	}
}
