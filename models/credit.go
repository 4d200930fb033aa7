package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Why an order waits before its supplier may answer it.
const (
	HeldByLimit = "limit" // it goes beyond the credit limit
	HeldByHand  = "hand"  // its agreement is on hold
)

// Exposure is what a supplier stands to lose with a client, in one currency.
type Exposure struct {
	Invoices Amount // still to be paid
	Credit   Amount // received and not allocated
	Orders   Amount // placed or under way, and not invoiced yet
}

// Total is what counts against the credit limit: invoices, less what was paid ahead, and orders.
func (e Exposure) Total() Amount { return max(0, e.Invoices-e.Credit) + e.Orders }

// ExposureOf is a client's exposure with a supplier, in one round trip.
func ExposureOf(tx *Tx, client, supplier OrganisationID, currency Currency) (e Exposure, err error) {
	found, err := scopedRows(tx, `SELECT
			(SELECT coalesce(sum(i.balance), 0)::bigint FROM invoices i WHERE i.client_id = $1 AND i.supplier_id = $2 AND i.currency = $3 AND i.balance > 0 AND {both i}),
			(SELECT coalesce(sum(p.amount - p.allocated), 0)::bigint FROM payments p WHERE p.client_id = $1 AND p.supplier_id = $2 AND p.currency = $3
				AND p.allocated < p.amount AND p.reversed_on IS NULL AND {both p}),
			(SELECT coalesce(sum(o.total), 0)::bigint FROM purchase_orders o WHERE o.client_id = $1 AND o.supplier_id = $2 AND o.currency = $3
				AND o.status IN ('placed', 'confirmed', 'partially_shipped', 'shipped') AND {both o}
				AND NOT EXISTS (SELECT FROM invoices i WHERE i.order_id = o.id))`, []any{client, supplier, currency},
		func(r pgx.Rows, e *Exposure) error { return r.Scan(&e.Invoices, &e.Credit, &e.Orders) })
	if err != nil {
		return e, err
	}
	return found[0], nil
}

// CreditTerms are how far a supplier trusts a client.
type CreditTerms struct {
	Limit         *Amount // nil: without limit, 0: not at all
	RefusesBeyond bool
	HeldAt        *time.Time
}

// HoldCredit lets one order at a time be weighed against an agreement's credit limit, until its transaction ends; nil where the
// agreement has neither a limit nor a hold, and nothing is to be weighed.
func HoldCredit(tx *Tx, id AgreementID) (*CreditTerms, error) {
	found, err := scopedRows(tx, `SELECT a.credit_limit, a.refuses_beyond, a.held_at FROM agreements a
		WHERE a.id = $1 AND (a.credit_limit IS NOT NULL OR a.held_at IS NOT NULL) AND {both a} FOR NO KEY UPDATE`, []any{id},
		func(r pgx.Rows, c *CreditTerms) error { return r.Scan(&c.Limit, &c.RefusesBeyond, &c.HeldAt) })
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}
