package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"povtor/portal/dunning"
	"povtor/portal/identity"
)

// sweepDunning looks for invoices to remind of: every hour, since each client has office hours of its own.
type sweepDunning struct{}

func (sweepDunning) Kind() string { return "sweep_dunning" }

func dunningJobs(ws *river.Workers, d *dunning.Service) {
	lasting(ws, sweeping, func(ctx context.Context, _ sweepDunning) error {
		_, err := d.Send(ctx, identity.System("dunning"))
		return err
	})
}
