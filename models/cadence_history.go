package models

import (
	"slices"

	"github.com/jackc/pgx/v5"
)

// PairHistory is what a pair's orders say: their days, and the totals of the last six in the currency of the latest.
type PairHistory struct {
	Pair
	Days     []Date // the earliest first
	Totals   []Amount
	Currency Currency
}

// ClientsAfter are the next client companies by id. For the system alone.
func ClientsAfter(tx *Tx, after OrganisationID, limit int) ([]OrganisationID, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, `SELECT id FROM organisations WHERE kind = 'client' AND id > $1 ORDER BY id LIMIT $2`, []any{after, limit},
		func(r pgx.Rows, id *OrganisationID) error { return r.Scan(id) })
}

// HoldHistories reads what the orders of those clients say, and keeps every cadence from being learned until the
// transaction ends: an order that arrives meanwhile is learned after it. For the system alone.
func HoldHistories(tx *Tx, clients []OrganisationID) ([]PairHistory, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	if _, err := tx.q.Exec(tx.ctx, `LOCK TABLE cadences IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return nil, err
	}
	return rows(tx, `SELECT client_id, supplier_id, array_agg(placed_on), (array_agg(total))[1:12], (array_agg(currency))[1:12]
		FROM (SELECT client_id, supplier_id, placed_on, total, currency FROM purchase_orders
			WHERE client_id = ANY($1) AND `+occasions+` ORDER BY client_id, supplier_id, placed_on DESC, id DESC) o
		GROUP BY client_id, supplier_id`, []any{clients}, scanHistory)
}

// scanHistory reads a pair's days, the latest first, and its last twelve totals with their currencies.
func scanHistory(r pgx.Rows, h *PairHistory) error {
	var totals []Amount
	var currencies []Currency
	if err := r.Scan(&h.Client, &h.Supplier, &h.Days, &totals, &currencies); err != nil {
		return err
	}
	h.Currency = currencies[0]
	for i, total := range totals {
		if currencies[i] == h.Currency && len(h.Totals) < 6 {
			h.Totals = append(h.Totals, total)
		}
	}
	slices.Sort(h.Days)
	h.Days = slices.Compact(h.Days)
	return nil
}

// ForgetCadences removes the rows of pairs that have no order left that counts. For the system alone.
func ForgetCadences(tx *Tx, clients []OrganisationID) error {
	if tx.scope.kind != ofEverything {
		return errUnscoped
	}
	_, err := tx.q.Exec(tx.ctx, `DELETE FROM cadences c WHERE client_id = ANY($1) AND NOT EXISTS (
		SELECT 1 FROM purchase_orders o WHERE o.client_id = c.client_id AND o.supplier_id = c.supplier_id AND o.`+occasions+`)`, clients)
	return err
}

// EachRhythm hands over the learned state of every pair that has a gap, in the order of their ids, until told to stop.
// For the system alone.
func EachRhythm(tx *Tx, hand func(orderDays int, mean, variance float64) bool) error {
	if tx.scope.kind != ofEverything {
		return errUnscoped
	}
	r, err := tx.q.Query(tx.ctx, `SELECT order_days, log_mean, log_variance FROM cadences WHERE order_days > 1 ORDER BY client_id, supplier_id`)
	if err != nil {
		return err
	}
	defer r.Close()
	for r.Next() {
		var days int
		var mean, variance float64
		if err := r.Scan(&days, &mean, &variance); err != nil {
			return err
		}
		if !hand(days, mean, variance) {
			break
		}
	}
	return r.Err()
}

// HoldCadencesAfter locks the next rows by pair. For the system alone.
func HoldCadencesAfter(tx *Tx, after Pair, limit int) ([]Cadence, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, `SELECT `+cadenceColumns+` FROM cadences c WHERE (client_id, supplier_id) > ($1, $2)
		ORDER BY client_id, supplier_id LIMIT $3 FOR UPDATE`, []any{after.Client, after.Supplier, limit},
		func(r pgx.Rows, c *Cadence) error { return r.Scan(c.fields()...) })
}

// SaveCadenceDates writes the three dates alone. For the system alone.
func SaveCadenceDates(tx *Tx, cs []Cadence) error {
	if tx.scope.kind != ofEverything {
		return errUnscoped
	}
	n := len(cs)
	clients, suppliers := make([]OrganisationID, n), make([]OrganisationID, n)
	dues, lates, alerts := make([]*Date, n), make([]*Date, n), make([]*Date, n)
	for i, c := range cs {
		clients[i], suppliers[i] = c.ClientID, c.SupplierID
		dues[i], lates[i], alerts[i] = c.DueOn, c.LateOn, c.AlertOn
	}
	_, err := tx.q.Exec(tx.ctx, `UPDATE cadences c SET due_on = n.due, late_on = n.late, alert_on = n.alert, updated_at = $6
		FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[], $5::date[]) AS n (client, supplier, due, late, alert)
		WHERE c.client_id = n.client AND c.supplier_id = n.supplier`, clients, suppliers, dues, lates, alerts, tx.Now)
	return err
}
