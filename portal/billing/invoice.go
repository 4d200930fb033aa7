package billing

import "povtor/models"

// Company is one side of an invoice, by name.
type Company struct {
	ID   models.OrganisationID `json:"id"`
	Name string                `json:"name"`
}

// OrderMark is the order an invoice is for.
type OrderMark struct {
	ID     models.OrderID `json:"id"`
	Number string         `json:"number" example:"PO-000123"`
}

// Summary is an invoice as lists show it. Money is in major units of its currency.
type Summary struct {
	ID          models.InvoiceID    `json:"id"`
	Number      string              `json:"number" example:"2026-00042"`
	Client      Company             `json:"client"`
	Supplier    Company             `json:"supplier"`
	Order       OrderMark           `json:"order"`
	Currency    models.Currency     `json:"currency"`
	Total       string              `json:"total" example:"60440.00"`
	Paid        string              `json:"paid"`
	Credited    string              `json:"credited" doc:"Taken back by credit notes."`
	Balance     string              `json:"balance" doc:"What is still to be paid."`
	IssuedOn    models.Date         `json:"issued_on"`
	DueOn       models.Date         `json:"due_on" doc:"Of the whole, or of its last part."`
	NextDueOn   models.Date         `json:"next_due_on" doc:"Of the first part that is not settled."`
	State       models.InvoiceState `json:"state" enum:"issued,partially_paid,paid,overdue,credited" doc:"On the reader's own day."`
	DaysOverdue int                 `json:"days_overdue"`
}

// Invoice is one invoice in full.
type Invoice struct {
	Summary
	Net          string         `json:"net" doc:"Before tax."`
	Tax          string         `json:"tax"`
	ClientNumber string         `json:"client_number" doc:"The client's own PO number."`
	Parties      models.Parties `json:"parties" doc:"Both companies as they were that day."`
	Lines        []Line         `json:"lines" nullable:"false"`
	Taxes        []Tax          `json:"taxes" nullable:"false"`
	Payments     []Payment      `json:"payments" nullable:"false"`
	CreditNotes  []CreditMark   `json:"credit_notes" nullable:"false"`
	Parts        []Part         `json:"parts" nullable:"false" doc:"When which part of it falls due; one, where it falls due as a whole."`
	Discount     *Discount      `json:"discount" doc:"What paying all of it in time saves; null once that is over."`
	Discounted   string         `json:"discounted" doc:"Taken off for having been paid early."`
	Interest     string         `json:"interest" doc:"What its lateness comes to by today, as agreed. It is told, not booked."`
	InterestRate *string        `json:"interest_rate" doc:"Per cent a year; null: none was agreed."`
}

// Line is one line as printed.
type Line struct {
	Position  int             `json:"position"`
	SKU       string          `json:"sku"`
	Name      string          `json:"name"`
	Unit      string          `json:"unit"`
	Quantity  models.Quantity `json:"quantity" example:"12"`
	UnitPrice string          `json:"unit_price" doc:"Before tax." example:"15.6125"`
	VatRate   models.Quantity `json:"vat_rate" doc:"Per cent." example:"22"`
	Net       string          `json:"net"`
}

// Tax is the tax of one rate on the whole invoice.
type Tax struct {
	Rate models.Quantity `json:"rate" doc:"Per cent." example:"22"`
	Base string          `json:"base"`
	Tax  string          `json:"tax"`
}

// Payment is what of a payment is allocated to the invoice.
type Payment struct {
	ID         models.PaymentID `json:"id"`
	Amount     string           `json:"amount"`
	ReceivedOn models.Date      `json:"received_on"`
	Reference  string           `json:"reference"`
}

// CreditMark is a credit note as its invoice shows it.
type CreditMark struct {
	ID       models.CreditNoteID `json:"id"`
	Number   string              `json:"number" example:"CN-2026-00001"`
	IssuedOn models.Date         `json:"issued_on"`
	Total    string              `json:"total"`
	Reason   string              `json:"reason"`
}

func summaryOf(i models.InvoiceSummary, today models.Date) Summary {
	s := Summary{
		ID: i.ID, Number: i.Number, Client: Company{i.ClientID, i.Client}, Supplier: Company{i.SupplierID, i.Supplier},
		Order: OrderMark{i.OrderID, i.OrderNumber}, Currency: i.Currency, Total: i.Total.In(i.Currency),
		Paid: i.Paid.In(i.Currency), Credited: i.Credited.In(i.Currency), Balance: (i.Total - i.Paid - i.Credited).In(i.Currency),
		IssuedOn: i.IssuedOn, DueOn: i.DueOn, NextDueOn: i.NextDueOn, State: models.InvoiceStateOn(today, i.NextDueOn, i.Paid, i.Credited, i.Total),
	}
	if s.State == models.InvoiceOverdue {
		s.DaysOverdue = today.Days(i.NextDueOn)
	}
	return s
}

func invoiceOf(i models.InvoiceSheet, today models.Date) Invoice {
	c := i.Currency
	out := Invoice{
		Summary: summaryOf(i.InvoiceSummary, today), Net: i.Net.In(c), Tax: i.Tax.In(c), ClientNumber: i.ClientNumber,
		Parties: i.Parties, Lines: linesOf(i.Lines, c), Taxes: taxesOf(i.Taxes, c),
		Payments: make([]Payment, len(i.Payments)), CreditNotes: make([]CreditMark, len(i.CreditNotes)),
	}
	for n, p := range i.Payments {
		out.Payments[n] = Payment{p.PaymentID, p.Amount.In(c), p.ReceivedOn, p.Reference}
	}
	for n, k := range i.CreditNotes {
		out.CreditNotes[n] = creditMark(k)
	}
	out.agreed(i, today)
	return out
}

func creditMark(n models.CreditNote) CreditMark {
	return CreditMark{n.ID, n.Number, n.IssuedOn, n.Total.In(n.Currency), n.Reason}
}

func linesOf(lines []models.InvoiceLine, c models.Currency) []Line {
	out := make([]Line, len(lines))
	for n, l := range lines {
		out[n] = Line{l.Position, l.SKU, l.Name, l.Unit, l.Quantity, models.PriceText(l.UnitPrice, c), l.VatRate, l.Net.In(c)}
	}
	return out
}

func taxesOf(taxes []models.Tax, c models.Currency) []Tax {
	out := make([]Tax, len(taxes))
	for n, t := range taxes {
		out[n] = Tax{t.Rate, t.Base.In(c), t.Tax.In(c)}
	}
	return out
}
