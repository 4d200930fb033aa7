package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"povtor/portal/identity"
)

func (s *Server) cardRoutes(t *Table) {
	c := s.portal.Card
	door(t, identity.InvoicePay, "GET /api/v1/payable", "What invoices ask for, and how they can be paid", c.Payable)
	door(t, identity.InvoicePay, "POST /api/v1/card-payments", "Begin to pay invoices by card", c.Start)
	door(t, identity.InvoiceRead, "GET /api/v1/card-payments", "Payments by card of your side", c.List)
	door(t, identity.InvoiceRead, "GET /api/v1/card-payments/{id}", "One payment by card, with its refunds and disputes", c.Get)
	door(t, identity.InvoiceRead, "POST /api/v1/card-payments/{id}/check", "Ask Stripe how a payment stands", c.Check)
	door(t, identity.InvoicePay, "POST /api/v1/card-payments/{id}/cancel", "Take back a payment that nobody has paid yet", c.Cancel)
	door(t, identity.PaymentRefund, "POST /api/v1/card-payments/{id}/refunds", "Send a payment back, or some of it", c.Refund)
	door(t, identity.PaymentRecord, "GET /api/v1/card-account", "How your own account at Stripe stands", c.Account)
	door(t, identity.PaymentRecord, "POST /api/v1/card-account/check", "Ask Stripe how your account stands", c.CheckAccount)
	door(t, identity.CardConnect, "POST /api/v1/card-account/onboarding", "Open an account at Stripe, or go on with it", c.Onboard)
	door(t, identity.PaymentRecord, "GET /api/v1/card-differences", "What Stripe and your books do not agree on", c.Differences)
	door(t, identity.PaymentRecord, "POST /api/v1/card-differences/{id}/settle", "Put a difference aside with a word what it came of", c.Settle)
	s.stripeRoute(t)
}

// stripeEvent is an event as Stripe sends it: the signature is over the very bytes.
type stripeEvent struct {
	Signature string `header:"Stripe-Signature" maxLength:"2000"`
	RawBody   []byte `contentType:"application/json"`
}

// stripeRoute is where Stripe tells what happened. It is answered as soon as the event is stored; Stripe sends again what is not.
func (s *Server) stripeRoute(t *Table) {
	op := t.operation("", "POST /api/stripe/events", "Events of Stripe's")
	op.Tags, op.OperationID, op.SkipValidateBody, op.DefaultStatus = []string{"stripe"}, "post-stripe-events", true, http.StatusNoContent
	huma.Register(t.api, op, func(ctx context.Context, in *stripeEvent) (*done, error) {
		if err := s.portal.Card.Receive(ctx, in.RawBody, in.Signature); err != nil {
			return nil, problemOf(ctx, err)
		}
		return nil, nil
	})
}
