package models

import (
	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
)

// Asking is what price lists say about some goods, each in its own currency and net or gross as the list is.
type Asking struct {
	Prices    []Price          // the tiers of a list from the smallest on
	Begun     []ScheduledPrice // of the scheduled ones, those of the last day that has begun
	Discounts []Discount       // of lists that have some
}

// Discount is what a list takes off the list price of a category's goods.
type Discount struct {
	List     PriceListID
	Category CategoryID // the goods'
	Percent  decimal.Decimal
	Of       string // the category that it was given for; empty: everything
}

// AskedFor is what the agreements' price lists say about these goods on a day, in one round trip.
func AskedFor(tx *Tx, s Assortment, goods []Goods, terms []Terms) (Asking, error) {
	k := keysOf(goods, terms)
	if len(k.lists) == 0 {
		return Asking{}, nil
	}
	var out Asking
	t := &together{tx: tx}
	readAlso(t, &out.Prices, BySupplier, "x", `SELECT x.product_id, x.price_list_id, x.supplier_id, x.from_quantity, x.unit_price
		FROM unnest($1::uuid[], $2::uuid[]) AS k (product, list)
		JOIN prices x ON x.product_id = k.product AND x.price_list_id = k.list
		WHERE {scope} ORDER BY x.product_id, x.price_list_id, x.from_quantity`, []any{k.products, k.lists}, func(r pgx.Rows, p *Price) error {
		return r.Scan(&p.ProductID, &p.PriceListID, &p.SupplierID, &p.FromQuantity, &p.UnitPrice)
	})
	if k.due {
		k.readBegun(t, s.Day, &out.Begun)
	}
	if len(k.discounted) > 0 {
		k.readDiscounts(t, s.Locale, &out.Discounts)
	}
	return out, t.read()
}

// askedKeys are which lists are asked for which products.
type askedKeys struct {
	products   []ProductID
	lists      []PriceListID
	due        bool // some list has prices that begin on the day or began before
	discounted []PriceListID
	categories []CategoryID
}

func keysOf(goods []Goods, terms []Terms) (k askedKeys) {
	lists := make(map[OrganisationID][]PriceList, len(terms))
	for _, t := range terms {
		lists[t.Supplier] = t.PriceLists
		for _, l := range t.PriceLists {
			k.due = k.due || l.Asked.Due
			if l.Asked.Discounts {
				k.discounted = append(k.discounted, l.ID)
			}
		}
	}
	for _, g := range goods {
		for _, l := range lists[g.SupplierID] {
			k.products, k.lists = append(k.products, g.ID), append(k.lists, l.ID)
		}
		if len(k.discounted) > 0 {
			k.categories = append(k.categories, g.CategoryID)
		}
	}
	return k
}

// readBegun adds the query for the scheduled prices of the last day that has begun.
func (k askedKeys) readBegun(t *together, day Date, out *[]ScheduledPrice) {
	readAlso(t, out, BySupplier, "x", `SELECT x.product_id, x.price_list_id, x.supplier_id, x.starts_on, x.from_quantity, x.unit_price
		FROM unnest($1::uuid[], $2::uuid[]) AS k (product, list)
		CROSS JOIN LATERAL (SELECT max(y.starts_on) AS starts_on FROM scheduled_prices y
			WHERE y.price_list_id = k.list AND y.product_id = k.product AND y.starts_on <= $3) last
		JOIN scheduled_prices x ON x.price_list_id = k.list AND x.product_id = k.product AND x.starts_on = last.starts_on
		WHERE {scope} ORDER BY x.product_id, x.price_list_id, x.from_quantity`, []any{k.products, k.lists, day},
		func(r pgx.Rows, p *ScheduledPrice) error {
			return r.Scan(&p.ProductID, &p.PriceListID, &p.SupplierID, &p.StartsOn, &p.FromQuantity, &p.UnitPrice)
		})
}

// readDiscounts adds the query for the discount of each list for each category: the one given for it or for the nearest above
// it, else the one for everything.
func (k askedKeys) readDiscounts(t *together, locale string, out *[]Discount) {
	name := `c.name_ru`
	if locale == "en" {
		name = `c.name_en`
	}
	readAlso(t, out, BySupplier, "d", `WITH RECURSIVE up AS (
			SELECT c.id AS leaf, c.id, c.parent_id, `+name+` AS name, 0 AS above FROM categories c WHERE c.id = ANY ($1)
			UNION ALL SELECT u.leaf, c.id, c.parent_id, `+name+`, u.above + 1 FROM up u JOIN categories c ON c.id = u.parent_id)
		SELECT DISTINCT ON (d.price_list_id, u.leaf) d.price_list_id, u.leaf, d.percent, CASE WHEN d.category_id IS NULL THEN '' ELSE u.name END
		FROM up u JOIN price_discounts d ON d.price_list_id = ANY ($2) AND (d.category_id = u.id OR d.category_id IS NULL)
		WHERE {scope} ORDER BY d.price_list_id, u.leaf, d.category_id IS NULL, u.above`, []any{k.categories, k.discounted},
		func(r pgx.Rows, d *Discount) error { return r.Scan(&d.List, &d.Category, &d.Percent, &d.Of) })
}
