package models

import (
	"encoding/json"

	"github.com/jackc/pgx/v5"
)

// Difference is a figure that a document says of itself and that its rows in the ledger do not bear out.
type Difference struct {
	Document string `json:"document" enum:"invoice,payment,credit_note"`
	ID       string `json:"id"`
	Number   string `json:"number"`
	Figure   string `json:"figure" enum:"total,paid,credited,amount,allocated,refunded,reversed"`
	Says     Amount `json:"says"`
	Ledger   Amount `json:"ledger"`
}

// differencesQuery compares every figure of every document of one supplier with the ledger.
const differencesQuery = `
	WITH moved AS (
		SELECT invoice_id, payment_id, credit_note_id, kind, sum(amount)::bigint AS amount FROM ledger
		WHERE supplier_id = $1 GROUP BY 1, 2, 3, 4),
	invoice AS (
		SELECT invoice_id AS id, coalesce(sum(amount) FILTER (WHERE kind = 'invoice'), 0)::bigint AS total,
			coalesce(sum(CASE kind WHEN 'allocation' THEN amount WHEN 'release' THEN -amount ELSE 0 END), 0)::bigint AS paid,
			coalesce(sum(CASE kind WHEN 'credit_note' THEN amount WHEN 'discount' THEN amount WHEN 'discount_back' THEN -amount ELSE 0 END), 0)::bigint AS credited
		FROM moved WHERE invoice_id IS NOT NULL GROUP BY 1),
	payment AS (
		SELECT payment_id AS id, coalesce(sum(amount) FILTER (WHERE kind = 'payment'), 0)::bigint AS amount,
			coalesce(sum(CASE kind WHEN 'allocation' THEN amount WHEN 'release' THEN -amount ELSE 0 END), 0)::bigint AS allocated,
			coalesce(sum(amount) FILTER (WHERE kind = 'reversal'), 0)::bigint AS reversed,
			coalesce(sum(CASE kind WHEN 'refund' THEN amount WHEN 'recovery' THEN -amount ELSE 0 END), 0)::bigint AS refunded
		FROM moved WHERE payment_id IS NOT NULL GROUP BY 1)
	SELECT 'invoice', i.id::text, i.number, f.figure, f.says, f.ledger FROM invoices i LEFT JOIN invoice l USING (id)
		CROSS JOIN LATERAL (VALUES ('total', i.total, coalesce(l.total, 0)), ('paid', i.paid, coalesce(l.paid, 0)),
			('credited', i.credited, coalesce(l.credited, 0))) f (figure, says, ledger)
		WHERE i.supplier_id = $1 AND f.says <> f.ledger
	UNION ALL SELECT 'payment', p.id::text, p.reference, f.figure, f.says, f.ledger FROM payments p LEFT JOIN payment l USING (id)
		CROSS JOIN LATERAL (VALUES ('amount', p.amount, coalesce(l.amount, 0)), ('allocated', p.allocated, coalesce(l.allocated, 0)),
			('refunded', p.refunded, coalesce(l.refunded, 0)),
			('reversed', CASE WHEN p.reversed_on IS NULL THEN 0 ELSE p.amount END, coalesce(l.reversed, 0))) f (figure, says, ledger)
		WHERE p.supplier_id = $1 AND f.says <> f.ledger
	UNION ALL SELECT 'credit_note', n.id::text, n.number, 'total', n.total, coalesce(l.amount, 0) FROM credit_notes n
		LEFT JOIN moved l ON l.credit_note_id = n.id WHERE n.supplier_id = $1 AND n.total <> coalesce(l.amount, 0)
	ORDER BY 1, 3, 4 LIMIT 1000`

// SuppliersWithBooks are all suppliers that have posted anything.
func SuppliersWithBooks(tx *Tx) ([]OrganisationID, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, `SELECT DISTINCT supplier_id FROM invoices`, nil, func(r pgx.Rows, id *OrganisationID) error { return r.Scan(id) })
}

// CheckBooks compares what a supplier's documents say with the ledger, as of one instant, and notes every difference in its books.
func CheckBooks(tx *Tx, supplier OrganisationID) ([]Difference, error) {
	if !tx.scope.keepsBooksOf(supplier) {
		return nil, errUnscoped
	}
	found, err := rows(tx, differencesQuery, []any{supplier}, func(r pgx.Rows, d *Difference) error {
		return r.Scan(&d.Document, &d.ID, &d.Number, &d.Figure, &d.Says, &d.Ledger)
	})
	if err != nil {
		return nil, err
	}
	if found == nil {
		found = []Difference{}
	}
	noted, err := json.Marshal(found)
	if err != nil {
		return nil, err
	}
	_, err = tx.q.Exec(tx.ctx, `INSERT INTO books (supplier_id, checked_at, differences) VALUES ($1, $2, $3)
		ON CONFLICT (supplier_id) DO UPDATE SET checked_at = excluded.checked_at, differences = excluded.differences`, supplier, tx.Now, noted)
	return found, err
}
