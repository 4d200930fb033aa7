package card

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
)

// Account is how a supplier's own account at Stripe stands.
type Account struct {
	Offered   bool       `json:"offered" doc:"Cards are taken here at all."`
	Connected bool       `json:"connected" doc:"There is an account."`
	Account   string     `json:"account" doc:"Stripe's name for it."`
	Ready     bool       `json:"ready" doc:"It can be paid."`
	Submitted bool       `json:"submitted" doc:"Its owner has answered Stripe's questions."`
	Missing   []string   `json:"missing" nullable:"false" doc:"What Stripe still asks for, by its codes."`
	Disabled  string     `json:"disabled" doc:"Why it cannot be paid, by Stripe's code."`
	Test      bool       `json:"test" doc:"No real money moves."`
	CheckedAt *time.Time `json:"checked_at"`
	WalkedTo  *time.Time `json:"walked_to" doc:"Up to when its movements were compared with ours."`
}

func (s *Service) accountOf(a *models.CardAccount) Account {
	out := Account{Offered: s.gateway != nil, Test: s.gateway != nil && !s.gateway.Live(), Missing: []string{}}
	if a == nil {
		return out
	}
	out.Connected, out.Account, out.Ready, out.Submitted, out.Disabled = true, a.Account, a.Ready, a.Submitted, a.Disabled
	out.Missing, out.CheckedAt, out.WalkedTo = append(out.Missing, a.Missing...), &a.CheckedAt, a.WalkedTo
	return out
}

// own is the viewer's supplier's account; nil: none.
func own(tx *models.Tx, v identity.Viewer) (*models.CardAccount, error) {
	a, err := models.First[models.CardAccount](tx, "supplier_id = ?", v.Organisation())
	if models.KindOf(err) == models.NotFound {
		return nil, nil
	}
	return a, err
}

// Account shows a supplier's people how their account stands.
func (s *Service) Account(ctx context.Context, v identity.Viewer, _ struct{}) (Account, error) {
	return models.Read(ctx, s.db, v.To(identity.PaymentRecord), func(tx *models.Tx) (Account, error) {
		a, err := own(tx, v)
		if err != nil {
			return Account{}, err
		}
		return s.accountOf(a), nil
	})
}

// Adopt notes that a supplier has an account at Stripe already, which can be paid; one that has one keeps it. It answers whose account it is.
func (s *Service) Adopt(ctx context.Context, v identity.Viewer, supplier models.OrganisationID, account string) (string, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (string, error) {
		row := &models.CardAccount{SupplierID: supplier, Account: account, Ready: true, Submitted: true, Missing: []string{}, CheckedAt: tx.Now, CreatedAt: tx.Now}
		if fresh, err := models.InsertIfNew(tx, row); err != nil || fresh {
			return account, err
		}
		there, err := models.First[models.CardAccount](tx, "supplier_id = ?", supplier)
		return there.Account, err
	})
}

// Onboarding is where a supplier's owner answers Stripe's questions.
type Onboarding struct {
	URL string `json:"url" doc:"It works once and for a few minutes."`
}

// Onboard makes the viewer's supplier an account, unless it has one, and answers where its owner goes on.
func (s *Service) Onboard(ctx context.Context, v identity.Viewer, _ struct{}) (Onboarding, error) {
	if s.gateway == nil {
		return Onboarding{}, errNoCards
	}
	var supplier *models.Organisation
	a, err := models.Read(ctx, s.db, v.To(identity.CardConnect), func(tx *models.Tx) (a *models.CardAccount, err error) {
		if supplier, err = models.Get(tx, v.Organisation()); err != nil {
			return nil, err
		}
		return own(tx, v)
	})
	if err != nil {
		return Onboarding{}, err
	}
	if a == nil {
		made, err := s.gateway.NewAccount(ctx, supplier.ID.String(), supplier.Name, supplier.Email)
		if err != nil {
			return Onboarding{}, unasked(err)
		}
		a, err = models.In(ctx, s.db, v.To(identity.CardConnect), func(tx *models.Tx) (*models.CardAccount, error) {
			row := &models.CardAccount{SupplierID: supplier.ID, Account: made.ID, Ready: made.Ready, Submitted: made.Submitted, Missing: made.Missing,
				Disabled: made.Disabled, CheckedAt: tx.Now, CreatedAt: tx.Now}
			if fresh, err := models.InsertIfNew(tx, row); err != nil || fresh {
				return row, err
			}
			return models.First[models.CardAccount](tx, "supplier_id = ?", supplier.ID)
		})
		if err != nil {
			return Onboarding{}, err
		}
	}
	url, err := s.gateway.Onboarding(ctx, a.Account, s.base+"/card-account")
	return Onboarding{url}, unasked(err)
}

// unasked says of a request that Stripe refuses that it cannot be had just now: it is ours to mend, not the caller's.
func unasked(err error) error {
	if code := gateway.RefusedAs(err); code != "" {
		return models.Faulty(models.Unavailable, "card-unavailable", "Card payments are not available just now.").Because(err)
	}
	return err
}

// CheckAccount asks Stripe how the viewer's supplier's account stands.
func (s *Service) CheckAccount(ctx context.Context, v identity.Viewer, in struct{}) (Account, error) {
	a, err := models.Read(ctx, s.db, v.To(identity.PaymentRecord), func(tx *models.Tx) (*models.CardAccount, error) { return own(tx, v) })
	if err != nil {
		return Account{}, err
	}
	if a != nil && s.gateway != nil {
		if err := s.lookAtAccount(ctx, a.Account); err != nil {
			return Account{}, err
		}
	}
	return s.Account(ctx, v, in)
}

// lookAtAccount asks Stripe how an account of ours stands. One that it does not let us see any more cannot be paid.
func (s *Service) lookAtAccount(ctx context.Context, id string) error {
	seen, err := s.gateway.Account(ctx, id)
	if code := gateway.RefusedAs(err); code != "" {
		seen, err = gateway.Account{ID: id, Missing: []string{}, Disabled: code}, nil
	}
	if err != nil {
		return err
	}
	_, err = models.In(ctx, s.db, system(), func(tx *models.Tx) (none struct{}, err error) {
		a, err := models.LockFirst[models.CardAccount](tx, "account = ?", id)
		if models.KindOf(err) == models.NotFound {
			return none, nil
		}
		if err != nil {
			return none, err
		}
		a.Ready, a.Submitted, a.Missing, a.Disabled, a.CheckedAt = seen.Ready, seen.Submitted, seen.Missing, seen.Disabled, tx.Now
		return none, models.Update(tx, a, "ready", "submitted", "missing", "disabled", "checked_at")
	})
	return err
}
