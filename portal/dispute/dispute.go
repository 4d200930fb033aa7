// Package dispute is a client's objection to a line of an invoice, and what its supplier says to it: a note, or a credit note.
// While one is open, no reminder goes out for its invoice.
package dispute

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Service keeps disputes.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// Named is a company or a paper, by name.
type Named[T any] struct {
	ID   models.ID[T] `json:"id"`
	Name string       `json:"name"`
}

// Dispute is a client's objection to a line of an invoice.
type Dispute struct {
	ID             models.DisputeID           `json:"id"`
	Client         Named[models.Organisation] `json:"client"`
	Supplier       Named[models.Organisation] `json:"supplier"`
	Invoice        Named[models.Invoice]      `json:"invoice" doc:"By its number."`
	Position       *int                       `json:"position" doc:"Of the line; null: the whole invoice."`
	Line           string                     `json:"line" doc:"What is disputed; empty: the whole invoice."`
	Currency       models.Currency            `json:"currency"`
	Amount         string                     `json:"amount" doc:"Of the objection, with tax."`
	Reason         string                     `json:"reason"`
	OpenedByName   string                     `json:"opened_by_name"`
	OpenedAt       time.Time                  `json:"opened_at"`
	ResolvedAt     *time.Time                 `json:"resolved_at"`
	ResolvedByName string                     `json:"resolved_by_name"`
	Resolution     string                     `json:"resolution" doc:"In the supplier's words."`
	Outcome        string                     `json:"outcome" enum:",credited,rejected,withdrawn" doc:"Empty: it is open."`
	CreditNote     *Named[models.CreditNote]  `json:"credit_note"`
}

func of(d models.DisputeSheet) Dispute {
	out := Dispute{ID: d.ID, Client: Named[models.Organisation]{d.ClientID, d.Client}, Supplier: Named[models.Organisation]{d.SupplierID, d.Supplier},
		Invoice: Named[models.Invoice]{d.InvoiceID, d.Number}, Position: d.Position, Line: d.Line, Currency: d.Currency, Amount: d.Amount.In(d.Currency),
		Reason: d.Reason, OpenedByName: d.OpenedByName, OpenedAt: d.OpenedAt, ResolvedAt: d.ResolvedAt, ResolvedByName: d.ResolvedByName,
		Resolution: d.Resolution, Outcome: d.Outcome}
	if d.CreditNoteID != nil {
		out.CreditNote = &Named[models.CreditNote]{*d.CreditNoteID, d.CreditNote}
	}
	return out
}

// ListInput narrows the list of disputes.
type ListInput struct {
	Client  string `query:"client" format:"uuid"`
	Invoice string `query:"invoice" format:"uuid"`
	Open    bool   `query:"open"`
	After   string `query:"after" doc:"The cursor that the last stretch ended with."`
	Limit   int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
}

// List shows the disputes of the viewer's side, the newest first.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (models.Page[Dispute], error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (out models.Page[Dispute], err error) {
		f := models.DisputeFilter{Open: in.Open, Limit: in.Limit, Locale: v.Locale()}
		if in.Client != "" {
			id, err := models.ParseID[models.Organisation](in.Client)
			if err != nil {
				return out, err
			}
			f.Client = &id
		}
		if in.Invoice != "" {
			id, err := models.ParseID[models.Invoice](in.Invoice)
			if err != nil {
				return out, err
			}
			f.Invoice = &id
		}
		var place models.DisputePlace
		var before *models.DisputePlace
		if more, err := models.ReadCursor(in.After, &place.At, &place.ID); err != nil {
			return out, err
		} else if more {
			before = &place
		}
		found, err := models.Disputes(tx, f, before)
		page := models.PageOf(found, in.Limit, func(d models.DisputeSheet) models.Cursor { return models.Cursor{d.OpenedAt, d.ID} })
		return models.MapPage(page, of), err
	})
}

// OpenInput names an invoice and what of it is not right.
type OpenInput struct {
	ID   models.InvoiceID `path:"id"`
	Body struct {
		Position *int   `json:"position,omitempty" doc:"Of the line; none: the whole invoice."`
		Amount   string `json:"amount" maxLength:"24" example:"1640.00" doc:"With tax; no more than the invoice comes to."`
		Reason   string `json:"reason" maxLength:"500"`
	}
}

// Open objects to a line of an invoice. The client's people; a line that is disputed already is a Conflict.
func (s *Service) Open(ctx context.Context, v identity.Viewer, in OpenInput) (Dispute, error) {
	return models.In(ctx, s.db, v.To(identity.DisputeOpen), func(tx *models.Tx) (Dispute, error) {
		i, err := models.Lock(tx, in.ID)
		if err != nil {
			return Dispute{}, err
		}
		d, err := in.draft(tx, *i)
		if err != nil {
			return Dispute{}, err
		}
		if err := models.Insert(tx, &d); err != nil {
			return Dispute{}, err
		}
		if err := tell(tx, d, *i, models.EventDisputeOpened, d.Reason); err != nil {
			return Dispute{}, err
		}
		return read(tx, v, d.InvoiceID, d.ID)
	})
}

func (in OpenInput) draft(tx *models.Tx, i models.Invoice) (models.Dispute, error) {
	var f models.Faults
	b := in.Body
	amount, err := models.ParseAmount(b.Amount, i.Currency)
	f.Check(err == nil && amount > 0 && amount <= i.Total-i.Credited, "amount", "not-an-amount", "Say how much, no more than the invoice comes to.")
	f.Check(models.Text(b.Reason) != "", "reason", "required", "Say what is wrong.")
	if b.Position != nil {
		there, err := models.Exists[models.InvoiceLine](tx, "invoice_id = ? AND position = ?", i.ID, *b.Position)
		if err != nil {
			return models.Dispute{}, err
		}
		f.Check(there, "position", "no-such-line", "The invoice has no such line.")
	}
	return models.Dispute{ID: models.NewID[models.Dispute](), ClientID: i.ClientID, SupplierID: i.SupplierID, InvoiceID: i.ID, Position: b.Position,
		Currency: i.Currency, Amount: amount, Reason: models.Text(b.Reason), OpenedByName: tx.Actor.Name, OpenedAt: tx.Now}, f.Err()
}

// tell writes of a dispute into the timelines of its order and of both sides.
func tell(tx *models.Tx, d models.Dispute, i models.Invoice, kind, note string) error {
	return models.Record(tx, models.Event{ClientID: d.ClientID, SupplierID: &d.SupplierID, OrderID: &i.OrderID, InvoiceID: &i.ID, Kind: kind, Note: note,
		Detail: map[string]any{"number": i.Number, "amount": d.Amount.In(d.Currency), "currency": d.Currency, "outcome": d.Outcome}})
}

func read(tx *models.Tx, v identity.Viewer, invoice models.InvoiceID, id models.DisputeID) (Dispute, error) {
	found, err := models.Disputes(tx, models.DisputeFilter{Invoice: &invoice, Limit: 1000, Locale: v.Locale()}, nil)
	for _, d := range found {
		if d.ID == id {
			return of(d), err
		}
	}
	return Dispute{}, err
}
