package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// PaymentID names a payment.
type PaymentID = ID[Payment]

// PaymentSource is how we learned of a payment.
type PaymentSource string

const (
	PaidManual PaymentSource = "manual" // somebody entered it
	PaidBank   PaymentSource = "bank"   // it stood in a bank's statement
	PaidStripe PaymentSource = "stripe"
)

// Payment is money received from a client. Parts of it are allocated to invoices; what is not is the client's credit.
type Payment struct {
	ID             PaymentID `gorm:"primaryKey"`
	ClientID       OrganisationID
	SupplierID     OrganisationID
	Currency       Currency
	Amount         Amount
	Allocated      Amount // kept in step with the ledger by [Post], as is Refunded
	Refunded       Amount // went back to the payer
	ReceivedOn     Date
	Reference      string // the payer's own document
	Purpose        string // what the payer wrote
	Payer          string
	PayerTaxID     string
	Source         PaymentSource
	SourceKey      string // the bank line's or the gateway's id: it enters the books once
	RecordedBy     *UserID
	RecordedByName string
	RecordedAt     time.Time
	ReversedOn     *Date // booked by mistake, and taken back
	ReversedWhy    string
}

func (Payment) Owner() Ownership { return ByBoth }

// Rest is what is neither allocated nor gone back: the client's credit.
func (p Payment) Rest() Amount {
	if p.ReversedOn != nil {
		return 0
	}
	return p.Amount - p.Allocated - p.Refunded
}

// InvoicePayment is what of a payment is allocated to an invoice.
type InvoicePayment struct {
	PaymentID  PaymentID
	Amount     Amount
	ReceivedOn Date
	Reference  string
	Source     PaymentSource
}

// allocatedAs is how much is allocated between a payment and an invoice, from the ledger's rows l.
const allocatedAs = `sum(CASE l.kind WHEN 'allocation' THEN l.amount ELSE -l.amount END)::bigint`

func readInvoicePayments(t *together, out *[]InvoicePayment, id InvoiceID) {
	readAlso(t, out, ByBoth, "p", `SELECT p.id, a.amount, p.received_on, p.reference, p.source
		FROM (SELECT l.payment_id, `+allocatedAs+` AS amount FROM ledger l
			WHERE l.invoice_id = $1 AND l.kind IN ('allocation', 'release') GROUP BY l.payment_id) a
		JOIN payments p ON p.id = a.payment_id WHERE a.amount > 0 AND {scope} ORDER BY p.received_on, p.id`, []any{id},
		func(r pgx.Rows, p *InvoicePayment) error {
			return r.Scan(&p.PaymentID, &p.Amount, &p.ReceivedOn, &p.Reference, &p.Source)
		})
}

// PaymentsOf are what is allocated to an invoice within reach, the oldest payment first.
func PaymentsOf(tx *Tx, id InvoiceID) (list []InvoicePayment, err error) {
	t := together{tx: tx}
	readInvoicePayments(&t, &list, id)
	return list, t.read()
}

// EarnedDiscount is what was taken off an invoice because a payment of it came early.
type EarnedDiscount struct {
	InvoiceID InvoiceID
	PaymentID PaymentID
	Amount    Amount
}

// DiscountsOf are the discounts that stand on an invoice, or that a payment has earned; whichever is named.
func DiscountsOf(tx *Tx, invoice *InvoiceID, payment *PaymentID) ([]EarnedDiscount, error) {
	return scopedRows(tx, `SELECT invoice_id, payment_id, amount FROM (
			SELECT l.invoice_id, l.payment_id, sum(CASE l.kind WHEN 'discount' THEN l.amount ELSE -l.amount END)::bigint AS amount FROM ledger l
			WHERE (l.invoice_id = $1 OR l.payment_id = $2) AND l.kind IN ('discount', 'discount_back') AND {both l} GROUP BY 1, 2) d
		WHERE amount > 0 ORDER BY payment_id, invoice_id`, []any{invoice, payment}, func(r pgx.Rows, d *EarnedDiscount) error {
		return r.Scan(&d.InvoiceID, &d.PaymentID, &d.Amount)
	})
}

// Allocation is what of a payment is allocated to an invoice, as the payment shows it.
type Allocation struct {
	InvoiceID InvoiceID
	Number    string
	Total     Amount
	Balance   Amount
	DueOn     Date
	Amount    Amount
}

// AllocationsOf are the invoices that a payment within reach is allocated to, the first due first.
func AllocationsOf(tx *Tx, id PaymentID) ([]Allocation, error) {
	var list []Allocation
	t := together{tx: tx}
	readAllocations(&t, &list, id)
	return list, t.read()
}

func readAllocations(t *together, out *[]Allocation, id PaymentID) {
	readAlso(t, out, ByBoth, "i", `SELECT i.id, i.number, i.total, i.balance, i.due_on, a.amount
		FROM (SELECT l.invoice_id, `+allocatedAs+` AS amount FROM ledger l
			WHERE l.payment_id = $1 AND l.kind IN ('allocation', 'release') GROUP BY l.invoice_id) a
		JOIN invoices i ON i.id = a.invoice_id WHERE a.amount > 0 AND {scope} ORDER BY i.due_on, i.id`, []any{id},
		func(r pgx.Rows, a *Allocation) error {
			return r.Scan(&a.InvoiceID, &a.Number, &a.Total, &a.Balance, &a.DueOn, &a.Amount)
		})
}
