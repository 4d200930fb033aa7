package models

import "github.com/shopspring/decimal"

// PaymentTerms say when what is invoiced falls due, what paying early saves and what paying late costs. Terms without parts leave
// the day to the agreement's net days.
type PaymentTerms struct {
	Parts    []TermPart     `json:"parts,omitempty" maxItems:"24" doc:"Adding up to 100 per cent, in the order they fall due. None: all of it the agreement's net days after the invoice."`
	Discount *EarlyDiscount `json:"discount,omitempty"`
	Interest *LateInterest  `json:"interest,omitempty"`
}

// TermFrom is what the days of a part are counted from.
type TermFrom string

const (
	InAdvance    TermFrom = "advance"   // with the invoice, before anything is sent
	FromInvoice  TermFrom = "invoice"   // the day of the invoice
	FromMonthEnd TermFrom = "month_end" // the last day of the invoice's month
)

// TermPart is a share of an invoice and when it falls due.
type TermPart struct {
	Percent decimal.Decimal `json:"percent" example:"30"`
	From    TermFrom        `json:"from" enum:"advance,invoice,month_end" doc:"advance: with the invoice, before anything is sent."`
	Days    int             `json:"days" minimum:"0" maximum:"365" doc:"Calendar days after that."`
}

// EarlyDiscount is what a client keeps when all of an invoice is paid within some days of its date.
type EarlyDiscount struct {
	Percent decimal.Decimal `json:"percent" example:"2"`
	Days    int             `json:"days" minimum:"0" maximum:"365"`
}

// LateInterest is what is asked for money that is late.
type LateInterest struct {
	Percent decimal.Decimal `json:"percent" example:"18" doc:"A year of 365 days."`
	Grace   int             `json:"grace" minimum:"0" maximum:"365" doc:"Days after the due day that cost nothing."`
}

// InvoicePart is a part of an invoice that falls due on a day of its own.
type InvoicePart struct {
	InvoiceID  InvoiceID `gorm:"primaryKey"`
	ClientID   OrganisationID
	SupplierID OrganisationID
	Position   int `gorm:"primaryKey"`
	DueOn      Date
	Amount     Amount
	UpTo       Amount // this part and all before it
}

func (InvoicePart) Owner() Ownership { return ByBoth }

// Open is what of the part is still to be paid when so much of the invoice is settled: whatever settles an invoice settles what is
// due first.
func (p InvoicePart) Open(settled Amount) Amount { return min(p.Amount, max(0, p.UpTo-settled)) }
