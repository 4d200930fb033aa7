package billing

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// ListInput narrows the list of invoices.
type ListInput struct {
	Client string `query:"client" format:"uuid"`
	State  string `query:"state" enum:"open,overdue,paid" doc:"open: anything still to be paid."`
	Words  string `query:"q" maxLength:"100" doc:"Part of a number or of a company's name."`
	After  string `query:"after" doc:"The cursor that the last stretch ended with."`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
}

// List is a stretch of invoices and what is owed over all of them.
type List struct {
	models.Page[Summary]
	Totals []Owed `json:"totals" nullable:"false" doc:"Over every invoice within reach, one per currency."`
}

// Owed is what is still to be paid in one currency.
type Owed struct {
	Currency models.Currency `json:"currency"`
	Open     string          `json:"open"`
	Overdue  string          `json:"overdue" doc:"Of that, past its due date."`
}

// List shows the viewer's side's invoices, the newest first: a client's own, a supplier's own, an account manager's book's.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (List, error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (List, error) {
		today := v.Today(tx.Now)
		f := models.InvoiceFilter{
			Unpaid: in.State == "open", Overdue: in.State == "overdue", Paid: in.State == "paid", Today: today,
			Words: in.Words, Limit: in.Limit, Locale: v.Locale(),
		}
		if in.Client != "" {
			client, err := models.ParseID[models.Organisation](in.Client)
			if err != nil {
				return List{}, err
			}
			f.Client = &client
		}
		var place models.InvoicePlace
		if more, err := models.ReadCursor(in.After, &place.On, &place.ID); err != nil {
			return List{}, err
		} else if more {
			f.Before = &place
		}
		found, owed, err := models.Invoices(tx, f)
		if err != nil {
			return List{}, err
		}
		page := models.PageOf(found, in.Limit, func(i models.InvoiceSummary) models.Cursor {
			return models.Cursor{i.Place().On, i.Place().ID}
		})
		out := List{Page: models.MapPage(page, func(i models.InvoiceSummary) Summary { return summaryOf(i, today) }),
			Totals: make([]Owed, len(owed))}
		for n, o := range owed {
			out.Totals[n] = Owed{o.Currency, o.Open.In(o.Currency), o.Overdue.In(o.Currency)}
		}
		return out, nil
	})
}

// GetInput names an invoice.
type GetInput struct {
	ID models.InvoiceID `path:"id"`
}

// Get shows one invoice of the viewer's side; anybody else's is NotFound.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in GetInput) (Invoice, error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (Invoice, error) {
		sheet, err := models.ReadInvoice(tx, in.ID, v.Locale())
		if err != nil {
			return Invoice{}, err
		}
		return invoiceOf(*sheet, v.Today(tx.Now)), nil
	})
}
