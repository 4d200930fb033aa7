package receivables

import (
	"time"

	"povtor/models"
)

// Company is one side, by name.
type Company struct {
	ID   models.OrganisationID `json:"id"`
	Name string                `json:"name"`
}

// PaymentSummary is a payment as lists show it. Money is in major units of its currency.
type PaymentSummary struct {
	ID             models.PaymentID     `json:"id"`
	Client         Company              `json:"client"`
	Supplier       Company              `json:"supplier"`
	Currency       models.Currency      `json:"currency"`
	Amount         string               `json:"amount" example:"60440.00"`
	Allocated      string               `json:"allocated" doc:"To invoices."`
	Refunded       string               `json:"refunded" doc:"What of it went back to the payer."`
	Rest           string               `json:"rest" doc:"The client's credit: what is neither allocated nor gone back."`
	ReceivedOn     models.Date          `json:"received_on"`
	Reference      string               `json:"reference" doc:"The payer's own document."`
	Purpose        string               `json:"purpose" doc:"What the payer wrote."`
	Payer          string               `json:"payer"`
	PayerTaxID     string               `json:"payer_tax_id"`
	Source         models.PaymentSource `json:"source" enum:"manual,bank,stripe"`
	RecordedByName string               `json:"recorded_by_name"`
	RecordedAt     time.Time            `json:"recorded_at"`
	ReversedOn     *models.Date         `json:"reversed_on" doc:"Booked by mistake, and taken back."`
	ReversedWhy    string               `json:"reversed_why"`
}

// Payment is a payment and what it is allocated to.
type Payment struct {
	PaymentSummary
	Allocations []Allocation `json:"allocations" nullable:"false"`
}

// Allocation is what of a payment went to one invoice.
type Allocation struct {
	Invoice models.InvoiceID `json:"invoice_id"`
	Number  string           `json:"number"`
	DueOn   models.Date      `json:"due_on"`
	Total   string           `json:"total" doc:"Of the invoice."`
	Balance string           `json:"balance" doc:"What the invoice still asks for."`
	Amount  string           `json:"amount"`
}

func summaryOf(p models.PaymentSummary) PaymentSummary {
	c := p.Currency
	return PaymentSummary{ID: p.ID, Client: Company{p.ClientID, p.Client}, Supplier: Company{p.SupplierID, p.Supplier}, Currency: c,
		Amount: p.Amount.In(c), Allocated: p.Allocated.In(c), Refunded: p.Refunded.In(c), Rest: p.Rest().In(c), ReceivedOn: p.ReceivedOn, Reference: p.Reference,
		Purpose: p.Purpose, Payer: p.Payer, PayerTaxID: p.PayerTaxID, Source: p.Source, RecordedByName: p.RecordedByName,
		RecordedAt: p.RecordedAt, ReversedOn: p.ReversedOn, ReversedWhy: p.ReversedWhy}
}

func paymentOf(p models.PaymentSheet) Payment {
	out := Payment{PaymentSummary: summaryOf(p.PaymentSummary), Allocations: make([]Allocation, len(p.Allocations))}
	for i, a := range p.Allocations {
		out.Allocations[i] = Allocation{a.InvoiceID, a.Number, a.DueOn, a.Total.In(p.Currency), a.Balance.In(p.Currency), a.Amount.In(p.Currency)}
	}
	return out
}
