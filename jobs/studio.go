package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"povtor/portal/identity"
	"povtor/portal/studio"
)

// importing is how long the largest import may take to be read or written.
const importing = 2 * time.Hour

// tidyImports removes the files of imports of long ago, once a day.
type tidyImports struct{}

func (tidyImports) Kind() string { return "tidy_imports" }

// studioJobs read suppliers' files, write what people said yes to, and fetch what waits at addresses.
func studioJobs(ws *river.Workers, s *studio.Service) {
	v := identity.System("import")
	lasting(ws, importing, func(ctx context.Context, j studio.Work) error {
		_, err := s.Work(ctx, v, j)
		return err
	})
	lasting(ws, importing, func(ctx context.Context, j studio.FetchPictures) error {
		_, err := s.Pictures(ctx, v, j)
		return err
	})
	on(ws, func(ctx context.Context, j studio.Fetch) error {
		_, err := s.Fetch(ctx, v, j)
		return err
	})
	on(ws, func(ctx context.Context, j studio.Sweep) error {
		_, err := s.Sweep(ctx, v, j)
		return err
	})
	on(ws, func(ctx context.Context, _ tidyImports) error {
		_, err := s.Tidy(ctx, v)
		return err
	})
}
