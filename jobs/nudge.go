package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"povtor/portal/identity"
	"povtor/portal/nudge"
)

// sweepNudges looks for clients to remind: every hour, since each has office hours of its own.
type sweepNudges struct{}

func (sweepNudges) Kind() string { return "sweep_nudges" }

// sweeping is how long a sweep over the largest portal may take; one that is cut short is made good by the next.
const sweeping = 50 * time.Minute

func nudgeJobs(ws *river.Workers, n *nudge.Service) {
	lasting(ws, sweeping, func(ctx context.Context, _ sweepNudges) error {
		_, err := n.Send(ctx, identity.System("nudge"), nudge.SendInput{})
		return err
	})
}
