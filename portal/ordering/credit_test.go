package ordering_test

import (
	"sync"
	"testing"

	"povtor/models"
	"povtor/portal/credit"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
	. "povtor/portal/ordering/orderingtest"
)

// limit gives the trade a credit limit; one of Wants("1") comes to 12.81 with tax.
func limit(t *testing.T, tr *Trade, to models.Amount, refuses bool) {
	t.Helper()
	tr.Change(t, func(a *models.Agreement) { a.CreditLimit = &to }, "credit_limit")
	tr.Change(t, func(a *models.Agreement) { a.RefusesBeyond = refuses }, "refuses_beyond")
}

func standing(t *testing.T, tr *Trade) (s credit.Standing) {
	t.Helper()
	identitytest.In(t, tr.DB, func(tx *models.Tx) (err error) { s, err = credit.Of(tx, tr.Agreement); return err })
	return s
}

func TestTwentyOrdersAtOnceKeepToTheLimit(t *testing.T) {
	t.Parallel()
	for _, refuses := range []bool{true, false} {
		tr := Open(t)
		limit(t, tr, 1_281*7+1_280, refuses)
		var all sync.WaitGroup
		var mu sync.Mutex
		free, held, refused := 0, 0, 0
		for range 20 {
			all.Go(func() {
				o, err := tr.Orders.Place(t.Context(), tr.Buyer, tr.Wants("1"))
				mu.Lock()
				defer mu.Unlock()
				switch {
				case models.CodeOf(err) == "credit-limit-exceeded":
					refused++
				case err != nil:
					t.Error(err)
				case o.Held == models.HeldByLimit:
					held++
				default:
					free++
				}
			})
		}
		all.Wait()
		if free != 7 || refuses && refused != 13 || !refuses && held != 13 {
			t.Errorf("refuses %v: %d went through, %d wait, %d were refused", refuses, free, held, refused)
		}
		if s := standing(t, tr); refuses && (s.Exposure != "89.67" || *s.Free != "12.80") {
			t.Errorf("%+v", s)
		}
	}
}

func TestAnOrderBeyondTheLimitWaits(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	limit(t, tr, 2_000, false)
	first, second := tr.Place(t, "1"), tr.Place(t, "1")
	if first.Held != "" || second.Held != models.HeldByLimit {
		t.Fatal(first.Held, second.Held)
	}
	desk := fulfilment.New(tr.DB)
	if _, err := desk.Confirm(t.Context(), tr.Manager, fulfilment.ConfirmInput{ID: second.ID}); models.CodeOf(err) != "order-held" {
		t.Error("confirmed:", err)
	}
	in := ordering.ReleaseInput{ID: second.ID}
	if _, err := tr.Orders.Release(t.Context(), tr.Manager, in); models.KindOf(err) != models.Invalid {
		t.Error("without a reason:", err)
	}
	in.Body.Reason = "Оплата обещана на пятницу"
	for name, c := range map[string]struct {
		v    identity.Viewer
		want models.Kind
	}{"the buyer": {tr.Buyer, models.Forbidden}, "another supplier": {tr.Other(t).Manager, models.NotFound}} {
		if _, err := tr.Orders.Release(t.Context(), c.v, in); models.KindOf(err) != c.want {
			t.Error(name, err)
		}
	}
	got, err := tr.Orders.Release(t.Context(), tr.Manager, in)
	if err != nil || got.Held != "" || got.Version != 2 {
		t.Fatalf("%+v, %v", got.Summary, err)
	}
	last := got.Events[len(got.Events)-1]
	if last.Kind != models.EventOrderReleased || last.Note != in.Body.Reason || last.ActorName != tr.Manager.Name() || got.Events[1].Kind != models.EventOrderHeld || got.Events[1].Detail["over"] != "5.62" {
		t.Errorf("timeline: %+v", got.Events)
	}
	if _, err := tr.Orders.Release(t.Context(), tr.Manager, in); models.CodeOf(err) != "not-held" {
		t.Error("twice:", err)
	}
	if _, err := desk.Confirm(t.Context(), tr.Manager, fulfilment.ConfirmInput{ID: second.ID}); err != nil {
		t.Error(err)
	}
	if s := standing(t, tr); s.Invoices != "12.81" || s.Orders != "12.81" || s.Exposure != "25.62" || *s.Free != "0.00" {
		t.Errorf("%+v", s)
	}
}

func TestNoLimitAndNothing(t *testing.T) {
	t.Parallel()
	tr := Open(t)
	if o := tr.Place(t, "900"); o.Held != "" {
		t.Error("without a limit:", o.Held)
	}
	limit(t, tr, 0, true)
	if _, err := tr.Orders.Place(t.Context(), tr.Buyer, tr.Wants("1")); models.CodeOf(err) != "credit-limit-exceeded" {
		t.Error("0 is nothing:", err)
	}
	tr.Change(t, func(a *models.Agreement) { a.CreditLimit, a.HeldAt = nil, &identitytest.Now }, "credit_limit")
	tr.Change(t, func(*models.Agreement) {}, "held_at")
	if o := tr.Place(t, "1"); o.Held != models.HeldByHand {
		t.Error("on hold:", o.Held)
	}
}
