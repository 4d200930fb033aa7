package dispute

import (
	"context"

	"povtor/models"
	"povtor/portal/billing"
	"povtor/portal/identity"
)

// ResolveInput names a dispute and says what becomes of it.
type ResolveInput struct {
	ID   models.DisputeID `path:"id"`
	Body struct {
		Note   string               `json:"note" maxLength:"500" doc:"As the client will read it; on a credit note, its reason."`
		Credit bool                 `json:"credit,omitempty" doc:"Take something back by a credit note."`
		Lines  []billing.CreditLine `json:"lines,omitempty" maxItems:"1000" doc:"What is taken back; none: everything that is left of the invoice."`
	}
}

// Validate asks for a note.
func (in ResolveInput) Validate() error {
	var f models.Faults
	f.Check(models.Text(in.Body.Note) != "", "note", "required", "Say why; the client will read it.")
	return f.Err()
}

// Resolve ends a dispute with a note, or with a credit note; both or neither. The invoice's supplier only. One that has ended is a
// Conflict.
func (s *Service) Resolve(ctx context.Context, v identity.Viewer, in ResolveInput) (Dispute, error) {
	if err := in.Validate(); err != nil {
		return Dispute{}, err
	}
	return s.end(ctx, v, identity.InvoiceCredit, in.ID, func(tx *models.Tx, d *models.Dispute) error {
		d.Outcome, d.Resolution = models.DisputeRejected, models.Text(in.Body.Note)
		if !in.Body.Credit {
			return nil
		}
		var credit billing.CreditInput
		credit.ID, credit.Body.Reason, credit.Body.Lines = d.InvoiceID, d.Resolution, in.Body.Lines
		if err := credit.Validate(); err != nil {
			return err
		}
		note, err := billing.TakeBack(tx, credit, v.Today(tx.Now))
		d.Outcome, d.CreditNoteID = models.DisputeCredited, &note.ID
		return err
	})
}

// WithdrawInput names a dispute and says why it has come to nothing.
type WithdrawInput struct {
	ID   models.DisputeID `path:"id"`
	Body struct {
		Note string `json:"note,omitempty" maxLength:"500"`
	}
}

// Withdraw ends a dispute that its client does not keep up. One that has ended is a Conflict.
func (s *Service) Withdraw(ctx context.Context, v identity.Viewer, in WithdrawInput) (Dispute, error) {
	return s.end(ctx, v, identity.DisputeOpen, in.ID, func(_ *models.Tx, d *models.Dispute) error {
		d.Outcome, d.Resolution = models.DisputeWithdrawn, models.Text(in.Body.Note)
		return nil
	})
}

// end runs what ends a dispute, and tells of it.
func (s *Service) end(ctx context.Context, v identity.Viewer, p identity.Permission, id models.DisputeID, decide func(*models.Tx, *models.Dispute) error) (Dispute, error) {
	return models.In(ctx, s.db, v.To(p), func(tx *models.Tx) (Dispute, error) {
		d, err := models.Lock(tx, id)
		if err != nil {
			return Dispute{}, err
		}
		if d.ResolvedAt != nil {
			return Dispute{}, models.Faulty(models.Conflict, "dispute-ended", "This dispute has ended already.")
		}
		d.ResolvedAt, d.ResolvedByName = &tx.Now, tx.Actor.Name
		if err := decide(tx, d); err != nil {
			return Dispute{}, err
		}
		if err := models.Update(tx, d, "resolved_at", "resolved_by_name", "resolution", "outcome", "credit_note_id"); err != nil {
			return Dispute{}, err
		}
		i, err := models.Get(tx, d.InvoiceID)
		if err != nil {
			return Dispute{}, err
		}
		if err := tell(tx, *d, *i, models.EventDisputeClosed, d.Resolution); err != nil {
			return Dispute{}, err
		}
		return read(tx, v, d.InvoiceID, d.ID)
	})
}
