package models

// browse writes the SQL that finds goods; every source yields rank, name and id, and reaches products only through the
// agreements in force, under {scope}.
type browse struct {
	Assortment
	Wanted
	Stretch
	f *filter
}

// name is what goods are called, and sorted by, in the reader's language.
func (b browse) name() string {
	if b.Locale == "en" {
		return `p.name_en`
	}
	return `p.name_ru`
}

// shelf is a stretch of the goods by name: so many of each supplier, and of each category where some are named, each read in
// order from an index; then the first of all these. also is one more condition on products p.
func (b browse) shelf(also string) string {
	from, each := `agreements a`, `p.supplier_id = a.supplier_id AND `+onSale+also
	if len(b.Categories) > 0 {
		from += ` CROSS JOIN (` + b.under() + `) u`
		each += ` AND p.category_id = u.id`
	}
	n := b.f.param(b.Limit + 1)
	return `SELECT 0::float8 AS rank, k.name, k.id FROM ` + from + ` CROSS JOIN LATERAL (
			SELECT ` + b.name() + ` AS name, p.id FROM products p` + b.stock() + ` WHERE ` + each + b.beyond() + b.narrow() + `
			ORDER BY ` + b.name() + `, p.id LIMIT ` + n + `) k
		WHERE {scope} AND ` + b.trading() + ` ORDER BY k.name, k.id LIMIT ` + n
}

// matchesByName is a stretch of the goods that match what was typed, by name.
func (b browse) matchesByName() string {
	return `SELECT 0::float8 AS rank, ` + b.name() + ` AS name, p.id FROM products p` + b.stock() + `
		WHERE ` + b.matching() + b.beyond() + ` ORDER BY 2, 3 LIMIT ` + b.f.param(b.Limit+1)
}

// closely is among how many matches the closest are looked for. Of "bolt" there are thousands, and none is closer.
const closely = `1000`

// closest is a stretch of the goods that match what was typed, the closest first; a code typed in full comes before all.
func (b browse) closest() string {
	rank := `ts_rank(p.search, (` + b.query() + `))`
	if b.Code != "" {
		code := b.f.param(b.Code)
		rank += ` + (lower(p.sku) = lower(` + code + `) OR p.gtin = ` + code + `)::int`
	}
	return `SELECT rank, name, id FROM (SELECT (` + rank + `)::float8 AS rank, ` + b.name() + ` AS name, p.id FROM products p` + b.stock() + `
		WHERE ` + b.matching() + ` LIMIT ` + closely + `) m` + b.beyondRank() + ` ORDER BY rank DESC, name, id LIMIT ` + b.f.param(b.Limit+1)
}

// bought is a stretch of what the client has bought, the most often bought first.
func (b browse) bought() string {
	where := b.matching()
	return `SELECT rank, name, id FROM (SELECT l.orders AS rank, ` + b.name() + ` AS name, p.id
		FROM (SELECT l.product_id, count(*)::float8 AS orders FROM purchase_order_lines l
			WHERE l.client_id = ` + b.f.param(b.Client) + ` GROUP BY l.product_id) l JOIN products p ON p.id = l.product_id` + b.stock() + `
		WHERE ` + where + `) m` + b.beyondRank() + ` ORDER BY rank DESC, name, id LIMIT ` + b.f.param(b.Limit+1)
}

// neverBought is a stretch of what the client has never bought, by name.
func (b browse) neverBought() string {
	fresh := ` AND NOT EXISTS (SELECT FROM purchase_order_lines l WHERE l.client_id = ` + b.f.param(b.Client) + `
		AND l.supplier_id = p.supplier_id AND l.product_id = p.id)`
	if !b.searched() {
		return b.shelf(fresh)
	}
	return `SELECT 0::float8 AS rank, ` + b.name() + ` AS name, p.id FROM products p` + b.stock() + `
		WHERE ` + b.matching() + fresh + b.beyond() + ` ORDER BY 2, 3 LIMIT ` + b.f.param(b.Limit+1)
}

// matching holds products p to those on sale, and to everything that is wanted.
func (b browse) matching() string {
	where := onSale + ` AND p.supplier_id = ANY (ARRAY (SELECT a.supplier_id FROM agreements a WHERE {scope} AND ` + b.trading() + `))`
	if b.searched() {
		text := `p.search @@ (` + b.query() + `)`
		if b.Code != "" {
			text = `(` + text + ` OR (p.sku || ' ' || p.gtin) ILIKE ` + b.f.param(containing(b.Code)) + `)`
		}
		where += ` AND ` + text
	}
	if len(b.Categories) > 0 {
		where += ` AND p.category_id IN (` + b.under() + `)`
	}
	return where + b.narrow()
}

// query is the words as a text search, worked out once a statement.
func (b browse) query() string {
	return `SELECT products_query(` + b.f.param(b.Words) + `, ` + b.f.param(b.Loosely) + `)`
}

// trading are the agreements in force with the suppliers that were named, or with all.
func (b browse) trading() string {
	where := b.inForce(b.f)
	if len(b.Suppliers) > 0 {
		where += ` AND a.supplier_id = ANY (` + b.f.param(b.Suppliers) + `)`
	}
	return where
}

// under are the categories and all that hangs under them.
func (b browse) under() string {
	return `WITH RECURSIVE tree AS (SELECT id FROM categories WHERE id = ANY (` + b.f.param(b.Categories) + `)
		UNION SELECT c.id FROM categories c JOIN tree ON c.parent_id = tree.id) SELECT id FROM tree`
}

// narrow holds products p to the brands, and to what can be had.
func (b browse) narrow() (where string) {
	if len(b.Brands) > 0 {
		where += ` AND p.brand = ANY (` + b.f.param(b.Brands) + `)`
	}
	if b.Available {
		where += ` AND ` + available
	}
	return where
}

// available needs the stock q of products p beside them.
const available = `(q.product_id IS NULL OR q.on_hand > q.reserved)`

func (b browse) stock() string {
	if !b.Available {
		return ``
	}
	return ` LEFT JOIN stock q ON q.product_id = p.id`
}

// beyond is where a list by name goes on.
func (b browse) beyond() string {
	if b.After == nil {
		return ``
	}
	return ` AND (` + b.name() + `, p.id) > (` + b.f.param(b.After.Name) + `, ` + b.f.param(b.After.ID) + `)`
}

// beyondRank is where a list by rank goes on.
func (b browse) beyondRank() string {
	if b.After == nil {
		return ``
	}
	rank := b.f.param(b.After.Rank)
	return ` WHERE (rank < ` + rank + ` OR rank = ` + rank + ` AND (name, id) > (` + b.f.param(b.After.Name) + `, ` + b.f.param(b.After.ID) + `))`
}
