package models

import (
	"time"

	"github.com/shopspring/decimal"
)

// InvoiceID names an invoice.
type InvoiceID = ID[Invoice]

// Invoice is issued once and never edited; what it says about both sides is what was true that day.
type Invoice struct {
	ID           InvoiceID `gorm:"primaryKey"`
	ClientID     OrganisationID
	SupplierID   OrganisationID
	OrderID      OrderID
	Series       string
	Year         int
	Sequence     int    // no gaps, no duplicates within supplier, series and year
	Number       string // [InvoiceNumber]
	Locale       string // the client's language, in which it is printed
	Currency     Currency
	IssuedOn     Date          // in the supplier's time zone
	DueOn        Date          // of the whole, or of its last part
	NextDueOn    *Date         // of the first part that is not settled, kept in step by [Post]; nil: it falls due as a whole
	PaymentTerms PaymentTerms  `gorm:"serializer:json"` // as agreed that day
	Parts        []InvoicePart `gorm:"-"`               // to be issued with it; one that falls due as a whole has none
	Net          Amount
	Tax          Amount
	Total        Amount
	Paid         Amount  // kept in step with the ledger by [Post], as is Credited
	Credited     Amount  // by credit notes, and by discounts for early payment
	Parties      Parties `gorm:"serializer:json"`
	Taxes        []Tax   `gorm:"serializer:json"`
	OrderNumber  string
	ClientNumber string // the client's own PO number
	IssuedAt     time.Time
}

func (Invoice) Owner() Ownership { return ByBoth }

// Parties are both companies as printed.
type Parties struct {
	Supplier  Party  `json:"supplier"`
	Client    Party  `json:"client"`
	Agreement string `json:"agreement,omitempty"`  // its number and day
	DeliverTo string `json:"deliver_to,omitempty"` // name and address of the location
	// VATTreatment is what lines without tax are: zero-rated, exempt (E), or the client owes the tax (AE).
	VATTreatment string `json:"vat_treatment,omitempty"`
}

// Party is one company as printed.
type Party struct {
	Name    string `json:"name"` // legal
	TaxID   string `json:"tax_id,omitempty"`
	TaxCode string `json:"tax_code,omitempty"`
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Email   string `json:"email,omitempty"`
	Bank    *Bank  `json:"bank,omitempty"` // where the supplier is paid
	Electronic
}

// Electronic is what electronic invoices want to know of a company, beside what is printed.
type Electronic struct {
	Country      string `json:"country,omitempty"` // ISO 3166-1
	City         string `json:"city,omitempty"`
	PostalCode   string `json:"postal_code,omitempty"`
	VATID        string `json:"vat_id,omitempty"`       // with its country's prefix
	Registration string `json:"registration,omitempty"` // in the register of companies
	Endpoint     string `json:"endpoint,omitempty"`     // scheme and number: 0088:7300010000001
}

// InvoiceLine is one line as printed.
type InvoiceLine struct {
	InvoiceID  InvoiceID `gorm:"primaryKey"`
	ClientID   OrganisationID
	SupplierID OrganisationID
	Position   int    `gorm:"primaryKey"`
	SKU        string `gorm:"column:sku"`
	Name       string // in the invoice's language
	Unit       string
	Quantity   Quantity
	UnitPrice  UnitPrice
	VatRate    decimal.Decimal
	Net        Amount
}

func (InvoiceLine) Owner() Ownership { return ByBoth }

// TaxBase is what the line brings to the invoice's tax.
func (l InvoiceLine) TaxBase() (decimal.Decimal, Amount) { return l.VatRate, l.Net }

// InvoiceState is where an invoice stands on a day: a view of what is settled and when it was due, kept nowhere.
type InvoiceState string

const (
	InvoiceIssued        InvoiceState = "issued"
	InvoicePartiallyPaid InvoiceState = "partially_paid"
	InvoicePaid          InvoiceState = "paid"
	InvoiceOverdue       InvoiceState = "overdue"
	InvoiceCredited      InvoiceState = "credited"
)

// InvoiceStateOn is the state on a day. What is due today is not overdue yet; what was taken back as a whole is credited, and
// what was partly taken back and otherwise paid is paid.
func InvoiceStateOn(today, due Date, paid, credited, total Amount) InvoiceState {
	switch {
	case credited > 0 && credited >= total:
		return InvoiceCredited
	case paid+credited >= total:
		return InvoicePaid
	case due < today:
		return InvoiceOverdue
	case paid > 0:
		return InvoicePartiallyPaid
	}
	return InvoiceIssued
}

// Balance is what is still to be paid.
func (i Invoice) Balance() Amount { return i.Total - i.Paid - i.Credited }
