package gateway

import (
	"context"
	"time"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/checkout/session"

	"povtor/models"
)

// mark is under which name Stripe keeps the id of our own row with everything that comes of it.
const mark = "povtor_card_payment"

// Order is a payment to be asked for on Stripe's page.
type Order struct {
	ID        string // our row's: one page comes of it, however often it is asked for
	Account   string // who is paid
	Currency  models.Currency
	Lines     []Line
	Locale    string
	Return    string // where the payer goes when done
	Back      string // and when not
	ExpiresAt time.Time
}

// Line is one invoice of the payment.
type Line struct {
	Name   string
	Amount models.Amount
}

// Page is Stripe's page on which a payment is asked for.
type Page struct {
	ID        string
	Reference string // our row's id
	URL       string
	State     string // open, complete, expired
	Intent    string // what came of it; empty: nothing yet
}

func pageOf(s *stripe.CheckoutSession) Page {
	p := Page{ID: s.ID, Reference: s.ClientReferenceID, URL: s.URL, State: string(s.Status)}
	if s.PaymentIntent != nil {
		p.Intent = s.PaymentIntent.ID
	}
	return p
}

func (g *Gateway) pages() session.Client { return session.Client{B: g.backend, Key: g.key} }

// Open makes the page.
func (g *Gateway) Open(ctx context.Context, o Order) (Page, error) {
	p := &stripe.CheckoutSessionParams{Mode: stripe.String(string(stripe.CheckoutSessionModePayment)), ClientReferenceID: stripe.String(o.ID),
		SuccessURL: stripe.String(o.Return), CancelURL: stripe.String(o.Back), Locale: stripe.String(o.Locale), ExpiresAt: stripe.Int64(o.ExpiresAt.Unix()),
		PaymentIntentData: &stripe.CheckoutSessionPaymentIntentDataParams{Metadata: map[string]string{mark: o.ID}}, Metadata: map[string]string{mark: o.ID}}
	for _, l := range o.Lines {
		units, err := Units(l.Amount, o.Currency)
		if err != nil {
			return Page{}, err
		}
		p.LineItems = append(p.LineItems, &stripe.CheckoutSessionLineItemParams{Quantity: stripe.Int64(1),
			PriceData: &stripe.CheckoutSessionLineItemPriceDataParams{Currency: stripe.String(string(o.Currency)), UnitAmount: stripe.Int64(units),
				ProductData: &stripe.CheckoutSessionLineItemPriceDataProductDataParams{Name: stripe.String(l.Name)}}})
	}
	on(ctx, &p.Params, o.Account)
	p.SetIdempotencyKey("checkout-" + o.ID)
	s, err := g.pages().New(p)
	if err != nil {
		return Page{}, fault(err)
	}
	return pageOf(s), nil
}

// Page reads a page.
func (g *Gateway) Page(ctx context.Context, account, id string) (Page, error) {
	p := &stripe.CheckoutSessionParams{}
	on(ctx, &p.Params, account)
	s, err := g.pages().Get(id, p)
	if err != nil {
		return Page{}, fault(err)
	}
	return pageOf(s), nil
}

// Shut takes a page away; one on which something was paid is Refused.
func (g *Gateway) Shut(ctx context.Context, account, id string) (Page, error) {
	p := &stripe.CheckoutSessionExpireParams{}
	on(ctx, &p.Params, account)
	s, err := g.pages().Expire(id, p)
	if err != nil {
		return Page{}, fault(err)
	}
	return pageOf(s), nil
}

// Pages goes over the pages of an account from a time on.
func (g *Gateway) Pages(ctx context.Context, account string, from time.Time, each func(Page) error) error {
	p := &stripe.CheckoutSessionListParams{CreatedRange: &stripe.RangeQueryParams{GreaterThanOrEqual: from.Unix()}}
	p.Context, p.StripeAccount, p.Limit = ctx, stripe.String(account), stripe.Int64(100)
	list := g.pages().List(p)
	for list.Next() {
		if err := each(pageOf(list.CheckoutSession())); err != nil {
			return err
		}
	}
	return fault(list.Err())
}
