package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"povtor/portal/identity"
	"povtor/portal/print"
)

// printing is how long the largest price list may take.
const printing = 15 * time.Minute

func printJobs(ws *river.Workers, s *print.Service) {
	v := identity.System("print")
	lasting(ws, printing, func(ctx context.Context, j print.Make) error {
		_, err := s.Make(ctx, v, j)
		return err
	})
	on(ws, func(ctx context.Context, j print.Sweep) error {
		_, err := s.Sweep(ctx, v, j)
		return err
	})
}
