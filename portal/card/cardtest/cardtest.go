// Package cardtest sets a trade beside a fake of Stripe for tests: the trade's supplier has an account that can be paid.
package cardtest

import (
	"math/rand/v2"
	"net/http/httptest"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/billing/stripefake"
	"povtor/portal/card"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
)

// Secret is with which the fake signs events.
const Secret = "whsec_test"

// World is a trade whose client can pay by card.
type World struct {
	*orderingtest.Trade
	Fake    *stripefake.Fake
	Cards   *card.Service
	Admin   identity.Viewer // the supplier's
	Account string
	worked  int // of the jobs
	told    int // of the events
}

// Open is a world of the test's own.
func Open(t testing.TB) *World {
	t.Helper()
	return Beside(t, orderingtest.Open(t))
}

// Beside sets a fake beside a trade.
func Beside(t testing.TB, tr *orderingtest.Trade) *World {
	t.Helper()
	w := &World{Trade: tr, Account: "acct_" + tr.Supplier.ID.String(), worked: len(tr.Jobs.All())}
	w.Fake = stripefake.New(stripefake.Options{Now: identitytest.Clock, Key: "sk_test_1", Secret: Secret,
		PageURL: func(id string) string { return "https://checkout.example/" + id }, JoinURL: func(id string) string { return "https://join.example/" + id }})
	w.Cards = card.New(tr.DB, Gateway(t, w.Fake), "https://portal.example")
	w.Admin = identitytest.Viewer(t, tr.DB, tr.Supplier, identity.SupplierAdmin)
	w.Connect(t, tr, w.Account)
	return w
}

// Gateway is a gateway to a fake.
func Gateway(t testing.TB, fake *stripefake.Fake) *gateway.Gateway {
	t.Helper()
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	g, err := gateway.New(gateway.Options{Key: "sk_test_1", WebhookSecrets: Secret, URL: server.URL, Now: identitytest.Clock})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Connect gives a trade's supplier an account that can be paid.
func (w *World) Connect(t testing.TB, tr *orderingtest.Trade, account string) {
	t.Helper()
	w.Fake.Adopt(account, tr.Supplier.Name)
	identitytest.Insert(t, tr.DB, &models.CardAccount{SupplierID: tr.Supplier.ID, Account: account, Ready: true, Submitted: true, Missing: []string{},
		CheckedAt: identitytest.Now, CreatedAt: identitytest.Now.Add(-time.Hour)})
}

// Start begins to pay invoices as the trade's buyer; no amount: all that the invoice asks for.
func (w *World) Start(t testing.TB, parts ...card.PartInput) (card.Payment, string) {
	t.Helper()
	p, err := w.Cards.Start(t.Context(), w.Buyer, Wants(parts...))
	if err != nil {
		t.Fatal("start:", err)
	}
	return p, w.Page()
}

// Wants is an order to pay these.
func Wants(parts ...card.PartInput) card.StartInput {
	var in card.StartInput
	in.Body.Parts = parts
	return in
}

// Page is the last page that Stripe made.
func (w *World) Page() string {
	pages := w.Fake.Pages()
	return pages[len(pages)-1]
}

// Deliver sends events and follows them.
func (w *World) Deliver(t testing.TB, events ...stripefake.Event) {
	t.Helper()
	for _, e := range events {
		body := e.Body()
		if err := w.Cards.Receive(t.Context(), body, w.Fake.Sign(body, identitytest.Now)); err != nil {
			t.Fatal("receive:", err)
		}
		w.Work(t)
	}
}

// Work does the jobs that wait.
func (w *World) Work(t testing.TB) {
	t.Helper()
	for ; w.worked < len(w.Jobs.All()); w.worked++ {
		if err := w.Do(t, w.Jobs.All()[w.worked]); err != nil {
			t.Fatal("job:", err)
		}
	}
}

// Do does one job, if it is one of ours.
func (w *World) Do(t testing.TB, j models.Job) error {
	switch j := j.(type) {
	case card.Heard:
		return w.Cards.Follow(t.Context(), identity.System("card"), j)
	case card.SendRefund:
		return w.Cards.SendRefund(t.Context(), identity.System("card"), j)
	}
	return nil
}

// Shuffled is events in any order, some of them twice.
func Shuffled(events []stripefake.Event, seed uint64) []stripefake.Event {
	r := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // an order of events, nothing to guess
	out := append([]stripefake.Event{}, events...)
	for _, e := range events {
		if r.IntN(2) == 0 {
			out = append(out, e)
		}
	}
	r.Shuffle(len(out), func(a, b int) { out[a], out[b] = out[b], out[a] })
	return out
}

// Get is a payment as its buyer sees it now.
func (w *World) Get(t testing.TB, id models.CardPaymentID) card.Payment {
	t.Helper()
	p, err := w.Cards.Get(t.Context(), w.Buyer, card.GetInput{ID: id})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Age makes a payment old enough for the reconcile job to look at it.
func (w *World) Age(t testing.TB, id models.CardPaymentID) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.CardPayment](tx, map[string]any{"started_at": tx.Now.Add(-10 * time.Minute)}, "id = ?", id)
		return err
	})
}

// News are the events since the last time.
func (w *World) News() []stripefake.Event {
	all := w.Fake.Events()
	fresh := all[w.told:]
	w.told = len(all)
	return fresh
}

// Leave takes the supplier's account away, so that nobody walks over it any more.
func (w *World) Leave(t testing.TB) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		_, err := models.DeleteWhere[models.CardAccount](tx, "supplier_id = ?", w.Supplier.ID)
		return err
	})
}
