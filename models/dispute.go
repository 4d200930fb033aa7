package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// DisputeID names a dispute.
type DisputeID = ID[Dispute]

// What became of a dispute.
const (
	DisputeCredited  = "credited" // the supplier took something back by a credit note
	DisputeRejected  = "rejected"
	DisputeWithdrawn = "withdrawn" // by the client
)

// Dispute is a client's objection to a line of an invoice, or to all of it.
type Dispute struct {
	ID             DisputeID `gorm:"primaryKey"`
	ClientID       OrganisationID
	SupplierID     OrganisationID
	InvoiceID      InvoiceID
	Position       *int // of the line; nil: the whole invoice
	Currency       Currency
	Amount         Amount
	Reason         string
	OpenedByName   string
	OpenedAt       time.Time
	ResolvedAt     *time.Time
	ResolvedByName string
	Resolution     string
	Outcome        string
	CreditNoteID   *CreditNoteID
}

func (Dispute) Owner() Ownership { return ByBoth }

// DisputeSheet is a dispute with the names that a reader sees.
type DisputeSheet struct {
	Dispute
	Client, Supplier string
	Number           string // of the invoice
	Line             string // what is disputed; empty: the whole invoice
	CreditNote       string // its number
}

// DisputeFilter narrows a list of disputes. Its zero value is every dispute within reach.
type DisputeFilter struct {
	Client  *OrganisationID
	Invoice *InvoiceID
	Open    bool
	Limit   int
	Locale  string
}

// DisputePlace is a place in a list of disputes, which runs from the newest to the oldest.
type DisputePlace struct {
	At time.Time
	ID DisputeID
}

// Disputes are those within reach, the newest first, one more than the limit where there are more.
func Disputes(tx *Tx, f DisputeFilter, before *DisputePlace) ([]DisputeSheet, error) {
	where := &filter{parts: []string{`{both d}`}}
	if f.Client != nil {
		where.and(`d.client_id = ?`, *f.Client)
	}
	if f.Invoice != nil {
		where.and(`d.invoice_id = ?`, *f.Invoice)
	}
	if f.Open {
		where.and(`d.resolved_at IS NULL`)
	}
	if before != nil {
		where.and(`(d.opened_at, d.id) < (?, ?)`, before.At, before.ID)
	}
	limit := where.param(f.Limit + 1)
	return scopedRows(tx, `SELECT d.id, d.client_id, d.supplier_id, d.invoice_id, d.position, d.currency, d.amount, d.reason, d.opened_by_name, d.opened_at,
			d.resolved_at, d.resolved_by_name, d.resolution, d.outcome, d.credit_note_id, `+nameIn("c", f.Locale)+`, `+nameIn("s", f.Locale)+`, i.number,
			coalesce(l.name, ''), coalesce(n.number, '')
		FROM disputes d JOIN organisations c ON c.id = d.client_id JOIN organisations s ON s.id = d.supplier_id JOIN invoices i ON i.id = d.invoice_id
		LEFT JOIN invoice_lines l ON l.invoice_id = d.invoice_id AND l.position = d.position LEFT JOIN credit_notes n ON n.id = d.credit_note_id
		WHERE `+where.String()+` ORDER BY d.opened_at DESC, d.id DESC LIMIT `+limit, where.args, func(r pgx.Rows, d *DisputeSheet) error {
		return r.Scan(&d.ID, &d.ClientID, &d.SupplierID, &d.InvoiceID, &d.Position, &d.Currency, &d.Amount, &d.Reason, &d.OpenedByName, &d.OpenedAt,
			&d.ResolvedAt, &d.ResolvedByName, &d.Resolution, &d.Outcome, &d.CreditNoteID, &d.Client, &d.Supplier, &d.Number, &d.Line, &d.CreditNote)
	})
}
