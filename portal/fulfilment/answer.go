package fulfilment

import (
	"context"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/identity"
	"povtor/portal/ordering"
)

// ConfirmInput names the order and when it will come.
type ConfirmInput struct {
	ID   models.OrderID `path:"id"`
	Seen models.Version `header:"If-Match"`
	Body struct {
		PromisedOn *models.Date `json:"promised_on,omitempty" doc:"When it will be delivered; not in the past."`
	}
}

// Confirm accepts a placed order and issues its invoice, both or neither. The order's supplier only. An order that is
// answered or taken back already is a Conflict, as is one that waits for its release.
func (s *Service) Confirm(ctx context.Context, v identity.Viewer, in ConfirmInput) (ordering.Order, error) {
	return models.In(ctx, s.db, v.To(identity.OrderAnswer), func(tx *models.Tx) (ordering.Order, error) {
		if in.Body.PromisedOn != nil && *in.Body.PromisedOn < v.Today(tx.Now) {
			return ordering.Order{}, models.Faulty(models.Invalid, "promised-in-the-past", "The promised day is over.").
				At("promised_on", "in-the-past", "Name today or a later day.")
		}
		o, err := ordering.Take(tx, in.ID, in.Seen)
		if err != nil {
			return ordering.Order{}, err
		}
		if err := confirm(tx, o, in.Body.PromisedOn); err != nil {
			return ordering.Order{}, err
		}
		return ordering.Read(tx, v, o.ID)
	})
}

func confirm(tx *models.Tx, o *models.PurchaseOrder, promised *models.Date) error {
	if o.HeldWhy != "" && o.Status == models.OrderPlaced {
		return ordering.ErrHeld
	}
	o.ConfirmedAt, o.PromisedOn = &tx.Now, promised
	e := models.Event{Kind: models.EventOrderConfirmed}
	if promised != nil {
		e.Detail = map[string]any{"promised_on": promised}
	}
	if err := ordering.Turn(tx, o, models.OrderConfirmed, e, "confirmed_at", "promised_on"); err != nil {
		return err
	}
	if err := tx.Enqueue(ordering.Answered{OrderID: o.ID}); err != nil {
		return err
	}
	_, err := billing.Issue(tx, *o)
	return err
}

// RefuseInput names the order and says why.
type RefuseInput struct {
	ID   models.OrderID `path:"id"`
	Seen models.Version `header:"If-Match"`
	Body struct {
		Reason string `json:"reason" maxLength:"500" doc:"Why, as the buyer will read it."`
	}
}

// Validate asks for a reason: a buyer who is refused must learn why.
func (in RefuseInput) Validate() error {
	var f models.Faults
	f.Check(models.Text(in.Body.Reason) != "", "reason", "required", "Say why; the buyer will read it.")
	return f.Err()
}

// Refuse turns a placed order down and lets its stock go. The order's supplier only. An order that is answered or taken
// back already is a Conflict.
func (s *Service) Refuse(ctx context.Context, v identity.Viewer, in RefuseInput) (ordering.Order, error) {
	if err := in.Validate(); err != nil {
		return ordering.Order{}, err
	}
	return models.In(ctx, s.db, v.To(identity.OrderAnswer), func(tx *models.Tx) (ordering.Order, error) {
		o, err := ordering.Take(tx, in.ID, in.Seen)
		if err != nil {
			return ordering.Order{}, err
		}
		why := models.Event{Kind: models.EventOrderRefused, Note: models.Text(in.Body.Reason)}
		if err := ordering.Turn(tx, o, models.OrderRefused, why); err != nil {
			return ordering.Order{}, err
		}
		if err := models.Release(tx, o.ID); err != nil {
			return ordering.Order{}, err
		}
		if err := tx.Enqueue(ordering.Answered{OrderID: o.ID}); err != nil {
			return ordering.Order{}, err
		}
		return ordering.Read(tx, v, o.ID)
	})
}
