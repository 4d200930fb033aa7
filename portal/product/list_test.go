package product_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/product"
)

func (s *shop) find(t *testing.T, f product.Filter) []string {
	t.Helper()
	page, err := s.product.List(t.Context(), s.manager, product.ListInput{Filter: f})
	if err != nil {
		t.Fatal(err)
	}
	if page.Total != len(page.Items) {
		t.Errorf("%+v: %d listed, %d in all", f, len(page.Items), page.Total)
	}
	names := []string{}
	for _, p := range page.Items {
		names = append(names, p.Name)
	}
	return names
}

func TestFilters(t *testing.T) {
	s := open(t, 1)
	goods := cataloguetest.Category(t, s.db, "Товары", "Goods")
	nuts := cataloguetest.Category(t, s.db, "Гайки", "Nuts", goods)
	mint := func(name string, change ...func(*models.Product)) models.Product {
		return cataloguetest.Product(t, s.db, s.supplier, name, change...)
	}
	mint("Гайка", func(p *models.Product) {
		p.CategoryID, p.Brand, p.GTIN, p.NameEn = nuts.ID, "Север", "4006381333931", "Nut"
	})
	mint("Шайба", func(p *models.Product) {
		p.CategoryID, p.Status, p.DescriptionRu = goods.ID, models.ProductDraft, "Плоская"
	})
	cataloguetest.Product(t, s.db, s.other, "Гайка чужая", func(p *models.Product) { p.CategoryID = nuts.ID })
	for name, c := range map[string]struct {
		filter product.Filter
		want   []string
	}{
		"all":                 {product.Filter{}, []string{"Болт 0", "Гайка", "Шайба"}},
		"a word":              {product.Filter{Q: "гай"}, []string{"Гайка"}},
		"a code":              {product.Filter{Q: "333931"}, []string{"Гайка"}},
		"a sign":              {product.Filter{Q: "%"}, []string{}},
		"a state":             {product.Filter{Status: models.ProductDraft}, []string{"Шайба"}},
		"a branch":            {product.Filter{Category: []string{goods.ID.String()}}, []string{"Гайка", "Шайба"}},
		"a leaf":              {product.Filter{Category: []string{nuts.ID.String()}}, []string{"Гайка"}},
		"a brand":             {product.Filter{Brand: []string{"Север", "Юг"}}, []string{"Гайка"}},
		"no price":            {product.Filter{Lacks: []models.Lack{models.LacksPrice}}, []string{"Гайка", "Шайба"}},
		"no description":      {product.Filter{Lacks: []models.Lack{models.LacksDescription}}, []string{"Болт 0", "Гайка"}},
		"no English, no GTIN": {product.Filter{Lacks: []models.Lack{models.LacksEnglish, models.LacksGTIN}}, []string{"Болт 0", "Шайба"}},
		"no picture":          {product.Filter{Lacks: []models.Lack{models.LacksPicture}}, []string{"Болт 0", "Гайка", "Шайба"}},
		"poor":                {product.Filter{Lacks: []models.Lack{models.LacksMuch}}, []string{"Болт 0", "Гайка", "Шайба"}},
	} {
		if d := cmp.Diff(c.want, s.find(t, c.filter)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	counts, err := s.product.Count(t.Context(), s.manager, struct{}{})
	if err != nil || counts.Total != 3 || counts.Statuses[models.ProductDraft] != 1 || counts.Categories[nuts.ID.String()] != 1 || len(counts.Brands) != 1 {
		t.Errorf("%+v, %v", counts, err)
	}
}

func TestPagesOfTheSuppliersOwn(t *testing.T) {
	s := open(t, 3)
	page, err := s.product.List(t.Context(), s.manager, product.ListInput{Limit: 2})
	if err != nil || len(page.Items) != 2 || page.Next == "" || page.Total != 3 || *page.Items[0].ListPrice != "10.00" || *page.Items[0].OnHand != "7" {
		t.Fatalf("%+v, %v", page, err)
	}
	rest, err := s.product.List(t.Context(), s.manager, product.ListInput{Limit: 2, After: page.Next})
	if err != nil || len(rest.Items) != 1 || rest.Next != "" || rest.Items[0].ID == page.Items[1].ID {
		t.Fatalf("%+v, %v", rest, err)
	}
	client := identitytest.Company(t, s.db, models.ClientKind, "Кафе")
	agreement := identitytest.Agreement(t, s.db, client, s.supplier)
	special := cataloguetest.Contract(t, s.db, agreement, "Кафе", 1)
	cataloguetest.Price(t, s.db, special, s.products[0], "1", "8.5")
	whole, err := s.product.Get(t.Context(), s.manager, product.GetInput{ID: s.products[0].ID})
	if err != nil || len(whole.Tiers) != 2 || len(whole.Contracts) != 1 || whole.Contracts[0].Clients != 1 || whole.Contracts[0].Tiers[0].UnitPrice != "8.50" {
		t.Errorf("%+v, %v", whole, err)
	}
	if _, err := s.product.Get(t.Context(), s.stranger, product.GetInput{ID: s.products[0].ID}); models.KindOf(err) != models.NotFound {
		t.Errorf("another supplier's product: %v", err)
	}
	buyer := identitytest.Viewer(t, s.db, client, identity.Buyer)
	if _, err := s.product.List(t.Context(), buyer, product.ListInput{}); models.KindOf(err) != models.Forbidden {
		t.Errorf("a client at the supplier's desk: %v", err)
	}
}
