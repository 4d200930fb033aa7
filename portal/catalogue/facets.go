package catalogue

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
)

// Facets are how many goods there are of each kind. Every count respects what else was chosen, but not the choice among its
// own kind, so that it says what choosing it would give. Attributes are a category's own: categories are counted without them.
type Facets struct {
	Total      int              `json:"total"`
	More       bool             `json:"more,omitempty" doc:"So much was found that counting stopped; the figures are of those counted."`
	Suppliers  []Facet          `json:"suppliers" nullable:"false"`
	Categories []Facet          `json:"categories" nullable:"false"`
	Brands     []BrandFacet     `json:"brands" nullable:"false"`
	Attributes []AttributeFacet `json:"attributes" nullable:"false" doc:"Of the chosen category."`
	Available  int              `json:"available" doc:"What can be had now."`
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

// AttributeFacet is an attribute with how many goods have each of its values.
type AttributeFacet struct {
	Code   string                `json:"code"`
	Name   string                `json:"name"`
	Unit   string                `json:"unit"`
	Kind   models.AttributeKind  `json:"kind" enum:"text,number,choice,yes_no"`
	Values []AttributeValueFacet `json:"values" nullable:"false"`
}

// AttributeValueFacet is a value with how many goods have it.
type AttributeValueFacet struct {
	Value string `json:"value"`
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
		asked, err := attributesOf(tx, w)
		if err != nil {
			return Facets{}, err
		}
		all, within, err := s.count(tx, a, in, codesOf(asked))
		if err != nil {
			return Facets{}, err
		}
		out := tally{w, codesOf(asked), shelves{terms, tree, asked, a.Locale}}.of(all, within)
		out.More = len(w.Words) > 0 && sum(all) >= countedMatches
		return out, nil
	})
}

func sum(counts []models.GoodsCount) (goods int) {
	for _, n := range counts {
		goods += n.Goods
	}
	return goods
}

// attributesOf are those by which the goods of the chosen categories are told apart, each code once.
func attributesOf(tx *models.Tx, w models.Wanted) ([]models.Attribute, error) {
	if len(w.Categories) == 0 {
		return nil, nil
	}
	all, err := models.AttributesOf(tx, w.Categories...)
	var facets []models.Attribute
	for _, at := range all {
		if at.Facet && !slices.ContainsFunc(facets, func(f models.Attribute) bool { return f.Code == at.Code }) {
			facets = append(facets, at)
		}
	}
	return facets, err
}

func codesOf(attributes []models.Attribute) []string {
	codes := make([]string, len(attributes))
	for i, a := range attributes {
		codes[i] = a.Code
	}
	return codes
}

// count counts what is on sale, searched or not, as the search comes to be understood: all of it, and, where goods are counted by
// attributes, what is within the chosen categories with its answers.
func (s *Service) count(tx *models.Tx, a models.Assortment, in Filter, codes []string) (all, within []models.GoodsCount, err error) {
	w, by := in.wanted(), models.Counted{Attributes: codes}
	if len(w.Words) == 0 {
		if all, err = s.counts.of(tx, a); err != nil || len(codes) == 0 {
			return all, all, err
		}
		within, err = models.CountGoods(tx, a, models.Wanted{Categories: w.Categories}, by)
		return all, within, err
	}
	r, err := understand(tx, a, in, func(w models.Wanted) (bool, error) {
		all, err = models.CountGoods(tx, a, models.Wanted{Words: w.Words, Loose: w.Loose, Part: w.Part, Code: w.Code}, models.Counted{Most: countedMatches})
		return len(all) > 0, err
	})
	if err != nil || len(codes) == 0 {
		return all, all, err
	}
	by.Most, w = countedMatches, r.of(w)
	within, err = models.CountGoods(tx, a, models.Wanted{Words: w.Words, Loose: w.Loose, Part: w.Part, Code: w.Code, Categories: w.Categories}, by)
	return all, within, err
}
