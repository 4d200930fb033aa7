package models

import (
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// StagedItem is what one record of an import's files says about a product.
type StagedItem struct {
	Seq        int
	FreshID    ProductID // the product's, should it be new
	Line       int       // in its file
	File       int       // which of the run's
	ExternalID string
	ParentID   string // of a characteristic: the external id of its product
	SKU        string
	Name       string // for people
	Wanted     json.RawMessage
	Category   *string // names from the root on, divided by [PathSign]
	Pictures   []string
	Deleted    bool
}

// PathSign divides the names of a category's path.
const PathSign = "\x1f"

// RunFault is a place of an import's files that could not be taken, or (a note) is worth a look.
type RunFault struct {
	Seq    int
	File   int
	Sheet  string
	Line   int
	Column string
	Value  string
	Code   string
	Note   bool
}

// StageItems puts records into the import's staging table.
func StageItems(tx *Tx, run *ImportRun, items []StagedItem) error {
	if err := tx.holds(run.SupplierID); err != nil {
		return err
	}
	at := 0
	_, err := copyRows(tx, "import_items", []string{"run_id", "supplier_id", "seq", "fresh_id", "line", "file", "external_id", "parent_id", "sku", "name",
		"wanted", "category", "pictures", "deleted"}, func() ([]any, error) {
		if at == len(items) {
			return nil, nil
		}
		i := items[at]
		at++
		return []any{run.ID, run.SupplierID, i.Seq, i.FreshID, i.Line, i.File, i.ExternalID, i.ParentID, i.SKU, i.Name, i.Wanted, i.Category, i.Pictures, i.Deleted}, nil
	})
	return err
}

// StageFaults notes what could not be taken.
func StageFaults(tx *Tx, run *ImportRun, faults []RunFault) error {
	if err := tx.holds(run.SupplierID); err != nil {
		return err
	}
	at := 0
	_, err := copyRows(tx, "import_faults", []string{"run_id", "supplier_id", "seq", "file", "sheet", "line", "column_name", "value", "code", "note"}, func() ([]any, error) {
		if at == len(faults) {
			return nil, nil
		}
		f := faults[at]
		at++
		return []any{run.ID, run.SupplierID, f.Seq, f.File, f.Sheet, f.Line, f.Column, f.Value, f.Code, f.Note}, nil
	})
	return err
}

// ClearStaged forgets what was read of an import, so that it can be read again.
func ClearStaged(tx *Tx, run *ImportRun) error {
	if err := tx.holds(run.SupplierID); err != nil {
		return err
	}
	for _, table := range []string{"import_items", "import_faults", "import_categories"} {
		if _, err := tx.q.Exec(tx.ctx, `DELETE FROM `+table+` WHERE run_id = $1 AND supplier_id = $2`, run.ID, run.SupplierID); err != nil {
			return err
		}
	}
	return nil
}

// JoinStaged makes one record of those that speak of the same external id: what an exchange splits into goods, offers, prices
// and stock. A later record has the last word, value by value.
func JoinStaged(tx *Tx, run *ImportRun) error {
	if err := tx.holds(run.SupplierID); err != nil {
		return err
	}
	for _, sql := range []string{
		`CREATE TEMP TABLE joined ON COMMIT DROP AS
			SELECT external_id, min(seq) AS seq, max(sku) FILTER (WHERE sku <> '') AS sku, max(parent_id) AS parent_id,
				(array_agg(name ORDER BY seq) FILTER (WHERE name <> ''))[1] AS name,
				(array_agg(category ORDER BY seq DESC) FILTER (WHERE category IS NOT NULL))[1] AS category, bool_or(deleted) AS deleted
			FROM import_items WHERE run_id = $1 AND external_id <> '' GROUP BY external_id HAVING count(*) > 1`,
		`CREATE TEMP TABLE joined_values ON COMMIT DROP AS
			SELECT j.seq, jsonb_object_agg(e.key, e.value ORDER BY i.seq) AS wanted
			FROM joined j JOIN import_items i ON i.run_id = $1 AND i.external_id = j.external_id CROSS JOIN LATERAL jsonb_each(i.wanted) e GROUP BY j.seq`,
		`UPDATE import_items i SET sku = coalesce(j.sku, ''), parent_id = j.parent_id, name = coalesce(j.name, ''), category = j.category, deleted = j.deleted,
				wanted = coalesce(v.wanted, '{}'),
				pictures = (SELECT x.pictures FROM import_items x WHERE x.run_id = $1 AND x.external_id = j.external_id AND x.pictures IS NOT NULL ORDER BY x.seq LIMIT 1)
			FROM joined j LEFT JOIN joined_values v USING (seq) WHERE i.run_id = $1 AND i.seq = j.seq`,
		`DELETE FROM import_items i USING joined j WHERE i.run_id = $1 AND i.external_id = j.external_id AND i.seq <> j.seq`,
		`DROP TABLE joined, joined_values`,
	} {
		var args []any
		if sql[0] != 'D' || sql[1] != 'R' {
			args = []any{run.ID}
		}
		if _, err := tx.q.Exec(tx.ctx, sql, args...); err != nil {
			return fmt.Errorf("join what was staged: %w", err)
		}
	}
	return nil
}

// StagedPaths are the categories that an import's records name.
func StagedPaths(tx *Tx, run *ImportRun) ([]string, error) {
	return rows(tx, `SELECT DISTINCT category FROM import_items WHERE run_id = $1 AND supplier_id = $2 AND category IS NOT NULL ORDER BY 1`,
		[]any{run.ID, run.SupplierID}, func(r pgx.Rows, s *string) error { return r.Scan(s) })
}

// ImportCategory is where a path of the files leads in the tree, or will.
type ImportCategory struct {
	RunID      ImportRunID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Path       string `gorm:"primaryKey"`
	Name       string
	ParentPath *string
	ParentID   *CategoryID
	CategoryID CategoryID
	Fresh      bool // made by the commit
}

func (ImportCategory) Owner() Ownership { return SupplierOwn }

// CategoryAlias is what a supplier's files call a category.
type CategoryAlias struct {
	SupplierID OrganisationID `gorm:"primaryKey"`
	Path       string         `gorm:"primaryKey"`
	CategoryID CategoryID
}

func (CategoryAlias) Owner() Ownership { return SupplierOwn }
