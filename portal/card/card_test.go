package card_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/billing/stripefake"
	"povtor/portal/card"
	"povtor/portal/card/cardtest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/receivables"
	"povtor/portal/receivables/receivablestest"
)

func part(i models.Invoice, amount models.Amount) card.PartInput {
	p := card.PartInput{Invoice: i.ID}
	if amount > 0 {
		p.Amount = amount.In(i.Currency)
	}
	return p
}

func balance(t testing.TB, w *cardtest.World, id models.InvoiceID) models.Amount {
	t.Helper()
	var i *models.Invoice
	identitytest.In(t, w.DB, func(tx *models.Tx) (err error) { i, err = models.Get(tx, id); return err })
	return i.Balance()
}

// sound fails unless every figure agrees with the ledger.
func sound(t testing.TB, w *cardtest.World) {
	t.Helper()
	n, err := receivables.New(w.DB).Check(t.Context(), identity.System("check"))
	if err != nil || n != 0 {
		t.Fatalf("%d differences, %v", n, err)
	}
}

func differences(t testing.TB, w *cardtest.World, who identity.Viewer) (kinds []string) {
	t.Helper()
	d, err := w.Cards.Differences(t.Context(), who, struct{}{})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range d.Items {
		kinds = append(kinds, i.Kind)
	}
	return kinds
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTwoInvoicesByOneCard(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	a, b := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5), receivablestest.Invoice(t, w.Trade, "RUB", 7_000, 9)
	p, page := w.Start(t, part(a, 0), part(b, 2_500))
	if p.State != models.CardOpen || p.Amount != "125.00" || !strings.HasPrefix(p.URL, "https://checkout.example/") || len(p.Parts) != 2 {
		t.Fatalf("%+v", p)
	}
	must(t, w.Fake.Decline(page, "insufficient_funds"))
	w.Deliver(t, w.Fake.Events()...)
	if p = w.Get(t, p.ID); p.State != models.CardOpen || p.Failure != "insufficient_funds" {
		t.Errorf("declined: %+v", p)
	}
	must(t, w.Fake.Pay(page))
	w.Deliver(t, w.Fake.Events()...)
	if p = w.Get(t, p.ID); p.State != models.CardPaid || p.Received != "125.00" || p.Means != "visa •••• 4242" || p.Failure != "" || p.URL != "" || p.Credit != "0.00" {
		t.Errorf("paid: %+v", p)
	}
	if balance(t, w, a.ID) != 0 || balance(t, w, b.ID) != 4_500 {
		t.Error("the invoices ask for", balance(t, w, a.ID), balance(t, w, b.ID))
	}
	m, err := receivables.New(w.DB).Get(t.Context(), w.Manager, receivables.GetInput{ID: *p.Payment})
	if err != nil || m.Source != models.PaidStripe || m.Amount != "125.00" || !strings.Contains(m.Purpose, b.Number) {
		t.Errorf("%+v %v", m, err)
	}
	var undo receivables.ReverseInput
	undo.ID, undo.Body.Reason = *p.Payment, "Ошибка"
	if _, err := receivables.New(w.DB).Reverse(t.Context(), w.Manager, undo); models.CodeOf(err) != "refund-instead" {
		t.Error("a card payment is reversed:", err)
	}
	sound(t, w)
}

func TestWhatIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	other := w.Other(t)
	a, euro, theirs := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5), receivablestest.Invoice(t, w.Trade, "EUR", 10_000, 5), receivablestest.Invoice(t, other, "RUB", 9_000, 3)
	credited, small, fine := receivablestest.Invoice(t, w.Trade, "RUB", 4_000, 5), receivablestest.Invoice(t, w.Trade, "RUB", 10, 5), receivablestest.Invoice(t, w.Trade, "KWD", 1_234, 5)
	huge := receivablestest.Invoice(t, w.Trade, "RUB", 100_000_000, 5)
	var back billing.CreditInput
	back.ID, back.Body.Reason = credited.ID, "Возврат"
	_, err := billing.New(w.DB).Credit(t.Context(), w.Manager, back)
	must(t, err)
	second := w.Trade
	identitytest.Agreement(t, w.DB, w.Client, other.Supplier)
	for want, parts := range map[string][]card.PartInput{
		"above-balance": {part(a, 10_001)}, "not-an-amount": {{Invoice: a.ID, Amount: "-5"}}, "several-currencies": {part(a, 0), part(euro, 0)},
		"not-found": {part(theirs, 0)}, "invoice-cancelled": {part(credited, 0)}, "below-card-minimum": {part(small, 0)}, "uneven-by-card": {part(fine, 0)},
		"above-card-limit": {part(huge, 0)}, "invalid-input": {part(a, 10), part(a, 10)},
	} {
		if _, err := w.Cards.Start(t.Context(), second.Buyer, cardtest.Wants(parts...)); models.CodeOf(err) != want {
			t.Errorf("want %s, got %v", want, err)
		}
	}
	if _, err := w.Cards.Start(t.Context(), other.Buyer, cardtest.Wants(part(theirs, 0))); models.CodeOf(err) != "supplier-not-by-card" {
		t.Error("a supplier without an account is paid:", err)
	}
	if _, err := w.Cards.Start(t.Context(), w.Manager, cardtest.Wants(part(a, 0))); models.KindOf(err) != models.Forbidden {
		t.Error("a supplier pays:", err)
	}
	if _, err := card.New(w.DB, nil, "").Start(t.Context(), w.Buyer, cardtest.Wants(part(a, 0))); models.CodeOf(err) != "no-cards" {
		t.Error("without keys:", err)
	}
	bank, err := card.New(w.DB, nil, "").Payable(t.Context(), w.Buyer, card.PayableInput{Invoices: a.ID.String() + "," + small.ID.String()})
	if err != nil || bank.Card != "none" || bank.Total != "100.10" {
		t.Errorf("%+v %v", bank, err)
	}
	must(t, w.Fake.Close(w.Account))
	w.Deliver(t, w.Fake.Events()...)
	if _, err := w.Cards.Start(t.Context(), w.Buyer, cardtest.Wants(part(a, 0))); models.CodeOf(err) != "supplier-not-by-card" {
		t.Error("a supplier whose account was closed is paid:", err)
	}
}

func TestForgedAndStaleEvents(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	p, page := w.Start(t, part(receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5), 0))
	must(t, w.Fake.Pay(page))
	events := w.Fake.Events()
	body := events[len(events)-1].Body()
	changed := append(append([]byte{}, body...), ' ')
	for name, try := range map[string]struct {
		body      []byte
		signature string
		want      string
	}{
		"no signature": {body, "", "bad-signature"}, "another secret": {body, stripefake.Sign(body, "whsec_other", identitytest.Now), "bad-signature"},
		"changed bytes": {changed, w.Fake.Sign(body, identitytest.Now), "bad-signature"}, "old": {body, w.Fake.Sign(body, identitytest.Now.Add(-301*time.Second)), "stale-signature"},
		"of tomorrow": {body, w.Fake.Sign(body, identitytest.Now.Add(301*time.Second)), "stale-signature"}, "no event": {[]byte("{}"), w.Fake.Sign([]byte("{}"), identitytest.Now), "not-an-event"},
		"just in time": {body, w.Fake.Sign(body, identitytest.Now.Add(-299*time.Second)), ""},
	} {
		if err := w.Cards.Receive(t.Context(), try.body, try.signature); models.CodeOf(err) != try.want {
			t.Errorf("%s: want %q, got %v", name, try.want, err)
		}
	}
	w.Work(t)
	if got := w.Get(t, p.ID); got.State != models.CardPaid {
		t.Errorf("%+v", got)
	}
}

// Whatever an account's owner writes on a charge of their own, nothing of another supplier is paid by it.
func TestForeignAccountsAmountsAndCurrencies(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	other := w.Other(t)
	w.Connect(t, other, "acct_other")
	thief := identitytest.Viewer(t, w.DB, other.Supplier, identity.SupplierAdmin)
	i := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5)
	p, page := w.Start(t, part(i, 0))
	w.Fake.Forge("acct_other", "rub", 10_000, map[string]string{"povtor_card_payment": p.ID.String()})
	w.Deliver(t, w.Fake.Events()...)
	if w.Get(t, p.ID).State != models.CardOpen || balance(t, w, i.ID) != 10_000 || len(differences(t, w, w.Admin)) != 0 {
		t.Error("another's charge pays")
	}
	if got := differences(t, w, thief); len(got) != 1 || got[0] != card.DiffersAccount {
		t.Error("the foreign account's differences:", got)
	}
	must(t, w.Fake.Pay(page))
	must(t, w.Fake.Alter(page, 9_000, "rub"))
	w.Deliver(t, w.Fake.Events()...)
	if got := w.Get(t, p.ID); got.State != models.CardPaid || got.Received != "90.00" || got.Credit != "90.00" || balance(t, w, i.ID) != 10_000 {
		t.Errorf("another amount: %+v", got)
	}
	p, page = w.Start(t, part(i, 0))
	must(t, w.Fake.Pay(page))
	must(t, w.Fake.Alter(page, 10_000, "eur"))
	w.Deliver(t, w.Fake.Events()...)
	if got := w.Get(t, p.ID); got.State != models.CardPaid || got.Payment != nil || balance(t, w, i.ID) != 10_000 {
		t.Errorf("another currency: %+v", got)
	}
	if got := strings.Join(differences(t, w, w.Admin), " "); got != "currency amount" && got != "amount currency" {
		t.Error("differences:", got)
	}
	sound(t, w)
}

// An invoice that was cancelled, or paid by the bank, while its payer was on Stripe's page: the money is the client's credit.
func TestMoneyThatNobodyAsksForAnyMore(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	i := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5)
	p, page := w.Start(t, part(i, 0))
	var back billing.CreditInput
	back.ID, back.Body.Reason = i.ID, "Возврат"
	_, err := billing.New(w.DB).Credit(t.Context(), w.Manager, back)
	must(t, err)
	must(t, w.Fake.Pay(page))
	w.Deliver(t, w.Fake.Events()...)
	if got := w.Get(t, p.ID); got.State != models.CardPaid || got.Credit != "100.00" {
		t.Errorf("%+v", got)
	}
	sound(t, w)
}

func TestOneInvoiceIsNotPaidTwiceByMistake(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	i := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5)
	first, page := w.Start(t, part(i, 0))
	second, _ := w.Start(t, part(i, 5_000))
	if w.Get(t, first.ID).State != models.CardCancelled || w.Fake.Pay(page) == nil {
		t.Error("the first page can still be paid")
	}
	must(t, w.Fake.Promise(w.Page()))
	if _, err := w.Cards.Start(t.Context(), w.Buyer, cardtest.Wants(part(i, 0))); models.CodeOf(err) != "payment-under-way" {
		t.Error("paid while another payment is on its way:", err)
	}
	if got := w.Get(t, second.ID); got.State != models.CardProcessing {
		t.Errorf("the payment that is on its way: %+v", got)
	}
	if _, err := w.Cards.Start(t.Context(), w.Buyer, cardtest.Wants(part(i, 5_001))); models.CodeOf(err) != "payment-under-way" {
		t.Error("more than is left beside what is on its way:", err)
	}
	third, rest := w.Start(t, part(i, 5_000))
	must(t, w.Fake.Pay(rest))
	must(t, w.Fake.Finish(w.Fake.Pages()[1], false))
	w.Deliver(t, w.Fake.Events()...)
	if w.Get(t, second.ID).State != models.CardFailed || w.Get(t, third.ID).State != models.CardPaid || balance(t, w, i.ID) != 5_000 {
		t.Error(w.Get(t, second.ID).State, w.Get(t, third.ID).State, balance(t, w, i.ID))
	}
	sound(t, w)
}

// The same request sent again, after its answer was lost anywhere on the way, asks for one payment.
func TestARepeatedStartAsksOnce(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	i := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5)
	w.Fake.Trouble(func(r *http.Request) stripefake.Trouble {
		if r.Method == http.MethodPost {
			return stripefake.Trouble{Status: 500, After: true}
		}
		return stripefake.Trouble{}
	})
	try := func() (card.Payment, error) {
		return w.Cards.Start(models.WithOnce(t.Context(), "key", []byte("hash")), w.Buyer, cardtest.Wants(part(i, 0)))
	}
	if _, err := try(); models.CodeOf(err) != "card-unavailable" {
		t.Fatal(err)
	}
	w.Fake.Trouble(nil)
	for range 2 {
		if p, err := try(); err != nil || p.State != models.CardOpen || len(w.Fake.Pages()) != 1 {
			t.Errorf("%+v %v, %d pages", p, err, len(w.Fake.Pages()))
		}
	}
}

func TestManyAtOnceBookOnce(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	i := receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5)
	p, page := w.Start(t, part(i, 0))
	must(t, w.Fake.Pay(page))
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			if _, err := w.Cards.Check(t.Context(), w.Buyer, card.GetInput{ID: p.ID}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	page2, err := receivables.New(w.DB).List(t.Context(), w.Manager, receivables.ListInput{Limit: 10})
	if err != nil || len(page2.Items) != 1 || balance(t, w, i.ID) != 0 {
		t.Errorf("%d payments, %v", len(page2.Items), err)
	}
	sound(t, w)
}

func TestOtherCompaniesSeeNothing(t *testing.T) {
	t.Parallel()
	w := cardtest.Open(t)
	other := w.Other(t)
	p, _ := w.Start(t, part(receivablestest.Invoice(t, w.Trade, "RUB", 10_000, 5), 0))
	for _, v := range []identity.Viewer{other.Buyer, other.Manager} {
		_, err := w.Cards.Get(t.Context(), v, card.GetInput{ID: p.ID})
		_, checked := w.Cards.Check(t.Context(), v, card.GetInput{ID: p.ID})
		list, listed := w.Cards.List(t.Context(), v, card.ListInput{Tab: "all", Limit: 10})
		if models.KindOf(err) != models.NotFound || models.KindOf(checked) != models.NotFound || len(list.Items) != 0 {
			t.Error(err, checked, listed, list)
		}
	}
	var back card.RefundInput
	back.ID, back.Body.Reason = p.ID, "Возврат"
	if _, err := w.Cards.Refund(t.Context(), other.Manager, back); models.KindOf(err) != models.NotFound {
		t.Error("a stranger refunds:", err)
	}
	if _, err := w.Cards.Refund(t.Context(), w.Buyer, back); models.KindOf(err) != models.Forbidden {
		t.Error("a buyer refunds:", err)
	}
	if got, err := w.Cards.Get(t.Context(), w.Manager, card.GetInput{ID: p.ID}); err != nil || got.URL != "" {
		t.Error("the supplier reads the payer's page:", got.URL, err)
	}
}
