package receivables

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/terms"
)

// allocate gives parts of a payment that is held to invoices, as of a day.
func allocate(tx *models.Tx, p *models.Payment, parts []Part, on models.Date) error {
	if len(parts) == 0 {
		return nil
	}
	if p.ReversedOn != nil {
		return models.Faulty(models.Conflict, "payment-reversed", "This payment was taken back.")
	}
	ids := make([]models.InvoiceID, len(parts))
	for i, part := range parts {
		ids[i] = part.Invoice
	}
	invoices, err := models.LockInvoices(tx, ids)
	if err != nil {
		return err
	}
	early, err := discounts(tx, p, invoices)
	if err != nil {
		return err
	}
	postings, err := divide(p, invoices, parts, early, on)
	if err != nil {
		return err
	}
	if err := models.Post(tx, postings...); err != nil {
		return err
	}
	return tell(tx, invoices, postings)
}

// discounts are what each of the invoices is let off if this payment settles it: nothing unless all of it came in time.
func discounts(tx *models.Tx, p *models.Payment, invoices []models.Invoice) ([]models.Amount, error) {
	out := make([]models.Amount, len(invoices))
	for i, invoice := range invoices {
		off, until := terms.Early(invoice.PaymentTerms, invoice.Total-invoice.Credited, invoice.IssuedOn)
		if off == 0 || p.ReceivedOn > until || invoice.Balance() <= off {
			continue
		}
		before, err := models.PaymentsOf(tx, invoice.ID)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(before, func(p models.InvoicePayment) bool { return p.ReceivedOn > until }) {
			out[i] = off
		}
	}
	return out, nil
}

// divide says how much of a payment each of the invoices gets. None gets more than it asks for, all together no more than is left.
// What settles an invoice but for its discount for early payment earns that.
func divide(p *models.Payment, invoices []models.Invoice, parts []Part, early []models.Amount, on models.Date) ([]models.Posting, error) {
	rest := p.Rest()
	postings := make([]models.Posting, 0, len(parts))
	for i, invoice := range invoices {
		amount := parts[i].Amount
		if amount == 0 {
			amount = min(rest, invoice.Balance()-early[i])
		}
		switch {
		case invoice.ClientID != p.ClientID || invoice.SupplierID != p.SupplierID:
			return nil, models.Faulty(models.Conflict, "another-client", "The invoice "+invoice.Number+" is another client's.")
		case invoice.Currency != p.Currency:
			return nil, models.Faulty(models.Conflict, "another-currency", "The invoice "+invoice.Number+" is in another currency.")
		case invoice.Balance() == 0:
			return nil, models.Faulty(models.Conflict, "nothing-due", "The invoice "+invoice.Number+" asks for nothing any more.")
		case amount > invoice.Balance():
			return nil, models.Faulty(models.Conflict, "above-balance", "That is more than the invoice "+invoice.Number+" still asks for.")
		case amount > rest || amount == 0:
			return nil, models.Faulty(models.Conflict, "above-rest", "That is more than is left of the payment.")
		}
		rest -= amount
		posting := of(p, models.AllocationPosted, on, amount)
		posting.InvoiceID = &invoices[i].ID
		postings = append(postings, posting)
		if left := invoice.Balance() - amount; left > 0 && left <= early[i] {
			posting.Kind, posting.Amount = models.DiscountPosted, left
			postings = append(postings, posting)
		}
	}
	p.Allocated = p.Amount - p.Refunded - rest
	return postings, nil
}

// tell writes of every invoice that asks for nothing any more that it is paid.
func tell(tx *models.Tx, invoices []models.Invoice, postings []models.Posting) error {
	for _, i := range invoices {
		for _, p := range postings {
			if *p.InvoiceID == i.ID {
				i.Paid += p.Amount
			}
		}
		if i.Balance() > 0 {
			continue
		}
		if err := models.Record(tx, models.Event{ClientID: i.ClientID, SupplierID: &i.SupplierID, OrderID: &i.OrderID,
			InvoiceID: &i.ID, Kind: models.EventInvoicePaid, Detail: map[string]any{"number": i.Number}}); err != nil {
			return err
		}
	}
	return nil
}

// AllocateInput names a payment and what of it goes to which invoices.
type AllocateInput struct {
	ID   models.PaymentID `path:"id"`
	Body struct {
		Allocations []PartInput `json:"allocations,omitempty" maxItems:"200" doc:"None: to whatever the client owes, the first due first, until nothing is left."`
	}
}

// Allocate gives what is left of a payment to invoices of the same client and currency. The payment's supplier only.
func (s *Service) Allocate(ctx context.Context, v identity.Viewer, in AllocateInput) (Payment, error) {
	return s.change(ctx, v, in.ID, func(tx *models.Tx, p *models.Payment) error {
		var f models.Faults
		parts := readParts(&f, in.Body.Allocations, p.Currency)
		if err := f.Err(); err != nil {
			return err
		}
		if len(parts) == 0 {
			var err error
			if parts, err = spread(tx, p); err != nil {
				return err
			}
		}
		return allocate(tx, p, parts, v.Today(tx.Now))
	})
}

// spread gives what is left of a payment to what its client owes, the first due first.
func spread(tx *models.Tx, p *models.Payment) ([]Part, error) {
	open, err := models.OpenInvoices(tx, p.ClientID, p.SupplierID, p.Currency)
	if err != nil {
		return nil, err
	}
	var parts []Part
	for rest, n := p.Rest(), 0; rest > 0 && n < len(open); n++ {
		parts, rest = append(parts, Part{Invoice: open[n].ID}), rest-min(rest, open[n].Balance())
	}
	return parts, nil
}

// ReleaseInput names a payment and the invoice whose part is taken back.
type ReleaseInput struct {
	ID   models.PaymentID `path:"id"`
	Body struct {
		Invoice *models.InvoiceID `json:"invoice_id,omitempty" doc:"None: every part."`
	}
}

// Release takes back what of a payment went to an invoice; it becomes the client's credit again. The payment's supplier only.
func (s *Service) Release(ctx context.Context, v identity.Viewer, in ReleaseInput) (Payment, error) {
	return s.change(ctx, v, in.ID, func(tx *models.Tx, p *models.Payment) error {
		return release(tx, p, v.Today(tx.Now), func(a models.Allocation) bool { return in.Body.Invoice == nil || a.InvoiceID == *in.Body.Invoice })
	})
}

// release takes back the allocations of a payment that is held, those that are meant.
func release(tx *models.Tx, p *models.Payment, on models.Date, meant func(models.Allocation) bool) error {
	list, err := models.AllocationsOf(tx, p.ID)
	if err != nil {
		return err
	}
	ids := make([]models.InvoiceID, len(list))
	for i, a := range list {
		ids[i] = a.InvoiceID
	}
	if _, err := models.LockInvoices(tx, ids); err != nil {
		return err
	}
	earned, err := models.DiscountsOf(tx, nil, &p.ID)
	if err != nil {
		return err
	}
	var postings []models.Posting
	for _, a := range list {
		if !meant(a) {
			continue
		}
		posting := of(p, models.ReleasePosted, on, a.Amount)
		posting.InvoiceID = &a.InvoiceID
		postings = append(postings, posting)
		p.Allocated -= a.Amount
		postings = append(postings, lost(posting, earned)...)
	}
	return models.Post(tx, postings...)
}

// ReverseInput names a payment that was booked by mistake.
type ReverseInput struct {
	ID   models.PaymentID `path:"id"`
	Body struct {
		Reason string `json:"reason" maxLength:"500"`
	}
}

// Validate asks for a reason.
func (in ReverseInput) Validate() error {
	var f models.Faults
	f.Check(models.Text(in.Body.Reason) != "", "reason", "required", "Say why.")
	return f.Err()
}

// Reverse takes a payment back, with whatever it was allocated to. The payment's supplier only; a second time changes nothing. A card payment is
// not reversed: its money is where it says, until it is refunded.
func (s *Service) Reverse(ctx context.Context, v identity.Viewer, in ReverseInput) (Payment, error) {
	if err := in.Validate(); err != nil {
		return Payment{}, err
	}
	return s.change(ctx, v, in.ID, func(tx *models.Tx, p *models.Payment) error {
		if p.Source == models.PaidStripe {
			return models.Faulty(models.Conflict, "refund-instead", "A card payment is given back by a refund.")
		}
		return Unbook(tx, p, in.Body.Reason, v.Today(tx.Now))
	})
}

// Unbook takes a payment that is held out of the books by rows that undo its own.
func Unbook(tx *models.Tx, p *models.Payment, why string, today models.Date) error {
	if p.ReversedOn != nil {
		return nil
	}
	if err := release(tx, p, today, func(models.Allocation) bool { return true }); err != nil {
		return err
	}
	if err := models.Post(tx, of(p, models.ReversalPosted, today, p.Amount)); err != nil {
		return err
	}
	p.ReversedWhy, p.ReversedOn = models.Text(why), &today
	return models.Update(tx, p, "reversed_why")
}

// change runs a step on a payment of the viewer's own, held until the transaction ends, and answers what became of it.
func (s *Service) change(ctx context.Context, v identity.Viewer, id models.PaymentID, step func(*models.Tx, *models.Payment) error) (Payment, error) {
	return models.In(ctx, s.db, v.To(identity.PaymentRecord), func(tx *models.Tx) (Payment, error) {
		p, err := models.Lock(tx, id)
		if err != nil {
			return Payment{}, err
		}
		if err := step(tx, p); err != nil {
			return Payment{}, err
		}
		return read(tx, v, id)
	})
}
