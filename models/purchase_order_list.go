package models

import (
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
	Invoice      *InvoiceMark
}

// InvoiceMark is an order's invoice as lists show it.
type InvoiceMark struct {
	ID     InvoiceID
	Number string
	DueOn  Date
	Paid   Amount
	Total  Amount
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

// summaryColumns are read from o (orders), c and s (both companies) and i (the invoice).
func summaryColumns(locale string) string {
	return `o.id, o.number, o.client_id, ` + nameIn("c", locale) + `, o.supplier_id, ` + nameIn("s", locale) + `, o.status,
		o.currency, o.net, o.tax, o.total, o.lines_count, o.client_number, o.placed_at, o.placed_by_name, o.promised_on,
		o.wanted_on, o.version, i.id, i.number, i.due_on, i.paid, i.total`
}

// nameIn is [NameIn] in SQL, for organisations under an alias.
func nameIn(alias, locale string) string {
	if locale == "en" {
		return `coalesce(nullif(` + alias + `.name_en, ''), ` + alias + `.name)`
	}
	return alias + `.name`
}

const summaryJoins = ` JOIN organisations c ON c.id = o.client_id JOIN organisations s ON s.id = o.supplier_id
	LEFT JOIN invoices i ON i.order_id = o.id`

func scanSummary(r pgx.Rows, s *OrderSummary, more ...any) error {
	var (
		invoice     *InvoiceID
		number      *string
		due         *Date
		paid, total *int64
	)
	err := r.Scan(append([]any{&s.ID, &s.Number, &s.ClientID, &s.Client, &s.SupplierID, &s.Supplier, &s.Status,
		&s.Currency, &s.Net, &s.Tax, &s.Total, &s.LinesCount, &s.ClientNumber, &s.PlacedAt, &s.PlacedByName, &s.PromisedOn,
		&s.WantedOn, &s.Version, &invoice, &number, &due, &paid, &total}, more...)...)
	if err == nil && invoice != nil {
		s.Invoice = &InvoiceMark{*invoice, *number, *due, Amount(*paid), Amount(*total)}
	}
	return err
}

// Orders are the purchase orders within reach, the newest first: one more than the limit where there are more.
func Orders(tx *Tx, f OrderFilter) ([]OrderSummary, error) {
	where, err := tx.filtered(ByBoth, "o")
	if err != nil {
		return nil, err
	}
	f.narrow(where)
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
	if f.Words != "" {
		like := containing(f.Words)
		where.and(`(o.number ILIKE ? OR o.client_number ILIKE ? OR EXISTS (SELECT FROM organisations n
			WHERE n.id IN (o.client_id, o.supplier_id) AND (n.name ILIKE ? OR n.name_en ILIKE ?)))`, like, like, like, like)
	}
	if f.Before != nil {
		where.and(`(o.placed_at, o.id) < (?, ?)`, f.Before.At, f.Before.ID)
	}
}
