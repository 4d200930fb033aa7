package models

import (
	"strings"

	"github.com/jackc/pgx/v5"
)

// GoodsCount is how many goods of one supplier, category and brand are on sale, those that can be had apart from the others.
type GoodsCount struct {
	Supplier  OrganisationID
	Category  CategoryID
	Brand     string
	Available bool
	Answers   []string // to the attributes that were asked about, in their order; empty: none
	Goods     int
}

// Counted is what goods are counted by, and where it ends.
type Counted struct {
	Attributes []string // by these codes, too
	Most       int      // stop counting at so many goods; 0: never
}

// CountGoods counts what is on sale and matches what was typed; of suppliers only those that were named, if any, and of
// categories, where goods are counted by attributes.
func CountGoods(tx *Tx, s Assortment, w Wanted, by Counted) ([]GoodsCount, error) {
	b := browse{Assortment: s, Wanted: Wanted{Words: w.Words, Loose: w.Loose, Part: w.Part, Code: w.Code, Suppliers: w.Suppliers}, f: &filter{}}
	if len(by.Attributes) > 0 {
		b.Categories = w.Categories
	}
	reach := b.reach()
	narrowed := b.narrowed()
	source := `products p JOIN reach a ON a.supplier_id = p.supplier_id AND ` + onSale + narrowed
	if b.searched() {
		source = b.matches(narrowed, ``)
	}
	limit := ``
	if by.Most > 0 {
		limit = ` LIMIT ` + b.f.param(by.Most)
	}
	sql := reach + `SELECT supplier_id, category_id, brand, available, answers, count(*) FROM (
			SELECT p.supplier_id, p.category_id, p.brand, ` + available + ` AS available, ` + b.answers(by.Attributes) + ` AS answers
			FROM ` + source + ` LEFT JOIN stock q ON q.product_id = p.id` + limit + `) found
		GROUP BY supplier_id, category_id, brand, available, answers`
	t := &together{tx: tx}
	var counts []GoodsCount
	readAlso(t, &counts, ByBoth, "a", sql, b.f.args, func(r pgx.Rows, c *GoodsCount) error {
		return r.Scan(&c.Supplier, &c.Category, &c.Brand, &c.Available, &c.Answers, &c.Goods)
	})
	return counts, t.read()
}

// answers are what products p answer to these attributes.
func (b browse) answers(codes []string) string {
	each := make([]string, len(codes))
	for i, code := range codes {
		each[i] = `coalesce(p.attributes ->> ` + b.f.param(code) + `, '')`
	}
	return `ARRAY[` + strings.Join(each, `, `) + `]::text[]`
}
