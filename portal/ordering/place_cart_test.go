package ordering_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/cart"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
	. "povtor/portal/ordering/orderingtest"
)

// two is a buyer whose cart holds goods of two suppliers.
func two(t *testing.T) (first, second *Trade, held cart.Cart) {
	t.Helper()
	first = Open(t)
	second = first.Other(t)
	identitytest.Agreement(t, first.DB, first.Client, second.Supplier)
	fill(t, first, first.Products[0], "2")
	return first, second, fill(t, first, second.Products[1], "3")
}

func fill(t *testing.T, tr *Trade, p models.Product, quantity string) cart.Cart {
	t.Helper()
	var in cart.AddInput
	in.Body.Lines = []cart.AddLine{{Product: p.ID, Quantity: quantity}}
	added, err := cart.New(tr.DB, identitytest.Keys(t)).Add(t.Context(), tr.Buyer, in)
	if err != nil {
		t.Fatal(err)
	}
	return added.Cart
}

func placeCart(t *testing.T, tr *Trade, change ...func(*ordering.PlaceCartInput)) (ordering.CartPlaced, error) {
	var in ordering.PlaceCartInput
	for _, c := range change {
		c(&in)
	}
	return tr.Orders.PlaceCart(t.Context(), tr.Buyer, in)
}

func TestACartBecomesAnOrderPerSupplier(t *testing.T) {
	t.Parallel()
	first, second, held := two(t)
	got, err := placeCart(t, first, func(in *ordering.PlaceCartInput) {
		in.Seen.N, in.Body.ClientNumber = held.Version, "77"
	})
	if err != nil {
		t.Fatal(err)
	}
	totals := map[models.OrganisationID]string{}
	for _, o := range got.Orders {
		totals[o.Supplier.ID] = o.Net + " " + o.ClientNumber
	}
	if diff := cmp.Diff(map[models.OrganisationID]string{first.Supplier.ID: "21.00 77", second.Supplier.ID: "61.50 77"}, totals); diff != "" {
		t.Error(diff)
	}
	if got.Cart.Count != 0 || len(first.Jobs.All()) != 2 {
		t.Errorf("left %+v, jobs %v", got.Cart, first.Jobs.All())
	}
	if a, b := first.Reserved(t, first.Products[0]), second.Reserved(t, second.Products[1]); a != "2" || b != "3" {
		t.Errorf("held %s and %s", a, b)
	}
	o, err := first.Orders.Get(t.Context(), first.Buyer, ordering.GetInput{ID: got.Orders[0].ID})
	if err != nil || o.Source != models.FromCart {
		t.Error(o.Source, err)
	}
}

func TestPartOfACart(t *testing.T) {
	t.Parallel()
	first, second, _ := two(t)
	got, err := placeCart(t, first, func(in *ordering.PlaceCartInput) {
		in.Body.SupplierIDs = []models.OrganisationID{second.Supplier.ID}
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Orders) != 1 || got.Orders[0].Supplier.ID != second.Supplier.ID {
		t.Errorf("%+v", got.Orders)
	}
	if got.Cart.Count != 1 || got.Cart.Suppliers[0].Supplier.ID != first.Supplier.ID {
		t.Errorf("left %+v", got.Cart)
	}
}

func TestACartSentTwiceIsOrderedOnce(t *testing.T) {
	t.Parallel()
	first, _, held := two(t)
	send := func(in *ordering.PlaceCartInput) { in.Body.CartID = held.ID }
	var group sync.WaitGroup
	answers := make([]ordering.CartPlaced, 6)
	for i := range answers {
		group.Go(func() {
			var err error
			if answers[i], err = placeCart(t, first, send); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, a := range answers {
		if diff := cmp.Diff(answers[0].Orders, a.Orders); diff != "" {
			t.Error("another answer:", diff)
		}
	}
	if n := len(first.All(t)); n != 2 {
		t.Errorf("%d orders", n)
	}
	_, err := placeCart(t, first, send, func(in *ordering.PlaceCartInput) { in.Body.Note = "other" })
	if models.CodeOf(err) != "already-ordered" {
		t.Error("with another note:", err)
	}
	if _, err := placeCart(t, first); models.CodeOf(err) != "cart-empty" {
		t.Error("whichever cart is open:", err)
	}
}

func TestACartThatIsNotOrdered(t *testing.T) {
	t.Parallel()
	first, second, held := two(t)
	stale := func(in *ordering.PlaceCartInput) { in.Seen.N = held.Version + 1 }
	if _, err := placeCart(t, first, stale); models.KindOf(err) != models.Stale {
		t.Error("a version that is not there yet:", err)
	}
	theirs := func(in *ordering.PlaceCartInput) { in.Body.CartID = held.ID }
	if _, err := placeCart(t, second, theirs); models.KindOf(err) != models.NotFound {
		t.Error("a stranger's cart:", err)
	}
	colleague := *first
	colleague.Buyer = identitytest.Viewer(t, first.DB, first.Client, identity.Buyer)
	if _, err := placeCart(t, &colleague, theirs); models.KindOf(err) != models.NotFound {
		t.Error("a colleague's cart:", err)
	}
	if _, err := placeCart(t, second); models.CodeOf(err) != "cart-empty" {
		t.Error("an empty cart:", err)
	}
	identitytest.In(t, first.DB, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Price](tx, map[string]any{"unit_price": "11.00"}, "product_id = ?", first.Products[0].ID)
		return err
	})
	_, err := placeCart(t, first)
	if models.CodeOf(err) != "price-changed" || err.(*models.Fault).Fields[0].Field != "lines/"+first.Products[0].ID.String() {
		t.Error("a price that has risen:", err)
	}
	if n := len(first.All(t)); n != 0 || second.Reserved(t, second.Products[1]) != "0" {
		t.Errorf("%d orders although one part was not", n)
	}
	if _, err := placeCart(t, first, func(in *ordering.PlaceCartInput) { in.Body.AcceptPrices = true }); err != nil {
		t.Error("accepted:", err)
	}
}

func TestWhatWasHiddenMeanwhileIsNotOrdered(t *testing.T) {
	t.Parallel()
	first, second, _ := two(t)
	identitytest.In(t, first.DB, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Agreement](tx, map[string]any{"status": models.AgreementOnHold}, "client_id = ? AND supplier_id = ?",
			first.Client.ID, second.Supplier.ID)
		return err
	})
	got, err := placeCart(t, first)
	if err != nil || len(got.Orders) != 1 || got.Orders[0].Supplier.ID != first.Supplier.ID {
		t.Errorf("%+v, %v", got.Orders, err)
	}
	if diff := cmp.Diff([]models.ProductID{second.Products[1].ID}, got.Dropped); diff != "" {
		t.Error("dropped:", diff)
	}
}
