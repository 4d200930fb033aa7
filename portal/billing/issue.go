package billing

import (
	"time"

	"povtor/models"
	"povtor/portal/terms"
	"povtor/portal/wording"
)

// Issue writes the invoice for an order, as its supplier, from the order's own lines and sums. It takes the invoice's number,
// whose counter stays locked, so it is the last thing its transaction does.
func Issue(tx *models.Tx, o models.PurchaseOrder) (models.Invoice, error) {
	basis, err := models.InvoiceBasisOf(tx, o.ID)
	if err != nil {
		return models.Invoice{}, err
	}
	i := Draft(o, *basis, tx.Now)
	return i, models.IssueInvoice(tx, &i, LinesOf(i, basis.Lines))
}

// Draft is the invoice as it would be issued at an instant, before it has a number.
func Draft(o models.PurchaseOrder, b models.InvoiceBasis, at time.Time) models.Invoice {
	locale := b.Client.Locale
	taxes := models.TaxesOn(b.Lines)
	sums := models.TotalsOf(taxes)
	supplier := partyOf(b.Supplier, locale)
	supplier.Bank = &b.Supplier.Bank
	i := models.Invoice{
		ID: models.NewID[models.Invoice](), ClientID: o.ClientID, SupplierID: o.SupplierID, OrderID: o.ID,
		Series: models.InvoiceSeries, Locale: locale, Currency: o.Currency, Net: sums.Net, Tax: sums.Tax, Total: sums.Total,
		Taxes: taxes, Parties: models.Parties{Supplier: supplier, Client: partyOf(b.Client, locale), VATTreatment: b.VATTreatment},
		OrderNumber: o.Number, ClientNumber: o.ClientNumber, IssuedAt: at, IssuedOn: models.DateOf(at, b.Supplier.Zone()),
	}
	i.Year, i.PaymentTerms = i.IssuedOn.Time().Year(), terms.Of(b.Terms, b.NetDays)
	fallDue(&i)
	if b.Agreement != "" {
		i.Parties.Agreement = agreementIn(wording.Of(locale), b.Agreement, b.AgreedOn)
	}
	if b.Location != nil {
		i.Parties.DeliverTo = b.Location.String()
	}
	return i
}

// fallDue says when the invoice is to be paid. One that falls due as a whole has no parts.
func fallDue(i *models.Invoice) {
	parts := terms.Dues(i.PaymentTerms, i.Total, i.IssuedOn)
	if len(parts) == 0 { // nothing to pay
		i.DueOn = i.IssuedOn
		return
	}
	i.DueOn = parts[len(parts)-1].DueOn
	if len(parts) > 1 {
		i.Parts, i.NextDueOn = parts, &parts[0].DueOn
	}
}

// agreementIn names an agreement as papers do: "№ 17/2026 от 12 января 2026 г.", "No. 17/2026 of 12 January 2026".
func agreementIn(l wording.Language, number string, on models.Date) string {
	if l == wording.Russian {
		return "№ " + number + " от " + l.Date(on.Time())
	}
	return "No. " + number + " of " + l.Date(on.Time())
}

func partyOf(o models.Organisation, locale string) models.Party {
	name := o.LegalName
	if name == "" {
		name = o.In(locale)
	}
	return models.Party{Name: name, TaxID: o.TaxID, TaxCode: o.TaxCode, Address: o.Address, Phone: o.Phone, Email: o.Email, Electronic: o.Electronic()}
}

// LinesOf are the invoice's lines as printed, in its language.
func LinesOf(i models.Invoice, lines []models.PurchaseOrderLine) []*models.InvoiceLine {
	out := make([]*models.InvoiceLine, len(lines))
	for n, l := range lines {
		out[n] = &models.InvoiceLine{
			InvoiceID: i.ID, ClientID: i.ClientID, SupplierID: i.SupplierID, Position: l.Position, SKU: l.SKU,
			Name: models.NameIn(i.Locale, l.NameRu, l.NameEn), Unit: l.Unit, Quantity: l.Quantity, UnitPrice: l.UnitPrice,
			VatRate: l.VatRate, Net: l.Net,
		}
	}
	return out
}
