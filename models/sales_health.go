package models

import "github.com/jackc/pgx/v5"

// Unsold is a product on sale that nobody has bought, or a client has not.
type Unsold struct {
	ID       ProductID
	SKU      string
	Name     string
	Unit     string
	Category string
	Since    Date // when it was put into the catalogue
	OnHand   *Quantity
	Price    *UnitPrice
	Rank     int // how often the supplier's clients ordered it in the last year
}

// UnsoldFilter narrows them.
type UnsoldFilter struct {
	Client OrganisationID // zero: never bought by anybody
	Today  Date
	After  *UnsoldPlace
	Limit  int
	Locale string
}

// UnsoldPlace is where a product stands in the list: by how often others bought it, then by SKU.
type UnsoldPlace struct {
	Rank int
	SKU  string
}

// UnsoldProducts are products on sale that no confirmed order has: of anybody's, or of one client's, those first that most of the
// supplier's other clients buy. One more than the limit where there are more.
func UnsoldProducts(tx *Tx, f UnsoldFilter) ([]Unsold, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	w := &filter{args: []any{supplier}, parts: []string{`p.supplier_id = $1 AND p.status = 'active'`}}
	popular := `0`
	join := ``
	if f.Client.IsZero() {
		w.and(`NOT EXISTS (SELECT FROM sales_days z WHERE z.product_id = p.id)`)
	} else {
		client := w.param(f.Client)
		w.and(`EXISTS (SELECT FROM agreements a WHERE a.supplier_id = $1 AND a.client_id = ` + client + `)`)
		w.and(`NOT EXISTS (SELECT FROM purchase_order_lines l JOIN purchase_orders o ON o.id = l.order_id
			WHERE l.client_id = ` + client + ` AND l.supplier_id = $1 AND l.product_id = p.id AND o.` + sales + `)`)
		popular = `coalesce(b.times, 0)`
		join = ` LEFT JOIN (SELECT product_id, sum(lines)::int AS times FROM sales_products WHERE supplier_id = $1
			AND month > ` + w.param(f.Today) + `::date - 365 GROUP BY product_id) b ON b.product_id = p.id`
	}
	if f.After != nil {
		n := w.param(f.After.Rank)
		w.and(`(` + popular + ` < ` + n + ` OR ` + popular + ` = ` + n + ` AND p.sku > ` + w.param(f.After.SKU) + `)`)
	}
	category := `c.name_ru`
	if f.Locale == "en" {
		category = `c.name_en`
	}
	return rows(tx, `SELECT p.id, p.sku, `+nameOf("p", f.Locale)+`, p.unit, `+category+`, p.created_at::date, s.on_hand, `+listPriceOf+`, `+popular+`
		FROM products p JOIN categories c ON c.id = p.category_id JOIN organisations o ON o.id = p.supplier_id LEFT JOIN stock s ON s.product_id = p.id`+join+`
		WHERE `+w.String()+` ORDER BY 9 DESC, p.sku LIMIT `+w.param(f.Limit+1), w.args, func(r pgx.Rows, u *Unsold) error {
		return r.Scan(&u.ID, &u.SKU, &u.Name, &u.Unit, &u.Category, &u.Since, &u.OnHand, &u.Price, &u.Rank)
	})
}

// sales are the states of an order that the supplier has agreed to; see [OrderStatus.IsSale].
const sales = `status IN ('confirmed', 'partially_shipped', 'shipped', 'delivered', 'closed')`

// PriceTrouble is what may be wrong with a price.
type PriceTrouble string

const (
	NoPrice   PriceTrouble = "no_price"   // on sale, and no list price at its minimum
	BelowCost PriceTrouble = "below_cost" // the list price is below the cost
	AboveList PriceTrouble = "above_list" // a contract price at the minimum is above the list price
)

// PriceTroubles are all of them.
var PriceTroubles = []PriceTrouble{NoPrice, BelowCost, AboveList}

// TroubledPrice is a product whose price looks wrong.
type TroubledPrice struct {
	ID    ProductID
	SKU   string
	Name  string
	Unit  string
	List  *UnitPrice
	Cost  *UnitPrice
	Asked *UnitPrice // by the contract
	Terms string     // the contract list's name
}

// priceTroubles are the products p of supplier $1, whose people's organisation is o, with each trouble.
var priceTroubles = map[PriceTrouble]string{
	NoPrice: `SELECT v.*, NULL::numeric AS asked, '' AS terms FROM (` + pricedGoods + `) v WHERE v.list IS NULL`,
	BelowCost: `SELECT v.*, NULL::numeric AS asked, '' AS terms FROM (` + pricedGoods + ` AND EXISTS (SELECT FROM product_costs k WHERE k.product_id = p.id)) v
		WHERE v.list < v.cost`,
	AboveList: `SELECT v.*, x.unit_price AS asked, l.name AS terms FROM (` + pricedGoods + `
			AND EXISTS (SELECT FROM prices x JOIN price_lists l ON l.id = x.price_list_id WHERE x.product_id = p.id AND l.kind = 'contract')) v
		JOIN organisations o ON o.id = $1 JOIN prices x ON x.product_id = v.id JOIN price_lists l ON l.id = x.price_list_id
		WHERE l.kind = 'contract' AND l.currency = o.currency AND NOT l.gross AND x.from_quantity <= v.minimum AND x.unit_price > v.list`,
}

const pricedGoods = `SELECT p.id, p.sku, p.name_ru, p.name_en, p.unit, p.minimum, ` + listPriceOf + ` AS list,
		(SELECT k.unit_cost FROM product_costs k WHERE k.product_id = p.id) AS cost
	FROM products p JOIN organisations o ON o.id = p.supplier_id WHERE p.supplier_id = $1 AND p.status = 'active'`

// CountTroubles says how many prices have each trouble.
func CountTroubles(tx *Tx) (map[PriceTrouble]int, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	out := make(map[PriceTrouble]int, len(priceTroubles))
	counts := make([][]int, len(PriceTroubles))
	t := together{tx: tx}
	for i, p := range PriceTroubles {
		readOwn(&t, &counts[i], `SELECT count(*) FROM (`+priceTroubles[p]+`) v`, []any{supplier}, func(r pgx.Rows, n *int) error { return r.Scan(n) })
	}
	err = t.read()
	for i, p := range PriceTroubles {
		if len(counts[i]) > 0 {
			out[p] = counts[i][0]
		}
	}
	return out, err
}

// TroubledPrices are products with a trouble, by SKU: the first so many.
func TroubledPrices(tx *Tx, trouble PriceTrouble, limit int, locale string) ([]TroubledPrice, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	return rows(tx, `SELECT v.id, v.sku, `+nameOf("v", locale)+`, v.unit, v.list, v.cost, v.asked, v.terms FROM (`+priceTroubles[trouble]+`) v
		ORDER BY v.sku, v.terms LIMIT $2`, []any{supplier, limit}, func(r pgx.Rows, p *TroubledPrice) error {
		return r.Scan(&p.ID, &p.SKU, &p.Name, &p.Unit, &p.List, &p.Cost, &p.Asked, &p.Terms)
	})
}
