package billing_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/billing/pdf/pdftest"
	"povtor/portal/identity"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
)

func credit(id models.InvoiceID, lines ...billing.CreditLine) billing.CreditInput {
	in := billing.CreditInput{ID: id}
	in.Body.Reason, in.Body.Lines = "Вернули бракованное", lines
	return in
}

func TestACreditNoteFreesWhatWasPaid(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	id := invoice(t, tr, "2", "3") // 21.00 + 61.50, and 18.15 of tax
	s, money := billing.New(tr.DB), receivables.New(tr.DB)
	var paid receivables.RecordInput
	paid.Body.Client, paid.Body.Currency, paid.Body.Amount, paid.Body.ReceivedOn = tr.Client.ID, "RUB", "100.00", tr.Manager.Today(tr.Agreement.CreatedAt)
	paid.Body.Allocations = []receivables.PartInput{{Invoice: id}}
	p, err := money.Record(t.Context(), tr.Manager, paid)
	if err != nil {
		t.Fatal(err)
	}
	i, err := s.Credit(t.Context(), tr.Manager, credit(id, billing.CreditLine{Position: 1, Quantity: "1"}))
	if err != nil {
		t.Fatal(err)
	}
	if i.Credited != "12.81" || i.Paid != "87.84" || i.Balance != "0.00" || i.State != models.InvoicePaid || i.CreditNotes[0].Number != "CN-2026-00001" {
		t.Errorf("%+v", i)
	}
	if p, err = money.Get(t.Context(), tr.Buyer, receivables.GetInput{ID: p.ID}); err != nil || p.Rest != "12.16" {
		t.Errorf("the client's credit is %s, %v", p.Rest, err)
	}
	if i, err = s.Credit(t.Context(), tr.Manager, credit(id)); err != nil || i.State != models.InvoiceCredited || i.Credited != i.Total || i.Paid != "0.00" {
		t.Errorf("%+v, %v", i, err)
	}
	if _, err = s.Credit(t.Context(), tr.Manager, credit(id)); models.CodeOf(err) != "nothing-left" {
		t.Error("credited twice:", err)
	}
	if n, err := money.Check(t.Context(), identity.System("check")); n != 0 || err != nil {
		t.Errorf("%d differences, %v", n, err)
	}
}

func TestACreditNoteOnPaper(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	id := invoice(t, tr, "2", "3")
	s := billing.New(tr.DB)
	i, err := s.Credit(t.Context(), tr.Manager, credit(id, billing.CreditLine{Position: 2, Quantity: "1"}))
	if err != nil {
		t.Fatal(err)
	}
	in := billing.CreditNoteInput{ID: i.CreditNotes[0].ID}
	n, err := s.CreditNote(t.Context(), tr.Buyer, in)
	if err != nil || n.Invoice.Number != i.Number || len(n.Lines) != 1 || n.Lines[0].Net != "20.50" || n.Total != "25.01" || n.Tax != "4.51" {
		t.Errorf("%+v, %v", n, err)
	}
	mine, err := s.CreditNotePaper(t.Context(), tr.Buyer.Reading("en"), in)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := s.CreditNotePaper(t.Context(), tr.Manager, in)
	if err != nil || !bytes.Equal(mine.PDF, theirs.PDF) || mine.Name != "credit-note-"+n.Number+".pdf" {
		t.Errorf("%s and %s: %v", mine.Name, theirs.Name, err)
	}
	if text := pdftest.Text(t, mine.PDF); !strings.Contains(text, "Корректировочный счёт № "+n.Number) || !strings.Contains(text, "Вернули бракованное") {
		t.Error(text)
	}
	if _, err := s.CreditNotePaper(t.Context(), tr.Other(t).Buyer, in); models.KindOf(err) != models.NotFound {
		t.Error("a stranger reads it:", err)
	}
}

func TestWhoMayCredit(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	id := invoice(t, tr, "1")
	s := billing.New(tr.DB)
	if _, err := s.Credit(t.Context(), tr.Buyer, credit(id)); models.KindOf(err) != models.Forbidden {
		t.Error("the buyer credits:", err)
	}
	if _, err := s.Credit(t.Context(), tr.Other(t).Manager, credit(id)); models.KindOf(err) != models.NotFound {
		t.Error("a stranger credits:", err)
	}
	for _, l := range []billing.CreditLine{{Position: 1, Quantity: "1.001"}, {Position: 7, Quantity: "1"}, {Position: 1, Quantity: "-1"}} {
		if _, err := s.Credit(t.Context(), tr.Manager, credit(id, l)); err == nil {
			t.Error("credited", l)
		}
	}
}

// Ten invoices credited at once: numbers without a gap; ten notes for one invoice: one.
func TestCreditNotesHaveNoGaps(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := billing.New(tr.DB)
	same := invoice(t, tr, "1")
	var all sync.WaitGroup
	var mu sync.Mutex
	var numbers []string
	for n := range 20 {
		id := same
		if n%2 == 0 {
			id = invoice(t, tr, "1")
		}
		all.Go(func() {
			i, err := s.Credit(t.Context(), tr.Manager, credit(id))
			if err != nil && models.CodeOf(err) != "nothing-left" {
				t.Error(err)
			}
			if err == nil {
				mu.Lock()
				defer mu.Unlock()
				numbers = append(numbers, i.CreditNotes[0].Number)
			}
		})
	}
	all.Wait()
	slices.Sort(numbers)
	if len(numbers) != 11 {
		t.Fatalf("%d notes: %v", len(numbers), numbers)
	}
	for n, number := range numbers {
		if want := fmt.Sprintf("CN-2026-%05d", n+1); number != want {
			t.Errorf("%s, not %s", number, want)
		}
	}
}
