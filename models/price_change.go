package models

// repriced is a table of this transaction: what some contract lists asked for products, and what they are to ask.
const repriced = `CREATE TEMP TABLE repriced (price_list_id uuid, supplier_id uuid, product_id uuid, before jsonb, after jsonb) ON COMMIT DROP`

// writeRepriced gives the lists what the table says, and keeps it as part of a batch where there is one.
func writeRepriced(tx *Tx, batch *BatchID) error {
	var user *UserID
	if !tx.Actor.User.IsZero() {
		user = &tx.Actor.User
	}
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{`ANALYZE repriced`, nil},
		{`DELETE FROM prices x USING repriced r WHERE x.product_id = r.product_id AND x.price_list_id = r.price_list_id AND x.supplier_id = r.supplier_id`, nil},
		{`INSERT INTO prices (price_list_id, supplier_id, product_id, from_quantity, unit_price)
			SELECT r.price_list_id, r.supplier_id, r.product_id, (t.tier ->> 0)::numeric, (t.tier ->> 1)::numeric
			FROM repriced r CROSS JOIN LATERAL jsonb_array_elements(` + listOf("r.after") + `) t (tier)`, nil},
		{`INSERT INTO price_changes (supplier_id, price_list_id, product_id, batch_id, at, user_id, before, after)
			SELECT supplier_id, price_list_id, product_id, $1, $2, $3, before, after FROM repriced WHERE $1::uuid IS NOT NULL`, []any{batch, tx.Now, user}},
		{`DROP TABLE repriced`, nil},
	} {
		if _, err := tx.q.Exec(tx.ctx, step.sql, step.args...); err != nil {
			return err
		}
	}
	return nil
}

// keepRevised notes what [ApplyRevised] has done to a contract list.
func keepRevised(tx *Tx, l PriceList, batch BatchID) error {
	var user *UserID
	if !tx.Actor.User.IsZero() {
		user = &tx.Actor.User
	}
	_, err := tx.q.Exec(tx.ctx, `INSERT INTO price_changes (supplier_id, price_list_id, product_id, batch_id, at, user_id, before, after)
		SELECT $2, $1, product_id, $3, $4, $5, jsonb_agg(jsonb_build_array(trim_scale(from_quantity), trim_scale(before)) ORDER BY from_quantity) FILTER (WHERE before IS NOT NULL),
			jsonb_agg(jsonb_build_array(trim_scale(from_quantity), trim_scale(after)) ORDER BY from_quantity) FILTER (WHERE after IS NOT NULL)
		FROM revised_prices GROUP BY product_id HAVING bool_or(`+differs+`)`, l.ID, l.SupplierID, batch, tx.Now, user)
	return err
}

// undoPrices gives contract lists the prices they had before a batch, where they still ask what the batch had made of them. It
// says how many products that changed, how many prices it left alone, and how many there were to take back.
func undoPrices(tx *Tx, batch BatchID) (products, kept, all int64, err error) {
	scope, args, err := tx.scope.Where(BySupplier, "c", true, []any{batch})
	if err != nil {
		return 0, 0, 0, err
	}
	if err := tx.q.QueryRow(tx.ctx, `SELECT count(*), count(*) FILTER (WHERE undone_at IS NULL) FROM price_changes c WHERE c.batch_id = $1 AND `+scope, args...).Scan(&all, &kept); err != nil {
		return 0, 0, all, err
	}
	if all == 0 {
		return 0, 0, 0, nil
	}
	if kept == 0 {
		return 0, 0, all, errUndone
	}
	if _, err := tx.q.Exec(tx.ctx, `SELECT FROM price_lists l WHERE l.id IN (SELECT c.price_list_id FROM price_changes c WHERE c.batch_id = $1 AND `+scope+`)
		ORDER BY l.id FOR NO KEY UPDATE`, args...); err != nil {
		return 0, 0, all, err
	}
	if _, err := tx.q.Exec(tx.ctx, repriced); err != nil {
		return 0, 0, all, err
	}
	done, err := tx.q.Exec(tx.ctx, `INSERT INTO repriced SELECT c.price_list_id, c.supplier_id, c.product_id, c.after, c.before FROM price_changes c
		WHERE c.batch_id = $1 AND c.undone_at IS NULL AND list_tiers(c.product_id, c.price_list_id) IS NOT DISTINCT FROM c.after AND `+scope, args...)
	if err != nil {
		return 0, 0, all, err
	}
	kept -= done.RowsAffected()
	if err := tx.q.QueryRow(tx.ctx, `SELECT count(DISTINCT product_id) FROM repriced`).Scan(&products); err != nil {
		return 0, 0, all, err
	}
	if _, err := tx.q.Exec(tx.ctx, `UPDATE price_changes c SET undone_at = now() WHERE c.batch_id = $1 AND c.undone_at IS NULL AND `+scope, args...); err != nil {
		return 0, 0, all, err
	}
	return products, kept, all, writeRepriced(tx, nil)
}
