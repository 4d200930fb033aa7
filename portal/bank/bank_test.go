package bank_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"povtor/models"
	"povtor/portal/bank"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
	"povtor/portal/receivables/receivablestest"
)

const account = "40702810938000012345"

// world is a trade whose supplier has an account and whose client has a tax number.
func world(t *testing.T) *orderingtest.Trade {
	t.Helper()
	tr := orderingtest.Open(t)
	tr.Supplier.Bank, tr.Client.TaxID = models.Bank{Account: account}, "7812345678"
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		if err := models.Update(tx, &tr.Supplier, "bank"); err != nil {
			return err
		}
		return models.Update(tx, &tr.Client, "tax_id")
	})
	return tr
}

type came struct {
	number, amount, taxID, purpose string
}

// exchange is a statement of the account for the 20th and 21st of November in Windows-1251.
func exchange(t *testing.T, account string, payments ...came) bank.ImportInput {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "1CClientBankExchange\nКодировка=Windows\nРасчСчет=%s\nСекцияРасчСчет\nДатаНачала=20.11.2026\nДатаКонца=21.11.2026\nРасчСчет=%[1]s\nКонецРасчСчет\n", account)
	for _, p := range payments {
		fmt.Fprintf(&b, "СекцияДокумент=Платежное поручение\nНомер=%s\nДата=20.11.2026\nСумма=%s\nПлательщикСчет=40702810100000000001\nПлательщик1=ООО Плательщик\nПлательщикИНН=%s\nПолучательСчет=%s\nДатаПоступило=20.11.2026\nНазначениеПлатежа=%s\nКонецДокумента\n",
			p.number, p.amount, p.taxID, account, p.purpose)
	}
	data, err := charmap.Windows1251.NewEncoder().Bytes([]byte(b.String() + "КонецФайла\n"))
	if err != nil {
		t.Fatal(err)
	}
	var in bank.ImportInput
	in.Body.Name, in.Body.Content = "kl_to_1c.txt", data
	return in
}

func open(t *testing.T, tr *orderingtest.Trade) map[string]bank.Line {
	t.Helper()
	page, err := bank.New(tr.DB).List(t.Context(), tr.Manager, bank.ListInput{State: "open", Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bank.Line{}
	for _, l := range page.Items {
		out[l.Number] = l
	}
	return out
}

func sound(t *testing.T, tr *orderingtest.Trade) {
	t.Helper()
	if n, err := receivables.New(tr.DB).Check(t.Context(), identity.System("check")); n != 0 || err != nil {
		t.Fatalf("%d differences, %v", n, err)
	}
}

func TestWhatALineIsFor(t *testing.T) {
	t.Parallel()
	tr := world(t)
	a, b := receivablestest.Invoice(t, tr, "RUB", 10_000, 5), receivablestest.Invoice(t, tr, "RUB", 7_700, 6)
	mine := tr.Client.TaxID
	if _, err := bank.New(tr.DB).Import(t.Context(), tr.Manager, exchange(t, account,
		came{"1", "100.00", mine, "Оплата по счёту №" + a.Number + " от 20.11.2026 без НДС"},
		came{"2", "177.00", mine, "Счета " + a.Number + ", " + b.Number},
		came{"3", "50.00", mine, "Частично " + a.Number},
		came{"4", "200.00", mine, a.Number + " и ещё"},
		came{"5", "100.00", "7700000000", "За другого, " + a.Number},
		came{"6", "77.00", mine, "По договору"},
		came{"7", "5.00", mine, "По договору"},
		came{"8", "77.00", "", "Без ИНН"},
		came{"9", "1.23", "7700000000", "Возврат займа, договор 12026-000011"},
	)); err != nil {
		t.Fatal(err)
	}
	got := open(t, tr)
	for number, want := range map[string]string{
		"1": "certain [number amount payer] 1 rest 0.00", "2": "certain [number amount payer] 2 rest 0.00", "3": "likely [number less payer] 1 rest 0.00",
		"4": "likely [number more payer] 1 rest 100.00", "5": "possible [number amount payer-differs] 1 rest 0.00", "6": "likely [payer amount] 1 rest 0.00",
		"7": "possible [payer] 1 rest 0.00", "8": "possible [amount] 1 rest 0.00", "9": "none [] 0 rest 1.23",
	} {
		m := got[number].Match
		if m == nil {
			t.Fatalf("line %s is not there", number)
		}
		if is := fmt.Sprint(m.Confidence, " ", m.Reasons, " ", len(m.Allocations), " rest ", m.Rest); is != want {
			t.Errorf("%s: %s, want %s", number, is, want)
		}
	}
}

func TestTheSameStatementTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	tr := world(t)
	s := bank.New(tr.DB)
	i := receivablestest.Invoice(t, tr, "RUB", 10_000, 5)
	pays := came{"1", "100.00", tr.Client.TaxID, "Счёт " + i.Number}
	in := exchange(t, account, pays, came{"2", "3.00", "", "?"})
	first, err := s.Import(t.Context(), tr.Manager, in)
	if err != nil || first.Known || first.Statements[0].Added != 2 {
		t.Fatalf("%+v, %v", first, err)
	}
	for range 2 {
		booked, err := s.BookCertain(t.Context(), tr.Manager, struct{}{})
		if err != nil || booked.Left != 1 {
			t.Fatalf("%+v, %v", booked, err)
		}
		again, err := s.Import(t.Context(), tr.Manager, in)
		if err != nil || !again.Known || again.Statements[0].ID != first.Statements[0].ID {
			t.Fatalf("%+v, %v", again, err)
		}
	}
	wider, err := s.Import(t.Context(), tr.Manager, exchange(t, account, pays, came{"2", "3.00", "", "?"}, came{"3", "4.00", "", "new"}))
	if err != nil || wider.Known || wider.Statements[0].Lines != 3 || wider.Statements[0].Added != 1 {
		t.Fatalf("%+v, %v", wider, err)
	}
	page, err := receivables.New(tr.DB).List(t.Context(), tr.Buyer, receivables.ListInput{Limit: 10})
	if err != nil || len(page.Items) != 1 || page.Items[0].Reference != "п/п № 1 от 20.11.2026" {
		t.Errorf("%+v, %v", page, err)
	}
	sound(t, tr)
}

func TestStatementsOfOthersAreRefused(t *testing.T) {
	t.Parallel()
	tr := world(t)
	s := bank.New(tr.DB)
	if _, err := s.Import(t.Context(), tr.Manager, exchange(t, "40702810000000000009", came{"1", "1.00", "", ""})); models.CodeOf(err) != "another-account" {
		t.Error(err)
	}
	var euros bank.ImportInput
	euros.Body.Content = []byte("Date,Amount,Currency\n2026-11-20,5,EUR\n")
	if _, err := s.Import(t.Context(), tr.Manager, euros); models.CodeOf(err) != "another-currency" {
		t.Error(err)
	}
	if _, err := s.Import(t.Context(), tr.Buyer, exchange(t, account)); models.KindOf(err) != models.Forbidden {
		t.Error("a buyer imports:", err)
	}
}

func TestDecidingByHandAndTakingItBack(t *testing.T) {
	t.Parallel()
	tr := world(t)
	s := bank.New(tr.DB)
	a, b := receivablestest.Invoice(t, tr, "RUB", 10_000, 5), receivablestest.Invoice(t, tr, "RUB", 7_700, 6)
	if _, err := s.Import(t.Context(), tr.Manager, exchange(t, account, came{"1", "180.00", "", "?"}, came{"2", "9.00", "", "loan"})); err != nil {
		t.Fatal(err)
	}
	lines := open(t, tr)
	in := bank.BookInput{ID: lines["1"].ID}
	in.Body.Client = &tr.Client.ID
	in.Body.Allocations = []receivables.PartInput{{Invoice: a.ID}, {Invoice: b.ID, Amount: "77.01"}}
	if _, err := s.Book(t.Context(), tr.Manager, in); models.CodeOf(err) != "above-balance" {
		t.Error("above the balance:", err)
	}
	in.Body.Allocations[1].Amount = ""
	stranger := tr.Other(t)
	if _, err := s.Book(t.Context(), stranger.Manager, in); models.KindOf(err) != models.NotFound {
		t.Error("a stranger books:", err)
	}
	for range 2 {
		l, err := s.Book(t.Context(), tr.Manager, in)
		if err != nil || l.State != "booked" || l.Payment == nil {
			t.Fatalf("%+v, %v", l, err)
		}
		p, err := receivables.New(tr.DB).Get(t.Context(), tr.Buyer, receivables.GetInput{ID: *l.Payment})
		if err != nil || p.Rest != "3.00" || len(p.Allocations) != 2 {
			t.Errorf("%+v, %v", p, err)
		}
		if _, err := s.Book(t.Context(), tr.Manager, in); models.CodeOf(err) != "already-decided" {
			t.Error("booked twice:", err)
		}
		for range 2 {
			if l, err = s.Reopen(t.Context(), tr.Manager, bank.LineInput{ID: l.ID}); err != nil || l.State != "open" || l.Payment != nil || l.Match == nil {
				t.Fatalf("%+v, %v", l, err)
			}
		}
		if p, _ = receivables.New(tr.DB).Get(t.Context(), tr.Buyer, receivables.GetInput{ID: p.ID}); p.ReversedOn == nil {
			t.Error("the payment stays")
		}
	}
	no := bank.IgnoreInput{ID: lines["2"].ID}
	no.Body.Reason = "Заём учредителя"
	if l, err := s.Ignore(t.Context(), tr.Manager, no); err != nil || l.State != "ignored" || l.Note != no.Body.Reason {
		t.Errorf("%+v, %v", l, err)
	}
	sound(t, tr)
}

// Five people press the button at once: every line is booked once.
func TestBookingTogether(t *testing.T) {
	t.Parallel()
	tr := world(t)
	s := bank.New(tr.DB)
	var payments []came
	for n := range 12 {
		i := receivablestest.Invoice(t, tr, "RUB", models.Amount(100+n), 5)
		payments = append(payments, came{fmt.Sprint(n), i.Total.In("RUB"), tr.Client.TaxID, "Счёт " + i.Number})
	}
	if _, err := s.Import(t.Context(), tr.Manager, exchange(t, account, payments...)); err != nil {
		t.Fatal(err)
	}
	if o, err := s.Overview(t.Context(), tr.Manager, struct{}{}); err != nil || o.Open != 12 || o.Certain != 12 || len(o.Statements) != 1 {
		t.Fatalf("%+v, %v", o, err)
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	booked := 0
	for range 5 {
		all.Go(func() {
			b, err := s.BookCertain(t.Context(), tr.Manager, struct{}{})
			mu.Lock()
			defer mu.Unlock()
			booked += b.Booked
			if err != nil && models.CodeOf(err) != "above-balance" && models.CodeOf(err) != "nothing-due" {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if booked != 12 || len(open(t, tr)) != 0 {
		t.Errorf("%d booked", booked)
	}
	sound(t, tr)
}

func TestNothingIsCertainInAClosedMonth(t *testing.T) {
	t.Parallel()
	tr := world(t)
	i := receivablestest.Invoice(t, tr, "RUB", 10_000, 5)
	in := exchange(t, account, came{"1", "100.00", tr.Client.TaxID, i.Number})
	old, _ := charmap.Windows1251.NewDecoder().Bytes(in.Body.Content)
	in.Body.Content, _ = charmap.Windows1251.NewEncoder().Bytes([]byte(strings.ReplaceAll(string(old), "20.11.2026", "20.10.2026")))
	if _, err := bank.New(tr.DB).Import(t.Context(), tr.Manager, in); err != nil {
		t.Fatal(err)
	}
	boss := identitytest.Viewer(t, tr.DB, tr.Supplier, identity.SupplierAdmin)
	var month receivables.CloseInput
	month.Body.Month = models.NewDate(2026, 10, 5)
	if _, err := receivables.New(tr.DB).Close(t.Context(), boss, month); err != nil {
		t.Fatal(err)
	}
	l := open(t, tr)["1"]
	if l.Match.Confidence != bank.Likely || l.Match.Reasons[len(l.Match.Reasons)-1] != bank.ClosedMonth {
		t.Errorf("%+v", l.Match)
	}
	book := bank.BookInput{ID: l.ID}
	book.Body.Client = &tr.Client.ID
	if _, err := bank.New(tr.DB).Book(t.Context(), tr.Manager, book); models.CodeOf(err) != "month-closed" {
		t.Error(err)
	}
}
