package receivables_test

import (
	"fmt"
	"sync"
	"testing"

	"povtor/models"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
	"povtor/portal/receivables/receivablestest"
)

func invoice(t testing.TB, tr *orderingtest.Trade, c models.Currency, total models.Amount, due int) models.Invoice {
	t.Helper()
	return receivablestest.Invoice(t, tr, c, total, due)
}

// received is a payment of the trade's client as its supplier enters it.
func received(tr *orderingtest.Trade, c models.Currency, amount models.Amount, parts ...receivables.PartInput) receivables.RecordInput {
	var in receivables.RecordInput
	in.Body.Client, in.Body.Currency, in.Body.Amount = tr.Client.ID, c, amount.In(c)
	in.Body.ReceivedOn, in.Body.Allocations = tr.Manager.Today(identitytest.Now), parts
	return in
}

func part(i models.Invoice, amount models.Amount) receivables.PartInput {
	p := receivables.PartInput{Invoice: i.ID}
	if amount > 0 {
		p.Amount = amount.In(i.Currency)
	}
	return p
}

func balance(t testing.TB, tr *orderingtest.Trade, id models.InvoiceID) models.Amount {
	t.Helper()
	var i *models.Invoice
	identitytest.In(t, tr.DB, func(tx *models.Tx) (err error) { i, err = models.Get(tx, id); return err })
	return i.Balance()
}

// sound fails unless every figure agrees with the ledger.
func sound(t testing.TB, tr *orderingtest.Trade) {
	t.Helper()
	n, err := receivables.New(tr.DB).Check(t.Context(), identity.System("check"))
	if err != nil || n != 0 {
		t.Fatalf("%d differences, %v", n, err)
	}
}

func code(err error) string {
	if err == nil {
		return ""
	}
	return models.CodeOf(err)
}

func TestOnePaymentForSeveralInvoices(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	a, b := invoice(t, tr, "RUB", 10_000, 5), invoice(t, tr, "RUB", 5_000, 9)
	p, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 16_000, part(a, 0), part(b, 0)))
	if err != nil {
		t.Fatal(err)
	}
	if p.Allocated != "150.00" || p.Rest != "10.00" || len(p.Allocations) != 2 || p.Allocations[0].Number != a.Number {
		t.Errorf("%+v", p)
	}
	if balance(t, tr, a.ID) != 0 || balance(t, tr, b.ID) != 0 {
		t.Error("not paid")
	}
	c := invoice(t, tr, "RUB", 700, 3)
	var more receivables.AllocateInput
	more.ID, more.Body.Allocations = p.ID, []receivables.PartInput{part(c, 0)}
	if p, err = s.Allocate(t.Context(), tr.Manager, more); err != nil || p.Rest != "3.00" || balance(t, tr, c.ID) != 0 {
		t.Errorf("the surplus later: %+v, %v", p, err)
	}
	var back receivables.ReleaseInput
	back.ID, back.Body.Invoice = p.ID, &a.ID
	if p, err = s.Release(t.Context(), tr.Manager, back); err != nil || p.Rest != "103.00" || balance(t, tr, a.ID) != 10_000 {
		t.Errorf("taken back: %+v, %v", p, err)
	}
	var undo receivables.ReverseInput
	undo.ID, undo.Body.Reason = p.ID, "Чужой платёж"
	for range 2 {
		if p, err = s.Reverse(t.Context(), tr.Manager, undo); err != nil || p.Rest != "0.00" || p.Allocated != "0.00" || p.ReversedOn == nil || p.ReversedWhy == "" {
			t.Errorf("reversed: %+v, %v", p, err)
		}
	}
	if balance(t, tr, b.ID) != 5_000 {
		t.Error("a reversed payment still pays")
	}
	if _, err := s.Allocate(t.Context(), tr.Manager, more); code(err) != "payment-reversed" {
		t.Error("a reversed payment is allocated:", err)
	}
	sound(t, tr)
}

func TestRefusedAllocations(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	other := tr.Other(t)
	s := receivables.New(tr.DB)
	a, euro, theirs := invoice(t, tr, "RUB", 10_000, 5), invoice(t, tr, "EUR", 10_000, 5), invoice(t, other, "RUB", 10_000, 5)
	sold := &orderingtest.Trade{DB: tr.DB, Client: other.Client, Supplier: tr.Supplier, Manager: tr.Manager}
	identitytest.Agreement(t, tr.DB, other.Client, tr.Supplier)
	third := invoice(t, sold, "RUB", 10_000, 5)
	today := tr.Manager.Today(identitytest.Now)
	for want, change := range map[string]func(*receivables.RecordInput){
		"above-balance": func(in *receivables.RecordInput) { in.Body.Allocations = []receivables.PartInput{part(a, 10_001)} },
		"above-rest": func(in *receivables.RecordInput) {
			in.Body.Amount, in.Body.Allocations = "1.00", []receivables.PartInput{part(a, 101)}
		},
		"another-currency":       func(in *receivables.RecordInput) { in.Body.Allocations = []receivables.PartInput{part(euro, 0)} },
		"another-client":         func(in *receivables.RecordInput) { in.Body.Allocations = []receivables.PartInput{part(third, 0)} },
		"not-found":              func(in *receivables.RecordInput) { in.Body.Allocations = []receivables.PartInput{part(theirs, 0)} },
		"received-in-the-future": func(in *receivables.RecordInput) { in.Body.ReceivedOn = today.Add(1) },
		"invalid-input":          func(in *receivables.RecordInput) { in.Body.Amount = "-1" },
	} {
		in := received(tr, "RUB", 20_000)
		change(&in)
		if _, err := s.Record(t.Context(), tr.Manager, in); code(err) != want {
			t.Errorf("want %s, got %v", want, err)
		}
	}
	for name, in := range map[string]receivables.RecordInput{
		"twice": received(tr, "RUB", 100, part(a, 50), part(a, 50)), "too fine": received(tr, "JPY", 1), "a stranger": received(tr.Other(t), "RUB", 100),
	} {
		if name == "too fine" {
			in.Body.Amount = "1.5"
		}
		if _, err := s.Record(t.Context(), tr.Manager, in); err == nil {
			t.Error(name, "is booked")
		}
	}
	page, err := s.List(t.Context(), tr.Manager, receivables.ListInput{Limit: 10})
	if err != nil || len(page.Items) != 0 {
		t.Errorf("something was half booked: %+v %v", page, err)
	}
	sound(t, tr)
}

// Twenty people allocate one payment at once: what goes out is what came in.
func TestParallelAllocations(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	p, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 1_000))
	if err != nil {
		t.Fatal(err)
	}
	var invoices []models.Invoice
	for range 5 {
		invoices = append(invoices, invoice(t, tr, "RUB", 300, 1))
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	got := map[string]int{}
	for n := range 20 {
		all.Go(func() {
			var in receivables.AllocateInput
			in.ID = p.ID
			in.Body.Allocations = []receivables.PartInput{part(invoices[n%5], 100), part(invoices[(n+3)%5], 100)}
			_, err := s.Allocate(t.Context(), tr.Manager, in)
			mu.Lock()
			defer mu.Unlock()
			got[code(err)]++
		})
	}
	all.Wait()
	if got[""] != 5 || got[""]+got["above-rest"]+got["above-balance"]+got["nothing-due"] != 20 {
		t.Errorf("%v", got)
	}
	var paid models.Amount
	for _, i := range invoices {
		paid += 300 - balance(t, tr, i.ID)
	}
	if paid != 1_000 {
		t.Errorf("%d of 1000 arrived", paid)
	}
	sound(t, tr)
}

func TestAClosedMonthStaysClosed(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	boss := identitytest.Viewer(t, tr.DB, tr.Supplier, identity.SupplierAdmin)
	today := tr.Manager.Today(identitytest.Now)
	last := today.MonthStart().Add(-1)
	var in receivables.CloseInput
	in.Body.Month = today
	if _, err := s.Close(t.Context(), boss, in); code(err) != "month-not-over" {
		t.Error("a month that goes on is closed:", err)
	}
	in.Body.Month = last
	if _, err := s.Close(t.Context(), tr.Manager, in); models.KindOf(err) != models.Forbidden {
		t.Error("a manager closes:", err)
	}
	for range 2 {
		if b, err := s.Close(t.Context(), boss, in); err != nil || b.ClosedTo == nil || *b.ClosedTo != last || b.Closable != nil {
			t.Fatalf("%+v, %v", b, err)
		}
	}
	p := received(tr, "RUB", 100)
	p.Body.ReceivedOn = last
	if _, err := s.Record(t.Context(), tr.Manager, p); code(err) != "month-closed" || models.KindOf(err) != models.Conflict {
		t.Error("booked into a closed month:", err)
	}
	p.Body.ReceivedOn = last.Add(1)
	if _, err := s.Record(t.Context(), tr.Manager, p); err != nil {
		t.Error(err)
	}
	other := tr.Other(t)
	theirs := received(other, "RUB", 100)
	theirs.Body.ReceivedOn = last
	if _, err := s.Record(t.Context(), other.Manager, theirs); err != nil {
		t.Error("another supplier's month is closed too:", err)
	}
}

func TestTheCheckFindsWhatDiffers(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	i := invoice(t, tr, "RUB", 10_000, 5)
	sound(t, tr)
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Invoice](tx, map[string]any{"paid": 4_200}, "id = ?", i.ID)
		return err
	})
	if n, err := s.Check(t.Context(), identity.System("check")); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	b, err := s.Books(t.Context(), tr.Manager, struct{}{})
	if err != nil || len(b.Differences) != 1 || b.Differences[0] != (receivables.Difference{Document: "invoice", ID: i.ID.String(), Number: i.Number, Figure: "paid", Says: 4_200}) {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestAgeing(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	for n, due := range []int{0, -1, -30, -31, -60, -61, -90, -91, 14} {
		invoice(t, tr, "RUB", models.Amount(100+n), due)
	}
	invoice(t, tr, "JPY", 5, -1)
	if _, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 777)); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]identity.Viewer{"supplier": tr.Manager, "client": tr.Buyer} {
		got, err := s.Ageing(t.Context(), v, receivables.AgeingInput{})
		if err != nil || len(got.Items) != 2 || len(got.Totals) != 2 {
			t.Fatalf("%s: %+v, %v", name, got, err)
		}
		want := receivables.AgeingSum{Currency: "RUB", NotDue: "2.08", To30: "2.03", To60: "2.07", To90: "2.11", Over90: "1.07", Overdue: "7.28", Open: "9.36", Credit: "7.77"}
		if got.Items[1].AgeingSum != want || got.Items[1].Invoices != 9 || got.Totals[0].To30 != "5" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	stranger := tr.Other(t)
	if got, err := s.Ageing(t.Context(), stranger.Manager, receivables.AgeingInput{}); err != nil || len(got.Items) != 0 {
		t.Errorf("a stranger sees %+v, %v", got, err)
	}
}

// The ledger refuses to be changed, whoever asks.
func TestTheLedgerOnlyGrows(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	o, err := fulfilment.New(tr.DB).Confirm(t.Context(), tr.Manager, fulfilment.ConfirmInput{ID: tr.Place(t, "1", "2").ID})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, tr)
	for _, sql := range []string{"UPDATE ledger SET amount = 1", "DELETE FROM ledger", "TRUNCATE ledger",
		fmt.Sprintf("INSERT INTO ledger (client_id, supplier_id, currency, booked_on, kind, amount, invoice_id, at, actor) SELECT client_id, supplier_id, currency, booked_on, 'invoice', 5, '%s', at, actor FROM ledger", o.Invoice.ID)} {
		if _, err := tr.DB.Pool().Exec(t.Context(), sql); err == nil {
			t.Error(sql, "went through")
		}
	}
}
