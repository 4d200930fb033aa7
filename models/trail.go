package models

import "github.com/jackc/pgx/v5"

// Happening is an event with the names that a reader sees.
type Happening struct {
	Event
	OrderNumber *string
	Client      string
	Supplier    *string
}

// TrailFilter narrows what happened.
type TrailFilter struct {
	Client *OrganisationID // nil: all within reach
	Before *OrderPlace
	Limit  int
	Locale string
}

// Trail is what happened within reach, the newest first: one more than the limit where there is more. Of a client that is not
// within reach it is NotFound. One round trip.
func Trail(tx *Tx, f TrailFilter) ([]Happening, error) {
	var there []bool
	var out []Happening
	t := together{tx: tx}
	where := &filter{parts: []string{`{trade e}`}}
	if f.Before != nil {
		where.and(`(e.at, e.id) < (?, ?)`, f.Before.At, f.Before.ID)
	}
	if f.Client != nil {
		where.and(`e.client_id = ?`, *f.Client)
		readScoped(&t, &there, `SELECT true FROM organisations k WHERE k.id = $1 AND k.kind = 'client' AND {party k}`, []any{*f.Client},
			func(r pgx.Rows, b *bool) error { return r.Scan(b) })
	}
	events := newest(tx, f, where)
	readScoped(&t, &out, `SELECT `+eventColumns+`, o.number, `+nameIn("k", f.Locale)+`, `+nameIn("s", f.Locale)+`
		FROM (`+events+`) e JOIN organisations k ON k.id = e.client_id
		LEFT JOIN organisations s ON s.id = e.supplier_id LEFT JOIN purchase_orders o ON o.id = e.order_id
		ORDER BY e.at DESC, e.id DESC`, where.args, func(r pgx.Rows, h *Happening) error {
		return scanEventWith(r, &h.Event, &h.OrderNumber, &h.Client, &h.Supplier)
	})
	if err := t.read(); err != nil {
		return nil, err
	}
	if f.Client != nil && len(there) == 0 {
		return nil, errNotFound
	}
	return out, nil
}

// newest are the newest events that fit. A book is read client by client, each from its own stretch of the index: among the
// events of a large portal those of one book are few and far between. Its clients are found apart, or every agreement is read.
func newest(tx *Tx, f TrailFilter, where *filter) string {
	limit := where.param(f.Limit + 1)
	const order = ` ORDER BY e.at DESC, e.id DESC LIMIT `
	if tx.scope.kind != ofBook || f.Client != nil {
		return `SELECT * FROM events e WHERE ` + where.String() + order + limit
	}
	book := where.param(tx.scope.manager)
	return `WITH book AS MATERIALIZED (SELECT DISTINCT a.client_id FROM agreements a WHERE a.account_manager_id = ` + book + `)
		SELECT e.* FROM book CROSS JOIN LATERAL (SELECT * FROM events e WHERE e.client_id = book.client_id AND ` + where.String() + order + limit + `) e` + order + limit
}
