package product

import (
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/product/picture"
)

// Shrink is the job that makes a picture's smaller sizes.
type Shrink struct {
	FileID models.FileID `json:"file_id"`
}

// Kind names the job.
func (Shrink) Kind() string { return "product.shrink" }

// unpacking holds how many pictures may be unpacked at a time: each takes some hundred megabytes at worst.
var unpacking = make(chan struct{}, 2)

// Shrink makes the smaller sizes of a picture, once. For the system. A picture that turns out to be damaged is taken off the
// products that show it: nobody could see it.
func (s *Service) Shrink(ctx context.Context, v identity.Viewer, in Shrink) (struct{}, error) {
	f, err := models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (*models.File, error) { return models.Get(tx, in.FileID) })
	if err != nil || f.SmallID != nil {
		return struct{}{}, err
	}
	unpacking <- struct{}{}
	sizes, err := picture.Sizes(f.Content, picture.Small, picture.Medium)
	<-unpacking
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		if err != nil {
			_, err := models.DeleteWhere[models.ProductImage](tx, "file_id = ?", f.ID)
			return struct{}{}, err
		}
		small, err := keepSize(tx, *f, "small", sizes[0])
		if err != nil {
			return struct{}{}, err
		}
		medium, err := keepSize(tx, *f, "medium", sizes[1])
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, models.SetSizes(tx, f.ID, small, medium)
	})
}

func keepSize(tx *models.Tx, of models.File, size string, content []byte) (models.FileID, error) {
	name, _, _ := strings.Cut(of.Name, ".")
	kept, _, err := models.KeepFile(tx, stamped(tx, fileOf(of.SupplierID, name+"-"+size+".jpg", "image/jpeg", content)))
	return kept.ID, err
}

func stamped(tx *models.Tx, f models.File) models.File { f.CreatedAt = tx.Now; return f }
