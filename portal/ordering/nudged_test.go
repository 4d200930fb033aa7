package ordering_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/cart"
	"povtor/portal/identity/identitytest"
	"povtor/portal/nudge"
	"povtor/portal/ordering"
	. "povtor/portal/ordering/orderingtest"
)

// reminded mints a reminder of the trade's pair, written at an instant, and the token of its link.
func reminded(t *testing.T, tr *Trade, at time.Time) (models.NudgeID, string) {
	t.Helper()
	n := models.Nudge{ID: models.NewID[models.Nudge](), ClientID: tr.Client.ID, SupplierID: tr.Supplier.ID, Kind: models.NudgeLate,
		Cycle: at.Format(time.DateOnly), Arm: models.ArmSend, PlannedOn: models.DateOf(at, time.UTC), Basket: []models.NudgeLine{}, CreatedAt: at}
	identitytest.Insert(t, tr.DB, &n)
	return n.ID, nudge.Token(identitytest.Keys(t), n.ID, at)
}

func placed(t *testing.T, tr *Trade, id models.OrderID) models.PurchaseOrder {
	t.Helper()
	var out models.PurchaseOrder
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		o, err := models.Get(tx, id)
		if err == nil {
			out = *o
		}
		return err
	})
	return out
}

func TestAnOrderByAReminder(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	other := tr.Other(t)
	id, token := reminded(t, tr, identitytest.Now.Add(-24*time.Hour))
	_, old := reminded(t, tr, identitytest.Now.Add(-20*24*time.Hour))
	_, theirs := reminded(t, other, identitytest.Now.Add(-24*time.Hour))
	for name, c := range map[string]struct{ token, source, want, code string }{
		"its own":         {token, "nudge", models.FromNudge, ""},
		"run out":         {old, "nudge", models.FromReorder, ""},
		"another pair's":  {theirs, "nudge", models.FromReorder, ""},
		"none":            {"", "reorder", models.FromReorder, ""},
		"forged":          {token[:len(token)-3] + "abc", "nudge", "", "nudge-token-invalid"},
		"nonsense":        {"nonsense", "reorder", "", "nudge-token-invalid"},
		"source and none": {"", "nudge", models.FromReorder, ""},
	} {
		in := tr.Wants("1")
		in.Body.CheckoutID, in.Body.Source, in.Body.NudgeToken = uuid.New(), c.source, c.token
		got, err := tr.Orders.Place(t.Context(), tr.Buyer, in)
		if models.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			continue
		}
		o := placed(t, tr, got.ID)
		if o.Source != c.want || (o.NudgeID != nil) != (c.want == models.FromNudge) || o.NudgeID != nil && *o.NudgeID != id {
			t.Errorf("%s: source %s, nudge %v", name, o.Source, o.NudgeID)
		}
	}
}

// TestACartRemembersTheReminder: what was put in out of a reminder's basket counts for it when it is ordered, its supplier's
// part alone.
func TestACartRemembersTheReminder(t *testing.T) {
	t.Parallel()
	first, second, _ := two(t)
	id, token := reminded(t, first, identitytest.Now.Add(-24*time.Hour))
	carts := cart.New(first.DB, identitytest.Keys(t))
	var in cart.AddInput
	in.Body.Lines, in.Body.Nudge = []cart.AddLine{{Product: first.Products[1].ID, Quantity: "1"}, {Product: second.Products[0].ID, Quantity: "1"}}, token
	if _, err := carts.Add(t.Context(), first.Buyer, in); err != nil {
		t.Fatal(err)
	}
	put := cart.PutInput{Product: first.Products[1].ID}
	put.Body.Quantity = "2"
	if _, err := carts.Put(t.Context(), first.Buyer, put); err != nil {
		t.Fatal(err)
	}
	got, err := placeCart(t, first, func(in *ordering.PlaceCartInput) { in.Body.SupplierIDs = []models.OrganisationID{first.Supplier.ID} })
	if err != nil {
		t.Fatal(err)
	}
	rest, err := placeCart(t, first)
	if err != nil {
		t.Fatal(err)
	}
	if o := placed(t, first, got.Orders[0].ID); o.Source != models.FromNudge || o.NudgeID == nil || *o.NudgeID != id {
		t.Errorf("its supplier's: source %s, nudge %v", o.Source, o.NudgeID)
	}
	if o := placed(t, first, rest.Orders[0].ID); o.Source != models.FromCart || o.NudgeID != nil {
		t.Errorf("the other's: source %s, nudge %v", o.Source, o.NudgeID)
	}
	in.Body.Nudge = "nonsense"
	if _, err := carts.Add(t.Context(), first.Buyer, in); models.CodeOf(err) != "nudge-token-invalid" {
		t.Errorf("a token that is none: %v", err)
	}
}
