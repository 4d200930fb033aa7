package pricing_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/pricing"
)

// shop is a client with two suppliers, over a database that tells of every statement.
type shop struct {
	db         *models.DB
	statements *atomic.Int64
	client     models.Organisation
	buyer      identity.Viewer
	products   []models.Product
	strange    models.Product
}

func open(t *testing.T) *shop {
	t.Helper()
	t.Parallel()
	s := &shop{statements: &atomic.Int64{}}
	db, err := models.Open(t.Context(), models.Options{URL: modelstest.URL(t), MaxConns: 4, Now: identitytest.Clock,
		Trace: func(string, []any) { s.statements.Add(1) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	s.db = db
	s.client = identitytest.Company(t, db, models.ClientKind, "Кафе")
	for i := range 2 {
		supplier := identitytest.Company(t, db, models.SupplierKind, fmt.Sprintf("Поставщик %d", i))
		a := identitytest.Agreement(t, db, s.client, supplier)
		list, special := cataloguetest.ListPrices(t, db, supplier), cataloguetest.Contract(t, db, a, "Договор", 1)
		for n := range 10 {
			p := cataloguetest.Product(t, db, supplier, fmt.Sprintf("Товар %d", n))
			cataloguetest.Price(t, db, list, p, "1", "10", "5", "9")
			if n%2 == 0 {
				cataloguetest.Price(t, db, special, p, "3", "8")
			}
			s.products = append(s.products, p)
		}
	}
	stranger := identitytest.Company(t, db, models.SupplierKind, "Чужой")
	s.strange = cataloguetest.Product(t, db, stranger, "Чужое")
	cataloguetest.Price(t, db, cataloguetest.ListPrices(t, db, stranger), s.strange, "1", "1")
	s.buyer = identitytest.Viewer(t, db, s.client, identity.Buyer)
	return s
}

func (s *shop) quote(t *testing.T, g models.Grant, asks ...pricing.Ask) []pricing.Line {
	t.Helper()
	lines, err := models.Read(t.Context(), s.db, g, func(tx *models.Tx) ([]pricing.Line, error) {
		return pricing.Quote(tx, models.Assortment{Client: s.client.ID, Day: today, Locale: "ru"}, asks)
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func ask(p models.Product, quantity string) pricing.Ask {
	return pricing.Ask{Product: p.ID, Quantity: dec(quantity)}
}

func TestAQuoteAnswersInTheOrderOfAsking(t *testing.T) {
	s := open(t)
	grant := s.buyer.To(identity.OrderPlace)
	lines := s.quote(t, grant, ask(s.products[15], "1"), ask(s.strange, "1"), ask(s.products[0], "2"), ask(s.products[0], "3"), ask(s.products[0], "5"),
		ask(models.Product{ID: models.NewID[models.Product]()}, "1"), ask(s.products[1], "0.5"))
	var got []string
	for _, l := range lines {
		switch {
		case l.Goods == nil:
			got = append(got, "hidden")
		case l.Price == nil:
			got = append(got, "no price")
		default:
			got = append(got, fmt.Sprintf("%s × %s = %s from %s", l.Quantity, l.Price.UnitPrice.StringFixed(0), l.Net().In("RUB"), l.Price.Origin()))
		}
	}
	if d := cmp.Diff([]string{"1 × 10 = 10.00 from list: Прайс-лист", "hidden", "2 × 10 = 20.00 from list: Прайс-лист", "3 × 8 = 24.00 from contract: Договор",
		"5 × 8 = 40.00 from contract: Договор", "hidden", "no price"}, got); d != "" {
		t.Error(d)
	}
	if lines := s.quote(t, grant); lines != nil {
		t.Errorf("asked for nothing: %+v", lines)
	}
}

func TestAQuoteTakesAsManyStatementsForOneLineAsForAll(t *testing.T) {
	s := open(t)
	grant := s.buyer.To(identity.OrderPlace)
	count := func(asks ...pricing.Ask) int64 {
		s.statements.Store(0)
		s.quote(t, grant, asks...)
		return s.statements.Load()
	}
	var all []pricing.Ask
	for _, p := range s.products {
		all = append(all, ask(p, "1"))
	}
	if one, many := count(all[0]), count(all...); one != many {
		t.Errorf("one line takes %d statements, %d lines take %d", one, len(all), many)
	}
}

func TestWhoMayQuoteForAClient(t *testing.T) {
	s := open(t)
	manager := models.User{ID: models.NewID[models.User](), Email: "m@test.example", Name: "M", Locale: "ru", CreatedAt: identitytest.Now}
	identitytest.Insert(t, s.db, &manager)
	other := identitytest.Viewer(t, s.db, identitytest.Company(t, s.db, models.ClientKind, "Бар"), identity.Buyer)
	book := models.Grant{Scope: models.OfBook(manager.ID), Actor: models.Actor{User: manager.ID}}
	seen := func(g models.Grant) bool { return s.quote(t, g, ask(s.products[0], "1"))[0].Goods != nil }

	if !seen(identity.System("nudge").To(identity.SystemWork)) {
		t.Error("the system prices a reminder's basket")
	}
	if seen(other.To(identity.OrderPlace)) {
		t.Error("another client sees this one's prices")
	}
	if seen(book) {
		t.Error("an account manager sees the prices of a client of somebody else's")
	}
	identitytest.In(t, s.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Agreement](tx, map[string]any{"account_manager_id": manager.ID}, "client_id = ?", s.client.ID)
		return err
	})
	if !seen(book) {
		t.Error("an account manager does not see the prices of a client of theirs")
	}
}
