package card

import (
	"strings"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/receivables"
)

// The kinds of difference between Stripe and us.
const (
	DiffersCurrency = "currency"       // money came in another currency than was asked for: it is not booked
	DiffersAmount   = "amount"         // more or less came than was asked for: it is booked as the client's credit
	DiffersUnknown  = "unknown"        // a payment of ours that we have no row of
	DiffersAccount  = "account"        // somebody else's account says it took a payment of this supplier's
	DiffersSecond   = "second"         // a second charge bears the name of one payment
	DiffersMissing  = "missing"        // we booked a payment of which Stripe shows no charge
	DiffersBooked   = "unbooked"       // Stripe shows a charge that could not be booked
	DiffersBeyond   = "beyond-payment" // more went back than the payment has
)

// arrive books money that came, once, and what of it went back since.
func arrive(tx *models.Tx, p *models.CardPayment, i gateway.Intent) error {
	rise(p, models.CardPaid, tx.Now)
	p.Charge, p.Means, p.PaidAt, p.Failure = i.Charge.ID, i.Charge.Means, &i.Charge.At, ""
	if i.Currency != p.Currency {
		return differ(tx, models.CardDifference{SupplierID: p.SupplierID, Account: p.Account, Kind: DiffersCurrency, Subject: i.Charge.ID, CardPaymentID: &p.ID,
			Currency: i.Currency, Theirs: i.Amount})
	}
	today, err := dayOf(tx, p.SupplierID)
	if err != nil {
		return err
	}
	if p.PaymentID == nil {
		if err := book(tx, p, i, today); err != nil {
			return err
		}
	}
	return goBack(tx, p, *i.Charge, today)
}

// dayOf is the civil day at a supplier.
func dayOf(tx *models.Tx, supplier models.OrganisationID) (models.Date, error) {
	o, err := models.Get(tx, supplier)
	if err != nil {
		return 0, err
	}
	return models.DateOf(tx.Now, o.Zone()), nil
}

// book writes money that came into the supplier's books. What the invoices do not ask for any more is the client's credit, as is all
// of it where it is not the sum that was asked for.
func book(tx *models.Tx, p *models.CardPayment, i gateway.Intent, today models.Date) error {
	list, err := models.List[models.CardPart](tx, "position", "card_payment_id = ?", p.ID)
	if err != nil {
		return err
	}
	client, err := models.Get(tx, p.ClientID)
	if err != nil {
		return err
	}
	on, err := openDay(tx, p, today)
	if err != nil {
		return err
	}
	purpose, err := purposeOf(tx, list)
	if err != nil {
		return err
	}
	r := receivables.Receipt{Client: p.ClientID, Supplier: p.SupplierID, Currency: p.Currency, Amount: i.Amount, ReceivedOn: on, Reference: p.Means,
		Purpose: purpose, Payer: client.Name, PayerTaxID: client.TaxID, Source: models.PaidStripe, SourceKey: i.ID}
	if i.Amount == p.Amount {
		if r.To, err = receivables.Asked(tx, partsOf(list), i.Amount); err != nil {
			return err
		}
	} else if err := differ(tx, models.CardDifference{SupplierID: p.SupplierID, Account: p.Account, Kind: DiffersAmount, Subject: i.Charge.ID, CardPaymentID: &p.ID,
		Currency: p.Currency, Ours: p.Amount, Theirs: i.Amount}); err != nil {
		return err
	}
	m, err := receivables.Book(tx, r, today)
	if err != nil {
		return err
	}
	p.Received, p.PaymentID = i.Amount, &m.ID
	return nil
}

// openDay is the supplier's day on which money came; today, where that one lies in a closed month by now.
func openDay(tx *models.Tx, p *models.CardPayment, today models.Date) (models.Date, error) {
	o, err := models.Get(tx, p.SupplierID)
	if err != nil {
		return 0, err
	}
	on := min(models.DateOf(*p.PaidAt, o.Zone()), today)
	b, err := models.First[models.Books](tx, "supplier_id = ?", p.SupplierID)
	if models.KindOf(err) == models.NotFound {
		return on, nil
	}
	if err != nil {
		return 0, err
	}
	if b.ClosedTo != nil && on <= *b.ClosedTo {
		on = today
	}
	return on, nil
}

func partsOf(list []models.CardPart) []receivables.Part {
	out := make([]receivables.Part, len(list))
	for i, l := range list {
		out[i] = receivables.Part{Invoice: l.InvoiceID, Amount: l.Amount}
	}
	return out
}

// purposeOf names the invoices that were meant.
func purposeOf(tx *models.Tx, list []models.CardPart) (string, error) {
	ids := make([]models.InvoiceID, len(list))
	for i, l := range list {
		ids[i] = l.InvoiceID
	}
	invoices, err := models.List[models.Invoice](tx, "number", "id IN ?", ids)
	numbers := make([]string, len(invoices))
	for i, n := range invoices {
		numbers[i] = n.Number
	}
	return strings.Join(numbers, ", "), err
}

// differ notes a difference once. One that had gone by itself and is there again is shown again; one that somebody explained is not.
func differ(tx *models.Tx, d models.CardDifference) error {
	d.ID, d.FoundAt = models.NewID[models.CardDifference](), tx.Now
	fresh, err := models.InsertIfNew(tx, &d)
	if err != nil || fresh {
		return err
	}
	_, err = models.UpdateWhere[models.CardDifference](tx, map[string]any{"resolved_at": nil, "found_at": tx.Now},
		"account = ? AND kind = ? AND subject = ? AND resolved_at IS NOT NULL AND resolved_by_name = ''", d.Account, d.Kind, d.Subject)
	return err
}
