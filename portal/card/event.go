package card

import (
	"cmp"
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
)

// Heard is an event of Stripe's that was stored and waits to be followed.
type Heard struct{ Event string }

// Kind is its name in the queue.
func (Heard) Kind() string { return "card.event" }

// concerns reports an event that something may follow from.
func concerns(kind string) bool {
	for _, start := range []string{"checkout.session.", "payment_intent.", "charge.", "refund.", "account.updated", "account.application."} {
		if strings.HasPrefix(kind, start) {
			return true
		}
	}
	return false
}

// Receive takes an event of Stripe's as it came, checks its signature, and stores it once; a job follows it. A forged or stale one is
// Malformed. Without a gateway there is nothing here.
func (s *Service) Receive(ctx context.Context, body []byte, signature string) error {
	if s.gateway == nil {
		return errNotFound
	}
	e, err := s.gateway.Read(body, signature)
	if err != nil || e.Live != s.gateway.Live() || !concerns(e.Kind) {
		return err
	}
	_, err = models.In(ctx, s.db, system(), func(tx *models.Tx) (none struct{}, err error) {
		fresh, err := models.InsertIfNew(tx, &models.CardEvent{ID: e.ID, Kind: e.Kind, Account: e.Account, Reference: e.Reference, Intent: e.Intent, Page: e.Page,
			CreatedAt: e.At, ReceivedAt: tx.Now})
		if err != nil || !fresh {
			return none, err
		}
		return none, tx.Enqueue(Heard{e.ID})
	})
	return err
}

// Follow looks at what an event is about.
func (s *Service) Follow(ctx context.Context, v identity.Viewer, j Heard) error {
	if s.gateway == nil {
		return errNoCards
	}
	e, err := models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (*models.CardEvent, error) {
		return models.First[models.CardEvent](tx, "id = ?", j.Event)
	})
	if err != nil || e.WorkedAt != nil {
		return err
	}
	outcome, err := s.follow(ctx, *e)
	if err != nil {
		return err
	}
	_, err = models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		e.WorkedAt, e.Outcome = &tx.Now, outcome
		return struct{}{}, models.Update(tx, e, "worked_at", "outcome")
	})
	return err
}

// follow answers what came of an event.
func (s *Service) follow(ctx context.Context, e models.CardEvent) (string, error) {
	if strings.HasPrefix(e.Kind, "account.") {
		return "account", s.lookAtAccount(ctx, e.Account)
	}
	p, reference, err := s.meant(ctx, e)
	if err != nil {
		return "", err
	}
	if p == nil || p.Account != e.Account {
		return s.stray(ctx, p, reference, e)
	}
	_, err = s.look(ctx, p.ID, hint{e.Page, e.Intent})
	return "looked", err
}

// meant is the payment that an event is about: by the name it bears, by what we know came of it, or by what Stripe says that bears.
func (s *Service) meant(ctx context.Context, e models.CardEvent) (*models.CardPayment, string, error) {
	reference := e.Reference
	if reference == "" && e.Intent != "" {
		p, err := s.first(ctx, "intent = ?", e.Intent)
		if p != nil || err != nil {
			return p, "", err
		}
		i, err := s.gateway.Intent(ctx, e.Account, e.Intent)
		if err != nil && gateway.RefusedAs(err) == "" {
			return nil, "", err
		}
		reference = i.Reference
	}
	p, err := s.named(ctx, reference)
	return p, reference, err
}

// named is the payment whose id this is; nil where there is none, or it is no id of ours.
func (s *Service) named(ctx context.Context, reference string) (*models.CardPayment, error) {
	if id, err := models.ParseID[models.CardPayment](reference); err == nil {
		return s.first(ctx, "id = ?", id)
	}
	return nil, nil
}

// first is the payment that fits; nil: none.
func (s *Service) first(ctx context.Context, where string, args ...any) (*models.CardPayment, error) {
	p, err := models.Read(ctx, s.db, system(), func(tx *models.Tx) (*models.CardPayment, error) {
		return models.First[models.CardPayment](tx, where, args...)
	})
	if models.KindOf(err) == models.NotFound {
		return nil, nil
	}
	return p, err
}

// stray answers an event that is about no payment of its account. Where it bears the name of one of ours, the account's supplier is
// told: nothing is booked on somebody else's word.
func (s *Service) stray(ctx context.Context, p *models.CardPayment, reference string, e models.CardEvent) (string, error) {
	if reference == "" && p == nil {
		return "not ours", nil
	}
	outcome, kind := "unknown payment", DiffersUnknown
	if p != nil {
		outcome, kind = "foreign account", DiffersAccount
	}
	_, err := models.In(ctx, s.db, system(), func(tx *models.Tx) (none struct{}, err error) {
		a, err := models.First[models.CardAccount](tx, "account = ?", e.Account)
		if models.KindOf(err) == models.NotFound {
			return none, nil
		}
		if err != nil {
			return none, err
		}
		d := models.CardDifference{SupplierID: a.SupplierID, Account: a.Account, Kind: kind, Subject: cmp.Or(e.Intent, e.Page, e.ID), Currency: noCurrency}
		return none, differ(tx, d)
	})
	return outcome, err
}
