package product_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity/identitytest"
	"povtor/portal/product"
)

func (s *shop) bulk(t *testing.T, ids []models.ProductID, f *product.Filter, set product.BulkFields) product.BulkDone {
	t.Helper()
	var in product.BulkInput
	in.Body.IDs, in.Body.Filter, in.Body.Set = ids, f, set
	done, err := s.product.Bulk(t.Context(), s.manager, in)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestManyProductsAtOnceAndBack(t *testing.T) {
	s := open(t, 3)
	theirs := cataloguetest.Product(t, s.db, s.other, "Чужой болт")
	before := s.states(t)
	leaf := cataloguetest.Category(t, s.db, "Болты", "Bolts")
	done := s.bulk(t, []models.ProductID{s.products[0].ID, s.products[1].ID, theirs.ID}, nil, product.BulkFields{CategoryID: &leaf.ID, Brand: is("Север"),
		VATRate: is("10"), Minimum: is("2"), Multiple: is("0.5"), LeadDays: is(4)})
	if done.Changed != 2 || done.Batch == nil {
		t.Fatalf("%+v", done)
	}
	p, err := s.product.Get(t.Context(), s.manager, product.GetInput{ID: s.products[1].ID})
	if err != nil || p.Brand != "Север" || p.VATRate != "10" || p.Minimum != "2" || p.Multiple != "0.5" || *p.LeadDays != 4 || p.Category.ID != leaf.ID || p.Version != 2 {
		t.Errorf("%+v, %v", p, err)
	}
	if h := s.history(t, p.ID); h[0].Cause != models.ChangedByBulk || len(h[0].Fields) != 6 {
		t.Errorf("the history tells %+v", h)
	}
	again := s.bulk(t, nil, &product.Filter{Brand: []string{"Север"}}, product.BulkFields{Brand: is("Север"), Clear: []string{"lead_days"}})
	if again.Changed != 2 {
		t.Errorf("by a filter: %+v", again)
	}
	if same := s.bulk(t, nil, &product.Filter{}, product.BulkFields{Clear: []string{"lead_days"}}); same.Changed != 0 || same.Batch != nil {
		t.Errorf("no difference: %+v", same)
	}
	for _, batch := range []*models.BatchID{again.Batch, done.Batch} {
		if back, err := s.product.UndoBatch(t.Context(), s.manager, product.BatchInput{Batch: *batch}); err != nil || back.Products != 2 || back.KeptAll != 0 {
			t.Errorf("%+v, %v", back, err)
		}
	}
	if d := cmp.Diff(before, s.states(t)); d != "" {
		t.Error(d)
	}
}

// What lacks something is not put on sale, and is told; the others are.
func TestManyArePublishedThatAreReady(t *testing.T) {
	s := open(t, 2)
	bare := cataloguetest.Product(t, s.db, s.supplier, "Без цены", func(p *models.Product) { p.Status = models.ProductDraft })
	s.bulk(t, nil, &product.Filter{}, product.BulkFields{Status: is(models.ProductDraft)})
	done := s.bulk(t, nil, &product.Filter{Status: models.ProductDraft}, product.BulkFields{Status: is(models.ProductActive)})
	if done.Changed != 2 || done.Held != 1 || len(done.Lacking) != 1 || done.Lacking[0].ID != bare.ID || done.Lacking[0].Missing[0].Field != "list_price" {
		t.Errorf("%+v", done)
	}
}

func TestABulkEditIsRefusedAsAWhole(t *testing.T) {
	s := open(t, 1)
	category, err := s.product.AddCategory(t.Context(), s.stranger, product.AddCategoryInput{Body: product.Branch{NameRu: "Чужая"}})
	if err != nil {
		t.Fatal(err)
	}
	own := []models.ProductID{s.products[0].ID}
	for name, c := range map[string]func(*product.BulkInput){
		"nothing to change": func(in *product.BulkInput) { in.Body.IDs = own },
		"nothing named":     func(in *product.BulkInput) { in.Body.Set.Brand = is("X") },
		"named twice": func(in *product.BulkInput) {
			in.Body.IDs, in.Body.Filter, in.Body.Set.Brand = own, &product.Filter{}, is("X")
		},
		"another's category":   func(in *product.BulkInput) { in.Body.IDs, in.Body.Set.CategoryID = own, &category.ID },
		"a minimum of nothing": func(in *product.BulkInput) { in.Body.IDs, in.Body.Set.Minimum = own, is("0") },
	} {
		var in product.BulkInput
		c(&in)
		if _, err := s.product.Bulk(t.Context(), s.manager, in); models.KindOf(err) != models.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// However many products are changed, one statement changes them.
func TestABulkEditIsOneStatement(t *testing.T) {
	counted := func(products int) (updates, statements int) {
		url := modelstest.URL(t)
		var on bool
		db, err := models.Open(t.Context(), models.Options{URL: url, Now: identitytest.Clock, Trace: func(sql string, _ []any) {
			if on {
				statements++
				updates += strings.Count(sql, "UPDATE products")
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(db.Close)
		s := stock(t, db, products)
		on = true
		if done := s.bulk(t, nil, &product.Filter{}, product.BulkFields{Brand: is("Север")}); done.Changed != int64(products) {
			t.Errorf("%+v", done)
		}
		on = false
		return updates, statements
	}
	_, few := counted(2)
	updates, many := counted(60)
	if updates != 1 || few != many {
		t.Errorf("%d updates; %d statements for two products, %d for sixty", updates, few, many)
	}
}
