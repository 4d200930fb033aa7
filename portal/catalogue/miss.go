package catalogue

import (
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// missed notes for the suppliers what a client looked for among all they sell and did not find. A search that was narrowed down
// says nothing about the assortment.
func (s *Service) missed(ctx context.Context, v identity.Viewer, in Filter) error {
	const shortest = 3
	words := strings.Join(models.PlainWords(in.Q), " ")
	if len([]rune(words)) < shortest || len(in.Category)+len(in.Brand)+len(in.Attribute) > 0 || in.Available {
		return nil
	}
	_, err := models.In(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (struct{}, error) {
		return struct{}{}, models.NoteMiss(tx, AssortmentOf(tx, v), words, in.wanted().Suppliers)
	})
	return err
}
