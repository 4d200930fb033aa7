package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// FileID names a file.
type FileID = ID[File]

// File is something as it came, kept once per supplier: a picture, a certificate.
type File struct {
	ID         FileID `gorm:"primaryKey"`
	SupplierID OrganisationID
	SHA256     []byte `gorm:"column:sha256"`
	MediaType  string
	Name       string
	Size       int
	Content    []byte
	Width      *int // of a picture
	Height     *int
	SmallID    *FileID // the picture in smaller sizes; nil until they are made
	MediumID   *FileID
	CreatedAt  time.Time
}

func (File) Owner() Ownership { return BySupplier }

// fileFacts are everything of a file but its content.
const fileFacts = `f.id, f.supplier_id, f.sha256, f.media_type, f.name, f.size, f.width, f.height, f.small_id, f.medium_id, f.created_at`

func scanFile(r pgx.Rows, f *File, more ...any) error {
	return r.Scan(append([]any{&f.ID, &f.SupplierID, &f.SHA256, &f.MediaType, &f.Name, &f.Size, &f.Width, &f.Height, &f.SmallID, &f.MediumID, &f.CreatedAt}, more...)...)
}

// KeepFile keeps a file, or finds the one of the supplier's that has the same content; fresh says which.
func KeepFile(tx *Tx, f File) (kept File, fresh bool, err error) {
	fresh, err = InsertIfNew(tx, &f)
	if err != nil || fresh {
		return f, fresh, err
	}
	there, err := First[File](tx, "supplier_id = ? AND sha256 = ?", f.SupplierID, f.SHA256)
	if err != nil {
		return f, false, err
	}
	return *there, false, nil
}

// SetSizes says in which files a picture is in smaller sizes.
func SetSizes(tx *Tx, picture FileID, small, medium FileID) error {
	return Update(tx, &File{ID: picture, SmallID: &small, MediumID: &medium}, "small_id", "medium_id")
}

// ProductImage is a picture of a product.
type ProductImage struct {
	ProductID  ProductID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Position   int
	FileID     FileID `gorm:"primaryKey"`
}

func (ProductImage) Owner() Ownership { return BySupplier }

// PaperKind is what a document of a product is.
type PaperKind string

// ProductDocument is a paper that comes with a product.
type ProductDocument struct {
	ProductID  ProductID `gorm:"primaryKey"`
	SupplierID OrganisationID
	FileID     FileID `gorm:"primaryKey"`
	Kind       PaperKind
	Title      string
	ValidTo    *Date
}

func (ProductDocument) Owner() Ownership { return BySupplier }

// PicturesOf are a product's pictures in their order, without their content.
func PicturesOf(tx *Tx, product ProductID) ([]File, error) {
	return scopedRows(tx, `SELECT `+fileFacts+` FROM product_images i JOIN files f ON f.id = i.file_id
		WHERE i.product_id = $1 AND {supplier i} ORDER BY i.position, i.file_id`, []any{product}, func(r pgx.Rows, f *File) error { return scanFile(r, f) })
}

// Paper is a document with its file, without the content.
type Paper struct {
	ProductDocument
	File File
}

// PapersOf are a product's documents by title, without their content.
func PapersOf(tx *Tx, product ProductID) ([]Paper, error) {
	return scopedRows(tx, `SELECT `+fileFacts+`, i.kind, i.title, i.valid_to FROM product_documents i JOIN files f ON f.id = i.file_id
		WHERE i.product_id = $1 AND {supplier i} ORDER BY i.title, i.file_id`, []any{product}, func(r pgx.Rows, p *Paper) error {
		err := scanFile(r, &p.File, &p.Kind, &p.Title, &p.ValidTo)
		p.ProductID, p.SupplierID, p.FileID = product, p.File.SupplierID, p.File.ID
		return err
	})
}

// PictureContent is a product's picture with its content, in a size: "small", "medium", else as it came. NotFound where the
// product has no such picture, or not yet in that size.
func PictureContent(tx *Tx, product ProductID, picture FileID, size string) (File, error) {
	which := map[string]string{"small": `o.small_id`, "medium": `o.medium_id`}[size]
	if which == "" {
		which = `o.id`
	}
	return content(tx, `product_images i JOIN files o ON o.id = i.file_id JOIN files f ON f.id = `+which, product, picture)
}

// SmallPictures are pictures in their small size, JPEGs, by the files they were made of. One whose sizes are not made yet is not
// among them.
func SmallPictures(tx *Tx, ids []FileID) (map[FileID][]byte, error) {
	type one struct {
		of      FileID
		content []byte
	}
	found, err := scopedRows(tx, `SELECT o.id, f.content FROM files o JOIN files f ON f.id = o.small_id WHERE o.id = ANY ($1) AND {supplier o}`,
		[]any{ids}, func(r pgx.Rows, p *one) error { return r.Scan(&p.of, &p.content) })
	all := make(map[FileID][]byte, len(found))
	for _, p := range found {
		all[p.of] = p.content
	}
	return all, err
}

// PaperContent is a product's document with its content. NotFound where the product has no such document.
func PaperContent(tx *Tx, product ProductID, paper FileID) (File, error) {
	return content(tx, `product_documents i JOIN files f ON f.id = i.file_id`, product, paper)
}

func content(tx *Tx, from string, product ProductID, file FileID) (File, error) {
	found, err := scopedRows(tx, `SELECT `+fileFacts+`, f.content FROM `+from+` WHERE i.product_id = $1 AND i.file_id = $2 AND {supplier i}`,
		[]any{product, file}, func(r pgx.Rows, f *File) error { return scanFile(r, f, &f.Content) })
	if err == nil && len(found) == 0 {
		err = errNotFound
	}
	if err != nil {
		return File{}, err
	}
	return found[0], nil
}

// SetPictures gives a product these pictures in this order.
func SetPictures(tx *Tx, p Product, pictures []FileID) error {
	if _, err := DeleteWhere[ProductImage](tx, "product_id = ?", p.ID); err != nil {
		return err
	}
	rows := make([]*ProductImage, len(pictures))
	for i, id := range pictures {
		rows[i] = &ProductImage{p.ID, p.SupplierID, i + 1, id}
	}
	return Insert(tx, rows...)
}
