package card

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
)

// PartInput is how much of one invoice is to be paid.
type PartInput struct {
	Invoice models.InvoiceID `json:"invoice_id"`
	Amount  string           `json:"amount,omitempty" maxLength:"24" doc:"Up to what the invoice asks for. Empty: all of it."`
}

// StartInput names invoices of one supplier and currency to be paid by card.
type StartInput struct {
	Body struct {
		Parts []PartInput `json:"parts" minItems:"1" maxItems:"50"`
	}
}

// Validate reports invoices named twice.
func (in StartInput) Validate() error {
	var f models.Faults
	seen := map[models.InvoiceID]bool{}
	for i, p := range in.Body.Parts {
		f.Check(!seen[p.Invoice], "parts/"+strconv.Itoa(i)+"/invoice_id", "twice", "Name each invoice once.")
		seen[p.Invoice] = true
	}
	return f.Err()
}

// asked is for how long a payer may take.
const asked = time.Hour

// Start begins a payment by card: it is written down, and Stripe makes a page for it, whose address is in the answer. Whatever of the same
// invoices was asked for before and not paid is taken away. More than an invoice asks for, one that was cancelled or is paid, a
// supplier that takes no cards, or a payment that is on its way already are Conflicts; nothing is asked for then.
func (s *Service) Start(ctx context.Context, v identity.Viewer, in StartInput) (Payment, error) {
	if err := in.Validate(); err != nil {
		return Payment{}, err
	}
	if s.gateway == nil {
		return Payment{}, errNoCards
	}
	id, err := models.In(ctx, s.db, v.To(identity.InvoicePay), func(tx *models.Tx) (models.CardPaymentID, error) { return s.mean(tx, v, in) })
	if err != nil {
		return Payment{}, err
	}
	if err := s.clear(ctx, id, in); err != nil {
		return Payment{}, err
	}
	if err := s.ask(ctx, id); err != nil {
		return Payment{}, err
	}
	return s.Get(ctx, v, GetInput{id})
}

// mean writes down what is about to be paid.
func (s *Service) mean(tx *models.Tx, v identity.Viewer, in StartInput) (models.CardPaymentID, error) {
	parts := map[models.InvoiceID]PartInput{}
	ids := make([]models.InvoiceID, len(in.Body.Parts))
	for i, p := range in.Body.Parts {
		ids[i], parts[p.Invoice] = p.Invoice, p
	}
	found, err := payables(tx, ids, v.Locale())
	if err != nil {
		return models.CardPaymentID{}, err
	}
	switch s.takes(found[0]) {
	case "none":
		return models.CardPaymentID{}, errNoCards
	case "supplier":
		return models.CardPaymentID{}, errNotReady
	}
	early, err := earlyOf(tx, found)
	if err != nil {
		return models.CardPaymentID{}, err
	}
	user := v.User()
	p := models.CardPayment{ID: models.NewID[models.CardPayment](), ClientID: found[0].ClientID, SupplierID: found[0].SupplierID, Currency: found[0].Currency,
		Account: found[0].Account, State: models.CardCreated, Locale: v.Locale(), StartedBy: &user, StartedByName: v.Name(), StartedAt: tx.Now,
		ExpiresAt: tx.Now.Add(asked).Truncate(time.Second)}
	rows := make([]*models.CardPart, len(found))
	for i, f := range found {
		amount, err := partOf(f, parts[f.ID].Amount, early[f.ID])
		if err != nil {
			return p.ID, err
		}
		rows[i] = &models.CardPart{CardPaymentID: p.ID, ClientID: p.ClientID, SupplierID: p.SupplierID, Currency: p.Currency, InvoiceID: f.ID, Position: i + 1, Amount: amount}
		p.Amount += amount
	}
	if _, err := gateway.Units(p.Amount, p.Currency); err != nil {
		return p.ID, err
	}
	if err := models.Insert(tx, &p); err != nil {
		return p.ID, err
	}
	return p.ID, models.Insert(tx, rows...)
}

// partOf is how much of an invoice is paid: what is named, or what settles it today.
func partOf(f models.Payable, text string, early models.Amount) (models.Amount, error) {
	amount := f.Balance - f.Held - early
	if text != "" {
		var err error
		if amount, err = models.ParseAmount(text, f.Currency); err != nil || amount <= 0 {
			return 0, models.Faulty(models.Invalid, "not-an-amount", "Say how much, such as 60440.00.")
		}
	}
	switch {
	case f.Cancelled:
		return 0, models.Faulty(models.Conflict, "invoice-cancelled", "The invoice "+f.Number+" was cancelled.")
	case f.Balance == 0:
		return 0, models.Faulty(models.Conflict, "nothing-due", "The invoice "+f.Number+" asks for nothing any more.")
	case amount > f.Balance:
		return 0, models.Faulty(models.Conflict, "above-balance", "That is more than the invoice "+f.Number+" still asks for.")
	case amount > f.Balance-f.Held || amount <= 0:
		return 0, errUnderWay
	}
	_, err := gateway.Units(amount, f.Currency)
	return amount, err
}

// clear takes away what was asked for the same invoices before and not paid. Where one of those turns out to be paid, or about to be,
// this one is taken back instead.
func (s *Service) clear(ctx context.Context, id models.CardPaymentID, in StartInput) error {
	ids := make([]models.InvoiceID, len(in.Body.Parts))
	for i, p := range in.Body.Parts {
		ids[i] = p.Invoice
	}
	rivals, err := models.Read(ctx, s.db, system(), func(tx *models.Tx) ([]models.CardPayment, error) { return models.CardRivals(tx, ids, id) })
	if err != nil {
		return err
	}
	for _, r := range rivals {
		state, err := s.drop(ctx, r)
		if err != nil {
			return err
		}
		if state == models.CardPaid || state == models.CardProcessing {
			if _, err := s.end(ctx, id, models.CardCancelled, ""); err != nil {
				return err
			}
			return errUnderWay
		}
	}
	return nil
}

// drop takes a payment back that nobody has paid yet, and answers how it stands then: Stripe's page may have been used meanwhile.
func (s *Service) drop(ctx context.Context, p models.CardPayment) (models.CardState, error) {
	if p.Page != "" {
		page, err := s.gateway.Shut(ctx, p.Account, p.Page)
		if gateway.RefusedAs(err) != "" || err == nil && page.State != "expired" {
			return s.look(ctx, p.ID, hint{})
		}
		if err != nil {
			return p.State, err
		}
	}
	return s.end(ctx, p.ID, models.CardCancelled, "")
}

// end closes a payment that has not come, unless it has.
func (s *Service) end(ctx context.Context, id models.CardPaymentID, state models.CardState, failure string) (models.CardState, error) {
	return models.In(ctx, s.db, system(), func(tx *models.Tx) (models.CardState, error) {
		p, err := models.Lock(tx, id)
		if err != nil {
			return "", err
		}
		if !rise(p, state, tx.Now) {
			return p.State, nil
		}
		p.Failure = failure
		return p.State, models.Update(tx, p, "state", "failure", "settled_at")
	})
}

// ask lets Stripe make the page, unless it is there already.
func (s *Service) ask(ctx context.Context, id models.CardPaymentID) error {
	sheet, err := models.Read(ctx, s.db, system(), func(tx *models.Tx) (*models.CardPaymentSheet, error) { return models.ReadCardPayment(tx, id, "ru") })
	if err != nil || sheet.State != models.CardCreated {
		return err
	}
	page, err := s.gateway.Open(ctx, s.orderOf(*sheet))
	if code := gateway.RefusedAs(err); code != "" {
		if _, err := s.end(ctx, id, models.CardFailed, code); err != nil {
			return err
		}
		return refusal(code)
	}
	if err != nil {
		return err
	}
	state, err := models.In(ctx, s.db, system(), func(tx *models.Tx) (models.CardState, error) {
		p, err := models.Lock(tx, id)
		if err != nil || !rise(p, models.CardOpen, tx.Now) {
			return p.State, err
		}
		p.Page, p.URL = page.ID, page.URL
		return p.State, models.Update(tx, p, "state", "page", "url")
	})
	if err == nil && !state.Pending() { // taken away while Stripe was asked
		_, err = s.gateway.Shut(ctx, sheet.Account, page.ID)
	}
	return err
}

// orderOf is what Stripe is asked for.
func (s *Service) orderOf(p models.CardPaymentSheet) gateway.Order {
	o := gateway.Order{ID: p.ID.String(), Account: p.Account, Currency: p.Currency, Locale: p.Locale, ExpiresAt: p.ExpiresAt,
		Return: s.base + "/card-payments/" + p.ID.String() + "?from=card", Back: s.base + "/card-payments/" + p.ID.String() + "?from=back"}
	name := "Счёт %s"
	if p.Locale != "ru" {
		name = "Invoice %s"
	}
	for _, part := range p.Parts {
		o.Lines = append(o.Lines, gateway.Line{Name: fmt.Sprintf(name, part.Number), Amount: part.Amount})
	}
	return o
}

// refusal says in our words why Stripe makes no page.
func refusal(code string) error {
	switch code {
	case "amount_too_small":
		return models.Faulty(models.Conflict, "below-card-minimum", "That is less than a card can pay.")
	case "amount_too_large":
		return models.Faulty(models.Conflict, "above-card-limit", "That is more than a card pays at once. Pay by bank transfer, or in parts.")
	}
	return errNotReady
}
