package e2e_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"povtor/models/modelstest"
	"povtor/portal/billing/stripefake"
)

// bell is how a fake of Stripe tells the running program of an event.
func (p *program) bell(fake *stripefake.Fake, e stripefake.Event, at time.Time) int {
	p.t.Helper()
	body := e.Body()
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.base+"/api/stripe/events", bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Stripe-Signature", fake.Sign(body, at))
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// The card is charged, Stripe has said so, and the power goes before the payment is in the books: the reconcile job puts it there,
// once, however often Stripe says it again.
func TestAPowerCutBetweenChargeAndRecord(t *testing.T) {
	database := modelstest.Empty(t)
	fake := stripefake.New(stripefake.Options{Now: func() time.Time { return today }, Key: "sk_test_crash", Secret: "whsec_crash",
		PageURL: func(id string) string { return "/" + id }, JoinURL: func(id string) string { return "/" + id }})
	stripe := httptest.NewServer(fake)
	defer stripe.Close()
	env := []string{"STRIPE_SECRET_KEY=sk_test_crash", "STRIPE_WEBHOOK_SECRET=whsec_crash", "STRIPE_API_URL=" + stripe.URL}
	p := start(t, database, "", today, env...)
	token := p.buyer()
	var list struct {
		Items []struct {
			ID, Balance string
			Supplier    struct{ ID string }
		}
	}
	if status, said := p.call(token, http.MethodGet, "/invoices?state=open", nil, &list); status != 200 || len(list.Items) == 0 {
		t.Fatalf("invoices: %d %.300s", status, said)
	}
	invoice := list.Items[0]
	ask(t, database, `WITH a AS (INSERT INTO card_accounts (supplier_id, account, ready, checked_at, created_at) VALUES ($1, 'acct_crash', true, $2, $2)
		RETURNING 1) SELECT count(*) FROM a`, invoice.Supplier.ID, today)
	fake.Adopt("acct_crash", "Supplier")
	var begun struct{ ID, State string }
	body := map[string]any{"parts": []map[string]string{{"invoice_id": invoice.ID}}}
	if status, said := p.call(token, http.MethodPost, "/card-payments", body, &begun); status != 201 || begun.State != "open" {
		t.Fatalf("begin: %d %.300s", status, said)
	}

	reached, over := make(chan struct{}), make(chan struct{})
	defer close(over)
	var once sync.Once
	fake.Trouble(func(r *http.Request) stripefake.Trouble {
		if strings.HasPrefix(r.URL.Path, "/v1/payment_intents/") {
			once.Do(func() { close(reached) })
			<-over // it never hears what became of the payment
		}
		return stripefake.Trouble{}
	})
	if err := fake.Pay(fake.Pages()[0]); err != nil {
		t.Fatal(err)
	}
	events := fake.Events()
	if status := p.bell(fake, events[len(events)-1], today.Add(5*time.Second)); status != http.StatusNoContent {
		t.Fatalf("an event is answered with %d", status)
	}
	select {
	case <-reached:
	case <-time.After(time.Minute):
		t.Fatalf("nobody asked what became of the payment:\n%s", p.said)
	}
	p.kill()
	const booked = `SELECT count(*) FROM payments WHERE source = 'stripe'`
	if n := ask(t, database, booked); n != 0 {
		t.Fatalf("%d payments are booked before the cut", n)
	}

	fake.Trouble(nil)
	again := today.Add(10 * time.Minute)
	p = start(t, database, "", again, env...)
	for until := time.Now().Add(90 * time.Second); ask(t, database, booked) == 0; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("the payment was never booked:\n%s", p.said)
		}
	}
	for _, e := range events {
		if status := p.bell(fake, e, again.Add(5*time.Second)); status != http.StatusNoContent {
			t.Errorf("%s is answered with %d", e.Kind, status)
		}
	}
	time.Sleep(2 * time.Second) // for whatever follows from them
	for what, sql := range map[string]string{"payments": booked, "paid": `SELECT count(*) FROM card_payments WHERE state = 'paid' AND payment_id IS NOT NULL`,
		"invoices paid": `SELECT count(*) FROM invoices WHERE balance = 0 AND id IN (SELECT invoice_id FROM card_payment_parts)`} {
		if n := ask(t, database, sql); n != 1 {
			t.Errorf("%d %s, want 1", n, what)
		}
	}
	if n := ask(t, database, `SELECT count(*) FROM card_differences`); n != 0 {
		t.Errorf("%d differences", n)
	}
}
