package ordering_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
	. "povtor/portal/ordering/orderingtest"
)

func TestPlacingAnOrder(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	made := tr.Add(t, "0.3333", -1, func(p *models.Product) {
		p.VATRate, p.Minimum, p.Multiple = decimal.NewFromInt(10), decimal.New(5, -1), decimal.New(5, -1)
	})
	in := tr.Wants("2", "3", "1", "1", "0.5")
	in.Body.Lines[4].ProductID = made.ID
	in.Body.ClientNumber, in.Body.Note = "  77/1 ", "Leave it at the gate"
	o, err := tr.Orders.Place(t.Context(), tr.Buyer, in)
	if err != nil {
		t.Fatal(err)
	}
	got, err := tr.Orders.Get(t.Context(), tr.Buyer, ordering.GetInput{ID: o.ID})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(o, got.Summary); diff != "" {
		t.Error("answered and kept differ:", diff)
	}
	if got.Number != "PO-000001" || got.Status != models.OrderPlaced || got.ClientNumber != "77/1" || got.Client.Name != tr.Client.Name {
		t.Errorf("placed %+v", got.Summary)
	}
	// 21.00 + 61.50 + 30.50 + 40.50 at 22 %, 0.17 at 10 %
	if got.Net != "153.67" || got.Tax != "33.79" || got.Total != "187.46" {
		t.Errorf("sums %s + %s = %s", got.Net, got.Tax, got.Total)
	}
	if l := got.Lines[4]; l.Net != "0.17" || l.UnitPrice != "0.3333" || l.PriceFrom != "list: List" || l.Name != made.NameRu {
		t.Errorf("line %+v", l)
	}
	if len(got.Events) != 1 || got.Events[0].Kind != models.EventOrderPlaced || got.Events[0].ActorName != tr.Buyer.Name() {
		t.Errorf("timeline %+v", got.Events)
	}
	if diff := cmp.Diff([]models.Job{ordering.Placed{OrderID: o.ID}}, tr.Jobs.All()); diff != "" {
		t.Error("jobs:", diff)
	}
	if held := tr.Reserved(t, tr.Products[1]); held != "3" {
		t.Errorf("%s held in stock", held)
	}
}

func TestOrderNumbersAreWrittenAlike(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	for _, n := range []int64{7, 999999, 1000000} {
		var said string
		identitytest.In(t, tr.DB, func(tx *models.Tx) error { return models.ContinueOrderNumbers(tx, n-1) })
		if said = tr.Place(t, "1").Number; said != models.OrderNumber(n) {
			t.Errorf("order %d is %s, not %s", n, said, models.OrderNumber(n))
		}
	}
}

// refusals are orders that are not placed, by what is wrong with them.
var refusals = map[string]struct {
	spoil func(t *testing.T, tr *Trade, in *ordering.PlaceInput)
	kind  models.Kind
	code  string
	field string // "" for none; LINE is the first line's product
}{
	"nothing of it": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) { in.Body.Lines[0].Quantity = "0" },
		models.Invalid, "invalid-input", "lines/0/quantity"},
	"less than nothing": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) { in.Body.Lines[0].Quantity = "-1" },
		models.Invalid, "invalid-input", "lines/0/quantity"},
	"a number to choke on": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) { in.Body.Lines[0].Quantity = "1e999999999" },
		models.Invalid, "invalid-input", "lines/0/quantity"},
	"too fine": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) { in.Body.Lines[0].Quantity = "0.0001" },
		models.Invalid, "invalid-input", "lines/0/quantity"},
	"the same product twice": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) {
		in.Body.Lines = append(in.Body.Lines, in.Body.Lines[0])
	}, models.Invalid, "invalid-input", "lines/1/product_id"},
	"a price that is none": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) { in.Body.Lines[0].SeenPrice = "1e999999999" },
		models.Invalid, "invalid-input", "lines/0/seen_price"},
	"a product that is not there": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) {
		in.Body.Lines[0].ProductID = models.NewID[models.Product]()
	}, models.Invalid, "not-available", "lines/"},
	"a stranger's product": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		in.Body.Lines[0].ProductID = tr.Other(t).Products[0].ID
	}, models.Invalid, "not-available", "lines/"},
	"another supplier's product": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		other := tr.Other(t)
		identitytest.Agreement(t, tr.DB, tr.Client, other.Supplier)
		in.Body.Lines[0].ProductID = other.Products[0].ID
	}, models.Invalid, "not-available", "lines/"},
	"a product not yet on sale": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		in.Body.Lines[0].ProductID = tr.Add(t, "1", 10, func(p *models.Product) { p.Status = models.ProductDraft }).ID
	}, models.Invalid, "not-available", "lines/"},
	"a discontinued product": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		in.Body.Lines[0].ProductID = tr.Add(t, "1", 10, func(p *models.Product) { p.Status = models.ProductDiscontinued }).ID
	}, models.Invalid, "discontinued", "lines/"},
	"a product without a price": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		in.Body.Lines[0].ProductID = tr.Add(t, "", 10).ID
	}, models.Invalid, "no-price", "lines/"},
	"less than the minimum": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		in.Body.Lines[0].ProductID = tr.Add(t, "1", 10, lot(3, 2)).ID
	}, models.Invalid, "below-minimum", "lines/"},
	"between two multiples": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		in.Body.Lines[0].ProductID, in.Body.Lines[0].Quantity = tr.Add(t, "1", 10, lot(3, 2)).ID, "4"
	}, models.Invalid, "off-multiple", "lines/"},
	"more than there is": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) { in.Body.Lines[0].Quantity = "1001" },
		models.Invalid, "out-of-stock", "lines/"},
	"more than a document holds": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		in.Body.Lines[0].ProductID, in.Body.Lines[0].Quantity = tr.Add(t, "99999999999999", -1).ID, "999999999"
	}, models.Invalid, "too-much", "lines/"},
	"less than the minimum order": {func(t *testing.T, tr *Trade, _ *ordering.PlaceInput) {
		tr.Change(t, func(a *models.Agreement) { a.MinimumOrder = 1051 }, "minimum_order")
	}, models.Invalid, "below-minimum-order", "suppliers/"},
	"an ended agreement": {func(t *testing.T, tr *Trade, _ *ordering.PlaceInput) {
		tr.Change(t, func(a *models.Agreement) { a.Status = models.AgreementEnded }, "status")
	}, models.Invalid, "not-available", "lines/"},
	"an agreement on hold": {func(t *testing.T, tr *Trade, _ *ordering.PlaceInput) {
		tr.Change(t, func(a *models.Agreement) { a.Status = models.AgreementOnHold }, "status")
	}, models.Invalid, "not-available", "lines/"},
	"an agreement that begins tomorrow": {func(t *testing.T, tr *Trade, _ *ordering.PlaceInput) {
		tr.Change(t, func(a *models.Agreement) { a.ValidFrom = tr.Buyer.Today(identitytest.Now) + 1 }, "valid_from")
	}, models.Invalid, "not-available", "lines/"},
	"prices in another currency": {func(t *testing.T, tr *Trade, _ *ordering.PlaceInput) {
		tr.Change(t, func(a *models.Agreement) { a.Currency = "EUR" }, "currency")
	}, models.Invalid, "no-price", "lines/"},
	"a price that has risen": {func(_ *testing.T, _ *Trade, in *ordering.PlaceInput) { in.Body.Lines[0].SeenPrice = "10.4999" },
		models.Conflict, "price-changed", "lines/"},
	"a stranger's location": {func(t *testing.T, tr *Trade, in *ordering.PlaceInput) {
		l := tr.Other(t).Location(t)
		in.Body.LocationID = &l.ID
	}, models.Invalid, "invalid-input", "location_id"},
	"wanted yesterday": {func(_ *testing.T, tr *Trade, in *ordering.PlaceInput) {
		day := tr.Buyer.Today(identitytest.Now) - 1
		in.Body.WantedOn = &day
	}, models.Invalid, "invalid-input", "wanted_on"},
}

func lot(minimum, multiple int64) func(*models.Product) {
	return func(p *models.Product) {
		p.Minimum, p.Multiple = decimal.NewFromInt(minimum), decimal.NewFromInt(multiple)
	}
}

func TestOrdersThatAreNotPlaced(t *testing.T) {
	t.Parallel()
	base := Open(t)
	for name, c := range refusals {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tr := base.Other(t)
			in := tr.Wants("1")
			c.spoil(t, tr, &in)
			_, err := tr.Orders.Place(t.Context(), tr.Buyer, in)
			if models.KindOf(err) != c.kind || models.CodeOf(err) != c.code {
				t.Fatalf("%v, want %s", err, c.code)
			}
			f := err.(*models.Fault)
			if len(f.Fields) != 1 || !strings.HasPrefix(f.Fields[0].Field, c.field) {
				t.Errorf("at %+v, want %s", f.Fields, c.field)
			}
			if held := tr.Reserved(t, tr.Products[0]); held != "0" || len(tr.All(t)) > 0 {
				t.Errorf("%s held, %d orders", held, len(tr.All(t)))
			}
		})
	}
}

func TestEveryFaultIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	in := tr.Wants("1", "1001", "1")
	in.Body.Lines[0].SeenPrice = "9"
	in.Body.Lines[2].ProductID = models.NewID[models.Product]()
	_, err := tr.Orders.Place(t.Context(), tr.Buyer, in)
	if models.CodeOf(err) != "not-orderable" || len(err.(*models.Fault).Fields) != 3 {
		t.Error(err)
	}
}

func TestARiseIsAcceptedAndAFallPasses(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	in := tr.Wants("1")
	in.Body.Lines[0].SeenPrice = "9"
	_, err := tr.Orders.Place(t.Context(), tr.Buyer, in)
	f, ok := err.(*models.Fault)
	if !ok || f.Fields[0].Was != "9.00" || f.Fields[0].Now != "10.50" {
		t.Fatal("the difference is not told:", err)
	}
	in.Body.AcceptPrices = true
	if o, err := tr.Orders.Place(t.Context(), tr.Buyer, in); err != nil || o.Net != "10.50" {
		t.Error("accepted:", o.Net, err)
	}
	cheaper := tr.Wants("1")
	cheaper.Body.Lines[0].SeenPrice = "11"
	if o, err := tr.Orders.Place(t.Context(), tr.Buyer, cheaper); err != nil || o.Net != "10.50" {
		t.Error("fallen:", o.Net, err)
	}
}

func TestTheSameCheckoutIsTheSameOrder(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	in := tr.Wants("1000")
	var group sync.WaitGroup
	answers := make([]ordering.Summary, 8)
	for i := range answers {
		group.Go(func() {
			var err error
			if answers[i], err = tr.Orders.Place(t.Context(), tr.Buyer, in); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, a := range answers {
		if diff := cmp.Diff(answers[0], a); diff != "" {
			t.Error("another answer:", diff)
		}
	}
	if n := len(tr.All(t)); n != 1 || tr.Reserved(t, tr.Products[0]) != "1000" {
		t.Errorf("%d orders, %s held", n, tr.Reserved(t, tr.Products[0]))
	}
	for what, change := range map[string]func(in *ordering.PlaceInput){
		"quantity": func(in *ordering.PlaceInput) {
			in.Body.Lines = []ordering.PlaceLine{{ProductID: tr.Products[0].ID, Quantity: "999"}}
		},
		"note": func(in *ordering.PlaceInput) { in.Body.Note = "other" },
	} {
		other := in
		change(&other)
		if _, err := tr.Orders.Place(t.Context(), tr.Buyer, other); models.CodeOf(err) != "already-ordered" {
			t.Errorf("another %s: %v", what, err)
		}
	}
	stranger := tr.Other(t)
	theirs := stranger.Wants("1")
	theirs.Body.CheckoutID = in.Body.CheckoutID
	if o, err := tr.Orders.Place(t.Context(), stranger.Buyer, theirs); err != nil || o.Client.ID != stranger.Client.ID {
		t.Error("a stranger's checkout of the same id:", err)
	}
}

func TestTheLastUnitGoesToOne(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	last := tr.Add(t, "5", 1)
	buyers := make([]identity.Viewer, 20)
	for i := range buyers {
		client := identitytest.Company(t, tr.DB, models.ClientKind, "Client")
		identitytest.Agreement(t, tr.DB, client, tr.Supplier)
		buyers[i] = identitytest.Viewer(t, tr.DB, client, identity.Buyer)
	}
	var group sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for i, b := range buyers {
		group.Go(func() {
			in := tr.Wants("1", "1")
			in.Body.Lines[i%2].ProductID = last.ID
			_, err := tr.Orders.Place(t.Context(), b, in)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won++
			case models.CodeOf(err) != "out-of-stock":
				t.Error(err)
			}
		})
	}
	group.Wait()
	if won != 1 || tr.Reserved(t, last) != "1" {
		t.Errorf("%d have it, %s held", won, tr.Reserved(t, last))
	}
}

func TestWhoMayPlace(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	for _, role := range []identity.Role{identity.Approver, identity.Accountant} {
		v := identitytest.Viewer(t, tr.DB, tr.Client, role)
		if _, err := tr.Orders.Place(t.Context(), v, tr.Wants("1")); models.KindOf(err) != models.Forbidden {
			t.Errorf("%s: %v", role, err)
		}
	}
	if _, err := tr.Orders.Place(t.Context(), tr.Manager, tr.Wants("1")); models.KindOf(err) != models.Forbidden {
		t.Error("the supplier:", err)
	}
	if _, err := tr.Orders.Place(t.Context(), identity.Viewer{}, tr.Wants("1")); models.KindOf(err) != models.Unauthenticated {
		t.Error("nobody:", err)
	}
}

func TestTheDefaultLocationIsTaken(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	home := tr.Location(t)
	o, err := tr.Orders.Get(t.Context(), tr.Buyer, ordering.GetInput{ID: tr.Place(t, "1").ID})
	if err != nil || o.Location == nil || o.Location.ID != home.ID {
		t.Errorf("goes to %+v, %v", o.Location, err)
	}
	all, err := tr.Orders.Locations(t.Context(), tr.Buyer, struct{}{})
	if err != nil || len(all.Items) != 1 || !all.Items[0].IsDefault {
		t.Error(all, err)
	}
}

func TestACheckoutNeedsAnID(t *testing.T) {
	t.Parallel()
	var in ordering.PlaceInput
	if err := in.Validate(); models.KindOf(err) != models.Invalid {
		t.Error(err)
	}
	in.Body.CheckoutID = uuid.New()
	if err := in.Validate(); err != nil {
		t.Error(err)
	}
}
