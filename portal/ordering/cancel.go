package ordering

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// CancelInput names the order and says why.
type CancelInput struct {
	ID   models.OrderID `path:"id"`
	Seen models.Version `header:"If-Match"`
	Body struct {
		Reason string `json:"reason,omitempty" maxLength:"500" doc:"Why, as the supplier will read it."`
	}
}

// Cancel takes back an order that the supplier has not answered yet, and lets its stock go. The buyer's side only; a
// confirmed order has its invoice and is not taken back this way: Conflict.
func (s *Service) Cancel(ctx context.Context, v identity.Viewer, in CancelInput) (Order, error) {
	return models.In(ctx, s.db, v.To(identity.OrderCancel), func(tx *models.Tx) (Order, error) {
		o, err := Take(tx, in.ID, in.Seen)
		if err != nil {
			return Order{}, err
		}
		why := models.Event{Kind: models.EventOrderCancelled, Note: models.Text(in.Body.Reason)}
		if err := Turn(tx, o, models.OrderCancelled, why); err != nil {
			return Order{}, err
		}
		if err := models.Release(tx, o.ID); err != nil {
			return Order{}, err
		}
		if err := tx.Enqueue(Cancelled{o.ID}); err != nil {
			return Order{}, err
		}
		return Read(tx, v, o.ID)
	})
}
