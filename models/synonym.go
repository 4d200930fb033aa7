package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// SynonymID names a synonym.
type SynonymID = ID[Synonym]

// Synonym is what a supplier's clients call something that its goods call otherwise.
type Synonym struct {
	ID         SynonymID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Words      string // plain, as they are typed
	Meant      string // plain, as goods are called
	BothWays   bool   // whoever types what is meant finds the words, too
	CreatedAt  time.Time
}

func (Synonym) Owner() Ownership { return BySupplier }

// Synonyms are a supplier's own by their words; those with a text in them, where one is given.
func Synonyms(tx *Tx, text string, after *Synonym, limit int) ([]Synonym, error) {
	f, err := tx.filtered(BySupplier, "s")
	if err != nil {
		return nil, err
	}
	if text != "" {
		f.and(`s.words || ' ' || s.meant LIKE ?`, containing(text))
	}
	if after != nil {
		f.and(`(s.words, s.id) > (?, ?)`, after.Words, after.ID)
	}
	return rows(tx, `SELECT s.id, s.supplier_id, s.words, s.meant, s.both_ways, s.created_at FROM synonyms s WHERE `+f.String()+`
		ORDER BY s.words, s.id LIMIT `+f.param(limit), f.args, func(r pgx.Rows, s *Synonym) error {
		return r.Scan(&s.ID, &s.SupplierID, &s.Words, &s.Meant, &s.BothWays, &s.CreatedAt)
	})
}

// SaysSomething reports plain words of which at least one is more than a particle.
func SaysSomething(tx *Tx, words string) (yes bool, err error) {
	err = tx.q.QueryRow(tx.ctx, `SELECT word_stems($1) <> '{}'`, words).Scan(&yes)
	return yes, err
}
