package studio

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
	"povtor/portal/product"
	"povtor/portal/product/picture"
)

// FetchPictures gives the goods of a committed import the pictures its files name.
type FetchPictures struct {
	Run models.ImportRunID `json:"run_id"`
}

// Kind is the job's name.
func (FetchPictures) Kind() string { return "import_pictures" }

// picturesEach is how many pictures of one product are fetched.
const picturesEach = 10

// Pictures fetches what a run's files name: out of their archives, or from addresses. A product that has pictures already keeps
// them. A picture that cannot be had is passed over; the others come all the same.
func (s *Service) Pictures(ctx context.Context, v identity.Viewer, in FetchPictures) (struct{}, error) {
	run, within, err := s.runOf(ctx, v, in.Run)
	if err != nil || run.State != models.ImportCommitted {
		return struct{}{}, err
	}
	wishes, err := models.Read(ctx, s.db, within.To(identity.ImportManage), func(tx *models.Tx) ([]models.PictureWish, error) {
		return models.PicturesWanted(tx, run)
	})
	if err != nil {
		return struct{}{}, err
	}
	shelf := &pictureShelf{s: s, viewer: within, run: run}
	defer shelf.close()
	for _, w := range wishes {
		if err := shelf.hang(ctx, w); err != nil {
			return struct{}{}, err
		}
	}
	return struct{}{}, nil
}

// runOf is a run with a viewer that is held to its supplier.
func (s *Service) runOf(ctx context.Context, v identity.Viewer, id models.ImportRunID) (*models.ImportRun, identity.Viewer, error) {
	var within identity.Viewer
	run, err := models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (*models.ImportRun, error) {
		run, err := models.Get(tx, id)
		if err != nil {
			return nil, err
		}
		supplier, err := models.Get(tx, run.SupplierID)
		if err != nil {
			return nil, err
		}
		within = identity.Within("import", *supplier, identity.ImportManage)
		return run, nil
	})
	return run, within, err
}

// pictureShelf finds pictures by the names that a run's files give them.
type pictureShelf struct {
	s        *Service
	viewer   identity.Viewer
	run      *models.ImportRun
	opened   bool
	archives []*feed.File
	files    []*spooled
	loose    []models.ImportFile // pictures that came as files of their own
}

func (p *pictureShelf) close() {
	for _, f := range p.files {
		f.Close()
	}
}

// hang gives one product its pictures.
func (p *pictureShelf) hang(ctx context.Context, w models.PictureWish) error {
	has, err := models.Read(ctx, p.s.db, p.viewer.To(identity.ImportManage), func(tx *models.Tx) (bool, error) {
		return models.Exists[models.ProductImage](tx, "product_id = ?", w.ProductID)
	})
	if err != nil || has {
		return err
	}
	for i, name := range w.Names {
		if i == picturesEach || ctx.Err() != nil {
			break
		}
		content, err := p.find(ctx, name)
		if err != nil {
			return err
		}
		if content == nil {
			continue
		}
		if err := p.add(ctx, w.ProductID, name, content); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (p *pictureShelf) add(ctx context.Context, id models.ProductID, name string, content []byte) error {
	file, bad := product.PictureFile(p.run.SupplierID, plainName(strings.SplitN(name, "?", 2)[0]), content)
	if bad != nil {
		return nil //nolint:nilerr // not a picture, or too large a one: the goods go without
	}
	_, err := models.In(ctx, p.s.db, p.viewer.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		at, err := models.Lock(tx, id)
		if err != nil {
			return struct{}{}, err
		}
		if err := models.WatchProducts(tx, id); err != nil {
			return struct{}{}, err
		}
		if err := product.AddPicture(tx, *at, file); err != nil {
			return struct{}{}, err
		}
		_, err = models.RecordChanges(tx, models.ChangedByImport, models.BatchID{UUID: p.run.ID.UUID})
		return struct{}{}, err
	})
	if kind := models.KindOf(err); kind == models.NotFound || kind == models.Invalid || kind == models.Conflict {
		return nil // gone meanwhile, or it has as many as it may have
	}
	return err
}

// find is a picture's content; nil where it cannot be had.
func (p *pictureShelf) find(ctx context.Context, name string) ([]byte, error) {
	if strings.Contains(name, "://") {
		var b bytes.Buffer
		if _, err := p.s.fetcher.Fetch(ctx, name, &b, picture.MaxBytes); err != nil {
			return nil, ctx.Err()
		}
		return b.Bytes(), nil
	}
	if err := p.open(ctx); err != nil {
		return nil, err
	}
	for _, a := range p.archives {
		r, err := a.Picture(name)
		if err != nil || r == nil {
			continue
		}
		content, err := io.ReadAll(io.LimitReader(r, picture.MaxBytes+1))
		_ = r.Close()
		if err == nil && len(content) <= picture.MaxBytes {
			return content, nil
		}
	}
	return p.fromLoose(ctx, name)
}

// fromLoose finds a picture that came as a file of its own, as 1C sends them.
func (p *pictureShelf) fromLoose(ctx context.Context, name string) ([]byte, error) {
	for i := range p.loose {
		if !strings.EqualFold(p.loose[i].Name, name) && !strings.EqualFold(plainName(p.loose[i].Name), plainName(name)) {
			continue
		}
		if p.loose[i].Size > picture.MaxBytes {
			return nil, nil
		}
		var b bytes.Buffer
		_, err := models.Read(ctx, p.s.db, p.viewer.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
			return struct{}{}, models.CopyFile(tx, &p.loose[i], &b)
		})
		return b.Bytes(), err
	}
	return nil, nil
}

// open opens the run's archives, once.
func (p *pictureShelf) open(ctx context.Context) error {
	if p.opened {
		return nil
	}
	p.opened = true
	_, files, err := p.s.filesOf(ctx, p.viewer, p.run.ID)
	if err != nil {
		return err
	}
	if p.run.KeyID != nil {
		p.loose, err = models.Read(ctx, p.s.db, p.viewer.To(identity.ImportManage), func(tx *models.Tx) ([]models.ImportFile, error) {
			return models.List[models.ImportFile](tx, "created_at DESC", "key_id = ?", *p.run.KeyID)
		})
		if err != nil {
			return err
		}
		for _, f := range p.loose {
			if strings.HasSuffix(strings.ToLower(f.Name), ".zip") {
				files = append(files, f)
			}
		}
	}
	for i := range files {
		s, err := p.s.spool(ctx, p.viewer, &files[i])
		if err != nil {
			return err
		}
		p.files = append(p.files, s)
		opened, err := feed.Open(files[i].Name, s, files[i].Size, feed.Bounds)
		var unreadable *feed.Fault
		if err != nil && !errors.As(err, &unreadable) {
			return err
		}
		if opened != nil && err == nil {
			p.archives = append(p.archives, opened)
		}
	}
	return nil
}
