package card

import (
	"context"
	"errors"
	"time"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
)

// overlap is how far a walk goes back behind the last one: Stripe's own lists may be late.
const overlap = 48 * time.Hour

// settling is how long a payment is left to its events before it is looked at.
const settling = 5 * time.Minute

// Reconcile goes over every supplier's account at Stripe and over our own rows, mends what is provable - a payment whose event never came,
// or whose job died between Stripe's word and ours - and notes everything else in which we differ.
func (s *Service) Reconcile(ctx context.Context, v identity.Viewer) error {
	if s.gateway == nil {
		return nil
	}
	accounts, err := models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) ([]models.CardAccount, error) {
		return models.List[models.CardAccount](tx, "supplier_id", "account <> ''")
	})
	if err != nil {
		return err
	}
	var failed error
	for _, a := range accounts { // one that cannot be read holds nobody else up
		failed = errors.Join(failed, s.walk(ctx, a))
	}
	return failed
}

// walk reconciles one account.
func (s *Service) walk(ctx context.Context, a models.CardAccount) error {
	if err := s.lookAtAccount(ctx, a.Account); err != nil {
		return err
	}
	w := &walk{s: s, account: a, charges: map[string]gateway.Movement{}, claims: map[string]models.CardPaymentID{}, touched: map[models.CardPaymentID]hint{}}
	from := a.CreatedAt
	if a.WalkedTo != nil {
		from = a.WalkedTo.Add(-overlap)
	}
	w.from = from
	for _, step := range []func(context.Context) error{w.ours, w.pages, w.theirs, w.mend, w.compare} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// walk is one going over an account.
type walk struct {
	s        *Service
	account  models.CardAccount
	from     time.Time
	pageless []models.CardPayment            // of which we know no page
	charges  map[string]gateway.Movement     // met at Stripe
	claims   map[string]models.CardPaymentID // whose they say they are
	touched  map[models.CardPaymentID]hint   // to be looked at
	noted    []models.CardDifference
}

// ours gathers our payments that may have moved without our knowing, and sends refunds again that never reached Stripe.
func (w *walk) ours(ctx context.Context) error {
	_, err := models.In(ctx, w.s.db, system(), func(tx *models.Tx) (none struct{}, err error) {
		open, refunds, err := models.CardUnsettled(tx, w.account.Account, tx.Now.Add(-settling))
		if err != nil {
			return none, err
		}
		for _, p := range open {
			if p.Page == "" && p.State == models.CardCreated {
				w.pageless = append(w.pageless, p)
				continue
			}
			w.touched[p.ID] = hint{}
		}
		for _, r := range refunds {
			if r.State == models.RefundRequested {
				if err := tx.Enqueue(SendRefund{r.ID}); err != nil {
					return none, err
				}
			}
			w.touched[r.CardPaymentID] = hint{}
		}
		return none, nil
	})
	return err
}

// pages finds the pages of payments that died before they learned of theirs.
func (w *walk) pages(ctx context.Context) error {
	if len(w.pageless) == 0 {
		return nil
	}
	waiting, first := map[string]models.CardPaymentID{}, w.pageless[0].StartedAt
	for _, p := range w.pageless {
		waiting[p.ID.String()] = p.ID
		if p.StartedAt.Before(first) {
			first = p.StartedAt
		}
	}
	err := w.s.gateway.Pages(ctx, w.account.Account, first.Add(-time.Minute), func(p gateway.Page) error {
		if id, ok := waiting[p.Reference]; ok {
			w.touched[id] = hint{page: p.ID}
			delete(waiting, p.Reference)
		}
		return nil
	})
	if err != nil && gateway.RefusedAs(err) == "" {
		return err
	}
	for _, id := range waiting { // Stripe never heard of it
		if _, err := w.s.end(ctx, id, models.CardExpired, ""); err != nil {
			return err
		}
	}
	return nil
}

// theirs goes over what moved at Stripe.
func (w *walk) theirs(ctx context.Context) error {
	err := w.s.gateway.Movements(ctx, w.account.Account, w.from, func(m gateway.Movement) error {
		p, err := w.s.first(ctx, "intent = ?", m.Intent)
		if err != nil {
			return err
		}
		if id, bad := models.ParseID[models.CardPayment](m.Reference); p == nil && bad == nil {
			if p, err = w.s.first(ctx, "id = ?", id); err != nil {
				return err
			}
		}
		switch {
		case p == nil && m.Reference == "": // the supplier's other trade
		case p == nil:
			w.note(DiffersUnknown, m, nil, 0)
		case p.Account != w.account.Account:
			w.note(DiffersAccount, m, nil, 0)
		case m.Kind == "charge" || m.Kind == "payment":
			w.charges[m.Charge], w.claims[m.Charge] = m, p.ID
			fallthrough
		default:
			w.touched[p.ID] = hint{intent: m.Intent}
		}
		return nil
	})
	if gateway.RefusedAs(err) != "" { // the account does not let us read it any more
		return nil
	}
	return err
}

func (w *walk) note(kind string, m gateway.Movement, id *models.CardPaymentID, ours models.Amount) {
	subject := m.Charge
	if kind == DiffersUnknown || kind == DiffersAccount { // as the event of it is told
		subject = m.Intent
	}
	w.noted = append(w.noted, models.CardDifference{SupplierID: w.account.SupplierID, Account: w.account.Account, Kind: kind, Subject: subject,
		CardPaymentID: id, Currency: m.Currency, Ours: ours, Theirs: m.Amount})
}

// mend looks at every payment that may have moved.
func (w *walk) mend(ctx context.Context) error {
	for id, h := range w.touched {
		if _, err := w.s.look(ctx, id, h); err != nil {
			return err
		}
	}
	return nil
}

// compare sets what was met at Stripe against our rows as they are now, notes every difference, and takes away those that are none any
// more.
func (w *walk) compare(ctx context.Context) error {
	_, err := models.In(ctx, w.s.db, system(), func(tx *models.Tx) (none struct{}, err error) {
		booked, err := models.CardBooked(tx, w.account.Account, w.from)
		if err != nil {
			return none, err
		}
		for _, p := range booked {
			m, met := w.charges[p.Charge]
			switch {
			case met && p.PaymentID == nil && m.Currency == p.Currency:
				w.note(DiffersBooked, m, &p.ID, 0)
			case met && p.PaymentID != nil && m.Amount == p.Received:
				if err := models.AgreeOn(tx, w.account.Account, []string{p.Charge, p.Intent}, []string{DiffersMissing, DiffersBooked, DiffersUnknown}); err != nil {
					return none, err
				}
			case !met && p.PaidAt.After(w.from) && p.PaidAt.Before(tx.Now.Add(-time.Hour)):
				w.note(DiffersMissing, gateway.Movement{Charge: p.Charge, Currency: p.Currency}, &p.ID, p.Received)
			}
		}
		for charge, id := range w.claims {
			p, err := models.Get(tx, id)
			if err != nil {
				return none, err
			}
			if p.Charge != "" && p.Charge != charge {
				w.note(DiffersSecond, w.charges[charge], &p.ID, p.Received)
			}
		}
		for _, d := range w.noted {
			if err := differ(tx, d); err != nil {
				return none, err
			}
		}
		return none, models.Update(tx, &models.CardAccount{SupplierID: w.account.SupplierID, WalkedTo: &tx.Now}, "walked_to")
	})
	return err
}
