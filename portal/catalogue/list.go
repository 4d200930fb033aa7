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
	Q         string   `query:"q" maxLength:"100" doc:"Words of a name, brand, attribute or description, in either language; a measure such as 0,5 л; a SKU, a GTIN or a part of them; your own part number."`
	Supplier  []string `query:"supplier,explode" maxItems:"50" doc:"Ids; repeat for several."`
	Category  []string `query:"category,explode" maxItems:"50" doc:"Ids, each with all that hangs under it; repeat for several."`
	Brand     []string `query:"brand,explode" maxItems:"50" doc:"Names; repeat for several."`
	Attribute []string `query:"attribute,explode" maxItems:"50" doc:"code:value of attributes of the category; several values of one code widen, several codes narrow."`
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
	for _, a := range in.Attribute {
		if code, value, ok := strings.Cut(a, ":"); ok {
			w.Attributes = append(w.Attributes, models.AttributeValue{Code: code, Value: value})
		}
	}
	if w.Words = models.SearchWords(in.Q); len(w.Words) > 0 {
		w.Part, w.Exact = strings.Join(models.PlainWords(in.Q), ""), strings.TrimSpace(in.Q)
	}
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
	ByPrice     = "price"
)

// ListInput asks for a stretch of the catalogue.
type ListInput struct {
	Filter
	Sort  string `query:"sort" enum:"name,relevance,usual,price" doc:"relevance needs q; usual: what your company buys most often comes first; price: your own, the lowest first, of up to 500 goods. By default relevance where something is searched, else name."`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
	After string `query:"after" maxLength:"2000"`
}

// Page is a stretch of the catalogue.
type Page struct {
	models.Page[Card]
	Corrected string `json:"corrected,omitempty" doc:"What was searched instead, when nothing was found as it was typed."`
	Unsorted  bool   `json:"unsorted,omitempty" doc:"There are too many goods to sort by price; they come as if no order was asked for."`
}

// List is the catalogue of what the client can buy, at its own prices. What is not found is noted for the suppliers. For the
// client's people.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (Page, error) {
	if err := in.Validate(); err != nil {
		return Page{}, err
	}
	part, err := stretch(in)
	if err != nil {
		return Page{}, err
	}
	page, err := models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (Page, error) {
		a := AssortmentOf(tx, v)
		if in.Sort == ByPrice && !part.unsorted {
			if page, fits, err := byPrice(tx, a, in, part); err != nil || fits {
				return page, err
			}
			part.unsorted = true
		}
		return listed(tx, a, in, part)
	})
	if err == nil && len(page.Items) == 0 && part.After == nil {
		err = s.missed(ctx, v, in.Filter)
	}
	return page, err
}

// listed is a stretch in the order that the database keeps.
func listed(tx *models.Tx, a models.Assortment, in ListInput, part place) (Page, error) {
	var goods []models.Listed
	var terms []models.Terms
	look := func(w models.Wanted) (found bool, err error) {
		goods, terms, err = order(in.Sort, w)(tx, a, w, part.Stretch)
		return len(goods) > 0, err
	}
	r := part.reading
	var err error
	if part.After != nil {
		_, err = look(r.of(in.wanted()))
	} else {
		r, err = understand(tx, a, in.Filter, look)
	}
	if err != nil {
		return Page{}, err
	}
	cut := models.PageOf(goods, part.Limit, func(l models.Listed) models.Cursor {
		p := l.Place(a.Locale)
		return models.Cursor{p.Rank, p.Name, p.ID, r, part.unsorted}
	})
	cards, err := cards(tx, a, cut.Items, terms)
	return Page{models.Page[Card]{Items: cards, Next: cut.Next}, r.Words, part.unsorted}, err
}

// cards prices what is on one page.
func cards(tx *models.Tx, a models.Assortment, listed []models.Listed, terms []models.Terms) ([]Card, error) {
	lines, err := shelve(tx, a, listed, terms)
	out := make([]Card, 0, len(lines))
	for _, l := range lines {
		if l.Goods != nil {
			out = append(out, CardOf(l, a.Locale))
		}
	}
	return out, err
}

func shelve(tx *models.Tx, a models.Assortment, listed []models.Listed, terms []models.Terms) ([]pricing.Line, error) {
	goods := make([]models.Goods, len(listed))
	for i, l := range listed {
		goods[i] = l.Goods
	}
	return pricing.Shelve(tx, a, goods, terms)
}

// pageSize is how long a page is where nothing is said.
const pageSize = 24

// place is what a cursor says: where to go on, how what was typed was understood, and whether there was too much to sort.
type place struct {
	models.Stretch
	reading
	unsorted bool
}

func stretch(in ListInput) (place, error) {
	p := place{Stretch: models.Stretch{Limit: cmp.Or(in.Limit, pageSize)}}
	var at models.GoodsPlace
	there, err := models.ReadCursor(in.After, &at.Rank, &at.Name, &at.ID, &p.reading, &p.unsorted)
	if there {
		p.After = &at
	}
	return p, err
}
