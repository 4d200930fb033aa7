package e2e_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"povtor/models/modelstest"
	"povtor/portal/demo"
	"povtor/portal/identity"
)

// halfBooked counts payments whose own figures, allocations or invoices the ledger does not bear out.
const halfBooked = `SELECT count(*) FROM payments p WHERE p.amount <> (SELECT coalesce(sum(amount), 0) FROM ledger l WHERE l.payment_id = p.id AND l.kind = 'payment')
	OR p.allocated <> (SELECT coalesce(sum(CASE kind WHEN 'allocation' THEN amount ELSE -amount END), 0) FROM ledger l WHERE l.payment_id = p.id AND l.kind IN ('allocation', 'release'))`

const halfPaid = `SELECT count(*) FROM invoices i WHERE i.paid <> (SELECT coalesce(sum(CASE kind WHEN 'allocation' THEN amount ELSE -amount END), 0)
	FROM ledger l WHERE l.invoice_id = i.id AND l.kind IN ('allocation', 'release'))`

func TestAPowerCutWhilePaymentsAreBooked(t *testing.T) {
	database := modelstest.Empty(t)
	p := start(t, database, "", today)
	var manager string
	for _, who := range demo.People() {
		if who.Role == identity.SupplierManager {
			manager = who.Email
		}
	}
	token := p.signIn(manager)
	var open struct {
		Items []struct {
			ID       string
			Client   struct{ ID string }
			Currency string
		}
	}
	if status, said := p.call(token, http.MethodGet, "/invoices?state=open&limit=40", nil, &open); status != 200 || len(open.Items) < 10 {
		t.Fatalf("invoices: %d %.300s", status, said)
	}
	before := ask(t, database, `SELECT count(*) FROM payments`)
	var mu sync.Mutex
	var once sync.Once
	var all sync.WaitGroup
	booked, enough := 0, make(chan struct{})
	for from := range 6 {
		all.Go(func() {
			for n := from; n < len(open.Items); n += 6 {
				i := open.Items[n]
				status, said := p.call(token, http.MethodPost, "/payments", map[string]any{"client_id": i.Client.ID, "currency": i.Currency, "amount": "12.00",
					"received_on": today.Format(time.DateOnly), "allocations": []map[string]any{{"invoice_id": i.ID, "amount": "10.00"}}}, nil)
				if status != 0 && status != http.StatusCreated {
					t.Errorf("book: %d %.300s", status, said)
				}
				mu.Lock()
				if status == http.StatusCreated {
					booked++
				}
				if booked == 7 {
					once.Do(func() { close(enough) })
				}
				mu.Unlock()
			}
		})
	}
	select {
	case <-enough:
	case <-time.After(time.Minute):
		t.Error("seven payments were not booked in a minute")
	}
	p.kill()
	all.Wait()
	if n := ask(t, database, `SELECT count(*) FROM payments`) - before; n < booked {
		t.Errorf("%d payments are there of %d that were answered", n, booked)
	}
	if n := ask(t, database, halfBooked); n != 0 {
		t.Errorf("%d payments are booked in part", n)
	}
	if n := ask(t, database, halfPaid); n != 0 {
		t.Errorf("%d invoices say otherwise than the ledger", n)
	}
	t.Logf("%d answered before the cut", booked)
}
