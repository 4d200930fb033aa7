package product

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
)

// Attribute is a question asked about the goods of a category and of all that hangs under it.
type Attribute struct {
	ID       models.AttributeID   `json:"id"`
	Category models.CategoryID    `json:"category_id" doc:"The category that asks it."`
	Own      bool                 `json:"own" doc:"Your own; the operator's others cannot be changed."`
	Code     string               `json:"code" doc:"The key in a product's attributes."`
	Name     string               `json:"name"`
	NameRu   string               `json:"name_ru"`
	NameEn   string               `json:"name_en"`
	Kind     models.AttributeKind `json:"kind" enum:"text,number,choice,yes_no"`
	Unit     string               `json:"unit" doc:"Of a number."`
	Choices  []models.Choice      `json:"choices" nullable:"false"`
	Facet    bool                 `json:"facet" doc:"Buyers narrow lists by it."`
	Version  int                  `json:"version"`
}

// ETag is the version that an edit may name in If-Match.
func (a Attribute) ETag() int { return a.Version }

func attributeOf(a models.Attribute, locale string) Attribute {
	out := Attribute{a.ID, a.CategoryID, a.SupplierID != nil, a.Code, a.In(locale), a.NameRu, a.NameEn, a.Kind, a.Unit, a.Choices, a.Facet, a.Version}
	if out.Choices == nil {
		out.Choices = []models.Choice{}
	}
	return out
}

// Question is what can be said of an attribute.
type Question struct {
	NameRu  string          `json:"name_ru" minLength:"1" maxLength:"100"`
	NameEn  string          `json:"name_en,omitempty" maxLength:"100" doc:"Empty: the Russian one."`
	Unit    string          `json:"unit,omitempty" maxLength:"20"`
	Choices []models.Choice `json:"choices,omitempty" maxItems:"200" doc:"Of the kind choice."`
	Facet   bool            `json:"facet,omitempty"`
}

// AddAttributeInput is a new question.
type AddAttributeInput struct {
	Category models.CategoryID `path:"id"`
	Body     struct {
		Question
		Code string               `json:"code" maxLength:"40" pattern:"^[a-z][a-z0-9_]{0,39}$"`
		Kind models.AttributeKind `json:"kind" enum:"text,number,choice,yes_no"`
	}
}

var codeForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Validate reports everything that is wrong by itself.
func (in AddAttributeInput) Validate() error {
	var f models.Faults
	f.Check(codeForm.MatchString(in.Body.Code), "code", "not-a-code", "A code is small Latin letters, digits and _.")
	in.Body.check(&f, in.Body.Kind)
	return f.Err()
}

func (q Question) check(f *models.Faults, kind models.AttributeKind) {
	f.Check(strings.TrimSpace(q.NameRu) != "", "name_ru", "required", "An attribute has a name.")
	if kind != models.ChoiceAttribute {
		f.Check(len(q.Choices) == 0, "choices", "no-choice", "Only the kind choice has choices.")
		return
	}
	f.Check(len(q.Choices) > 0, "choices", "required", "Say what there is to choose from.")
	seen := map[string]bool{}
	for _, c := range q.Choices {
		f.Check(strings.TrimSpace(c.Value) != "" && strings.TrimSpace(c.NameRu) != "" && len(c.Value) <= longestAnswer, "choices", "required", "A choice has a value and a name.")
		f.Check(!seen[c.Value], "choices", "twice", "This choice stands here already.")
		seen[c.Value] = true
	}
}

var errCategory = models.Faulty(models.NotFound, "not-found", "There is no such category here.")

// AddAttribute asks something more of the goods of a category. For whoever may edit products. Conflict (attribute-code-taken)
// where the category, one above it or one below it asks by this code already.
func (s *Service) AddAttribute(ctx context.Context, v identity.Viewer, in AddAttributeInput) (Attribute, error) {
	if err := in.Validate(); err != nil {
		return Attribute{}, err
	}
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Attribute, error) {
		if may, err := models.MayUseCategory(tx, in.Category); err != nil || !may {
			return Attribute{}, orElse(err, errCategory)
		}
		all, err := models.AttributesOf(tx)
		if err != nil {
			return Attribute{}, err
		}
		if slices.ContainsFunc(all, func(a models.Attribute) bool { return a.Code == in.Body.Code && a.Kind != in.Body.Kind }) {
			return Attribute{}, models.Faulty(models.Conflict, "attribute-code-taken", "Another category asks something else by this code.")
		}
		asked, err := models.AttributesOf(tx, in.Category)
		if err != nil {
			return Attribute{}, err
		}
		if slices.ContainsFunc(asked, func(a models.Attribute) bool { return a.Code == in.Body.Code }) {
			return Attribute{}, models.Faulty(models.Conflict, "attribute-code-taken", "The category asks this already.")
		}
		owner := v.Organisation()
		a := models.Attribute{ID: models.NewID[models.Attribute](), CategoryID: in.Category, SupplierID: &owner, Code: in.Body.Code, Kind: in.Body.Kind,
			Position: len(asked), Version: 1}
		in.Body.into(&a)
		return attributeOf(a, v.Locale()), models.Insert(tx, &a)
	})
}

func (q Question) into(a *models.Attribute) {
	a.NameRu, a.NameEn, a.Unit, a.Facet = strings.TrimSpace(q.NameRu), strings.TrimSpace(q.NameEn), strings.TrimSpace(q.Unit), q.Facet
	if a.NameEn == "" {
		a.NameEn = a.NameRu
	}
	a.Choices = slices.Clone(q.Choices)
	if a.Choices == nil {
		a.Choices = []models.Choice{}
	}
}

// orElse is the error, or another where there is none.
func orElse(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// EditAttributeInput changes one of the supplier's own questions. Its code and kind stay.
type EditAttributeInput struct {
	ID   models.AttributeID `path:"id"`
	Seen models.Version     `header:"If-Match"`
	Body Question
}

// EditAttribute changes one of the supplier's own questions. For whoever may edit products.
func (s *Service) EditAttribute(ctx context.Context, v identity.Viewer, in EditAttributeInput) (Attribute, error) {
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Attribute, error) {
		a, err := models.Lock(tx, in.ID)
		if err != nil {
			return Attribute{}, err
		}
		if err := in.Seen.Check(a.Version); err != nil {
			return Attribute{}, err
		}
		var f models.Faults
		in.Body.check(&f, a.Kind)
		if err := f.Err(); err != nil {
			return Attribute{}, err
		}
		in.Body.into(a)
		a.Version++
		return attributeOf(*a, v.Locale()), models.Update(tx, a, "name_ru", "name_en", "unit", "choices", "facet", "version")
	})
}

// AttributeInput names one of the supplier's own questions.
type AttributeInput struct {
	ID models.AttributeID `path:"id"`
}

// RemoveAttribute asks one of the supplier's own questions no more. The answers stay with the products and are shown no more. For
// whoever may edit products.
func (s *Service) RemoveAttribute(ctx context.Context, v identity.Viewer, in AttributeInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (struct{}, error) {
		n, err := models.DeleteWhere[models.Attribute](tx, "id = ?", in.ID)
		if err == nil && n == 0 {
			err = models.Faulty(models.NotFound, "not-found", "There is no such attribute of yours.")
		}
		return struct{}{}, err
	})
}
