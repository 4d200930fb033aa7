package models

import "github.com/jackc/pgx/v5"

// PaymentSummary is a payment as lists show it.
type PaymentSummary struct {
	Payment
	Client   string
	Supplier string
}

// PaymentFilter narrows a list of payments. Its zero value is every payment within reach.
type PaymentFilter struct {
	Client    *OrganisationID
	Unapplied bool // something of it is not allocated
	Words     string
	Before    *PaymentPlace
	Limit     int
	Locale    string // of the names
}

// PaymentPlace is a place in a list of payments, which runs from the newest to the oldest.
type PaymentPlace struct {
	On Date
	ID PaymentID
}

const paymentColumns = `p.id, p.client_id, p.supplier_id, p.currency, p.amount, p.allocated, p.refunded, p.received_on, p.reference, p.purpose, p.payer,
	p.payer_tax_id, p.source, p.recorded_by_name, p.recorded_at, p.reversed_on, p.reversed_why`

const paymentJoins = ` JOIN organisations c ON c.id = p.client_id JOIN organisations s ON s.id = p.supplier_id`

func scanPayment(r pgx.Rows, p *PaymentSummary) error {
	return r.Scan(&p.ID, &p.ClientID, &p.SupplierID, &p.Currency, &p.Amount, &p.Allocated, &p.Refunded, &p.ReceivedOn, &p.Reference, &p.Purpose, &p.Payer,
		&p.PayerTaxID, &p.Source, &p.RecordedByName, &p.RecordedAt, &p.ReversedOn, &p.ReversedWhy, &p.Client, &p.Supplier)
}

// Payments are the payments within reach, the newest first, one more than the limit where there are more.
func Payments(tx *Tx, f PaymentFilter) (list []PaymentSummary, err error) {
	where := &filter{parts: []string{"{scope}"}}
	if f.Client != nil {
		where.and(`p.client_id = ?`, *f.Client)
	}
	if f.Unapplied {
		where.and(`p.allocated + p.refunded < p.amount AND p.reversed_on IS NULL`)
	}
	if f.Before != nil {
		where.and(`(p.received_on, p.id) < (?, ?)`, f.Before.On, f.Before.ID)
	}
	if err := tx.search(where, "p", f.Words, "reference", "payer", "purpose"); err != nil {
		return nil, err
	}
	const order = ` ORDER BY p.received_on DESC, p.id DESC`
	limit := where.param(f.Limit + 1)
	t := together{tx: tx}
	readAlso(&t, &list, ByBoth, "p", `SELECT `+paymentColumns+`, `+nameIn("c", f.Locale)+`, `+nameIn("s", f.Locale)+`
		FROM (SELECT * FROM payments p WHERE `+where.String()+order+` LIMIT `+limit+`) p`+paymentJoins+order, where.args, scanPayment)
	return list, t.read()
}

// PaymentSheet is a payment and what it is allocated to.
type PaymentSheet struct {
	PaymentSummary
	Allocations []Allocation
}

// ReadPayment is one payment within reach, in one round trip; NotFound when it is not there.
func ReadPayment(tx *Tx, id PaymentID, locale string) (*PaymentSheet, error) {
	var found []PaymentSummary
	var out PaymentSheet
	t := together{tx: tx}
	readAlso(&t, &found, ByBoth, "p", `SELECT `+paymentColumns+`, `+nameIn("c", locale)+`, `+nameIn("s", locale)+` FROM payments p`+
		paymentJoins+` WHERE p.id = $1 AND {scope}`, []any{id}, scanPayment)
	readAllocations(&t, &out.Allocations, id)
	if err := t.read(); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, errNotFound
	}
	out.PaymentSummary = found[0]
	return &out, nil
}

// OpenInvoices are what one client owes one supplier in a currency, the first due first.
func OpenInvoices(tx *Tx, client, supplier OrganisationID, currency Currency) ([]Invoice, error) {
	return List[Invoice](tx, "due_on, issued_on, id", "client_id = ? AND supplier_id = ? AND currency = ? AND balance > 0", client, supplier, currency)
}
