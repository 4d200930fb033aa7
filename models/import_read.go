package models

import (
	"encoding/json"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
)

// ImportRuns are a supplier's imports, the newest first: one more than the limit where there are more.
func ImportRuns(tx *Tx, before ImportRunID, limit int) ([]ImportRun, error) {
	if before.IsZero() {
		before.UUID = maxID
	}
	var runs []ImportRun
	return runs, tx.gorm.Omit("mapping", "sample").Where("id < ?", before).Order("id DESC").Limit(limit + 1).Find(&runs).Error
}

var maxID = [16]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}

// NamesOf are people's names by their ids.
func NamesOf(tx *Tx, ids []UserID) (map[UserID]string, error) {
	type named struct {
		id   UserID
		name string
	}
	found, err := rows(tx, `SELECT id, name FROM users WHERE id = ANY ($1)`, []any{ids}, func(r pgx.Rows, n *named) error { return r.Scan(&n.id, &n.name) })
	names := make(map[UserID]string, len(found))
	for _, n := range found {
		names[n.id] = n.name
	}
	return names, err
}

// ImportItem is what a dry run made of one product.
type ImportItem struct {
	Seq         int
	Line        int
	File        int
	SKU         string
	ExternalID  string
	Name        string
	ProductID   *ProductID
	Kind        string
	Before      map[string]json.RawMessage
	After       map[string]json.RawMessage
	PriceChange *decimal.Decimal
	Stale       bool
}

// ItemFilter narrows the items of a dry run.
type ItemFilter struct {
	Kind  string // new, changed, same, vanished, faulty; up and down: by the list price; stale; empty: all that changes
	Words string // in the SKU or the name
	After *ItemPlace
	Limit int
}

// ItemPlace is where an item stands in its list.
type ItemPlace struct {
	Change float64
	Seq    int
}

// itemKinds are the conditions of the lists.
var itemKinds = map[string]string{
	"": `i.after IS NOT NULL`, "new": `i.kind = 'new'`, "changed": `i.kind = 'changed'`, "same": `i.kind = 'same'`, "vanished": `i.kind = 'vanished'`,
	"faulty": `i.kind = 'faulty'`, "stale": `i.stale`, "up": `i.price_change > 0`, "down": `i.price_change < 0`,
}

// ImportItems are a dry run's products: prices that rise or fall by how much they do, the others in the file's order. One more
// than the limit where there are more.
func ImportItems(tx *Tx, run ImportRunID, f ItemFilter) ([]ImportItem, error) {
	where, err := tx.filtered(SupplierOwn, "i")
	if err != nil {
		return nil, err
	}
	where.and(`i.run_id = ?`, run)
	where.and(itemKinds[f.Kind])
	if f.Words != "" {
		where.and(`(i.sku ILIKE ? OR i.name ILIKE ? OR i.external_id = ?)`, containing(f.Words), containing(f.Words), f.Words)
	}
	order := `i.seq`
	switch {
	case f.Kind == "up" || f.Kind == "down":
		order = `abs(i.price_change) DESC, i.seq`
		if f.After != nil {
			where.and(`(abs(i.price_change) < ? OR abs(i.price_change) = ? AND i.seq > ?)`, decimal.NewFromFloat(f.After.Change), decimal.NewFromFloat(f.After.Change), f.After.Seq)
		}
	case f.After != nil:
		where.and(`i.seq > ?`, f.After.Seq)
	}
	return rows(tx, `SELECT i.seq, i.line, i.file, CASE WHEN i.sku <> '' THEN i.sku ELSE coalesce(i.after ->> 'sku', p.sku, '') END, i.external_id,
			CASE WHEN i.name <> '' THEN i.name ELSE coalesce(p.name_ru, '') END, p.id, i.kind, i.before, i.after, i.price_change, i.stale
		FROM import_items i LEFT JOIN products p ON p.id = i.product_id AND p.supplier_id = i.supplier_id
		WHERE `+where.String()+` ORDER BY `+order+` LIMIT `+where.param(f.Limit+1), where.args, func(r pgx.Rows, i *ImportItem) error {
		return r.Scan(&i.Seq, &i.Line, &i.File, &i.SKU, &i.ExternalID, &i.Name, &i.ProductID, &i.Kind, &i.Before, &i.After, &i.PriceChange, &i.Stale)
	})
}

// RunFaults are the places of an import's files that are worth a look, in the files' order, from the given number on.
func RunFaults(tx *Tx, run ImportRunID, after, limit int) ([]RunFault, error) {
	where, err := tx.filtered(SupplierOwn, "f")
	if err != nil {
		return nil, err
	}
	where.and(`f.run_id = ?`, run)
	where.and(`f.seq > ?`, after)
	return rows(tx, `SELECT f.seq, f.file, f.sheet, f.line, f.column_name, f.value, f.code, f.note FROM import_faults f
		WHERE `+where.String()+` ORDER BY f.seq LIMIT `+where.param(limit), where.args, func(r pgx.Rows, f *RunFault) error {
		return r.Scan(&f.Seq, &f.File, &f.Sheet, &f.Line, &f.Column, &f.Value, &f.Code, &f.Note)
	})
}

// PictureWish is a product whose pictures a file names.
type PictureWish struct {
	ProductID ProductID
	Names     []string
}

// PicturesWanted are the products of a committed import whose pictures its files name.
func PicturesWanted(tx *Tx, run *ImportRun) ([]PictureWish, error) {
	f, err := tx.filtered(SupplierOwn, "i")
	if err != nil {
		return nil, err
	}
	f.and(`i.run_id = ? AND i.pictures IS NOT NULL AND i.kind IN ('new', 'changed', 'same') AND NOT i.deleted`, run.ID)
	return rows(tx, `SELECT i.product_id, i.pictures FROM import_items i JOIN products p ON p.id = i.product_id WHERE `+f.String()+` ORDER BY i.seq`,
		f.args, func(r pgx.Rows, w *PictureWish) error { return r.Scan(&w.ProductID, &w.Names) })
}

// ExportedProduct is a product as its supplier's own files tell it.
type ExportedProduct struct {
	State    map[string]json.RawMessage // as product_states has it
	Category []string                   // names from the root on
}

// exporting is how many products are in memory at a time.
const exporting = 500

// ExportProducts goes over all of a supplier's products by their SKU, with the names of what they hang in.
func ExportProducts(tx *Tx, supplier OrganisationID, each func(ExportedProduct) error) error {
	after := ""
	for {
		type row struct {
			ExportedProduct
			sku string
		}
		page, err := scopedRows(tx, `SELECT p.sku, s.state, (WITH RECURSIVE up AS (
					SELECT c.id, c.parent_id, c.name_ru, 0 AS n FROM categories c WHERE c.id = p.category_id
					UNION ALL SELECT c.id, c.parent_id, c.name_ru, up.n + 1 FROM up JOIN categories c ON c.id = up.parent_id)
				SELECT array_agg(name_ru ORDER BY n DESC) FROM up)
			FROM (SELECT * FROM products p WHERE p.supplier_id = $1 AND p.sku > $2 AND {supplier p} ORDER BY p.sku LIMIT $3) p JOIN product_states s ON s.product_id = p.id
			ORDER BY p.sku`, []any{supplier, after, exporting}, func(r pgx.Rows, e *row) error { return r.Scan(&e.sku, &e.State, &e.Category) })
		if err != nil {
			return err
		}
		for _, e := range page {
			if err := each(e.ExportedProduct); err != nil {
				return err
			}
			after = e.sku
		}
		if len(page) < exporting {
			return nil
		}
	}
}
