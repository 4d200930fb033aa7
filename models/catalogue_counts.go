package models

import "github.com/jackc/pgx/v5"

// GoodsCount is how many goods of one supplier, category and brand are on sale, those that can be had apart from the others.
type GoodsCount struct {
	Supplier  OrganisationID
	Category  CategoryID
	Brand     string
	Available bool
	Goods     int
}

// CountGoods counts what is on sale and matches what was typed; of suppliers only those that were named, if any. It stops
// counting at so many goods, 0: never.
func CountGoods(tx *Tx, s Assortment, w Wanted, most int) ([]GoodsCount, error) {
	b := browse{Assortment: s, Wanted: Wanted{Words: w.Words, Code: w.Code, Suppliers: w.Suppliers}, f: &filter{}}
	source := `products p JOIN reach a ON a.supplier_id = p.supplier_id AND ` + onSale
	if b.searched() {
		source = b.matches(``)
	}
	limit := ``
	if most > 0 {
		limit = ` LIMIT ` + b.f.param(most)
	}
	sql := b.reach() + `SELECT supplier_id, category_id, brand, available, count(*) FROM (
			SELECT p.supplier_id, p.category_id, p.brand, ` + available + ` AS available
			FROM ` + source + ` LEFT JOIN stock q ON q.product_id = p.id` + limit + `) found
		GROUP BY supplier_id, category_id, brand, available`
	t := &together{tx: tx}
	var counts []GoodsCount
	readAlso(t, &counts, ByBoth, "a", sql, b.f.args, func(r pgx.Rows, c *GoodsCount) error {
		return r.Scan(&c.Supplier, &c.Category, &c.Brand, &c.Available, &c.Goods)
	})
	return counts, t.read()
}
