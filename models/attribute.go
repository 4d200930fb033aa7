package models

import (
	"encoding/json"

	"github.com/jackc/pgx/v5"
)

// AttributeID names an attribute.
type AttributeID = ID[Attribute]

// AttributeKind is what an answer looks like.
type AttributeKind string

const (
	TextAttribute   AttributeKind = "text"
	NumberAttribute AttributeKind = "number"
	ChoiceAttribute AttributeKind = "choice"
	YesNoAttribute  AttributeKind = "yes_no"
)

// Attribute is a question asked about the goods of a category and of all that hangs under it.
type Attribute struct {
	ID         AttributeID `gorm:"primaryKey"`
	CategoryID CategoryID
	SupplierID *OrganisationID // nil: the operator's, for all
	Code       string          // the key in a product's attributes
	NameRu     string
	NameEn     string
	Kind       AttributeKind
	Unit       string
	Choices    []Choice `gorm:"serializer:json"`
	Facet      bool     // buyers narrow lists by it
	Position   int
	Version    int
}

func (Attribute) Owner() Ownership { return BySupplier }

// In is the question in a language.
func (a Attribute) In(locale string) string { return NameIn(locale, a.NameRu, a.NameEn) }

// Choice is one of the answers to choose from.
type Choice struct {
	Value  string `json:"value"`
	NameRu string `json:"name_ru"`
	NameEn string `json:"name_en"`
}

// In is the answer in a language.
func (c Choice) In(locale string) string { return NameIn(locale, c.NameRu, c.NameEn) }

// AttributesOf are the questions asked of the goods of these categories, none named: of all, by position: the operator's, and
// those of suppliers whose goods the viewer may read. Each stands under the category that asks it, and is asked of all under that.
func AttributesOf(tx *Tx, categories ...CategoryID) ([]Attribute, error) {
	where, err := tx.filtered(BySupplier, "q")
	if err != nil {
		return nil, err
	}
	sql := `SELECT q.id, q.category_id, q.supplier_id, q.code, q.name_ru, q.name_en, q.kind, q.unit, q.choices, q.facet, q.position, q.version
		FROM attributes q WHERE (q.supplier_id IS NULL OR ` + where.String() + `)`
	if len(categories) > 0 {
		sql = `WITH RECURSIVE above AS (SELECT id, parent_id FROM categories WHERE id = ANY (` + where.param(categories) + `)
			UNION SELECT c.id, c.parent_id FROM categories c JOIN above ON c.id = above.parent_id) ` + sql + ` AND q.category_id IN (SELECT id FROM above)`
	}
	return rows(tx, sql+` ORDER BY q.position, q.code`, where.args, func(r pgx.Rows, a *Attribute) error {
		var choices []byte
		if err := r.Scan(&a.ID, &a.CategoryID, &a.SupplierID, &a.Code, &a.NameRu, &a.NameEn, &a.Kind, &a.Unit, &choices, &a.Facet, &a.Position, &a.Version); err != nil {
			return err
		}
		return json.Unmarshal(choices, &a.Choices)
	})
}
