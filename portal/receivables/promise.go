package receivables

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// promisesShown is how many promises an account's page shows.
const promisesShown = 20

// Promise is a client's word that it will pay so much by a day.
type Promise struct {
	ID         models.PromiseID    `json:"id"`
	Invoice    *InvoiceMark        `json:"invoice" doc:"Null: on the account."`
	Amount     string              `json:"amount"`
	PromisedOn models.Date         `json:"promised_on"`
	Note       string              `json:"note"`
	MadeByName string              `json:"made_by_name" doc:"Whoever wrote it down."`
	SaidBy     string              `json:"said_by" doc:"Whoever gave their word, where that is somebody else."`
	MadeAt     time.Time           `json:"made_at"`
	Paid       string              `json:"paid" doc:"Since it was made, through its day."`
	State      models.PromiseState `json:"state" enum:"open,kept,broken,withdrawn"`
}

// InvoiceMark is an invoice by its number.
type InvoiceMark struct {
	ID     models.InvoiceID `json:"id"`
	Number string           `json:"number"`
}

func promiseOf(p models.PromiseSheet, today models.Date) Promise {
	out := Promise{ID: p.ID, Amount: p.Amount.In(p.Currency), PromisedOn: p.PromisedOn, Note: p.Note, MadeByName: p.MadeByName, SaidBy: p.SaidBy,
		MadeAt: p.MadeAt, Paid: p.Paid.In(p.Currency), State: p.StateOn(today)}
	if p.InvoiceID != nil {
		out.Invoice = &InvoiceMark{*p.InvoiceID, p.Number}
	}
	return out
}

// PromiseInput says when who will pay how much, under an agreement.
type PromiseInput struct {
	ID   models.AgreementID `path:"id"`
	Body struct {
		Amount     string            `json:"amount" maxLength:"24" example:"60440.00"`
		PromisedOn models.Date       `json:"promised_on" doc:"Today or a later day, within half a year."`
		Invoice    *models.InvoiceID `json:"invoice_id,omitempty" doc:"None: on the account."`
		SaidBy     string            `json:"said_by,omitempty" maxLength:"100" doc:"Who gave their word, where that is not the viewer."`
		Note       string            `json:"note,omitempty" maxLength:"500"`
	}
}

// promisedWithin is how far ahead a promise may lie.
const promisedWithin = 183

// Promise writes down that a client will pay: by the client's own people, the supplier's, or whoever looks after the agreement.
// While it is open, no reminder goes out for what it is about.
func (s *Service) Promise(ctx context.Context, v identity.Viewer, in PromiseInput) (Agreement, error) {
	return models.In(ctx, s.db, v.To(identity.PromiseRecord), func(tx *models.Tx) (Agreement, error) {
		a, err := models.Get(tx, in.ID)
		if err != nil {
			return Agreement{}, err
		}
		p, number, err := in.draft(tx, *a, v.Today(tx.Now))
		if err != nil {
			return Agreement{}, err
		}
		if err := models.Insert(tx, &p); err != nil {
			return Agreement{}, err
		}
		detail := map[string]any{"amount": p.Amount.In(p.Currency), "currency": p.Currency, "until": p.PromisedOn}
		if number != "" {
			detail["number"] = number
		}
		if err := models.Record(tx, models.Event{ClientID: a.ClientID, SupplierID: &a.SupplierID, InvoiceID: p.InvoiceID,
			Kind: models.EventPaymentPromised, Note: p.Note, Detail: detail}); err != nil {
			return Agreement{}, err
		}
		return showAgreement(tx, v, *a)
	})
}

func (in PromiseInput) draft(tx *models.Tx, a models.Agreement, today models.Date) (p models.Promise, number string, err error) {
	var f models.Faults
	b := in.Body
	p = models.Promise{ID: models.NewID[models.Promise](), ClientID: a.ClientID, SupplierID: a.SupplierID, InvoiceID: b.Invoice, Currency: a.Currency,
		PromisedOn: b.PromisedOn, Note: models.Text(b.Note), MadeByName: tx.Actor.Name, SaidBy: models.OneLine(b.SaidBy), MadeAt: tx.Now, MadeOn: today}
	if b.Invoice != nil {
		i, err := models.First[models.Invoice](tx, "id = ? AND client_id = ? AND supplier_id = ?", *b.Invoice, a.ClientID, a.SupplierID)
		if err != nil {
			return p, "", err
		}
		p.Currency, number = i.Currency, i.Number
		f.Check(i.Balance() > 0, "invoice_id", "nothing-due", "The invoice asks for nothing any more.")
	}
	p.Amount = readAmount(&f, "amount", b.Amount, p.Currency)
	f.Check(p.PromisedOn >= today && p.PromisedOn.Days(today) <= promisedWithin, "promised_on", "bad-day", "Name today or a day within half a year.")
	return p, number, f.Err()
}

// WithdrawInput names a promise.
type WithdrawInput struct {
	ID models.PromiseID `path:"id"`
}

// Withdraw takes a promise back that was written down by mistake; reminders go on. A second time changes nothing.
func (s *Service) Withdraw(ctx context.Context, v identity.Viewer, in WithdrawInput) (Agreement, error) {
	return models.In(ctx, s.db, v.To(identity.PromiseRecord), func(tx *models.Tx) (Agreement, error) {
		p, err := models.Lock(tx, in.ID)
		if err != nil {
			return Agreement{}, err
		}
		if p.WithdrawnAt == nil {
			p.WithdrawnAt = &tx.Now
			if err := models.Update(tx, p, "withdrawn_at"); err != nil {
				return Agreement{}, err
			}
			if err := models.Record(tx, models.Event{ClientID: p.ClientID, SupplierID: &p.SupplierID, InvoiceID: p.InvoiceID, Kind: models.EventPromiseTaken}); err != nil {
				return Agreement{}, err
			}
		}
		list, err := models.List[models.Agreement](tx, "status = 'ended', valid_from DESC, id", "client_id = ? AND supplier_id = ?", p.ClientID, p.SupplierID)
		if err != nil || len(list) == 0 {
			return Agreement{}, err
		}
		return showAgreement(tx, v, list[0])
	})
}
