package models

import (
	"cmp"
	"maps"
	"slices"
)

// browse writes the SQL that finds goods; every source yields rank, name and id, and reaches products only through reach, the
// agreements in force.
type browse struct {
	Assortment
	Wanted
	Stretch
	f *filter
}

// reach is whose goods can be found: the suppliers that were named, or all with an agreement in force.
func (b browse) reach() string {
	where := b.inForce(b.f)
	if len(b.Suppliers) > 0 {
		where += ` AND a.supplier_id = ANY (` + b.f.param(b.Suppliers) + `)`
	}
	if len(b.Words) == 0 {
		return `WITH reach AS MATERIALIZED (SELECT a.* FROM ` + sighted + ` WHERE {scope} AND ` + where + `) `
	}
	return `WITH near AS MATERIALIZED (SELECT a.* FROM ` + sighted + ` WHERE {scope} AND ` + where + `), ` + b.asked() + b.parts()
}

// asked puts what was typed beside each supplier as searches among its own words: query for what begins so, the last word of it or
// each, whole for what has the very words. Where the supplier keeps synonyms, other words that mean the same do as well.
func (b browse) asked() string {
	words := b.f.param(b.Words)
	search := func(each string) string {
		return `replace((SELECT string_agg(CASE WHEN o.others IS NULL THEN t.` + each + ` ELSE '(' || t.` + each + ` || '|' || o.others || ')' END, '&')
			FROM typed t LEFT JOIN LATERAL (SELECT string_agg(s.other, '|') AS others FROM said s
				WHERE s.supplier_id = n.supplier_id AND s.stems = t.stems) o ON true)
			|| coalesce((SELECT string_agg('|' || concat_ws('&', s.other, (SELECT string_agg(t.` + each + `, '&') FROM typed t WHERE NOT t.stems <@ s.stems)), '')
				FROM said s WHERE s.supplier_id = n.supplier_id AND cardinality(s.stems) > 1), ''), '#', search_mark(n.supplier_id))::tsquery`
	}
	return `typed AS MATERIALIZED (
			SELECT word_stems(w) AS stems, search_word(w, n = cardinality(` + words + `::text[]) OR ` + b.f.param(b.Loose) + `::boolean) AS beginning,
				search_word(w, false) AS whole FROM unnest(` + words + `::text[]) WITH ORDINALITY AS t (w, n)),
		said AS MATERIALIZED (
			SELECT r.supplier_id, r.stems,
				(SELECT '(' || string_agg(search_word(o, false), '&') || ')' FROM unnest(string_to_array(r.other, ' ')) AS o) AS other
			FROM readings r WHERE r.supplier_id IN (SELECT supplier_id FROM near)
				AND r.stems <@ word_stems(array_to_string(` + words + `::text[], ' '))),
		reach AS MATERIALIZED (SELECT n.*, ` + search("beginning") + ` AS query, ` + search("whole") + ` AS whole FROM near n)`
}

// parts are the goods whose part number of the client's own begins with what was typed; twice as near where it is all of it.
func (b browse) parts() string {
	if b.Part == "" {
		return ` `
	}
	part := b.f.param(b.Part)
	return `, parts AS MATERIALIZED (SELECT n.product_id AS id, CASE WHEN n.plain = ` + part + ` THEN 4 ELSE 2 END AS near FROM part_numbers n
		WHERE n.client_id = ` + b.f.param(b.Client) + ` AND n.plain >= ` + part + ` AND n.plain < ` + b.f.param(b.Part+"\U0010FFFF") + ` LIMIT 50) `
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
			SELECT ` + b.name() + ` AS name, p.id FROM products p WHERE ` + each + b.beyond() + b.narrow() + `
			ORDER BY ` + b.name() + `, p.id LIMIT ` + n + `) k ORDER BY k.name, k.id LIMIT ` + n
}

// matchesByName is a stretch of the goods that match what was typed, by name. also is one more condition on products p.
func (b browse) matchesByName(also string) string {
	return `SELECT 0::float8 AS rank, ` + b.name() + ` AS name, p.id FROM ` + b.matches(b.narrowed()+also, ``) + `
		WHERE true` + b.beyond() + ` ORDER BY 2, 3 LIMIT ` + b.f.param(b.Limit+1)
}

// closely is among how many matches of all suppliers together the closest are looked for, and of each at least a few. Of "bolt"
// there are thousands, and none is closer.
func (b browse) closely() string {
	return ` LIMIT (SELECT greatest(` + b.f.param(cmp.Or(b.Among, 400)) + `::bigint / greatest(count(*), 1), 20) FROM reach)`
}

// closest is a stretch of the goods that match what was typed, the closest first: those with the very words before those whose
// words only begin so, a code typed in full before all.
func (b browse) closest() string {
	rank, among := `ts_rank(p.search, p.whole) + p.near`, ``
	if b.Code != "" {
		rank = `1`
	} else {
		among = b.closely()
	}
	if b.Exact != "" {
		code := b.f.param(b.Exact)
		rank += ` + (lower(p.sku) = lower(` + code + `) OR p.gtin = ` + code + `)::int`
	}
	return `SELECT rank, name, id FROM (SELECT (` + rank + `)::float8 AS rank, ` + b.name() + ` AS name, p.id FROM ` + b.matches(b.narrowed(), among) +
		`) m` + b.beyondRank() + ` ORDER BY rank DESC, name, id LIMIT ` + b.f.param(b.Limit+1)
}

const matchColumns = `p.id, p.supplier_id, p.sku, p.gtin, p.name_ru, p.name_en, p.brand, p.category_id, p.attributes, p.search`

// matches are the goods p on sale that match what was typed, held to also. The words carry their supplier's mark, so the index of
// words leads to nobody else's goods, and must be taken: hence the odd comparison, which no index serves.
func (b browse) matches(also, limit string) string {
	if b.Code != "" {
		return `(SELECT ` + matchColumns + ` FROM products p JOIN reach a ON a.supplier_id = p.supplier_id
			WHERE (p.sku || ' ' || p.gtin) ILIKE ` + b.f.param(containing(b.Code)) + ` AND ` + onSale + also + `) p`
	}
	own := ` AND p.supplier_id IS NOT DISTINCT FROM a.supplier_id AND ` + onSale + also
	if b.Part != "" {
		own += ` AND p.id NOT IN (SELECT id FROM parts)`
	}
	found := `(SELECT * FROM products p WHERE p.search @@ a.query` + own + limit + `)`
	if limit != "" {
		found = `((SELECT * FROM products p WHERE p.search @@ a.whole` + own + limit + `)
			UNION ALL (SELECT * FROM products p WHERE p.search @@ a.query AND NOT p.search @@ a.whole` + own + limit + `)` + limit + `)`
	}
	found = `SELECT ` + matchColumns + `, a.whole, 0 AS near FROM reach a CROSS JOIN LATERAL ` + found + ` p`
	if b.Part != "" {
		found = `SELECT ` + matchColumns + `, a.whole, n.near FROM parts n JOIN products p ON p.id = n.id JOIN reach a ON a.supplier_id = p.supplier_id
			WHERE ` + onSale + also + ` UNION ALL ` + found
	}
	return `(` + found + `) p`
}

// bought is a stretch of what the client has bought, the most often bought first.
func (b browse) bought() string {
	match := ``
	if len(b.Words) > 0 {
		match = ` AND p.search @@ a.query`
	} else if b.Code != "" {
		match = ` AND (p.sku || ' ' || p.gtin) ILIKE ` + b.f.param(containing(b.Code))
	}
	return `SELECT rank, name, id FROM (SELECT l.orders AS rank, ` + b.name() + ` AS name, p.id
		FROM (SELECT l.product_id, count(*)::float8 AS orders FROM purchase_order_lines l
			WHERE l.client_id = ` + b.f.param(b.Client) + ` GROUP BY l.product_id) l
		JOIN products p ON p.id = l.product_id JOIN reach a ON a.supplier_id = p.supplier_id
		WHERE ` + onSale + match + b.narrowed() + `) m` + b.beyondRank() + ` ORDER BY rank DESC, name, id LIMIT ` + b.f.param(b.Limit+1)
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

// narrowed holds products p to everything that was chosen.
func (b browse) narrowed() string {
	if len(b.Categories) == 0 {
		return b.narrow()
	}
	return ` AND p.category_id IN (` + b.under() + `)` + b.narrow()
}

// under are the categories and all that hangs under them.
func (b browse) under() string {
	return `WITH RECURSIVE tree AS (SELECT id FROM categories WHERE id = ANY (` + b.f.param(b.Categories) + `)
		UNION SELECT c.id FROM categories c JOIN tree ON c.parent_id = tree.id) SELECT id FROM tree`
}

// narrow holds products p to the brands, attributes, and what can be had.
func (b browse) narrow() (where string) {
	if len(b.Brands) > 0 {
		where += ` AND p.brand = ANY (` + b.f.param(b.Brands) + `)`
	}
	values := map[string][]string{}
	for _, a := range b.Attributes {
		values[a.Code] = append(values[a.Code], a.Value)
	}
	for _, code := range slices.Sorted(maps.Keys(values)) {
		where += ` AND p.attributes ->> ` + b.f.param(code) + ` = ANY (` + b.f.param(values[code]) + `)`
	}
	if b.Available {
		where += ` AND NOT EXISTS (SELECT FROM stock q WHERE q.product_id = p.id AND q.on_hand <= q.reserved)`
	}
	return where
}

// available needs the stock q of products p beside them.
const available = `(q.product_id IS NULL OR q.on_hand > q.reserved)`

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
