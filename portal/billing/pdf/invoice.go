// Package pdf puts an invoice on paper: a Russian "Счёт на оплату" or an English invoice; and the credit note that takes it back.
// Price lists are set on the same sheets.
//
// It prints what it is given. It looks nothing up, computes no tax and rounds nothing, but it adds the figures up once more and
// refuses a paper that contradicts itself. The same input gives the same bytes.
package pdf

import (
	"fmt"
	"time"

	"povtor/portal/wording"
)

// Invoice is all that the paper says. Money is in the currency's minor units; rates, quantities and unit prices are exact
// decimals such as "20", "12.500" and "1561.0000". Of a time only the civil date in its own zone is read.
type Invoice struct {
	Language wording.Language
	Number   string
	IssuedOn time.Time
	DueOn    time.Time // zero: no date is printed
	Currency string

	Supplier Party
	Client   Party
	Bank     Bank // the supplier's
	Order    Order

	Lines []Line
	// TaxIncluded says that unit prices, lines and subtotal already hold the tax.
	TaxIncluded bool
	Subtotal    int64 // the sum of the lines
	Taxes       []Tax // one per rate; none at all: the supplier charges no VAT
	Total       int64 // what is to be paid

	// Director and Accountant sign; an empty name leaves the line to be filled in by hand.
	Director, Accountant string
	// Note is printed above the signatures.
	Note string
	// Credits makes the paper a credit note: Number, IssuedOn, Lines, Taxes and Total are its own then, and nothing is to be paid.
	Credits *Credited
}

// Credited is the invoice that a credit note takes back, the whole of it or a part, and why.
type Credited struct {
	Number   string
	IssuedOn time.Time
	Reason   string
}

// Party is one side of the invoice.
type Party struct {
	Name         string
	TaxNumber    string // ИНН, or a VAT number
	RegistryCode string // КПП; sole traders and foreigners have none
	Address      string
	Phone, Email string
}

// Bank is where the money goes. A rouble account has BIC (БИК), correspondent account and account of 9, 20 and 20 digits; elsewhere
// BIC is the SWIFT code and the account may be an IBAN.
type Bank struct {
	Name                               string
	BIC, CorrespondentAccount, Account string
}

// Order is what the invoice is for.
type Order struct {
	Number       string // PO-000123
	PlacedOn     time.Time
	ClientNumber string // the client's own purchase order number
	Agreement    string // as the parties call it: "№ 17/2026 от 12.01.2026"
	DeliverTo    string
}

// Line is one product. Amount holds the tax when Invoice.TaxIncluded says so.
type Line struct {
	Name, SKU, Unit     string
	Quantity, UnitPrice string
	TaxRate             string // per cent; empty: no VAT on this line
	Amount              int64
}

// Tax is the tax of one rate on the whole document.
type Tax struct {
	Rate   string // per cent; empty: no VAT
	Amount int64
}

// Render draws the invoice on A4 pages.
//
// An invoice that lacks a number, a date, a party or lines, holds a figure that is no number, or does not add up is refused with
// all its faults at once.
func Render(doc Invoice) ([]byte, error) {
	doc.Language = wording.Of(string(doc.Language))
	if err := doc.check(); err != nil {
		return nil, fmt.Errorf("invoice %q: %w", doc.Number, err)
	}
	rows, err := doc.rows()
	if err != nil {
		return nil, fmt.Errorf("invoice %q: %w", doc.Number, err)
	}
	say := labels[doc.Language]
	if doc.Credits != nil {
		say = say.credited(creditLabels[doc.Language])
	}
	p := paper{doc: doc, say: say, sheet: newSheet(cover{say.title + " " + doc.Number, doc.Supplier.Name, say.page, doc.IssuedOn})}
	p.compose(rows)
	return p.sheet.bytes(doc.IssuedOn)
}
