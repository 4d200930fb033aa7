package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"povtor/portal/identity"
	"povtor/portal/product"
)

// productJobs make pictures smaller.
func productJobs(ws *river.Workers, p *product.Service) {
	on(ws, func(ctx context.Context, j product.Shrink) error {
		_, err := p.Shrink(ctx, identity.System("pictures"), j)
		return err
	})
}
