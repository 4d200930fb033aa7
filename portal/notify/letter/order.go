package letter

import (
	"fmt"
	"time"
)

// Order is a purchase order as a letter shows it.
type Order struct {
	Number       string // PO-000123
	ClientNumber string // the client's own purchase order number
	Client       string
	Supplier     string
	// PlacedBy is the person; ActingFor says that an account manager placed it for the client.
	PlacedBy  string
	ActingFor bool
	PlacedOn  time.Time
	DeliverTo string
	WantedOn  time.Time
	Remark    string // what the buyer wrote to the supplier

	// Lines may be a selection; Count and Total are of the whole order.
	Lines       []OrderLine
	Count       int
	Total       int64
	Currency    string
	TaxIncluded bool

	Link string // the order's page on the reader's side
}

// OrderLine is one product ordered.
type OrderLine struct {
	Name, SKU, Unit string
	Quantity        string // exact decimal
	Amount          int64
}

// OrderReceived tells the supplier of a new order, to be confirmed or refused.
type OrderReceived struct{ Order Order }

// OrderPlaced tells the buyer that the order is with the supplier.
type OrderPlaced struct{ Order Order }

// OrderConfirmed tells the buyer that the supplier will deliver, and what is to be paid. The invoice travels as an attachment.
type OrderConfirmed struct {
	Order   Order
	Invoice Invoice
}

// Invoice is what a confirmed order is paid by.
type Invoice struct {
	Number string
	DueOn  time.Time // zero: not said
	Total  int64     // in the order's currency
	Link   string
}

// OrderRefused tells the buyer that the supplier will not deliver, and why.
type OrderRefused struct {
	Order   Order
	Reason  string
	Reorder string // optional link: the same lines in the cart again
}

func (OrderReceived) Kind() Kind  { return KindOrderReceived }
func (OrderPlaced) Kind() Kind    { return KindOrderPlaced }
func (OrderConfirmed) Kind() Kind { return KindOrderConfirmed }
func (OrderRefused) Kind() Kind   { return KindOrderRefused }

func (a OrderReceived) write(w *writer) {
	o := a.Order
	client := oneLine(o.Client)
	w.page.Subject = fmt.Sprintf(w.say.receivedSubject, o.Number, client, o.total(w))
	w.page.Preheader = w.count(o.Count, w.say.positions) + ", " + o.total(w) + "."
	c := o.card(w, fmt.Sprintf(w.say.receivedTitle, o.Number), fmt.Sprintf(w.say.receivedText, client))
	c.Button = w.link(w.say.receivedOpen, o.Link)
	c.Quote = quoted(o.Remark)
	w.page.Cards = []card{c}
}

func (a OrderPlaced) write(w *writer) {
	o := a.Order
	w.page.Subject = fmt.Sprintf(w.say.placedSubject, o.Number, oneLine(o.Supplier))
	w.page.Preheader = w.count(o.Count, w.say.positions) + ", " + o.total(w) + "."
	c := o.card(w, fmt.Sprintf(w.say.placedTitle, o.Number), fmt.Sprintf(w.say.placedText, named(w.lang, o.Supplier)))
	c.Button = w.link(w.say.openOrder, o.Link)
	w.page.Cards = []card{c}
}

func (a OrderConfirmed) write(w *writer) {
	o, invoice := a.Order, a.Invoice
	sum := w.lang.Money(invoice.Total, o.Currency)
	w.page.Subject = fmt.Sprintf(w.say.confirmedSubject, oneLine(o.Supplier), o.Number, oneLine(invoice.Number))
	w.page.Preheader = fmt.Sprintf(w.say.confirmedPreheader, sum)
	said := fmt.Sprintf(w.say.confirmedText, named(w.lang, o.Supplier), oneLine(invoice.Number), sum)
	if !invoice.DueOn.IsZero() {
		said += " " + fmt.Sprintf(w.say.payBy, w.lang.Date(invoice.DueOn))
	}
	c := o.card(w, fmt.Sprintf(w.say.confirmedTitle, o.Number), said)
	c.Button = w.link(w.say.openInvoice, invoice.Link)
	c.Links = w.links(link{w.say.openOrder, o.Link})
	w.page.Cards = []card{c}
}

func (a OrderRefused) write(w *writer) {
	o := a.Order
	w.page.Subject = fmt.Sprintf(w.say.refusedSubject, oneLine(o.Supplier), o.Number)
	w.page.Preheader = shortened(oneLine(a.Reason), 100)
	said := fmt.Sprintf(w.say.refusedText, named(w.lang, o.Supplier))
	c := o.card(w, fmt.Sprintf(w.say.refusedTitle, o.Number), said)
	if c.Quote = quoted(a.Reason); len(c.Quote) == 0 {
		w.fault(fmt.Errorf("no reason"))
	}
	c.Button = w.link(w.say.openOrder, o.Link)
	c.Links = w.links(link{w.say.reorder, a.Reorder})
	w.page.Cards = []card{c}
}

func (o Order) total(w *writer) string { return w.lang.Money(o.Total, o.Currency) }

// card shows the order below a title and a sentence.
func (o Order) card(w *writer, title, said string) card {
	return card{Title: oneLine(title), Paragraphs: []string{w.hello() + " " + said}, Facts: o.facts(w), Table: o.table(w)}
}

func (o Order) facts(w *writer) (out []fact) {
	placed := w.lang.Date(o.PlacedOn)
	if o.PlacedBy != "" {
		placed += ", " + oneLine(o.PlacedBy)
	}
	if o.ActingFor {
		placed += " " + fmt.Sprintf(w.say.actingFor, oneLine(o.Client))
	}
	wanted := ""
	if !o.WantedOn.IsZero() {
		wanted = w.lang.Weekday(o.WantedOn)
	}
	for _, f := range []fact{{w.say.factPlaced, placed}, {w.say.factNumber, o.ClientNumber}, {w.say.factDeliver, o.DeliverTo}, {w.say.factWanted, wanted}} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}

func (o Order) table(w *writer) *table {
	if len(o.Lines) == 0 {
		return nil
	}
	tax := w.say.withoutTax
	if o.TaxIncluded {
		tax = w.say.withTax
	}
	t := &table{Title: w.say.ordered, Product: w.say.product, Quantity: w.say.quantity, Price: w.say.amount,
		TotalLabel: fmt.Sprintf(w.say.orderTotal, w.count(o.Count, w.say.positions), tax), Total: o.total(w)}
	for _, line := range o.Lines {
		t.Rows = append(t.Rows, row{Name: line.Name, Under: line.SKU, Quantity: w.quantity(line.Quantity, line.Unit), Price: w.lang.Money(line.Amount, o.Currency)})
	}
	if rest := o.Count - len(o.Lines); rest > 0 {
		t.More = fmt.Sprintf(w.say.andMore, w.count(rest, w.say.positions))
	}
	return t
}
