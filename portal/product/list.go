package product

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
)

// Filter narrows a supplier's own products.
type Filter struct {
	Q        string               `json:"q,omitempty" query:"q" maxLength:"100" doc:"Part of a name, SKU or GTIN."`
	Status   models.ProductStatus `json:"status,omitempty" query:"status" enum:"draft,active,discontinued"`
	Category []string             `json:"category,omitempty" query:"category,explode" maxItems:"50" doc:"Ids, each with all that hangs under it; repeat for several."`
	Brand    []string             `json:"brand,omitempty" query:"brand,explode" maxItems:"50" doc:"Names; repeat for several."`
	Lacks    []models.Lack        `json:"lacks,omitempty" query:"lacks,explode" maxItems:"7" enum:"price,picture,description,english,brand,gtin,much" doc:"What they are poorer without; much: at least three of the others."`
}

// Validate reports ids that cannot be ids.
func (in Filter) Validate() error {
	var f models.Faults
	for _, id := range in.Category {
		_, err := uuid.Parse(id)
		f.Check(id == "" || err == nil, "category", "not-an-id", "This is not an id.")
	}
	return f.Err()
}

// wanted is the filter as the database takes it.
func (in Filter) wanted() models.OfferingFilter {
	f := models.OfferingFilter{Words: in.Q, Status: in.Status}
	for _, text := range in.Category {
		if id, err := uuid.Parse(text); err == nil {
			f.Categories = append(f.Categories, models.CategoryID{UUID: id})
		}
	}
	blank := func(s string) bool { return s == "" }
	f.Brands = slices.DeleteFunc(slices.Clone(in.Brand), blank)
	f.Lacks = slices.DeleteFunc(slices.Clone(in.Lacks), func(l models.Lack) bool { return l == "" })
	return f
}

// ListInput asks for a stretch of the supplier's own products.
type ListInput struct {
	Filter
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
	After string `query:"after" maxLength:"2000"`
}

// Named is something by its name.
type Named[T any] struct {
	ID   models.ID[T] `json:"id"`
	Name string       `json:"name"`
}

// Row is a product in its supplier's own list.
type Row struct {
	ID        models.ProductID       `json:"id"`
	Version   int                    `json:"version" doc:"For If-Match."`
	SKU       string                 `json:"sku"`
	GTIN      string                 `json:"gtin"`
	Name      string                 `json:"name"`
	Brand     string                 `json:"brand"`
	Icon      string                 `json:"icon"`
	Picture   *models.FileID         `json:"picture" doc:"The picture it is shown by; null: none."`
	Category  Named[models.Category] `json:"category"`
	Unit      string                 `json:"unit"`
	PackSize  string                 `json:"pack_size"`
	Minimum   string                 `json:"minimum"`
	Multiple  string                 `json:"multiple"`
	VATRate   string                 `json:"vat_rate" doc:"Per cent."`
	Status    models.ProductStatus   `json:"status" enum:"draft,active,discontinued"`
	OnHand    *string                `json:"on_hand" doc:"What lies in the warehouse; null: brought or made to order."`
	Reserved  *string                `json:"reserved" doc:"Of that, what open orders hold."`
	RestockOn *models.Date           `json:"restock_on"`
	ListPrice *string                `json:"list_price" doc:"At the minimum, before tax."`
	Currency  models.Currency        `json:"currency"`
	Lacks     []models.Lack          `json:"lacks" nullable:"false" doc:"What it is poorer without."`
	UpdatedAt time.Time              `json:"updated_at"`
}

// Page is a stretch of the supplier's own products.
type Page struct {
	models.Page[Row]
	Total int `json:"total" doc:"How many there are in all; told with the first stretch only."`
}

const pageSize = 24

// List is the supplier's own products by SKU. For the supplier's people.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (Page, error) {
	if err := in.Validate(); err != nil {
		return Page{}, err
	}
	var after string
	there, err := models.ReadCursor(in.After, &after)
	if err != nil {
		return Page{}, err
	}
	part := models.OfferingStretch{Limit: cmp.Or(in.Limit, pageSize), Locale: v.Locale()}
	if there {
		part.After = &after
	}
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (Page, error) {
		rows, total, err := models.Offerings(tx, in.wanted(), part)
		page := models.PageOf(rows, part.Limit, func(o models.Offering) models.Cursor { return models.Cursor{o.SKU} })
		return Page{models.MapPage(page, func(o models.Offering) Row { return rowOf(o, v.Locale()) }), total}, err
	})
}

func rowOf(o models.Offering, locale string) Row {
	out := Row{
		ID: o.ID, Version: o.Version, SKU: o.SKU, GTIN: o.GTIN, Name: o.In(locale), Brand: o.Brand, Icon: o.Icon, Picture: o.Picture,
		Category: Named[models.Category]{o.CategoryID, o.Category}, Unit: o.Unit, PackSize: models.QuantityText(o.PackSize),
		Minimum: models.QuantityText(o.Minimum), Multiple: models.QuantityText(o.Multiple), VATRate: models.QuantityText(o.VATRate), Status: o.Status,
		OnHand: text(o.OnHand), Reserved: text(o.Reserved), RestockOn: o.RestockOn, Currency: o.Currency, Lacks: o.Lacks, UpdatedAt: o.UpdatedAt,
	}
	if o.ListPrice != nil {
		price := models.PriceText(*o.ListPrice, o.Currency)
		out.ListPrice = &price
	}
	return out
}

func text(q *models.Quantity) *string {
	if q == nil {
		return nil
	}
	s := models.QuantityText(*q)
	return &s
}

// Counts are how many of the supplier's own products there are of each kind.
type Counts struct {
	Total      int                          `json:"total"`
	Statuses   map[models.ProductStatus]int `json:"statuses"`
	Categories map[string]int               `json:"categories" doc:"By id."`
	Brands     []BrandCount                 `json:"brands" nullable:"false" doc:"By name."`
}

// BrandCount is a brand with how many products it has.
type BrandCount struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// Count counts the supplier's own products, whatever filter is set. For the supplier's people.
func (s *Service) Count(ctx context.Context, v identity.Viewer, _ struct{}) (Counts, error) {
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (Counts, error) {
		rows, err := models.CountOfferings(tx)
		out := Counts{Statuses: map[models.ProductStatus]int{}, Categories: map[string]int{}, Brands: []BrandCount{}}
		brands := map[string]int{}
		for _, r := range rows {
			out.Total += r.Products
			out.Statuses[r.Status] += r.Products
			out.Categories[r.Category.String()] += r.Products
			brands[r.Brand] += r.Products
		}
		for name, n := range brands {
			if name != "" {
				out.Brands = append(out.Brands, BrandCount{name, n})
			}
		}
		slices.SortFunc(out.Brands, func(a, b BrandCount) int { return cmp.Compare(a.Name, b.Name) })
		return out, err
	})
}
