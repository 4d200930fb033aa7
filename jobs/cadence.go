package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"povtor/portal/cadence"
	"povtor/portal/identity"
)

// learnPrior learns what is usual among all pairs, and derives everybody's dates from it: once a month, asked every day.
type learnPrior struct{}

func (learnPrior) Kind() string { return "learn_prior" }

func cadenceJobs(ws *river.Workers, c *cadence.Service) {
	lasting(ws, time.Hour, func(ctx context.Context, _ learnPrior) error {
		_, err := c.RefreshMonthly(ctx, identity.System("cadence"), cadence.RefreshInput{})
		return err
	})
}
