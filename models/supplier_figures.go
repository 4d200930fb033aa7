package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// SupplierFigures are what a supplier's desk begins with.
type SupplierFigures struct {
	ToAnswer       int        // orders that wait for an answer
	OldestWaiting  *time.Time // since when the longest of them does
	Currency       Currency   // the supplier's own
	Confirmed      int        // orders confirmed this month
	ConfirmedTotal Amount     // of those in the supplier's own currency
	ClientsLate    int        // that are past their usual rhythm
}

// longestSilence is how many days of silence still count as late; past them a client has lapsed.
const longestSilence = 365

// SupplierFiguresOf reads a supplier's figures on a day within reach, in one round trip. A confirmed order has its
// invoice that day, so the month's invoices are the month's confirmations.
func SupplierFiguresOf(tx *Tx, supplier OrganisationID, today Date) (SupplierFigures, error) {
	var waiting, month, late []SupplierFigures
	t := together{tx: tx}
	readAlso(&t, &waiting, ByBoth, "o", `SELECT count(*), min(o.placed_at) FROM purchase_orders o
		WHERE o.supplier_id = $1 AND o.status = 'placed' AND {scope}`, []any{supplier},
		func(r pgx.Rows, f *SupplierFigures) error { return r.Scan(&f.ToAnswer, &f.OldestWaiting) })
	readAlso(&t, &month, ByParty, "s", `SELECT s.currency, count(i.id),
		coalesce(sum(i.total) FILTER (WHERE i.currency = s.currency), 0)::bigint
		FROM organisations s LEFT JOIN invoices i ON i.supplier_id = s.id AND i.issued_on BETWEEN $2 AND $3
		WHERE s.id = $1 AND {scope} GROUP BY s.id`, []any{supplier, today.MonthStart(), today},
		func(r pgx.Rows, f *SupplierFigures) error {
			return r.Scan(&f.Currency, &f.Confirmed, &f.ConfirmedTotal)
		})
	readAlso(&t, &late, ByBoth, "c", `SELECT count(*) FROM cadences c
		WHERE c.supplier_id = $1 AND c.late_on <= $2 AND c.last_on >= $3 AND {scope}
		AND EXISTS (SELECT FROM agreements a WHERE a.client_id = c.client_id AND a.supplier_id = c.supplier_id AND a.status = 'active')`,
		[]any{supplier, today, today.Add(-longestSilence)},
		func(r pgx.Rows, f *SupplierFigures) error { return r.Scan(&f.ClientsLate) })
	if err := t.read(); err != nil {
		return SupplierFigures{}, err
	}
	if len(month) == 0 {
		return SupplierFigures{}, errNotFound
	}
	f := month[0]
	f.ToAnswer, f.OldestWaiting, f.ClientsLate = waiting[0].ToAnswer, waiting[0].OldestWaiting, late[0].ClientsLate
	return f, nil
}
