package card

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// ListInput narrows the list of payments by card.
type ListInput struct {
	Tab   string `query:"tab" enum:"came,waiting,nothing,all" default:"all" doc:"came: the money has come; waiting: it may; nothing: it will not."`
	After string `query:"after" doc:"The cursor that the last stretch ended with."`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
}

var tabs = map[string][]string{"came": {"paid"}, "waiting": {"created", "open", "processing"}, "nothing": {"failed", "expired", "cancelled"}}

// List shows the payments by card of the viewer's side, the newest first.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (models.Page[Summary], error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (out models.Page[Summary], err error) {
		f := models.CardPaymentFilter{States: tabs[in.Tab], Limit: in.Limit, Locale: v.Locale()}
		var place models.CardPlace
		if more, err := models.ReadCursor(in.After, &place.At, &place.ID); err != nil {
			return out, err
		} else if more {
			f.Before = &place
		}
		found, err := models.CardPayments(tx, f)
		if err != nil {
			return out, err
		}
		page := models.PageOf(found, in.Limit, func(p models.CardPaymentSheet) models.Cursor { return models.Cursor{p.StartedAt, p.ID} })
		return models.MapPage(page, summaryOf), nil
	})
}

// GetInput names a payment by card.
type GetInput struct {
	ID models.CardPaymentID `path:"id"`
}

// Get shows one payment by card of the viewer's side; anybody else's is NotFound.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in GetInput) (Payment, error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (Payment, error) { return s.read(tx, v, in.ID) })
}

func (s *Service) read(tx *models.Tx, v identity.Viewer, id models.CardPaymentID) (Payment, error) {
	sheet, err := models.ReadCardPayment(tx, id, v.Locale())
	if err != nil {
		return Payment{}, err
	}
	return s.paymentOf(*sheet, v), nil
}

// Check asks Stripe how a payment of the viewer's side stands, without waiting for its event, and shows it.
func (s *Service) Check(ctx context.Context, v identity.Viewer, in GetInput) (Payment, error) {
	if _, err := s.Get(ctx, v, in); err != nil || s.gateway == nil {
		return Payment{}, orNoCards(err)
	}
	if _, err := s.look(ctx, in.ID, hint{}); err != nil {
		return Payment{}, err
	}
	return s.Get(ctx, v, in)
}

func orNoCards(err error) error {
	if err == nil {
		return errNoCards
	}
	return err
}

// Cancel takes back a payment of the viewer's company that nobody has paid yet. One that was paid meanwhile says so.
func (s *Service) Cancel(ctx context.Context, v identity.Viewer, in GetInput) (Payment, error) {
	p, err := models.Read(ctx, s.db, v.To(identity.InvoicePay), func(tx *models.Tx) (*models.CardPayment, error) { return models.Get(tx, in.ID) })
	if err != nil || s.gateway == nil {
		return Payment{}, orNoCards(err)
	}
	if p.State == models.CardCreated || p.State == models.CardOpen {
		if _, err := s.drop(ctx, *p); err != nil {
			return Payment{}, err
		}
	}
	return s.Get(ctx, v, in)
}

// Differences are what Stripe and we do not agree on, for a supplier's people.
type Differences struct {
	Items []Difference `json:"items" nullable:"false" doc:"Those that nobody has looked at, the newest first."`
}

// DifferenceInput settles a difference.
type DifferenceInput struct {
	ID   models.CardDifferenceID `path:"id"`
	Body struct {
		Note string `json:"note" maxLength:"500" doc:"What it came of."`
	}
}

// Validate asks for the note.
func (in DifferenceInput) Validate() error {
	var f models.Faults
	f.Check(models.Text(in.Body.Note) != "", "note", "required", "Say what it came of.")
	return f.Err()
}

// Differences shows what Stripe and the viewer's supplier's books do not agree on and nobody has looked at.
func (s *Service) Differences(ctx context.Context, v identity.Viewer, _ struct{}) (Differences, error) {
	return models.Read(ctx, s.db, v.To(identity.PaymentRecord), func(tx *models.Tx) (Differences, error) { return differences(tx) })
}

func differences(tx *models.Tx) (Differences, error) {
	list, err := models.List[models.CardDifference](tx, "found_at DESC, id DESC", "resolved_at IS NULL")
	out := Differences{Items: make([]Difference, len(list))}
	for i, d := range list {
		out.Items[i] = Difference{ID: d.ID, Kind: d.Kind, Subject: d.Subject, Payment: d.CardPaymentID, Currency: d.Currency, FoundAt: d.FoundAt}
		if d.Currency != noCurrency {
			out.Items[i].Ours, out.Items[i].Theirs = d.Ours.In(d.Currency), d.Theirs.In(d.Currency)
		}
	}
	return out, err
}

// Settle puts a difference aside with a word what it came of.
func (s *Service) Settle(ctx context.Context, v identity.Viewer, in DifferenceInput) (Differences, error) {
	if err := in.Validate(); err != nil {
		return Differences{}, err
	}
	return models.In(ctx, s.db, v.To(identity.PaymentRecord), func(tx *models.Tx) (Differences, error) {
		d, err := models.Lock(tx, in.ID)
		if err != nil {
			return Differences{}, err
		}
		d.ResolvedAt, d.ResolvedByName, d.Note = &tx.Now, v.Name(), models.Text(in.Body.Note)
		if err := models.Update(tx, d, "resolved_at", "resolved_by_name", "note"); err != nil {
			return Differences{}, err
		}
		return differences(tx)
	})
}
