package billing

import (
	"povtor/models"
	"povtor/portal/terms"
)

// Part is a part of an invoice that falls due on a day of its own.
type Part struct {
	DueOn   models.Date `json:"due_on"`
	Amount  string      `json:"amount"`
	Balance string      `json:"balance" doc:"What is still to be paid of it."`
	Overdue bool        `json:"overdue"`
}

// Discount is what a client keeps that pays all of an invoice in time.
type Discount struct {
	Percent models.Quantity `json:"percent"`
	Amount  string          `json:"amount"`
	Until   models.Date     `json:"until"`
	ToPay   string          `json:"to_pay" doc:"What settles the invoice through that day."`
}

// agreed says when what is to be paid, and what paying early or late comes to.
func (out *Invoice) agreed(i models.InvoiceSheet, today models.Date) {
	c, parts := i.Currency, i.Parts
	if len(parts) == 0 && i.Total > 0 {
		parts = []models.InvoicePart{{DueOn: i.DueOn, Amount: i.Total, UpTo: i.Total}}
	}
	out.Parts = make([]Part, len(parts))
	for n, p := range parts {
		open := p.Open(i.Paid + i.Credited)
		out.Parts[n] = Part{p.DueOn, p.Amount.In(c), open.In(c), open > 0 && p.DueOn < today}
	}
	settled := make([]terms.Settled, 0, len(i.Payments)+len(i.CreditNotes)+1)
	for _, p := range i.Payments {
		settled = append(settled, terms.Settled{On: p.ReceivedOn, Amount: p.Amount})
	}
	discounted := i.Credited
	for _, n := range i.CreditNotes {
		settled, discounted = append(settled, terms.Settled{On: n.IssuedOn, Amount: n.Total}), discounted-n.Total
	}
	settled = append(settled, terms.Settled{On: i.IssuedOn, Amount: discounted}) // it was paid early
	out.Discounted, out.Interest = discounted.In(c), terms.Interest(i.Terms, parts, settled, today).In(c)
	if i.Terms.Interest != nil {
		rate := i.Terms.Interest.Percent.String()
		out.InterestRate = &rate
	}
	off, until := terms.Early(i.Terms, i.Total-i.Credited, i.IssuedOn)
	if balance := i.Total - i.Paid - i.Credited; off > 0 && today <= until && balance > off {
		out.Discount = &Discount{i.Terms.Discount.Percent, off.In(c), until, (balance - off).In(c)}
	}
}
