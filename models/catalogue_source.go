package models

// browse writes the SQL that finds goods; every source yields rank, name and id, and reaches products only through reach, the
// agreements in force.
type browse struct {
	Assortment
	Wanted
	Stretch
	f *filter
}

// reach is whose goods can be found: the suppliers that were named, or all with an agreement in force, each with what was typed
// as a search among its own words.
func (b browse) reach() string {
	query := ``
	if b.searched() {
		query = `, replace(search_words(` + b.f.param(b.Words) + `), '#', search_mark(a.supplier_id))::tsquery AS query`
	}
	where := b.inForce(b.f)
	if len(b.Suppliers) > 0 {
		where += ` AND a.supplier_id = ANY (` + b.f.param(b.Suppliers) + `)`
	}
	return `WITH reach AS MATERIALIZED (SELECT a.*` + query + ` FROM ` + sighted + ` WHERE {scope} AND ` + where + `) `
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
	from, each := `reach a`, `p.supplier_id = a.supplier_id AND `+onSale+also
	if len(b.Categories) > 0 {
		from += ` CROSS JOIN (` + b.under() + `) u`
		each += ` AND p.category_id = u.id`
	}
	n := b.f.param(b.Limit + 1)
	return `SELECT 0::float8 AS rank, k.name, k.id FROM ` + from + ` CROSS JOIN LATERAL (
			SELECT ` + b.name() + ` AS name, p.id FROM products p` + b.stock() + ` WHERE ` + each + b.beyond() + b.narrow() + `
			ORDER BY ` + b.name() + `, p.id LIMIT ` + n + `) k ORDER BY k.name, k.id LIMIT ` + n
}

// matchesByName is a stretch of the goods that match what was typed, by name.
func (b browse) matchesByName(also string) string {
	return `SELECT 0::float8 AS rank, ` + b.name() + ` AS name, p.id FROM ` + b.matches(``) + b.stock() + `
		WHERE true` + also + b.categories() + b.beyond() + b.narrow() + ` ORDER BY 2, 3 LIMIT ` + b.f.param(b.Limit+1)
}

// closely is among how many matches of all suppliers together the closest are looked for, and of each at least a few. Of "bolt"
// there are thousands, and none is closer.
const closely = ` LIMIT (SELECT greatest(400 / greatest(count(*), 1), 20) FROM reach)`

// closest is a stretch of the goods that match what was typed, the closest first; a code typed in full comes before all.
func (b browse) closest() string {
	rank := `ts_rank(p.search, p.query)`
	if b.Code != "" {
		code := b.f.param(b.Code)
		rank += ` + (lower(p.sku) = lower(` + code + `) OR p.gtin = ` + code + `)::int`
	}
	return `SELECT rank, name, id FROM (SELECT (` + rank + `)::float8 AS rank, ` + b.name() + ` AS name, p.id FROM ` + b.matches(closely) + b.stock() + `
		WHERE true` + b.categories() + b.narrow() + `) m` + b.beyondRank() + ` ORDER BY rank DESC, name, id LIMIT ` + b.f.param(b.Limit+1)
}

// matches are the goods p on sale that match what was typed, with the query that they match. The words carry their supplier's
// mark, so the index of words leads to nobody else's goods, and must be taken: hence the odd comparison, which no index serves.
func (b browse) matches(limit string) string {
	columns := `p.id, p.supplier_id, p.sku, p.gtin, p.name_ru, p.name_en, p.brand, p.category_id, p.search`
	byWords := `SELECT ` + columns + `, a.query FROM reach a CROSS JOIN LATERAL (SELECT * FROM products p
		WHERE p.search @@ a.query AND p.supplier_id IS NOT DISTINCT FROM a.supplier_id AND ` + onSale + limit + `) p`
	if b.Code == "" {
		return `(` + byWords + `) p`
	}
	return `(` + byWords + ` UNION ALL SELECT ` + columns + `, a.query FROM products p JOIN reach a ON a.supplier_id = p.supplier_id
		WHERE (p.sku || ' ' || p.gtin) ILIKE ` + b.f.param(containing(b.Code)) + ` AND NOT p.search @@ a.query AND ` + onSale + `) p`
}

// bought is a stretch of what the client has bought, the most often bought first.
func (b browse) bought() string {
	match := ``
	if b.searched() {
		match = ` AND p.search @@ a.query`
	}
	return `SELECT rank, name, id FROM (SELECT l.orders AS rank, ` + b.name() + ` AS name, p.id
		FROM (SELECT l.product_id, count(*)::float8 AS orders FROM purchase_order_lines l
			WHERE l.client_id = ` + b.f.param(b.Client) + ` GROUP BY l.product_id) l
		JOIN products p ON p.id = l.product_id JOIN reach a ON a.supplier_id = p.supplier_id` + b.stock() + `
		WHERE ` + onSale + match + b.categories() + b.narrow() + `) m` + b.beyondRank() + ` ORDER BY rank DESC, name, id LIMIT ` + b.f.param(b.Limit+1)
}

// neverBought is a stretch of what the client has never bought, by name.
func (b browse) neverBought() string {
	fresh := ` AND NOT EXISTS (SELECT FROM purchase_order_lines l WHERE l.client_id = ` + b.f.param(b.Client) + `
		AND l.supplier_id = p.supplier_id AND l.product_id = p.id)`
	if b.searched() {
		return b.matchesByName(fresh)
	}
	return b.shelf(fresh)
}

// categories holds products p to the categories that were named.
func (b browse) categories() string {
	if len(b.Categories) == 0 {
		return ``
	}
	return ` AND p.category_id IN (` + b.under() + `)`
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
