package models

import (
	"encoding/json"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
)

// RegisterStretch is a part of a register: its documents of some days, from a place on, at most so many.
type RegisterStretch struct {
	From, To Date
	After    *RegisterPlace
	Limit    int
}

// RegisterPlace is a place in a register, which runs from the earliest to the latest.
type RegisterPlace struct {
	On Date
	ID uuid.UUID
}

// Registered is one document of a register: an invoice, a credit note or a payment. What it has no part in is empty.
type Registered struct {
	ID            uuid.UUID
	On            Date
	Number        string
	ClientID      OrganisationID
	SupplierID    OrganisationID
	Client        string // as it stands on the document, of a payment as it is called now
	ClientTaxID   string
	ClientCode    string // КПП
	Supplier      string
	SupplierTaxID string
	SupplierCode  string
	Currency      Currency
	About         string // the order, the invoice taken back, what the payer wrote
	ClientNumber  string
	DueOn         *Date
	Net           Amount
	Tax           Amount
	Total         Amount
	Taxes         []Tax
	Settled       Amount // of an invoice paid and credited, of a payment allocated
	Source        PaymentSource
	ReversedOn    *Date
	OrderID       *OrderID // of all but a payment
}

// Place is where a document stands in its register.
func (r Registered) Place() RegisterPlace { return RegisterPlace{r.On, r.ID} }

// Of each register: the columns of a document, its table and its day.
const (
	registeredInvoice = `d.id, d.issued_on, d.number, d.client_id, d.supplier_id, d.parties->'client'->>'name', coalesce(d.parties->'client'->>'tax_id', ''),
		coalesce(d.parties->'client'->>'tax_code', ''),		d.parties->'supplier'->>'name', coalesce(d.parties->'supplier'->>'tax_id', ''),
		coalesce(d.parties->'supplier'->>'tax_code', ''), d.currency, d.order_number, d.client_number, d.due_on, d.net, d.tax,
		d.total, d.taxes, d.paid + d.credited, '', NULL::date, d.order_id FROM invoices d`
	//nolint:gosec // columns, though their name has the letters of a credential
	registeredCreditNote = `d.id, d.issued_on, d.number, d.client_id, d.supplier_id, i.parties->'client'->>'name', coalesce(i.parties->'client'->>'tax_id', ''),
		coalesce(i.parties->'client'->>'tax_code', ''),		i.parties->'supplier'->>'name', coalesce(i.parties->'supplier'->>'tax_id', ''),
		coalesce(i.parties->'supplier'->>'tax_code', ''), d.currency, i.number, i.client_number, NULL::date, d.net, d.tax,
		d.total, d.taxes, 0, '', NULL::date, i.order_id FROM credit_notes d JOIN invoices i ON i.id = d.invoice_id`
	registeredParties = `coalesce(nullif(c.legal_name, ''), c.name), c.tax_id, c.tax_code, coalesce(nullif(s.legal_name, ''), s.name), s.tax_id, s.tax_code`
	registeredJoins   = ` d JOIN organisations c ON c.id = d.client_id JOIN organisations s ON s.id = d.supplier_id`
	registeredPayment = `d.id, d.received_on, d.reference, d.client_id, d.supplier_id, ` + registeredParties + `, d.currency, d.purpose, '', NULL::date, 0, 0,
		d.amount, '[]', d.allocated, d.source, d.reversed_on, NULL::uuid FROM payments` + registeredJoins
	registeredOrder = `d.id, d.placed_on, d.number, d.client_id, d.supplier_id, ` + registeredParties + `, d.currency, d.note, d.client_number, d.promised_on, d.net, d.tax,
		d.total, '[]', 0, '', NULL::date, d.id FROM purchase_orders` + registeredJoins
)

// RegisteredInvoices are a stretch of the invoices within reach that were issued on these days.
func RegisteredInvoices(tx *Tx, s RegisterStretch) ([]Registered, error) {
	return registered(tx, registeredInvoice, "issued_on", s)
}

// RegisteredCreditNotes are a stretch of such credit notes.
func RegisteredCreditNotes(tx *Tx, s RegisterStretch) ([]Registered, error) {
	return registered(tx, registeredCreditNote, "issued_on", s)
}

// RegisteredPayments are a stretch of the payments within reach that were received on these days.
func RegisteredPayments(tx *Tx, s RegisterStretch) ([]Registered, error) {
	return registered(tx, registeredPayment, "received_on", s)
}

// RegisteredOrders are a stretch of the orders within reach that were placed on these days and stand.
func RegisteredOrders(tx *Tx, s RegisterStretch) ([]Registered, error) {
	return registered(tx, registeredOrder, "placed_on", s, `d.status IN ('placed', 'confirmed', 'partially_shipped', 'shipped', 'delivered', 'closed')`)
}

func registered(tx *Tx, what, day string, s RegisterStretch, besides ...string) (out []Registered, err error) {
	where := &filter{parts: append([]string{"{scope}"}, besides...)}
	where.and(`d.`+day+` BETWEEN ? AND ?`, s.From, s.To)
	if s.After != nil {
		where.and(`(d.`+day+`, d.id) > (?, ?)`, s.After.On, s.After.ID)
	}
	t := together{tx: tx}
	limit := where.param(s.Limit)
	readAlso(&t, &out, ByBoth, "d", `SELECT `+what+` WHERE `+where.String()+` ORDER BY d.`+day+`, d.id LIMIT `+limit, where.args, scanRegistered)
	return out, t.read()
}

func scanRegistered(r pgx.Rows, d *Registered) error {
	var taxes []byte
	if err := r.Scan(&d.ID, &d.On, &d.Number, &d.ClientID, &d.SupplierID, &d.Client, &d.ClientTaxID, &d.ClientCode,
		&d.Supplier, &d.SupplierTaxID, &d.SupplierCode, &d.Currency,
		&d.About, &d.ClientNumber, &d.DueOn, &d.Net, &d.Tax, &d.Total, &taxes, &d.Settled, &d.Source, &d.ReversedOn, &d.OrderID); err != nil {
		return err
	}
	return json.Unmarshal(taxes, &d.Taxes)
}

// RegisteredLine is a line of an order, an invoice or a credit note, with what was ordered.
type RegisteredLine struct {
	Of       uuid.UUID // the document
	Product  string    // as the supplier's own system knows it; its id where it does not
	SKU      string
	Name     string
	Unit     string
	Quantity Quantity
	Price    UnitPrice
	VatRate  decimal.Decimal
	Net      Amount
}

// Of each register: where its lines come from. The order's line l says which product it is.
const (
	orderedLines  = `l.order_id AS document, l.quantity, l.net FROM purchase_order_lines l WHERE l.order_id = ANY ($1)`
	invoicedLines = `i.id AS document, x.quantity, x.net FROM invoices i JOIN invoice_lines x ON x.invoice_id = i.id
		JOIN purchase_order_lines l ON l.order_id = i.order_id AND l.position = x.position WHERE i.id = ANY ($1)`
	returnedLines = `n.credit_note_id AS document, n.quantity, n.net FROM credit_note_lines n JOIN invoices i ON i.id = n.invoice_id
		JOIN purchase_order_lines l ON l.order_id = i.order_id AND l.position = n.position WHERE n.credit_note_id = ANY ($1)`
)

// OrderedLines, InvoicedLines and ReturnedLines are the lines of such documents within reach, in their order.
func OrderedLines(tx *Tx, of []uuid.UUID) ([]RegisteredLine, error) {
	return registeredLines(tx, orderedLines, of)
}
func InvoicedLines(tx *Tx, of []uuid.UUID) ([]RegisteredLine, error) {
	return registeredLines(tx, invoicedLines, of)
}
func ReturnedLines(tx *Tx, of []uuid.UUID) ([]RegisteredLine, error) {
	return registeredLines(tx, returnedLines, of)
}

func registeredLines(tx *Tx, what string, of []uuid.UUID) (out []RegisteredLine, err error) {
	t := together{tx: tx}
	readAlso(&t, &out, ByBoth, "l", `SELECT coalesce(nullif(p.external_id, ''), l.product_id::text), l.sku, l.name_ru, l.unit, l.unit_price, l.vat_rate,
		w.document, w.quantity, w.net FROM (SELECT l.id, l.position, `+what+` AND {scope}) w JOIN purchase_order_lines l ON l.id = w.id
		LEFT JOIN products p ON p.id = l.product_id ORDER BY w.document, w.position`, []any{of}, func(r pgx.Rows, l *RegisteredLine) error {
		return r.Scan(&l.Product, &l.SKU, &l.Name, &l.Unit, &l.Price, &l.VatRate, &l.Of, &l.Quantity, &l.Net)
	})
	return out, t.read()
}
