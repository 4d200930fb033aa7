package models

import (
	"encoding/json"

	"github.com/jackc/pgx/v5"
)

// InvoiceSummary is an invoice as lists show it.
type InvoiceSummary struct {
	ID          InvoiceID
	Number      string
	ClientID    OrganisationID
	Client      string
	SupplierID  OrganisationID
	Supplier    string
	OrderID     OrderID
	OrderNumber string
	Currency    Currency
	Total       Amount
	Paid        Amount
	Credited    Amount
	IssuedOn    Date
	DueOn       Date // of the whole, or of its last part
	NextDueOn   Date // of the first part that is not settled
}

// InvoiceFilter narrows a list of invoices. Its zero value is every invoice within reach.
type InvoiceFilter struct {
	Client  *OrganisationID
	Unpaid  bool
	Overdue bool // unpaid, and due before Today
	Paid    bool
	Today   Date
	Words   string // part of a number or of a company's name
	Before  *InvoicePlace
	Limit   int
	Locale  string // of the names
}

// InvoicePlace is a place in a list of invoices, which runs from the newest to the oldest.
type InvoicePlace struct {
	On Date
	ID InvoiceID
}

// Place is where an invoice stands in such a list.
func (s InvoiceSummary) Place() InvoicePlace { return InvoicePlace{s.IssuedOn, s.ID} }

// Owed is what is still to be paid in one currency.
type Owed struct {
	Currency Currency
	Open     Amount
	Overdue  Amount // of that, due before today
}

func invoiceSummaryColumns(locale string) string {
	return `i.id, i.number, i.client_id, ` + nameIn("c", locale) + `, i.supplier_id, ` + nameIn("s", locale) + `, i.order_id,
		i.order_number, i.currency, i.total, i.paid, i.credited, i.issued_on, i.due_on, coalesce(i.next_due_on, i.due_on)`
}

const invoiceSummaryJoins = ` JOIN organisations c ON c.id = i.client_id JOIN organisations s ON s.id = i.supplier_id`

func scanInvoiceSummary(r pgx.Rows, s *InvoiceSummary, more ...any) error {
	return r.Scan(append([]any{&s.ID, &s.Number, &s.ClientID, &s.Client, &s.SupplierID, &s.Supplier, &s.OrderID,
		&s.OrderNumber, &s.Currency, &s.Total, &s.Paid, &s.Credited, &s.IssuedOn, &s.DueOn, &s.NextDueOn}, more...)...)
}

// Invoices are the invoices within reach, the newest first, one more than the limit where there are more; and what is owed
// in each currency over all that are within reach, whatever the filter. One round trip, and one more for the words.
func Invoices(tx *Tx, f InvoiceFilter) (list []InvoiceSummary, owed []Owed, err error) {
	where := &filter{parts: []string{"{scope}"}}
	f.narrow(where)
	if err := tx.search(where, "i", f.Words, "number", "order_number", "client_number"); err != nil {
		return nil, nil, err
	}
	const order = ` ORDER BY i.issued_on DESC, i.id DESC`
	limit := where.param(f.Limit + 1)
	t := together{tx: tx}
	readAlso(&t, &list, ByBoth, "i", `SELECT `+invoiceSummaryColumns(f.Locale)+` FROM (SELECT * FROM invoices i
		WHERE `+where.String()+order+` LIMIT `+limit+`) i`+invoiceSummaryJoins+order, where.args,
		func(r pgx.Rows, s *InvoiceSummary) error { return scanInvoiceSummary(r, s) })
	readAlso(&t, &owed, ByBoth, "i", `SELECT i.currency, sum(i.balance)::bigint,
		coalesce(sum(i.balance) FILTER (WHERE i.due_on < $1), 0)::bigint
		FROM dues i WHERE {scope} GROUP BY i.currency ORDER BY i.currency`, []any{f.Today},
		func(r pgx.Rows, o *Owed) error { return r.Scan(&o.Currency, &o.Open, &o.Overdue) })
	return list, owed, t.read()
}

func (f InvoiceFilter) narrow(where *filter) {
	if f.Client != nil {
		where.and(`i.client_id = ?`, *f.Client)
	}
	if f.Unpaid {
		where.and(`i.balance > 0`)
	}
	if f.Overdue {
		where.and(`i.balance > 0 AND coalesce(i.next_due_on, i.due_on) < ?`, f.Today)
	}
	if f.Paid {
		where.and(`i.balance = 0`)
	}
	if f.Before != nil {
		where.and(`(i.issued_on, i.id) < (?, ?)`, f.Before.On, f.Before.ID)
	}
}

// InvoiceSheet is everything one invoice says, and what was paid of it.
type InvoiceSheet struct {
	InvoiceSummary
	Locale       string
	Net          Amount
	Tax          Amount
	Parties      Parties
	Taxes        []Tax
	ClientNumber string
	OrderedOn    Date
	Lines        []InvoiceLine
	Payments     []InvoicePayment // the oldest first
	CreditNotes  []CreditNote     // the oldest first
	Terms        PaymentTerms     // as agreed that day
	Parts        []InvoicePart    // none: it falls due as a whole
}

// ReadInvoice is one invoice within reach, in one round trip; NotFound when it is not there.
func ReadInvoice(tx *Tx, id InvoiceID, locale string) (*InvoiceSheet, error) {
	var (
		sheets   []InvoiceSheet
		lines    []InvoiceLine
		payments []InvoicePayment
		notes    []CreditNote
		parts    []InvoicePart
	)
	t := together{tx: tx}
	readAlso(&t, &sheets, ByBoth, "i", `SELECT `+invoiceSummaryColumns(locale)+`, i.locale, i.net, i.tax, i.parties, i.taxes,
		i.client_number, o.placed_on, i.payment_terms FROM invoices i`+invoiceSummaryJoins+` JOIN purchase_orders o ON o.id = i.order_id
		WHERE i.id = $1 AND {scope}`, []any{id}, scanInvoiceSheet)
	readAlso(&t, &lines, ByBoth, "l", `SELECT l.invoice_id, l.client_id, l.supplier_id, l.position, l.sku, l.name, l.unit,
		l.quantity, l.unit_price, l.vat_rate, l.net FROM invoice_lines l
		WHERE l.invoice_id = $1 AND {scope} ORDER BY l.position`, []any{id}, scanInvoiceLine)
	readInvoicePayments(&t, &payments, id)
	readCreditNotes(&t, &notes, id)
	readAlso(&t, &parts, ByBoth, "p", `SELECT p.position, p.due_on, p.amount, p.up_to FROM invoice_parts p
		WHERE p.invoice_id = $1 AND {scope} ORDER BY p.position`, []any{id}, func(r pgx.Rows, p *InvoicePart) error {
		return r.Scan(&p.Position, &p.DueOn, &p.Amount, &p.UpTo)
	})
	if err := t.read(); err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, errNotFound
	}
	sheets[0].Lines, sheets[0].Payments, sheets[0].CreditNotes, sheets[0].Parts = lines, payments, notes, parts
	return &sheets[0], nil
}

func scanInvoiceSheet(r pgx.Rows, s *InvoiceSheet) error {
	var parties, taxes []byte
	err := scanInvoiceSummary(r, &s.InvoiceSummary, &s.Locale, &s.Net, &s.Tax, &parties, &taxes, &s.ClientNumber, &s.OrderedOn, &s.Terms)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(parties, &s.Parties); err != nil {
		return err
	}
	return json.Unmarshal(taxes, &s.Taxes)
}

func scanInvoiceLine(r pgx.Rows, l *InvoiceLine) error {
	return r.Scan(&l.InvoiceID, &l.ClientID, &l.SupplierID, &l.Position, &l.SKU, &l.Name, &l.Unit, &l.Quantity,
		&l.UnitPrice, &l.VatRate, &l.Net)
}
