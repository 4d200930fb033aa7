package letter

import (
	"errors"
	"fmt"
	"time"
)

// Dunning reminds a client of a supplier's invoices: all that are overdue, and those that soon fall due.
type Dunning struct {
	Supplier string
	Lines    []DunningLine // the first due first
	Link     string        // the account's page
}

// DunningLine is what is still to be paid of an invoice, or of a part of it.
type DunningLine struct {
	Number   string
	DueOn    time.Time
	DaysLate int // below zero: so many days to go
	Amount   int64
	Currency string
}

// Kind names the letter.
func (Dunning) Kind() Kind { return KindDunning }

func (a Dunning) write(w *writer) {
	if len(a.Lines) == 0 {
		w.fault(errors.New("nothing to remind of"))
		return
	}
	late := 0
	sums := map[string]int64{}
	var order []string
	for _, l := range a.Lines {
		if l.DaysLate > 0 {
			late++
		}
		if _, known := sums[l.Currency]; !known {
			order = append(order, l.Currency)
		}
		sums[l.Currency] += l.Amount
	}
	total := ""
	for i, c := range order {
		if i > 0 {
			total += " + "
		}
		total += w.lang.Money(sums[c], c)
	}
	subject, said := w.say.dunSoonSubject, w.say.dunSoonText
	if late > 0 {
		subject, said = w.say.dunLateSubject, w.say.dunLateText
	}
	w.page.Subject = fmt.Sprintf(subject, oneLine(a.Supplier), total)
	w.page.Preheader = fmt.Sprintf(w.say.dunPreheader, w.count(len(a.Lines), w.say.invoices), total)
	w.page.Why = w.say.dunWhy
	t := &table{Title: w.say.dunTable, Product: w.say.dunInvoice, Quantity: w.say.dunDue, Price: w.say.amount, TotalLabel: w.say.dunTotal, Total: total}
	for _, l := range a.Lines {
		under := ""
		switch {
		case l.DaysLate > 0:
			under = fmt.Sprintf(w.say.dunLate, w.count(l.DaysLate, w.say.days))
		case l.DaysLate == 0:
			under = w.say.dunToday
		}
		t.Rows = append(t.Rows, row{Name: fmt.Sprintf(w.say.dunNumber, oneLine(l.Number)), Under: under, Quantity: w.lang.Date(l.DueOn), Price: w.lang.Money(l.Amount, l.Currency)})
	}
	w.page.Cards = []card{{Title: fmt.Sprintf(w.say.dunTitle, oneLine(a.Supplier)), Paragraphs: []string{w.hello() + " " + fmt.Sprintf(said, named(w.lang, a.Supplier)), w.say.dunPaid},
		Table: t, Button: w.link(w.say.dunOpen, a.Link)}}
}
