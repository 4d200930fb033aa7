package models

import "github.com/jackc/pgx/v5"

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

// HoldHistories locks the cadences of those clients, made on the spot where there were none, and reads what their orders
// say. An order that arrives meanwhile waits to be learned until this is committed. For the system alone.
func HoldHistories(tx *Tx, clients []OrganisationID) (out []PairHistory, err error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	var b pgx.Batch
	b.Queue(`INSERT INTO cadences (client_id, supplier_id, order_days, gaps, log_mean, log_variance, first_on, last_on, updated_at)
		SELECT client_id, supplier_id, 0, 0, 0, 0, min(placed_on), min(placed_on), $2 FROM purchase_orders
		WHERE client_id = ANY($1) AND `+occasions+` GROUP BY 1, 2 ORDER BY 1, 2 ON CONFLICT DO NOTHING`, clients, tx.Now)
	b.Queue(`SELECT 1 FROM cadences WHERE client_id = ANY($1) ORDER BY client_id, supplier_id FOR UPDATE`, clients)
	b.Queue(`SELECT client_id, supplier_id, array_agg(DISTINCT placed_on ORDER BY placed_on),
			(array_agg(total ORDER BY placed_on DESC, id DESC) FILTER (WHERE currency = latest))[1:6], min(latest)
		FROM (SELECT client_id, supplier_id, placed_on, id, total, currency,
				first_value(currency) OVER (PARTITION BY client_id, supplier_id ORDER BY placed_on DESC, id DESC) AS latest
			FROM purchase_orders WHERE client_id = ANY($1) AND `+occasions+`) o
		GROUP BY client_id, supplier_id`, clients).
		Query(func(r pgx.Rows) error {
			for r.Next() {
				var h PairHistory
				if err := r.Scan(&h.Client, &h.Supplier, &h.Days, &h.Totals, &h.Currency); err != nil {
					return err
				}
				out = append(out, h)
			}
			return r.Err()
		})
	return out, tx.q.SendBatch(tx.ctx, &b).Close()
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
