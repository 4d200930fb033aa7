package receivables

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/terms"
)

// TermsInput is what a supplier and a client have agreed about money from now on. Invoices that are issued keep their own terms.
type TermsInput struct {
	ID   models.AgreementID `path:"id"`
	Seen models.Version     `header:"If-Match"`
	Body struct {
		Terms       models.PaymentTerms `json:"terms"`
		CreditLimit *string             `json:"credit_limit" nullable:"true" maxLength:"24" doc:"Null: without limit; 0: nothing."`
		Refuses     bool                `json:"refuses_beyond" doc:"Refuse orders beyond the limit; otherwise they wait for a release."`
		DunningDays *[]int              `json:"dunning_days" nullable:"true" maxItems:"12" doc:"When reminders go out, from the due day on; none: never. Null: by the supplier's rule for all."`
		PausedTo    *models.Date        `json:"dunning_paused_to" nullable:"true" doc:"No reminders through that day; null: not paused."`
	}
}

// Validate reports terms that cannot be kept.
func (in TermsInput) Validate() error {
	var f models.Faults
	terms.Check(&f, in.Body.Terms)
	if in.Body.DunningDays != nil {
		terms.CheckDunning(&f, "dunning_days", *in.Body.DunningDays)
	}
	return f.Err()
}

// ChangeTerms changes what was agreed about money. The agreement's supplier only; every change is in the audit log with what was before,
// and the client sees in the timeline that there was one.
func (s *Service) ChangeTerms(ctx context.Context, v identity.Viewer, in TermsInput) (Agreement, error) {
	if err := in.Validate(); err != nil {
		return Agreement{}, err
	}
	return s.changeAgreement(ctx, v, identity.TermsEdit, in.ID, in.Seen, func(tx *models.Tx, a *models.Agreement) error {
		before := map[string]any{"terms": terms.Of(a.PaymentTerms, a.NetDays), "credit_limit": a.CreditLimit, "refuses_beyond": a.RefusesBeyond,
			"dunning_days": a.DunningDays, "dunning_paused_to": a.DunningPausedTo}
		if err := in.apply(a); err != nil {
			return err
		}
		after := map[string]any{"terms": terms.Of(a.PaymentTerms, a.NetDays), "credit_limit": a.CreditLimit, "refuses_beyond": a.RefusesBeyond,
			"dunning_days": a.DunningDays, "dunning_paused_to": a.DunningPausedTo}
		if err := models.Update(tx, a, "payment_terms", "net_days", "credit_limit", "refuses_beyond", "dunning_days", "dunning_paused_to"); err != nil {
			return err
		}
		if err := models.Record(tx, models.Event{ClientID: a.ClientID, SupplierID: &a.SupplierID, Kind: models.EventTermsChanged,
			Detail: map[string]any{"number": a.Number}}); err != nil {
			return err
		}
		return tx.Audit(models.Audit{Action: "agreement.terms", Subject: "agreement:" + a.ID.String(), Detail: map[string]any{"before": before, "after": after}})
	})
}

// apply puts the input into the agreement.
func (in TermsInput) apply(a *models.Agreement) error {
	var f models.Faults
	a.CreditLimit = nil
	if in.Body.CreditLimit != nil {
		limit, err := models.ParseAmount(*in.Body.CreditLimit, a.Currency)
		f.Check(err == nil && limit >= 0 && limit <= largest, "credit_limit", "not-an-amount", "Say how much, such as 60440.00.")
		a.CreditLimit = &limit
	}
	a.RefusesBeyond, a.DunningPausedTo, a.DunningDays = in.Body.Refuses, in.Body.PausedTo, nil
	if in.Body.DunningDays != nil {
		a.DunningDays = slices.Sorted(slices.Values(*in.Body.DunningDays))
		if a.DunningDays == nil {
			a.DunningDays = []int{}
		}
	}
	a.PaymentTerms, a.NetDays = terms.Kept(in.Body.Terms)
	return f.Err()
}

// changeAgreement runs a step on an agreement that is held until the transaction ends, raises its version and answers it.
func (s *Service) changeAgreement(ctx context.Context, v identity.Viewer, p identity.Permission, id models.AgreementID, seen models.Version,
	step func(*models.Tx, *models.Agreement) error) (Agreement, error) {
	return models.In(ctx, s.db, v.To(p), func(tx *models.Tx) (Agreement, error) {
		a, err := models.Lock(tx, id)
		if err != nil {
			return Agreement{}, err
		}
		if err := seen.Check(a.Version); err != nil {
			return Agreement{}, err
		}
		if err := step(tx, a); err != nil {
			return Agreement{}, err
		}
		a.Version++
		if err := models.Update(tx, a, "version"); err != nil {
			return Agreement{}, err
		}
		return showAgreement(tx, v, *a)
	})
}

// HoldInput names an agreement and says why its orders are to wait, or need not any more.
type HoldInput struct {
	ID   models.AgreementID `path:"id"`
	Seen models.Version     `header:"If-Match"`
	Body struct {
		Reason string `json:"reason" maxLength:"500"`
	}
}

// Validate asks for a reason.
func (in HoldInput) Validate() error {
	var f models.Faults
	f.Check(models.Text(in.Body.Reason) != "", "reason", "required", "Say why.")
	return f.Err()
}

// Hold lets every order of an agreement wait for its release, whatever the limit. Its supplier and whoever looks after it.
func (s *Service) Hold(ctx context.Context, v identity.Viewer, in HoldInput) (Agreement, error) {
	return s.hold(ctx, v, in, models.EventCreditHeld, func(tx *models.Tx, a *models.Agreement) {
		a.HeldAt, a.HeldByName, a.HeldWhy = &tx.Now, tx.Actor.Name, models.Text(in.Body.Reason)
	})
}

// Free ends the hold on an agreement. Orders that wait already are released one by one.
func (s *Service) Free(ctx context.Context, v identity.Viewer, in HoldInput) (Agreement, error) {
	return s.hold(ctx, v, in, models.EventCreditFreed, func(_ *models.Tx, a *models.Agreement) { a.HeldAt, a.HeldByName, a.HeldWhy = nil, "", "" })
}

func (s *Service) hold(ctx context.Context, v identity.Viewer, in HoldInput, kind string, set func(*models.Tx, *models.Agreement)) (Agreement, error) {
	if err := in.Validate(); err != nil {
		return Agreement{}, err
	}
	return s.changeAgreement(ctx, v, identity.CreditDecide, in.ID, in.Seen, func(tx *models.Tx, a *models.Agreement) error {
		set(tx, a)
		if err := models.Update(tx, a, "held_at", "held_by_name", "held_why"); err != nil {
			return err
		}
		return models.Record(tx, models.Event{ClientID: a.ClientID, SupplierID: &a.SupplierID, Kind: kind, Note: models.Text(in.Body.Reason)})
	})
}
