package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"povtor/portal/identity"
	"povtor/portal/pricelist"
)

// beginPrices moves scheduled prices into their lists once their day has begun where the supplier is.
type beginPrices struct{}

func (beginPrices) Kind() string { return "begin_prices" }

func priceJobs(ws *river.Workers, p *pricelist.Service) {
	lasting(ws, 10*time.Minute, func(ctx context.Context, _ beginPrices) error {
		_, err := p.Begin(ctx, identity.System("prices"), pricelist.BeginInput{})
		return err
	})
}
