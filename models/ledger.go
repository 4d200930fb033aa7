package models

import (
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// PostingKind is a movement in the receivables ledger; from which account to which follows from it.
type PostingKind string

const (
	InvoicePosted    PostingKind = "invoice"     // sales -> receivable
	PaymentPosted    PostingKind = "payment"     // advance -> bank
	AllocationPosted PostingKind = "allocation"  // receivable -> advance
	ReleasePosted    PostingKind = "release"     // an allocation taken back
	CreditNotePosted PostingKind = "credit_note" // receivable -> sales
	ReversalPosted   PostingKind = "reversal"    // a payment taken back
	DiscountPosted   PostingKind = "discount"    // receivable -> sales: earned by the payment it names
	DiscountBack     PostingKind = "discount_back"
	RefundPosted     PostingKind = "refund"   // money of a payment that went back to the payer, by refund or dispute
	RecoveryPosted   PostingKind = "recovery" // such money come again: a refund that failed, a dispute won
)

// Posting is one movement between two accounts of what a client and a supplier owe each other in one currency.
type Posting struct {
	Kind         PostingKind
	ClientID     OrganisationID
	SupplierID   OrganisationID
	Currency     Currency
	BookedOn     Date
	Amount       Amount // above zero
	InvoiceID    *InvoiceID
	PaymentID    *PaymentID
	CreditNoteID *CreditNoteID
}

// Post adds movements to the ledger and brings what invoices and payments say of themselves in step. Whoever posts has locked
// those rows before, payments before invoices. More than an invoice asks for or a payment has left, or a day in a closed month, is a
// Conflict.
func Post(tx *Tx, postings ...Posting) error {
	if len(postings) == 0 {
		return nil
	}
	var b pgx.Batch
	for _, p := range postings {
		if !tx.scope.keepsBooksOf(p.SupplierID) {
			return errUnscoped
		}
		b.Queue(`INSERT INTO ledger (client_id, supplier_id, currency, booked_on, kind, amount, invoice_id, payment_id, credit_note_id, at, actor)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, p.ClientID, p.SupplierID, p.Currency, p.BookedOn, p.Kind, p.Amount,
			p.InvoiceID, p.PaymentID, p.CreditNoteID, tx.Now, tx.Actor.String())
		p.settle(&b)
	}
	return tx.q.SendBatch(tx.ctx, &b).Close()
}

// nextDue is the day of the first part that is not settled once $2 more of the invoice is; null where it has no parts.
const nextDue = `CASE WHEN next_due_on IS NOT NULL THEN coalesce((SELECT min(p.due_on) FROM invoice_parts p
	WHERE p.invoice_id = invoices.id AND p.up_to > invoices.paid + invoices.credited + $2), due_on) END`

// settle brings the invoice's and the payment's own figures in step with the movement.
func (p Posting) settle(b *pgx.Batch) {
	amount := p.Amount
	switch p.Kind {
	case ReleasePosted:
		amount = -amount
		fallthrough
	case AllocationPosted:
		b.Queue(`UPDATE payments SET allocated = allocated + $2 WHERE id = $1`, p.PaymentID, amount)
		b.Queue(`UPDATE invoices SET paid = paid + $2, next_due_on = `+nextDue+` WHERE id = $1`, p.InvoiceID, amount)
	case DiscountBack:
		amount = -amount
		fallthrough
	case CreditNotePosted, DiscountPosted:
		b.Queue(`UPDATE invoices SET credited = credited + $2, next_due_on = `+nextDue+` WHERE id = $1`, p.InvoiceID, amount)
	case RecoveryPosted:
		amount = -amount
		fallthrough
	case RefundPosted:
		b.Queue(`UPDATE payments SET refunded = refunded + $2 WHERE id = $1`, p.PaymentID, amount)
	case ReversalPosted:
		b.Queue(`UPDATE payments SET reversed_on = $2 WHERE id = $1`, p.PaymentID, p.BookedOn)
	}
}

// LockInvoices are these invoices within reach, held until the transaction ends; NotFound when one is not there. They are locked
// in the order of their ids and answered in the order they were asked for.
func LockInvoices(tx *Tx, ids []InvoiceID) ([]Invoice, error) {
	sorted := slices.Clone(ids)
	slices.SortFunc(sorted, func(a, b InvoiceID) int { return slices.Compare(a.UUID[:], b.UUID[:]) })
	found := map[InvoiceID]Invoice{}
	for _, id := range slices.Compact(sorted) {
		i, err := Lock(tx, id)
		if err != nil {
			return nil, err
		}
		found[id] = *i
	}
	out := make([]Invoice, len(ids))
	for n, id := range ids {
		out[n] = found[id]
	}
	return out, nil
}

// Books say up to which day a supplier's months are closed, and whether its balances agree with its ledger.
type Books struct {
	SupplierID   OrganisationID `gorm:"primaryKey"`
	ClosedTo     *Date
	ClosedByName string
	ClosedAt     *time.Time
	CheckedAt    *time.Time
	Differences  []Difference `gorm:"serializer:json"`
}

func (Books) Owner() Ownership { return SupplierOwn }

// TableName is what it is called in the database.
func (Books) TableName() string { return "books" }

// BooksOf are a supplier's books, held against everybody who posts until the transaction ends.
func BooksOf(tx *Tx, supplier OrganisationID) (*Books, error) {
	if !tx.scope.keepsBooksOf(supplier) {
		return nil, errUnscoped
	}
	if _, err := tx.q.Exec(tx.ctx, `INSERT INTO books (supplier_id) VALUES ($1) ON CONFLICT DO NOTHING`, supplier); err != nil {
		return nil, err
	}
	return LockFirst[Books](tx, "supplier_id = ?", supplier)
}
