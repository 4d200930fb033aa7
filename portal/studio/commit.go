package studio

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
)

// commit writes what the dry run found, all of it or nothing. Where somebody changed goods since, it writes nothing and says
// which: the run is ready again, to be compared anew.
func (w *worker) commit(ctx context.Context) error {
	if err := w.tend(ctx, map[string]any{"written": 0}); err != nil {
		return err
	}
	return w.in(ctx, func(tx *models.Tx) error {
		w.inTheNameOf(tx)
		stale, err := models.MarkStale(tx, &w.run)
		if err != nil {
			return err
		}
		if stale > 0 {
			counts := w.run.Counts
			counts.Stale = int(stale)
			return models.TendImport(tx, w.run.ID, w.id, map[string]any{"state": models.ImportReady, "code": "stale", "counts": asJSON(counts), "worker": nil})
		}
		n, err := models.ApplyImport(tx, &w.run, func(goods int) {
			_ = w.tend(ctx, map[string]any{"written": goods}) // beside the transaction, so that it is seen; whether it is told decides nothing
		})
		if err != nil {
			return err
		}
		if err := tx.Audit(models.Audit{Action: "import.committed", Subject: "import:" + w.run.ID.String(), Detail: map[string]any{"products": n, "source": w.run.Source}}); err != nil {
			return err
		}
		if w.run.Counts.Pictures > 0 {
			if err := tx.Enqueue(FetchPictures{w.run.ID}); err != nil {
				return err
			}
		}
		return models.TendImport(tx, w.run.ID, w.id, map[string]any{"state": models.ImportCommitted, "code": "", "detail": "", "committed_at": tx.Now, "worker": nil})
	})
}

// inTheNameOf lets the history name the person who said so.
func (w *worker) inTheNameOf(tx *models.Tx) {
	if w.run.CommittedBy != nil {
		tx.Actor.User = *w.run.CommittedBy
	}
}

// CommitInput says yes to a dry run.
type CommitInput struct {
	ID   models.ImportRunID `path:"id"`
	Body struct {
		Accept []string `json:"accept,omitempty" maxItems:"10" doc:"The kinds of limit that are passed and meant to be: price, vanished, faulty."`
	}
}

// Commit lets a dry run be written. needs-a-yes (Conflict) names the limits that were passed and not said yes to; not-ready
// (Conflict) where there is no dry run to commit.
func (s *Service) Commit(ctx context.Context, v identity.Viewer, in CommitInput) (Run, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Run, error) {
		run, err := models.Lock(tx, in.ID)
		if err != nil {
			return Run{}, err
		}
		if run.State != models.ImportReady {
			return Run{}, models.Faulty(models.Conflict, "not-ready", "There is no dry run to commit.")
		}
		if run.Code == "stale" {
			return Run{}, models.Faulty(models.Conflict, "stale", "Somebody changed some of the goods since the dry run; compare again.")
		}
		unmet := models.Faulty(models.Conflict, "needs-a-yes", "The import passes limits that a person has to say yes to.")
		run.Answers = []models.ImportAnswer{}
		for _, ask := range run.Asks {
			if !slices.Contains(in.Body.Accept, ask.Kind) {
				unmet = unmet.At(ask.Kind, "needs-a-yes", "")
				continue
			}
			run.Answers = append(run.Answers, models.ImportAnswer{Kind: ask.Kind, By: v.User(), Name: v.Name(), At: tx.Now})
		}
		if len(unmet.Fields) > 0 {
			return Run{}, unmet
		}
		run.State, run.Worker, run.BeatAt, run.Written, run.Version = models.ImportCommitting, nil, nil, 0, run.Version+1
		if who := v.User(); !who.IsZero() {
			run.CommittedBy = &who
		}
		if err := models.Update(tx, run, "state", "answers", "worker", "beat_at", "written", "committed_by", "version"); err != nil {
			return Run{}, err
		}
		if err := tx.Enqueue(Work{run.ID}); err != nil {
			return Run{}, err
		}
		return describe(tx, run)
	})
}

// CancelInput names a run.
type CancelInput struct {
	ID models.ImportRunID `path:"id"`
}

// Cancel gives a run up that has written nothing yet.
func (s *Service) Cancel(ctx context.Context, v identity.Viewer, in CancelInput) (Run, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Run, error) {
		run, err := models.Lock(tx, in.ID)
		if err != nil {
			return Run{}, err
		}
		switch run.State {
		case models.ImportCommitting, models.ImportCommitted, models.ImportUndone, models.ImportCancelled:
			return Run{}, models.Faulty(models.Conflict, "too-late", "This import can no longer be given up.")
		}
		run.State, run.Worker, run.Version = models.ImportCancelled, nil, run.Version+1
		if err := models.Update(tx, run, "state", "worker", "version"); err != nil {
			return Run{}, err
		}
		return describe(tx, run)
	})
}

// Undone is what taking an import back came to.
type Undone struct {
	Run      Run        `json:"run"`
	Products int64      `json:"products" doc:"Goods that are as they were."`
	Removed  int64      `json:"removed" doc:"Goods that the import had made, and that are gone again."`
	Retired  int64      `json:"retired" doc:"Goods that the import had made and somebody wants: they are discontinued."`
	Kept     int64      `json:"kept" doc:"Fields that were left alone, because somebody changed them since."`
	Examples []KeptBack `json:"examples"`
}

// KeptBack is a field that was left alone.
type KeptBack struct {
	SKU   string `json:"sku"`
	Field string `json:"field"`
}

// Undo takes a whole import back: every field gets its value from before, unless it was changed again since.
func (s *Service) Undo(ctx context.Context, v identity.Viewer, in CancelInput) (Undone, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Undone, error) {
		run, err := models.Lock(tx, in.ID)
		if err != nil {
			return Undone{}, err
		}
		if run.State != models.ImportCommitted {
			return Undone{}, models.Faulty(models.Conflict, "not-committed", "Only what was committed can be taken back.")
		}
		var out Undone
		back, _, err := models.UndoBatch(tx, models.BatchID{UUID: run.ID.UUID})
		if err != nil && models.KindOf(err) != models.NotFound && models.CodeOf(err) != "already-undone" { // it changed nothing, or all of it was taken back
			return out, err
		}
		if err := models.UnmakeCategories(tx, run); err != nil {
			return out, err
		}
		who := v.User()
		run.State, run.UndoneAt, run.UndoneBy, run.Version = models.ImportUndone, &tx.Now, &who, run.Version+1
		if err := models.Update(tx, run, "state", "undone_at", "undone_by", "version"); err != nil {
			return out, err
		}
		if err := tx.Audit(models.Audit{Action: "import.undone", Subject: "import:" + run.ID.String(), Detail: map[string]any{"products": back.Products}}); err != nil {
			return out, err
		}
		out.Products, out.Removed, out.Retired, out.Kept, out.Examples = back.Products, back.Removed, back.Retired, back.KeptAll, []KeptBack{}
		for _, k := range back.Kept {
			out.Examples = append(out.Examples, KeptBack{k.SKU, k.Field})
		}
		out.Run, err = describe(tx, run)
		return out, err
	})
}
