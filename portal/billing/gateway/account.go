package gateway

import (
	"context"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/account"
	"github.com/stripe/stripe-go/v76/accountlink"
)

// Account is a supplier's own account at Stripe.
type Account struct {
	ID        string
	Ready     bool // it can be paid
	Submitted bool // its owner has answered Stripe's questions
	Missing   []string
	Disabled  string // why it cannot be paid, by Stripe's code
}

func accountOf(a *stripe.Account) Account {
	out := Account{ID: a.ID, Ready: a.ChargesEnabled, Submitted: a.DetailsSubmitted, Missing: []string{}}
	if r := a.Requirements; r != nil {
		out.Missing, out.Disabled = append(out.Missing, r.CurrentlyDue...), string(r.DisabledReason)
	}
	return out
}

func (g *Gateway) accounts() account.Client { return account.Client{B: g.backend, Key: g.key} }

// NewAccount makes an account for a supplier; one comes of its id, however often it is asked for.
func (g *Gateway) NewAccount(ctx context.Context, supplier, name, email string) (Account, error) {
	p := &stripe.AccountParams{Type: stripe.String(string(stripe.AccountTypeStandard)), Metadata: map[string]string{"povtor_supplier": supplier},
		BusinessProfile: &stripe.AccountBusinessProfileParams{Name: stripe.String(name)}}
	if email != "" {
		p.Email = stripe.String(email)
	}
	on(ctx, &p.Params, "")
	p.SetIdempotencyKey("account-" + supplier)
	a, err := g.accounts().New(p)
	if err != nil {
		return Account{}, fault(err)
	}
	return accountOf(a), nil
}

// Account reads how an account stands.
func (g *Gateway) Account(ctx context.Context, id string) (Account, error) {
	p := &stripe.AccountParams{}
	on(ctx, &p.Params, "")
	a, err := g.accounts().GetByID(id, p)
	if err != nil {
		return Account{}, fault(err)
	}
	return accountOf(a), nil
}

// Onboarding is where an account's owner answers Stripe's questions; the address works once and for a few minutes.
func (g *Gateway) Onboarding(ctx context.Context, id, back string) (string, error) {
	p := &stripe.AccountLinkParams{Account: stripe.String(id), Type: stripe.String("account_onboarding"),
		ReturnURL: stripe.String(back + "?onboarding=done"), RefreshURL: stripe.String(back + "?onboarding=again")}
	on(ctx, &p.Params, "")
	l, err := accountlink.Client{B: g.backend, Key: g.key}.New(p)
	if err != nil {
		return "", fault(err)
	}
	return l.URL, nil
}
