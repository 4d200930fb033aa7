package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// IncomingID names a delivery that a supplier expects.
type IncomingID = ID[Incoming]

// The states of an expected delivery.
const (
	IncomingExpected  = "expected"
	IncomingReceived  = "received"
	IncomingCancelled = "cancelled"
)

// Incoming is a product on its way to a supplier's warehouse.
type Incoming struct {
	ID          IncomingID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	ProductID   ProductID
	WarehouseID *WarehouseID // nil: the supplier has named none, or the default one
	Quantity    Quantity
	ExpectedOn  Date
	Note        string
	Status      string
	Received    *Quantity // what came of it
	ClosedAt    *time.Time
	ClosedBy    *UserID
	Version     int
	CreatedAt   time.Time
}

func (Incoming) Owner() Ownership { return SupplierOwn }

// TableName is what it is called in the database.
func (Incoming) TableName() string { return "incoming" }

// AddStock puts more of a product into a warehouse (nil: the default one), under the lock of its row, and says what became of it.
func AddStock(tx *Tx, supplier OrganisationID, product ProductID, warehouse *WarehouseID, quantity Quantity) (StockChange, error) {
	if err := tx.holds(supplier); err != nil {
		return StockChange{}, err
	}
	held, err := holdStock(tx, supplier, []ProductID{product})
	if err != nil {
		return StockChange{}, err
	}
	if len(held) == 0 {
		return StockChange{}, errNotFound
	}
	add := StockCount{Product: product, OnHand: quantity}
	if warehouse == nil {
		if held[0].Before != nil {
			add.OnHand = quantity.Add(*held[0].Before)
		}
	} else {
		there, err := rows(tx, `SELECT coalesce((SELECT w.on_hand FROM warehouse_stock w WHERE w.product_id = $1 AND w.warehouse_id = $2),
			(SELECT s.on_hand FROM stock s JOIN warehouses d ON d.id = $2 AND d.is_default WHERE s.product_id = $1
				AND NOT EXISTS (SELECT FROM warehouse_stock w WHERE w.product_id = $1)), 0)`, []any{product, *warehouse},
			func(r pgx.Rows, q *Quantity) error { return r.Scan(q) })
		if err != nil {
			return StockChange{}, err
		}
		add.Warehouse, add.OnHand = warehouse, quantity.Add(there[0])
	}
	changes, err := CountStock(tx, supplier, []StockCount{add})
	if err != nil {
		return StockChange{}, err
	}
	changes[0].Before = held[0].Before // the row may have been made just now
	return changes[0], nil
}

// ExpectStock makes the day on which more of a product is expected that of the earliest delivery on its way; none, where none is.
func ExpectStock(tx *Tx, supplier OrganisationID, product ProductID) error {
	if err := tx.holds(supplier); err != nil {
		return err
	}
	_, err := tx.q.Exec(tx.ctx, `UPDATE stock s SET restock_on = (SELECT min(expected_on) FROM incoming i WHERE i.product_id = s.product_id AND i.status = 'expected')
		WHERE s.product_id = $2 AND s.supplier_id = $1`, supplier, product)
	return err
}

// IncomingLine is an expected delivery with the names that people see.
type IncomingLine struct {
	Incoming
	SKU           string
	Name          string
	Unit          string
	WarehouseName *string
	By            string // who received or cancelled it
}

// IncomingFilter narrows a supplier's deliveries.
type IncomingFilter struct {
	Open   bool // what is expected, the earliest first; else what was received or cancelled, the latest first
	ID     IncomingID
	After  *IncomingPlace
	Limit  int
	Locale string
}

// IncomingPlace is where a delivery stands in the list.
type IncomingPlace struct {
	On Date      // open: expected
	At time.Time // else: closed
	ID IncomingID
}

// IncomingLines are a supplier's deliveries: one more than the limit where there are more.
func IncomingLines(tx *Tx, f IncomingFilter) ([]IncomingLine, error) {
	supplier, err := tx.ownSupplier()
	if err != nil {
		return nil, err
	}
	w := &filter{args: []any{supplier}, parts: []string{`i.supplier_id = $1`}}
	order := `i.closed_at DESC, i.id DESC`
	switch {
	case !f.ID.IsZero():
		w.and(`i.id = ?`, f.ID)
	case f.Open:
		order = `i.expected_on, i.id`
		w.and(`i.status = 'expected'`)
		if f.After != nil {
			w.and(`(i.expected_on, i.id) > (?, ?)`, f.After.On, f.After.ID)
		}
	default:
		w.and(`i.status <> 'expected'`)
		if f.After != nil {
			w.and(`(i.closed_at, i.id) < (?, ?)`, f.After.At, f.After.ID)
		}
	}
	return rows(tx, `SELECT i.id, i.product_id, i.warehouse_id, i.quantity, i.expected_on, i.note, i.status, i.received, i.closed_at, i.version,
			i.created_at, p.sku, `+nameOf("p", f.Locale)+`, p.unit, h.name, coalesce(u.name, '')
		FROM incoming i JOIN products p ON p.id = i.product_id LEFT JOIN warehouses h ON h.id = i.warehouse_id LEFT JOIN users u ON u.id = i.closed_by
		WHERE `+w.String()+` ORDER BY `+order+` LIMIT `+w.param(f.Limit+1), w.args, func(r pgx.Rows, l *IncomingLine) error {
		l.SupplierID = supplier
		return r.Scan(&l.ID, &l.ProductID, &l.WarehouseID, &l.Quantity, &l.ExpectedOn, &l.Note, &l.Status, &l.Received, &l.ClosedAt, &l.Version,
			&l.CreatedAt, &l.SKU, &l.Name, &l.Unit, &l.WarehouseName, &l.By)
	})
}
