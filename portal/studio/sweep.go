package studio

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Sweep looks for feeds that are due and for imports that nobody works at any longer.
type Sweep struct{}

// Kind is the job's name.
func (Sweep) Kind() string { return "import_sweep" }

// Fetch brings what lies at a feed's address.
type Fetch struct {
	Feed models.ImportFeedID `json:"feed_id"`
}

// Kind is the job's name.
func (Fetch) Kind() string { return "import_fetch" }

// kept is how long the files of an import are kept.
const kept = 30 * 24 * time.Hour

// Sweep lets due feeds be fetched, each once, and gives forsaken imports to another worker.
func (s *Service) Sweep(ctx context.Context, v identity.Viewer, _ Sweep) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		due, err := models.FeedsDue(tx)
		if err != nil {
			return struct{}{}, err
		}
		for i := range due {
			f := &due[i]
			supplier, err := models.Get(tx, f.SupplierID)
			if err != nil {
				return struct{}{}, err
			}
			next := nextAfter(*f, tx.Now, supplier.Zone())
			n, err := models.UpdateWhere[models.ImportFeed](tx, map[string]any{"next_at": next}, "id = ? AND next_at = ?", f.ID, f.NextAt)
			if err != nil {
				return struct{}{}, err
			}
			if n == 0 {
				continue
			}
			if err := tx.Enqueue(Fetch{f.ID}); err != nil {
				return struct{}{}, err
			}
		}
		forsaken, err := models.ForsakenImports(tx, dead)
		if err != nil {
			return struct{}{}, err
		}
		for _, run := range forsaken {
			if err := tx.Enqueue(Work{run.ID}); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
}

// Tidy removes the files of imports of long ago.
func (s *Service) Tidy(ctx context.Context, v identity.Viewer) (int64, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (int64, error) {
		return models.TidyImports(tx, tx.Now.Add(-kept))
	})
}

// Fetch brings what lies at a feed's address and lets it be read. What it brings supersedes what the same feed brought before
// and nobody has said yes to. What it brings unchanged is not read again.
func (s *Service) Fetch(ctx context.Context, v identity.Viewer, in Fetch) (struct{}, error) {
	f, within, err := s.feedOf(ctx, v, in.Feed)
	if err != nil {
		return struct{}{}, err
	}
	grant := within.To(identity.ImportManage)
	file := models.ImportFile{ID: models.NewID[models.ImportFile](), SupplierID: f.SupplierID, Name: f.Name}
	_, err = models.In(ctx, s.db, grant, func(tx *models.Tx) (struct{}, error) {
		file.CreatedAt = tx.Now
		return struct{}{}, models.Insert(tx, &file)
	})
	if err != nil {
		return struct{}{}, err
	}
	to := &pieces{ctx: ctx, s: s, viewer: within, file: &file}
	name, err := s.fetcher.Fetch(ctx, f.URL, to, Largest)
	if err == nil {
		err = to.flush()
	}
	if err == nil && file.Size == 0 {
		err = models.Faulty(models.Invalid, "empty-file", "Nothing lies at the address.")
	}
	return models.In(context.WithoutCancel(ctx), s.db, grant, func(tx *models.Tx) (struct{}, error) {
		f.LastAt, f.LastCode = &tx.Now, ""
		if err != nil {
			f.LastCode = models.CodeOf(err)
			if f.LastCode == "" {
				f.LastCode = "not-fetched"
			}
			if _, err := models.DeleteWhere[models.ImportFile](tx, "id = ?", file.ID); err != nil {
				return struct{}{}, err
			}
			return struct{}{}, models.Update(tx, f, "last_at", "last_code")
		}
		if err := models.Update(tx, f, "last_at", "last_code"); err != nil {
			return struct{}{}, err
		}
		if n := plainName(name); n != "" {
			file.Name = n
			if err := models.Update(tx, &file, "name"); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, s.runOfFeed(tx, f, &file)
	})
}

// runOfFeed lets a fetched file be looked at and read.
func (s *Service) runOfFeed(tx *models.Tx, f *models.ImportFeed, file *models.ImportFile) error {
	if _, err := supersede(tx, "feed_id = ?", f.ID); err != nil {
		return err
	}
	run := models.ImportRun{ID: models.NewID[models.ImportRun](), SupplierID: f.SupplierID, Source: "url", FeedID: &f.ID, Name: f.Name,
		State: models.ImportReading, Options: f.Options, CreatedAt: tx.Now}
	if err := begin(tx, &run); err != nil {
		return err
	}
	if err := models.Insert(tx, &models.ImportRunFile{RunID: run.ID, SupplierID: run.SupplierID, FileID: file.ID}); err != nil {
		return err
	}
	return tx.Enqueue(Work{run.ID})
}

// supersede gives up the runs that wait for a yes and answers them.
func supersede(tx *models.Tx, which string, args ...any) ([]models.ImportRun, error) {
	waiting, err := models.List[models.ImportRun](tx, "id", "state IN ('ready', 'reading') AND "+which, args...)
	for i := range waiting {
		w := &waiting[i]
		w.State, w.Code, w.Worker, w.Version = models.ImportCancelled, "superseded", nil, w.Version+1
		if err := models.Update(tx, w, "state", "code", "worker", "version"); err != nil {
			return nil, err
		}
	}
	return waiting, err
}

func (s *Service) feedOf(ctx context.Context, v identity.Viewer, id models.ImportFeedID) (*models.ImportFeed, identity.Viewer, error) {
	var within identity.Viewer
	f, err := models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (*models.ImportFeed, error) {
		f, err := models.Get(tx, id)
		if err != nil {
			return nil, err
		}
		supplier, err := models.Get(tx, f.SupplierID)
		if err != nil {
			return nil, err
		}
		within = identity.Within("import", *supplier, identity.ImportManage)
		return f, nil
	})
	return f, within, err
}

// pieces is a writer that keeps what is written to it as the pieces of a file.
type pieces struct {
	ctx    context.Context
	s      *Service
	viewer identity.Viewer
	file   *models.ImportFile
	held   []byte
}

func (p *pieces) Write(b []byte) (int, error) {
	p.held = append(p.held, b...)
	for len(p.held) >= Piece {
		if err := p.put(p.held[:Piece]); err != nil {
			return 0, err
		}
		p.held = append(p.held[:0], p.held[Piece:]...)
	}
	return len(b), nil
}

func (p *pieces) flush() error {
	if len(p.held) == 0 {
		return nil
	}
	return p.put(p.held)
}

func (p *pieces) put(content []byte) error {
	_, err := models.In(p.ctx, p.s.db, p.viewer.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		f := *p.file
		if err := models.AppendPiece(tx, &f, f.Pieces, content); err != nil {
			return struct{}{}, err
		}
		*p.file = f
		return struct{}{}, nil
	})
	return err
}
