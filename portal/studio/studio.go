// Package studio brings suppliers' own files into their catalogues: price lists, exchanges of 1C, feeds by address. A file is
// read and compared with the catalogue without writing anything: that is the dry run, and what it found is kept. Committing
// writes what the dry run found, no more and no less, in one transaction, and can be taken back as a whole.
//
// Values a file does not tell stay as they are. Goods are recognised by their id in the supplier's own system, then by their
// SKU. Beyond the limits of [models.ImportOptions] a person has to say yes.
package studio

import (
	"context"
	"io"
	"time"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
)

// Service is the import studio.
type Service struct {
	db      *models.DB
	fetcher Fetcher
}

// Fetcher brings what lies at an address; it goes to no private one.
type Fetcher interface {
	// Fetch writes what lies at the address, at most so many bytes, and says what it is called there.
	Fetch(ctx context.Context, address string, to io.Writer, limit int64) (name string, err error)
}

// New makes the service.
func New(db *models.DB, f Fetcher) *Service { return &Service{db: db, fetcher: f} }

// Work is a run that waits to be read or committed.
type Work struct {
	Run models.ImportRunID `json:"run_id"`
}

// Kind is the job's name.
func (Work) Kind() string { return "import_work" }

// dead is after how long without a sign of life a worker is taken for dead, beat how often it gives one.
const (
	dead = 90 * time.Second
	beat = 15 * time.Second
)

// worker is one that holds a run.
type worker struct {
	s        *Service
	id       uuid.UUID
	viewer   identity.Viewer
	supplier models.Organisation
	run      models.ImportRun
}

// Work reads a run, or commits it, whichever it waits for. Any number may be asked to: one does it, and when that one dies the
// next begins anew; nothing is done twice. A run that is over is left alone.
func (s *Service) Work(ctx context.Context, v identity.Viewer, in Work) (struct{}, error) {
	w, err := s.claim(ctx, v, in.Run)
	if err != nil || w == nil {
		return struct{}{}, err
	}
	alive, stop := context.WithCancelCause(ctx)
	go w.beat(alive, stop)
	state := w.run.State
	if state == models.ImportCommitting {
		err = w.commit(alive)
	} else {
		err = w.read(alive)
	}
	stop(nil)
	return struct{}{}, w.settle(ctx, err)
}

// claim makes a worker of a run that waits; nil where there is nothing to do or somebody else is at it.
func (s *Service) claim(ctx context.Context, v identity.Viewer, id models.ImportRunID) (*worker, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (*worker, error) {
		run, err := models.Lock(tx, id)
		if err != nil {
			return nil, err
		}
		if run.State != models.ImportReading && run.State != models.ImportCommitting {
			return nil, nil
		}
		w := &worker{s: s, id: uuid.New(), run: *run}
		mine, err := models.ClaimImport(tx, id, run.State, w.id, dead)
		if err != nil || !mine {
			return nil, err
		}
		supplier, err := models.Get(tx, run.SupplierID)
		if err != nil {
			return nil, err
		}
		w.supplier, w.viewer = *supplier, identity.Within("import", *supplier, identity.ImportManage)
		return w, nil
	})
}

// in runs a step in a transaction of its own, within the supplier's rows.
func (w *worker) in(ctx context.Context, step func(*models.Tx) error) error {
	_, err := models.In(ctx, w.s.db, w.viewer.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) { return struct{}{}, step(tx) })
	return err
}

// tend writes how far the worker has come.
func (w *worker) tend(ctx context.Context, values map[string]any) error {
	return w.in(ctx, func(tx *models.Tx) error { return models.TendImport(tx, w.run.ID, w.id, values) })
}

// beat tells that the worker is alive until it is done, and stops it when the run was given to another or given up.
func (w *worker) beat(ctx context.Context, stop context.CancelCauseFunc) {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := w.tend(ctx, map[string]any{}); models.CodeOf(err) == "import-taken" {
				stop(err)
				return
			}
		}
	}
}
