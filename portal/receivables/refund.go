package receivables

import (
	"slices"

	"povtor/models"
)

// GiveBack books that an amount of a payment that is held went back to its payer. It is taken from the client's credit first, then
// from the invoices, the last due first, which ask for it again. More than is there is a Conflict.
func GiveBack(tx *models.Tx, p *models.Payment, amount models.Amount, on models.Date) error {
	if over := amount - p.Rest(); over > 0 {
		if err := releaseLast(tx, p, over, on); err != nil {
			return err
		}
	}
	p.Refunded += amount
	return models.Post(tx, of(p, models.RefundPosted, on, amount))
}

// releaseLast takes an amount back from the invoices that a payment is allocated to, the last due first.
func releaseLast(tx *models.Tx, p *models.Payment, amount models.Amount, on models.Date) error {
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
	for _, a := range slices.Backward(list) {
		back := min(amount, a.Amount)
		if back == 0 {
			break
		}
		posting := of(p, models.ReleasePosted, on, back)
		posting.InvoiceID = &a.InvoiceID
		postings = append(postings, posting)
		amount, p.Allocated = amount-back, p.Allocated-back
		postings = append(postings, lost(posting, earned)...)
	}
	return models.Post(tx, postings...)
}

// lost are the discounts for early payment that go with what is released of an invoice: it is not settled any more.
func lost(released models.Posting, earned []models.EarnedDiscount) (postings []models.Posting) {
	for _, d := range earned {
		if d.InvoiceID == *released.InvoiceID {
			released.Kind, released.Amount = models.DiscountBack, d.Amount
			postings = append(postings, released)
		}
	}
	return postings
}

// Early is what each of these invoices is let off if it is settled on a day.
func Early(tx *models.Tx, invoices []models.Invoice, on models.Date) ([]models.Amount, error) {
	return discounts(tx, &models.Payment{ReceivedOn: on}, invoices)
}

// Recover books that an amount that had gone back came again, as the client's credit.
func Recover(tx *models.Tx, p *models.Payment, amount models.Amount, on models.Date) error {
	p.Refunded -= amount
	return models.Post(tx, of(p, models.RecoveryPosted, on, amount))
}

// Apply gives what is left of a payment that is held to these invoices, in their order, each no more than its part and than it
// asks for. What they do not ask for stays the client's credit.
func Apply(tx *models.Tx, p *models.Payment, parts []Part, on models.Date) error {
	asked, err := Asked(tx, parts, p.Rest())
	if err != nil {
		return err
	}
	return allocate(tx, p, asked, on)
}

// Asked cuts parts down to what their invoices, which are held from here on, still ask for, and all together to an amount.
func Asked(tx *models.Tx, parts []Part, rest models.Amount) ([]Part, error) {
	ids := make([]models.InvoiceID, len(parts))
	for i, p := range parts {
		ids[i] = p.Invoice
	}
	invoices, err := models.LockInvoices(tx, ids)
	if err != nil {
		return nil, err
	}
	var out []Part
	for i, p := range parts {
		amount := min(p.Amount, invoices[i].Balance(), rest)
		if amount > 0 {
			out, rest = append(out, Part{p.Invoice, amount}), rest-amount
		}
	}
	return out, nil
}
