package models

import "github.com/jackc/pgx/v5"

// WarehouseLine is a warehouse with what lies in it.
type WarehouseLine struct {
	Warehouse
	Products int // of which something lies there
}

// WarehouseLines are a supplier's warehouses, the default one first.
func WarehouseLines(tx *Tx) ([]WarehouseLine, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	return rows(tx, `SELECT h.id, h.supplier_id, h.code, h.name, h.is_default, h.version, h.created_at,
			(SELECT count(*) FROM warehouse_stock w WHERE w.warehouse_id = h.id AND w.on_hand > 0)
			+ CASE WHEN h.is_default THEN (SELECT count(*) FROM stock s WHERE s.supplier_id = h.supplier_id AND s.on_hand > 0
				AND NOT EXISTS (SELECT FROM warehouse_stock w WHERE w.product_id = s.product_id)) ELSE 0 END
		FROM warehouses h WHERE h.supplier_id = $1 ORDER BY h.is_default DESC, h.name, h.id`, []any{supplier},
		func(r pgx.Rows, w *WarehouseLine) error {
			return r.Scan(&w.ID, &w.SupplierID, &w.Code, &w.Name, &w.IsDefault, &w.Version, &w.CreatedAt, &w.Products)
		})
}

// PlacesOf are what lies of those products in each warehouse of the supplier; a product that lies nowhere in particular lies in
// the default one.
func PlacesOf(tx *Tx, products []ProductID) (map[ProductID]map[WarehouseID]Quantity, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	all, err := rows(tx, `SELECT s.product_id, w.warehouse_id, w.on_hand FROM stock s JOIN warehouse_stock w ON w.product_id = s.product_id
			WHERE s.supplier_id = $1 AND s.product_id = ANY ($2)
		UNION ALL SELECT s.product_id, h.id, s.on_hand FROM stock s JOIN warehouses h ON h.supplier_id = s.supplier_id AND h.is_default
			WHERE s.supplier_id = $1 AND s.product_id = ANY ($2) AND NOT EXISTS (SELECT FROM warehouse_stock w WHERE w.product_id = s.product_id)`,
		[]any{supplier, products}, func(r pgx.Rows, w *WarehouseStock) error { return r.Scan(&w.ProductID, &w.WarehouseID, &w.OnHand) })
	out := make(map[ProductID]map[WarehouseID]Quantity, len(products))
	for _, w := range all {
		if out[w.ProductID] == nil {
			out[w.ProductID] = map[WarehouseID]Quantity{}
		}
		out[w.ProductID][w.WarehouseID] = w.OnHand
	}
	return out, err
}

// MoveDefault makes a warehouse the one where goods lie that nobody said a warehouse of. Whatever lay nowhere in particular stays
// in the one that was it until now.
func MoveDefault(tx *Tx, supplier OrganisationID, to WarehouseID) error {
	if err := tx.holds(supplier); err != nil {
		return err
	}
	for _, sql := range []string{
		`SELECT FROM stock s WHERE s.supplier_id = $1 ORDER BY s.product_id FOR UPDATE`, // counts under way end first
		placeStock(`SELECT q.product_id FROM stock q WHERE q.supplier_id = $1`),
		`UPDATE warehouses SET is_default = false WHERE supplier_id = $1 AND is_default`,
	} {
		if _, err := tx.q.Exec(tx.ctx, sql, supplier); err != nil {
			return err
		}
	}
	_, err := tx.q.Exec(tx.ctx, `UPDATE warehouses SET is_default = true WHERE supplier_id = $1 AND id = $2`, supplier, to)
	return err
}

// ProductsBySKU are the supplier's products of those SKUs.
func ProductsBySKU(tx *Tx, supplier OrganisationID, skus []string) (map[string]ProductID, error) {
	where, err := tx.filtered(BySupplier, "p", supplier, skus)
	if err != nil {
		return nil, err
	}
	where.and(`p.supplier_id = $1 AND p.sku = ANY ($2)`)
	found, err := rows(tx, `SELECT p.id, p.sku FROM products p WHERE `+where.String(), where.args,
		func(r pgx.Rows, p *Product) error { return r.Scan(&p.ID, &p.SKU) })
	out := make(map[string]ProductID, len(found))
	for _, p := range found {
		out[p.SKU] = p.ID
	}
	return out, err
}
