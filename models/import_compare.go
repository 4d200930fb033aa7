package models

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Comparing is by which rules an import is compared with the catalogue.
type Comparing struct {
	PriceType string // whose prices become the list price; "" where the file knows only one
	Gross     bool   // prices of which the file does not say so have VAT in them
	Drafts    bool   // new goods wait as drafts
	Whole     bool   // what is not in the file has vanished
	Vanished  string // what becomes of it: leave, out_of_stock, draft, discontinue

	Others map[string]PriceListID // price types whose prices go into contract lists of the supplier's
}

// CompareImport finds out what an import would do: which product each record speaks of, and which of its fields would change.
// It writes nothing but that. Set-based: its cost is that of a few passes over both lists.
func CompareImport(tx *Tx, run *ImportRun, c Comparing) error {
	if err := tx.holds(run.SupplierID); err != nil {
		return err
	}
	vanished := vanishedChange[c.Vanished]
	if vanished == "" {
		vanished = vanishedChange["leave"]
	}
	types, lists := []string{}, []PriceListID{}
	for _, name := range slices.Sorted(maps.Keys(c.Others)) {
		types, lists = append(types, name), append(lists, c.Others[name])
	}
	type step struct {
		sql  string
		args []any
	}
	who := []any{run.ID, run.SupplierID}
	steps := []step{
		{`SET LOCAL work_mem = '64MB'`, nil},
		{`SET LOCAL jit = off`, nil},
		{`DELETE FROM import_items WHERE run_id = $1 AND kind = 'vanished'`, who[:1]},
		{`DELETE FROM import_faults WHERE run_id = $1 AND seq >= ` + comparedFaults, who[:1]},
		{`ANALYZE import_items (run_id, seq, external_id, sku)`, nil}, // without it a new run looks like an empty one
		{`ANALYZE import_categories`, nil},
		{`SET LOCAL enable_nestloop = off`, nil}, // a supplier that has just brought its first list looks small
		{matchItems, who},
		{`SET LOCAL enable_nestloop = on`, nil},
		{`CREATE INDEX ON matched (product_id)`, nil},
		{`ANALYZE matched`, nil},
		{stateItems, []any{run.ID, run.SupplierID, lists}},
		{`CREATE UNIQUE INDEX ON stated (seq)`, nil},
		{`ANALYZE stated`, nil},
		{wantItems, []any{run.ID, run.SupplierID, c.PriceType, c.Gross, c.Drafts, types, lists}},
		{diffItems, []any{run.ID}},
		{faultItems, who},
	}
	if c.Whole {
		steps = append(steps, step{strings.ReplaceAll(vanishItems, "{change}", vanished), []any{run.ID, run.SupplierID, NewID[Product]()}})
	}
	steps = append(steps, step{`DROP TABLE matched, stated, prepared`, nil})
	for _, s := range steps {
		if _, err := tx.q.Exec(tx.ctx, s.sql, s.args...); err != nil {
			return fmt.Errorf("compare an import: %w", err)
		}
	}
	return nil
}

// comparedFaults is where the numbers of the faults begin that the comparison finds, not the reader.
const comparedFaults = "1000000000"

// matchItems finds the product of each record: by the external id, then by the SKU. An article that is another product's gets
// a tail made of the external id, always the same.
const matchItems = `CREATE TEMP TABLE matched ON COMMIT DROP AS
	WITH found AS (
		SELECT i.seq, i.external_id, i.parent_id, i.sku, i.fresh_id, e.id AS by_id, s.id AS by_sku,
			coalesce(e.id, CASE WHEN i.external_id = '' OR s.external_id = '' THEN s.id END, g.id) AS known, i.wanted ->> 'gtin' AS gtin
		FROM import_items i
			LEFT JOIN products e ON e.external_id <> '' AND e.supplier_id = $2 AND e.external_id = i.external_id
			LEFT JOIN products s ON i.sku <> '' AND s.supplier_id = $2 AND s.sku = i.sku
			LEFT JOIN LATERAL (SELECT (array_agg(p.id))[1] AS id FROM products p
				WHERE p.supplier_id = $2 AND p.gtin = i.wanted ->> 'gtin' AND p.gtin <> '' AND i.sku = '' AND i.external_id = ''
				HAVING count(*) = 1) g ON true
		WHERE i.run_id = $1),
	turns AS (
		SELECT f.*, row_number() OVER (PARTITION BY known ORDER BY by_id IS NULL, seq) AS claim,
			row_number() OVER (PARTITION BY sku ORDER BY by_sku IS NOT DISTINCT FROM known AND known IS NOT NULL DESC, seq) AS turn,
			upper(substr(md5(external_id), 1, 6)) AS tail
		FROM found f),
	bases AS (SELECT DISTINCT parent_id FROM import_items WHERE run_id = $1 AND parent_id <> '')
	SELECT t.seq, coalesce(t.known, t.fresh_id) AS product_id, t.known IS NOT NULL AS there,
		CASE WHEN t.known IS NOT NULL AND t.claim > 1 OR t.known IS NULL AND t.external_id = '' AND t.sku <> '' AND t.turn > 1 THEN 'duplicate'
			WHEN t.known IS NULL AND t.external_id = '' AND t.sku = '' AND coalesce(t.gtin, '') = '' THEN 'no-key' END AS fault,
		t.known IS NULL AND b.parent_id IS NOT NULL AS base,
		CASE WHEN t.sku = '' THEN CASE WHEN t.known IS NOT NULL THEN p.sku WHEN t.external_id = '' THEN t.gtin ELSE upper(substr(md5(t.external_id), 1, 10)) END
			WHEN p.sku IN (t.sku, t.sku || '-' || t.tail) THEN p.sku
			WHEN t.by_sku IS NOT NULL AND t.by_sku IS DISTINCT FROM t.known OR t.turn > 1 THEN t.sku || '-' || t.tail
			ELSE t.sku END AS sku
	FROM turns t LEFT JOIN products p ON p.id = t.known LEFT JOIN bases b ON b.parent_id = t.external_id AND t.external_id <> ''`

// stateItems puts beside each record how its product stands, and of a new characteristic what it takes over from its product. States
// are looked up one by one: a join would work them out for all goods there are.
const stateItems = `CREATE TEMP TABLE stated ON COMMIT DROP AS
	SELECT m.seq, m.product_id, m.there, m.sku, CASE WHEN m.there THEN (SELECT s.state FROM product_states s WHERE s.product_id = m.product_id)
			|| CASE WHEN cardinality($3::uuid[]) = 0 THEN '{}' ELSE jsonb_build_object('prices', (SELECT coalesce(jsonb_object_agg(l, list_tiers(m.product_id, l))
				FILTER (WHERE list_tiers(m.product_id, l) IS NOT NULL), '{}') FROM unnest($3::uuid[]) l)) END END AS state,
		CASE WHEN NOT m.there AND i.parent_id <> '' THEN
		(SELECT x.wanted || jsonb_strip_nulls(jsonb_build_object('category', x.category))
			FROM import_items x WHERE x.run_id = $1 AND x.external_id = i.parent_id LIMIT 1) END AS base,
		CASE WHEN NOT m.there AND i.parent_id <> '' THEN (SELECT s.state FROM products p JOIN product_states s ON s.product_id = p.id
			WHERE p.supplier_id = $2 AND p.external_id = i.parent_id) END AS base_state
	FROM matched m JOIN import_items i ON i.run_id = $1 AND i.seq = m.seq
	WHERE m.fault IS NULL AND NOT m.base`

// inherited are what a characteristic takes over from its product.
const inherited = `ARRAY['sku', 'external_id', 'gtin', 'prices', 'list_price', 'on_hand', 'units', 'pictures', 'papers', 'goes_with', 'status', 'substitute_id', 'attributes', 'category']`

// wantItems says what each product would be in the words of product_states: what the file tells, and nothing that it does not.
var wantItems = `CREATE TEMP TABLE prepared ON COMMIT DROP AS
	SELECT i.seq, s.product_id, s.there, s.state, i.deleted, v.named, v.wanted || jsonb_strip_nulls(jsonb_build_object(
		'sku', s.sku, 'external_id', nullif(i.external_id, ''), 'category_id', CASE WHEN i.category IS NOT NULL THEN c.category_id
			WHEN NOT s.there THEN coalesce(bc.category_id, (s.base_state ->> 'category_id')::uuid, dc.category_id) END,
		'attributes', CASE WHEN i.wanted ? 'attributes' OR v.inherits THEN coalesce(s.state -> 'attributes', s.base -> 'attributes', s.base_state -> 'attributes', '{}')
			|| coalesce(i.wanted -> 'attributes', '{}') END,
		'units', CASE WHEN i.wanted ? 'units' THEN (SELECT jsonb_agg(u.unit ORDER BY u.unit ->> 0) FROM jsonb_array_elements(i.wanted -> 'units') u (unit)) END,
		'list_price', l.tiers, 'prices', CASE WHEN x.prices IS NOT NULL THEN coalesce(s.state -> 'prices', '{}') || x.prices END,
		'name_en', CASE WHEN i.wanted ? 'name_ru' AND NOT i.wanted ? 'name_en' AND (NOT s.there OR s.state -> 'name_en' = s.state -> 'name_ru') THEN i.wanted -> 'name_ru' END,
		'name_ru', CASE WHEN NOT s.there AND NOT i.wanted ? 'name_ru' THEN v.named END,
		'status', CASE WHEN i.deleted THEN CASE WHEN s.there THEN 'discontinued' END
			WHEN NOT s.there THEN CASE WHEN $5::bool OR l.tiers IS NULL THEN 'draft' ELSE 'active' END
			WHEN s.state ->> 'status' <> 'active' AND NOT $5::bool AND coalesce(l.tiers, nullif(s.state -> 'list_price', 'null')) IS NOT NULL AND
				(SELECT h.cause FROM product_changes h WHERE h.product_id = s.product_id AND h.after ? 'status' ORDER BY h.id DESC LIMIT 1) = 'import' THEN 'active' END)) AS wanted
	FROM stated s JOIN import_items i ON i.run_id = $1 AND i.seq = s.seq
		LEFT JOIN import_categories c ON c.run_id = $1 AND c.path = i.category
		LEFT JOIN import_categories bc ON bc.run_id = $1 AND bc.path = s.base ->> 'category'
		LEFT JOIN import_categories dc ON dc.run_id = $1 AND dc.path = ''
		CROSS JOIN LATERAL (SELECT coalesce(s.base_state - ` + inherited + `, '{}') || coalesce(s.base - ` + inherited + `, '{}') || (i.wanted - '{prices,attributes,units}'::text[]) AS wanted,
			coalesce(i.wanted -> 'name_ru', i.wanted -> 'name_en', s.base -> 'name_ru', s.base_state -> 'name_ru', s.state -> 'name_ru') AS named,
			s.base IS NOT NULL OR s.base_state IS NOT NULL AS inherits) v
		LEFT JOIN LATERAL (` + tiersOf(`$3::text`, `s.state -> 'list_price'`, `false`) + `) l ON i.wanted -> 'prices' ? $3
		LEFT JOIN LATERAL (SELECT jsonb_object_agg(o.list, z.tiers) AS prices
			FROM unnest($6::text[], $7::uuid[]) o (type, list) JOIN price_lists p ON p.id = o.list AND p.supplier_id = $2
				CROSS JOIN LATERAL (` + tiersOf(`o.type`, `s.state -> 'prices' -> o.list::text`, `p.gross`) + `) z
			WHERE i.wanted -> 'prices' ? o.type AND z.tiers IS NOT NULL) x ON i.wanted ? 'prices' AND cardinality($7::uuid[]) > 0
	WHERE $2::uuid IS NOT NULL`

// tiersOf are the tiers a product would have in a list, by the prices of one type. A price without a quantity is that of the first
// tier: dearer tiers above it go, cheaper ones stay. Lists hold prices net, or gross.
func tiersOf(priceType, now, gross string) string {
	return strings.NewReplacer("{type}", priceType, "{now}", now, "{gross}", gross).Replace(`
	WITH told AS (
		SELECT coalesce(nullif((t.tier ->> 0)::numeric, 0), least(({now} -> 0 ->> 0)::numeric, coalesce((v.wanted ->> 'minimum')::numeric,
				(s.state ->> 'minimum')::numeric, 1))) AS floor, (t.tier ->> 0)::numeric = 0 AS plain,
			round((t.tier ->> 1)::numeric * CASE WHEN {gross} THEN 1 + tax.rate ELSE 1 END / CASE WHEN tax.within THEN 1 + tax.rate ELSE 1 END, 4) AS price
		FROM jsonb_array_elements(i.wanted -> 'prices' -> {type} -> 'tiers') t (tier) CROSS JOIN LATERAL (SELECT
			coalesce((v.wanted ->> 'vat_rate')::numeric, (s.state ->> 'vat_rate')::numeric, 22) / 100 AS rate,
			i.wanted -> 'prices' -> {type} ->> 'tax' = 'gross' OR $4::bool AND i.wanted -> 'prices' -> {type} ->> 'tax' IS DISTINCT FROM 'net' AS within) tax),
	kept AS (
		SELECT (k.tier ->> 0)::numeric AS floor, true, (k.tier ->> 1)::numeric AS price
		FROM jsonb_array_elements(CASE WHEN jsonb_typeof({now}) = 'array' THEN {now} ELSE '[]' END) k (tier)
		WHERE (SELECT count(*) = 1 AND bool_and(plain) FROM told)
			AND (k.tier ->> 0)::numeric > (SELECT floor FROM told) AND (k.tier ->> 1)::numeric < (SELECT price FROM told))
	SELECT jsonb_agg(jsonb_build_array(trim_scale(x.floor), trim_scale(x.price)) ORDER BY x.floor) AS tiers
	FROM (SELECT DISTINCT ON (floor) floor, price FROM (SELECT * FROM told UNION ALL SELECT * FROM kept) y ORDER BY floor, plain) x`)
}

// diffItems keeps of what a product would be what differs from how it stands.
const diffItems = `UPDATE import_items i SET product_id = p.product_id, stale = false,
		name = CASE WHEN i.name = '' THEN coalesce(p.named #>> '{}', '') ELSE i.name END,
		kind = CASE WHEN NOT p.there AND i.deleted THEN 'same' WHEN NOT p.there AND p.named IS NULL THEN 'faulty' WHEN NOT p.there THEN 'new'
			WHEN d.after IS NULL THEN 'same' ELSE 'changed' END,
		before = CASE WHEN p.there THEN d.before END, after = CASE WHEN p.there OR NOT i.deleted AND p.named IS NOT NULL THEN d.after END,
		price_change = CASE WHEN p.there THEN (SELECT e.change FROM (
				SELECT round(((d.after -> 'list_price' -> 0 ->> 1)::numeric / nullif((p.state -> 'list_price' -> 0 ->> 1)::numeric, 0) - 1) * 100, 2) AS change
				UNION ALL SELECT round(((k.value -> 0 ->> 1)::numeric / nullif((p.state -> 'prices' -> k.key -> 0 ->> 1)::numeric, 0) - 1) * 100, 2)
				FROM jsonb_each(d.after -> 'prices') k WHERE p.state -> 'prices' -> k.key IS DISTINCT FROM k.value) e
			WHERE e.change IS NOT NULL ORDER BY abs(e.change) DESC LIMIT 1) END
	FROM prepared p CROSS JOIN LATERAL (
		SELECT jsonb_object_agg(w.key, p.state -> w.key) AS before, jsonb_object_agg(w.key, w.value) AS after
		FROM jsonb_each(p.wanted) w WHERE p.state -> w.key IS DISTINCT FROM w.value) d
	WHERE i.run_id = $1 AND i.seq = p.seq`

// faultItems sets aside the records whose product could not be told, and says so.
const faultItems = `WITH bad AS (
		UPDATE import_items i SET kind = CASE WHEN m.base THEN 'base' ELSE 'faulty' END, product_id = NULL, before = NULL, after = NULL, price_change = NULL, stale = false
		FROM matched m WHERE i.run_id = $1 AND i.seq = m.seq AND (m.fault IS NOT NULL OR m.base) RETURNING i.seq, i.file, i.line, i.sku, i.external_id, m.fault),
	told AS (
		SELECT seq, file, line, CASE WHEN sku <> '' THEN sku ELSE external_id END AS value, fault AS code, false AS note FROM bad WHERE fault IS NOT NULL
		UNION ALL
		SELECT i.seq, i.file, i.line, CASE WHEN i.sku <> '' THEN i.sku ELSE i.external_id END, 'unknown-product', false FROM import_items i
			JOIN prepared p ON p.seq = i.seq WHERE i.run_id = $1 AND NOT p.there AND NOT i.deleted AND p.named IS NULL
		UNION ALL
		SELECT i.seq, i.file, i.line, i.sku, 'sku-not-unique', true FROM import_items i JOIN prepared p ON p.seq = i.seq
			WHERE i.run_id = $1 AND i.sku <> '' AND p.wanted ->> 'sku' <> i.sku)
	INSERT INTO import_faults (run_id, supplier_id, seq, file, line, column_name, value, code, note)
	SELECT $1, $2, ` + comparedFaults + ` + row_number() OVER (ORDER BY seq, code), file, line, 'sku', value, code, note FROM told`

// vanishItems are the goods on sale of which a whole list says nothing.
const vanishItems = `INSERT INTO import_items (run_id, supplier_id, seq, fresh_id, sku, name, product_id, kind, before, after)
	SELECT $1, $2, (SELECT coalesce(max(seq), 0) FROM import_items WHERE run_id = $1) + row_number() OVER (ORDER BY p.sku), $3, p.sku, p.name_ru, p.id, 'vanished', {change}
	FROM products p LEFT JOIN stock s ON s.product_id = p.id
	WHERE p.supplier_id = $2 AND p.status = 'active' AND NOT EXISTS (SELECT FROM matched m WHERE m.product_id = p.id AND m.there)`

// vanishedChange are the two sides of what becomes of a product that has vanished.
var vanishedChange = map[string]string{
	"leave": `NULL, NULL`,
	"out_of_stock": `CASE WHEN s.on_hand IS DISTINCT FROM 0 THEN jsonb_build_object('on_hand', trim_scale(s.on_hand)) END,
		CASE WHEN s.on_hand IS DISTINCT FROM 0 THEN '{"on_hand": 0}'::jsonb END`,
	"draft":       `'{"status": "active"}', '{"status": "draft"}'`,
	"discontinue": `'{"status": "active"}', '{"status": "discontinued"}'`,
}

// CountImport sums up a dry run.
func CountImport(tx *Tx, run *ImportRun) (c ImportCounts, err error) {
	if err := tx.holds(run.SupplierID); err != nil {
		return c, err
	}
	err = tx.q.QueryRow(tx.ctx, `SELECT count(*) FILTER (WHERE kind NOT IN ('vanished', 'base')), count(*) FILTER (WHERE kind = 'new'), count(*) FILTER (WHERE kind = 'changed'),
			count(*) FILTER (WHERE kind = 'same'), count(*) FILTER (WHERE kind = 'vanished'), count(*) FILTER (WHERE kind = 'faulty'),
			count(*) FILTER (WHERE price_change > 0), count(*) FILTER (WHERE price_change < 0), count(*) FILTER (WHERE stale),
			count(*) FILTER (WHERE pictures IS NOT NULL AND kind IN ('new', 'changed', 'same') AND NOT deleted),
			count(*) FILTER (WHERE after IS NOT NULL)
		FROM import_items WHERE run_id = $1`, run.ID).Scan(&c.Rows, &c.New, &c.Changed, &c.Same, &c.Vanished, &c.Faulty, &c.Up, &c.Down, &c.Stale, &c.Pictures, &c.Applies)
	if err != nil {
		return c, err
	}
	var skipped int
	err = tx.q.QueryRow(tx.ctx, `SELECT count(*) FILTER (WHERE note), count(DISTINCT (file, sheet, line)) FILTER (WHERE NOT note AND seq < `+comparedFaults+`),
			(SELECT count(*) FROM import_categories c WHERE c.run_id = $1 AND c.fresh AND (c.path <> ''
				OR EXISTS (SELECT FROM import_items i WHERE i.run_id = $1 AND i.after ->> 'category_id' = c.category_id::text)))
		FROM import_faults WHERE run_id = $1`, run.ID).Scan(&c.Notes, &skipped, &c.Categories)
	c.Faulty += skipped
	c.Rows += skipped
	return c, err
}

// BigPriceChanges counts the prices that change by more than so many per cent, and the prices that change at all.
func BigPriceChanges(tx *Tx, run *ImportRun, limit int) (big, all int, err error) {
	r, err := rows(tx, `SELECT count(*) FILTER (WHERE abs(price_change) > $2), count(*) FROM import_items WHERE run_id = $1 AND price_change IS NOT NULL`,
		[]any{run.ID, limit}, func(r pgx.Rows, n *[2]int) error { return r.Scan(&n[0], &n[1]) })
	if err != nil || len(r) == 0 {
		return 0, 0, err
	}
	return r[0][0], r[0][1], nil
}

// OnSale counts a supplier's goods on sale.
func OnSale(tx *Tx, supplier OrganisationID) (n int, err error) {
	return n, tx.q.QueryRow(tx.ctx, `SELECT count(*) FROM products WHERE supplier_id = $1 AND status = 'active'`, supplier).Scan(&n)
}
