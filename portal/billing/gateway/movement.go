package gateway

import (
	"context"
	"time"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/balancetransaction"

	"povtor/models"
)

// Movement is a line of an account's balance that comes of a payment: money that came, went back, or was disputed.
type Movement struct {
	ID        string
	Kind      string // charge, payment, refund, payment_refund, adjustment and others
	At        time.Time
	Charge    string
	Intent    string
	Reference string // our row's id; empty: the account's owner took it elsewhere
	Amount    models.Amount
	Currency  models.Currency
}

// Movements goes over the lines of an account's balance from a time on. Those that no payment stands behind (payouts, fees) are
// passed over.
func (g *Gateway) Movements(ctx context.Context, account string, from time.Time, each func(Movement) error) error {
	p := &stripe.BalanceTransactionListParams{CreatedRange: &stripe.RangeQueryParams{GreaterThanOrEqual: from.Unix()}}
	p.Context, p.StripeAccount, p.Limit = ctx, stripe.String(account), stripe.Int64(100)
	p.AddExpand("data.source")
	list := balancetransaction.Client{B: g.backend, Key: g.key}.List(p)
	for list.Next() {
		if m, ok := movementOf(list.BalanceTransaction()); ok {
			if err := each(m); err != nil {
				return err
			}
		}
	}
	return fault(list.Err())
}

func movementOf(b *stripe.BalanceTransaction) (m Movement, ok bool) {
	m = Movement{ID: b.ID, Kind: string(b.Type), At: time.Unix(b.Created, 0).UTC()}
	if b.Source == nil {
		return m, false
	}
	switch {
	case b.Source.Charge != nil:
		ch := b.Source.Charge
		m.Charge, m.Reference = ch.ID, ch.Metadata[mark]
		m.Amount, m.Currency = amountOf(ch.Amount, ch.Currency)
		m.Intent = intentID(ch.PaymentIntent)
	case b.Source.Refund != nil:
		r := b.Source.Refund
		m.Amount, m.Currency = amountOf(r.Amount, r.Currency)
		m.Intent = intentID(r.PaymentIntent)
		if r.Charge != nil {
			m.Charge = r.Charge.ID
		}
	case b.Source.Dispute != nil:
		d := b.Source.Dispute
		m.Amount, m.Currency = amountOf(d.Amount, d.Currency)
		m.Intent = intentID(d.PaymentIntent)
		if d.Charge != nil {
			m.Charge = d.Charge.ID
		}
	default:
		return m, false
	}
	return m, m.Intent != ""
}

func intentID(pi *stripe.PaymentIntent) string {
	if pi == nil {
		return ""
	}
	return pi.ID
}
