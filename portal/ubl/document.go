// Package ubl writes invoices and credit notes as UBL 2.1, by the rules of EN 16931 and Peppol BIS Billing 3.
//
// It reckons the document's totals out of its lines, allowances and taxes, and refuses what could not be a sound document: what a
// party lacks is named by its field. It looks nothing up. The same input gives the same bytes.
package ubl

import (
	"github.com/shopspring/decimal"

	"povtor/models"
)

// Category is a VAT category (UNCL 5305).
type Category string

// The categories.
const (
	Standard      Category = "S"
	ZeroRated     Category = "Z"
	Exempt        Category = "E"
	ReverseCharge Category = "AE"
)

// Document is all that the file says.
type Document struct {
	Number     string
	IssuedOn   models.Date
	DueOn      models.Date // zero: none is told
	Currency   models.Currency
	Note       string
	BuyerRef   string // what the buyer asked to find on it
	OrderRef   string // one of the two must be told
	Credits    *Reference
	Seller     Party
	Buyer      Party
	Account    Account
	Lines      []Line
	Allowances []Allowance
	Taxes      []Tax
	Prepaid    models.Amount
	Rounding   models.Amount // added to what is to be paid
}

// Reference is the invoice that a credit note takes back.
type Reference struct {
	Number   string
	IssuedOn models.Date
}

// Party is one of the two.
type Party struct {
	Name         string
	VATID        string // with its country's prefix: DE123456789
	Registration string // in the register of companies
	Country      string // ISO 3166-1, two letters
	Street       string
	City         string
	PostalCode   string
	Endpoint     Endpoint
	Phone, Email string
}

// Endpoint is a party's electronic address: a scheme of the EAS list and a number in it.
type Endpoint struct{ Scheme, ID string }

// Account is where the seller is paid; empty: it is not told.
type Account struct{ IBAN, BIC, Holder string }

// Line is one line. Net is before tax, after rounding.
type Line struct {
	ID       string
	SKU      string
	Name     string
	Unit     string // our own code
	Quantity decimal.Decimal
	Price    decimal.Decimal
	Net      models.Amount
	Category Category
	Rate     decimal.Decimal
}

// Allowance is taken off the whole document, of one category and rate.
type Allowance struct {
	Reason   string
	Amount   models.Amount
	Category Category
	Rate     decimal.Decimal
}

// Tax is what the document owes in one category at one rate.
type Tax struct {
	Category Category
	Rate     decimal.Decimal
	Base     models.Amount
	Tax      models.Amount
	Reason   string // why there is none; needed of what is exempt
}

// TaxesOf reckons the taxes of lines and allowances: those of a category and rate are added up and taxed once.
func TaxesOf(lines []Line, allowances []Allowance) []Tax {
	var out []Tax
	add := func(c Category, rate decimal.Decimal, a models.Amount) {
		for i := range out {
			if out[i].Category == c && out[i].Rate.Equal(rate) {
				out[i].Base += a
				return
			}
		}
		out = append(out, Tax{Category: c, Rate: rate, Base: a})
	}
	for _, l := range lines {
		add(l.Category, l.Rate, l.Net)
	}
	for _, a := range allowances {
		add(a.Category, a.Rate, -a.Amount)
	}
	for i := range out {
		out[i].Tax = models.TaxOn(out[i].Base, out[i].Rate)
	}
	return out
}

// totals are BT-106 to BT-115.
type totals struct{ lines, allowances, net, tax, gross, payable models.Amount }

func (d Document) totals() (t totals) {
	for _, l := range d.Lines {
		t.lines += l.Net
	}
	for _, a := range d.Allowances {
		t.allowances += a.Amount
	}
	for _, x := range d.Taxes {
		t.tax += x.Tax
	}
	t.net = t.lines - t.allowances
	t.gross = t.net + t.tax
	t.payable = t.gross - d.Prepaid + d.Rounding
	return t
}
