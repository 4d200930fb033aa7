package models

import (
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"
)

// CreditNoteID names a credit note.
type CreditNoteID = ID[CreditNote]

// CreditNote takes an issued invoice back, the whole of it or some lines. It is issued once and never edited.
type CreditNote struct {
	ID           CreditNoteID `gorm:"primaryKey"`
	ClientID     OrganisationID
	SupplierID   OrganisationID
	Currency     Currency
	InvoiceID    InvoiceID
	Series       string
	Year         int
	Sequence     int    // no gaps, no duplicates within supplier, series and year
	Number       string // CN-2026-00001
	IssuedOn     Date   // in the supplier's time zone
	Net          Amount
	Tax          Amount
	Total        Amount
	Taxes        []Tax `gorm:"serializer:json"`
	Reason       string
	IssuedByName string
	IssuedAt     time.Time
}

func (CreditNote) Owner() Ownership { return ByBoth }

// CreditNoteLine takes back a quantity of one line of the invoice.
type CreditNoteLine struct {
	CreditNoteID CreditNoteID `gorm:"primaryKey"`
	ClientID     OrganisationID
	SupplierID   OrganisationID
	InvoiceID    InvoiceID
	Position     int `gorm:"primaryKey"` // of the invoice's line
	Quantity     Quantity
	Net          Amount
}

func (CreditNoteLine) Owner() Ownership { return ByBoth }

// CreditedLine is what was taken back of an invoice's line so far.
type CreditedLine struct {
	Position int
	Quantity Quantity
	Net      Amount
}

// CreditedOf is what was taken back of an invoice so far: by line, and by tax rate over all its credit notes.
func CreditedOf(tx *Tx, id InvoiceID) (lines []CreditedLine, taxes []Tax, err error) {
	var notes []CreditNote
	t := together{tx: tx}
	readAlso(&t, &lines, ByBoth, "l", `SELECT l.position, sum(l.quantity), sum(l.net)::bigint FROM credit_note_lines l
		WHERE l.invoice_id = $1 AND {scope} GROUP BY l.position ORDER BY l.position`, []any{id},
		func(r pgx.Rows, l *CreditedLine) error { return r.Scan(&l.Position, &l.Quantity, &l.Net) })
	readCreditNotes(&t, &notes, id)
	if err := t.read(); err != nil {
		return nil, nil, err
	}
	for _, n := range notes {
		taxes = addTaxes(taxes, n.Taxes)
	}
	return lines, taxes, nil
}

func addTaxes(sum, more []Tax) []Tax {
	for _, m := range more {
		known := false
		for i := range sum {
			if sum[i].Rate.Equal(m.Rate) {
				sum[i].Base, sum[i].Tax, known = sum[i].Base+m.Base, sum[i].Tax+m.Tax, true
			}
		}
		if !known {
			sum = append(sum, m)
		}
	}
	return sum
}

// IssueCreditNote gives a credit note the next number of its series and writes it with its lines, into the ledger, and its event.
func IssueCreditNote(tx *Tx, n *CreditNote, lines []*CreditNoteLine, order OrderID) (err error) {
	if n.Sequence, err = tx.number(n.SupplierID, n.Series, n.Year); err != nil {
		return err
	}
	n.Number = InvoiceNumber(n.Series, n.Year, n.Sequence)
	if err := Insert(tx, n); err != nil {
		return err
	}
	if err := Insert(tx, lines...); err != nil {
		return err
	}
	if err := Post(tx, Posting{Kind: CreditNotePosted, ClientID: n.ClientID, SupplierID: n.SupplierID, Currency: n.Currency, BookedOn: n.IssuedOn,
		Amount: n.Total, InvoiceID: &n.InvoiceID, CreditNoteID: &n.ID}); err != nil {
		return err
	}
	return Record(tx, Event{ClientID: n.ClientID, SupplierID: &n.SupplierID, OrderID: &order, InvoiceID: &n.InvoiceID,
		Kind: EventInvoiceCredited, Note: n.Reason, Detail: map[string]any{"number": n.Number}})
}

const notedColumns = `n.id, n.client_id, n.supplier_id, n.currency, n.invoice_id, n.number, n.issued_on, n.net, n.tax, n.total, n.taxes,
	n.reason, n.issued_by_name, n.issued_at`

func scanCreditNote(r pgx.Rows, n *CreditNote) error {
	var taxes []byte
	if err := r.Scan(&n.ID, &n.ClientID, &n.SupplierID, &n.Currency, &n.InvoiceID, &n.Number, &n.IssuedOn, &n.Net, &n.Tax, &n.Total, &taxes,
		&n.Reason, &n.IssuedByName, &n.IssuedAt); err != nil {
		return err
	}
	return json.Unmarshal(taxes, &n.Taxes)
}

func readCreditNotes(t *together, out *[]CreditNote, id InvoiceID) {
	readAlso(t, out, ByBoth, "n", `SELECT `+notedColumns+` FROM credit_notes n WHERE n.invoice_id = $1 AND {scope}
		ORDER BY n.issued_at, n.id`, []any{id}, scanCreditNote)
}

// CreditNoteSheet is a credit note, what it takes back of each line, and the invoice.
type CreditNoteSheet struct {
	CreditNote
	Lines   []InvoiceLine // with the quantity and the sum taken back
	Invoice InvoiceSheet
}

// ReadCreditNote is one credit note within reach; NotFound when it is not there.
func ReadCreditNote(tx *Tx, id CreditNoteID, locale string) (*CreditNoteSheet, error) {
	var found []CreditNote
	var taken []CreditedLine
	t := together{tx: tx}
	readAlso(&t, &found, ByBoth, "n", `SELECT `+notedColumns+` FROM credit_notes n WHERE n.id = $1 AND {scope}`, []any{id}, scanCreditNote)
	readAlso(&t, &taken, ByBoth, "l", `SELECT l.position, l.quantity, l.net FROM credit_note_lines l WHERE l.credit_note_id = $1 AND {scope}
		ORDER BY l.position`, []any{id}, func(r pgx.Rows, l *CreditedLine) error { return r.Scan(&l.Position, &l.Quantity, &l.Net) })
	if err := t.read(); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, errNotFound
	}
	invoice, err := ReadInvoice(tx, found[0].InvoiceID, locale)
	if err != nil {
		return nil, err
	}
	out := &CreditNoteSheet{CreditNote: found[0], Invoice: *invoice}
	for _, line := range invoice.Lines {
		for _, l := range taken {
			if l.Position == line.Position {
				line.Quantity, line.Net = l.Quantity, l.Net
				out.Lines = append(out.Lines, line)
			}
		}
	}
	return out, nil
}
