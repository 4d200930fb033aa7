package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Pair is a client and a supplier it buys from.
type Pair struct {
	Client   OrganisationID
	Supplier OrganisationID
}

// Cadence is how often a client buys from a supplier, and what has been said and done about the cycle that is open.
type Cadence struct {
	ClientID     OrganisationID `gorm:"primaryKey"`
	SupplierID   OrganisationID `gorm:"primaryKey"`
	OrderDays    int            // distinct days with an order that counts
	Gaps         int
	LogMean      float64
	LogVariance  float64
	FirstOn      Date
	LastOn       Date
	DueOn        *Date  // half of its cycles are over; like the two after it nil below three order days
	LateOn       *Date  // nine of ten
	AlertOn      *Date  // nineteen of twenty
	UsualTotal   Amount // median of the last orders, with tax
	Currency     Currency
	SnoozedUntil *Date // the buyer's "remind me later": that day it is said again
	NotNeededOn  *Date // last_on of the cycle the buyer said "not needed" about
	ContactedOn  *Date // the account manager spoke with them
	NudgedOn     *Date // the last nudge, sent or held out
	UpdatedAt    time.Time
}

func (Cadence) Owner() Ownership { return ByBoth }

// Pair is whose it is.
func (c Cadence) Pair() Pair { return Pair{c.ClientID, c.SupplierID} }

// NotNeeded reports whether the buyer said so about the cycle that is open.
func (c Cadence) NotNeeded() bool { return c.NotNeededOn != nil && *c.NotNeededOn == c.LastOn }

// Snoozed reports whether the buyer put it off beyond that day.
func (c Cadence) Snoozed(today Date) bool { return c.SnoozedUntil != nil && today < *c.SnoozedUntil }

// CadencePrior is what was usual among all pairs when a month began.
type CadencePrior struct {
	Month       Date `gorm:"primaryKey"`
	LogMean     float64
	LogVariance float64
	Pairs       int
	LearnedAt   time.Time
	DerivedAt   *time.Time // when every pair had its dates from it
}

func (CadencePrior) Owner() Ownership { return Common }

// LatestPrior is the prior to go by; nil before the first was learned.
func LatestPrior(tx *Tx) (*CadencePrior, error) {
	priors, err := List[CadencePrior](tx, "month DESC LIMIT 1", "true")
	if err != nil || len(priors) == 0 {
		return nil, err
	}
	return &priors[0], nil
}

// SavePrior keeps a month's prior; learned again, it replaces what was there. For the system alone.
func SavePrior(tx *Tx, p CadencePrior) error {
	if tx.scope.kind != ofEverything {
		return errUnscoped
	}
	_, err := tx.q.Exec(tx.ctx, `INSERT INTO cadence_priors (month, log_mean, log_variance, pairs, learned_at, derived_at)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (month) DO UPDATE
		SET log_mean = $2, log_variance = $3, pairs = $4, learned_at = $5, derived_at = $6`,
		p.Month, p.LogMean, p.LogVariance, p.Pairs, p.LearnedAt, p.DerivedAt)
	return err
}

// occasions are the states of an order that count as a purchase: placed and not taken back.
const occasions = `status IN ('placed', 'confirmed', 'partially_shipped', 'shipped', 'delivered', 'closed')`

const cadenceColumns = `c.client_id, c.supplier_id, c.order_days, c.gaps, c.log_mean, c.log_variance, c.first_on, c.last_on,
	c.due_on, c.late_on, c.alert_on, c.usual_total, c.currency, c.snoozed_until, c.not_needed_on, c.contacted_on, c.nudged_on, c.updated_at`

func (c *Cadence) fields() []any {
	return []any{&c.ClientID, &c.SupplierID, &c.OrderDays, &c.Gaps, &c.LogMean, &c.LogVariance, &c.FirstOn, &c.LastOn,
		&c.DueOn, &c.LateOn, &c.AlertOn, &c.UsualTotal, &c.Currency, &c.SnoozedUntil, &c.NotNeededOn, &c.ContactedOn, &c.NudgedOn, &c.UpdatedAt}
}

// HeldCadence is a pair's row held until the transaction ends, with what its next state needs.
type HeldCadence struct {
	Cadence
	Prior    *CadencePrior
	Totals   []Amount // of the last six orders, in the currency of the latest
	Currency Currency // of the latest order; empty when there is none
}

// HoldCadence locks a pair's row, made on the spot (without order days) where there is none, and reads what its next
// state needs. One round trip, for the system alone.
func HoldCadence(tx *Tx, p Pair) (h HeldCadence, err error) {
	if tx.scope.kind != ofEverything {
		return h, errUnscoped
	}
	var b pgx.Batch
	b.Queue(`INSERT INTO cadences (client_id, supplier_id, order_days, gaps, log_mean, log_variance, first_on, last_on, updated_at)
		VALUES ($1, $2, 0, 0, 0, 0, $3, $3, $4) ON CONFLICT DO NOTHING`, p.Client, p.Supplier, DateOf(tx.Now, time.UTC), tx.Now)
	b.Queue(`SELECT `+cadenceColumns+` FROM cadences c WHERE client_id = $1 AND supplier_id = $2 FOR UPDATE`, p.Client, p.Supplier).
		QueryRow(func(r pgx.Row) error { return r.Scan(h.fields()...) })
	b.Queue(`SELECT currency, total FROM (SELECT currency, total, placed_on, id, first_value(currency) OVER (ORDER BY placed_on DESC, id DESC) AS latest
		FROM purchase_orders WHERE client_id = $1 AND supplier_id = $2 AND `+occasions+` ORDER BY placed_on DESC, id DESC LIMIT 12) o
		WHERE currency = latest ORDER BY placed_on DESC, id DESC LIMIT 6`, p.Client, p.Supplier).
		Query(func(r pgx.Rows) error {
			for r.Next() {
				var total Amount
				if err := r.Scan(&h.Currency, &total); err != nil {
					return err
				}
				h.Totals = append(h.Totals, total)
			}
			return r.Err()
		})
	if err := tx.q.SendBatch(tx.ctx, &b).Close(); err != nil {
		return h, err
	}
	h.Prior, err = LatestPrior(tx)
	return h, err
}

// OrderDaysOf are the distinct days with an order that counts, the earliest first.
func OrderDaysOf(tx *Tx, p Pair) ([]Date, error) {
	args := []any{p.Client, p.Supplier}
	mine, args, err := tx.where(ByBoth, "o", args)
	if err != nil {
		return nil, err
	}
	return rows(tx, `SELECT DISTINCT placed_on FROM purchase_orders o WHERE client_id = $1 AND supplier_id = $2 AND `+occasions+
		` AND `+mine+` ORDER BY placed_on`, args, func(r pgx.Rows, d *Date) error { return r.Scan(d) })
}

// SaveCadences writes what the orders of the pairs have taught; what people said about them stays. Only a new cycle ends a
// snooze. For the system alone.
func SaveCadences(tx *Tx, cs []Cadence) error {
	if tx.scope.kind != ofEverything {
		return errUnscoped
	}
	n := len(cs)
	clients, suppliers := make([]OrganisationID, n), make([]OrganisationID, n)
	days, means, variances := make([]int, n), make([]float64, n), make([]float64, n)
	firsts, lasts := make([]Date, n), make([]Date, n)
	dues, lates, alerts := make([]*Date, n), make([]*Date, n), make([]*Date, n)
	totals, currencies := make([]Amount, n), make([]string, n)
	for i, c := range cs {
		clients[i], suppliers[i] = c.ClientID, c.SupplierID
		days[i], means[i], variances[i] = c.OrderDays, c.LogMean, c.LogVariance
		firsts[i], lasts[i] = c.FirstOn, c.LastOn
		dues[i], lates[i], alerts[i] = c.DueOn, c.LateOn, c.AlertOn
		totals[i], currencies[i] = c.UsualTotal, string(c.Currency)
	}
	_, err := tx.q.Exec(tx.ctx, `INSERT INTO cadences AS c (client_id, supplier_id, order_days, gaps, log_mean, log_variance, first_on, last_on,
			due_on, late_on, alert_on, usual_total, currency, updated_at)
		SELECT client, supplier, days, greatest(days - 1, 0), mean, variance, first, last, due, late, alert, total, currency, $13
		FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::float8[], $5::float8[], $6::date[], $7::date[], $8::date[], $9::date[], $10::date[],
			$11::bigint[], $12::text[]) AS n (client, supplier, days, mean, variance, first, last, due, late, alert, total, currency)
		ON CONFLICT (client_id, supplier_id) DO UPDATE SET order_days = excluded.order_days, gaps = excluded.gaps, log_mean = excluded.log_mean,
			log_variance = excluded.log_variance, first_on = excluded.first_on, last_on = excluded.last_on, due_on = excluded.due_on,
			late_on = excluded.late_on, alert_on = excluded.alert_on, usual_total = excluded.usual_total, currency = excluded.currency,
			updated_at = excluded.updated_at,
			snoozed_until = CASE WHEN excluded.last_on > c.last_on AND c.order_days > 0 THEN NULL ELSE c.snoozed_until END`,
		clients, suppliers, days, means, variances, firsts, lasts, dues, lates, alerts, totals, currencies, tx.Now)
	return err
}

// MarkContacted notes that an account manager spoke with a client, about one supplier or (nil) about all of them.
func MarkContacted(tx *Tx, client OrganisationID, supplier *OrganisationID, on Date) error {
	_, err := UpdateWhere[Cadence](tx, map[string]any{"contacted_on": on}, "client_id = ? AND (?::uuid IS NULL OR supplier_id = ?)", client, supplier, supplier)
	return err
}
