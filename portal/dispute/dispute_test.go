package dispute_test

import (
	"testing"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/dispute"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
	"povtor/portal/receivables/receivablestest"
)

func TestADisputeEndsInACreditNoteOrANote(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := dispute.New(tr.DB)
	accountant := identitytest.Viewer(t, tr.DB, tr.Client, identity.Accountant)
	i := receivablestest.Invoice(t, tr, "RUB", 10_000, 5)
	line := 1
	open := func(amount string) (dispute.Dispute, error) {
		in := dispute.OpenInput{ID: i.ID}
		in.Body.Position, in.Body.Amount, in.Body.Reason = &line, amount, "Две упаковки разбиты"
		return s.Open(t.Context(), accountant, in)
	}
	if _, err := open("100.01"); models.KindOf(err) != models.Invalid {
		t.Error("more than the invoice:", err)
	}
	d, err := open("20.00")
	if err != nil || d.Line != "Болт" || d.Outcome != "" || d.OpenedByName != accountant.Name() {
		t.Fatalf("%+v, %v", d, err)
	}
	if _, err := open("20.00"); models.CodeOf(err) != "disputed-already" {
		t.Error("twice:", err)
	}
	end := dispute.ResolveInput{ID: d.ID}
	end.Body.Note, end.Body.Credit, end.Body.Lines = "Приняли возврат", true, []billing.CreditLine{{Position: 1, Quantity: "7"}}
	if _, err := s.Resolve(t.Context(), tr.Manager, end); models.CodeOf(err) != "above-left" {
		t.Error("more than there is:", err)
	}
	if _, err := s.Resolve(t.Context(), tr.Buyer, end); models.KindOf(err) != models.Forbidden {
		t.Error("the client resolves:", err)
	}
	if _, err := s.Resolve(t.Context(), tr.Other(t).Manager, end); models.KindOf(err) != models.NotFound {
		t.Error("a stranger resolves:", err)
	}
	end.Body.Lines[0].Quantity = "0.2"
	if d, err = s.Resolve(t.Context(), tr.Manager, end); err != nil || d.Outcome != models.DisputeCredited || d.CreditNote == nil || d.CreditNote.Name != "CN-2026-00001" {
		t.Fatalf("%+v, %v", d, err)
	}
	if _, err := s.Withdraw(t.Context(), accountant, dispute.WithdrawInput{ID: d.ID}); models.CodeOf(err) != "dispute-ended" {
		t.Error("after its end:", err)
	}
	if d, err = open("5.00"); err != nil {
		t.Fatal(err)
	}
	no := dispute.ResolveInput{ID: d.ID}
	no.Body.Note = "Повреждений при приёмке не отмечено"
	if d, err = s.Resolve(t.Context(), tr.Manager, no); err != nil || d.Outcome != models.DisputeRejected || d.Resolution != no.Body.Note {
		t.Errorf("%+v, %v", d, err)
	}
	page, err := s.List(t.Context(), tr.Buyer, dispute.ListInput{Limit: 10})
	if err != nil || len(page.Items) != 2 {
		t.Errorf("%+v, %v", page, err)
	}
	if page, err = s.List(t.Context(), tr.Manager, dispute.ListInput{Limit: 10, Open: true}); err != nil || len(page.Items) != 0 {
		t.Errorf("%+v, %v", page, err)
	}
	if n, err := receivables.New(tr.DB).Check(t.Context(), identity.System("check")); n != 0 || err != nil {
		t.Error(n, err)
	}
}
