package fulfilment_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
	"povtor/portal/ordering/orderingtest"
)

func confirm(t *testing.T, tr *orderingtest.Trade, v identity.Viewer, id models.OrderID, change ...func(*fulfilment.ConfirmInput)) (ordering.Order, error) {
	in := fulfilment.ConfirmInput{ID: id}
	for _, c := range change {
		c(&in)
	}
	return fulfilment.New(tr.DB).Confirm(t.Context(), v, in)
}

func refuse(t *testing.T, tr *orderingtest.Trade, v identity.Viewer, id models.OrderID, reason string) (ordering.Order, error) {
	in := fulfilment.RefuseInput{ID: id}
	in.Body.Reason = reason
	return fulfilment.New(tr.DB).Refuse(t.Context(), v, in)
}

func TestConfirmingIssuesTheInvoice(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	o := tr.Place(t, "2", "3")
	promised := tr.Manager.Today(identitytest.Now).Add(3)
	got, err := confirm(t, tr, tr.Manager, o.ID, func(in *fulfilment.ConfirmInput) {
		in.Seen.N, in.Body.PromisedOn = o.Version, &promised
	})
	if err != nil {
		t.Fatal(err)
	}
	if got.Status != models.OrderConfirmed || got.Version != 2 || *got.PromisedOn != promised || len(got.Actions) != 0 {
		t.Errorf("%+v", got.Summary)
	}
	if got.Invoice == nil || got.Invoice.Number != "2026-00001" || len(got.Invoices) != 1 || got.Invoices[0].Total != o.Total {
		t.Errorf("invoice %+v of %+v", got.Invoice, got.Invoices)
	}
	var kinds []string
	for _, e := range got.Events {
		kinds = append(kinds, e.Kind)
	}
	if diff := cmp.Diff([]string{models.EventOrderPlaced, models.EventOrderConfirmed, models.EventInvoiceIssued}, kinds); diff != "" {
		t.Error("timeline:", diff)
	}
	seen, err := tr.Orders.Get(t.Context(), tr.Buyer, ordering.GetInput{ID: o.ID})
	if err != nil || len(seen.Events) != 3 || seen.Events[1].ActorName != tr.Manager.Name() {
		t.Errorf("the buyer sees %+v, %v", seen.Events, err)
	}
	if diff := cmp.Diff([]models.Job{ordering.Placed{OrderID: o.ID}, ordering.Answered{OrderID: o.ID}}, tr.Jobs.All()); diff != "" {
		t.Error("jobs:", diff)
	}
	if held := tr.Reserved(t, tr.Products[1]); held != "3" {
		t.Errorf("%s held for what is still to be sent", held)
	}
	if _, err := confirm(t, tr, tr.Manager, o.ID); models.KindOf(err) != models.Conflict {
		t.Error("again:", err)
	}
	var in ordering.CancelInput
	in.ID = o.ID
	if _, err := tr.Orders.Cancel(t.Context(), tr.Buyer, in); models.CodeOf(err) != "wrong-state" {
		t.Error("cancelled after confirmation:", err)
	}
}

func TestRefusingLetsTheStockGo(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	o := tr.Place(t, "2", "3")
	if _, err := refuse(t, tr, tr.Manager, o.ID, "  "); models.KindOf(err) != models.Invalid {
		t.Error("without a reason:", err)
	}
	got, err := refuse(t, tr, tr.Manager, o.ID, "No lorry this week")
	if err != nil {
		t.Fatal(err)
	}
	if last := got.Events[len(got.Events)-1]; got.Status != models.OrderRefused || last.Note != "No lorry this week" || got.Invoice != nil {
		t.Errorf("%+v", got)
	}
	if a, b := tr.Reserved(t, tr.Products[0]), tr.Reserved(t, tr.Products[1]); a != "0" || b != "0" {
		t.Errorf("%s and %s still held", a, b)
	}
	if _, err := confirm(t, tr, tr.Manager, o.ID); models.CodeOf(err) != "wrong-state" {
		t.Error("confirmed after all:", err)
	}
}

func TestStockThatWasNotHeldIsNotLetGo(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	made := tr.Add(t, "5", -1)
	in := tr.Wants("1")
	in.Body.Lines[0].ProductID = made.ID
	o, err := tr.Orders.Place(t.Context(), tr.Buyer, in)
	if err != nil {
		t.Fatal(err)
	}
	identitytest.Insert(t, tr.DB, &models.Stock{ProductID: made.ID, SupplierID: tr.Supplier.ID, UpdatedAt: identitytest.Now})
	if _, err := refuse(t, tr, tr.Manager, o.ID, "Gone"); err != nil {
		t.Error(err)
	}
}

func TestWhoMayAnswer(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	o := tr.Place(t, "1")
	for name, c := range map[string]struct {
		viewer identity.Viewer
		want   models.Kind
	}{
		"the buyer":        {tr.Buyer, models.Forbidden},
		"another supplier": {tr.Other(t).Manager, models.NotFound},
		"nobody":           {identity.Viewer{}, models.Unauthenticated},
	} {
		if _, err := confirm(t, tr, c.viewer, o.ID); models.KindOf(err) != c.want {
			t.Error(name, "confirms:", err)
		}
		if _, err := refuse(t, tr, c.viewer, o.ID, "No"); models.KindOf(err) != c.want {
			t.Error(name, "refuses:", err)
		}
	}
	if _, err := confirm(t, tr, tr.Manager, o.ID, func(in *fulfilment.ConfirmInput) { in.Seen.N = 2 }); models.KindOf(err) != models.Stale {
		t.Error("a version that is not there yet:", err)
	}
	yesterday := tr.Manager.Today(identitytest.Now).Add(-1)
	if _, err := confirm(t, tr, tr.Manager, o.ID, func(in *fulfilment.ConfirmInput) { in.Body.PromisedOn = &yesterday }); models.KindOf(err) != models.Invalid {
		t.Error("promised for yesterday:", err)
	}
}

func TestOneAnswerOnly(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	o := tr.Place(t, "1")
	var group sync.WaitGroup
	outcomes := make([]error, 9)
	for i := range outcomes {
		group.Go(func() {
			switch i % 3 {
			case 0:
				_, outcomes[i] = confirm(t, tr, tr.Manager, o.ID)
			case 1:
				_, outcomes[i] = refuse(t, tr, tr.Manager, o.ID, "No")
			default:
				_, outcomes[i] = tr.Orders.Cancel(t.Context(), tr.Buyer, ordering.CancelInput{ID: o.ID})
			}
		})
	}
	group.Wait()
	won := 0
	for _, err := range outcomes {
		switch {
		case err == nil:
			won++
		case models.CodeOf(err) != "wrong-state":
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d answers", won)
	}
}

func TestParallelConfirmationsLeaveNoGap(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	const orders = 50
	var ids []models.OrderID
	for range orders {
		ids = append(ids, tr.Place(t, "1").ID)
	}
	other := tr.Other(t)
	ids = append(ids, other.Place(t, "1").ID)
	var group sync.WaitGroup
	for i, id := range ids {
		group.Go(func() {
			v := tr.Manager
			if i == orders {
				v = other.Manager
			}
			if i%10 == 0 { // some of them fail half way
				_, _ = confirm(t, tr, v, id, func(in *fulfilment.ConfirmInput) { in.Seen.N = 7 })
			}
			if _, err := confirm(t, tr, v, id); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	list, err := billing.New(tr.DB).List(t.Context(), tr.Manager, billing.ListInput{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for i, inv := range list.Items {
		got, want = append(got, inv.Number), append(want, models.InvoiceNumber("", 2026, i+1))
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" || len(got) != orders {
		t.Error(len(got), diff)
	}
	theirs, err := billing.New(tr.DB).List(t.Context(), other.Manager, billing.ListInput{Limit: 100})
	if err != nil || len(theirs.Items) != 1 || theirs.Items[0].Number != "2026-00001" {
		t.Errorf("another supplier's numbers: %+v, %v", theirs.Items, err)
	}
}

func TestTheSuppliersHome(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	home := func() fulfilment.Home {
		h, err := fulfilment.New(tr.DB).Home(t.Context(), tr.Manager, struct{}{})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	want := fulfilment.Home{Currency: "RUB", ConfirmedThisMonth: fulfilment.Confirmed{Total: "0.00"}}
	if diff := cmp.Diff(want, home()); diff != "" {
		t.Error("at first:", diff)
	}
	done := tr.Place(t, "1")
	tr.Place(t, "1")
	if _, err := confirm(t, tr, tr.Manager, done.ID); err != nil {
		t.Fatal(err)
	}
	today := tr.Manager.Today(identitytest.Now)
	late := today.Add(-1)
	for i, lateOn := range []*models.Date{&late, &today, nil} {
		client := tr.Client
		if i > 0 {
			client = identitytest.Company(t, tr.DB, models.ClientKind, "Client")
			identitytest.Agreement(t, tr.DB, client, tr.Supplier)
		}
		identitytest.Insert(t, tr.DB, &models.Cadence{ClientID: client.ID, SupplierID: tr.Supplier.ID, OrderDays: 4,
			FirstOn: today.Add(-90), LastOn: today.Add(-30), LateOn: lateOn, Currency: "RUB", UpdatedAt: identitytest.Now})
	}
	since := identitytest.Now
	want = fulfilment.Home{ToAnswer: 1, OldestWaitingAt: &since, Currency: "RUB", ClientsLate: 2,
		ConfirmedThisMonth: fulfilment.Confirmed{Count: 1, Total: done.Total}}
	if diff := cmp.Diff(want, home()); diff != "" {
		t.Error("then:", diff)
	}
	if _, err := fulfilment.New(tr.DB).Home(t.Context(), tr.Buyer, struct{}{}); models.KindOf(err) != models.Forbidden {
		t.Error("a buyer:", err)
	}
}
