package demo

import (
	"cmp"
	"slices"
	"time"

	"povtor/models"
)

// posting is a row of the ledger, and when it was written.
type posting struct {
	models.Posting
	at time.Time
}

// postings are what the world's papers come to in the ledger: every invoice, every payment, and what of it went to which invoice.
func (w World) postings() []posting {
	var all []posting
	for _, o := range w.Orders {
		i := o.Invoice
		if i == nil {
			continue
		}
		p := models.Posting{Kind: models.InvoicePosted, ClientID: i.ClientID, SupplierID: i.SupplierID, Currency: i.Currency,
			BookedOn: i.IssuedOn, Amount: i.Total, InvoiceID: &i.ID}
		all = append(all, posting{p, i.IssuedAt})
		for n := range o.Payments {
			paid := &o.Payments[n]
			p.Kind, p.BookedOn, p.Amount, p.InvoiceID, p.PaymentID = models.PaymentPosted, paid.ReceivedOn, paid.Amount, nil, &paid.ID
			all = append(all, posting{p, paid.RecordedAt})
			p.Kind, p.Amount, p.InvoiceID = models.AllocationPosted, paid.Allocated, &i.ID
			all = append(all, posting{p, paid.RecordedAt})
		}
	}
	slices.SortStableFunc(all, func(x, y posting) int { return cmp.Compare(x.at.UnixNano(), y.at.UnixNano()) })
	return all
}

func (w World) loadLedger(tx *models.Tx) error {
	return put(tx, "ledger", `client_id supplier_id currency booked_on kind amount invoice_id payment_id at actor`, w.postings(),
		func(p *posting) []any {
			return []any{p.ClientID, p.SupplierID, p.Currency, p.BookedOn, p.Kind, p.Amount, p.InvoiceID, p.PaymentID, p.at, tx.Actor.String()}
		})
}
