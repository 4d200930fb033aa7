package receivables

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Books say how far a supplier's months are closed, and whether its figures agree with its ledger.
type Books struct {
	ClosedTo     *models.Date `json:"closed_to" doc:"The last day of the last closed month; nothing is booked up to it."`
	ClosedByName string       `json:"closed_by_name"`
	ClosedAt     *time.Time   `json:"closed_at"`
	Closable     *models.Date `json:"closable" doc:"The first day of the month that can be closed next; null: none has ended."`
	CheckedAt    *time.Time   `json:"checked_at" doc:"When the figures were last compared with the ledger."`
	Differences  []Difference `json:"differences" nullable:"false" doc:"Figures of documents that their ledger rows do not bear out."`
}

// Difference is a figure that a document says of itself and the ledger does not bear out, in minor units.
type Difference struct {
	Document string        `json:"document" enum:"invoice,payment,credit_note"`
	ID       string        `json:"id"`
	Number   string        `json:"number"`
	Figure   string        `json:"figure"`
	Says     models.Amount `json:"says"`
	Ledger   models.Amount `json:"ledger"`
}

// Books shows a supplier's people how their books stand.
func (s *Service) Books(ctx context.Context, v identity.Viewer, _ struct{}) (Books, error) {
	return models.Read(ctx, s.db, v.To(identity.PaymentRecord), func(tx *models.Tx) (Books, error) {
		b, err := models.First[models.Books](tx, "supplier_id = ?", v.Organisation())
		if models.KindOf(err) == models.NotFound {
			b, err = &models.Books{}, nil
		}
		if err != nil {
			return Books{}, err
		}
		return booksOf(*b, v.Today(tx.Now)), nil
	})
}

func booksOf(b models.Books, today models.Date) Books {
	out := Books{b.ClosedTo, b.ClosedByName, b.ClosedAt, nil, b.CheckedAt, make([]Difference, len(b.Differences))}
	for i, d := range b.Differences {
		out.Differences[i] = Difference(d)
	}
	next := today.MonthStart().Add(-1).MonthStart()
	if b.ClosedTo == nil || *b.ClosedTo < next {
		out.Closable = &next
	}
	return out
}

// CloseInput names a month by any of its days.
type CloseInput struct {
	Body struct {
		Month models.Date `json:"month" doc:"Any day of it. Every month before it is closed as well."`
	}
}

// Close closes a month of the viewer's supplier and all before it, once and for all: nothing with a day in them is booked after
// that. A month that has not ended is Invalid; one that is closed already stays so.
func (s *Service) Close(ctx context.Context, v identity.Viewer, in CloseInput) (Books, error) {
	return models.In(ctx, s.db, v.To(identity.LedgerClose), func(tx *models.Tx) (Books, error) {
		today := v.Today(tx.Now)
		last := in.Body.Month.MonthStart().Add(31).MonthStart().Add(-1)
		if last >= today {
			return Books{}, models.Faulty(models.Invalid, "month-not-over", "The month has not ended yet.").At("month", "not-over", "Name a month that has ended.")
		}
		b, err := models.BooksOf(tx, v.Organisation())
		if err != nil {
			return Books{}, err
		}
		if b.ClosedTo != nil && *b.ClosedTo >= last {
			return booksOf(*b, today), nil
		}
		b.ClosedTo, b.ClosedByName, b.ClosedAt = &last, v.Name(), &tx.Now
		if err := models.Update(tx, b, "closed_to", "closed_by_name", "closed_at"); err != nil {
			return Books{}, err
		}
		audit := models.Audit{Action: "ledger.closed", Subject: "supplier:" + v.Organisation().String(), Detail: map[string]any{"closed_to": last}}
		return booksOf(*b, today), tx.Audit(audit)
	})
}
