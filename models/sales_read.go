package models

import "github.com/jackc/pgx/v5"

// Sales say over what time and in what money a supplier's sales are read, and with what they are compared: whole months, and as
// many before them.
type Sales struct {
	Before   Date // the first day of what it is compared with
	From     Date
	Until    Date // the first day after
	Currency Currency
	Locale   string
}

func (s Sales) args(supplier OrganisationID) []any {
	return []any{supplier, s.Currency, s.Before, s.From, s.Until}
}

// during holds sales s to the time and the time before, for supplier $1.
const during = `s.supplier_id = $1 AND s.currency = $2 AND s.month >= $3 AND s.month < $5`

// Sold is what was sold, and what was sold in the time before.
type Sold struct {
	Net, Before Amount
}

const soldColumns = `coalesce(sum(s.net) FILTER (WHERE s.month >= $4), 0)::bigint AS net, coalesce(sum(s.net) FILTER (WHERE s.month < $4), 0)::bigint AS before`

// MonthSold is one month's sales.
type MonthSold struct {
	Month   Date
	Net     Amount
	Orders  int
	Clients int
}

// CategorySold is what was sold of a category.
type CategorySold struct {
	ID   CategoryID
	Name string
	Sold
	Products int
}

// SalesTotal is the whole: orders and clients of the time and of the time before.
type SalesTotal struct {
	Sold
	Orders, OrdersBefore   int
	Clients, ClientsBefore int
}

// SalesOverview reads months, categories, the total and the currencies in which anything was ever sold, in one round trip.
func SalesOverview(tx *Tx, q Sales) (total SalesTotal, months []MonthSold, categories []CategorySold, currencies []Currency, err error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return
	}
	var totals []SalesTotal
	t := together{tx: tx}
	category := `c.name_ru`
	if q.Locale == "en" {
		category = `c.name_en`
	}
	readOwn(&t, &totals, `SELECT `+soldColumns+`, coalesce(sum(s.orders) FILTER (WHERE s.month >= $4), 0), coalesce(sum(s.orders) FILTER (WHERE s.month < $4), 0),
			count(DISTINCT s.client_id) FILTER (WHERE s.month >= $4 AND s.orders > 0), count(DISTINCT s.client_id) FILTER (WHERE s.month < $4 AND s.orders > 0)
		FROM sales_clients s WHERE `+during, q.args(supplier), func(r pgx.Rows, s *SalesTotal) error {
		return r.Scan(&s.Net, &s.Before, &s.Orders, &s.OrdersBefore, &s.Clients, &s.ClientsBefore)
	})
	readOwn(&t, &months, `SELECT s.month, sum(s.net)::bigint, sum(s.orders), count(DISTINCT s.client_id) FROM sales_clients s
		WHERE `+during+` AND $4::date IS NOT NULL GROUP BY s.month ORDER BY s.month`, q.args(supplier), func(r pgx.Rows, m *MonthSold) error {
		return r.Scan(&m.Month, &m.Net, &m.Orders, &m.Clients)
	})
	readOwn(&t, &categories, `SELECT c.id, `+category+`, sum(v.net)::bigint, sum(v.before)::bigint, count(*) FILTER (WHERE v.net > 0)
		FROM (SELECT s.product_id, `+soldColumns+` FROM sales_products s WHERE `+during+` GROUP BY s.product_id) v
			JOIN products p ON p.id = v.product_id JOIN categories c ON c.id = p.category_id
		GROUP BY c.id ORDER BY 3 DESC, 4 DESC, c.id`, q.args(supplier), func(r pgx.Rows, c *CategorySold) error {
		return r.Scan(&c.ID, &c.Name, &c.Net, &c.Before, &c.Products)
	})
	readOwn(&t, &currencies, `SELECT DISTINCT currency FROM sales_clients WHERE supplier_id = $1 ORDER BY 1`, []any{supplier},
		func(r pgx.Rows, c *Currency) error { return r.Scan(c) })
	if err = t.read(); err == nil {
		total = totals[0]
	}
	return
}

// readOwn adds a query that is held to its supplier by its own parameters.
func readOwn[T any](t *together, out *[]T, sql string, args []any, scan func(pgx.Rows, *T) error) {
	t.batch.Queue(sql, args...).Query(func(r pgx.Rows) error {
		for r.Next() {
			*out = append(*out, *new(T))
			if err := scan(r, &(*out)[len(*out)-1]); err != nil {
				return err
			}
		}
		return r.Err()
	})
}

// SalesPlace is where a row stands in a list by sales.
type SalesPlace struct {
	Net, Before Amount
	ID          string
}

// Ranked is a client or a product with its sales and its place among all by them.
type Ranked struct {
	ID       string // a client's or a product's
	Name     string
	Code     string // a product's SKU, a client's city
	Unit     string // of a product
	Quantity Quantity
	Times    int // orders of a client, lines of a product
	Sold
	Above Amount // what those before it sold together: of it and the whole its class is told
	Whole Amount
}

// RankedBy is what is ranked.
type RankedBy string

const (
	ByClientSales  RankedBy = "clients"
	ByProductSales RankedBy = "products"
)

// RankedSales are a supplier's clients or products by what they bought or brought, the most first: one more than the limit where
// there are more. Above and Whole count what was sold in the time alone.
func RankedSales(tx *Tx, q Sales, by RankedBy, after *SalesPlace, limit int) ([]Ranked, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	w := &filter{args: q.args(supplier), parts: []string{`true`}}
	if after != nil {
		w.and(`(v.net, v.before, v.id) < (?, ?, ?::uuid)`, after.Net, after.Before, after.ID)
	}
	key, times, quantity, names := `client_id`, `orders`, `0::numeric`, nameIn("k", q.Locale)+`, `+columnIn("k", `city`, q.Locale)+`, '' FROM page v JOIN organisations k ON k.id = v.id`
	table := `sales_clients`
	if by == ByProductSales {
		key, times, quantity, table = `product_id`, `lines`, `s.quantity`, `sales_products`
		names = nameOf("p", q.Locale) + `, p.sku, p.unit FROM page v JOIN products p ON p.id = v.id`
	}
	return rows(tx, `WITH sold AS (
			SELECT s.`+key+` AS id, `+soldColumns+`, coalesce(sum(s.`+times+`) FILTER (WHERE s.month >= $4), 0) AS times,
				coalesce(sum(`+quantity+`) FILTER (WHERE s.month >= $4), 0) AS quantity
			FROM `+table+` s WHERE `+during+` GROUP BY s.`+key+`),
		ranked AS (SELECT *, coalesce(sum(net) OVER (ORDER BY net DESC, before DESC, id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::bigint AS above,
				(sum(net) OVER ())::bigint AS whole FROM sold),
		page AS (SELECT v.* FROM ranked v WHERE `+w.String()+` ORDER BY v.net DESC, v.before DESC, v.id DESC LIMIT `+w.param(limit+1)+`)
		SELECT v.id::text, v.net, v.before, v.times, v.quantity, v.above, v.whole, `+names+` ORDER BY v.net DESC, v.before DESC, v.id DESC`, w.args,
		func(r pgx.Rows, x *Ranked) error {
			return r.Scan(&x.ID, &x.Net, &x.Before, &x.Times, &x.Quantity, &x.Above, &x.Whole, &x.Name, &x.Code, &x.Unit)
		})
}

// ClassSold is a class of clients or products.
type ClassSold struct {
	Class string // A: those that bring the first 80 % of what was sold; B: the next 15; C: the rest
	Count int
	Net   Amount
}

// ClassesOf sort what was sold in the time into classes.
func ClassesOf(tx *Tx, q Sales, by RankedBy) ([]ClassSold, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	key, table := `client_id`, `sales_clients`
	if by == ByProductSales {
		key, table = `product_id`, `sales_products`
	}
	return rows(tx, `SELECT class, count(*), sum(net)::bigint FROM (
			SELECT net, CASE WHEN 100 * above < 80 * whole THEN 'A' WHEN 100 * above < 95 * whole THEN 'B' ELSE 'C' END AS class FROM (
				SELECT net, coalesce(sum(net) OVER (ORDER BY net DESC, id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS above, sum(net) OVER () AS whole
				FROM (SELECT s.`+key+` AS id, sum(s.net) AS net FROM `+table+` s
					WHERE s.supplier_id = $1 AND s.currency = $2 AND s.month >= $3 AND s.month < $4 GROUP BY 1 HAVING sum(s.net) > 0) sold) ranked) classed
		GROUP BY class ORDER BY class`, []any{supplier, q.Currency, q.From, q.Until}, func(r pgx.Rows, c *ClassSold) error {
		return r.Scan(&c.Class, &c.Count, &c.Net)
	})
}
