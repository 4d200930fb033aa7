package card

import (
	"context"
	"strings"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
	"povtor/portal/receivables"
)

// PayableInput names the invoices that somebody is about to pay.
type PayableInput struct {
	Invoices string `query:"invoices" maxLength:"2000" required:"true" doc:"Their ids, with commas; of one supplier and one currency."`
}

// Payable is what is about to be paid, and how that can be done.
type Payable struct {
	Supplier Company          `json:"supplier"`
	Currency models.Currency  `json:"currency"`
	Total    string           `json:"total" doc:"What settles all of them today."`
	Invoices []PayableInvoice `json:"invoices" nullable:"false" doc:"The first due first."`
	Card     string           `json:"card" enum:"ready,none,supplier" doc:"Whether it can be paid by card; none: nobody is here, supplier: this one is not."`
	Limit    string           `json:"limit" doc:"The most that a card pays at once."`
	Bank     *models.Bank     `json:"bank" doc:"Where the supplier is paid by bank transfer."`
	Payee    Payee            `json:"payee"`
}

// Payee is who a bank transfer goes to.
type Payee struct {
	Name    string `json:"name"`
	TaxID   string `json:"tax_id"`
	TaxCode string `json:"tax_code"`
}

// PayableInvoice is one of them.
type PayableInvoice struct {
	ID      models.InvoiceID `json:"id"`
	Number  string           `json:"number"`
	DueOn   models.Date      `json:"due_on"`
	Total   string           `json:"total"`
	Balance string           `json:"balance"`
	Early   string           `json:"early" doc:"What of it is let off if it is settled today."`
	Held    string           `json:"held" doc:"On its way by card already."`
}

// Payable says what invoices of the viewer's company ask for and how they can be paid. Another's is NotFound; of several suppliers
// or currencies is a Conflict.
func (s *Service) Payable(ctx context.Context, v identity.Viewer, in PayableInput) (Payable, error) {
	var ids []models.InvoiceID
	for text := range strings.SplitSeq(in.Invoices, ",") {
		id, err := models.ParseID[models.Invoice](strings.TrimSpace(text))
		if err != nil {
			return Payable{}, err
		}
		ids = append(ids, id)
	}
	return models.Read(ctx, s.db, v.To(identity.InvoicePay), func(tx *models.Tx) (Payable, error) {
		found, err := payables(tx, ids, v.Locale())
		if err != nil {
			return Payable{}, err
		}
		early, err := earlyOf(tx, found)
		if err != nil {
			return Payable{}, err
		}
		return s.payableOf(found, early), nil
	})
}

// payables reads invoices that are to be paid together.
func payables(tx *models.Tx, ids []models.InvoiceID, locale string) ([]models.Payable, error) {
	found, err := models.Payables(tx, ids, locale)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || len(found) != len(ids) {
		return nil, errNotFound
	}
	for _, p := range found {
		switch {
		case p.SupplierID != found[0].SupplierID:
			return nil, models.Faulty(models.Conflict, "several-suppliers", "Pay the invoices of one supplier at a time.")
		case p.Currency != found[0].Currency:
			return nil, models.Faulty(models.Conflict, "several-currencies", "Pay the invoices of one currency at a time.")
		}
	}
	return found, nil
}

// earlyOf is what each of them is let off if it is settled today, on the supplier's day.
func earlyOf(tx *models.Tx, found []models.Payable) (map[models.InvoiceID]models.Amount, error) {
	ids := make([]models.InvoiceID, len(found))
	for i, f := range found {
		ids[i] = f.ID
	}
	invoices, err := models.List[models.Invoice](tx, "id", "id IN ?", ids)
	if err != nil {
		return nil, err
	}
	today, err := dayOf(tx, found[0].SupplierID)
	if err != nil {
		return nil, err
	}
	off, err := receivables.Early(tx, invoices, today)
	out := map[models.InvoiceID]models.Amount{}
	for i, a := range off {
		out[invoices[i].ID] = a
	}
	return out, err
}

// largest is the most minor units of any currency that a card pays at once.
const largest = models.Amount(99_999_999)

func (s *Service) payableOf(found []models.Payable, early map[models.InvoiceID]models.Amount) Payable {
	first := found[0]
	c := first.Currency
	out := Payable{Supplier: Company{first.SupplierID, first.Supplier}, Currency: c, Card: s.takes(first), Limit: largest.In(c), Bank: first.Payee.Bank,
		Payee: Payee{first.Payee.Name, first.Payee.TaxID, first.Payee.TaxCode}}
	var total models.Amount
	for _, p := range found {
		total += p.Balance - early[p.ID]
		out.Invoices = append(out.Invoices, PayableInvoice{p.ID, p.Number, p.DueOn, p.Total.In(c), p.Balance.In(c), early[p.ID].In(c), p.Held.In(c)})
	}
	out.Total = total.In(c)
	return out
}

// takes says whether an invoice can be paid by card.
func (s *Service) takes(p models.Payable) string {
	_, err := gateway.Units(0, p.Currency)
	switch {
	case s.gateway == nil:
		return "none"
	case !p.Ready || err != nil:
		return "supplier"
	}
	return "ready"
}
