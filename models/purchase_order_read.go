package models

import (
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// OrderSheet is everything one order says.
type OrderSheet struct {
	OrderSummary
	Note     string
	Source   string
	Location *Place // where it goes; nil: nowhere in particular
	Lines    []PurchaseOrderLine
	Events   []Event // the oldest first
	Invoices []InvoiceMark
}

// Place is a location as an order names it.
type Place struct {
	ID                  LocationID
	Name, Address, City string
}

// String is the place on one line.
func (p Place) String() string {
	parts := []string{p.Name}
	if !strings.Contains(p.Address, p.City) {
		parts = append(parts, p.City)
	}
	parts = append(parts, p.Address)
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// ReadOrder is one order within reach, in one round trip; NotFound when it is not there.
func ReadOrder(tx *Tx, id OrderID, locale string) (*OrderSheet, error) {
	var (
		sheets   []OrderSheet
		lines    []PurchaseOrderLine
		events   []Event
		invoices []InvoiceMark
	)
	t := together{tx: tx}
	readAlso(&t, &sheets, ByBoth, "o", `SELECT `+summaryColumns(locale)+`, o.note, o.source, l.id, l.name, l.address, l.city
		FROM purchase_orders o`+summaryJoins+` LEFT JOIN locations l ON l.id = o.location_id
		WHERE o.id = $1 AND {scope}`, []any{id}, scanSheet)
	readAlso(&t, &lines, ByBoth, "l", `SELECT `+orderLineColumns+` FROM purchase_order_lines l
		WHERE l.order_id = $1 AND {scope} ORDER BY l.position`, []any{id}, scanOrderLine)
	readAlso(&t, &events, ByTrade, "e", `SELECT `+eventColumns+` FROM events e
		WHERE e.order_id = $1 AND {scope} ORDER BY e.at, e.id`, []any{id}, scanEvent)
	readAlso(&t, &invoices, ByBoth, "i", `SELECT i.id, i.number, coalesce(i.next_due_on, i.due_on), i.paid, i.credited, i.total FROM invoices i
		WHERE i.order_id = $1 AND {scope} ORDER BY i.issued_at`, []any{id}, scanInvoiceMark)
	if err := t.read(); err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, errNotFound
	}
	sheets[0].Lines, sheets[0].Events, sheets[0].Invoices = lines, events, invoices
	return &sheets[0], nil
}

func scanSheet(r pgx.Rows, s *OrderSheet) error {
	var (
		id                  *LocationID
		name, address, city *string
	)
	err := scanSummary(r, &s.OrderSummary, &s.Note, &s.Source, &id, &name, &address, &city)
	if err == nil && id != nil {
		s.Location = &Place{*id, *name, *address, *city}
	}
	return err
}

const orderLineColumns = `l.id, l.order_id, l.client_id, l.supplier_id, l.position, l.product_id, l.sku, l.name_ru, l.name_en,
	l.unit, l.quantity, l.unit_price, l.vat_rate, l.net, l.price_from, l.reserved`

func scanOrderLine(r pgx.Rows, l *PurchaseOrderLine) error {
	return r.Scan(&l.ID, &l.OrderID, &l.ClientID, &l.SupplierID, &l.Position, &l.ProductID, &l.SKU, &l.NameRu, &l.NameEn,
		&l.Unit, &l.Quantity, &l.UnitPrice, &l.VatRate, &l.Net, &l.PriceFrom, &l.Reserved)
}

func scanInvoiceMark(r pgx.Rows, m *InvoiceMark) error {
	return r.Scan(&m.ID, &m.Number, &m.DueOn, &m.Paid, &m.Credited, &m.Total)
}

// OrderLines are what one order within reach is for.
func OrderLines(tx *Tx, id OrderID) ([]PurchaseOrderLine, error) {
	scope, args, err := tx.where(ByBoth, "l", []any{id})
	if err != nil {
		return nil, err
	}
	return rows(tx, `SELECT `+orderLineColumns+` FROM purchase_order_lines l WHERE l.order_id = $1 AND `+scope+
		` ORDER BY l.position`, args, scanOrderLine)
}
