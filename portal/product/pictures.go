package product

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/product/picture"
)

// Picture is a picture of a product. Its bytes are at /products/{id}/pictures/{picture} and, for clients, at
// /catalogue/{id}/pictures/{picture}.
type Picture struct {
	ID        models.FileID `json:"id"`
	Name      string        `json:"name"`
	MediaType string        `json:"media_type"`
	Size      int           `json:"size" doc:"Bytes."`
	Width     int           `json:"width"`
	Height    int           `json:"height"`
}

// mostPictures is how many a product may have.
const mostPictures = 20

// AddPictureInput is a picture as it came: its bytes are the whole body.
type AddPictureInput struct {
	ID      models.ProductID `path:"id"`
	Name    string           `query:"name" maxLength:"200" doc:"What the file is called."`
	RawBody []byte           `contentType:"application/octet-stream"`
}

// AddPicture keeps a picture and puts it after those that a product has. For whoever may edit products. Invalid: not-a-picture,
// too-many-pixels, damaged, too-large, too-many-pictures.
func (s *Service) AddPicture(ctx context.Context, v identity.Viewer, in AddPictureInput) (Product, error) {
	file, err := pictureFile(v.Organisation(), in.Name, in.RawBody)
	if err != nil {
		return Product{}, err
	}
	return s.change(ctx, v, in.ID, models.Version{}, func(tx *models.Tx, p *models.Product) error {
		return AddPicture(tx, *p, file)
	})
}

// AddPicture puts a picture after those that a product has. It is the step behind Service.AddPicture, for whoever brings pictures by
// the hundred, and neither watches the product nor records the change. A picture that is there already stays where it is.
func AddPicture(tx *models.Tx, p models.Product, file models.File) error {
	kept, fresh, err := models.KeepFile(tx, stamped(tx, file))
	if err != nil {
		return err
	}
	if fresh || kept.SmallID == nil {
		if err := tx.Enqueue(Shrink{kept.ID}); err != nil {
			return err
		}
	}
	has, err := picturesOf(tx, p.ID)
	if err != nil || slices.Contains(has, kept.ID) {
		return err
	}
	if len(has) >= mostPictures {
		return models.Faulty(models.Invalid, "too-many-pictures", "A product has at most 20 pictures.")
	}
	return models.SetPictures(tx, p, append(has, kept.ID))
}

// PictureFile looks at a picture before it is kept for a supplier; see [Service.AddPicture] for what is refused.
func PictureFile(supplier models.OrganisationID, name string, content []byte) (models.File, error) {
	return pictureFile(supplier, name, content)
}

func pictureFile(supplier models.OrganisationID, name string, content []byte) (models.File, error) {
	if len(content) > picture.MaxBytes {
		return models.File{}, errTooLarge
	}
	facts, err := picture.Look(content)
	if err != nil {
		return models.File{}, pictureFault(err)
	}
	f := fileOf(supplier, name, facts.MediaType, content)
	f.Width, f.Height = &facts.Width, &facts.Height
	return f, nil
}

var errTooLarge = models.Faulty(models.Invalid, "too-large", "A file has at most 4 MB.")

func pictureFault(err error) error {
	switch {
	case errors.Is(err, picture.ErrTooLarge):
		return models.Faulty(models.Invalid, "too-many-pixels", "A picture has at most 30 million pixels.")
	case errors.Is(err, picture.ErrDamaged):
		return models.Faulty(models.Invalid, "damaged", "The picture is damaged.")
	}
	return models.Faulty(models.Invalid, "not-a-picture", "Pictures are PNG, JPEG or WebP.")
}

func fileOf(supplier models.OrganisationID, name, mediaType string, content []byte) models.File {
	sum := sha256.Sum256(content)
	return models.File{ID: models.NewID[models.File](), SupplierID: supplier, SHA256: sum[:], MediaType: mediaType,
		Name: strings.TrimSpace(name), Size: len(content), Content: content}
}

func picturesOf(tx *models.Tx, id models.ProductID) ([]models.FileID, error) {
	files, err := models.PicturesOf(tx, id)
	ids := make([]models.FileID, len(files))
	for i, f := range files {
		ids[i] = f.ID
	}
	return ids, err
}

// OrderPicturesInput says which of its pictures a product keeps, and in which order.
type OrderPicturesInput struct {
	ID   models.ProductID `path:"id"`
	Seen models.Version   `header:"If-Match"`
	Body struct {
		Pictures []models.FileID `json:"pictures" maxItems:"20" nullable:"false" doc:"Those left out are taken away."`
	}
}

// OrderPictures orders a product's pictures and takes away those that are left out. For whoever may edit products.
func (s *Service) OrderPictures(ctx context.Context, v identity.Viewer, in OrderPicturesInput) (Product, error) {
	return s.change(ctx, v, in.ID, in.Seen, func(tx *models.Tx, p *models.Product) error {
		has, err := picturesOf(tx, p.ID)
		if err != nil {
			return err
		}
		var f models.Faults
		for i, id := range in.Body.Pictures {
			f.Check(slices.Contains(has, id) && !slices.Contains(in.Body.Pictures[:i], id), "pictures", "unknown-picture", "The product has no such picture.")
		}
		if err := f.Err(); err != nil {
			return err
		}
		return models.SetPictures(tx, *p, in.Body.Pictures)
	})
}

// change is an edit of what hangs on a product: it is held, watched, written, recorded and read again.
func (s *Service) change(ctx context.Context, v identity.Viewer, id models.ProductID, seen models.Version, write func(*models.Tx, *models.Product) error) (Product, error) {
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Product, error) {
		p, err := models.Lock(tx, id)
		if err != nil {
			return Product{}, err
		}
		if err := seen.Check(p.Version); err != nil {
			return Product{}, overtaken(tx, p.ID, err)
		}
		if err := models.WatchProducts(tx, p.ID); err != nil {
			return Product{}, err
		}
		if err := write(tx, p); err != nil {
			return Product{}, err
		}
		return written(tx, *p, Fields{}, v.Locale())
	})
}

// PictureInput names a product's picture.
type PictureInput struct {
	ID      models.ProductID `path:"id"`
	Picture models.FileID    `path:"picture"`
	Size    string           `query:"size" enum:"small,medium,original" default:"original"`
}

// Content is a file as it is sent.
type Content struct {
	Name      string
	MediaType string
	Hash      string // of the content
	Bytes     []byte
	ForNow    bool // another will stand under the same address soon
}

// ContentOf is a file as it is sent.
func ContentOf(f models.File) Content {
	return Content{Name: f.Name, MediaType: f.MediaType, Hash: hex.EncodeToString(f.SHA256), Bytes: f.Content}
}

// Picture is a picture of one of the supplier's own products, as it came until the size that is asked for is made. For the
// supplier's people.
func (s *Service) Picture(ctx context.Context, v identity.Viewer, in PictureInput) (Content, error) {
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (Content, error) {
		f, err := models.PictureContent(tx, in.ID, in.Picture, in.Size)
		if models.KindOf(err) == models.NotFound {
			f, err = models.PictureContent(tx, in.ID, in.Picture, "")
			out := ContentOf(f)
			out.ForNow = true
			return out, err
		}
		return ContentOf(f), err
	})
}

// readFiles reads what pictures and papers a product has.
func (p *Product) readFiles(tx *models.Tx, o models.Offering, _ string) error {
	pictures, err := models.PicturesOf(tx, o.ID)
	if err != nil {
		return err
	}
	p.Pictures = make([]Picture, len(pictures))
	for i, f := range pictures {
		p.Pictures[i] = Picture{ID: f.ID, Name: f.Name, MediaType: f.MediaType, Size: f.Size}
		if f.Width != nil && f.Height != nil {
			p.Pictures[i].Width, p.Pictures[i].Height = *f.Width, *f.Height
		}
	}
	papers, err := models.PapersOf(tx, o.ID)
	p.Papers = make([]Paper, len(papers))
	for i, d := range papers {
		p.Papers[i] = paperOf(d)
	}
	return err
}
