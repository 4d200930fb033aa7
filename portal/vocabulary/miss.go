package vocabulary

import (
	"cmp"
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// MissesInput asks for a stretch of what was not found.
type MissesInput struct {
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	After string `query:"after" maxLength:"2000"`
}

// Miss is what clients looked for and did not find.
type Miss struct {
	Words   string      `json:"words"`
	Times   int         `json:"times" doc:"How often; each client counts once for each time it looked."`
	Clients []string    `json:"clients" nullable:"false" doc:"The names of some of them."`
	Total   int         `json:"clients_total"`
	LastOn  models.Date `json:"last_on"`
}

// missesKeep is how many days back they are told.
const missesKeep = 90

// Misses are what the supplier's clients looked for in the last ninety days and did not find, the most often missed first. What a
// synonym answers by now is left out. Who of a client's people looked is not kept. For the supplier's people.
func (s *Service) Misses(ctx context.Context, v identity.Viewer, in MissesInput) (models.Page[Miss], error) {
	var at models.MissPlace
	there, err := models.ReadCursor(in.After, &at.Times, &at.Words)
	if err != nil {
		return models.Page[Miss]{}, err
	}
	var after *models.MissPlace
	if there {
		after = &at
	}
	limit := cmp.Or(in.Limit, pageSize)
	return models.Read(ctx, s.db, v.To(identity.VocabularyEdit), func(tx *models.Tx) (models.Page[Miss], error) {
		rows, err := models.SearchMisses(tx, v.Today(tx.Now).Add(-missesKeep), v.Locale(), after, limit+1)
		page := models.PageOf(rows, limit, func(m models.SearchMiss) models.Cursor { return models.Cursor{m.Times, m.Words} })
		return models.MapPage(page, func(m models.SearchMiss) Miss { return Miss{m.Words, m.Times, m.Clients, m.Total, m.LastOn} }), err
	})
}
