package ordering_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
	. "povtor/portal/ordering/orderingtest"
)

// changed is a trade with an order of five products, of which the first is as it was and each other has changed since.
func changed(t *testing.T) (tr *Trade, old ordering.Summary, gone models.Product) {
	t.Helper()
	tr = Open(t)
	gone = tr.Add(t, "7", 100)
	substitute := tr.Add(t, "8", 100)
	old = tr.Place(t, "1", "2", "3", "4", "5")
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		for _, step := range []func() error{
			func() error { return set[models.Price](tx, tr.Products[1], "unit_price", "22.55") },
			func() error { return set[models.Stock](tx, tr.Products[2], "on_hand", "3") },
			func() error {
				p := tr.Products[3]
				p.Minimum, p.Multiple = decimal.NewFromInt(3), decimal.NewFromInt(2)
				return models.Update(tx, &p, "minimum", "multiple")
			},
			func() error {
				p := gone
				p.Status, p.SubstituteID = models.ProductDiscontinued, &substitute.ID
				return models.Update(tx, &p, "status", "substitute_id")
			},
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	return tr, old, gone
}

func set[T any](tx *models.Tx, p models.Product, column, value string) error {
	_, err := models.UpdateWhere[T](tx, map[string]any{column: value}, "product_id = ?", p.ID)
	return err
}

func TestAPastOrderBesideToday(t *testing.T) {
	t.Parallel()
	tr, old, gone := changed(t)
	b, err := tr.Orders.Basket(t.Context(), tr.Buyer, ordering.GetInput{ID: old.ID})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Lines) != 5 || b.FromOrders != 1 || b.Supplier.ID != tr.Supplier.ID || b.Currency != "RUB" {
		t.Fatalf("%+v", b)
	}
	same, dearer, out, odd, last := b.Lines[0], b.Lines[1], b.Lines[2], b.Lines[3], b.Lines[4]
	if !same.Selected || *same.PriceDelta != "0" || same.Quantity.String() != "1" {
		t.Errorf("as it was: %+v", same)
	}
	if *dearer.LastUnitPrice != "20.50" || *dearer.UnitPrice != "22.55" || *dearer.PriceDelta != "0.1" {
		t.Errorf("dearer: %s to %s, %s", *dearer.LastUnitPrice, *dearer.UnitPrice, *dearer.PriceDelta)
	}
	if out.Selected || out.Availability.State != "out" {
		t.Errorf("sold out: %+v", out)
	}
	if odd.LastQuantity.String() != "4" || odd.Quantity.String() != "5" {
		t.Errorf("off the multiple: %s", odd.Quantity)
	}
	if last.Product.ID != gone.ID || last.Selected || last.Substitute == nil || !last.Substitute.Selected || *last.Substitute.UnitPrice != "8.00" {
		t.Errorf("discontinued: %+v", last)
	}
}

func TestAPastOrderIntoTheCart(t *testing.T) {
	t.Parallel()
	tr, old, gone := changed(t)
	added, err := tr.Orders.IntoCart(t.Context(), tr.Buyer, ordering.GetInput{ID: old.ID})
	if err != nil {
		t.Fatal(err)
	}
	notes := map[models.ProductID]string{}
	for _, s := range added.Skipped {
		notes[s.Product] = s.Code
	}
	if diff := cmp.Diff(map[models.ProductID]string{tr.Products[3].ID: "rounded", gone.ID: "discontinued"}, notes); diff != "" || added.Added != 4 {
		t.Error(added.Added, diff)
	}
	if len(tr.All(t)) != 1 {
		t.Error("something was ordered without a click")
	}
}

func TestWhoMayReorder(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	in := ordering.GetInput{ID: tr.Place(t, "1").ID}
	other := tr.Other(t)
	for name, c := range map[string]struct {
		viewer     identity.Viewer
		look, take models.Kind
	}{
		"another client": {other.Buyer, models.NotFound, models.NotFound},
		"the approver":   {identitytest.Viewer(t, tr.DB, tr.Client, identity.Approver), models.Internal, models.Forbidden},
		"the accountant": {identitytest.Viewer(t, tr.DB, tr.Client, identity.Accountant), models.Forbidden, models.Forbidden},
		"the supplier":   {tr.Manager, models.Forbidden, models.Forbidden},
	} {
		_, err := tr.Orders.Basket(t.Context(), c.viewer, in)
		if models.KindOf(err) != c.look || c.look == models.Internal && err != nil {
			t.Error(name, "looks:", err)
		}
		if _, err := tr.Orders.IntoCart(t.Context(), c.viewer, in); models.KindOf(err) != c.take {
			t.Error(name, "takes:", err)
		}
	}
	tr.Change(t, func(a *models.Agreement) { a.Status = models.AgreementEnded }, "status")
	if _, err := tr.Orders.Basket(t.Context(), tr.Buyer, in); models.KindOf(err) != models.NotFound {
		t.Error("after the agreement:", err)
	}
	added, err := tr.Orders.IntoCart(t.Context(), tr.Buyer, in)
	if err != nil || added.Added != 0 || added.Skipped[0].Code != "not-available" {
		t.Errorf("%+v, %v", added, err)
	}
}
