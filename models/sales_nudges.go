package models

import "github.com/jackc/pgx/v5"

// NudgeOutcomes are a client's reminders of one supplier in a time: how many, and how many were followed by an order.
type NudgeOutcomes struct {
	HeldOut  bool
	Nudges   int
	Followed int // an order was placed within the window, and not taken back
}

// NudgeFunnel is what became of a supplier's reminders.
type NudgeFunnel struct {
	Sent    int // handed to the mail server
	Opened  int // their link was followed
	Through int // orders that came through the link
	Followed,
	Closed int // orders within the window, of reminders whose window is over
	HeldOut int // written down and not sent, for comparison
}

// NudgesOf reads a supplier's reminders planned in a time: the funnel, and the outcomes client by client of those whose window of
// days was over today.
func NudgesOf(tx *Tx, from, until, today Date, window int) (funnel NudgeFunnel, clients []NudgeOutcomes, err error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return
	}
	const followed = `EXISTS (SELECT FROM purchase_orders o WHERE o.client_id = n.client_id AND o.supplier_id = n.supplier_id
		AND o.placed_on >= n.planned_on AND o.placed_on < n.planned_on + $4::int AND o.` + occasions + `)`
	var funnels []NudgeFunnel
	t := together{tx: tx}
	readOwn(&t, &funnels, `SELECT count(*) FILTER (WHERE m.state = 'sent'), count(*) FILTER (WHERE m.state = 'sent' AND n.opened_at IS NOT NULL),
			count(*) FILTER (WHERE EXISTS (SELECT FROM purchase_orders o WHERE o.nudge_id = n.id AND o.supplier_id = n.supplier_id AND o.client_id = n.client_id AND o.`+occasions+`)),
			count(*) FILTER (WHERE m.state = 'sent' AND n.planned_on + $4::int <= $5 AND `+followed+`),
			count(*) FILTER (WHERE m.state = 'sent' AND n.planned_on + $4::int <= $5),
			count(*) FILTER (WHERE n.arm = 'hold_out')
		FROM nudges n LEFT JOIN messages m ON m.id = n.message_id
		WHERE n.supplier_id = $1 AND n.planned_on >= $2 AND n.planned_on < $3`, []any{supplier, from, until, window, today},
		func(r pgx.Rows, f *NudgeFunnel) error {
			return r.Scan(&f.Sent, &f.Opened, &f.Through, &f.Followed, &f.Closed, &f.HeldOut)
		})
	readOwn(&t, &clients, `SELECT n.arm = 'hold_out', count(*), count(*) FILTER (WHERE `+followed+`) FROM nudges n
		WHERE n.supplier_id = $1 AND n.planned_on >= $2 AND n.planned_on < $3 AND n.planned_on + $4::int <= $5
		GROUP BY n.client_id, n.arm ORDER BY n.client_id, n.arm`, []any{supplier, from, until, window, today},
		func(r pgx.Rows, c *NudgeOutcomes) error { return r.Scan(&c.HeldOut, &c.Nudges, &c.Followed) })
	if err = t.read(); err == nil {
		funnel = funnels[0]
	}
	return
}
