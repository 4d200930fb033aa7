package studio

import (
	"context"
	"errors"

	"povtor/models"
	"povtor/portal/feed"
)

// settle says what becomes of a run whose worker ended with an error: a file that cannot be read is refused, a worker that was
// stopped lets go so that another begins at once, and what we could not do is told as our failing.
func (w *worker) settle(ctx context.Context, err error) error {
	if err == nil || models.CodeOf(err) == "import-taken" {
		return nil
	}
	after := context.WithoutCancel(ctx)
	var unreadable *feed.Fault
	switch {
	case ctx.Err() != nil, models.KindOf(err) == models.Unavailable:
		return errors.Join(err, w.tendOver(after, map[string]any{"worker": nil, "beat_at": nil}))
	case errors.As(err, &unreadable):
		return w.tendOver(after, map[string]any{"state": models.ImportRefused, "code": string(unreadable.Code), "detail": placeOf(unreadable), "worker": nil})
	case models.KindOf(err) != models.Internal && w.run.State == models.ImportCommitting:
		// somebody was quicker with a SKU: the dry run no longer holds
		return w.tendOver(after, map[string]any{"state": models.ImportReady, "code": "stale", "detail": models.CodeOf(err), "worker": nil})
	case models.KindOf(err) != models.Internal:
		return w.tendOver(after, map[string]any{"state": models.ImportRefused, "code": models.CodeOf(err), "worker": nil})
	}
	return errors.Join(err, w.tendOver(after, map[string]any{"state": models.ImportFailed, "code": "internal", "worker": nil}))
}

func (w *worker) tendOver(ctx context.Context, values map[string]any) error {
	err := w.tend(ctx, values)
	if models.CodeOf(err) == "import-taken" {
		return nil
	}
	return err
}

// placeOf is where a file cannot be read, for people.
func placeOf(f *feed.Fault) string {
	where := f.File
	if f.Sheet != "" {
		where += " / " + f.Sheet
	}
	if f.Line > 0 {
		where += ":" + itoa(f.Line)
	}
	if f.Value != "" {
		where += " " + f.Value
	}
	return where
}
