package card

import (
	"context"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
)

// RefundInput says how much of a payment goes back, and why.
type RefundInput struct {
	ID   models.CardPaymentID `path:"id"`
	Body struct {
		Amount string `json:"amount,omitempty" maxLength:"24" doc:"Empty: all that is left of it."`
		Reason string `json:"reason" maxLength:"500" doc:"Why, as the client will read it."`
	}
}

// Validate asks for a reason.
func (in RefundInput) Validate() error {
	var f models.Faults
	f.Check(models.Text(in.Body.Reason) != "", "reason", "required", "Say why; the client will read it.")
	return f.Err()
}

// SendRefund asks Stripe for a refund that was written down.
type SendRefund struct{ Refund models.CardRefundID }

// Kind is its name in the queue.
func (SendRefund) Kind() string { return "card.refund" }

// Refund writes down that money of a payment goes back to its payer, the whole or a part, and lets a job ask Stripe for it. The
// payment's supplier only. More than is left of it, what has not come, or what its payer disputes are Conflicts.
func (s *Service) Refund(ctx context.Context, v identity.Viewer, in RefundInput) (Payment, error) {
	if err := in.Validate(); err != nil {
		return Payment{}, err
	}
	return models.In(ctx, s.db, v.To(identity.PaymentRefund), func(tx *models.Tx) (Payment, error) {
		p, err := models.Lock(tx, in.ID)
		if err != nil {
			return Payment{}, err
		}
		left, err := refundable(tx, *p)
		if err != nil {
			return Payment{}, err
		}
		amount := left
		if in.Body.Amount != "" {
			if amount, err = models.ParseAmount(in.Body.Amount, p.Currency); err != nil || amount <= 0 {
				return Payment{}, models.Faulty(models.Invalid, "not-an-amount", "Say how much, such as 60440.00.").At("amount", "not-an-amount", "Say how much.")
			}
		}
		if amount > left || amount == 0 {
			return Payment{}, models.Faulty(models.Conflict, "above-refundable", "That is more than can go back.")
		}
		if _, err := gateway.Units(amount, p.Currency); err != nil {
			return Payment{}, err
		}
		r := &models.CardRefund{ID: models.NewID[models.CardRefund](), CardPaymentID: p.ID, ClientID: p.ClientID, SupplierID: p.SupplierID, Currency: p.Currency,
			Amount: amount, State: models.RefundRequested, Reason: models.Text(in.Body.Reason), RequestedByName: v.Name(), RequestedAt: tx.Now}
		if err := models.Insert(tx, r); err != nil {
			return Payment{}, err
		}
		if err := tx.Audit(models.Audit{Action: "card.refunded", Subject: "card-payment:" + p.ID.String(), Detail: map[string]any{"amount": amount.In(p.Currency)}}); err != nil {
			return Payment{}, err
		}
		if err := tx.Enqueue(SendRefund{r.ID}); err != nil {
			return Payment{}, err
		}
		return s.read(tx, v, p.ID)
	})
}

// refundable is what of a payment that is held can go back: what came, less what goes or went back.
func refundable(tx *models.Tx, p models.CardPayment) (models.Amount, error) {
	if p.PaymentID == nil {
		return 0, models.Faulty(models.Conflict, "not-paid", "This payment has not come.")
	}
	refunds, err := models.List[models.CardRefund](tx, "id", "card_payment_id = ?", p.ID)
	if err != nil {
		return 0, err
	}
	disputes, err := models.List[models.CardDispute](tx, "id", "card_payment_id = ?", p.ID)
	if err != nil {
		return 0, err
	}
	return leftOf(p, refunds, disputes)
}

func leftOf(p models.CardPayment, refunds []models.CardRefund, disputes []models.CardDispute) (models.Amount, error) {
	left := p.Received
	for _, r := range refunds {
		if r.State != models.RefundFailed {
			left -= r.Amount
		}
	}
	for _, d := range disputes {
		if disputeRank(d.State) == 1 {
			return 0, models.Faulty(models.Conflict, "disputed", "The payer disputes this payment; it can be refunded once that is decided.")
		}
		left -= d.Booked
	}
	return max(left, 0), nil
}

// SendRefund asks Stripe for a refund, unless it was asked for already: Stripe's own word is read first, because it forgets which requests
// were the same after a day.
func (s *Service) SendRefund(ctx context.Context, v identity.Viewer, j SendRefund) error {
	r, p, err := s.refundOf(ctx, v, j.Refund)
	if err != nil || r.State != models.RefundRequested {
		return err
	}
	if _, err := s.look(ctx, p.ID, hint{}); err != nil {
		return err
	}
	if r, p, err = s.refundOf(ctx, v, j.Refund); err != nil || r.State != models.RefundRequested {
		return err
	}
	_, err = s.gateway.Refund(ctx, p.Account, p.Charge, r.ID.String(), r.Amount, r.Currency)
	if code := gateway.RefusedAs(err); code != "" {
		_, err := models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
			if _, err := models.Lock(tx, p.ID); err != nil {
				return struct{}{}, err
			}
			r.State, r.Failure, r.SettledAt = models.RefundFailed, code, &tx.Now
			return struct{}{}, models.Update(tx, r, "state", "failure", "settled_at")
		})
		return err
	}
	if err != nil {
		return err
	}
	_, err = s.look(ctx, p.ID, hint{})
	return err
}

func (s *Service) refundOf(ctx context.Context, v identity.Viewer, id models.CardRefundID) (r *models.CardRefund, p *models.CardPayment, err error) {
	if s.gateway == nil {
		return nil, nil, errNoCards
	}
	_, err = models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (none struct{}, err error) {
		if r, err = models.Get(tx, id); err != nil {
			return none, err
		}
		p, err = models.Get(tx, r.CardPaymentID)
		return none, err
	})
	return r, p, err
}
