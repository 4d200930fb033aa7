package models

import (
	"bytes"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// WarehouseID names a warehouse.
type WarehouseID = ID[Warehouse]

// Warehouse is where a supplier keeps its goods.
type Warehouse struct {
	ID         WarehouseID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Code       string // as files and the API name it
	Name       string
	IsDefault  bool // where goods lie that nobody said a warehouse of
	Version    int
	CreatedAt  time.Time
}

func (Warehouse) Owner() Ownership { return SupplierOwn }

// WarehouseStock is what lies of a product in one warehouse.
type WarehouseStock struct {
	ProductID   ProductID   `gorm:"primaryKey"`
	WarehouseID WarehouseID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	OnHand      Quantity
}

func (WarehouseStock) Owner() Ownership { return SupplierOwn }

// TableName is what it is called in the database.
func (WarehouseStock) TableName() string { return "warehouse_stock" }

// StockCount is how much of a product was counted in one warehouse, or (nil) in all of them together.
type StockCount struct {
	Product   ProductID
	Warehouse *WarehouseID
	OnHand    Quantity
}

// StockChange is what a count changed. Before is nil of a product that was made to order until then.
type StockChange struct {
	Product  ProductID
	Before   *Quantity
	After    Quantity
	Reserved Quantity // what open orders hold of it
}

// Oversold is how much more is held than there is.
func (c StockChange) Oversold() Quantity {
	if c.Reserved.GreaterThan(c.After) {
		return c.Reserved.Sub(c.After)
	}
	return Quantity{}
}

// CountStock writes what was counted of one supplier's products, each product and warehouse once, and says what became of
// each product, in their order. Checkouts of these products wait until the transaction ends. A count may say that less is there
// than orders hold: a count is a fact. A count of all warehouses together goes into the default one as far as it differs from
// their sum; what cannot be taken from there empties the others. The products' history is the caller's: [WatchProducts], or
// [RecordStock] where nothing but stock changes.
func CountStock(tx *Tx, supplier OrganisationID, counts []StockCount) ([]StockChange, error) {
	if len(counts) == 0 {
		return nil, nil
	}
	if err := tx.holds(supplier); err != nil {
		return nil, err
	}
	products := productsOf(counts)
	changes, err := holdStock(tx, supplier, products)
	if err != nil {
		return nil, err
	}
	if err := writeCounts(tx, supplier, products, counts); err != nil {
		return nil, err
	}
	after, err := rows(tx, `SELECT product_id, on_hand FROM stock WHERE supplier_id = $1 AND product_id = ANY ($2) ORDER BY product_id`,
		[]any{supplier, products}, func(r pgx.Rows, c *StockChange) error { return r.Scan(&c.Product, &c.After) })
	for i := range after {
		changes[i].After = after[i].After
	}
	return changes, err
}

// holds reports whether the scope may change what is a supplier's.
func (tx *Tx) holds(supplier OrganisationID) error {
	switch {
	case tx.readOnly:
		return errUnscoped
	case tx.scope.kind == ofEverything, tx.scope.kind == ofSupplier && tx.scope.organisation == supplier:
		return nil
	}
	return errUnscoped
}

func productsOf(counts []StockCount) []ProductID {
	ids := make([]ProductID, len(counts))
	for i, c := range counts {
		ids[i] = c.Product
	}
	slices.SortFunc(ids, func(a, b ProductID) int { return bytes.Compare(a.UUID[:], b.UUID[:]) })
	return slices.Compact(ids)
}

// holdStock locks the products' rows in their order, made on the spot where there is none, and says how they stand.
func holdStock(tx *Tx, supplier OrganisationID, products []ProductID) ([]StockChange, error) {
	fresh, err := rows(tx, `INSERT INTO stock (product_id, supplier_id, updated_at)
		SELECT id, $1, $3 FROM unnest($2::uuid[]) AS p (id) ORDER BY id ON CONFLICT DO NOTHING RETURNING product_id`,
		[]any{supplier, products, tx.Now}, func(r pgx.Rows, id *ProductID) error { return r.Scan(id) })
	if err != nil {
		return nil, err
	}
	made := make(map[ProductID]bool, len(fresh))
	for _, id := range fresh {
		made[id] = true
	}
	return rows(tx, `SELECT product_id, on_hand, reserved FROM stock WHERE supplier_id = $1 AND product_id = ANY ($2) ORDER BY product_id FOR UPDATE`,
		[]any{supplier, products}, func(r pgx.Rows, c *StockChange) error {
			var before Quantity
			err := r.Scan(&c.Product, &before, &c.Reserved)
			if !made[c.Product] {
				c.Before = &before
			}
			return err
		})
}

// writeCounts writes counts of products whose rows are held: those of a warehouse, then those of all together, then the sums.
func writeCounts(tx *Tx, supplier OrganisationID, products []ProductID, counts []StockCount) error {
	var in, of []ProductID
	var warehouses []WarehouseID
	var here, all []string
	for _, c := range counts {
		if c.Warehouse == nil {
			of, all = append(of, c.Product), append(all, c.OnHand.String())
			continue
		}
		in, warehouses, here = append(in, c.Product), append(warehouses, *c.Warehouse), append(here, c.OnHand.String())
	}
	var b pgx.Batch
	b.Queue(placeStock(`SELECT unnest($1::uuid[])`), products)
	b.Queue(countHere, supplier, in, warehouses, here)
	b.Queue(sumStock, products, tx.Now)
	b.Queue(countAll, of, all)
	b.Queue(spreadStock(`SELECT unnest($1::uuid[])`), of)
	return tx.q.SendBatch(tx.ctx, &b).Close()
}

const countHere = `INSERT INTO warehouse_stock (product_id, warehouse_id, supplier_id, on_hand)
	SELECT product, warehouse, $1, on_hand::numeric FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS c (product, warehouse, on_hand)
	ON CONFLICT (product_id, warehouse_id) DO UPDATE SET on_hand = excluded.on_hand`

const sumStock = `UPDATE stock s SET updated_at = $2,
		on_hand = coalesce((SELECT sum(w.on_hand) FROM warehouse_stock w WHERE w.product_id = s.product_id), s.on_hand)
	WHERE s.product_id = ANY ($1)`

const countAll = `UPDATE stock s SET on_hand = c.on_hand::numeric FROM unnest($1::uuid[], $2::text[]) AS c (product, on_hand) WHERE s.product_id = c.product`

// placeStock gives each of the products that a query yields a place in the default warehouse, where the supplier has named any:
// what lies nowhere lies there.
func placeStock(products string) string {
	return `INSERT INTO warehouse_stock (product_id, warehouse_id, supplier_id, on_hand)
		SELECT s.product_id, d.id, s.supplier_id,
			CASE WHEN EXISTS (SELECT FROM warehouse_stock w WHERE w.product_id = s.product_id) THEN 0 ELSE s.on_hand END
		FROM stock s JOIN warehouses d ON d.supplier_id = s.supplier_id AND d.is_default
		WHERE s.product_id IN (` + products + `) ON CONFLICT DO NOTHING`
}

// spreadStock makes the warehouses of the products that a query yields hold what their rows say: each has its place in the
// default warehouse already.
func spreadStock(products string) string {
	return `WITH off AS (
			SELECT s.product_id, s.on_hand, m.main + s.on_hand - m.total AS main FROM stock s
			CROSS JOIN LATERAL (SELECT sum(w.on_hand) AS total, sum(w.on_hand) FILTER (WHERE d.is_default) AS main
				FROM warehouse_stock w JOIN warehouses d ON d.id = w.warehouse_id WHERE w.product_id = s.product_id) m
			WHERE s.product_id IN (` + products + `) AND EXISTS (SELECT FROM warehouses x WHERE x.supplier_id = s.supplier_id) AND m.total <> s.on_hand)
		UPDATE warehouse_stock w SET
			on_hand = CASE WHEN d.is_default THEN CASE WHEN o.main >= 0 THEN o.main ELSE o.on_hand END WHEN o.main >= 0 THEN w.on_hand ELSE 0 END
		FROM off o, warehouses d WHERE w.product_id = o.product_id AND d.id = w.warehouse_id`
}

// RecordStock keeps in the products' history what counts have changed, in the actor's name. A zero batch is none.
func RecordStock(tx *Tx, supplier OrganisationID, changes []StockChange, cause ChangeCause, batch BatchID) error {
	var products []ProductID
	var before []*string
	var after []string
	for _, c := range changes {
		if c.Before != nil && c.Before.Equal(c.After) {
			continue
		}
		products, after = append(products, c.Product), append(after, c.After.String())
		if c.Before == nil {
			before = append(before, nil)
			continue
		}
		was := c.Before.String()
		before = append(before, &was)
	}
	if len(products) == 0 {
		return nil
	}
	if err := tx.holds(supplier); err != nil {
		return err
	}
	_, err := tx.q.Exec(tx.ctx, `INSERT INTO product_changes (supplier_id, product_id, at, user_id, cause, batch_id, before, after)
		SELECT $1, product, $5, $6, $7, $8, jsonb_build_object('on_hand', trim_scale(before::numeric)), jsonb_build_object('on_hand', trim_scale(after::numeric))
		FROM unnest($2::uuid[], $3::text[], $4::text[]) AS c (product, before, after)`,
		supplier, products, before, after, tx.Now, unlessZero(tx.Actor.User), cause, unlessZero(batch))
	return err
}

// unlessZero is the id, or null of one that names nothing.
func unlessZero[T any](id ID[T]) *ID[T] {
	if id.IsZero() {
		return nil
	}
	return &id
}

// StopCounting makes products to order from now on, and says which of them stay counted because orders hold some of them.
func StopCounting(tx *Tx, supplier OrganisationID, products []ProductID) ([]StockChange, error) {
	if err := tx.holds(supplier); err != nil {
		return nil, err
	}
	return rows(tx, `WITH held AS (
			SELECT product_id, on_hand, reserved FROM stock WHERE supplier_id = $1 AND product_id = ANY ($2) ORDER BY product_id FOR UPDATE),
		gone AS (DELETE FROM stock s USING held h WHERE s.product_id = h.product_id AND h.reserved = 0)
		SELECT product_id, on_hand, on_hand, reserved FROM held WHERE reserved > 0`, []any{supplier, products},
		func(r pgx.Rows, c *StockChange) error {
			c.Before = new(Quantity)
			return r.Scan(&c.Product, c.Before, &c.After, &c.Reserved)
		})
}
