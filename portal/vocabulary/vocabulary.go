// Package vocabulary is what a supplier teaches the search: synonyms of the words in its goods' names, gathered from what its
// clients looked for and did not find.
package vocabulary

import (
	"cmp"
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// Service keeps the words.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// SynonymsInput asks for a stretch of the synonyms.
type SynonymsInput struct {
	Q     string `query:"q" maxLength:"100" doc:"Part of either side."`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	After string `query:"after" maxLength:"2000"`
}

// Synonym is what clients call something that goods call otherwise.
type Synonym struct {
	ID       models.SynonymID `json:"id"`
	Words    string           `json:"words" doc:"As they are typed."`
	Meant    string           `json:"meant" doc:"As goods are called."`
	BothWays bool             `json:"both_ways" doc:"Whoever types what is meant finds the words, too."`
}

const pageSize = 50

// Synonyms are the supplier's own, by their words. For the supplier's people.
func (s *Service) Synonyms(ctx context.Context, v identity.Viewer, in SynonymsInput) (models.Page[Synonym], error) {
	var at models.Synonym
	there, err := models.ReadCursor(in.After, &at.Words, &at.ID)
	if err != nil {
		return models.Page[Synonym]{}, err
	}
	var after *models.Synonym
	if there {
		after = &at
	}
	limit := cmp.Or(in.Limit, pageSize)
	return models.Read(ctx, s.db, v.To(identity.VocabularyEdit), func(tx *models.Tx) (models.Page[Synonym], error) {
		rows, err := models.Synonyms(tx, strings.Join(models.PlainWords(in.Q), " "), after, limit+1)
		page := models.PageOf(rows, limit, func(s models.Synonym) models.Cursor { return models.Cursor{s.Words, s.ID} })
		return models.MapPage(page, synonymOf), err
	})
}

func synonymOf(s models.Synonym) Synonym { return Synonym{s.ID, s.Words, s.Meant, s.BothWays} }

// AddInput is a new synonym.
type AddInput struct {
	Body struct {
		Words    string `json:"words" minLength:"1" maxLength:"100" doc:"As clients type them, up to four words." example:"шуруп"`
		Meant    string `json:"meant" minLength:"1" maxLength:"100" doc:"As your goods are called, up to four words." example:"саморез"`
		BothWays bool   `json:"both_ways,omitempty"`
	}
}

// mostWords is how many words a side has.
const mostWords = 4

// sides are both as they are searched.
func (in AddInput) sides() (words, meant string, err error) {
	var f models.Faults
	side := func(field, text string) string {
		plain := models.SearchWords(text)
		f.Check(len(plain) > 0, field, "required", "Say a word of letters or figures.")
		f.Check(len(plain) <= mostWords, field, "too-many-words", "Say at most four words.")
		return strings.Join(plain, " ")
	}
	words, meant = side("words", in.Body.Words), side("meant", in.Body.Meant)
	f.Check(words == "" || words != meant, "meant", "the-same", "Both sides are the same.")
	return words, meant, f.Err()
}

// Validate reports sides that say nothing.
func (in AddInput) Validate() error {
	_, _, err := in.sides()
	return err
}

// Add teaches a synonym; whoever types the words finds from then on what is meant. For the supplier's people. One that is known
// is a Conflict (known-already), one of nothing but particles is Invalid (says-nothing).
func (s *Service) Add(ctx context.Context, v identity.Viewer, in AddInput) (Synonym, error) {
	words, meant, err := in.sides()
	if err != nil {
		return Synonym{}, err
	}
	return models.In(ctx, s.db, v.To(identity.VocabularyEdit), func(tx *models.Tx) (Synonym, error) {
		row := models.Synonym{ID: models.NewID[models.Synonym](), SupplierID: v.Organisation(), Words: words, Meant: meant, BothWays: in.Body.BothWays, CreatedAt: tx.Now}
		if err := sayable(tx, words, meant); err != nil {
			return Synonym{}, err
		}
		fresh, err := models.InsertIfNew(tx, &row)
		if err == nil && !fresh {
			err = models.Faulty(models.Conflict, "known-already", "This synonym is known already.")
		}
		return synonymOf(row), err
	})
}

func sayable(tx *models.Tx, sides ...string) error {
	for i, side := range sides {
		yes, err := models.SaysSomething(tx, side)
		if err != nil {
			return err
		}
		if !yes {
			f := models.Faults{}
			f.Check(false, [...]string{"words", "meant"}[i], "says-nothing", "These words are in every text: no goods are told apart by them.")
			return f.Err()
		}
	}
	return nil
}

// RemoveInput names a synonym.
type RemoveInput struct {
	ID models.SynonymID `path:"id"`
}

// Remove forgets a synonym. For the supplier's people; another's is NotFound.
func (s *Service) Remove(ctx context.Context, v identity.Viewer, in RemoveInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.VocabularyEdit), func(tx *models.Tx) (none struct{}, err error) {
		if _, err = models.Get(tx, in.ID); err != nil {
			return none, err
		}
		_, err = models.DeleteWhere[models.Synonym](tx, "id = ?", in.ID)
		return none, err
	})
}
