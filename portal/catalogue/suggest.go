package catalogue

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// SuggestInput is what was typed so far.
type SuggestInput struct {
	Q string `query:"q" maxLength:"100"`
}

// Suggestions are the closest goods.
type Suggestions struct {
	Items []Suggestion `json:"items" nullable:"false"`
}

// Suggestion is a product by name.
type Suggestion struct {
	ID       models.ProductID `json:"id"`
	Name     string           `json:"name"`
	SKU      string           `json:"sku"`
	Supplier string           `json:"supplier"`
	Icon     string           `json:"icon"`
}

const suggested = 8

// Suggest names the goods that come closest to what is being typed, a few. For the client's people.
func (s *Service) Suggest(ctx context.Context, v identity.Viewer, in SuggestInput) (Suggestions, error) {
	out := Suggestions{Items: []Suggestion{}}
	ask := ListInput{Filter: Filter{Q: in.Q}}
	if len(ask.wanted().Words) == 0 {
		return out, v.To(identity.CatalogueRead).Refuse
	}
	return models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (Suggestions, error) {
		a := AssortmentOf(tx, v)
		found, err := find(tx, a, ask, place{Stretch: models.Stretch{Limit: suggested}})
		if err != nil {
			return out, err
		}
		names := make(map[models.OrganisationID]string, len(found.terms))
		for _, t := range found.terms {
			names[t.Supplier] = t.SupplierName
		}
		for _, g := range found.goods[:min(len(found.goods), suggested)] {
			out.Items = append(out.Items, Suggestion{g.ID, g.In(a.Locale), g.SKU, names[g.SupplierID], g.Icon})
		}
		return out, nil
	})
}
