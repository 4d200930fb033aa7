package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"povtor/portal/identity"
	"povtor/portal/receivables"
)

// checkLedger compares what documents say of themselves with the ledger, every night.
type checkLedger struct{}

func (checkLedger) Kind() string { return "ledger.check" }

func receivablesJobs(ws *river.Workers, r *receivables.Service) {
	lasting(ws, 30*time.Minute, func(ctx context.Context, _ checkLedger) error {
		_, err := r.Check(ctx, identity.System("ledger"))
		return err
	})
}
