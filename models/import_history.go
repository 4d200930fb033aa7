package models

import (
	"github.com/jackc/pgx/v5"
)

// ResolveHistory finds the client, supplier and product of every staged line; what cannot be found is removed and
// said. A line that names no supplier takes the only one that sells the SKU.
func ResolveHistory(tx *Tx) ([]ImportFault, error) {
	for _, sql := range []string{
		`CREATE TEMP TABLE resolved ON COMMIT DROP AS
			SELECT s.line, s.on_day, s.quantity, s.amount, coalesce(s.vat_rate, 0) AS vat_rate, s.client, s.supplier, s.sku,
				coalesce(s.order_ref, s.on_day::text) AS ref,
				coalesce(s.line_ref, s.sku || '#' || row_number() OVER (PARTITION BY s.client, s.supplier, s.sku, coalesce(s.order_ref, s.on_day::text) ORDER BY s.line)) AS line_ref,
				c.id AS client_id, p.id AS product_id, p.supplier_id, p.sellers
			FROM staged s
				LEFT JOIN organisations c ON c.kind = 'client' AND c.code = s.client
				LEFT JOIN (SELECT id, sku, supplier_id, NULL::text AS supplier, count(*) OVER (PARTITION BY sku) AS sellers FROM products
					UNION ALL SELECT q.id, q.sku, q.supplier_id, o.code, 1 FROM products q JOIN organisations o ON o.id = q.supplier_id) p
					ON p.sku = s.sku AND p.supplier IS NOT DISTINCT FROM s.supplier`,
		`DROP TABLE staged`,
		`ANALYZE resolved`,
	} {
		if _, err := tx.q.Exec(tx.ctx, sql); err != nil {
			return nil, err
		}
	}
	bad, err := faults(tx, `WITH bad AS (DELETE FROM resolved WHERE client_id IS NULL OR product_id IS NULL OR sellers > 1 RETURNING *)
		SELECT DISTINCT line, CASE WHEN client_id IS NULL THEN 'client' ELSE 'sku' END,
			CASE WHEN client_id IS NULL THEN client ELSE sku END,
			CASE WHEN client_id IS NULL THEN 'unknown-client' WHEN product_id IS NULL THEN 'unknown-product' ELSE 'ambiguous-product' END
		FROM bad ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	early, err := notYet(tx)
	return append(bad, early...), err
}

// notYet removes lines of days that have not come yet where their supplier is, and says which.
func notYet(tx *Tx) ([]ImportFault, error) {
	zones, err := rows(tx, `SELECT DISTINCT o.time_zone FROM organisations o JOIN resolved r ON r.supplier_id = o.id`, nil,
		func(r pgx.Rows, zone *string) error { return r.Scan(zone) })
	if err != nil {
		return nil, err
	}
	today := make([]Date, len(zones))
	for i, zone := range zones {
		today[i] = DateOf(tx.Now, ZoneOf(zone))
	}
	return faults(tx, `DELETE FROM resolved r USING organisations o, unnest($1::text[], $2::date[]) AS z (name, today)
		WHERE o.id = r.supplier_id AND z.name = o.time_zone AND r.on_day > z.today
		RETURNING r.line, 'date', r.on_day::text, 'in-the-future'`, zones, today)
}

// History says what an import of order history did.
type History struct {
	Agreements, Orders, Lines, LinesKnown int64
}

// MergeHistory turns the resolved lines into closed orders of the past, one per client, supplier and order reference.
// Ids come from the content, so that a second run finds the same rows. Agreements that are missing are made.
func MergeHistory(tx *Tx, currency Currency) (h History, err error) {
	for _, step := range []struct {
		sql   string
		args  []any
		count *int64
	}{
		{sql: `SET LOCAL work_mem = '96MB'`}, // a million lines are grouped in memory
		{sql: missingAgreements, args: []any{currency, tx.Now}, count: &h.Agreements},
		{sql: groupHistory},
		{sql: `CREATE INDEX ON grouped (id)`},
		{sql: `ANALYZE grouped`},
		{sql: `CREATE TEMP TABLE fresh (id uuid) ON COMMIT DROP`},
		{sql: newOrders, args: []any{currency}, count: &h.Orders},
		{sql: `ANALYZE fresh`},
		{sql: freshLines, args: []any{currency.Exponent()}, count: &h.Lines},
		{sql: laterLines, args: []any{currency.Exponent()}, count: &h.LinesKnown},
		{sql: laterTotals},
	} {
		tag, err := tx.q.Exec(tx.ctx, step.sql, step.args...)
		if err != nil {
			return h, err
		}
		if step.count != nil {
			*step.count = tag.RowsAffected()
		}
	}
	var all int64
	if err := tx.q.QueryRow(tx.ctx, `SELECT count(*) FROM resolved`).Scan(&all); err != nil {
		return h, err
	}
	h.Lines += h.LinesKnown
	h.LinesKnown = all - h.Lines
	return h, nil
}

// TouchedPairs are the trading pairs whose history the import changed.
func TouchedPairs(tx *Tx) ([]Pair, error) {
	return rows(tx, `SELECT DISTINCT client_id, supplier_id FROM resolved ORDER BY 1, 2`, nil,
		func(r pgx.Rows, p *Pair) error { return r.Scan(&p.Client, &p.Supplier) })
}

const missingAgreements = `INSERT INTO agreements (id, client_id, supplier_id, number, status, currency, valid_from, created_at)
	SELECT gen_random_uuid(), client_id, supplier_id, 'H-' || min(client) || CASE WHEN EXISTS (
			SELECT FROM agreements a WHERE a.supplier_id = r.supplier_id AND a.number = 'H-' || min(r.client))
		THEN '-' || left(gen_random_uuid()::text, 8) ELSE '' END, 'active', $1, min(on_day), $2
	FROM resolved r GROUP BY client_id, supplier_id ORDER BY 2, 3
	ON CONFLICT (client_id, supplier_id) WHERE status <> 'ended' DO NOTHING`

// groupHistory makes one row an order. Its id begins with the day, as all our ids do, and goes on with the content.
const groupHistory = `CREATE TEMP TABLE grouped ON COMMIT DROP AS
	WITH by_rate AS (
		SELECT client_id, supplier_id, ref, vat_rate, min(on_day) AS on_day, sum(amount) AS net, count(*) AS lines
		FROM resolved GROUP BY client_id, supplier_id, ref, vat_rate)
	SELECT client_id, supplier_id, ref, min(on_day) AS on_day, sum(net)::bigint AS net, sum(round(net * vat_rate / 100))::bigint AS tax,
		sum(lines)::int AS lines,
		(lpad(to_hex((extract(epoch FROM min(on_day)) * 1000)::bigint), 12, '0') || '7' || substr(md5(client_id::text || supplier_id::text || ref), 1, 3)
			|| '8' || substr(md5(client_id::text || supplier_id::text || ref), 4, 15))::uuid AS id
	FROM by_rate GROUP BY client_id, supplier_id, ref`

const newOrders = `WITH ins AS (
		INSERT INTO purchase_orders (id, number, client_id, supplier_id, agreement_id, status, currency, net, tax, total, lines_count,
			source, checkout_id, placed_at, placed_on, external_ref)
		SELECT g.id, next_order_number(), g.client_id, g.supplier_id, a.id, 'closed', $1,
			g.net, g.tax, g.net + g.tax, g.lines, 'history', g.id, g.on_day + time '12:00' AT TIME ZONE 'UTC', g.on_day, g.ref
		FROM (SELECT * FROM grouped ORDER BY on_day, id) g
			JOIN agreements a ON a.client_id = g.client_id AND a.supplier_id = g.supplier_id AND a.status <> 'ended'
		ON CONFLICT (supplier_id, client_id, external_ref) DO NOTHING RETURNING id)
	INSERT INTO fresh SELECT id FROM ins`

const lineValues = `r.client_id, r.supplier_id, r.product_id, p.sku, p.name_ru, p.name_en, p.unit, r.quantity,
	round(r.amount / r.quantity / power(10::numeric, $1::int), 4), r.vat_rate, r.amount`

const lineID = `(substr(replace(g.id::text, '-', ''), 1, 12) || '7' || substr(md5(g.id::text || r.line_ref), 1, 3) || '8' || substr(md5(g.id::text || r.line_ref), 4, 15))::uuid`

const lineInto = `INSERT INTO purchase_order_lines (id, order_id, position, client_id, supplier_id, product_id, sku, name_ru, name_en, unit,
	quantity, unit_price, vat_rate, net) `

// freshLines are the lines of orders that were not there before.
const freshLines = lineInto + `SELECT ` + lineID + `, g.id, row_number() OVER (PARTITION BY g.id ORDER BY r.line), ` + lineValues + `
	FROM resolved r JOIN grouped g USING (client_id, supplier_id, ref) JOIN fresh f ON f.id = g.id JOIN products p ON p.id = r.product_id`

// laterLines are new lines of orders that were there: a history that comes in several files.
const laterLines = lineInto + `SELECT ` + lineID + `, g.id,
		row_number() OVER (PARTITION BY g.id ORDER BY r.line) + (SELECT max(position) FROM purchase_order_lines x WHERE x.order_id = g.id), ` + lineValues + `
	FROM resolved r JOIN grouped g USING (client_id, supplier_id, ref) JOIN products p ON p.id = r.product_id
		JOIN purchase_orders o ON o.id = g.id
	WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.id = g.id)
		AND NOT EXISTS (SELECT FROM purchase_order_lines k WHERE k.id = ` + lineID + `)`

// laterTotals sums up orders that have grown.
const laterTotals = `UPDATE purchase_orders o SET net = t.net, tax = t.tax, total = t.net + t.tax, lines_count = t.lines, version = version + 1
	FROM (SELECT order_id, sum(net)::bigint AS net, sum(round(net * vat_rate / 100))::bigint AS tax, sum(lines)::int AS lines FROM (
			SELECT order_id, vat_rate, sum(net) AS net, count(*) AS lines FROM purchase_order_lines
			WHERE order_id IN (SELECT id FROM grouped EXCEPT SELECT id FROM fresh) GROUP BY order_id, vat_rate) by_rate GROUP BY order_id) t
	WHERE o.id = t.order_id AND (o.net, o.tax, o.lines_count) IS DISTINCT FROM (t.net, t.tax, t.lines)`
