package models

import "github.com/jackc/pgx/v5"

// Receivable is what one client owes one supplier in one currency on a day, by how late it is, and what it has paid ahead.
type Receivable struct {
	ClientID   OrganisationID
	Client     string
	SupplierID OrganisationID
	Supplier   string
	Currency   Currency
	NotDue     Amount
	To30       Amount // 1 to 30 days late
	To60       Amount
	To90       Amount
	Over90     Amount
	Credit     Amount // received and not allocated
	Invoices   int    // still to be paid
	OldestDue  *Date
}

// Open is everything still to be paid.
func (r Receivable) Open() Amount { return r.NotDue + r.Overdue() }

// Overdue is of that what is past its day.
func (r Receivable) Overdue() Amount { return r.To30 + r.To60 + r.To90 + r.Over90 }

// Receivables are what is owed within reach on a day, the largest overdue sum first; client nil: by all clients.
func Receivables(tx *Tx, today Date, client *OrganisationID, locale string) ([]Receivable, error) {
	return scopedRows(tx, `WITH owed AS (
			SELECT i.client_id, i.supplier_id, i.currency, coalesce(sum(i.balance) FILTER (WHERE $1 <= i.due_on), 0)::bigint AS not_due,
				coalesce(sum(i.balance) FILTER (WHERE $1 - i.due_on BETWEEN 1 AND 30), 0)::bigint AS to30,
				coalesce(sum(i.balance) FILTER (WHERE $1 - i.due_on BETWEEN 31 AND 60), 0)::bigint AS to60,
				coalesce(sum(i.balance) FILTER (WHERE $1 - i.due_on BETWEEN 61 AND 90), 0)::bigint AS to90,
				coalesce(sum(i.balance) FILTER (WHERE $1 - i.due_on > 90), 0)::bigint AS over90, count(DISTINCT i.invoice_id) AS invoices, min(i.due_on) AS oldest
			FROM dues i WHERE ($2::uuid IS NULL OR i.client_id = $2) AND {both i} GROUP BY 1, 2, 3),
		ahead AS (
			SELECT p.client_id, p.supplier_id, p.currency, sum(p.amount - p.allocated - p.refunded)::bigint AS credit FROM payments p
			WHERE p.allocated + p.refunded < p.amount AND p.reversed_on IS NULL AND ($2::uuid IS NULL OR p.client_id = $2) AND {both p} GROUP BY 1, 2, 3)
		SELECT client_id, `+nameIn("c", locale)+`, supplier_id, `+nameIn("s", locale)+`, x.currency, coalesce(not_due, 0), coalesce(to30, 0),
			coalesce(to60, 0), coalesce(to90, 0), coalesce(over90, 0), coalesce(credit, 0), coalesce(invoices, 0), oldest
		FROM (owed FULL JOIN ahead USING (client_id, supplier_id, currency)) x
		JOIN organisations c ON c.id = client_id JOIN organisations s ON s.id = supplier_id
		ORDER BY x.currency, coalesce(to30 + to60 + to90 + over90, 0) DESC, coalesce(not_due, 0) DESC, 2, 4`, []any{today, client},
		func(r pgx.Rows, o *Receivable) error {
			return r.Scan(&o.ClientID, &o.Client, &o.SupplierID, &o.Supplier, &o.Currency, &o.NotDue, &o.To30, &o.To60, &o.To90, &o.Over90,
				&o.Credit, &o.Invoices, &o.OldestDue)
		})
}

// Movement is one document of an account between a client and a supplier: what it adds to the debt, or takes from it.
type Movement struct {
	On     Date
	Kind   PostingKind
	Number string // of the invoice, the credit note or the payer's document
	About  string // the order's number, the invoice credited, what the payer wrote
	ID     string // of the document
	Amount Amount // above zero: the client owes more
}

// Account is a client's account with a supplier over a period.
type Account struct {
	Opening    Amount // owed by the client before the period; below zero: paid ahead
	Movements  []Movement
	Ageing     Receivable // of what is owed at the period's end, as of that day
	Currencies []Currency // in which the two have an account
}

// movedAs is what a row of the ledger adds to the client's debt. Allocations move nothing between the two.
const movedAs = `(CASE l.kind WHEN 'invoice' THEN l.amount WHEN 'reversal' THEN l.amount WHEN 'payment' THEN -l.amount
	WHEN 'credit_note' THEN -l.amount WHEN 'discount' THEN -l.amount WHEN 'discount_back' THEN l.amount
	WHEN 'refund' THEN l.amount WHEN 'recovery' THEN -l.amount ELSE 0 END)`

// ReadAccount is one client's account with one supplier in a currency over a period, in one round trip.
func ReadAccount(tx *Tx, client, supplier OrganisationID, currency Currency, from, to Date) (*Account, error) {
	var opening []Amount
	var out Account
	t := together{tx: tx}
	readAlso(&t, &opening, ByBoth, "l", `SELECT coalesce(sum(`+movedAs+`), 0)::bigint FROM ledger l WHERE l.client_id = $1
		AND l.supplier_id = $2 AND l.currency = $3 AND l.booked_on < $4 AND {scope}`, []any{client, supplier, currency, from},
		func(r pgx.Rows, a *Amount) error { return r.Scan(a) })
	readAlso(&t, &out.Movements, ByBoth, "l", `SELECT l.booked_on, l.kind,
			coalesce(CASE WHEN l.kind = 'credit_note' THEN n.number WHEN l.invoice_id IS NULL THEN p.reference ELSE i.number END, ''),
			coalesce(CASE WHEN l.kind = 'invoice' THEN i.order_number WHEN l.kind = 'credit_note' THEN i.number WHEN l.kind = 'reversal' THEN p.reversed_why
				WHEN l.invoice_id IS NULL THEN p.purpose ELSE p.reference END, ''),
			coalesce(l.credit_note_id, l.invoice_id, l.payment_id)::text, `+movedAs+`
		FROM ledger l LEFT JOIN invoices i ON i.id = l.invoice_id LEFT JOIN payments p ON p.id = l.payment_id
		LEFT JOIN credit_notes n ON n.id = l.credit_note_id
		WHERE l.client_id = $1 AND l.supplier_id = $2 AND l.currency = $3 AND l.booked_on BETWEEN $4 AND $5
			AND l.kind NOT IN ('allocation', 'release') AND {scope}
		ORDER BY l.booked_on, l.at, l.id`, []any{client, supplier, currency, from, to}, func(r pgx.Rows, m *Movement) error {
		return r.Scan(&m.On, &m.Kind, &m.Number, &m.About, &m.ID, &m.Amount)
	})
	var aged []Receivable
	readAlso(&t, &aged, ByBoth, "l", agedQuery, []any{client, supplier, currency, to}, func(r pgx.Rows, a *Receivable) error {
		return r.Scan(&a.NotDue, &a.To30, &a.To60, &a.To90, &a.Over90, &a.Credit)
	})
	readAlso(&t, &out.Currencies, ByBoth, "l", `SELECT DISTINCT l.currency FROM ledger l WHERE l.client_id = $1 AND l.supplier_id = $2 AND {scope}
		ORDER BY 1`, []any{client, supplier}, func(r pgx.Rows, c *Currency) error { return r.Scan(c) })
	if err := t.read(); err != nil {
		return nil, err
	}
	out.Opening, out.Ageing = opening[0], aged[0]
	out.Ageing.ClientID, out.Ageing.SupplierID, out.Ageing.Currency = client, supplier, currency
	return &out, nil
}

// agedQuery is what an account's invoices asked for at the end of a day, by how late each part of them was then, and what was paid
// ahead. Both come out of the ledger alone, by the accounts that its rows move, so that they make up the balance of that day.
const agedQuery = `WITH moved AS (
		SELECT l.invoice_id, l.payment_id, l.debit, l.credit, l.amount FROM ledger l
		WHERE l.client_id = $1 AND l.supplier_id = $2 AND l.currency = $3 AND l.booked_on <= $4 AND {scope}),
	owed AS (
		SELECT invoice_id, sum(CASE 'receivable' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END)::bigint AS balance
		FROM moved WHERE invoice_id IS NOT NULL GROUP BY 1),
	parts AS (
		SELECT $4::date - coalesce(p.due_on, i.due_on) AS late, CASE WHEN p.invoice_id IS NULL THEN o.balance
			ELSE greatest(0, least(p.amount, p.up_to - (i.total - o.balance))) END AS balance
		FROM owed o JOIN invoices i ON i.id = o.invoice_id LEFT JOIN invoice_parts p ON p.invoice_id = i.id WHERE o.balance <> 0)
	SELECT coalesce(sum(balance) FILTER (WHERE late <= 0), 0)::bigint, coalesce(sum(balance) FILTER (WHERE late BETWEEN 1 AND 30), 0)::bigint,
		coalesce(sum(balance) FILTER (WHERE late BETWEEN 31 AND 60), 0)::bigint, coalesce(sum(balance) FILTER (WHERE late BETWEEN 61 AND 90), 0)::bigint,
		coalesce(sum(balance) FILTER (WHERE late > 90), 0)::bigint,
		(SELECT coalesce(sum(CASE 'advance' WHEN credit THEN amount WHEN debit THEN -amount ELSE 0 END), 0)::bigint FROM moved)
	FROM parts`
