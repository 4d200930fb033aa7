package product_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"povtor/models"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/product"
)

func is[T any](v T) *T { return &v }

func (s *shop) edit(t *testing.T, id models.ProductID, seen int, said product.Fields) (product.Product, error) {
	t.Helper()
	return s.product.Edit(t.Context(), s.manager, product.EditInput{ID: id, Seen: models.Version{N: seen}, Body: said})
}

func TestADraftIsPublishedWhenItIsReady(t *testing.T) {
	s := open(t, 1)
	leaf := cataloguetest.Category(t, s.db, "Болты", "Bolts")
	made, err := s.product.Create(t.Context(), s.manager, product.CreateInput{Body: product.Fields{SKU: is(" N-1 "), NameRu: is("Новый болт"), CategoryID: &leaf.ID}})
	if err != nil || made.Status != models.ProductDraft || made.Version != 1 || made.SKU != "N-1" || len(made.Missing) != 1 || made.Missing[0].Field != "list_price" {
		t.Fatalf("%+v, %v", made, err)
	}
	_, err = s.edit(t, made.ID, 1, product.Fields{Status: is(models.ProductActive)})
	var f *models.Fault
	if models.CodeOf(err) != "not-ready" || !errors.As(err, &f) || f.Fields[0].Field != "list_price" {
		t.Errorf("without a price: %v", err)
	}
	p := s.products[0]
	p.ID = made.ID
	cataloguetest.Price(t, s.db, s.list, p, "1", "12")
	live, err := s.edit(t, made.ID, 1, product.Fields{Status: is(models.ProductActive), NameEn: is("New bolt"), LeadDays: is(3), Season: &product.Season{From: 11, To: 2},
		Units: &[]product.Unit{{Unit: "box", Factor: "100"}}, GoesWith: &[]models.ProductID{s.products[0].ID}, SubstituteID: &s.products[0].ID})
	if err != nil || live.Status != models.ProductActive || live.Version != 2 || live.Season.From != 11 || live.Units[0].Factor != "100" ||
		live.GoesWith[0].ID != s.products[0].ID || live.Substitute.ID != s.products[0].ID {
		t.Fatalf("%+v, %v", live, err)
	}
	plain, err := s.edit(t, made.ID, 0, product.Fields{Clear: []string{"season", "lead_days", "substitute_id"}})
	if err != nil || plain.Season != nil || plain.LeadDays != nil || plain.Substitute != nil {
		t.Errorf("%+v, %v", plain, err)
	}
	if same, err := s.edit(t, made.ID, 0, product.Fields{NameEn: is("New bolt")}); err != nil || same.Version != plain.Version {
		t.Errorf("a change of nothing makes version %d of %d, %v", same.Version, plain.Version, err)
	}
	if _, err := s.product.Create(t.Context(), s.manager, product.CreateInput{Body: product.Fields{SKU: is("N-1"), NameRu: is("Другой"), CategoryID: &leaf.ID}}); models.CodeOf(err) != "sku-taken" {
		t.Errorf("twice the same SKU: %v", err)
	}
}

// The second of two people is told who was first, and nothing of theirs is lost.
func TestTwoPeopleEdit(t *testing.T) {
	s := open(t, 1)
	p := s.products[0].ID
	if _, err := s.edit(t, p, 1, product.Fields{NameRu: is("Первый")}); err != nil {
		t.Fatal(err)
	}
	_, err := s.edit(t, p, 1, product.Fields{Brand: is("Второй")})
	var f *models.Fault
	if !errors.As(err, &f) || f.Kind != models.Stale || len(f.Fields) != 2 || f.Fields[0].Message != s.manager.Name() || f.Fields[1].Message == "" {
		t.Fatalf("%#v", err)
	}
	got, err := s.edit(t, p, 2, product.Fields{Brand: is("Второй")})
	if err != nil || got.NameRu != "Первый" || got.Brand != "Второй" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	s := open(t, 1)
	theirs := cataloguetest.Product(t, s.db, s.other, "Чужой")
	category, err := s.product.AddCategory(t.Context(), s.stranger, product.AddCategoryInput{Body: product.Branch{NameRu: "Чужая"}})
	if err != nil {
		t.Fatal(err)
	}
	own := s.products[0].ID
	for field, said := range map[string]product.Fields{
		"sku":            {SKU: is(" ")},
		"name_ru":        {NameRu: is("")},
		"gtin":           {GTIN: is("4006381333932")},
		"unit":           {Unit: is("stone")},
		"minimum":        {Minimum: is("0")},
		"multiple":       {Multiple: is("-1")},
		"pack_size":      {PackSize: is("1e3")},
		"vat_rate":       {VATRate: is("101")},
		"category_id":    {CategoryID: &category.ID},
		"substitute_id":  {SubstituteID: &theirs.ID},
		"goes_with":      {GoesWith: &[]models.ProductID{theirs.ID}},
		"units":          {Units: &[]product.Unit{{Unit: "pcs", Factor: "2"}}},
		"units/0/gtin":   {Units: &[]product.Unit{{Unit: "box", Factor: "2", GTIN: "1"}}},
		"units/1/unit":   {Units: &[]product.Unit{{Unit: "box", Factor: "2"}, {Unit: "box", Factor: "3"}}},
		"attributes/hue": {Attributes: &models.Attributes{"hue": json.RawMessage(`"red"`)}},
	} {
		_, err := s.edit(t, own, 0, said)
		var f *models.Fault
		if !errors.As(err, &f) || f.Kind != models.Invalid || !slices.ContainsFunc(f.Fields, func(x models.FieldFault) bool { return x.Field == field }) {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := s.edit(t, own, 0, product.Fields{SubstituteID: &own}); models.KindOf(err) != models.Invalid {
		t.Errorf("instead of itself: %v", err)
	}
	if _, err := s.edit(t, theirs.ID, 0, product.Fields{NameRu: is("Наш")}); models.KindOf(err) != models.NotFound {
		t.Errorf("another's: %v", err)
	}
	if len(s.history(t, own)) != 0 {
		t.Error("what was refused left a trace")
	}
}

func TestGTIN(t *testing.T) {
	for code, valid := range map[string]bool{"4006381333931": true, "4006381333932": false, "96385074": true, "036000291452": true, "10614141000415": true,
		"": false, "123": false, "40063813339ab": false, "400638133393": false} {
		if product.ValidGTIN(code) != valid {
			t.Errorf("%q: %v", code, !valid)
		}
	}
}
