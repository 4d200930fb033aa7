package models

import "github.com/jackc/pgx/v5"

// Categories are those that a supplier's people choose from: the operator's and their own, each after what it hangs under, by
// position and name. A client gets the operator's and those of suppliers it has an agreement with.
func Categories(tx *Tx, locale string) ([]Category, error) {
	where, err := tx.filtered(BySupplier, "c")
	if err != nil {
		return nil, err
	}
	name := `c.name_ru`
	if locale == "en" {
		name = `c.name_en`
	}
	return rows(tx, `WITH RECURSIVE mine AS (SELECT * FROM categories c WHERE c.supplier_id IS NULL OR `+where.String()+`),
		tree AS (SELECT c.id, 0 AS depth, ARRAY[(c.position, `+name+`, c.id)] AS path FROM mine c WHERE c.parent_id IS NULL
			UNION ALL SELECT c.id, t.depth + 1, t.path || (c.position, `+name+`, c.id) FROM mine c JOIN tree t ON c.parent_id = t.id WHERE t.depth < 20)
		SELECT c.id, c.parent_id, c.slug, c.name_ru, c.name_en, c.icon, c.supplier_id, c.position, c.version
		FROM tree t JOIN categories c ON c.id = t.id ORDER BY t.path`, where.args, func(r pgx.Rows, c *Category) error {
		return r.Scan(&c.ID, &c.ParentID, &c.Slug, &c.NameRu, &c.NameEn, &c.Icon, &c.SupplierID, &c.Position, &c.Version)
	})
}

// MayUseCategory reports whether the viewer's supplier may hang products or categories under it: it is the operator's, or its own.
func MayUseCategory(tx *Tx, id CategoryID) (bool, error) {
	where, err := tx.filtered(BySupplier, "c")
	if err != nil {
		return false, err
	}
	var yes bool
	err = tx.q.QueryRow(tx.ctx, `SELECT EXISTS (SELECT FROM categories c WHERE c.id = `+where.param(id)+` AND (c.supplier_id IS NULL OR `+where.String()+`))`,
		where.args...).Scan(&yes)
	return yes, err
}

// SupplierCategory is a category that a supplier hung into the tree itself.
type SupplierCategory struct {
	ID         CategoryID `gorm:"primaryKey"`
	SupplierID OrganisationID
	ParentID   *CategoryID
	Slug       string
	NameRu     string
	NameEn     string
	Icon       string
	Position   int
	Version    int
}

func (SupplierCategory) Owner() Ownership { return BySupplier }

// TableName is what it is called in the database.
func (SupplierCategory) TableName() string { return "categories" }

// CategoryInUse reports whether goods or categories hang on it.
func CategoryInUse(tx *Tx, id CategoryID) (bool, error) {
	var yes bool
	err := tx.q.QueryRow(tx.ctx, `SELECT EXISTS (SELECT FROM products WHERE category_id = $1 UNION ALL SELECT FROM categories WHERE parent_id = $1)`, id).Scan(&yes)
	return yes, err
}
