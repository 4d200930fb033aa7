package receivables_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/billing/pdf/pdftest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
	"povtor/portal/receivables/receivablestest"
)

// happened posts something random between the two to the ledger, on any day, and answers nothing: the account says what it was.
func happened(r *rapid.T, t testing.TB, tr *orderingtest.Trade, c models.Currency, from models.Date) {
	day := func(name string) models.Date { return from.Add(rapid.IntRange(0, 120).Draw(r, name)) }
	amount := models.Amount(rapid.Int64Range(2, 1_000_000).Draw(r, "amount"))
	i := receivablestest.Invoice(t, tr, c, amount, rapid.IntRange(0, 100).Draw(r, "net"), func(i *models.Invoice) {
		i.IssuedOn = day("issued")
		i.DueOn = i.IssuedOn.Add(rapid.IntRange(0, 60).Draw(r, "due"))
	})
	p := models.Payment{ID: models.NewID[models.Payment](), ClientID: i.ClientID, SupplierID: i.SupplierID, Currency: c, ReceivedOn: day("received"),
		Amount: models.Amount(rapid.Int64Range(1, int64(amount)).Draw(r, "paid")), Reference: "п/п 1", Source: models.PaidManual, RecordedAt: identitytest.Now}
	post := func(kind models.PostingKind, on models.Date, a models.Amount) models.Posting {
		x := models.Posting{Kind: kind, ClientID: i.ClientID, SupplierID: i.SupplierID, Currency: c, BookedOn: on, Amount: a}
		if kind != models.PaymentPosted && kind != models.ReversalPosted {
			x.InvoiceID = &i.ID
		}
		x.PaymentID = &p.ID
		return x
	}
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		if err := models.Insert(tx, &p); err != nil {
			return err
		}
		after := max(p.ReceivedOn, i.IssuedOn)
		what := []models.Posting{post(models.PaymentPosted, p.ReceivedOn, p.Amount)}
		for range rapid.IntRange(0, 3).Draw(r, "turns") {
			on := after.Add(rapid.IntRange(0, 20).Draw(r, "later"))
			what = append(what, post(models.AllocationPosted, on, p.Amount), post(models.ReleasePosted, on.Add(rapid.IntRange(0, 9).Draw(r, "released")), p.Amount))
		}
		return models.Post(tx, what...)
	})
}

// Of any ledger and any days: opening and movements make the closing balance, which is the next period's opening and what the ageing
// comes to; and no document is told twice.
func TestStatementsFollowOnEachOther(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	first := tr.Manager.Today(identitytest.Now).Add(-400)
	rapid.Check(t, func(r *rapid.T) {
		c := rapid.SampledFrom([]models.Currency{"RUB", "JPY", "KWD"}).Draw(r, "currency")
		happened(r, t, tr, c, first)
		var entries []string
		days := []models.Date{first.Add(-1), first.Add(rapid.IntRange(0, 90).Draw(r, "a")), first.Add(rapid.IntRange(91, 200).Draw(r, "b")), first.Add(399)}
		before, whole := "", account(t, s, tr.Manager, tr.Client.ID, c, first, days[3])
		for n := range 3 {
			got := account(t, s, tr.Buyer, tr.Supplier.ID, c, days[n].Add(1), days[n+1])
			if n > 0 && got.Opening != before {
				r.Fatalf("opens with %s after %s", got.Opening, before)
			}
			sum := read(t, got.Opening, c)
			for _, e := range got.Entries {
				sum += read(t, e.Debit, c) - read(t, e.Credit, c)
				if e.On <= days[n] || e.On > days[n+1] || e.Balance != sum.In(c) {
					r.Fatalf("%+v between %s and %s, balance %s", e, days[n], days[n+1], sum.In(c))
				}
				entries = append(entries, string(e.Kind)+e.ID)
			}
			aged := read(t, got.Ageing.Open, c) - read(t, got.Ageing.Credit, c)
			if got.Closing != sum.In(c) || got.Closing != aged.In(c) || read(t, got.Opening, c)+read(t, got.Debits, c)-read(t, got.Credits, c) != sum {
				r.Fatalf("closes with %s, the movements make %s, the ageing %s", got.Closing, sum.In(c), aged.In(c))
			}
			before = got.Closing
		}
		if whole.Closing != before || len(whole.Entries) != len(entries) {
			r.Fatalf("parts end with %s after %d entries, the whole with %s after %d", before, len(entries), whole.Closing, len(whole.Entries))
		}
		slices.Sort(entries)
		if n := len(entries); len(slices.Compact(entries)) != n {
			r.Fatal("an entry is told twice")
		}
	})
}

func account(t testing.TB, s *receivables.Service, v identity.Viewer, of models.OrganisationID, c models.Currency, from, to models.Date) receivables.Account {
	t.Helper()
	got, err := s.Account(t.Context(), v, receivables.AccountInput{ID: of, Currency: c, From: from.String(), To: to.String()})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func read(t testing.TB, text string, c models.Currency) models.Amount {
	t.Helper()
	if text == "" {
		return 0
	}
	a, err := models.ParseAmount(text, c)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAStatementAsAFile(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := receivables.New(tr.DB)
	i := receivablestest.Invoice(t, tr, "RUB", 125050, 14)
	if _, err := s.Record(t.Context(), tr.Manager, received(tr, "RUB", 25050, part(i, 0))); err != nil {
		t.Fatal(err)
	}
	in := receivables.StatementInput{AccountInput: receivables.AccountInput{ID: tr.Supplier.ID}, Format: "pdf"}
	write := func(v identity.Viewer) []byte {
		t.Helper()
		file, err := s.Statement(t.Context(), v, in)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := file.Write(t.Context(), &b); err != nil || !strings.HasSuffix(file.Name, "."+in.Format) {
			t.Fatal(file.Name, err)
		}
		return b.Bytes()
	}
	mine := write(tr.Buyer)
	text := pdftest.Text(t, mine)
	for _, want := range []string{"Акт сверки взаимных расчётов", "Счёт № " + i.Number, "1 250,50", "Оплата", "250,50", "составляет 1 000,00 ₽", "Одна тысяча рублей 00 копеек"} {
		if !strings.Contains(text, want) {
			t.Error(want, "is not in", text)
		}
	}
	in.Language = "en"
	if text := pdftest.Text(t, write(tr.Buyer)); !strings.Contains(text, "Statement of account") || !strings.Contains(text, "owes") {
		t.Error(text)
	}
	in.Language, in.Format, in.ID = "ru", "xlsx", tr.Client.ID
	f, err := excelize.OpenReader(bytes.NewReader(write(tr.Manager)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("Акт сверки", excelize.Options{RawCellValue: true})
	if err != nil || len(rows) != 6+1+2+2+6 || rows[7][3] != "1250.5" || rows[8][4] != "250.5" || rows[10][5] != "1000" || decimal.RequireFromString(rows[11][5]).String() != "1000" {
		t.Errorf("%q, %v", rows, err)
	}
	if _, err := s.Statement(t.Context(), tr.Other(t).Manager, in); models.KindOf(err) != models.NotFound {
		t.Error("a stranger's statement:", err)
	}
}
