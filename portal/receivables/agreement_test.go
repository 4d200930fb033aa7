package receivables_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
)

func standing(t testing.TB, tr *orderingtest.Trade, v identity.Viewer) receivables.Agreement {
	t.Helper()
	id := tr.Supplier.ID
	if v.Kind() == models.SupplierKind {
		id = tr.Client.ID
	}
	a, err := receivables.New(tr.DB).Agreement(t.Context(), v, receivables.AgreementInput{ID: id})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTermsAreChangedByTheSupplier(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	a := standing(t, tr, tr.Manager)
	if len(a.Terms.Parts) != 1 || a.Terms.Parts[0].Days != 14 || a.Credit.Limit != nil || a.Version != 1 {
		t.Errorf("%+v", a)
	}
	in := receivables.TermsInput{ID: a.ID}
	in.Seen.N = 1
	limit := "1000.00"
	in.Body.CreditLimit, in.Body.DunningDays = &limit, &[]int{7, -3, 1}
	in.Body.Terms = models.PaymentTerms{Parts: []models.TermPart{{Percent: decimal.NewFromInt(30), From: models.InAdvance}, {Percent: decimal.NewFromInt(60), From: models.FromInvoice, Days: 30}}}
	if _, err := s.ChangeTerms(t.Context(), tr.Manager, in); models.KindOf(err) != models.Invalid {
		t.Error("90 per cent:", err)
	}
	in.Body.Terms.Parts[1].Percent = decimal.NewFromInt(70)
	if _, err := s.ChangeTerms(t.Context(), tr.Buyer, in); models.KindOf(err) != models.Forbidden {
		t.Error("the buyer:", err)
	}
	if _, err := s.ChangeTerms(t.Context(), tr.Other(t).Manager, in); models.KindOf(err) != models.NotFound {
		t.Error("another supplier:", err)
	}
	got, err := s.ChangeTerms(t.Context(), tr.Manager, in)
	if err != nil || got.Version != 2 || *got.Credit.Limit != limit || len(got.Terms.Parts) != 2 || !got.Dunning.Own || got.Dunning.Days[0] != -3 {
		t.Fatalf("%+v, %v", got, err)
	}
	if _, err := s.ChangeTerms(t.Context(), tr.Manager, in); models.KindOf(err) != models.Stale {
		t.Error("a second editor:", err)
	}
	seen := standing(t, tr, tr.Buyer)
	if seen.Version != 2 || *seen.Credit.Free != limit || seen.Terms.Parts[0].From != models.InAdvance {
		t.Errorf("the buyer sees %+v", seen)
	}
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		done, err := models.Audited(tx, "agreement.terms")
		if !done {
			t.Error("no audit")
		}
		return err
	})
}

func TestHoldAndFree(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	in := receivables.HoldInput{ID: tr.Agreement.ID}
	if _, err := s.Hold(t.Context(), tr.Manager, in); models.KindOf(err) != models.Invalid {
		t.Error("without a reason:", err)
	}
	in.Body.Reason = "Три счёта просрочены"
	if _, err := s.Hold(t.Context(), tr.Buyer, in); models.KindOf(err) != models.Forbidden {
		t.Error("the buyer:", err)
	}
	if a, err := s.Hold(t.Context(), tr.Manager, in); err != nil || a.Hold == nil || a.Hold.Why != in.Body.Reason || a.Hold.ByName != tr.Manager.Name() {
		t.Errorf("%+v, %v", a.Hold, err)
	}
	if o := tr.Place(t, "1"); o.Held != models.HeldByHand {
		t.Error(o.Held)
	}
	if a, err := s.Free(t.Context(), tr.Manager, in); err != nil || a.Hold != nil {
		t.Errorf("%+v, %v", a.Hold, err)
	}
	if o := tr.Place(t, "1"); o.Held != "" {
		t.Error(o.Held)
	}
}

func TestPromises(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	accountant := identitytest.Viewer(t, tr.DB, tr.Client, identity.Accountant)
	today := tr.Manager.Today(identitytest.Now)
	i := invoice(t, tr, "RUB", 10_000, -5)
	in := receivables.PromiseInput{ID: tr.Agreement.ID}
	in.Body.Amount, in.Body.PromisedOn, in.Body.Invoice = "60.00", today.Add(3), &i.ID
	a, err := s.Promise(t.Context(), accountant, in)
	if err != nil || len(a.Promises) != 1 || a.Promises[0].State != models.PromiseOpen || a.Promises[0].Invoice.Number != i.Number {
		t.Fatalf("%+v, %v", a.Promises, err)
	}
	in.Body.PromisedOn = today.Add(-1)
	if _, err := s.Promise(t.Context(), accountant, in); models.KindOf(err) != models.Invalid {
		t.Error("for yesterday:", err)
	}
	if _, err := s.Promise(t.Context(), tr.Buyer, in); models.KindOf(err) != models.Forbidden {
		t.Error("a buyer:", err)
	}
	in.Body.PromisedOn, in.Body.Invoice, in.Body.Amount = today, nil, "500.00"
	if a, err = s.Promise(t.Context(), tr.Manager, in); err != nil || len(a.Promises) != 2 {
		t.Fatal(err)
	}
	if _, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 6_000, part(i, 0))); err != nil {
		t.Fatal(err)
	}
	if got := standing(t, tr, tr.Buyer).Promises; got[0].State != models.PromiseKept || got[0].Paid != "60.00" || got[1].State != models.PromiseOpen {
		t.Errorf("%+v", got)
	}
	for range 2 {
		if a, err = s.Withdraw(t.Context(), tr.Manager, receivables.WithdrawInput{ID: a.Promises[1].ID}); err != nil || a.Promises[1].State != models.PromiseWithdrawn {
			t.Errorf("%+v, %v", a.Promises, err)
		}
	}
}
