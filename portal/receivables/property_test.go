package receivables_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
	"povtor/portal/receivables/receivablestest"
)

// Whatever people do with payments, invoices and credit notes, in currencies of every exponent: no invoice is paid beyond its
// total, no payment is spent twice, every figure agrees with the ledger, and the account says the same as the documents.
func TestWhateverPeopleDoTheBooksBalance(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s, bills := receivables.New(tr.DB), billing.New(tr.DB)
	rapid.Check(t, func(r *rapid.T) {
		c := rapid.SampledFrom([]models.Currency{"RUB", "JPY", "KWD"}).Draw(r, "currency")
		var invoices []models.Invoice
		for range rapid.IntRange(1, 3).Draw(r, "invoices") {
			total := models.Amount(rapid.Int64Range(1, 500).Draw(r, "total"))
			invoices = append(invoices, receivablestest.Invoice(t, tr, c, total, 3, agreed(rapid.IntRange(0, 3).Draw(r, "terms"))))
		}
		var payments []models.PaymentID
		for range rapid.IntRange(1, 8).Draw(r, "steps") {
			i := rapid.SampledFrom(invoices).Draw(r, "invoice")
			amount := models.Amount(rapid.Int64Range(1, 600).Draw(r, "amount"))
			step := rapid.IntRange(0, 4).Draw(r, "step")
			if len(payments) == 0 && step > 0 && step < 4 {
				step = 0
			}
			switch step {
			case 0:
				if p, err := s.Record(t.Context(), tr.Manager, received(tr, c, amount, part(i, 0))); err == nil {
					payments = append(payments, p.ID)
				}
			case 1:
				var in receivables.AllocateInput
				in.ID, in.Body.Allocations = rapid.SampledFrom(payments).Draw(r, "payment"), []receivables.PartInput{part(i, amount)}
				_, _ = s.Allocate(t.Context(), tr.Manager, in)
			case 2:
				var in receivables.ReleaseInput
				in.ID, in.Body.Invoice = rapid.SampledFrom(payments).Draw(r, "payment"), &i.ID
				_, _ = s.Release(t.Context(), tr.Manager, in)
			case 3:
				var in receivables.ReverseInput
				in.ID, in.Body.Reason = rapid.SampledFrom(payments).Draw(r, "payment"), "Ошибка"
				_, _ = s.Reverse(t.Context(), tr.Manager, in)
			case 4:
				var in billing.CreditInput
				in.ID, in.Body.Reason = i.ID, "Возврат"
				_, _ = bills.Credit(t.Context(), tr.Manager, in)
			}
		}
		sound(t, tr)
		agree(t, tr, c)
	})
}

// agreed are the terms of an invoice: none, a discount that can be earned, one that cannot, and instalments with one.
func agreed(which int) func(*models.Invoice) {
	return func(i *models.Invoice) {
		if which > 0 {
			i.PaymentTerms.Discount = &models.EarlyDiscount{Percent: decimal.RequireFromString("2.5"), Days: 10}
		}
		if which == 2 {
			i.IssuedOn -= 11
		}
		if first := i.Total / 3; which == 3 && first > 0 {
			i.NextDueOn, i.Parts = &i.IssuedOn, []models.InvoicePart{{DueOn: i.IssuedOn, Amount: first, UpTo: first}, {DueOn: i.DueOn, Amount: i.Total - first, UpTo: i.Total}}
		}
	}
}

// agree compares the account's closing balance with what invoices ask for and payments have left.
func agree(t testing.TB, tr *orderingtest.Trade, c models.Currency) {
	t.Helper()
	ageing, err := receivables.New(tr.DB).Ageing(t.Context(), tr.Manager, receivables.AgeingInput{})
	if err != nil {
		t.Fatal(err)
	}
	account := receivables.AccountInput{ID: tr.Client.ID, Currency: c, From: tr.Manager.Today(tr.Agreement.CreatedAt).Add(-5).String()}
	got, err := receivables.New(tr.DB).Account(t.Context(), tr.Manager, account)
	if err != nil {
		t.Fatal(err)
	}
	n := slices.IndexFunc(ageing.Items, func(a receivables.AgeingRow) bool { return a.Currency == c })
	var want models.Amount
	if n >= 0 {
		open, _ := models.ParseAmount(ageing.Items[n].Open, c)
		credit, _ := models.ParseAmount(ageing.Items[n].Credit, c)
		want = open - credit
	}
	if got.Closing != want.In(c) {
		t.Fatalf("the account closes with %s, the documents come to %s", got.Closing, want.In(c))
	}
}

// Whatever comes, goes back and comes again, in any order: the books balance, and no more goes back than came.
func TestMoneyThatGoesBack(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	rapid.Check(t, func(r *rapid.T) {
		c := rapid.SampledFrom([]models.Currency{"RUB", "JPY", "KWD"}).Draw(r, "currency")
		a, b := receivablestest.Invoice(t, tr, c, models.Amount(rapid.Int64Range(1, 500).Draw(r, "a")), 3), receivablestest.Invoice(t, tr, c, 100, 9)
		parts := []receivables.Part{{Invoice: a.ID, Amount: 500}, {Invoice: b.ID, Amount: 100}}
		came, today := models.Amount(rapid.Int64Range(1, 700).Draw(r, "came")), tr.Manager.Today(identitytest.Now)
		var p *models.Payment
		identitytest.In(t, tr.DB, func(tx *models.Tx) (err error) {
			asked, err := receivables.Asked(tx, parts, came)
			if err != nil {
				return err
			}
			p, err = receivables.Book(tx, receivables.Receipt{Client: tr.Client.ID, Supplier: tr.Supplier.ID, Currency: c, Amount: came, ReceivedOn: today,
				Source: models.PaidStripe, To: asked}, today)
			return err
		})
		var back models.Amount
		for range rapid.IntRange(1, 6).Draw(r, "steps") {
			amount := models.Amount(rapid.Int64Range(1, 300).Draw(r, "amount"))
			again := back >= amount && rapid.Bool().Draw(r, "again")
			_, err := models.In(t.Context(), tr.DB, identity.System("test").To(identity.SystemWork), func(tx *models.Tx) (none struct{}, err error) {
				if p, err = models.Lock(tx, p.ID); err != nil {
					return none, err
				}
				if !again {
					return none, receivables.GiveBack(tx, p, amount, today)
				}
				if err := receivables.Recover(tx, p, amount, today); err != nil {
					return none, err
				}
				return none, receivables.Apply(tx, p, parts, today)
			})
			switch {
			case again && err != nil, !again && (err == nil) != (back+amount <= came):
				r.Fatalf("%d of %d has gone back, %d more: %v", back, came, amount, err)
			case again:
				back -= amount
			case err == nil:
				back += amount
			}
		}
		sheet, err := receivables.New(tr.DB).Get(t.Context(), tr.Manager, receivables.GetInput{ID: p.ID})
		if err != nil || sheet.Refunded != back.In(c) {
			r.Fatalf("%+v, want %d refunded: %v", sheet, back, err)
		}
		sound(t, tr)
		agree(t, tr, c)
	})
}
