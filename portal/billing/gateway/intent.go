package gateway

import (
	"context"
	"time"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/dispute"
	"github.com/stripe/stripe-go/v76/paymentintent"
	"github.com/stripe/stripe-go/v76/refund"

	"povtor/models"
)

// Intent is what became of a payment that was asked for.
type Intent struct {
	ID        string
	Reference string // our row's id
	State     string // succeeded, processing, requires_payment_method, canceled and others
	Amount    models.Amount
	Currency  models.Currency
	Failure   string // why the last try failed, by Stripe's code
	Charge    *Charge
}

// Charge is money that came, with whatever became of it since.
type Charge struct {
	ID       string
	At       time.Time
	Amount   models.Amount
	Means    string // Visa •••• 4242
	Refunds  []Refund
	Disputes []Dispute
}

// Refund is money that goes back.
type Refund struct {
	ID        string
	Reference string // our row's id; empty: somebody made it in Stripe's own pages
	State     string // pending, requires_action, succeeded, failed, canceled
	Amount    models.Amount
	Failure   string
	At        time.Time
}

// Dispute is money that the payer's bank asks back.
type Dispute struct {
	ID        string
	State     string // needs_response, under_review, won, lost and their warnings
	Reason    string
	Amount    models.Amount
	Withdrawn bool // it left the supplier's balance and has not come again
	Moves     int  // how often it left or came
	DueBy     *time.Time
	At        time.Time
}

// Intent reads what became of a payment, with its refunds and disputes.
func (g *Gateway) Intent(ctx context.Context, account, id string) (Intent, error) {
	p := &stripe.PaymentIntentParams{}
	on(ctx, &p.Params, account)
	p.AddExpand("latest_charge")
	pi, err := paymentintent.Client{B: g.backend, Key: g.key}.Get(id, p)
	if err != nil {
		return Intent{}, fault(err)
	}
	out := Intent{ID: pi.ID, Reference: pi.Metadata[mark], State: string(pi.Status)}
	out.Amount, out.Currency = amountOf(pi.Amount, pi.Currency)
	if e := pi.LastPaymentError; e != nil {
		if out.Failure = string(e.DeclineCode); out.Failure == "" {
			out.Failure = string(e.Code)
		}
	}
	if pi.LatestCharge == nil || pi.Status != stripe.PaymentIntentStatusSucceeded {
		return out, nil
	}
	out.Amount, _ = amountOf(pi.AmountReceived, pi.Currency)
	out.Charge, err = g.charge(ctx, account, pi.LatestCharge)
	return out, err
}

func (g *Gateway) charge(ctx context.Context, account string, ch *stripe.Charge) (*Charge, error) {
	out := &Charge{ID: ch.ID, At: time.Unix(ch.Created, 0).UTC(), Means: meansOf(ch.PaymentMethodDetails)}
	out.Amount, _ = amountOf(ch.Amount, ch.Currency)
	var err error
	if out.Refunds, err = g.refunds(ctx, account, ch.ID); err != nil || !ch.Disputed {
		return out, err
	}
	out.Disputes, err = g.disputes(ctx, account, ch.ID)
	return out, err
}

// meansOf is how it was paid, as people know it.
func meansOf(d *stripe.ChargePaymentMethodDetails) string {
	if d == nil {
		return ""
	}
	if d.Card == nil {
		return string(d.Type)
	}
	return string(d.Card.Brand) + " •••• " + d.Card.Last4
}

func (g *Gateway) refunds(ctx context.Context, account, charge string) (out []Refund, err error) {
	p := &stripe.RefundListParams{Charge: stripe.String(charge)}
	p.Context, p.StripeAccount, p.Limit = ctx, stripe.String(account), stripe.Int64(100)
	list := refund.Client{B: g.backend, Key: g.key}.List(p)
	for list.Next() {
		out = append(out, refundOf(list.Refund()))
	}
	return out, fault(list.Err())
}

func refundOf(r *stripe.Refund) Refund {
	out := Refund{ID: r.ID, Reference: r.Metadata[refundMark], State: string(r.Status), Failure: string(r.FailureReason), At: time.Unix(r.Created, 0).UTC()}
	out.Amount, _ = amountOf(r.Amount, r.Currency)
	return out
}

func (g *Gateway) disputes(ctx context.Context, account, charge string) (out []Dispute, err error) {
	p := &stripe.DisputeListParams{Charge: stripe.String(charge)}
	p.Context, p.StripeAccount, p.Limit = ctx, stripe.String(account), stripe.Int64(100)
	list := dispute.Client{B: g.backend, Key: g.key}.List(p)
	for list.Next() {
		d := list.Dispute()
		one := Dispute{ID: d.ID, State: string(d.Status), Reason: string(d.Reason), At: time.Unix(d.Created, 0).UTC()}
		one.Amount, _ = amountOf(d.Amount, d.Currency)
		away := 0
		for _, b := range d.BalanceTransactions {
			switch {
			case b.Amount < 0:
				away++
			case b.Amount > 0:
				away--
			}
		}
		one.Withdrawn, one.Moves = away > 0, len(d.BalanceTransactions)
		if e := d.EvidenceDetails; e != nil && e.DueBy > 0 {
			by := time.Unix(e.DueBy, 0).UTC()
			one.DueBy = &by
		}
		out = append(out, one)
	}
	return out, fault(list.Err())
}

// refundMark is under which name Stripe keeps the id of our own row of a refund.
const refundMark = "povtor_refund"

// Refund gives an amount of a charge back. It happens once for an id, however often it is asked for within a day.
func (g *Gateway) Refund(ctx context.Context, account, charge, id string, a models.Amount, c models.Currency) (Refund, error) {
	units, err := Units(a, c)
	if err != nil {
		return Refund{}, err
	}
	p := &stripe.RefundParams{Charge: stripe.String(charge), Amount: stripe.Int64(units), Metadata: map[string]string{refundMark: id}}
	on(ctx, &p.Params, account)
	p.SetIdempotencyKey("refund-" + id)
	r, err := refund.Client{B: g.backend, Key: g.key}.New(p)
	if err != nil {
		return Refund{}, fault(err)
	}
	return refundOf(r), nil
}
