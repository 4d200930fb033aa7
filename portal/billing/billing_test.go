package billing_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
)

// invoice confirms an order of these quantities and answers its invoice.
func invoice(t *testing.T, tr *orderingtest.Trade, quantities ...string) models.InvoiceID {
	t.Helper()
	o, err := fulfilment.New(tr.DB).Confirm(t.Context(), tr.Manager, fulfilment.ConfirmInput{ID: tr.Place(t, quantities...).ID})
	if err != nil {
		t.Fatal(err)
	}
	return o.Invoice.ID
}

func TestAnInvoiceSaysWhatWasTrueThatDay(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	tr.Location(t)
	tr.Supplier.LegalName, tr.Supplier.TaxID = "ООО «Метиз-Сервис»", "7701234567"
	tr.Supplier.Bank = models.Bank{Name: "Банк", BIC: "044525225", Account: "40702810938000012345", Correspondent: "30101810400000000225"}
	identitytest.In(t, tr.DB, func(tx *models.Tx) error { return models.Update(tx, &tr.Supplier, "legal_name", "tax_id", "bank") })
	id := invoice(t, tr, "2", "3")
	tr.Supplier.LegalName = "ООО «Новое имя»"
	identitytest.In(t, tr.DB, func(tx *models.Tx) error { return models.Update(tx, &tr.Supplier, "legal_name") })

	got, err := billing.New(tr.DB).Get(t.Context(), tr.Buyer, billing.GetInput{ID: id})
	if err != nil {
		t.Fatal(err)
	}
	today := tr.Manager.Today(identitytest.Now)
	if got.Number != "2026-00001" || got.IssuedOn != today || got.DueOn != today.Add(14) || got.State != models.InvoiceIssued {
		t.Errorf("%+v", got.Summary)
	}
	if got.Net != "82.50" || got.Tax != "18.15" || got.Total != "100.65" || got.Balance != "100.65" {
		t.Errorf("%s + %s = %s, %s to pay", got.Net, got.Tax, got.Total, got.Balance)
	}
	if got.Lines[1].Name != "Болт 2" || got.Lines[1].Net != "61.50" || got.Taxes[0].Base != "82.50" {
		t.Errorf("%+v %+v", got.Lines, got.Taxes)
	}
	p := got.Parties
	if p.Supplier.Name != "ООО «Метиз-Сервис»" || p.Supplier.Bank.BIC != "044525225" || p.Client.Name != tr.Client.Name {
		t.Errorf("%+v", p)
	}
	if p.Agreement != "№ "+tr.Agreement.Number+" от 21\u00a0ноября 2025\u00a0г." || p.DeliverTo != "Склад, Санкт-Петербург, Лиговский пр., 266" {
		t.Errorf("%q, %q", p.Agreement, p.DeliverTo)
	}
}

func TestThePaperIsTheSameForBothSides(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	id := invoice(t, tr, "2", "3")
	mine, err := billing.New(tr.DB).Paper(t.Context(), tr.Buyer.Reading("en"), billing.GetInput{ID: id})
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := billing.New(tr.DB).Paper(t.Context(), tr.Manager, billing.GetInput{ID: id})
	if err != nil || !bytes.Equal(mine.PDF, theirs.PDF) || !bytes.HasPrefix(mine.PDF, []byte("%PDF-")) || mine.Name != "invoice-2026-00001.pdf" {
		t.Errorf("%s of %d bytes, %s of %d: %v", mine.Name, len(mine.PDF), theirs.Name, len(theirs.PDF), err)
	}
}

func TestWhoSeesAnInvoice(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	id := invoice(t, tr, "1")
	other := tr.Other(t)
	invoice(t, other, "1")
	s := billing.New(tr.DB)
	for name, c := range map[string]struct {
		viewer identity.Viewer
		want   models.Kind
	}{
		"the accountant":      {identitytest.Viewer(t, tr.DB, tr.Client, identity.Accountant), models.Internal},
		"the supplier":        {tr.Manager, models.Internal},
		"another client":      {other.Buyer, models.NotFound},
		"another supplier":    {other.Manager, models.NotFound},
		"nobody":              {identity.Viewer{}, models.Unauthenticated},
		"an account manager":  {identitytest.Viewer(t, tr.DB, identitytest.Company(t, tr.DB, models.OperatorKind, "P"), identity.AccountManager), models.NotFound},
		"an operator's admin": {identitytest.Viewer(t, tr.DB, identitytest.Company(t, tr.DB, models.OperatorKind, "P"), identity.OperatorAdmin), models.Internal},
	} {
		_, err := s.Get(t.Context(), c.viewer, billing.GetInput{ID: id})
		_, onPaper := s.Paper(t.Context(), c.viewer, billing.GetInput{ID: id})
		if ok := c.want == models.Internal; ok != (err == nil) || ok != (onPaper == nil) || !ok && (models.KindOf(err) != c.want || models.KindOf(onPaper) != c.want) {
			t.Error(name, "gets", err, "and", onPaper)
		}
	}
	list, err := s.List(t.Context(), tr.Buyer, billing.ListInput{Limit: 10})
	if err != nil || len(list.Items) != 1 || list.Items[0].ID != id {
		t.Errorf("the buyer's list: %+v, %v", list, err)
	}
}

func TestWhatIsOwed(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	today := tr.Buyer.Today(identitytest.Now)
	open, paid, overdue, part := invoice(t, tr, "1"), invoice(t, tr, "1"), invoice(t, tr, "1"), invoice(t, tr, "1")
	set := func(id models.InvoiceID, values map[string]any) {
		identitytest.In(t, tr.DB, func(tx *models.Tx) error {
			_, err := models.UpdateWhere[models.Invoice](tx, values, "id = ?", id)
			return err
		})
	}
	set(paid, map[string]any{"paid": 1281})
	set(overdue, map[string]any{"due_on": today.Add(-3), "paid": 281})
	set(part, map[string]any{"due_on": today, "paid": 81})

	s := billing.New(tr.DB)
	for state, want := range map[string]map[models.InvoiceID]models.InvoiceState{
		"":        {open: "issued", paid: "paid", overdue: "overdue", part: "partially_paid"},
		"open":    {open: "issued", overdue: "overdue", part: "partially_paid"},
		"overdue": {overdue: "overdue"},
		"paid":    {paid: "paid"},
	} {
		list, err := s.List(t.Context(), tr.Buyer, billing.ListInput{State: state, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		got := map[models.InvoiceID]models.InvoiceState{}
		for _, i := range list.Items {
			got[i.ID] = i.State
			if late := i.State == models.InvoiceOverdue; late != (i.DaysOverdue == 3) {
				t.Errorf("%d days overdue", i.DaysOverdue)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(state, diff)
		}
		if diff := cmp.Diff([]billing.Owed{{Currency: "RUB", Open: "34.81", Overdue: "10.00"}}, list.Totals); diff != "" {
			t.Error(state, diff)
		}
	}
}

func TestInvoicesComeInStretches(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	for range 5 {
		invoice(t, tr, "1")
	}
	s, seen, after := billing.New(tr.DB), map[string]bool{}, ""
	for range 3 {
		list, err := s.List(t.Context(), tr.Manager, billing.ListInput{Limit: 2, After: after, Words: "2026-"})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range list.Items {
			seen[i.Number] = true
		}
		after = list.Next
	}
	if len(seen) != 5 || after != "" {
		t.Errorf("%d invoices, then %q", len(seen), after)
	}
}
