package jobs

import (
	"context"
	"errors"

	"github.com/riverqueue/river"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/notify"
	"povtor/portal/ordering"
)

// orderingJobs is what follows from an order: the rhythm learns, people are told. Each reaction may run again; one that
// fails does not keep the other from running.
func orderingJobs(ws *river.Workers, p Portal) {
	on(ws, func(ctx context.Context, j ordering.Placed) error {
		return errors.Join(follow(ctx, p.Cadence, j.OrderID), tell(ctx, p.Notify.OrderPlaced, j.OrderID))
	})
	on(ws, func(ctx context.Context, j ordering.Answered) error {
		v := identity.System("orders")
		order, err := p.Ordering.Get(ctx, v, ordering.GetInput{ID: j.OrderID})
		if err != nil {
			return err
		}
		news := p.Notify.OrderConfirmed
		if order.Status == models.OrderRefused {
			news = p.Notify.OrderRefused
		}
		return errors.Join(follow(ctx, p.Cadence, j.OrderID), tell(ctx, news, j.OrderID))
	})
	on(ws, func(ctx context.Context, j ordering.Cancelled) error { return follow(ctx, p.Cadence, j.OrderID) })
}

func follow(ctx context.Context, c *cadence.Service, id models.OrderID) error {
	_, err := c.Follow(ctx, identity.System("cadence"), cadence.FollowInput{Order: id})
	return err
}

func tell(ctx context.Context, news func(context.Context, identity.Viewer, notify.OrderInput) (struct{}, error), id models.OrderID) error {
	_, err := news(ctx, identity.System("orders"), notify.OrderInput{Order: id})
	return err
}
