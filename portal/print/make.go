package print

import (
	"context"
	"errors"
	"slices"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// silence is after how long without a word whoever made a price list is taken for dead.
const silence = 2 * time.Minute

// most are how many goods a form holds.
var most = map[string]int{PDF: 5_000, XLSX: 50_000}

// mostPictured are how many goods a catalogue with pictures holds.
const mostPictured = 1_000

func limit(p *models.Print) int {
	if p.Wanted.Pictures {
		return mostPictured
	}
	return most[p.Form]
}

var (
	errTooMany = models.Faulty(models.Invalid, "too-many-goods", "There are more goods than this form holds.")
	errNothing = models.Faulty(models.Invalid, "nothing-to-print", "Nothing on sale fits.")
)

// Make makes one price list. It may run twice: who comes second goes away, unless the first has died. What cannot be made says
// so in the price list itself. For the system.
func (s *Service) Make(ctx context.Context, v identity.Viewer, in Make) (struct{}, error) {
	var none struct{}
	p, err := s.claim(ctx, v, in.PrintID)
	if err != nil || p == nil {
		return none, err
	}
	content, err := s.printed(ctx, v, p)
	if ctx.Err() != nil {
		return none, errors.Join(ctx.Err(), s.release(ctx, v, p.ID))
	}
	return none, s.finish(ctx, v, *p, content, err)
}

// claim answers nil where there is nothing to be done.
func (s *Service) claim(ctx context.Context, v identity.Viewer, id models.PrintID) (*models.Print, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (*models.Print, error) {
		mine, err := models.ClaimPrint(tx, id, tx.Now.Add(-silence))
		if err != nil || !mine {
			return nil, err
		}
		return models.Get(tx, id)
	})
}

// release leaves the work for whoever comes next: the program is being stopped.
func (s *Service) release(ctx context.Context, v identity.Viewer, id models.PrintID) error {
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	_, err := models.In(last, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		return struct{}{}, models.Update(tx, &models.Print{ID: id, State: models.PrintWaiting}, "state")
	})
	return err
}

// finish keeps the file, or why there is none.
func (s *Service) finish(ctx context.Context, v identity.Viewer, p models.Print, content []byte, failed error) error {
	_, err := models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		now := tx.Now
		p.State, p.Size, p.FinishedAt, p.Code = models.PrintDone, len(content), &now, ""
		if failed != nil {
			p.State, p.Code = models.PrintFailed, "failed"
			if models.KindOf(failed) == models.Invalid {
				p.Code = models.CodeOf(failed)
			}
		} else if _, err := models.InsertIfNew(tx, &models.PrintFile{PrintID: p.ID, ClientID: p.ClientID, SupplierID: p.SupplierID, Content: content}); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, models.Update(tx, &p, "state", "size", "finished_at", "code", "done", "total")
	})
	if err == nil && models.KindOf(failed) != models.Invalid {
		err = failed // so that it stands in the log
	}
	return err
}

// progress says how far it has come, and that somebody is at it.
func (s *Service) progress(ctx context.Context, v identity.Viewer, p *models.Print) error {
	_, err := models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		p.BeatAt = tx.Now
		return struct{}{}, models.Update(tx, p, "done", "total", "beat_at")
	})
	return err
}

// printed reads the goods and sets them.
func (s *Service) printed(ctx context.Context, v identity.Viewer, p *models.Print) ([]byte, error) {
	sheet, err := s.gather(ctx, v, p)
	if err != nil {
		return nil, err
	}
	if len(sheet.goods) == 0 {
		return nil, errNothing
	}
	slices.SortStableFunc(sheet.goods, sheet.inOrder)
	p.Done, p.Total = len(sheet.goods), len(sheet.goods)
	if err := s.progress(ctx, v, p); err != nil {
		return nil, err
	}
	if p.Form == XLSX {
		return sheet.workbook()
	}
	return sheet.paper()
}

// Sweep is the job that looks for price lists whose maker has died.
type Sweep struct{}

// Kind names the job.
func (Sweep) Kind() string { return "sweep_prints" }

// Sweep lets those be made anew. For the system.
func (s *Service) Sweep(ctx context.Context, v identity.Viewer, _ Sweep) (int, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (int, error) {
		silent, err := models.SilentPrints(tx, tx.Now.Add(-silence))
		for _, p := range silent {
			if err == nil {
				err = tx.Enqueue(Make{p.ID})
			}
		}
		return len(silent), err
	})
}
