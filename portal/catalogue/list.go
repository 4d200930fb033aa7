package catalogue

import (
	"cmp"
	"context"
	"strings"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/pricing"
)

// Filter narrows the catalogue. Several values of one kind widen it again.
type Filter struct {
	Q         string   `query:"q" maxLength:"100" doc:"Words of a name, brand or description, in either language, or a part of a SKU or GTIN."`
	Supplier  []string `query:"supplier,explode" maxItems:"50" doc:"Ids; repeat for several."`
	Category  []string `query:"category,explode" maxItems:"50" doc:"Ids, each with all that hangs under it; repeat for several."`
	Brand     []string `query:"brand,explode" maxItems:"50" doc:"Names; repeat for several."`
	Available bool     `query:"available" doc:"Only what can be had now."`
}

// Validate reports ids that cannot be ids.
func (in Filter) Validate() error {
	var f models.Faults
	read[models.Organisation](&f, "supplier", in.Supplier)
	read[models.Category](&f, "category", in.Category)
	return f.Err()
}

func read[T any](f *models.Faults, field string, texts []string) []models.ID[T] {
	var ids []models.ID[T]
	for _, text := range texts {
		if text == "" {
			continue
		}
		u, err := uuid.Parse(text)
		f.Check(err == nil, field, "not-an-id", "This is not an id.")
		ids = append(ids, models.ID[T]{UUID: u})
	}
	return ids
}

// wanted is the filter as the database takes it.
func (in Filter) wanted() models.Wanted {
	var f models.Faults
	w := models.Wanted{Suppliers: read[models.Organisation](&f, "supplier", in.Supplier),
		Categories: read[models.Category](&f, "category", in.Category), Available: in.Available}
	for _, b := range in.Brand {
		if b != "" {
			w.Brands = append(w.Brands, b)
		}
	}
	w.Words, w.Code = models.PlainWords(in.Q), codeIn(in.Q)
	return w
}

// codeIn is what was typed where it may be a part of a SKU or GTIN: in one piece, with a digit, long enough to tell.
func codeIn(typed string) string {
	const shortest = 3
	code := strings.TrimSpace(typed)
	if len(code) < shortest || strings.ContainsAny(code, " \t") || !strings.ContainsAny(code, "0123456789") {
		return ""
	}
	return code
}

// Sort orders.
const (
	ByName      = "name"
	ByRelevance = "relevance"
	ByUse       = "usual"
)

// ListInput asks for a stretch of the catalogue.
type ListInput struct {
	Filter
	Sort  string `query:"sort" enum:"name,relevance,usual" doc:"relevance needs q; usual: what your company buys most often comes first. By default relevance where something is searched, else name."`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
	After string `query:"after" maxLength:"2000"`
}

// Page is a stretch of the catalogue.
type Page struct {
	models.Page[Card]
	Corrected string `json:"corrected,omitempty" doc:"What was searched instead, when nothing was found as it was typed."`
}

// List is the catalogue of what the client can buy, at its own prices. For the client's people.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (Page, error) {
	if err := in.Validate(); err != nil {
		return Page{}, err
	}
	part, err := stretch(in)
	if err != nil {
		return Page{}, err
	}
	return models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (Page, error) {
		a := AssortmentOf(tx, v)
		found, err := find(tx, a, in, part)
		if err != nil {
			return Page{}, err
		}
		cut := models.PageOf(found.goods, part.Limit, func(l models.Listed) models.Cursor {
			p := l.Place(a.Locale)
			return models.Cursor{p.Rank, p.Name, p.ID, found.mended}
		})
		cards, err := cards(tx, a, cut.Items, found.terms)
		return Page{models.Page[Card]{Items: cards, Next: cut.Next}, found.mended}, err
	})
}

// cards prices what is on one page.
func cards(tx *models.Tx, a models.Assortment, listed []models.Listed, terms []models.Terms) ([]Card, error) {
	goods := make([]models.Goods, len(listed))
	for i, l := range listed {
		goods[i] = l.Goods
	}
	lines, err := pricing.Shelve(tx, a, goods, terms)
	if err != nil {
		return nil, err
	}
	out := make([]Card, 0, len(lines))
	for _, l := range lines {
		if l.Goods != nil {
			out = append(out, CardOf(l, a.Locale))
		}
	}
	return out, nil
}

// pageSize is how long a page is where nothing is said.
const pageSize = 24

// place is what a cursor says: where to go on, and in what was searched instead.
type place struct {
	models.Stretch
	mended string
}

func stretch(in ListInput) (place, error) {
	p := place{Stretch: models.Stretch{Limit: cmp.Or(in.Limit, pageSize)}}
	var at models.GoodsPlace
	there, err := models.ReadCursor(in.After, &at.Rank, &at.Name, &at.ID, &p.mended)
	if there {
		p.After = &at
	}
	return p, err
}
