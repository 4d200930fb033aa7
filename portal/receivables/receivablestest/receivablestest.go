// Package receivablestest mints issued invoices of any sum and currency for tests.
package receivablestest

import (
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
)

// Invoice is an issued invoice between the trade's two of a total without tax, due some days from today.
func Invoice(t testing.TB, tr *orderingtest.Trade, c models.Currency, total models.Amount, due int, change ...func(*models.Invoice)) models.Invoice {
	t.Helper()
	return issue(t, tr, c, due, []models.InvoiceLine{{Position: 1, SKU: "SKU-1", Name: "Болт", Unit: "pcs", Quantity: decimal.NewFromInt(1),
		UnitPrice: decimal.New(int64(total), -c.Exponent()), Net: total}}, change...)
}

// Of is an issued invoice of these lines.
func Of(t testing.TB, tr *orderingtest.Trade, c models.Currency, due int, lines ...models.InvoiceLine) models.Invoice {
	t.Helper()
	return issue(t, tr, c, due, lines)
}

func issue(t testing.TB, tr *orderingtest.Trade, c models.Currency, due int, lines []models.InvoiceLine, change ...func(*models.Invoice)) models.Invoice {
	t.Helper()
	today := tr.Manager.Today(identitytest.Now)
	taxes := models.TaxesOn(lines)
	sums := models.TotalsOf(taxes)
	o := models.PurchaseOrder{ID: models.NewID[models.PurchaseOrder](), ClientID: tr.Client.ID, SupplierID: tr.Supplier.ID, Status: models.OrderConfirmed,
		Currency: c, Net: sums.Net, Tax: sums.Tax, Total: sums.Total, Source: models.FromAPI, CheckoutID: uuid.New(), Content: []byte{},
		PlacedAt: identitytest.Now, PlacedOn: today, Version: 1}
	o.Number = "PO-" + o.ID.String()
	i := models.Invoice{ID: models.NewID[models.Invoice](), ClientID: tr.Client.ID, SupplierID: tr.Supplier.ID, OrderID: o.ID, Locale: "ru", Currency: c,
		IssuedOn: today, DueOn: today.Add(due), Year: 2026, Net: sums.Net, Tax: sums.Tax, Total: sums.Total, Taxes: taxes, OrderNumber: o.Number,
		IssuedAt: identitytest.Now, Parties: models.Parties{Supplier: models.Party{Name: tr.Supplier.Name}, Client: models.Party{Name: tr.Client.Name}}}
	for _, f := range change {
		f(&i)
	}
	rows := make([]*models.InvoiceLine, len(lines))
	for n := range lines {
		l := lines[n]
		l.InvoiceID, l.ClientID, l.SupplierID = i.ID, i.ClientID, i.SupplierID
		rows[n] = &l
	}
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		if err := models.Insert(tx, &o); err != nil {
			return err
		}
		return models.IssueInvoice(tx, &i, rows)
	})
	return i
}
