package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"povtor/portal/identity"
	"povtor/portal/notify"
)

func notifyJobs(ws *river.Workers, n *notify.Service) {
	on(ws, func(ctx context.Context, j notify.Deliver) error {
		_, err := n.Deliver(ctx, identity.System("mail"), j)
		return err
	})
	on(ws, func(ctx context.Context, j notify.Sweep) error {
		_, err := n.Sweep(ctx, identity.System("mail"), j)
		return err
	})
}
