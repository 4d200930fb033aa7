package product

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
)

// BulkInput changes many products at once: those that are named, or all that a filter finds.
type BulkInput struct {
	Body struct {
		IDs    []models.ProductID `json:"ids,omitempty" maxItems:"5000"`
		Filter *Filter            `json:"filter,omitempty" doc:"Instead of ids: all that it finds."`
		Set    BulkFields         `json:"set"`
	}
}

// BulkFields are what many products can be told at once.
type BulkFields struct {
	CategoryID *models.CategoryID    `json:"category_id,omitempty"`
	Brand      *string               `json:"brand,omitempty" maxLength:"120"`
	Status     *models.ProductStatus `json:"status,omitempty" enum:"draft,active,discontinued" doc:"active: those that lack something stay as they are and are told."`
	VATRate    *string               `json:"vat_rate,omitempty" maxLength:"6" doc:"Per cent."`
	Minimum    *string               `json:"minimum,omitempty" maxLength:"13"`
	Multiple   *string               `json:"multiple,omitempty" maxLength:"13"`
	LeadDays   *int                  `json:"lead_days,omitempty" minimum:"0" maximum:"365"`
	Clear      []string              `json:"clear,omitempty" maxItems:"1" enum:"lead_days"`
}

// fields are the same as one product is told them.
func (b BulkFields) fields() Fields {
	return Fields{CategoryID: b.CategoryID, Brand: b.Brand, Status: b.Status, VATRate: b.VATRate, Minimum: b.Minimum, Multiple: b.Multiple,
		LeadDays: b.LeadDays, Clear: b.Clear}
}

// Validate reports everything that is wrong by itself.
func (in BulkInput) Validate() error {
	var f models.Faults
	f.Check((len(in.Body.IDs) > 0) != (in.Body.Filter != nil), "ids", "one-of-both", "Name products, or give a filter.")
	b := in.Body.Set
	f.Check(b.CategoryID != nil || b.Brand != nil || b.Status != nil || b.VATRate != nil || b.Minimum != nil || b.Multiple != nil || b.LeadDays != nil ||
		len(b.Clear) > 0, "set", "required", "Say what shall change.")
	if err := f.Err(); err != nil {
		return err
	}
	if in.Body.Filter != nil {
		if err := in.Body.Filter.Validate(); err != nil {
			return err
		}
	}
	return b.fields().Validate()
}

// BulkDone is what a bulk edit did.
type BulkDone struct {
	Changed int64           `json:"changed" doc:"How many products are different now."`
	Batch   *models.BatchID `json:"batch_id" doc:"To take all of it back; null where nothing changed."`
	Held    int64           `json:"held" doc:"How many were not put on sale, as they lack something."`
	Lacking []Held          `json:"lacking" nullable:"false" doc:"The first fifty of these."`
}

// Held is a product that could not be put on sale.
type Held struct {
	ID      models.ProductID    `json:"id"`
	SKU     string              `json:"sku"`
	Name    string              `json:"name"`
	Missing []models.FieldFault `json:"missing" nullable:"false"`
}

// Bulk changes many products with one statement, and writes one line for each into its history. For whoever may edit products.
// Products of others among the ids are left alone without a word.
func (s *Service) Bulk(ctx context.Context, v identity.Viewer, in BulkInput) (BulkDone, error) {
	if err := in.Validate(); err != nil {
		return BulkDone{}, err
	}
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (BulkDone, error) {
		which := models.OfferingFilter{IDs: in.Body.IDs}
		if in.Body.Filter != nil {
			which = in.Body.Filter.wanted()
		}
		said := in.Body.Set.fields()
		if err := check(tx, bulkProduct(said), said); err != nil {
			return BulkDone{}, err
		}
		if err := models.WatchOfferings(tx, which); err != nil {
			return BulkDone{}, err
		}
		set := models.BulkEdit{CategoryID: said.CategoryID, Brand: said.Brand, Status: said.Status, LeadDays: said.LeadDays, NoLeadDays: slices.Contains(said.Clear, "lead_days")}
		p := bulkProduct(said)
		if said.VATRate != nil {
			set.VATRate = &p.VATRate
		}
		if said.Minimum != nil {
			set.Minimum = &p.Minimum
		}
		if said.Multiple != nil {
			set.Multiple = &p.Multiple
		}
		return bulk(tx, set, v.Locale())
	})
}

// bulkProduct is a product that knows only what is said.
func bulkProduct(said Fields) (p models.Product) {
	said.into(&p)
	return p
}

func bulk(tx *models.Tx, set models.BulkEdit, locale string) (BulkDone, error) {
	out := BulkDone{Lacking: []Held{}}
	if set.Status != nil && *set.Status == models.ProductActive {
		held, n, err := models.UnreadyWatched(tx, locale)
		if err != nil {
			return out, err
		}
		out.Held = n
		for _, o := range held {
			out.Lacking = append(out.Lacking, Held{o.ID, o.SKU, o.In(locale), missing(o)})
		}
	}
	if err := models.EditWatched(tx, set); err != nil {
		return out, err
	}
	batch := models.NewID[models.Batch]()
	changed, err := models.RecordChanges(tx, models.ChangedByBulk, batch)
	if out.Changed = changed; changed > 0 {
		out.Batch = &batch
	}
	return out, err
}
