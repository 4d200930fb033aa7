package product

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/product/picture"
)

// Paper is a document that comes with a product.
type Paper struct {
	ID        models.FileID    `json:"id"`
	Kind      models.PaperKind `json:"kind" enum:"certificate,declaration,manual,safety,other"`
	Title     string           `json:"title"`
	Name      string           `json:"name" doc:"What the file is called."`
	MediaType string           `json:"media_type"`
	Size      int              `json:"size" doc:"Bytes."`
	ValidTo   *models.Date     `json:"valid_to" doc:"Its last day; null: for good."`
}

func paperOf(p models.Paper) Paper {
	return Paper{p.File.ID, p.Kind, p.Title, p.File.Name, p.File.MediaType, p.File.Size, p.ValidTo}
}

// mostPapers is how many a product may have.
const mostPapers = 20

// AddPaperInput is a document as it came: its bytes are the whole body.
type AddPaperInput struct {
	ID      models.ProductID `path:"id"`
	Kind    models.PaperKind `query:"kind" required:"true" enum:"certificate,declaration,manual,safety,other"`
	Title   string           `query:"title" maxLength:"200" doc:"Empty: the file's name."`
	Name    string           `query:"name" maxLength:"200" doc:"What the file is called."`
	ValidTo string           `query:"valid_to" maxLength:"10" doc:"Its last day." example:"2027-12-31"`
	RawBody []byte           `contentType:"application/octet-stream"`
}

// AddPaper keeps a PDF or a picture of a document and puts it to a product's papers. For whoever may edit products.
func (s *Service) AddPaper(ctx context.Context, v identity.Viewer, in AddPaperInput) (Product, error) {
	file, err := paperFile(v.Organisation(), in)
	if err != nil {
		return Product{}, err
	}
	var until *models.Date
	if in.ValidTo != "" {
		day, err := models.ParseDate(in.ValidTo)
		if err != nil {
			var f models.Faults
			f.Add("valid_to", "not-a-day", "A day is written 2027-12-31.")
			return Product{}, f.Err()
		}
		until = &day
	}
	return s.change(ctx, v, in.ID, models.Version{}, func(tx *models.Tx, p *models.Product) error {
		has, err := models.PapersOf(tx, p.ID)
		if err != nil {
			return err
		}
		kept, _, err := models.KeepFile(tx, stamped(tx, file))
		switch {
		case err != nil:
			return err
		case slices.ContainsFunc(has, func(d models.Paper) bool { return d.FileID == kept.ID }):
			return nil // it stands there already
		case len(has) >= mostPapers:
			return models.Faulty(models.Invalid, "too-many-papers", "A product has at most 20 documents.")
		}
		return models.Insert(tx, &models.ProductDocument{ProductID: p.ID, SupplierID: p.SupplierID, FileID: kept.ID, Kind: in.Kind, Title: titleOf(in), ValidTo: until})
	})
}

func titleOf(in AddPaperInput) string {
	if title := strings.TrimSpace(in.Title); title != "" {
		return title
	}
	if in.Name != "" {
		return in.Name
	}
	return string(in.Kind)
}

// paperFile takes a PDF by its beginning, or a picture that is none too large.
func paperFile(supplier models.OrganisationID, in AddPaperInput) (models.File, error) {
	switch {
	case len(in.RawBody) > picture.MaxBytes:
		return models.File{}, errTooLarge
	case bytes.HasPrefix(in.RawBody, []byte("%PDF-")):
		return fileOf(supplier, in.Name, "application/pdf", in.RawBody), nil
	}
	facts, err := picture.Look(in.RawBody)
	if err != nil || facts.MediaType == "image/webp" {
		return models.File{}, models.Faulty(models.Invalid, "not-a-paper", "Documents are PDF, PNG or JPEG.")
	}
	return fileOf(supplier, in.Name, facts.MediaType, in.RawBody), nil
}

// PaperInput names a product's document.
type PaperInput struct {
	ID    models.ProductID `path:"id"`
	Paper models.FileID    `path:"paper"`
}

// RemovePaper takes a document away from a product. For whoever may edit products.
func (s *Service) RemovePaper(ctx context.Context, v identity.Viewer, in PaperInput) (Product, error) {
	return s.change(ctx, v, in.ID, models.Version{}, func(tx *models.Tx, p *models.Product) error {
		n, err := models.DeleteWhere[models.ProductDocument](tx, "product_id = ? AND file_id = ?", p.ID, in.Paper)
		if err == nil && n == 0 {
			return models.Faulty(models.NotFound, "not-found", "There is no such document here.")
		}
		return err
	})
}

// Paper is a document of one of the supplier's own products. For the supplier's people.
func (s *Service) Paper(ctx context.Context, v identity.Viewer, in PaperInput) (Content, error) {
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (Content, error) {
		f, err := models.PaperContent(tx, in.ID, in.Paper)
		return ContentOf(f), err
	})
}
