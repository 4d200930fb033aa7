package receivables_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
	"povtor/portal/receivables/receivablestest"
)

func discounted(percent string, days int) func(*models.Invoice) {
	return func(i *models.Invoice) {
		i.PaymentTerms.Discount = &models.EarlyDiscount{Percent: decimal.RequireFromString(percent), Days: days}
	}
}

func TestADiscountIsEarnedByPayingInTime(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s, bills := receivables.New(tr.DB), billing.New(tr.DB)
	read := func(id models.InvoiceID) billing.Invoice {
		i, err := bills.Get(t.Context(), tr.Manager, billing.GetInput{ID: id})
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	a := receivablestest.Invoice(t, tr, "RUB", 10_000, 30, discounted("2", 10))
	if i := read(a.ID); i.Discount == nil || i.Discount.ToPay != "98.00" {
		t.Errorf("%+v", i.Discount)
	}
	p, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 10_000, part(a, 0)))
	if err != nil || p.Rest != "2.00" {
		t.Fatal(p.Rest, err)
	}
	if i := read(a.ID); i.Balance != "0.00" || i.Paid != "98.00" || i.Discounted != "2.00" || i.State != models.InvoicePaid || i.Discount != nil {
		t.Errorf("%+v", i)
	}
	account, err := s.Account(t.Context(), tr.Buyer, receivables.AccountInput{ID: tr.Supplier.ID})
	if err != nil || len(account.Entries) != 3 || account.Entries[2].Kind != models.DiscountPosted || account.Entries[2].Credit != "2.00" || account.Closing != "-2.00" {
		t.Errorf("the account: %+v, %v", account, err)
	}
	var back receivables.ReleaseInput
	back.ID = p.ID
	if p, err = s.Release(t.Context(), tr.Manager, back); err != nil || p.Rest != "100.00" {
		t.Error(p.Rest, err)
	}
	if i := read(a.ID); i.Balance != "100.00" || i.Discounted != "0.00" {
		t.Errorf("a discount outlives its payment: %+v", i)
	}
	sound(t, tr)

	for name, c := range map[string]struct {
		issued models.Date // days ago
		amount models.Amount
		left   string
	}{"a day late": {11, 9_800, "2.00"}, "on the last day": {10, 9_800, "0.00"}, "a kopeck short": {3, 9_799, "2.01"}, "too much is not asked back": {3, 9_900, "0.00"}} {
		i := receivablestest.Invoice(t, tr, "RUB", 10_000, 30, discounted("2", 10), func(i *models.Invoice) { i.IssuedOn -= c.issued })
		if _, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", c.amount, part(i, c.amount))); err != nil {
			t.Fatal(name, err)
		}
		if got := balance(t, tr, i.ID).In("RUB"); got != c.left {
			t.Error(name, got)
		}
	}
	sound(t, tr)
}

func TestACreditNoteLeavesTheDiscountOfTheRest(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s, bills := receivables.New(tr.DB), billing.New(tr.DB)
	a := receivablestest.Invoice(t, tr, "RUB", 10_000, 30, discounted("2", 10))
	p, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 9_800, part(a, 0)))
	if err != nil {
		t.Fatal(err)
	}
	var in billing.CreditInput
	in.ID, in.Body.Reason, in.Body.Lines = a.ID, "Брак", []billing.CreditLine{{Position: 1, Quantity: "0.1"}}
	i, err := bills.Credit(t.Context(), tr.Manager, in)
	if err != nil || i.Paid != "88.20" || i.Discounted != "1.80" || i.Balance != "0.00" {
		t.Errorf("%+v, %v", i, err)
	}
	in.Body.Lines = nil
	if i, err = bills.Credit(t.Context(), tr.Manager, in); err != nil || i.Paid != "0.00" || i.Discounted != "0.00" || i.State != models.InvoiceCredited {
		t.Errorf("%+v, %v", i, err)
	}
	if p, err = s.Get(t.Context(), tr.Manager, receivables.GetInput{ID: p.ID}); err != nil || p.Rest != "98.00" {
		t.Error(p.Rest, err)
	}
	sound(t, tr)
}

func TestPartsFeedTheAgeing(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	today := tr.Manager.Today(identitytest.Now)
	i := receivablestest.Invoice(t, tr, "RUB", 9_000, 20, func(i *models.Invoice) {
		i.IssuedOn = today.Add(-60)
		for n, due := range []int{-45, -10, 20} {
			i.Parts = append(i.Parts, models.InvoicePart{DueOn: today.Add(due), Amount: 3_000, UpTo: models.Amount(n+1) * 3_000})
		}
		i.NextDueOn = &i.Parts[0].DueOn
	})
	sums := func() receivables.AgeingSum {
		a, err := s.Ageing(t.Context(), tr.Buyer, receivables.AgeingInput{})
		if err != nil {
			t.Fatal(err)
		}
		return a.Items[0].AgeingSum
	}
	if got := sums(); got.To60 != "30.00" || got.To30 != "30.00" || got.NotDue != "30.00" || got.Overdue != "60.00" {
		t.Errorf("%+v", got)
	}
	if _, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 4_000, part(i, 0))); err != nil {
		t.Fatal(err)
	}
	if got := sums(); got.To60 != "0.00" || got.To30 != "20.00" || got.Overdue != "20.00" {
		t.Errorf("%+v", got)
	}
	list, err := billing.New(tr.DB).List(t.Context(), tr.Buyer, billing.ListInput{State: "overdue", Limit: 5})
	if err != nil || len(list.Items) != 1 || list.Items[0].NextDueOn != today.Add(-10) || list.Items[0].DaysOverdue != 10 || list.Totals[0].Overdue != "20.00" {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 2_000, part(i, 0))); err != nil {
		t.Fatal(err)
	}
	if list, err = billing.New(tr.DB).List(t.Context(), tr.Buyer, billing.ListInput{State: "open", Limit: 5}); err != nil || list.Items[0].State != models.InvoicePartiallyPaid || list.Items[0].NextDueOn != today.Add(20) {
		t.Errorf("%+v, %v", list, err)
	}
}
