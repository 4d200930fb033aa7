package ordering

import (
	"context"

	"povtor/models"
	"povtor/portal/credit"
	"povtor/portal/identity"
)

// tellHeld writes into an order's timeline that it waits, and why.
func tellHeld(tx *models.Tx, o models.PurchaseOrder, w credit.Weighed) error {
	if w.Held == "" {
		return nil
	}
	detail := map[string]any{"why": w.Held}
	if w.Over > 0 {
		detail["over"], detail["currency"] = w.Over.In(o.Currency), o.Currency
	}
	return models.Record(tx, models.Event{ClientID: o.ClientID, SupplierID: &o.SupplierID, OrderID: &o.ID, Kind: models.EventOrderHeld, Detail: detail})
}

// ErrHeld says that an order waits for its release, and is not to be answered before.
var ErrHeld = models.Faulty(models.Conflict, "order-held", "The order waits for its release: it is beyond the credit limit, or the agreement is on hold.")

// ReleaseInput names an order that waits and says why it may go on.
type ReleaseInput struct {
	ID   models.OrderID `path:"id"`
	Seen models.Version `header:"If-Match"`
	Body struct {
		Reason string `json:"reason" maxLength:"500" doc:"Why, for the order's timeline."`
	}
}

// Validate asks for a reason: whoever goes beyond a limit answers for it.
func (in ReleaseInput) Validate() error {
	var f models.Faults
	f.Check(models.Text(in.Body.Reason) != "", "reason", "required", "Say why; it stands in the order's timeline.")
	return f.Err()
}

// Release lets an order that waits go on, whatever the limit: the supplier's people and whoever looks after the agreement, by name and
// with a reason. An order that does not wait is a Conflict.
func (s *Service) Release(ctx context.Context, v identity.Viewer, in ReleaseInput) (Order, error) {
	if err := in.Validate(); err != nil {
		return Order{}, err
	}
	return models.In(ctx, s.db, v.To(identity.CreditDecide), func(tx *models.Tx) (Order, error) {
		o, err := Take(tx, in.ID, in.Seen)
		if err != nil {
			return Order{}, err
		}
		if o.HeldWhy == "" || o.Status != models.OrderPlaced {
			return Order{}, models.Faulty(models.Conflict, "not-held", "The order does not wait for a release.")
		}
		why := o.HeldWhy
		o.HeldWhy, o.Version = "", o.Version+1
		if err := models.Update(tx, o, "held_why", "version"); err != nil {
			return Order{}, err
		}
		if err := models.Record(tx, models.Event{ClientID: o.ClientID, SupplierID: &o.SupplierID, OrderID: &o.ID, Kind: models.EventOrderReleased,
			Note: models.Text(in.Body.Reason), Detail: map[string]any{"why": why}}); err != nil {
			return Order{}, err
		}
		return Read(tx, v, o.ID)
	})
}
