// Package gateway speaks to Stripe for the rest of the house, and nobody else does. It says what Stripe says, in our own words and
// in our own units; what follows from it is decided in portal/card.
//
// Suppliers are paid by direct charges: a payment, its refunds and its disputes live on the supplier's own connected account, which
// every call names. The portal never holds anybody's money.
package gateway

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"

	"povtor/models"
)

// Options say how to reach Stripe.
type Options struct {
	Key            string // STRIPE_SECRET_KEY
	WebhookSecrets string // STRIPE_WEBHOOK_SECRET; several, while one is being changed for another, go with commas
	URL            string // STRIPE_API_URL; empty: Stripe's own
	Now            func() time.Time
}

// Unsound is everything that is set and cannot be meant; nil without any of it.
func (o Options) Unsound() (wrong []error) {
	if o.Key+o.WebhookSecrets+o.URL == "" {
		return nil
	}
	if o.Key == "" || o.WebhookSecrets == "" {
		wrong = append(wrong, errors.New("STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET go together: set both or none"))
	}
	if o.Key != "" && !strings.HasPrefix(o.Key, "sk_") && !strings.HasPrefix(o.Key, "rk_") {
		wrong = append(wrong, errors.New("STRIPE_SECRET_KEY is not a secret key: those begin with sk_ or rk_"))
	}
	if o.URL != "" && !trusted(o.URL) {
		wrong = append(wrong, errors.New("STRIPE_API_URL must begin with https://, or name this machine: http://127.0.0.1:12111"))
	}
	return wrong
}

// trusted reports an address that a secret key may be sent to.
func trusted(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// Gateway is Stripe.
type Gateway struct {
	key     string
	secrets []string
	backend stripe.Backend
	now     func() time.Time
}

// New makes the gateway; nil without keys: then nobody is paid by card.
func New(o Options) (*Gateway, error) {
	if err := errors.Join(o.Unsound()...); err != nil || o.Key == "" {
		return nil, err
	}
	g := &Gateway{key: o.Key, now: o.Now}
	for s := range strings.SplitSeq(o.WebhookSecrets, ",") {
		if s = strings.TrimSpace(s); s != "" {
			g.secrets = append(g.secrets, s)
		}
	}
	cfg := &stripe.BackendConfig{HTTPClient: &http.Client{Timeout: 20 * time.Second}, MaxNetworkRetries: stripe.Int64(1), EnableTelemetry: stripe.Bool(false),
		LeveledLogger: &stripe.LeveledLogger{Level: stripe.LevelNull}} // errors are returned, and logged once where they are answered
	if o.URL != "" {
		cfg.URL = stripe.String(strings.TrimSuffix(o.URL, "/"))
	}
	g.backend = stripe.GetBackendWithConfig(stripe.APIBackend, cfg)
	return g, nil
}

// Live reports a gateway that moves real money.
func (g *Gateway) Live() bool { return !strings.Contains(g.key, "_test_") }

// on names whose account a call is about, and until when it may take.
func on(ctx context.Context, p *stripe.Params, account string) {
	p.Context = ctx
	if account != "" {
		p.SetStripeAccount(account)
	}
}

// Refused is what Stripe will not do, however often it is asked.
type Refused struct {
	Code   string // Stripe's own
	Status int
}

func (r *Refused) Error() string { return fmt.Sprintf("Stripe refused: %s (%d)", r.Code, r.Status) }

// RefusedAs is the code with which Stripe refused; empty where the error is something else.
func RefusedAs(err error) string {
	var r *Refused
	if errors.As(err, &r) {
		return r.Code
	}
	return ""
}

// fault classifies what a call came to: refused for good, or not available just now. Nothing of Stripe's own words is passed on.
func fault(err error) error {
	if err == nil {
		return nil
	}
	var se *stripe.Error
	if !errors.As(err, &se) || se.HTTPStatusCode >= 500 || se.HTTPStatusCode == http.StatusTooManyRequests ||
		se.HTTPStatusCode == http.StatusConflict || se.HTTPStatusCode == http.StatusUnauthorized {
		return models.Faulty(models.Unavailable, "card-unavailable", "Card payments are not available just now.").Because(cause(err, se))
	}
	code := string(se.Code)
	if code == "" {
		code = string(se.Type)
	}
	return &Refused{code, se.HTTPStatusCode}
}

func cause(err error, se *stripe.Error) error {
	if se != nil {
		return fmt.Errorf("Stripe answered %d %s %s, request %s", se.HTTPStatusCode, se.Type, se.Code, se.RequestID)
	}
	return err
}
