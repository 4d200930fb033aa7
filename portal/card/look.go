package card

import (
	"cmp"
	"context"
	"time"

	"povtor/models"
	"povtor/portal/billing/gateway"
)

// hint is what an event or a walk knows of a payment that its row may not know yet.
type hint struct{ page, intent string }

// sight is how a payment stands at Stripe.
type sight struct {
	page   *gateway.Page
	intent *gateway.Intent
}

// look asks Stripe how a payment stands, brings its row up to it, and answers how it stands then. Nothing is known of it there: nothing
// changes.
func (s *Service) look(ctx context.Context, id models.CardPaymentID, h hint) (models.CardState, error) {
	p, err := models.Read(ctx, s.db, system(), func(tx *models.Tx) (*models.CardPayment, error) { return models.Get(tx, id) })
	if err != nil {
		return "", err
	}
	seen, err := s.see(ctx, *p, h)
	if err != nil {
		return p.State, err
	}
	return models.In(ctx, s.db, system(), func(tx *models.Tx) (models.CardState, error) { return settle(tx, id, seen) })
}

// see asks Stripe. What bears another payment's name is not this one's, whoever says so.
func (s *Service) see(ctx context.Context, p models.CardPayment, h hint) (out sight, err error) {
	if id := cmp.Or(p.Page, h.page); id != "" {
		page, err := s.gateway.Page(ctx, p.Account, id)
		switch {
		case gateway.RefusedAs(err) != "":
		case err != nil:
			return out, err
		case page.Reference == p.ID.String():
			out.page = &page
		}
	}
	id := cmp.Or(p.Intent, h.intent)
	if out.page != nil && out.page.Intent != "" {
		id = out.page.Intent
	}
	if id == "" {
		return out, nil
	}
	intent, err := s.gateway.Intent(ctx, p.Account, id)
	switch {
	case gateway.RefusedAs(err) != "":
	case err != nil:
		return out, err
	case intent.Reference == p.ID.String():
		out.intent = &intent
	}
	return out, nil
}

// ranks are the order in which a payment may go on; it never goes back, so an answer that is older than what we know changes nothing.
var ranks = map[models.CardState]int{models.CardCreated: 0, models.CardOpen: 1, models.CardProcessing: 2,
	models.CardFailed: 3, models.CardExpired: 3, models.CardCancelled: 3, models.CardPaid: 4}

// rise brings a payment to a state that lies ahead, and reports whether it does.
func rise(p *models.CardPayment, to models.CardState, now time.Time) bool {
	if ranks[to] <= ranks[p.State] {
		return false
	}
	p.State = to
	if !to.Pending() {
		p.SettledAt = &now
	}
	return true
}

// settle brings a payment up to how it stands at Stripe.
func settle(tx *models.Tx, id models.CardPaymentID, seen sight) (models.CardState, error) {
	p, err := models.Lock(tx, id)
	if err != nil {
		return "", err
	}
	p.CheckedAt = &tx.Now
	if seen.page != nil && p.Page == "" {
		p.Page, p.URL = seen.page.ID, seen.page.URL
		rise(p, models.CardOpen, tx.Now)
	}
	if i := seen.intent; i != nil {
		p.Intent = cmp.Or(p.Intent, i.ID)
		if i.Charge != nil {
			if err := arrive(tx, p, *i); err != nil {
				return p.State, err
			}
		} else {
			wait(tx, p, seen)
		}
	} else if seen.page != nil && seen.page.State == "expired" {
		rise(p, models.CardExpired, tx.Now)
	}
	return p.State, models.Update(tx, p, "state", "page", "url", "intent", "charge", "means", "failure", "received", "payment_id", "refunded", "withdrawn",
		"paid_at", "settled_at", "checked_at")
}

// wait says how a payment stands whose money has not come.
func wait(tx *models.Tx, p *models.CardPayment, seen sight) {
	i := seen.intent
	if p.State != models.CardPaid {
		p.Failure = cmp.Or(i.Failure, p.Failure)
	}
	switch {
	case i.State == "processing":
		rise(p, models.CardProcessing, tx.Now)
	case i.State == "canceled", seen.page != nil && seen.page.State == "expired":
		rise(p, models.CardExpired, tx.Now)
	case seen.page != nil && seen.page.State == "complete" && i.State == "requires_payment_method":
		rise(p, models.CardFailed, tx.Now)
	}
}
