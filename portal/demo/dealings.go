package demo

import (
	"github.com/shopspring/decimal"

	"povtor/models"
)

// remind is when the demo's first two suppliers remind of invoices.
var remind = []int{-3, 1, 7, 14}

// loadDealings lets the first two suppliers deal with money as people do: reminders with steps that are written, terms with instalments
// and a discount, a promise, a dispute, a payment ahead.
func (w World) loadDealings(tx *models.Tx) error {
	suppliers := w.suppliers()[:2]
	for _, s := range suppliers {
		if err := models.Insert(tx, &models.DunningRule{SupplierID: s.ID, Days: remind, Version: 1}); err != nil {
			return err
		}
	}
	var dunned []*models.Dunned
	var promise *models.Promise
	var dispute *models.Dispute
	for _, o := range w.Orders {
		i := o.Invoice
		if i == nil || i.Balance() == 0 || i.SupplierID != suppliers[0].ID && i.SupplierID != suppliers[1].ID {
			continue
		}
		if step, due := lastStep(w.Today.Days(i.DueOn)); due {
			dunned = append(dunned, &models.Dunned{InvoiceID: i.ID, Position: 1, Step: step, ClientID: i.ClientID, SupplierID: i.SupplierID, WrittenOn: i.DueOn.Add(step)})
		}
		switch late := i.DueOn < w.Today; {
		case promise == nil && late && i.SupplierID == suppliers[0].ID:
			promise = w.promise(*i)
		case dispute == nil && late && i.SupplierID == suppliers[0].ID:
			dispute = w.dispute(*i, *o.InvoiceLines[0])
		}
	}
	if err := models.Insert(tx, dunned...); err != nil {
		return err
	}
	if promise != nil {
		if err := models.Insert(tx, promise); err != nil {
			return err
		}
	}
	if dispute != nil {
		if err := models.Insert(tx, dispute); err != nil {
			return err
		}
	}
	if dispute != nil {
		if err := w.ahead(tx, *dispute); err != nil {
			return err
		}
	}
	return w.terms(tx, suppliers[0].ID)
}

// ahead is a payment that nobody has given to an invoice yet, of the client that disputes one.
func (w World) ahead(tx *models.Tx, d models.Dispute) error {
	p := &models.Payment{ID: idOf[models.Payment](worldSeed, w.Now, "ahead", d.InvoiceID), ClientID: d.ClientID, SupplierID: d.SupplierID, Currency: d.Currency,
		Amount: roubles(25_000), ReceivedOn: w.Today, Reference: "п/п № 871 от " + w.Today.Time().Format("02.01.2006"), Purpose: "Оплата по договору поставки",
		Source: models.PaidBank, RecordedAt: w.Now}
	if err := models.Insert(tx, p); err != nil {
		return err
	}
	return models.Post(tx, models.Posting{Kind: models.PaymentPosted, ClientID: p.ClientID, SupplierID: p.SupplierID, Currency: p.Currency, BookedOn: p.ReceivedOn,
		Amount: p.Amount, PaymentID: &p.ID})
}

func (w World) suppliers() (out []models.Organisation) {
	for _, o := range w.Companies {
		if o.Kind == models.SupplierKind {
			out = append(out, o)
		}
	}
	return out
}

// lastStep is the last step that was due so many days after the due day, today's left out: a letter may still be written today.
func lastStep(days int) (step int, due bool) {
	for _, d := range remind {
		if d < days {
			step, due = d, true
		}
	}
	return step, due
}

func (w World) promise(i models.Invoice) *models.Promise {
	return &models.Promise{ID: idOf[models.Promise](worldSeed, w.Now, "promise", i.ID), ClientID: i.ClientID, SupplierID: i.SupplierID, InvoiceID: &i.ID,
		Currency: i.Currency, Amount: i.Balance(), PromisedOn: w.Today.Add(4), Note: "Ждём поступления от сети", MadeByName: "Дарья Ким",
		SaidBy: "Бухгалтерия", MadeAt: w.Now, MadeOn: w.Today}
}

func (w World) dispute(i models.Invoice, l models.InvoiceLine) *models.Dispute {
	return &models.Dispute{ID: idOf[models.Dispute](worldSeed, w.Now, "dispute", i.ID), ClientID: i.ClientID, SupplierID: i.SupplierID, InvoiceID: i.ID,
		Position: &l.Position, Currency: i.Currency, Amount: l.Net, Reason: "Одна коробка пришла вскрытой", OpenedByName: "Бухгалтерия", OpenedAt: w.Now}
}

// terms gives a few agreements of a supplier ways to pay of their own.
func (w World) terms(tx *models.Tx, supplier models.OrganisationID) error {
	part := func(percent string, from models.TermFrom, days int) models.TermPart {
		return models.TermPart{Percent: decimal.RequireFromString(percent), From: from, Days: days}
	}
	ways := []models.PaymentTerms{
		{Parts: []models.TermPart{part("30", models.InAdvance, 0), part("70", models.FromInvoice, 30)}},
		{Parts: []models.TermPart{part("33.33", models.FromInvoice, 30), part("33.33", models.FromInvoice, 60), part("33.34", models.FromInvoice, 90)},
			Interest: &models.LateInterest{Percent: decimal.NewFromInt(18), Grace: 5}},
		{Parts: []models.TermPart{part("100", models.FromMonthEnd, 10)}, Discount: &models.EarlyDiscount{Percent: decimal.NewFromInt(2), Days: 10}},
	}
	n := 0
	for i := range w.Agreements {
		a := w.Agreements[i]
		if a.SupplierID != supplier || a.Status != models.AgreementActive || a.CreditLimit == nil || n == len(ways) {
			continue
		}
		a.PaymentTerms = ways[n]
		n++
		if err := models.Update(tx, &a, "payment_terms"); err != nil {
			return err
		}
	}
	return nil
}
