package product

import (
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
)

// CreateInput is a new product.
type CreateInput struct {
	Body Fields
}

// Validate reports everything that is wrong by itself.
func (in CreateInput) Validate() error {
	var f models.Faults
	f.Check(in.Body.SKU != nil, "sku", "required", "Say how you call it in your own books.")
	f.Check(in.Body.NameRu != nil, "name_ru", "required", "A product has a name.")
	f.Check(in.Body.CategoryID != nil, "category_id", "required", "Say where it belongs.")
	if err := f.Err(); err != nil {
		return err
	}
	return in.Body.Validate()
}

// Create adds a product, a draft unless it is said otherwise. For whoever may edit products. Conflict (sku-taken).
func (s *Service) Create(ctx context.Context, v identity.Viewer, in CreateInput) (Product, error) {
	if err := in.Validate(); err != nil {
		return Product{}, err
	}
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Product, error) {
		one := decimal.NewFromInt(1)
		p := models.Product{ID: models.NewID[models.Product](), SupplierID: v.Organisation(), Unit: "pcs", PackSize: one, Minimum: one, Multiple: one,
			VATRate: decimal.NewFromInt(22), Status: models.ProductDraft, CreatedAt: tx.Now, UpdatedAt: tx.Now}
		if err := models.WatchProducts(tx, p.ID); err != nil {
			return Product{}, err
		}
		in.Body.into(&p)
		if err := check(tx, p, in.Body); err != nil {
			return Product{}, err
		}
		if err := models.Insert(tx, &p); err != nil {
			return Product{}, err
		}
		return written(tx, p, in.Body, v.Locale())
	})
}

// EditInput changes one of the supplier's own products.
type EditInput struct {
	ID   models.ProductID `path:"id"`
	Seen models.Version   `header:"If-Match"`
	Body Fields
}

// Validate reports everything that is wrong by itself.
func (in EditInput) Validate() error { return in.Body.Validate() }

// Edit changes what is said of a product and leaves the rest. For whoever may edit products. Stale (changed-meanwhile) tells who
// changed it and when; Invalid (not-ready) names what it lacks to be on sale.
func (s *Service) Edit(ctx context.Context, v identity.Viewer, in EditInput) (Product, error) {
	if err := in.Validate(); err != nil {
		return Product{}, err
	}
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Product, error) {
		p, err := models.Lock(tx, in.ID)
		if err != nil {
			return Product{}, err
		}
		if err := in.Seen.Check(p.Version); err != nil {
			return Product{}, overtaken(tx, p.ID, err)
		}
		if err := models.WatchProducts(tx, p.ID); err != nil {
			return Product{}, err
		}
		in.Body.into(p)
		if err := check(tx, *p, in.Body); err != nil {
			return Product{}, err
		}
		if err := models.SaveProduct(tx, p); err != nil {
			return Product{}, err
		}
		return written(tx, *p, in.Body, v.Locale())
	})
}

// overtaken tells who changed a product meanwhile, and when.
func overtaken(tx *models.Tx, id models.ProductID, stale error) error {
	last, err := models.ProductChanges(tx, models.ChangeFilter{Product: id, Limit: 1})
	if err != nil || len(last) == 0 {
		return stale
	}
	f := models.Faulty(models.Stale, models.CodeOf(stale), "Somebody changed this meanwhile; read it again.")
	return f.At("changed_by", "changed-meanwhile", last[0].By).At("changed_at", "changed-meanwhile", last[0].At.UTC().Format(time.RFC3339))
}

// written writes what hangs on a product, puts the change into its history, and reads the product as it is now.
func written(tx *models.Tx, p models.Product, said Fields, locale string) (Product, error) {
	if said.Units != nil {
		units := make([]models.ProductUnit, len(*said.Units))
		var valid models.Faults
		for i, u := range *said.Units {
			units[i] = models.ProductUnit{Unit: u.Unit, Factor: readQuantity(&valid, "", &u.Factor), GTIN: u.GTIN}
		}
		if err := models.SetUnits(tx, p, units); err != nil {
			return Product{}, err
		}
	}
	if said.GoesWith != nil {
		if err := models.SetCompanions(tx, p, *said.GoesWith); err != nil {
			return Product{}, err
		}
	}
	if p.Status == models.ProductActive && said.Status != nil {
		if err := ready(tx, p.ID); err != nil {
			return Product{}, err
		}
	}
	changed, err := models.RecordChanges(tx, models.ChangedByPage, models.BatchID{})
	if err != nil {
		return Product{}, err
	}
	if changed > 0 {
		if err := models.TouchProduct(tx, &p); err != nil {
			return Product{}, err
		}
	}
	return whole(tx, p.ID, locale)
}

// check reports what is wrong with a product beside others: its category, what it refers to, the answers to what is asked.
func check(tx *models.Tx, p models.Product, said Fields) error {
	var f models.Faults
	if said.CategoryID != nil {
		may, err := models.MayUseCategory(tx, p.CategoryID)
		if err != nil {
			return err
		}
		f.Check(may, "category_id", "unknown-category", "There is no such category.")
	}
	if err := checkRelated(tx, &f, p, said); err != nil {
		return err
	}
	if said.Attributes != nil {
		asked, err := models.AttributesOf(tx, p.CategoryID)
		if err != nil {
			return err
		}
		checkAnswers(&f, asked, *said.Attributes)
	}
	if said.Units != nil {
		f.Check(!slices.ContainsFunc(*said.Units, func(u Unit) bool { return u.Unit == p.Unit }), "units", "own-unit", "This is the unit it is sold in.")
	}
	return f.Err()
}

// checkRelated reports products that are not the supplier's own, the product itself, and what is named twice.
func checkRelated(tx *models.Tx, f *models.Faults, p models.Product, said Fields) error {
	var ids []models.ProductID
	if said.GoesWith != nil {
		ids = slices.Clone(*said.GoesWith)
	}
	if said.SubstituteID != nil {
		ids = append(ids, *said.SubstituteID)
		f.Check(*said.SubstituteID != p.ID, "substitute_id", "itself", "A product does not replace itself.")
	}
	if len(ids) == 0 {
		return nil
	}
	there, err := models.List[models.Product](tx, "id", "id IN ?", ids)
	known := func(id models.ProductID) bool {
		return slices.ContainsFunc(there, func(q models.Product) bool { return q.ID == id && q.SupplierID == p.SupplierID })
	}
	if said.SubstituteID != nil {
		f.Check(known(*said.SubstituteID), "substitute_id", "unknown-product", "There is no such product here.")
	}
	if said.GoesWith != nil {
		seen := map[models.ProductID]bool{p.ID: true}
		for _, id := range *said.GoesWith {
			f.Check(known(id), "goes_with", "unknown-product", "There is no such product here.")
			f.Check(!seen[id], "goes_with", "twice", "A product goes with others, and with each once.")
			seen[id] = true
		}
	}
	return err
}
