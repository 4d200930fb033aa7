package models

import (
	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
	"gorm.io/gorm/clause"
)

// GoodsInList is a product as one price list sees it.
type GoodsInList struct {
	ID         ProductID
	SKU        string
	NameRu     string
	NameEn     string
	Brand      string
	Icon       string
	CategoryID CategoryID
	Category   string
	Unit       string
	Minimum    Quantity
	VATRate    decimal.Decimal
	Status     ProductStatus
	Cost       *UnitPrice // before tax, in the supplier's own currency
	Tiers      []ListTier // of the list; none: it does not have the product
	Usual      []ListTier // of the supplier's list price in the same currency
	Discount   *decimal.Decimal
	DiscountOf string
	Next       *Date // when its price in the list changes next
}

// ListTier is a price from a quantity on, as its list has it.
type ListTier struct {
	From  Quantity  `json:"from"`
	Price UnitPrice `json:"price"`
}

// In is the name in a language.
func (g GoodsInList) In(locale string) string { return NameIn(locale, g.NameRu, g.NameEn) }

// GoodsInListFilter narrows what a price list shows.
type GoodsInListFilter struct {
	List       PriceListID
	Products   []ProductID // only these
	Words      string      // part of a name, SKU or GTIN
	Categories []CategoryID
	Priced     bool // only what the list has
	After      *string
	Limit      int // 0: all
	Locale     string
}

// tiersAsJSON are what the list named after it asks for product p.
const tiersAsJSON = `(SELECT jsonb_agg(jsonb_build_object('from', z.from_quantity::text, 'price', z.unit_price::text) ORDER BY z.from_quantity)
	FROM prices z WHERE z.product_id = p.id AND z.price_list_id = `

// GoodsIn are the supplier's products by SKU as a price list sees them: one more than the limit where there are more.
func GoodsIn(tx *Tx, in GoodsInListFilter) ([]GoodsInList, error) {
	f, err := tx.filtered(BySupplier, "l")
	if err != nil {
		return nil, err
	}
	f.and(`l.id = ?`, in.List)
	f.and(`p.status <> 'discontinued'`)
	in.narrow(f)
	name := `name_ru`
	if in.Locale == "en" {
		name = `name_en`
	}
	limit := ``
	if in.Limit > 0 {
		limit = ` LIMIT ` + f.param(in.Limit+1)
	}
	return rows(tx, `SELECT p.id, p.sku, p.name_ru, p.name_en, p.brand, c.icon, c.id, c.`+name+`, p.unit, p.minimum, p.vat_rate, p.status, k.unit_cost,
			`+tiersAsJSON+`l.id), `+tiersAsJSON+`b.id), d.percent, coalesce(d.name, ''),
			(SELECT min(x.starts_on) FROM scheduled_prices x WHERE x.price_list_id = l.id AND x.product_id = p.id)
		FROM price_lists l JOIN products p ON p.supplier_id = l.supplier_id JOIN categories c ON c.id = p.category_id
			LEFT JOIN price_lists b ON b.supplier_id = l.supplier_id AND b.kind = 'list' AND b.currency = l.currency
			LEFT JOIN product_costs k ON k.product_id = p.id
			LEFT JOIN LATERAL (
				WITH RECURSIVE up AS (SELECT c.id, c.parent_id, c.`+name+` AS name, 0 AS above
					UNION ALL SELECT y.id, y.parent_id, y.`+name+`, u.above + 1 FROM up u JOIN categories y ON y.id = u.parent_id)
				SELECT d.percent, CASE WHEN d.category_id IS NULL THEN '' ELSE u.name END AS name
				FROM price_discounts d JOIN up u ON d.category_id = u.id OR d.category_id IS NULL
				WHERE d.price_list_id = l.id ORDER BY d.category_id IS NULL, u.above LIMIT 1) d ON l.kind = 'contract'
		WHERE `+f.String()+` ORDER BY p.sku, p.id`+limit, f.args, func(r pgx.Rows, g *GoodsInList) error {
		return r.Scan(&g.ID, &g.SKU, &g.NameRu, &g.NameEn, &g.Brand, &g.Icon, &g.CategoryID, &g.Category, &g.Unit, &g.Minimum, &g.VATRate,
			&g.Status, &g.Cost, &g.Tiers, &g.Usual, &g.Discount, &g.DiscountOf, &g.Next)
	})
}

// narrow holds products p to the filter.
func (in GoodsInListFilter) narrow(f *filter) {
	if in.Products != nil {
		f.and(`p.id = ANY (?)`, in.Products)
	}
	if in.Words != "" {
		like := containing(in.Words)
		f.and(`(p.name_ru ILIKE ? OR p.name_en ILIKE ? OR (p.sku || ' ' || p.gtin) ILIKE ?)`, like, like, like)
	}
	if len(in.Categories) > 0 {
		f.and(`p.category_id IN (`+underCategories+`)`, in.Categories)
	}
	if in.Priced {
		f.and(`EXISTS (SELECT FROM prices x WHERE x.product_id = p.id AND x.price_list_id = l.id)`)
	}
	if in.After != nil {
		f.and(`p.sku > ?`, *in.After)
	}
}

// underCategories are some categories and all that hangs under them.
const underCategories = `WITH RECURSIVE tree AS (SELECT id FROM categories WHERE id = ANY (?)
	UNION SELECT c.id FROM categories c JOIN tree ON c.parent_id = tree.id) SELECT id FROM tree`

// LockPriceLists holds price lists until the transaction ends, in the order of their ids: whoever changes prices or what is
// scheduled holds the list first.
func LockPriceLists(tx *Tx, where string, args ...any) ([]PriceList, error) {
	var lists []PriceList
	return lists, tx.gorm.Clauses(clause.Locking{Strength: "NO KEY UPDATE"}).Where(where, args...).Order("id").Find(&lists).Error
}

// SetTiers replaces what a list asks for a product; none take it out of the list. What comes of it in the product's history is
// the caller's to record.
func SetTiers(tx *Tx, l PriceList, product ProductID, tiers []ListTier) error {
	if _, err := DeleteWhere[Price](tx, "price_list_id = ? AND product_id = ?", l.ID, product); err != nil {
		return err
	}
	prices := make([]*Price, len(tiers))
	for i, t := range tiers {
		prices[i] = &Price{PriceListID: l.ID, SupplierID: l.SupplierID, ProductID: product, FromQuantity: t.From, UnitPrice: t.Price}
	}
	return Insert(tx, prices...)
}

// TiersIn are what a list asks for a product now, from the smallest quantity on.
func TiersIn(tx *Tx, l PriceListID, product ProductID) ([]ListTier, error) {
	prices, err := List[Price](tx, "from_quantity", "price_list_id = ? AND product_id = ?", l, product)
	tiers := make([]ListTier, len(prices))
	for i, p := range prices {
		tiers[i] = ListTier{p.FromQuantity, p.UnitPrice}
	}
	return tiers, err
}

// ListsOfProduct are the supplier's price lists that have a product, will have it or discount something, the list prices first.
func ListsOfProduct(tx *Tx, product ProductID, locale string) ([]PriceListSummary, error) {
	f, err := tx.filtered(BySupplier, "l")
	if err != nil {
		return nil, err
	}
	f.and(`(l.kind = 'list' OR EXISTS (SELECT FROM prices x WHERE x.price_list_id = l.id AND x.product_id = ?)
		OR EXISTS (SELECT FROM scheduled_prices x WHERE x.price_list_id = l.id AND x.product_id = ?)
		OR EXISTS (SELECT FROM price_discounts d WHERE d.price_list_id = l.id))`, product, product)
	ids, err := rows(tx, `SELECT l.id FROM price_lists l WHERE `+f.String(), f.args, func(r pgx.Rows, id *PriceListID) error { return r.Scan(id) })
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return PriceListsOf(tx, PriceListFilter{Only: ids, Locale: locale})
}
