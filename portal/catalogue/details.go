package catalogue

import (
	"context"
	"encoding/json"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/product"
)

// Details are what a product's own page tells beyond its card.
type Details struct {
	Pictures   []models.FileID `json:"pictures" nullable:"false" doc:"At /catalogue/{id}/pictures/{picture}, in their order."`
	Papers     []Paper         `json:"papers" nullable:"false"`
	Attributes []Answer        `json:"attributes" nullable:"false"`
	GoesWith   []Card          `json:"goes_with" nullable:"false"`
	Season     *product.Season `json:"season" doc:"The months in which it is sold; null: all the year."`
	LeadDays   *int            `json:"lead_days" doc:"From the order to the delivery; null: as the agreement says."`
}

// Paper is a document that comes with a product, at /catalogue/{id}/papers/{paper}.
type Paper struct {
	ID        models.FileID    `json:"id"`
	Kind      models.PaperKind `json:"kind" enum:"certificate,declaration,manual,safety,other"`
	Title     string           `json:"title"`
	MediaType string           `json:"media_type"`
	Size      int              `json:"size" doc:"Bytes."`
	ValidTo   *models.Date     `json:"valid_to" doc:"Its last day; null: for good."`
}

// Answer is one thing that is told of a product.
type Answer struct {
	Code  string               `json:"code"`
	Name  string               `json:"name"`
	Kind  models.AttributeKind `json:"kind" enum:"text,number,choice,yes_no"`
	Value string               `json:"value" doc:"In the reader's language; true or false for the kind yes_no." example:"40"`
	Unit  string               `json:"unit"`
}

// detailsOf reads them of a product that the client may read.
func detailsOf(tx *models.Tx, a models.Assortment, p models.Product) (Details, error) {
	out := Details{Pictures: []models.FileID{}, Papers: []Paper{}, GoesWith: []Card{}, LeadDays: p.LeadDays}
	if p.SeasonFrom != nil && p.SeasonTo != nil {
		out.Season = &product.Season{From: *p.SeasonFrom, To: *p.SeasonTo}
	}
	pictures, err := models.PicturesOf(tx, p.ID)
	if err != nil {
		return out, err
	}
	for _, f := range pictures {
		if f.MediumID != nil {
			out.Pictures = append(out.Pictures, f.ID)
		}
	}
	papers, err := models.PapersOf(tx, p.ID)
	if err != nil {
		return out, err
	}
	for _, d := range papers {
		if d.ValidTo == nil || *d.ValidTo >= a.Day {
			out.Papers = append(out.Papers, Paper{d.File.ID, d.Kind, d.Title, d.File.MediaType, d.File.Size, d.ValidTo})
		}
	}
	asked, err := models.AttributesOf(tx, p.CategoryID)
	if err != nil {
		return out, err
	}
	out.Attributes = answers(asked, p.Attributes, a.Locale)
	out.GoesWith, err = goesWith(tx, a, p.ID)
	return out, err
}

// answers are what is told of a product, in the order in which it is asked.
func answers(asked []models.Attribute, given models.Attributes, locale string) []Answer {
	out := []Answer{}
	for _, q := range asked {
		raw, told := given[q.Code]
		if !told {
			continue
		}
		value := string(raw)
		if text := ""; json.Unmarshal(raw, &text) == nil {
			value = text
		}
		for _, c := range q.Choices {
			if c.Value == value {
				value = c.In(locale)
			}
		}
		out = append(out, Answer{q.Code, q.In(locale), q.Kind, value, q.Unit})
	}
	return out
}

// goesWith are what the supplier says goes with a product, as far as the client may buy it.
func goesWith(tx *models.Tx, a models.Assortment, id models.ProductID) ([]Card, error) {
	with, err := models.List[models.ProductCompanion](tx, "position, companion_id", "product_id = ?", id)
	if err != nil || len(with) == 0 {
		return []Card{}, err
	}
	ids := make([]models.ProductID, len(with))
	for i, w := range with {
		ids[i] = w.CompanionID
	}
	lines, err := Look(tx, a, ids...)
	out := []Card{}
	for _, id := range ids {
		if l, ok := lines[id]; ok && l.Goods.Status == models.ProductActive {
			out = append(out, CardOf(l, a.Locale))
		}
	}
	return out, err
}

// PictureInput names a picture of a product.
type PictureInput struct {
	ID      models.ProductID `path:"id"`
	Picture models.FileID    `path:"picture"`
	Size    string           `query:"size" enum:"small,medium" default:"medium"`
}

// Picture is a picture of a product that the client may read, made smaller and without what cameras write into it. For the
// client's people; NotFound where the product is hidden.
func (s *Service) Picture(ctx context.Context, v identity.Viewer, in PictureInput) (product.Content, error) {
	return s.file(ctx, v, in.ID, func(tx *models.Tx) (models.File, error) {
		size := in.Size
		if size == "" {
			size = "medium"
		}
		return models.PictureContent(tx, in.ID, in.Picture, size)
	})
}

// PaperInput names a document that comes with a product.
type PaperInput struct {
	ID    models.ProductID `path:"id"`
	Paper models.FileID    `path:"paper"`
}

// Paper is a document that comes with a product that the client may read. For the client's people.
func (s *Service) Paper(ctx context.Context, v identity.Viewer, in PaperInput) (product.Content, error) {
	return s.file(ctx, v, in.ID, func(tx *models.Tx) (models.File, error) { return models.PaperContent(tx, in.ID, in.Paper) })
}

// file reads a file of a product, which the client must be able to read.
func (s *Service) file(ctx context.Context, v identity.Viewer, id models.ProductID, read func(*models.Tx) (models.File, error)) (product.Content, error) {
	return models.Read(ctx, s.db, v.To(identity.CatalogueRead), func(tx *models.Tx) (product.Content, error) {
		lines, err := Look(tx, AssortmentOf(tx, v), id)
		if err != nil {
			return product.Content{}, err
		}
		if _, there := lines[id]; !there {
			return product.Content{}, errHidden
		}
		f, err := read(tx)
		return product.ContentOf(f), err
	})
}
