package models

import (
	"encoding/json"

	"github.com/jackc/pgx/v5"
)

// TakenBack is what an undo did.
type TakenBack struct {
	Products int64  // were changed back
	Removed  int64  // had been made by the change, and are gone again
	Retired  int64  // had been made by the change, but somebody ordered them: they are discontinued
	Kept     []Kept // what was left as it is, the first hundred
	KeptAll  int64  // how many there are of these
}

// Kept is a field that an undo left alone, because it is no longer what the change had made of it.
type Kept struct {
	ProductID ProductID
	SKU       string
	Field     string
	Was       json.RawMessage // what the change had made of it
	Now       json.RawMessage
}

// productColumns are the fields of product_states that are columns of products.
const productColumns = `sku, external_id, gtin, name_ru, name_en, description_ru, description_en, brand, category_id, unit, pack_size, minimum,
	multiple, vat_rate, status, substitute_id, lead_days, season_from, season_to, attributes`

var errUndone = Faulty(Conflict, "already-undone", "This has been taken back already.")

// UndoChange takes one change of a product back: each of its fields gets its value from before, unless it changed again since.
// NotFound where the change is another supplier's, Conflict (already-undone) the second time.
func UndoChange(tx *Tx, product ProductID, change int64) (TakenBack, error) {
	return undo(tx, NewID[Batch](), `c.product_id = ? AND c.id = ?`, product, change)
}

// UndoBatch takes back what was changed together, in a handful of statements however many products there are. The undoing is a
// batch of its own, so it can be taken back in turn.
func UndoBatch(tx *Tx, batch BatchID) (TakenBack, BatchID, error) {
	again := NewID[Batch]()
	repriced, kept, all, priced := undoPrices(tx, batch)
	if priced != nil && KindOf(priced) != Conflict {
		return TakenBack{}, again, priced
	}
	done, err := undo(tx, again, `c.batch_id = ?`, batch)
	if all > 0 && (KindOf(err) == NotFound || CodeOf(err) == "already-undone") {
		err = priced // it changed prices of contract lists alone, or these are what is left of it
	}
	done.Products = max(done.Products, repriced)
	done.KeptAll += kept
	return done, again, err
}

func undo(tx *Tx, as BatchID, which string, args ...any) (out TakenBack, err error) {
	f := &filter{}
	scope, scoped, err := tx.scope.Where(BySupplier, "c", true, nil)
	if err != nil {
		return out, err
	}
	f.args = scoped
	f.parts = []string{scope}
	f.and(which, args...)
	if err := undoable(tx, f); err != nil {
		return out, err
	}
	if err := watch(tx, `SELECT c.product_id FROM product_changes c WHERE `+f.String(), f.args...); err != nil {
		return out, err
	}
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{`SET LOCAL work_mem = '64MB'`, nil},
		{`SET LOCAL jit = off`, nil},
		{`DROP TABLE IF EXISTS chosen, taken_back`, nil},
		{`CREATE TEMP TABLE chosen ON COMMIT DROP AS SELECT c.* FROM product_changes c WHERE ` + f.String() + `
			AND NOT EXISTS (SELECT FROM product_changes x WHERE x.undoes = c.id)`, f.args},
		{`CREATE INDEX ON chosen (product_id)`, nil},
		{`ANALYZE chosen`, nil}, // a batch of just now looks small to the planner
		{`ANALYZE watched`, nil},
		{gatherUndo, nil},
		{`CREATE INDEX ON taken_back (product_id)`, nil},
		{`ANALYZE taken_back`, nil},
	} {
		if _, err := tx.q.Exec(tx.ctx, step.sql, step.args...); err != nil {
			return out, err
		}
	}
	if err := unmake(tx, &out); err != nil {
		return out, err
	}
	for _, sql := range putBack {
		if _, err := tx.q.Exec(tx.ctx, sql); err != nil {
			return out, err
		}
	}
	if _, err := tx.q.Exec(tx.ctx, putBackColumns, tx.Now); err != nil {
		return out, err
	}
	if out.Products, err = recordChanges(tx, recording{cause: ChangedByUndo, batch: as,
		undoes: `(SELECT max(b.change_id) FROM taken_back b WHERE b.product_id = s.product_id)`}); err != nil {
		return out, err
	}
	out.Products -= out.Retired
	return out, kept(tx, &out)
}

// undoable is NotFound when there is no such change, Conflict when all of it has been taken back.
func undoable(tx *Tx, f *filter) error {
	var all, left int
	err := tx.q.QueryRow(tx.ctx, `SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM product_changes x WHERE x.undoes = c.id))
		FROM product_changes c WHERE `+f.String(), f.args...).Scan(&all, &left)
	switch {
	case err != nil:
		return err
	case all == 0:
		return errNotFound
	case left == 0:
		return errUndone
	}
	return nil
}

// gatherUndo makes the table of what is to become of each field: what stood there before the first of the changes, and whether
// it is still what the last of them had made of it. Key ” is of a product that the changes made: it is free to go when nobody
// else has changed it. Stock cannot go below what orders hold.
const gatherUndo = `CREATE TEMP TABLE taken_back ON COMMIT DROP AS
	WITH made AS MATERIALIZED (SELECT product_id, min(id) AS id, max(id) AS last FROM chosen GROUP BY product_id HAVING bool_or(before IS NULL)),
	folded AS (SELECT c.product_id, k.key, max(c.id) AS change_id, (array_agg(c.before -> k.key ORDER BY c.id))[1] AS was,
			(array_agg(c.after -> k.key ORDER BY c.id DESC))[1] AS became
		FROM chosen c CROSS JOIN LATERAL jsonb_object_keys(c.after) k (key)
		WHERE NOT EXISTS (SELECT FROM made m WHERE m.product_id = c.product_id) GROUP BY c.product_id, k.key)
	SELECT f.product_id, p.supplier_id, f.key, f.change_id, f.was, f.became, w.state -> f.key AS now,
		w.state -> f.key IS NOT DISTINCT FROM f.became AND (f.key <> 'on_hand' OR NOT EXISTS (SELECT FROM stock s
			WHERE s.product_id = f.product_id AND s.reserved > coalesce((f.was #>> '{}')::numeric, 0))) AS free
	FROM folded f JOIN watched w USING (product_id) JOIN products p ON p.id = f.product_id
	UNION ALL
	SELECT m.product_id, p.supplier_id, '', m.last, NULL, NULL, NULL, NOT EXISTS (SELECT FROM product_changes c
		WHERE c.product_id = m.product_id AND c.id > m.id AND NOT EXISTS (SELECT FROM chosen x WHERE x.product_id = m.product_id AND x.id = c.id))
	FROM made m JOIN products p ON p.id = m.product_id`

// unmake removes the products that the changes made. Those that somebody ordered, has in a cart or is shown instead of another
// are discontinued.
func unmake(tx *Tx, out *TakenBack) error {
	made := `(SELECT product_id FROM taken_back WHERE key = '' AND free)`
	for _, step := range []struct {
		sql string
		n   *int64
	}{
		{`DELETE FROM taken_back b WHERE key = '' AND free AND NOT EXISTS (SELECT FROM products p WHERE p.id = b.product_id)`, nil},
		{`UPDATE taken_back b SET was = '"wanted"' WHERE key = '' AND free AND (product_id IN (
				SELECT l.product_id FROM agreements a JOIN purchase_order_lines l ON l.client_id = a.client_id AND l.supplier_id = a.supplier_id
				WHERE a.supplier_id IN (SELECT supplier_id FROM taken_back) AND l.product_id IN ` + made + `)
			OR EXISTS (SELECT FROM cart_lines l WHERE l.supplier_id = b.supplier_id AND l.product_id = b.product_id)
			OR EXISTS (SELECT FROM products p WHERE p.supplier_id = b.supplier_id AND p.substitute_id = b.product_id
				AND p.id NOT IN (SELECT product_id FROM taken_back WHERE key = 'substitute_id' AND free)))`, nil},
		{`UPDATE products p SET status = 'discontinued', version = p.version + 1 FROM taken_back b
			WHERE p.id = b.product_id AND b.key = '' AND b.free AND b.was IS NOT NULL AND p.status <> 'discontinued'`, &out.Retired},
		{`UPDATE products p SET substitute_id = NULL FROM taken_back b WHERE p.id = b.product_id AND b.key = 'substitute_id' AND b.free
			AND p.substitute_id IN ` + made, nil},
		{`UPDATE products p SET substitute_id = NULL WHERE p.id IN ` + made + ` AND p.substitute_id IN ` + made, nil},
		{`DELETE FROM prices WHERE product_id IN (SELECT product_id FROM taken_back WHERE key = '' AND free AND was IS NULL)`, nil},
		{`DELETE FROM stock WHERE product_id IN (SELECT product_id FROM taken_back WHERE key = '' AND free AND was IS NULL)`, nil},
		{`DELETE FROM products WHERE id IN (SELECT product_id FROM taken_back WHERE key = '' AND free AND was IS NULL)`, &out.Removed},
	} {
		done, err := tx.q.Exec(tx.ctx, step.sql)
		if err != nil {
			return err
		}
		if step.n != nil {
			*step.n = done.RowsAffected()
		}
	}
	return nil
}

// putBackColumns gives products the columns that they had.
const putBackColumns = `UPDATE products p SET (` + productColumns + `) = (SELECT ` + productColumns + ` FROM jsonb_populate_record(p, b.was)),
		version = p.version + 1, updated_at = $1
	FROM (SELECT product_id, jsonb_object_agg(key, coalesce(was, 'null')) AS was FROM taken_back
		WHERE free AND key NOT IN ('', ` + unversioned + `) GROUP BY product_id) b WHERE p.id = b.product_id`

// unversioned are the fields of product_states that have pages of their own: changing them is no new version of the product.
const unversioned = `'list_price', 'on_hand', 'unit_cost'`

// putBack gives products what hangs on them. Each list is written anew.
var putBack = []string{
	`DELETE FROM prices x USING taken_back b, price_lists l, organisations o WHERE b.key = 'list_price' AND b.free AND x.product_id = b.product_id
		AND o.id = b.supplier_id AND l.supplier_id = o.id AND l.kind = 'list' AND l.currency = o.currency AND x.price_list_id = l.id`,
	`INSERT INTO prices (price_list_id, supplier_id, product_id, from_quantity, unit_price)
		SELECT l.id, b.supplier_id, b.product_id, (t.tier ->> 0)::numeric, (t.tier ->> 1)::numeric
		FROM taken_back b JOIN organisations o ON o.id = b.supplier_id JOIN price_lists l ON l.supplier_id = o.id AND l.kind = 'list' AND l.currency = o.currency
			CROSS JOIN LATERAL jsonb_array_elements(` + listOf("b.was") + `) t (tier)
		WHERE b.key = 'list_price' AND b.free`,
	`DELETE FROM stock s USING taken_back b WHERE b.key = 'on_hand' AND b.free AND s.product_id = b.product_id AND ` + none("b.was"),
	`INSERT INTO stock (product_id, supplier_id, on_hand, updated_at)
		SELECT product_id, supplier_id, (was #>> '{}')::numeric, now() FROM taken_back b WHERE key = 'on_hand' AND free AND NOT ` + none("b.was") + `
		ORDER BY product_id ON CONFLICT (product_id) DO UPDATE SET on_hand = EXCLUDED.on_hand, updated_at = EXCLUDED.updated_at`,
	placeStock(`SELECT product_id FROM taken_back WHERE key = 'on_hand' AND free`),
	spreadStock(`SELECT product_id FROM taken_back WHERE key = 'on_hand' AND free`),
	`DELETE FROM product_costs k USING taken_back b WHERE b.key = 'unit_cost' AND b.free AND k.product_id = b.product_id AND ` + none("b.was"),
	`INSERT INTO product_costs (product_id, supplier_id, unit_cost, updated_at)
		SELECT product_id, supplier_id, (was #>> '{}')::numeric, now() FROM taken_back b WHERE key = 'unit_cost' AND free AND NOT ` + none("b.was") + `
		ON CONFLICT (product_id) DO UPDATE SET unit_cost = EXCLUDED.unit_cost, updated_at = EXCLUDED.updated_at`,
	`DELETE FROM product_units u USING taken_back b WHERE b.key = 'units' AND b.free AND u.product_id = b.product_id`,
	`INSERT INTO product_units (product_id, supplier_id, unit, factor, gtin)
		SELECT b.product_id, b.supplier_id, u.unit ->> 0, (u.unit ->> 1)::numeric, u.unit ->> 2
		FROM taken_back b CROSS JOIN LATERAL jsonb_array_elements(` + listOf("b.was") + `) u (unit) WHERE b.key = 'units' AND b.free`,
	`DELETE FROM product_companions w USING taken_back b WHERE b.key = 'goes_with' AND b.free AND w.product_id = b.product_id`,
	`INSERT INTO product_companions (product_id, supplier_id, companion_id, position)
		SELECT b.product_id, b.supplier_id, p.id, w.n
		FROM taken_back b CROSS JOIN LATERAL jsonb_array_elements_text(` + listOf("b.was") + `) WITH ORDINALITY w (id, n)
			JOIN products p ON p.id = w.id::uuid AND p.supplier_id = b.supplier_id
		WHERE b.key = 'goes_with' AND b.free`,
	`DELETE FROM product_images i USING taken_back b WHERE b.key = 'pictures' AND b.free AND i.product_id = b.product_id`,
	`INSERT INTO product_images (product_id, supplier_id, position, file_id)
		SELECT b.product_id, b.supplier_id, i.n, i.file::uuid
		FROM taken_back b CROSS JOIN LATERAL jsonb_array_elements_text(` + listOf("b.was") + `) WITH ORDINALITY i (file, n) WHERE b.key = 'pictures' AND b.free`,
	`DELETE FROM product_documents d USING taken_back b WHERE b.key = 'papers' AND b.free AND d.product_id = b.product_id`,
	`INSERT INTO product_documents (product_id, supplier_id, file_id, kind, title, valid_to)
		SELECT b.product_id, b.supplier_id, (d.paper ->> 0)::uuid, d.paper ->> 1, d.paper ->> 2, (d.paper ->> 3)::date
		FROM taken_back b CROSS JOIN LATERAL jsonb_array_elements(` + listOf("b.was") + `) d (paper) WHERE b.key = 'papers' AND b.free`,
}

// none is whether a field of a state holds nothing, listOf the list it holds, empty for nothing.
func none(field string) string { return `coalesce(` + field + `, 'null') = 'null'` }
func listOf(field string) string {
	return `CASE WHEN ` + none(field) + ` THEN '[]' ELSE ` + field + ` END`
}

// kept tells what the undo left alone.
func kept(tx *Tx, out *TakenBack) (err error) {
	if err := tx.q.QueryRow(tx.ctx, `SELECT count(*) FROM taken_back WHERE NOT free`).Scan(&out.KeptAll); err != nil {
		return err
	}
	out.Kept, err = rows(tx, `SELECT b.product_id, p.sku, b.key, coalesce(b.became, 'null'), coalesce(b.now, 'null')
		FROM taken_back b JOIN products p ON p.id = b.product_id WHERE NOT b.free ORDER BY p.sku, b.key LIMIT 100`, nil, func(r pgx.Rows, k *Kept) error {
		return r.Scan(&k.ProductID, &k.SKU, &k.Field, &k.Was, &k.Now)
	})
	return err
}
