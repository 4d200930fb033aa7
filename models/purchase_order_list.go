package models

import (
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// OrderSummary is an order as lists show it: with both companies by name and its invoice.
type OrderSummary struct {
	ID           OrderID
	Number       string
	ClientID     OrganisationID
	Client       string
	SupplierID   OrganisationID
	Supplier     string
	Status       OrderStatus
	Currency     Currency
	Net          Amount
	Tax          Amount
	Total        Amount
	LinesCount   int
	ClientNumber string
	PlacedAt     time.Time
	PlacedByName string
	PromisedOn   *Date
	WantedOn     *Date
	Version      int
	HeldWhy      string // why it waits for its supplier's release
	Invoice      *InvoiceMark
}

// InvoiceMark is an order's invoice as lists show it.
type InvoiceMark struct {
	ID       InvoiceID
	Number   string
	DueOn    Date
	Paid     Amount
	Credited Amount
	Total    Amount
}

// OrderFilter narrows a list of orders. Its zero value is every order within reach.
type OrderFilter struct {
	Status   OrderStatus
	Open     bool // nothing but [OpenOrders]
	Client   OrganisationID
	Supplier OrganisationID
	Words    string // part of a number or of a company's name
	Before   *OrderPlace
	Limit    int
	Locale   string // of the names
}

// OrderPlace is a place in a list of orders, which runs from the newest to the oldest.
type OrderPlace struct {
	At time.Time
	ID OrderID
}

// Place is where an order stands in such a list.
func (s OrderSummary) Place() OrderPlace { return OrderPlace{s.PlacedAt, s.ID} }

// summaryColumns are read from o (orders) and i (their invoices). Names are looked up row by row, which for a page of rows
// costs less than joining the companies.
func summaryColumns(locale string) string {
	name := func(id string) string {
		return `(SELECT ` + nameIn("n", locale) + ` FROM organisations n WHERE n.id = ` + id + `)`
	}
	return `o.id, o.number, o.client_id, ` + name("o.client_id") + `, o.supplier_id, ` + name("o.supplier_id") + `, o.status,
		o.currency, o.net, o.tax, o.total, o.lines_count, o.client_number, o.placed_at, o.placed_by_name, o.promised_on,
		o.wanted_on, o.version, o.held_why, i.id, i.number, coalesce(i.next_due_on, i.due_on), i.paid, i.credited, i.total`
}

// nameIn is [NameIn] in SQL, for organisations under an alias.
func nameIn(alias, locale string) string { return columnIn(alias, `name`, locale) }

// columnIn is a column that has a twin for readers of English, which may be empty.
func columnIn(alias, column, locale string) string {
	if locale == "en" {
		return `coalesce(nullif(` + alias + `.` + column + `_en, ''), ` + alias + `.` + column + `)`
	}
	return alias + `.` + column
}

const summaryJoins = ` LEFT JOIN invoices i ON i.order_id = o.id`

func scanSummary(r pgx.Rows, s *OrderSummary, more ...any) error {
	var (
		invoice               *InvoiceID
		number                *string
		due                   *Date
		paid, credited, total *int64
	)
	err := r.Scan(append([]any{&s.ID, &s.Number, &s.ClientID, &s.Client, &s.SupplierID, &s.Supplier, &s.Status,
		&s.Currency, &s.Net, &s.Tax, &s.Total, &s.LinesCount, &s.ClientNumber, &s.PlacedAt, &s.PlacedByName, &s.PromisedOn,
		&s.WantedOn, &s.Version, &s.HeldWhy, &invoice, &number, &due, &paid, &credited, &total}, more...)...)
	if err == nil && invoice != nil {
		s.Invoice = &InvoiceMark{*invoice, *number, *due, Amount(*paid), Amount(*credited), Amount(*total)}
	}
	return err
}

// Orders are the purchase orders within reach, the newest first: one more than the limit where there are more. One round
// trip, and one more for the words.
func Orders(tx *Tx, f OrderFilter) ([]OrderSummary, error) {
	where, err := tx.filtered(ByBoth, "o")
	if err != nil {
		return nil, err
	}
	f.narrow(where)
	if err := tx.search(where, "o", f.Words, "number", "client_number"); err != nil {
		return nil, err
	}
	const order = ` ORDER BY o.placed_at DESC, o.id DESC`
	sql := `SELECT ` + summaryColumns(f.Locale) + ` FROM (SELECT * FROM purchase_orders o WHERE ` + where.String() + order +
		` LIMIT ` + where.param(f.Limit+1) + `) o` + summaryJoins + order
	return rows(tx, sql, where.args, func(r pgx.Rows, s *OrderSummary) error { return scanSummary(r, s) })
}

func (f OrderFilter) narrow(where *filter) {
	if f.Status != "" {
		where.and(`o.status = ?`, f.Status)
	}
	if f.Open {
		where.and(`o.status = ANY (?)`, OpenOrders)
	}
	if !f.Client.IsZero() {
		where.and(`o.client_id = ?`, f.Client)
	}
	if !f.Supplier.IsZero() {
		where.and(`o.supplier_id = ?`, f.Supplier)
	}
	if f.Before != nil {
		where.and(`(o.placed_at, o.id) < (?, ?)`, f.Before.At, f.Before.ID)
	}
}

// search narrows documents under an alias to those with the words in one of these columns or in a company's name. The
// companies are looked up first: knowing them, the planner sees what is rare.
func (tx *Tx) search(where *filter, alias, words string, columns ...string) error {
	if words == "" {
		return nil
	}
	like := containing(words)
	named, err := tx.filtered(ByParty, "n", like)
	if err != nil {
		return err
	}
	companies, err := rows(tx, `SELECT n.id FROM organisations n WHERE (n.name ILIKE $1 OR n.name_en ILIKE $1) AND `+named.String()+
		` LIMIT 1000`, named.args, func(r pgx.Rows, id *OrganisationID) error { return r.Scan(id) })
	if err != nil {
		return err
	}
	pattern, ids := where.param(like), where.param(companies)
	either := []string{alias + `.client_id = ANY (` + ids + `)`, alias + `.supplier_id = ANY (` + ids + `)`}
	for _, c := range columns {
		either = append(either, alias+`.`+c+` ILIKE `+pattern)
	}
	where.and(`(` + strings.Join(either, ` OR `) + `)`)
	return nil
}
