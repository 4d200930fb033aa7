package models

import "github.com/jackc/pgx/v5"

// Rhythm is a client's cadence with a supplier as people see it.
type Rhythm struct {
	Cadence
	Supplier string // its name
	Trade    string
	Rule     string // cadence, calendar, off
	Trades   bool   // there is an agreement in force
	Awaited  *AwaitedOrder
}

// AwaitedOrder is the latest order that is being approved, waits for its answer, or is on its way.
type AwaitedOrder struct {
	ID     OrderID
	Number string
	Status OrderStatus
}

// awaited tells of orders o under agreements a whether something is still to come of them on a day ($1): they wait for
// approval or for the supplier's answer, or are on their way. A confirmed one is on its way until the promised day, or
// where none was promised until three days after the usual lead time; from then on it is taken to have come.
const awaited = `(o.status IN ('pending_approval', 'placed') OR o.status IN ('confirmed', 'partially_shipped', 'shipped')
	AND coalesce(o.promised_on, (o.confirmed_at AT TIME ZONE 'UTC')::date + coalesce(a.lead_days, 0) + 3) >= $1)`

// Rhythms are a client's cadences with every supplier, or with one (zero: all).
func Rhythms(tx *Tx, s Assortment, supplier OrganisationID) (out []Rhythm, err error) {
	t := together{tx: tx}
	f := &filter{args: []any{s.Day}}
	f.and(`c.client_id = ?`, s.Client)
	if !supplier.IsZero() {
		f.and(`c.supplier_id = ?`, supplier)
	}
	readAlso(&t, &out, ByBoth, "c", `SELECT `+cadenceColumns+`, `+nameIn("s", s.Locale)+`, `+columnIn("s", `trade`, s.Locale)+`, s.nudge_rule,
			coalesce(a.status = 'active' AND a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to >= $1), false), o.id, o.number, o.status
		FROM cadences c JOIN organisations s ON s.id = c.supplier_id
		LEFT JOIN agreements a ON a.client_id = c.client_id AND a.supplier_id = c.supplier_id AND a.status <> 'ended'
		LEFT JOIN LATERAL (SELECT o.id, o.number, o.status FROM purchase_orders o
			WHERE o.client_id = c.client_id AND o.supplier_id = c.supplier_id AND o.placed_on > $1::date - 365 AND `+awaited+`
			ORDER BY o.placed_on DESC, o.id DESC LIMIT 1) o ON true
		WHERE c.order_days > 0 AND `+f.String()+` AND {scope} ORDER BY c.supplier_id`, f.args, scanRhythm)
	return out, t.read()
}

func scanRhythm(r pgx.Rows, x *Rhythm) error {
	var (
		order  *OrderID
		number *string
		status *OrderStatus
	)
	err := r.Scan(append(x.fields(), &x.Supplier, &x.Trade, &x.Rule, &x.Trades, &order, &number, &status)...)
	if err == nil && order != nil {
		x.Awaited = &AwaitedOrder{*order, *number, *status}
	}
	return err
}
