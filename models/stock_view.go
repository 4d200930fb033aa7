package models

import (
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
)

// ownSupplier is the supplier whose people ask: what is read of it is nobody else's.
func (tx *Tx) ownSupplier() (OrganisationID, error) {
	if tx.scope.kind != ofSupplier {
		return OrganisationID{}, errUnscoped
	}
	return tx.scope.organisation, nil
}

// StockRule is when a supplier wants to be told of its stock.
type StockRule struct {
	SupplierID OrganisationID `gorm:"primaryKey"`
	CoverDays  int            // less than so many days of sales is low
	DeadDays   int            // not sold for so many days is dead
	Version    int
}

func (StockRule) Owner() Ownership { return SupplierOwn }

// UsualStockRule is the rule of a supplier that has made none.
func UsualStockRule(supplier OrganisationID) StockRule {
	return StockRule{SupplierID: supplier, CoverDays: 14, DeadDays: 180}
}

// StockRuleOf is a supplier's rule.
func StockRuleOf(tx *Tx, supplier OrganisationID) (StockRule, error) {
	found, err := List[StockRule](tx, "supplier_id", "supplier_id = ?", supplier)
	if err != nil || len(found) == 0 {
		return UsualStockRule(supplier), err
	}
	return found[0], nil
}

// SaveStockRule keeps a supplier's rule, which must be the one that was read.
func SaveStockRule(tx *Tx, r *StockRule) error {
	if r.Version > 0 {
		r.Version++
		return Update(tx, r, "cover_days", "dead_days", "version")
	}
	r.Version = 1
	return Insert(tx, r)
}

// SoldWindow is over how many days sales are counted to say how long stock lasts.
const SoldWindow = 90

// StockTab is what of the stock is looked at.
type StockTab string

const (
	StockAll      StockTab = "all"
	StockLow      StockTab = "low"      // free, and less than the product's own mark or so many days of sales
	StockOut      StockTab = "out"      // on sale, counted, and nothing free
	StockOversold StockTab = "oversold" // orders hold more than there is
	StockDead     StockTab = "dead"     // free, known for longer than the rule's days, and not sold in them
)

// StockFilter narrows a supplier's stock.
type StockFilter struct {
	Tab     StockTab
	Product ProductID // zero: all
	Words   string    // part of a name, SKU or GTIN
	Rule    StockRule
	Today   Date
	After   *StockPlace
	Limit   int
	Locale  string
}

// StockPlace is where a product stands in the list of its tab.
type StockPlace struct {
	Rank Quantity // by which the tab is ordered, the highest first
	SKU  string
}

// StockLine is a product with its stock, as its supplier sees it.
type StockLine struct {
	ID        ProductID
	SKU       string
	Name      string
	Icon      string
	Unit      string
	Status    ProductStatus
	OnHand    *Quantity // nil: to order
	Reserved  Quantity
	RestockOn *Date
	LowBelow  *Quantity
	CountedAt *time.Time
	Sold      Quantity // in the last [SoldWindow] days
	LastSold  *Date
	Cost      *UnitPrice // of a unit
	Price     *UnitPrice // the list price at the minimum
	Rank      Quantity
}

// StockLines are a supplier's products with their stock: one more than the limit where there are more. What is low or out comes
// by how much of it is sold, what is dead by the money in it, everything by SKU.
func StockLines(tx *Tx, f StockFilter) ([]StockLine, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	w := &filter{args: []any{supplier, f.Today}}
	w.and(`p.supplier_id = $1`)
	if !f.Product.IsZero() {
		w.and(`p.id = ?`, f.Product)
	}
	if f.Words != "" {
		like := containing(f.Words)
		w.and(`(p.name_ru ILIKE ? OR p.name_en ILIKE ? OR (p.sku || ' ' || p.gtin) ILIKE ?)`, like, like, like)
	}
	source := stockSource(f, w)
	name, limit := nameOf("p", f.Locale), w.param(f.Limit+1)
	return rows(tx, `WITH page AS MATERIALIZED (`+source+` LIMIT `+limit+`)
		SELECT p.id, p.sku, `+name+`, c.icon, p.unit, p.status, s.on_hand, coalesce(s.reserved, 0), s.restock_on, s.low_below, s.updated_at,
			coalesce(d.sold, 0), (SELECT max(sold_on) FROM sales_days z WHERE z.product_id = p.id), k.unit_cost, `+listPriceOf+`, g.rank
		FROM page g JOIN products p ON p.id = g.id JOIN categories c ON c.id = p.category_id JOIN organisations o ON o.id = p.supplier_id
			LEFT JOIN stock s ON s.product_id = p.id LEFT JOIN product_costs k ON k.product_id = p.id
			LEFT JOIN LATERAL (SELECT sum(z.quantity) AS sold FROM sales_days z WHERE z.product_id = p.id AND z.sold_on > $2::date - 90) d ON true
		ORDER BY g.rank DESC, p.sku`, w.args, scanStockLine)
}

// listPriceOf is the list price of products p at their minimum, in the currency of their supplier o.
const listPriceOf = `(SELECT x.unit_price FROM price_lists l JOIN prices x ON x.price_list_id = l.id AND x.product_id = p.id
	WHERE l.supplier_id = p.supplier_id AND l.kind = 'list' AND l.currency = o.currency AND x.from_quantity <= p.minimum
	ORDER BY x.from_quantity DESC LIMIT 1)`

// nameOf is a product's name in a language.
func nameOf(alias, locale string) string {
	if locale == "en" {
		return alias + ".name_en"
	}
	return alias + ".name_ru"
}

// stockSource yields the ids and ranks of a tab in its order.
func stockSource(f StockFilter, w *filter) string {
	if f.Tab == StockAll || f.Tab == "" {
		if f.After != nil {
			w.and(`p.sku > ?`, f.After.SKU)
		}
		return `SELECT p.id, 0::numeric AS rank FROM products p WHERE ` + w.String() + ` ORDER BY p.sku`
	}
	rank := `v.sold`
	if f.Tab == StockDead {
		rank = `v.worth`
	}
	w.and(`v.` + string(f.Tab))
	if f.After != nil {
		r := w.param(f.After.Rank.String()) + `::text::numeric`
		w.and(`(` + rank + ` < ` + r + ` OR ` + rank + ` = ` + r + ` AND p.sku > ` + w.param(f.After.SKU) + `)`)
	}
	return `SELECT p.id, ` + rank + ` AS rank FROM (` + judgedStock(f.Rule, w) + `) v JOIN products p ON p.id = v.product_id
		WHERE ` + w.String() + ` ORDER BY 2 DESC, p.sku`
}

// judgedStock is everything that is counted of supplier $1 on day $2, with what is to be said of it. What it is worth is what it
// cost, or by list price where that is not known.
func judgedStock(r StockRule, w *filter) string {
	cover, dead := w.param(r.CoverDays), w.param(r.DeadDays)
	return `SELECT s.product_id, coalesce(d.sold, 0) AS sold, s.on_hand * coalesce(k.unit_cost, ` + listPriceOf + `, 0) AS worth,
			p.status = 'active' AND s.on_hand > s.reserved AND CASE WHEN s.low_below IS NOT NULL THEN s.on_hand - s.reserved < s.low_below
				ELSE (s.on_hand - s.reserved) * 90 < coalesce(d.sold, 0) * ` + cover + `::int END AS low,
			p.status = 'active' AND s.on_hand <= s.reserved AS out,
			s.on_hand < s.reserved AS oversold,
			s.on_hand > s.reserved AND p.created_at < $2::date - ` + dead + `::int
				AND NOT EXISTS (SELECT FROM sales_days z WHERE z.product_id = s.product_id AND z.sold_on > $2::date - ` + dead + `::int) AS dead
		FROM stock s JOIN products p ON p.id = s.product_id JOIN organisations o ON o.id = s.supplier_id
			LEFT JOIN product_costs k ON k.product_id = s.product_id
			LEFT JOIN (SELECT product_id, sum(quantity) AS sold FROM sales_days WHERE supplier_id = $1 AND sold_on > $2::date - 90
				GROUP BY product_id) d ON d.product_id = s.product_id
		WHERE s.supplier_id = $1`
}

func scanStockLine(r pgx.Rows, l *StockLine) error {
	return r.Scan(&l.ID, &l.SKU, &l.Name, &l.Icon, &l.Unit, &l.Status, &l.OnHand, &l.Reserved, &l.RestockOn, &l.LowBelow, &l.CountedAt,
		&l.Sold, &l.LastSold, &l.Cost, &l.Price, &l.Rank)
}

// StockSummary is what there is to say of a supplier's stock as a whole.
type StockSummary struct {
	Currency                           Currency
	Products, Low, Out, Oversold, Dead int
	Expected                           int    // deliveries on their way
	Late                               int    // of those, expected before today
	Worth, DeadWorth                   Amount // in minor units of the supplier's own currency
}

// StockSummaryOf sums a supplier's stock up on a day.
func StockSummaryOf(tx *Tx, r StockRule, today Date) (StockSummary, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return StockSummary{}, err
	}
	w := &filter{args: []any{supplier, today}}
	found, err := rows(tx, `SELECT o.currency, v.*, (SELECT count(*) FROM products WHERE supplier_id = $1),
			(SELECT count(*) FROM incoming WHERE supplier_id = $1 AND status = 'expected'),
			(SELECT count(*) FROM incoming WHERE supplier_id = $1 AND status = 'expected' AND expected_on < $2)
		FROM organisations o, (SELECT count(*) FILTER (WHERE low), count(*) FILTER (WHERE out), count(*) FILTER (WHERE oversold),
			count(*) FILTER (WHERE dead), coalesce(sum(worth), 0), coalesce(sum(worth) FILTER (WHERE dead), 0)
			FROM (`+judgedStock(r, w)+`) v) v WHERE o.id = $1`, w.args, func(r pgx.Rows, s *StockSummary) error {
		var worth, dead UnitPrice
		one := decimal.NewFromInt(1)
		err := r.Scan(&s.Currency, &s.Low, &s.Out, &s.Oversold, &s.Dead, &worth, &dead, &s.Products, &s.Expected, &s.Late)
		s.Worth, s.DeadWorth = Extend(worth, one, s.Currency), Extend(dead, one, s.Currency)
		return err
	})
	if err != nil {
		return StockSummary{}, err
	}
	if len(found) == 0 {
		return StockSummary{}, errNotFound
	}
	return found[0], nil
}
