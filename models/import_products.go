package models

// UnknownSuppliers removes staged products whose supplier is not there, and says which.
func UnknownSuppliers(tx *Tx) ([]ImportFault, error) {
	return faults(tx, `DELETE FROM staged s WHERE NOT EXISTS (SELECT FROM organisations o WHERE o.kind = 'supplier' AND o.code = s.supplier)
		RETURNING line, 'supplier', supplier, 'unknown-supplier'`)
}

// MergeProducts turns the staged rows into products, their categories, list prices and stock. A blank price or stock
// leaves what is there as it is.
func MergeProducts(tx *Tx) (Changed, error) {
	for _, sql := range []string{
		`INSERT INTO categories (id, slug, name_ru, name_en)
			SELECT gen_random_uuid(), slug, name, name FROM (
				SELECT DISTINCT ON (slug) slug, name FROM (
					SELECT coalesce(category, 'Other') AS name, ` + categorySlug + ` AS slug FROM staged) named ORDER BY slug, name) fresh
			ON CONFLICT (slug) DO NOTHING`,
		`INSERT INTO price_lists (id, supplier_id, name, kind, currency, created_at)
			SELECT gen_random_uuid(), o.id, 'List price ' || p.currency, 'list', p.currency, now() FROM
				(SELECT DISTINCT supplier, coalesce(currency, 'RUB') AS currency FROM staged WHERE price IS NOT NULL) p
				JOIN organisations o ON o.kind = 'supplier' AND o.code = p.supplier
			ON CONFLICT DO NOTHING`,
	} {
		if _, err := tx.q.Exec(tx.ctx, sql); err != nil {
			return Changed{}, err
		}
	}
	done, err := merged(tx, `INSERT INTO products AS p (id, supplier_id, sku, name_ru, name_en, gtin, brand, category_id, unit, pack_size,
			minimum, multiple, vat_rate, created_at, updated_at)
		SELECT s.id, o.id, s.sku, s.name, coalesce(s.name_en, s.name), coalesce(s.gtin, ''), coalesce(s.brand, ''), c.id,
			coalesce(s.unit, 'pcs'), coalesce(s.pack, 1), coalesce(s.minimum, 1), coalesce(s.multiple, 1), coalesce(s.vat_rate, 22), $1, $1
		FROM staged s JOIN organisations o ON o.kind = 'supplier' AND o.code = s.supplier
			JOIN categories c ON c.slug = `+categorySlug+` ORDER BY s.line
		ON CONFLICT (supplier_id, sku) DO UPDATE SET name_ru = EXCLUDED.name_ru, name_en = EXCLUDED.name_en,
			gtin = coalesce(nullif(EXCLUDED.gtin, ''), p.gtin), brand = coalesce(nullif(EXCLUDED.brand, ''), p.brand),
			category_id = EXCLUDED.category_id, pack_size = EXCLUDED.pack_size, updated_at = EXCLUDED.updated_at, version = p.version + 1
		WHERE (p.name_ru, p.name_en, p.gtin, p.brand, p.category_id, p.pack_size) IS DISTINCT FROM (EXCLUDED.name_ru, EXCLUDED.name_en,
			coalesce(nullif(EXCLUDED.gtin, ''), p.gtin), coalesce(nullif(EXCLUDED.brand, ''), p.brand), EXCLUDED.category_id, EXCLUDED.pack_size)
		RETURNING (xmax = 0)`, tx.Now)
	if err != nil {
		return done, err
	}
	for _, sql := range []string{
		`INSERT INTO prices (price_list_id, supplier_id, product_id, from_quantity, unit_price)
			SELECT l.id, p.supplier_id, p.id, p.minimum, s.price FROM staged s
				JOIN organisations o ON o.kind = 'supplier' AND o.code = s.supplier
				JOIN products p ON p.supplier_id = o.id AND p.sku = s.sku
				JOIN price_lists l ON l.supplier_id = o.id AND l.kind = 'list' AND l.currency = coalesce(s.currency, 'RUB')
			WHERE s.price IS NOT NULL
			ON CONFLICT (product_id, price_list_id, from_quantity) DO UPDATE SET unit_price = EXCLUDED.unit_price
				WHERE prices.unit_price <> EXCLUDED.unit_price`,
		`INSERT INTO stock (product_id, supplier_id, on_hand, updated_at)
			SELECT p.id, p.supplier_id, s.stock, now() FROM staged s
				JOIN organisations o ON o.kind = 'supplier' AND o.code = s.supplier
				JOIN products p ON p.supplier_id = o.id AND p.sku = s.sku
			WHERE s.stock IS NOT NULL
			ON CONFLICT (product_id) DO UPDATE SET on_hand = EXCLUDED.on_hand, updated_at = EXCLUDED.updated_at
				WHERE stock.on_hand <> EXCLUDED.on_hand`,
		placeStock(countedNow), spreadStock(countedNow),
	} {
		if _, err := tx.q.Exec(tx.ctx, sql); err != nil {
			return done, err
		}
	}
	return done, nil
}

// countedNow are the products whose stock this transaction wrote.
const countedNow = `SELECT p.id FROM staged s JOIN organisations o ON o.kind = 'supplier' AND o.code = s.supplier
	JOIN products p ON p.supplier_id = o.id AND p.sku = s.sku WHERE s.stock IS NOT NULL`

// categorySlug names a category by the letters and digits of its name.
const categorySlug = `trim(both '-' from regexp_replace(lower(coalesce(category, 'Other')), '[^[:alnum:]]+', '-', 'g'))`
