package models

import "github.com/jackc/pgx/v5"

// IsSale reports an order that the supplier has agreed to: it counts in the supplier's figures.
func (s OrderStatus) IsSale() bool {
	switch s {
	case OrderConfirmed, OrderPartiallyShipped, OrderShipped, OrderDelivered, OrderClosed:
		return true
	}
	return false
}

// CountSale adds an order to its supplier's figures, or (back) takes it out again: a step of the transaction in which the order
// comes to count or ceases to. Rows are written in their order, so that two confirmations never wait for each other.
func CountSale(tx *Tx, o *PurchaseOrder, back bool) error {
	if tx.readOnly || !tx.scope.orders(o.ClientID) && tx.holds(o.SupplierID) != nil {
		return errUnscoped
	}
	sign := 1
	if back {
		sign = -1
	}
	var b pgx.Batch
	b.Queue(`SELECT pg_advisory_xact_lock_shared(hashtext('sales'), hashtext($1::uuid::text))`, o.SupplierID)
	b.Queue(`INSERT INTO sales_clients AS s (supplier_id, month, client_id, currency, orders, net)
		VALUES ($1, date_trunc('month', $2::date)::date, $3, $4, $5, $6)
		ON CONFLICT (supplier_id, month, client_id, currency) DO UPDATE SET orders = s.orders + excluded.orders, net = s.net + excluded.net`,
		o.SupplierID, o.PlacedOn, o.ClientID, o.Currency, sign, Amount(sign)*o.Net)
	b.Queue(`INSERT INTO sales_products AS s (supplier_id, month, product_id, currency, lines, quantity, net)
		SELECT $1, date_trunc('month', $2::date)::date, l.product_id, $3, $4::int * count(*), $4::int * sum(l.quantity), $4::int * sum(l.net)
		FROM purchase_order_lines l WHERE l.order_id = $5 GROUP BY l.product_id ORDER BY l.product_id
		ON CONFLICT (supplier_id, month, product_id, currency) DO UPDATE
			SET lines = s.lines + excluded.lines, quantity = s.quantity + excluded.quantity, net = s.net + excluded.net`,
		o.SupplierID, o.PlacedOn, o.Currency, sign, o.ID)
	b.Queue(`INSERT INTO sales_days AS s (supplier_id, product_id, sold_on, lines, quantity)
		SELECT $1, l.product_id, $2, $3::int * count(*), $3::int * sum(l.quantity)
		FROM purchase_order_lines l WHERE l.order_id = $4 GROUP BY l.product_id ORDER BY l.product_id
		ON CONFLICT (product_id, sold_on) DO UPDATE SET lines = s.lines + excluded.lines, quantity = s.quantity + excluded.quantity`,
		o.SupplierID, o.PlacedOn, sign, o.ID)
	return tx.q.SendBatch(tx.ctx, &b).Close()
}

// RebuildSales makes a supplier's figures anew from its orders, or (zero) everybody's: what an import of history ends with. For
// the system alone.
func RebuildSales(tx *Tx, supplier OrganisationID) error {
	if tx.scope.kind != ofEverything || tx.readOnly {
		return errUnscoped
	}
	_, err := tx.q.Exec(tx.ctx, `SELECT rebuild_sales($1)`, unlessZero(supplier))
	return err
}
