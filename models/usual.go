package models

import "github.com/jackc/pgx/v5"

// UsualLine is what a client's last orders with a supplier say about one product.
type UsualLine struct {
	Pair
	Product      ProductID
	Orders       int      // how many orders were looked at
	Times        int      // in how many of them it stood
	Ago          int      // how many orders came since it last stood in one; 0: it was in the last
	Quantity     Quantity // the middle one of its quantities
	LastQuantity Quantity
	LastPrice    UnitPrice
	LastOn       Date
	Available    bool // it, or what replaces it, is on sale to the client and not sold out
}

// usualLines reads the last orders of each pair ($1 clients, $2 suppliers; $3 how many) product by product.
const usualLines = `
WITH recent AS (
	SELECT k.client, k.supplier, o.id, o.placed_on, o.n
	FROM unnest($1::uuid[], $2::uuid[]) AS k (client, supplier)
	CROSS JOIN LATERAL (
		SELECT o.id, o.placed_on, row_number() OVER (ORDER BY o.placed_on DESC, o.id DESC) AS n FROM purchase_orders o
		WHERE o.client_id = k.client AND o.supplier_id = k.supplier AND o.` + occasions + ` AND {scope}
		ORDER BY o.placed_on DESC, o.id DESC LIMIT $3
	) o
), looked AS (
	SELECT client, supplier, count(*) AS orders FROM recent GROUP BY 1, 2
), bought AS (
	SELECT r.client, r.supplier, r.n, r.placed_on, l.product_id, sum(l.quantity) AS quantity, max(l.unit_price) AS unit_price
	FROM recent r JOIN purchase_order_lines l ON l.order_id = r.id GROUP BY 1, 2, 3, 4, 5
), usual AS (
	SELECT client, supplier, product_id, count(*) AS times, min(n) - 1 AS ago, percentile_disc(0.5) WITHIN GROUP (ORDER BY quantity) AS middle,
		(array_agg(quantity ORDER BY n))[1] AS last_quantity, (array_agg(unit_price ORDER BY n))[1] AS last_price, max(placed_on) AS last_on
	FROM bought GROUP BY 1, 2, 3
)
SELECT u.client, u.supplier, u.product_id, k.orders, u.times, u.ago, u.middle, u.last_quantity, u.last_price, u.last_on,
	coalesce(EXISTS (SELECT FROM products p WHERE p.id = u.product_id AND ` + onSale + `) AND coalesce(s.on_hand - s.reserved > 0, true)
		OR EXISTS (SELECT FROM products p WHERE p.id = o.substitute_id AND ` + onSale + `) AND coalesce(t.on_hand - t.reserved > 0, true), false)
FROM usual u JOIN looked k USING (client, supplier) JOIN products o ON o.id = u.product_id LEFT JOIN stock s ON s.product_id = o.id
LEFT JOIN stock t ON t.product_id = o.substitute_id
LEFT JOIN (SELECT a.* FROM looked k JOIN ` + sighted + ` ON a.client_id = k.client AND a.supplier_id = k.supplier AND a.status <> 'ended') a
	ON a.client_id = u.client AND a.supplier_id = u.supplier
ORDER BY u.client, u.supplier, u.times DESC, u.ago, u.product_id`

// UsualLines read the last orders of many pairs at once, product by product, the most frequent first.
func UsualLines(tx *Tx, pairs []Pair, orders int) (out []UsualLine, err error) {
	clients, suppliers := make([]OrganisationID, len(pairs)), make([]OrganisationID, len(pairs))
	for i, p := range pairs {
		clients[i], suppliers[i] = p.Client, p.Supplier
	}
	t := together{tx: tx}
	readAlso(&t, &out, ByBoth, "o", usualLines, []any{clients, suppliers, orders}, func(r pgx.Rows, l *UsualLine) error {
		return r.Scan(&l.Client, &l.Supplier, &l.Product, &l.Orders, &l.Times, &l.Ago, &l.Quantity, &l.LastQuantity,
			&l.LastPrice, &l.LastOn, &l.Available)
	})
	return out, t.read()
}

// LastOrderDays are the last order days of many pairs, each pair's earliest first.
func LastOrderDays(tx *Tx, pairs []Pair, days int) (map[Pair][]Date, error) {
	clients, suppliers := make([]OrganisationID, len(pairs)), make([]OrganisationID, len(pairs))
	for i, p := range pairs {
		clients[i], suppliers[i] = p.Client, p.Supplier
	}
	type day struct {
		Pair
		on Date
	}
	var all []day
	t := together{tx: tx}
	readAlso(&t, &all, ByBoth, "o", `SELECT k.client, k.supplier, o.placed_on FROM unnest($1::uuid[], $2::uuid[]) AS k (client, supplier)
		CROSS JOIN LATERAL (SELECT DISTINCT o.placed_on FROM purchase_orders o
			WHERE o.client_id = k.client AND o.supplier_id = k.supplier AND o.`+occasions+` AND {scope} ORDER BY o.placed_on DESC LIMIT $3) o
		ORDER BY 1, 2, 3`, []any{clients, suppliers, days}, func(r pgx.Rows, d *day) error { return r.Scan(&d.Client, &d.Supplier, &d.on) })
	err := t.read()
	out := make(map[Pair][]Date, len(pairs))
	for _, d := range all {
		out[d.Pair] = append(out[d.Pair], d.on)
	}
	return out, err
}
