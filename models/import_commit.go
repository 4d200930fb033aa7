package models

import "fmt"

// MarkStale finds the products that somebody changed since the dry run, marks them and says how many there are. It holds every
// product that the import would write until the transaction ends. What stock has become meanwhile is no hindrance: a count
// takes the place of whatever was there.
func MarkStale(tx *Tx, run *ImportRun) (int64, error) {
	if err := tx.holds(run.SupplierID); err != nil {
		return 0, err
	}
	if err := watch(tx, `SELECT i.product_id FROM import_items i WHERE i.run_id = $1 AND i.after IS NOT NULL`, run.ID); err != nil {
		return 0, err
	}
	if _, err := tx.q.Exec(tx.ctx, `ANALYZE watched`); err != nil {
		return 0, err
	}
	done, err := tx.q.Exec(tx.ctx, `UPDATE import_items i SET stale = true FROM watched w
		WHERE i.run_id = $1 AND i.after IS NOT NULL AND w.product_id = i.product_id AND CASE
			WHEN i.kind = 'new' THEN w.state IS NOT NULL OR EXISTS (SELECT FROM products p WHERE p.supplier_id = i.supplier_id AND p.sku = i.after ->> 'sku')
				OR i.external_id <> '' AND EXISTS (SELECT FROM products p WHERE p.supplier_id = i.supplier_id AND p.external_id = i.external_id)
			ELSE w.state IS NULL OR EXISTS (SELECT FROM jsonb_each(i.before) b WHERE b.key NOT IN ('on_hand', 'prices') AND w.state -> b.key IS DISTINCT FROM b.value)
				OR EXISTS (SELECT FROM jsonb_object_keys(i.after -> 'prices') k WHERE list_tiers(i.product_id, k::uuid) IS DISTINCT FROM i.before -> 'prices' -> k) END`, run.ID)
	return done.RowsAffected(), err
}

// ApplyImport writes what the dry run said, and nothing but that, into the products that [MarkStale] holds. The history gets a
// line for each, all of one batch: the run. Where the catalogue would come out otherwise than was shown it is an error, and
// the transaction must be given up. How many of the goods are done is told now and then.
func ApplyImport(tx *Tx, run *ImportRun, told func(goods int)) (int64, error) {
	if err := tx.holds(run.SupplierID); err != nil {
		return 0, err
	}
	a := &applying{tx: tx, run: run, told: told, of: run.Counts.New + 2*run.Counts.Applies}
	for _, step := range []func() error{a.makeNew, a.change} {
		if err := step(); err != nil {
			return 0, fmt.Errorf("apply an import: %w", err)
		}
	}
	n, err := recordChanges(tx, recording{cause: ChangedByImport, batch: BatchID{run.ID.UUID}, undoes: `NULL::bigint`, told: func(n int64) { a.tell(int(n)) }})
	if err != nil {
		return n, err
	}
	if n > manyChanges {
		if _, err := tx.q.Exec(tx.ctx, `ANALYZE prices, products`); err != nil {
			return n, err
		}
	}
	return n, asShown(tx, run)
}

// applying is an import that is being written. Each of its goods is work twice, for what hangs on it and for the history; a new
// one three times.
type applying struct {
	tx       *Tx
	run      *ImportRun
	told     func(goods int)
	done, of int
}

func (a *applying) tell(more int) {
	a.done = min(a.done+more, a.of)
	a.told(a.run.Counts.Applies * a.done / max(a.of, 1))
}

// made is how many products are made in one statement.
const made = 5000

// makeNew makes the categories, the list price and the products that are not there yet.
func (a *applying) makeNew() error {
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{`SET LOCAL work_mem = '64MB'`, nil},
		{`SET LOCAL jit = off`, nil},
		{makeCategories, []any{a.run.ID, a.run.SupplierID}},
		{makeListPrice, []any{a.run.ID, a.run.SupplierID, NewID[PriceList](), a.tx.Now}},
	} {
		if _, err := a.tx.q.Exec(a.tx.ctx, step.sql, step.args...); err != nil {
			return err
		}
	}
	var last int
	if err := a.tx.q.QueryRow(a.tx.ctx, `SELECT coalesce(max(seq), 0) FROM import_items WHERE run_id = $1 AND kind = 'new'`, a.run.ID).Scan(&last); err != nil {
		return err
	}
	for from := 0; from < last; from += made {
		done, err := a.tx.q.Exec(a.tx.ctx, makeProducts, a.run.ID, a.tx.Now, from, from+made)
		if err != nil {
			return err
		}
		a.tell(int(done.RowsAffected()))
	}
	return nil
}

// change writes what hangs on products, and the columns of those that were there before.
func (a *applying) change() error {
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{`DROP TABLE IF EXISTS taken_back`, nil},
		{itemChanges, []any{a.run.ID}},
		{`ANALYZE taken_back`, nil},
	} {
		if _, err := a.tx.q.Exec(a.tx.ctx, step.sql, step.args...); err != nil {
			return err
		}
	}
	for _, sql := range putBack {
		if _, err := a.tx.q.Exec(a.tx.ctx, sql); err != nil {
			return err
		}
		a.tell(a.run.Counts.Applies / len(putBack))
	}
	if _, err := a.tx.q.Exec(a.tx.ctx, changeColumns, a.tx.Now); err != nil {
		return err
	}
	return a.reprice()
}

// reprice writes what goes into the supplier's other price lists, a part of the batch.
func (a *applying) reprice() error {
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{repriced, nil},
		{`INSERT INTO repriced SELECT l.id, i.supplier_id, i.product_id, i.before -> 'prices' -> k.key, k.value
			FROM import_items i CROSS JOIN LATERAL jsonb_each(i.after -> 'prices') k JOIN price_lists l ON l.id = k.key::uuid AND l.supplier_id = i.supplier_id
			WHERE i.run_id = $1 AND i.after ? 'prices' AND i.before -> 'prices' -> k.key IS DISTINCT FROM k.value`, []any{a.run.ID}},
	} {
		if _, err := a.tx.q.Exec(a.tx.ctx, step.sql, step.args...); err != nil {
			return err
		}
	}
	return writeRepriced(a.tx, &BatchID{a.run.ID.UUID})
}

// manyChanges is after how many the planner is told at once: until it knows a first list it reads all its prices for each product.
const manyChanges = 2000

// makeCategories makes those that goods of the import will hang in, with what they hang in themselves.
const makeCategories = `WITH RECURSIVE used AS (
		SELECT c.path, c.parent_path FROM import_categories c WHERE c.run_id = $1 AND c.fresh
			AND c.category_id IN (SELECT DISTINCT (after ->> 'category_id')::uuid FROM import_items WHERE run_id = $1 AND after ? 'category_id')
		UNION SELECT p.path, p.parent_path FROM used u JOIN import_categories p ON p.run_id = $1 AND p.path = u.parent_path AND p.fresh)
	INSERT INTO categories (id, parent_id, supplier_id, slug, name_ru, name_en)
	SELECT c.category_id, c.parent_id, $2, trim(both '-' from regexp_replace(lower(left(c.name, 80)), '[^[:alnum:]]+', '-', 'g')) || '-' || right(c.category_id::text, 12), c.name, c.name
	FROM used u JOIN import_categories c ON c.run_id = $1 AND c.path = u.path ON CONFLICT (id) DO NOTHING`

// makeListPrice makes the supplier's list price where it has none yet.
const makeListPrice = `INSERT INTO price_lists (id, supplier_id, name, kind, currency, created_at)
	SELECT $3, o.id, 'List price ' || o.currency, 'list', o.currency, $4 FROM organisations o
	WHERE o.id = $2 AND EXISTS (SELECT FROM import_items WHERE run_id = $1 AND after ? 'list_price')
		AND NOT EXISTS (SELECT FROM price_lists l WHERE l.supplier_id = o.id AND l.kind = 'list' AND l.currency = o.currency)
	ON CONFLICT DO NOTHING`

const makeProducts = `INSERT INTO products (id, supplier_id, ` + productColumns + `, created_at, updated_at)
	SELECT i.product_id, i.supplier_id, ` + newColumns + `, $2, $2 FROM import_items i CROSS JOIN LATERAL jsonb_populate_record(NULL::products,
		'{"gtin": "", "external_id": "", "name_en": "", "description_ru": "", "description_en": "", "brand": "", "unit": "pcs", "pack_size": 1, "minimum": 1,
		"multiple": 1, "vat_rate": 22, "attributes": {}}' || i.after) r
	WHERE i.run_id = $1 AND i.kind = 'new' AND i.seq > $3 AND i.seq <= $4 AND i.after IS NOT NULL ORDER BY i.seq`

// newColumns are [productColumns] of the record r.
const newColumns = `r.sku, r.external_id, r.gtin, r.name_ru, r.name_en, r.description_ru, r.description_en, r.brand, r.category_id, r.unit, r.pack_size, r.minimum,
	r.multiple, r.vat_rate, r.status, r.substitute_id, r.lead_days, r.season_from, r.season_to, r.attributes`

// itemChanges makes of the items what an undo makes of changes: which field of which product gets which value. The columns of
// new products are there already.
const itemChanges = `CREATE TEMP TABLE taken_back ON COMMIT DROP AS
	SELECT i.product_id, i.supplier_id, k.key, 0::bigint AS change_id, k.value AS was, NULL::jsonb AS became, NULL::jsonb AS now, true AS free, i.kind = 'new' AS made
	FROM import_items i CROSS JOIN LATERAL jsonb_each(i.after) k
	WHERE i.run_id = $1 AND i.after IS NOT NULL AND k.key <> 'prices' AND (i.kind <> 'new' OR k.key IN ('list_price', 'on_hand', 'unit_cost', 'units'))`

// changeColumns is putBackColumns for products that were there before.
const changeColumns = `UPDATE products p SET (` + productColumns + `) = (SELECT ` + productColumns + ` FROM jsonb_populate_record(p, b.was)),
		version = p.version + 1, updated_at = $1
	FROM (SELECT product_id, jsonb_object_agg(key, coalesce(was, 'null')) AS was FROM taken_back
		WHERE NOT made AND key NOT IN (` + unversioned + `) GROUP BY product_id) b WHERE p.id = b.product_id`

// asShown is an error when the history says otherwise than the dry run did.
func asShown(tx *Tx, run *ImportRun) error {
	var differ int
	err := tx.q.QueryRow(tx.ctx, `SELECT count(*) FROM import_items i LEFT JOIN product_changes c ON c.batch_id = $1 AND c.product_id = i.product_id AND c.cause = 'import'
		WHERE i.run_id = $1 AND i.after IS NOT NULL AND (CASE WHEN i.kind = 'new'
			THEN c.id IS NULL OR c.before IS NOT NULL OR EXISTS (SELECT FROM jsonb_each(i.after) k WHERE k.key <> 'prices' AND c.after -> k.key IS DISTINCT FROM k.value)
			ELSE coalesce(i.after - '{on_hand,prices}'::text[], '{}') <> coalesce(c.after - 'on_hand', '{}') END
			OR EXISTS (SELECT FROM jsonb_each(i.after -> 'prices') k WHERE list_tiers(i.product_id, k.key::uuid) IS DISTINCT FROM k.value))`, run.ID).Scan(&differ)
	if err == nil && differ > 0 {
		return fmt.Errorf("an import would make %d products otherwise than its dry run said", differ)
	}
	return err
}

// UnmakeCategories removes the categories an import made, as far as nothing hangs in them.
func UnmakeCategories(tx *Tx, run *ImportRun) error {
	if err := tx.holds(run.SupplierID); err != nil {
		return err
	}
	_, err := tx.q.Exec(tx.ctx, `SELECT remove_empty_categories((SELECT array_agg(c.category_id) FROM import_categories c JOIN categories k ON k.id = c.category_id
		WHERE c.run_id = $1 AND c.fresh AND k.supplier_id = $2))`, run.ID, run.SupplierID)
	return err
}
