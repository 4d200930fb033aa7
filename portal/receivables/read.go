package receivables

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// ListInput narrows the list of payments.
type ListInput struct {
	Client    string `query:"client" format:"uuid"`
	Unapplied bool   `query:"unapplied" doc:"Only those of which something is not allocated."`
	Words     string `query:"q" maxLength:"100" doc:"Part of the reference, the payer or the purpose."`
	After     string `query:"after" doc:"The cursor that the last stretch ended with."`
	Limit     int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
}

// List shows the payments of the viewer's side, the newest first.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (models.Page[PaymentSummary], error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (out models.Page[PaymentSummary], err error) {
		f := models.PaymentFilter{Unapplied: in.Unapplied, Words: in.Words, Limit: in.Limit, Locale: v.Locale()}
		if f.Client, err = companyIn(in.Client); err != nil {
			return out, err
		}
		var place models.PaymentPlace
		if more, err := models.ReadCursor(in.After, &place.On, &place.ID); err != nil {
			return out, err
		} else if more {
			f.Before = &place
		}
		found, err := models.Payments(tx, f)
		if err != nil {
			return out, err
		}
		page := models.PageOf(found, in.Limit, func(p models.PaymentSummary) models.Cursor { return models.Cursor{p.ReceivedOn, p.ID} })
		return models.MapPage(page, summaryOf), nil
	})
}

// companyIn reads a company's id that may be left out.
func companyIn(text string) (*models.OrganisationID, error) {
	if text == "" {
		return nil, nil
	}
	id, err := models.ParseID[models.Organisation](text)
	return &id, err
}

// GetInput names a payment.
type GetInput struct {
	ID models.PaymentID `path:"id"`
}

// Get shows one payment of the viewer's side; anybody else's is NotFound.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in GetInput) (Payment, error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (Payment, error) { return read(tx, v, in.ID) })
}

func read(tx *models.Tx, v identity.Viewer, id models.PaymentID) (Payment, error) {
	sheet, err := models.ReadPayment(tx, id, v.Locale())
	if err != nil {
		return Payment{}, err
	}
	return paymentOf(*sheet), nil
}
