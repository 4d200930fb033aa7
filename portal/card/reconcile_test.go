package card_test

import (
	"net/http"
	"testing"

	"povtor/models"
	"povtor/portal/billing/stripefake"
	"povtor/portal/card"
	"povtor/portal/card/cardtest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/receivables/receivablestest"
)

func reconcile(t testing.TB, w *cardtest.World) {
	t.Helper()
	if err := w.Cards.Reconcile(t.Context(), identity.System("card")); err != nil {
		t.Fatal(err)
	}
}

// The program died after Stripe had made the page and before it learned of it; the payer had the page all the same.
func TestAPageThatWeNeverLearnedOf(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	i := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5)
	fail := func(r *http.Request) stripefake.Trouble {
		if r.Method == http.MethodPost {
			return stripefake.Trouble{Status: 500, After: true}
		}
		return stripefake.Trouble{}
	}
	w.Fake.Trouble(fail)
	_, err := w.Cards.Start(t.Context(), w.Buyer, cardtest.Wants(part(i, 0)))
	if models.CodeOf(err) != "card-unavailable" {
		t.Fatal(err)
	}
	w.Fake.Trouble(nil)
	must(t, w.Fake.Pay(w.Page()))
	list, err := w.Cards.List(t.Context(), w.Buyer, card.ListInput{Tab: "waiting", Limit: 5})
	if err != nil || len(list.Items) != 1 {
		t.Fatal(list, err)
	}
	w.Age(t, list.Items[0].ID)
	reconcile(t, w)
	if got := w.Get(t, list.Items[0].ID); got.State != models.CardPaid || balance(t, w, i.ID) != 0 {
		t.Errorf("%+v", got)
	}
	sound(t, w)
}

// What was written down and never reached Stripe is over.
func TestAPaymentThatStripeNeverHeardOf(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	i := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5)
	w.Fake.Trouble(func(*http.Request) stripefake.Trouble { return stripefake.Trouble{Status: 503} })
	_, err := w.Cards.Start(t.Context(), w.Buyer, cardtest.Wants(part(i, 0)))
	if models.CodeOf(err) != "card-unavailable" {
		t.Fatal(err)
	}
	if err := w.Cards.Reconcile(t.Context(), identity.System("card")); err == nil {
		t.Error("Stripe is down and nothing is said of it")
	}
	w.Fake.Trouble(nil)
	list, _ := w.Cards.List(t.Context(), w.Buyer, card.ListInput{Tab: "all", Limit: 5})
	w.Age(t, list.Items[0].ID)
	reconcile(t, w)
	if got := w.Get(t, list.Items[0].ID); got.State != models.CardExpired {
		t.Errorf("%+v", got)
	}
}

// The job that asks for a refund died after Stripe had made it: it is asked for again, and goes back once.
func TestARefundIsMadeOnce(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	p, page := w.Start(t, part(receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5), 0))
	must(t, w.Fake.Pay(page))
	w.Deliver(t, w.News()...)
	w.Fake.Trouble(func(r *http.Request) stripefake.Trouble {
		if r.Method == http.MethodPost && r.URL.Path == "/v1/refunds" {
			return stripefake.Trouble{Status: 500, After: true}
		}
		return stripefake.Trouble{}
	})
	var in card.RefundInput
	in.ID, in.Body.Amount, in.Body.Reason = p.ID, "40.00", "Возврат"
	_, err := w.Cards.Refund(t.Context(), w.Manager, in)
	must(t, err)
	job := w.Jobs.All()[len(w.Jobs.All())-1]
	if err := w.Do(t, job); models.KindOf(err) != models.Unavailable {
		t.Fatal(err)
	}
	w.Fake.Trouble(nil)
	for range 2 {
		must(t, w.Do(t, job))
	}
	if got := w.Get(t, p.ID); got.Refunded != "40.00" || len(got.Refunds) != 1 || got.Refunds[0].State != models.RefundSucceeded {
		t.Errorf("%+v", got)
	}
	sound(t, w)
}

func TestADisputedPaymentIsNotRefunded(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	i := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5)
	p, page := w.Start(t, part(i, 0))
	var in card.RefundInput
	in.ID, in.Body.Reason = p.ID, "Возврат"
	if _, err := w.Cards.Refund(t.Context(), w.Manager, in); models.CodeOf(err) != "not-paid" {
		t.Error(err)
	}
	must(t, w.Fake.Pay(page))
	must(t, w.Fake.Dispute(page))
	w.Deliver(t, w.News()...)
	if got := w.Get(t, p.ID); got.Withdrawn != "100.00" || got.Refundable != "0.00" || balance(t, w, i.ID) != 10_000 {
		t.Errorf("%+v", got)
	}
	if _, err := w.Cards.Refund(t.Context(), w.Manager, in); models.CodeOf(err) != "disputed" {
		t.Error(err)
	}
	must(t, w.Fake.Decide(page, true))
	w.Deliver(t, w.News()...)
	if got := w.Get(t, p.ID); got.Withdrawn != "0.00" || balance(t, w, i.ID) != 0 {
		t.Errorf("won: %+v, the invoice asks for %d", got, balance(t, w, i.ID))
	}
	sound(t, w)
}

// Whatever the reconcile job cannot mend is told, goes when it agrees again, and stays away once somebody has explained it.
func TestDifferencesAreTold(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	w.Fake.Forge(w.Account, "rub", 700, map[string]string{"povtor_card_payment": models.NewID[models.CardPayment]().String()})
	w.Fake.Forge(w.Account, "rub", 900, map[string]string{}) // the supplier's other trade
	p, page := w.Start(t, part(receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5), 0))
	must(t, w.Fake.Pay(page))
	w.Deliver(t, w.News()[0])
	w.Fake.Forge(w.Account, "rub", 10_000, map[string]string{"povtor_card_payment": p.ID.String()})
	for range 2 {
		reconcile(t, w)
		if got := differences(t, w, w.Admin); len(got) != 2 {
			t.Fatal("differences:", got)
		}
	}
	all, err := w.Cards.Differences(t.Context(), w.Admin, struct{}{})
	must(t, err)
	for _, d := range all.Items {
		in := card.DifferenceInput{ID: d.ID}
		in.Body.Note = "Проверка"
		_, err := w.Cards.Settle(t.Context(), w.Admin, in)
		must(t, err)
	}
	reconcile(t, w)
	if got := differences(t, w, w.Admin); len(got) != 0 {
		t.Error("explained, and there again:", got)
	}
	if got := w.Get(t, p.ID); got.State != models.CardPaid || got.Received != "100.00" {
		t.Errorf("%+v", got)
	}
	sound(t, w)
}

func TestASupplierConnectsItsAccount(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	other := w.Other(t)
	admin := identitytest.Viewer(t, w.DB, other.Supplier, identity.SupplierAdmin)
	if _, err := w.Cards.Onboard(t.Context(), other.Manager, struct{}{}); models.KindOf(err) != models.Forbidden {
		t.Error("a manager connects an account:", err)
	}
	var first string
	for range 2 {
		on, err := w.Cards.Onboard(t.Context(), admin, struct{}{})
		must(t, err)
		if first == "" {
			first = on.URL
		} else if on.URL != first {
			t.Error("a second account is made")
		}
	}
	a, err := w.Cards.CheckAccount(t.Context(), admin, struct{}{})
	if err != nil || !a.Connected || a.Ready || len(a.Missing) == 0 {
		t.Errorf("%+v %v", a, err)
	}
	must(t, w.Fake.Join(a.Account))
	w.Deliver(t, w.News()...)
	if a, err = w.Cards.Account(t.Context(), admin, struct{}{}); err != nil || !a.Ready || !a.Test {
		t.Errorf("%+v %v", a, err)
	}
}
