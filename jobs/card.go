package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"povtor/portal/card"
	"povtor/portal/identity"
)

// reconcileCards goes over every supplier's account at Stripe, every hour.
type reconcileCards struct{}

func (reconcileCards) Kind() string { return "card.reconcile" }

func cardJobs(ws *river.Workers, c *card.Service) {
	v := identity.System("card")
	on(ws, func(ctx context.Context, j card.Heard) error { return c.Follow(ctx, v, j) })
	on(ws, func(ctx context.Context, j card.SendRefund) error { return c.SendRefund(ctx, v, j) })
	lasting(ws, 30*time.Minute, func(ctx context.Context, _ reconcileCards) error { return c.Reconcile(ctx, v) })
}
