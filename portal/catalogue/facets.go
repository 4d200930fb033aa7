package catalogue

import (
	"cmp"
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
)

// Facets are how many goods there are of each kind. Every count respects what else was chosen, but not the choice among its
// own kind, so that it says what choosing it would give.
type Facets struct {
	Total      int          `json:"total"`
	More       bool         `json:"more,omitempty" doc:"So much was found that counting stopped; the figures are of those counted."`
	Suppliers  []Facet      `json:"suppliers" nullable:"false"`
	Categories []Facet      `json:"categories" nullable:"false"`
	Brands     []BrandFacet `json:"brands" nullable:"false"`
	Available  int          `json:"available" doc:"What can be had now."`
}

// Facet is a supplier or a category with how many goods it has.
type Facet struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Icon  string `json:"icon,omitempty"`
	Count int    `json:"count"`
}

// BrandFacet is a brand with how many goods it has.
type BrandFacet struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// countedMatches is where counting what was searched stops.
const countedMatches = 5000

// Facets counts the catalogue as the filter narrows it. For the client's people.
func (s *Service) Facets(ctx context.Context, v identity.Viewer, in Filter) (Facets, error) {
	if err := in.Validate(); err != nil {
		return Facets{}, err
	}
	return models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (Facets, error) {
		a, w := AssortmentOf(tx, v), in.wanted()
		terms, err := models.TermsOf(tx, a)
		if err != nil {
			return Facets{}, err
		}
		tree, err := models.List[models.Category](tx, "id", "true")
		if err != nil {
			return Facets{}, err
		}
		counts, err := s.count(tx, a, w)
		if err != nil {
			return Facets{}, err
		}
		return tally(counts, w, shelves{terms, tree, a.Locale}), nil
	})
}

// count counts what is on sale, searched or not; where a search finds nothing, what it is mended to.
func (s *Service) count(tx *models.Tx, a models.Assortment, w models.Wanted) ([]models.GoodsCount, error) {
	if len(w.Words) == 0 {
		return s.counts.of(tx, a)
	}
	found, err := models.CountGoods(tx, a, w, countedMatches)
	if err != nil || len(found) > 0 {
		return found, err
	}
	words, err := mend(tx, a, w.Words)
	if err != nil || words == nil {
		return nil, err
	}
	return models.CountGoods(tx, a, models.Wanted{Words: words}, countedMatches)
}

// shelves are the names of what is counted.
type shelves struct {
	terms  []models.Terms
	tree   []models.Category
	locale string
}

// tally adds the counts up under each choice.
func tally(counts []models.GoodsCount, w models.Wanted, names shelves) Facets {
	wide := names.under(w.Categories)
	bySupplier, byCategory, byBrand := map[models.OrganisationID]int{}, map[models.CategoryID]int{}, map[string]int{}
	var out Facets
	counting := 0
	for _, n := range counts {
		counting += n.Goods
		supplier := len(w.Suppliers) == 0 || slices.Contains(w.Suppliers, n.Supplier)
		category := len(w.Categories) == 0 || wide[n.Category]
		brand := len(w.Brands) == 0 || slices.Contains(w.Brands, n.Brand)
		stock := !w.Available || n.Available
		add := func(to *int, yes bool) {
			if yes {
				*to += n.Goods
			}
		}
		add(&out.Total, supplier && category && brand && stock)
		add(&out.Available, supplier && category && brand && n.Available)
		if category && brand && stock {
			bySupplier[n.Supplier] += n.Goods
		}
		if supplier && brand && stock {
			byCategory[n.Category] += n.Goods
		}
		if supplier && category && stock && n.Brand != "" {
			byBrand[n.Brand] += n.Goods
		}
	}
	out.More = len(w.Words) > 0 && counting >= countedMatches
	out.Suppliers, out.Categories, out.Brands = names.suppliers(bySupplier), names.categories(byCategory), brands(byBrand)
	return out
}

// under are the categories and all that hangs under them.
func (s shelves) under(chosen []models.CategoryID) map[models.CategoryID]bool {
	wide := make(map[models.CategoryID]bool, len(chosen))
	for _, id := range chosen {
		wide[id] = true
	}
	for grown := len(chosen) > 0; grown; {
		grown = false
		for _, c := range s.tree {
			if c.ParentID != nil && wide[*c.ParentID] && !wide[c.ID] {
				wide[c.ID], grown = true, true
			}
		}
	}
	return wide
}

func (s shelves) suppliers(goods map[models.OrganisationID]int) []Facet {
	out := make([]Facet, 0, len(goods))
	for _, t := range s.terms {
		if n := goods[t.Supplier]; n > 0 {
			out = append(out, Facet{ID: t.Supplier.String(), Name: t.SupplierName, Count: n})
		}
	}
	return mostFirst(out)
}

func (s shelves) categories(goods map[models.CategoryID]int) []Facet {
	out := make([]Facet, 0, len(goods))
	for _, c := range s.tree {
		if n := goods[c.ID]; n > 0 {
			out = append(out, Facet{ID: c.ID.String(), Name: c.In(s.locale), Icon: c.Icon, Count: n})
		}
	}
	return mostFirst(out)
}

func mostFirst(facets []Facet) []Facet {
	slices.SortFunc(facets, func(a, b Facet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return facets
}

func brands(goods map[string]int) []BrandFacet {
	out := make([]BrandFacet, 0, len(goods))
	for name, n := range goods {
		out = append(out, BrandFacet{name, n})
	}
	slices.SortFunc(out, func(a, b BrandFacet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return out
}
