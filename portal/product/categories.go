package product

import (
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// Category is a branch or a leaf that products can hang on.
type Category struct {
	ID       models.CategoryID  `json:"id"`
	Parent   *models.CategoryID `json:"parent_id"`
	Name     string             `json:"name"`
	NameRu   string             `json:"name_ru"`
	NameEn   string             `json:"name_en"`
	Icon     string             `json:"icon"`
	Depth    int                `json:"depth" doc:"0: at the top."`
	Own      bool               `json:"own" doc:"Your own; the operator's others cannot be changed."`
	Products int                `json:"products" doc:"Of yours that hang right on it."`
	Asked    []Attribute        `json:"attributes" nullable:"false" doc:"What it asks itself; what those above it ask is asked, too."`
	Version  int                `json:"version"`
}

// ETag is the version that an edit may name in If-Match.
func (c Category) ETag() int { return c.Version }

// Categories are all of them, each after what it hangs under.
type Categories struct {
	Items []Category `json:"items" nullable:"false"`
}

// Categories are those that the supplier's products can hang on: the operator's and its own. For the supplier's people.
func (s *Service) Categories(ctx context.Context, v identity.Viewer, _ struct{}) (Categories, error) {
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (Categories, error) {
		rows, err := models.Categories(tx, v.Locale())
		if err != nil {
			return Categories{}, err
		}
		asked, err := models.AttributesOf(tx)
		if err != nil {
			return Categories{}, err
		}
		counts, err := models.CountOfferings(tx)
		out := Categories{Items: make([]Category, len(rows))}
		at := make(map[models.CategoryID]*Category, len(rows))
		for i, c := range rows {
			out.Items[i] = categoryOf(c, v.Locale())
			at[c.ID] = &out.Items[i]
			if c.ParentID != nil && at[*c.ParentID] != nil {
				out.Items[i].Depth = at[*c.ParentID].Depth + 1
			}
		}
		for _, a := range asked {
			if c := at[a.CategoryID]; c != nil {
				c.Asked = append(c.Asked, attributeOf(a, v.Locale()))
			}
		}
		for _, n := range counts {
			if c := at[n.Category]; c != nil {
				c.Products += n.Products
			}
		}
		return out, err
	})
}

func categoryOf(c models.Category, locale string) Category {
	return Category{ID: c.ID, Parent: c.ParentID, Name: c.In(locale), NameRu: c.NameRu, NameEn: c.NameEn, Icon: c.Icon, Own: c.SupplierID != nil,
		Version: c.Version, Asked: []Attribute{}}
}

// Branch is what can be said of a category.
type Branch struct {
	NameRu string             `json:"name_ru" minLength:"1" maxLength:"100"`
	NameEn string             `json:"name_en,omitempty" maxLength:"100" doc:"Empty: the Russian one."`
	Parent *models.CategoryID `json:"parent_id,omitempty" doc:"What it hangs under; none: at the top."`
}

// check reports a name that is none, and a place that is not there or leads round in a circle.
func (b Branch) check(tx *models.Tx, self models.CategoryID) (*models.Category, error) {
	var f models.Faults
	f.Check(strings.TrimSpace(b.NameRu) != "", "name_ru", "required", "A category has a name.")
	if b.Parent == nil {
		return nil, f.Err()
	}
	may, err := models.MayUseCategory(tx, *b.Parent)
	if err != nil {
		return nil, err
	}
	f.Check(may, "parent_id", "unknown-category", "There is no such category.")
	if err := f.Err(); err != nil {
		return nil, err
	}
	const deepest = 8
	parent, err := models.Get(tx, *b.Parent)
	for up, n := parent, 1; err == nil; n++ {
		if up.ID == self || n > deepest {
			f.Add("parent_id", "circle", "A category does not hang under itself, nor deeper than eight others.")
			return nil, f.Err()
		}
		if up.ParentID == nil {
			break
		}
		up, err = models.Get(tx, *up.ParentID)
	}
	return parent, err
}

// AddCategoryInput is a new category of the supplier's own.
type AddCategoryInput struct {
	Body Branch
}

// AddCategory hangs a category of the supplier's own into the tree. Nobody else's goods hang there. For whoever may edit products.
func (s *Service) AddCategory(ctx context.Context, v identity.Viewer, in AddCategoryInput) (Category, error) {
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Category, error) {
		id := models.NewID[models.Category]()
		parent, err := in.Body.check(tx, id)
		if err != nil {
			return Category{}, err
		}
		c := models.SupplierCategory{ID: id, SupplierID: v.Organisation(), ParentID: in.Body.Parent, Slug: "own-" + id.String(), Icon: "package", Version: 1}
		if parent != nil {
			c.Icon = parent.Icon
		}
		in.Body.into(&c)
		return ownOf(c, v.Locale()), models.Insert(tx, &c)
	})
}

func (b Branch) into(c *models.SupplierCategory) {
	c.ParentID, c.NameRu, c.NameEn = b.Parent, strings.TrimSpace(b.NameRu), strings.TrimSpace(b.NameEn)
	if c.NameEn == "" {
		c.NameEn = c.NameRu
	}
}

func ownOf(c models.SupplierCategory, locale string) Category {
	return categoryOf(models.Category{ID: c.ID, ParentID: c.ParentID, NameRu: c.NameRu, NameEn: c.NameEn, Icon: c.Icon, SupplierID: &c.SupplierID, Version: c.Version}, locale)
}

// EditCategoryInput changes one of the supplier's own categories.
type EditCategoryInput struct {
	ID   models.CategoryID `path:"id"`
	Seen models.Version    `header:"If-Match"`
	Body Branch
}

// EditCategory renames one of the supplier's own categories, or hangs it elsewhere. For whoever may edit products.
func (s *Service) EditCategory(ctx context.Context, v identity.Viewer, in EditCategoryInput) (Category, error) {
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Category, error) {
		c, err := models.LockFirst[models.SupplierCategory](tx, "id = ?", in.ID)
		if err != nil {
			return Category{}, err
		}
		if err := in.Seen.Check(c.Version); err != nil {
			return Category{}, err
		}
		if _, err := in.Body.check(tx, c.ID); err != nil {
			return Category{}, err
		}
		in.Body.into(c)
		c.Version++
		return ownOf(*c, v.Locale()), models.Update(tx, c, "parent_id", "name_ru", "name_en", "version")
	})
}

// CategoryInput names one of the supplier's own categories.
type CategoryInput struct {
	ID models.CategoryID `path:"id"`
}

// RemoveCategory takes an empty category of the supplier's own out of the tree, with what it asks. For whoever may edit products.
// Conflict (category-in-use) while goods or categories hang on it.
func (s *Service) RemoveCategory(ctx context.Context, v identity.Viewer, in CategoryInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (struct{}, error) {
		c, err := models.LockFirst[models.SupplierCategory](tx, "id = ?", in.ID)
		if err != nil {
			return struct{}{}, err
		}
		if used, err := models.CategoryInUse(tx, c.ID); err != nil || used {
			return struct{}{}, orElse(err, models.Faulty(models.Conflict, "category-in-use", "Goods or categories hang on it still."))
		}
		if _, err := models.DeleteWhere[models.Attribute](tx, "category_id = ?", c.ID); err != nil {
			return struct{}{}, err
		}
		_, err = models.DeleteWhere[models.SupplierCategory](tx, "id = ?", c.ID)
		return struct{}{}, err
	})
}
