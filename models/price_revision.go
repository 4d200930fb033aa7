package models

import (
	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
)

// PriceBase is from what a rule makes new prices.
type PriceBase string

const (
	FromOwn  PriceBase = "own"  // what the list asks now
	FromList PriceBase = "list" // the supplier's list price in the same currency
	FromCost PriceBase = "cost" // what the goods cost the supplier
)

// PriceRule makes new prices for many products of a list: from a base, changed by a share and an amount, or by the margin that
// they are to leave; then rounded.
type PriceRule struct {
	Base       PriceBase
	Words      string // of a name, SKU or GTIN; all of these narrow it down
	Categories []CategoryID
	Brands     []string
	Percent    decimal.Decimal // of the base, added to it
	Amount     decimal.Decimal // added after that, in the list's own money
	Margin     decimal.Decimal // FromCost: the share of the price before tax that is not cost, in per cent
	Round      PriceRounding
}

// PriceRounding is to what prices of a rule are rounded, half up.
type PriceRounding string

// roundings are they as SQL over w.v, which is above zero; what is above zero stays so.
var roundings = map[PriceRounding]string{
	"":     `round(w.v, 4)`,
	"0.01": `greatest(round(w.v, 2), 0.01)`,
	"0.1":  `greatest(round(w.v, 1), 0.1)`,
	"0.99": `greatest(round(w.v + 0.01) - 0.01, 0.99)`,
	"1":    `greatest(round(w.v), 1)`,
	"10":   `greatest(round(w.v, -1), 10)`,
}

// Known reports a rounding there is.
func (r PriceRounding) Known() bool { return roundings[r] != "" }

// Revised is what a rule would make of a list, or has made.
type Revised struct {
	Fingerprint string // of every price before and after: the same means exactly the same change
	Products    int    // whose prices differ
	Lines       int    // tiers that differ
	Up          int
	Down        int
	Added       int
	Removed     int
	Same        int // products that the rule leaves as they are
	NoCost      int // products it cannot price: what they cost is not known
	TooLow      int // and those it would price at nothing or less
	BelowCost   int // tiers that would be sold for less than they cost
	Rises       []RevisedLine
	Falls       []RevisedLine
	Losses      []RevisedLine // below cost, the worst first
}

// RevisedLine is one tier before and after.
type RevisedLine struct {
	Product ProductID
	SKU     string
	NameRu  string
	NameEn  string
	From    Quantity
	Before  *UnitPrice // nil: there was none
	After   *UnitPrice // nil: there is none any more
	Percent *decimal.Decimal
	Cost    *UnitPrice
}

// In is the product's name in a language.
func (l RevisedLine) In(locale string) string { return NameIn(locale, l.NameRu, l.NameEn) }

// Revise works out what a rule makes of a list's prices, in a table of this transaction. Nothing is changed yet.
func Revise(tx *Tx, l PriceList, r PriceRule) (out Revised, err error) {
	if tx.readOnly {
		return out, errReadOnly
	}
	f := &filter{args: []any{l.ID}}
	scope, args, err := tx.scope.Where(BySupplier, "l", true, f.args)
	if err != nil {
		return out, err
	}
	f.args = args
	f.and(scope)
	f.and(`l.id = $1`)
	f.and(`p.status <> 'discontinued'`)
	GoodsInListFilter{Words: r.Words, Categories: r.Categories}.narrow(f)
	if len(r.Brands) > 0 {
		f.and(`p.brand = ANY (?)`, r.Brands)
	}
	for _, statement := range []struct {
		sql  string
		args []any
	}{
		{`DROP TABLE IF EXISTS wanted_prices, revised_prices`, nil},
		{`CREATE TEMP TABLE wanted_prices (product_id uuid, from_quantity numeric, price numeric, no_cost boolean) ON COMMIT DROP`, nil},
		{`CREATE TEMP TABLE revised_prices (product_id uuid, from_quantity numeric, before numeric, after numeric, net numeric, cost numeric) ON COMMIT DROP`, nil},
		{r.wanted(f), f.args},
		{revised, []any{l.ID}},
		{`ANALYZE revised_prices`, nil},
	} {
		if _, err := tx.q.Exec(tx.ctx, statement.sql, statement.args...); err != nil {
			return out, err
		}
	}
	return out, out.read(tx)
}

// wanted fills the table of the prices that the rule wants; price is null where there can be none.
func (r PriceRule) wanted(f *filter) string {
	var source, from string
	gross := `CASE WHEN l.gross THEN 1 + p.vat_rate / 100 ELSE 1 END`
	switch r.Base {
	case FromCost:
		from = `LEFT JOIN product_costs k ON k.product_id = p.id CROSS JOIN LATERAL (SELECT coalesce((SELECT min(x.from_quantity) FROM prices x
			WHERE x.product_id = p.id AND x.price_list_id = l.id), p.minimum) AS from_quantity) x`
		source = `k.unit_cost / (1 - ` + f.param(r.Margin) + `::numeric / 100) * ` + gross
	case FromList:
		from = `JOIN price_lists b ON b.supplier_id = l.supplier_id AND b.kind = 'list' AND b.currency = l.currency
			JOIN prices x ON x.product_id = p.id AND x.price_list_id = b.id`
		source = `x.unit_price / CASE WHEN b.gross THEN 1 + p.vat_rate / 100 ELSE 1 END * ` + gross
	default:
		from = `JOIN prices x ON x.product_id = p.id AND x.price_list_id = l.id`
		source = `x.unit_price`
	}
	source = `((` + source + `) * (100 + ` + f.param(r.Percent) + `::numeric) / 100 + ` + f.param(r.Amount) + `::numeric)`
	return `INSERT INTO wanted_prices SELECT w.product_id, w.from_quantity, CASE WHEN w.v > 0 THEN ` + roundings[r.Round] + ` END AS price, w.v IS NULL AS no_cost
		FROM (SELECT p.id AS product_id, x.from_quantity, ` + source + ` AS v
			FROM price_lists l JOIN products p ON p.supplier_id = l.supplier_id ` + from + ` WHERE ` + f.String() + `) w`
}

// revised fills the table that compares what is wanted with what stands in the list. A product of which some tier can have no price stays as it is.
const revised = `INSERT INTO revised_prices
	WITH touched AS (SELECT product_id FROM wanted_prices GROUP BY product_id HAVING bool_and(price > 0 AND price IS NOT NULL)),
	fresh AS (SELECT w.product_id, w.from_quantity, w.price FROM wanted_prices w JOIN touched t USING (product_id)),
	stale AS (SELECT x.product_id, x.from_quantity, x.unit_price FROM prices x JOIN touched t USING (product_id) WHERE x.price_list_id = $1)
	SELECT product_id, from_quantity, s.unit_price AS before, f.price AS after,
		f.price / CASE WHEN l.gross THEN 1 + p.vat_rate / 100 ELSE 1 END AS net, CASE WHEN l.currency = o.currency THEN k.unit_cost END AS cost
	FROM fresh f FULL JOIN stale s USING (product_id, from_quantity) JOIN products p ON p.id = product_id JOIN price_lists l ON l.id = $1
		JOIN organisations o ON o.id = p.supplier_id LEFT JOIN product_costs k USING (product_id)`

const differs = `before IS DISTINCT FROM after`

// read tells what stands in the table.
func (out *Revised) read(tx *Tx) error {
	err := tx.q.QueryRow(tx.ctx, `SELECT md5(coalesce(string_agg(product_id || ' ' || from_quantity || ' ' || coalesce(before::text, '') || ' ' || coalesce(after::text, ''), ','
				ORDER BY product_id, from_quantity), '')),
			count(DISTINCT product_id) FILTER (WHERE `+differs+`), count(*) FILTER (WHERE `+differs+`), count(*) FILTER (WHERE after > before),
			count(*) FILTER (WHERE after < before), count(*) FILTER (WHERE before IS NULL), count(*) FILTER (WHERE after IS NULL),
			count(DISTINCT product_id) - count(DISTINCT product_id) FILTER (WHERE `+differs+`), count(*) FILTER (WHERE net < cost),
			(SELECT count(DISTINCT product_id) FROM wanted_prices WHERE no_cost),
			(SELECT count(DISTINCT product_id) FROM wanted_prices WHERE price IS NULL AND NOT no_cost)
		FROM revised_prices`).Scan(&out.Fingerprint, &out.Products, &out.Lines, &out.Up, &out.Down, &out.Added, &out.Removed, &out.Same,
		&out.BelowCost, &out.NoCost, &out.TooLow)
	for _, part := range []struct {
		into         *[]RevisedLine
		which, order string
	}{
		{&out.Rises, `after > before`, `percent DESC NULLS FIRST`},
		{&out.Falls, `after < before`, `percent`},
		{&out.Losses, `net < cost`, `net / nullif(cost, 0)`},
	} {
		if err != nil {
			return err
		}
		*part.into, err = rows(tx, `SELECT r.product_id, p.sku, p.name_ru, p.name_en, r.from_quantity, r.before, r.after, r.percent, r.cost
			FROM (SELECT *, round(100 * (after - before) / nullif(before, 0), 2) AS percent FROM revised_prices WHERE `+part.which+`) r
				JOIN products p ON p.id = r.product_id
			ORDER BY `+part.order+`, p.sku, r.from_quantity LIMIT 10`, nil, func(r pgx.Rows, l *RevisedLine) error {
			return r.Scan(&l.Product, &l.SKU, &l.NameRu, &l.NameEn, &l.From, &l.Before, &l.After, &l.Percent, &l.Cost)
		})
	}
	return err
}

// ApplyRevised writes what [Revise] worked out in this transaction into the list, or schedules it from a day on, in a handful of
// statements. It is one batch, which [UndoBatch] takes back; of the list price it is the products' history, too.
func ApplyRevised(tx *Tx, l PriceList, from *Date) (BatchID, error) {
	batch := NewID[Batch]()
	if from != nil {
		return batch, scheduleRevised(tx, l, *from)
	}
	if err := watch(tx, `SELECT DISTINCT product_id FROM revised_prices WHERE `+differs); err != nil {
		return batch, err
	}
	for _, sql := range []string{
		`DELETE FROM prices x USING revised_prices r WHERE x.price_list_id = $1 AND x.supplier_id = $2 AND x.product_id = r.product_id
			AND x.from_quantity = r.from_quantity AND r.after IS NULL`,
		`INSERT INTO prices (price_list_id, supplier_id, product_id, from_quantity, unit_price)
			SELECT $1, $2, r.product_id, r.from_quantity, r.after FROM revised_prices r WHERE r.after IS NOT NULL AND ` + differs + `
			ON CONFLICT (product_id, price_list_id, from_quantity) DO UPDATE SET unit_price = excluded.unit_price`,
	} {
		if _, err := tx.q.Exec(tx.ctx, sql, l.ID, l.SupplierID); err != nil {
			return batch, err
		}
	}
	if _, err := RecordChanges(tx, ChangedByRule, batch); err != nil || l.Kind == ListPrice {
		return batch, err
	}
	return batch, keepRevised(tx, l, batch)
}

// scheduleRevised keeps all tiers of the products that change, for a day to come.
func scheduleRevised(tx *Tx, l PriceList, day Date) error {
	var by *UserID
	if !tx.Actor.User.IsZero() {
		by = &tx.Actor.User
	}
	if _, err := tx.q.Exec(tx.ctx, `DELETE FROM scheduled_prices x WHERE x.price_list_id = $1 AND x.starts_on = $2
		AND x.product_id IN (SELECT product_id FROM revised_prices WHERE `+differs+`)`, l.ID, day); err != nil {
		return err
	}
	_, err := tx.q.Exec(tx.ctx, `INSERT INTO scheduled_prices (price_list_id, supplier_id, product_id, starts_on, from_quantity, unit_price, created_at, user_id)
		SELECT $1, $2, r.product_id, $3, r.from_quantity, r.after, $4, $5 FROM revised_prices r
		WHERE r.after IS NOT NULL AND r.product_id IN (SELECT product_id FROM revised_prices WHERE `+differs+`)`, l.ID, l.SupplierID, day, tx.Now, by)
	return err
}
