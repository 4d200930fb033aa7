package models

import (
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// Stock is how much of a product the supplier has. A product without such a row is made or brought to order: nothing of it is
// reserved and it does not run out.
type Stock struct {
	ProductID  ProductID `gorm:"primaryKey"`
	SupplierID OrganisationID
	OnHand     Quantity // the sum of the warehouses, see [CountStock]
	Reserved   Quantity // held for orders that are not yet sent; more than is there only where a count found less
	RestockOn  *Date
	LowBelow   *Quantity // the product's own mark of what is low; nil: by days of cover
	UpdatedAt  time.Time // when the supplier's own figure came
}

func (Stock) Owner() Ownership { return BySupplier }

// TableName is what it is called in the database.
func (Stock) TableName() string { return "stock" }

// Shortage is a product there is too little of.
type Shortage struct {
	ProductID ProductID
	Free      Quantity // what could still be had
}

// Reserve holds in stock what the lines of orders placed in this transaction reserve, or reports everything there is too
// little of; the caller then gives the transaction up. Rows are locked in the products' order, so that two checkouts never wait
// for each other.
func Reserve(tx *Tx, lines []PurchaseOrderLine) ([]Shortage, error) {
	var products []ProductID
	var quantities []string
	for _, l := range lines {
		if !tx.scope.orders(l.ClientID) {
			return nil, errUnscoped
		}
		if l.Reserved.IsPositive() {
			products, quantities = append(products, l.ProductID), append(quantities, l.Reserved.String())
		}
	}
	short, err := rows(tx, `
		WITH wanted AS (
			SELECT product_id, sum(quantity::numeric) AS quantity FROM unnest($1::uuid[], $2::text[]) AS w (product_id, quantity)
			GROUP BY product_id),
		held AS (
			SELECT s.product_id, w.quantity FROM stock s JOIN wanted w USING (product_id)
			ORDER BY s.product_id FOR UPDATE OF s),
		taken AS (
			UPDATE stock s SET reserved = s.reserved + h.quantity FROM held h
			WHERE s.product_id = h.product_id AND s.on_hand - s.reserved >= h.quantity RETURNING s.product_id)
		SELECT product_id FROM wanted EXCEPT SELECT product_id FROM taken`, []any{products, quantities},
		func(r pgx.Rows, s *Shortage) error { return r.Scan(&s.ProductID) })
	if err != nil || len(short) == 0 {
		return nil, err
	}
	return short, countFree(tx, short)
}

// countFree says how much is left of what there is too little of, now that the rows are locked.
func countFree(tx *Tx, short []Shortage) error {
	ids := make([]ProductID, len(short))
	for i, s := range short {
		ids[i] = s.ProductID
	}
	left, err := rows(tx, `SELECT product_id, greatest(on_hand - reserved, 0) FROM stock WHERE product_id = ANY ($1)`, []any{ids},
		func(r pgx.Rows, s *Shortage) error { return r.Scan(&s.ProductID, &s.Free) })
	for _, l := range left {
		i := slices.Index(ids, l.ProductID)
		short[i].Free = l.Free
	}
	return err
}

// Release lets go of what an order's lines hold in stock; a second time there is nothing to let go of.
func Release(tx *Tx, order OrderID) error {
	scope, args, err := tx.scope.Where(ByBoth, "l", true, []any{order})
	if err != nil {
		return err
	}
	_, err = tx.q.Exec(tx.ctx, `
		WITH owed AS (
			SELECT l.product_id, sum(l.reserved) AS quantity FROM purchase_order_lines l
			WHERE l.order_id = $1 AND l.reserved > 0 AND `+scope+` GROUP BY l.product_id),
		held AS (
			SELECT s.product_id, o.quantity FROM stock s JOIN owed o USING (product_id)
			ORDER BY s.product_id FOR UPDATE OF s),
		freed AS (
			UPDATE stock s SET reserved = s.reserved - h.quantity FROM held h WHERE s.product_id = h.product_id)
		UPDATE purchase_order_lines l SET reserved = 0 WHERE l.order_id = $1 AND l.reserved > 0 AND `+scope, args...)
	return err
}
