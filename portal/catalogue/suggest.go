package catalogue

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// SuggestInput is what was typed so far.
type SuggestInput struct {
	Q string `query:"q" maxLength:"100"`
}

// Suggestions are where what is being typed may lead: goods, categories and brands.
type Suggestions struct {
	Items      []Suggestion `json:"items" nullable:"false" doc:"Goods; what your company bought before comes first."`
	Categories []Facet      `json:"categories" nullable:"false"`
	Brands     []BrandFacet `json:"brands" nullable:"false"`
	Corrected  string       `json:"corrected,omitempty" doc:"What was searched instead, when nothing was found as it was typed."`
}

// Suggestion is a product by name.
type Suggestion struct {
	ID         models.ProductID `json:"id"`
	Name       string           `json:"name"`
	SKU        string           `json:"sku"`
	PartNumber string           `json:"part_number"`
	Supplier   string           `json:"supplier"`
	Icon       string           `json:"icon"`
	Bought     bool             `json:"bought" doc:"By your company, before."`
}

const (
	suggested       = 8 // goods
	suggestedBought = 4 // of them, at most, bought before
	suggestedShelf  = 3 // categories, and brands
	suggestAmong    = 100
	shortestWord    = 2 // of which goods are suggested
)

// Suggest names the goods that come closest to what is being typed, a few, and the categories and brands whose names begin so.
// For the client's people.
func (s *Service) Suggest(ctx context.Context, v identity.Viewer, in SuggestInput) (Suggestions, error) {
	out := Suggestions{Items: []Suggestion{}, Categories: []Facet{}, Brands: []BrandFacet{}}
	ask := Filter{Q: in.Q}
	words := ask.wanted().Words
	if len(words) == 0 {
		return out, v.To(identity.CatalogueRead).Refuse
	}
	return models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (Suggestions, error) {
		a := AssortmentOf(tx, v)
		if slices.ContainsFunc(words, func(w string) bool { return len([]rune(w)) >= shortestWord }) {
			if err := out.goods(tx, a, ask); err != nil {
				return out, err
			}
		}
		counts, err := s.counts.of(tx, a)
		if err != nil {
			return out, err
		}
		tree, err := models.List[models.Category](tx, "id", "true")
		typed := strings.Join(models.PlainWords(cmp.Or(out.Corrected, in.Q)), " ")
		out.shelves(counts, shelves{tree: tree, locale: a.Locale}, typed)
		return out, err
	})
}

// goods are the closest, those bought before first.
func (out *Suggestions) goods(tx *models.Tx, a models.Assortment, ask Filter) error {
	var bought, close []models.Listed
	var terms []models.Terms
	r, err := understand(tx, a, ask, func(w models.Wanted) (_ bool, err error) {
		bought, close, terms, err = models.GoodsToSuggest(tx, a, w, suggestedBought, models.Stretch{Limit: suggested, Among: suggestAmong})
		return len(bought)+len(close) > 0, err
	})
	if err != nil {
		return err
	}
	names := make(map[models.OrganisationID]string, len(terms))
	for _, t := range terms {
		names[t.Supplier] = t.SupplierName
	}
	out.Corrected = r.Words
	for i, g := range append(bought, close...) {
		there := slices.ContainsFunc(out.Items, func(s Suggestion) bool { return s.ID == g.ID })
		if !there && len(out.Items) < suggested {
			out.Items = append(out.Items, Suggestion{g.ID, g.In(a.Locale), g.SKU, g.PartNumber, names[g.SupplierID], g.Icon, i < len(bought)})
		}
	}
	return nil
}

// shelves adds the categories and brands of whose names some word begins with what was typed, those with most goods first.
func (out *Suggestions) shelves(counts []models.GoodsCount, names shelves, typed string) {
	category, brand := map[string]int{}, map[string]int{}
	for _, n := range counts {
		category[n.Category.String()] += n.Goods
		brand[n.Brand] += n.Goods
	}
	begins := func(name string) bool {
		return strings.Contains(" "+strings.Join(models.PlainWords(name), " "), " "+typed)
	}
	categories := slices.DeleteFunc(names.categories(category), func(f Facet) bool { return !begins(f.Name) })
	named := slices.DeleteFunc(brands(brand), func(f BrandFacet) bool { return !begins(f.Name) })
	out.Categories, out.Brands = categories[:min(len(categories), suggestedShelf)], named[:min(len(named), suggestedShelf)]
}
