package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"povtor/portal/company"
	"povtor/portal/identity"
)

// companyJobs write to who forgot their password.
func companyJobs(ws *river.Workers, c *company.Service) {
	on(ws, func(ctx context.Context, j company.ResetAsked) error {
		_, err := c.SendReset(ctx, identity.System("password"), j)
		return err
	})
}
