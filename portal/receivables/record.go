package receivables

import (
	"context"
	"strconv"

	"povtor/models"
	"povtor/portal/identity"
)

// PartInput is what of a payment goes to one invoice.
type PartInput struct {
	Invoice models.InvoiceID `json:"invoice_id"`
	Amount  string           `json:"amount,omitempty" maxLength:"24" doc:"Empty: as much as the invoice asks for and the payment has left."`
}

// RecordInput is a payment as somebody enters it by hand.
type RecordInput struct {
	Body struct {
		Client      models.OrganisationID `json:"client_id"`
		Currency    models.Currency       `json:"currency" pattern:"^[A-Z]{3}$" example:"RUB"`
		Amount      string                `json:"amount" maxLength:"24" example:"60440.00"`
		ReceivedOn  models.Date           `json:"received_on" doc:"Not after today, and not in a closed month."`
		Reference   string                `json:"reference,omitempty" maxLength:"200" doc:"The payer's own document."`
		Purpose     string                `json:"purpose,omitempty" maxLength:"500"`
		Allocations []PartInput           `json:"allocations,omitempty" maxItems:"200" doc:"What is not allocated stays the client's credit."`
	}
}

// Validate reports sums that are none.
func (in RecordInput) Validate() error {
	var f models.Faults
	readAmount(&f, "amount", in.Body.Amount, in.Body.Currency)
	readParts(&f, in.Body.Allocations, in.Body.Currency)
	return f.Err()
}

// largest is more than anybody pays at once, and small enough that sums of it never overflow.
const largest = models.Amount(1e15)

func readAmount(f *models.Faults, field, text string, c models.Currency) models.Amount {
	a, err := models.ParseAmount(text, c)
	f.Check(err == nil && a > 0 && a <= largest, field, "not-an-amount", "Say how much, such as 60440.00.")
	return a
}

func readParts(f *models.Faults, in []PartInput, c models.Currency) []Part {
	parts := make([]Part, len(in))
	seen := map[models.InvoiceID]bool{}
	for i, p := range in {
		field := "allocations/" + strconv.Itoa(i)
		f.Check(!seen[p.Invoice], field+"/invoice_id", "twice", "Name each invoice once.")
		seen[p.Invoice], parts[i].Invoice = true, p.Invoice
		if p.Amount != "" {
			parts[i].Amount = readAmount(f, field+"/amount", p.Amount, c)
		}
	}
	return parts
}

// Record books a payment that somebody at the supplier saw come in. NotFound for a client it has no agreement with or another's
// invoice; above-balance, above-rest and month-closed are Conflicts, and nothing is booked then.
func (s *Service) Record(ctx context.Context, v identity.Viewer, in RecordInput) (Payment, error) {
	var f models.Faults
	b := in.Body
	r := Receipt{Client: b.Client, Supplier: v.Organisation(), Currency: b.Currency, Amount: readAmount(&f, "amount", b.Amount, b.Currency),
		ReceivedOn: b.ReceivedOn, Reference: models.OneLine(b.Reference), Purpose: models.Text(b.Purpose), Source: models.PaidManual,
		To: readParts(&f, b.Allocations, b.Currency)}
	if err := f.Err(); err != nil {
		return Payment{}, err
	}
	return models.In(ctx, s.db, v.To(identity.PaymentRecord), func(tx *models.Tx) (Payment, error) {
		p, err := Book(tx, r, v.Today(tx.Now))
		if err != nil {
			return Payment{}, err
		}
		return read(tx, v, p.ID)
	})
}

// Receipt is money that came in, and which invoices it is for.
type Receipt struct {
	Client, Supplier   models.OrganisationID
	Currency           models.Currency
	Amount             models.Amount
	ReceivedOn         models.Date
	Reference, Purpose string
	Payer, PayerTaxID  string
	Source             models.PaymentSource
	SourceKey          string // it enters the books once, already-booked after that
	To                 []Part
}

// Part is what of a payment goes to one invoice; no amount: as much as the invoice asks for and the payment has left.
type Part struct {
	Invoice models.InvoiceID
	Amount  models.Amount
}

// Book writes a payment into the books and allocates it, on the supplier's day.
func Book(tx *models.Tx, r Receipt, today models.Date) (*models.Payment, error) {
	if r.ReceivedOn > today {
		return nil, models.Faulty(models.Invalid, "received-in-the-future", "That day has not come yet.").
			At("received_on", "in-the-future", "Name today or an earlier day.")
	}
	if _, err := models.First[models.Agreement](tx, "client_id = ? AND supplier_id = ?", r.Client, r.Supplier); err != nil {
		return nil, err
	}
	p := &models.Payment{ID: models.NewID[models.Payment](), ClientID: r.Client, SupplierID: r.Supplier, Currency: r.Currency, Amount: r.Amount,
		ReceivedOn: r.ReceivedOn, Reference: r.Reference, Purpose: r.Purpose, Payer: r.Payer, PayerTaxID: r.PayerTaxID, Source: r.Source,
		SourceKey: r.SourceKey, RecordedByName: tx.Actor.Name, RecordedAt: tx.Now}
	if !tx.Actor.User.IsZero() {
		p.RecordedBy = &tx.Actor.User
	}
	if err := models.Insert(tx, p); err != nil {
		return nil, err
	}
	posting := of(p, models.PaymentPosted, p.ReceivedOn, p.Amount)
	if err := models.Post(tx, posting); err != nil {
		return nil, err
	}
	return p, allocate(tx, p, r.To, today)
}

// of is a movement of a payment.
func of(p *models.Payment, kind models.PostingKind, on models.Date, amount models.Amount) models.Posting {
	return models.Posting{Kind: kind, ClientID: p.ClientID, SupplierID: p.SupplierID, Currency: p.Currency, BookedOn: on, Amount: amount, PaymentID: &p.ID}
}
