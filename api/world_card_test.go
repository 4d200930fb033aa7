package api_test

import (
	"testing"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
)

// card says of a payment that it came by card, and that Stripe differs over it.
func (w *world) card(t *testing.T, at *orderingtest.Trade, buyer identity.Viewer, payment string) (id, difference string) {
	t.Helper()
	now, booked := identitytest.Now, models.PaymentID{UUID: uuid.MustParse(payment)}
	p := models.CardPayment{ID: models.NewID[models.CardPayment](), ClientID: buyer.Organisation(), SupplierID: at.Supplier.ID, Currency: "RUB", Amount: 500,
		Account: "acct_" + at.Supplier.ID.String(), State: models.CardPaid, Received: 500, PaymentID: &booked, Locale: "ru", StartedByName: at.Supplier.Name,
		StartedAt: now, ExpiresAt: now, PaidAt: &now, SettledAt: &now}
	d := models.CardDifference{ID: models.NewID[models.CardDifference](), SupplierID: p.SupplierID, Account: p.Account, Kind: "missing",
		Subject: at.Supplier.Name + p.ID.String(), CardPaymentID: &p.ID, Currency: "RUB", Ours: 500, FoundAt: now}
	identitytest.Insert(t, w.DB, &p)
	identitytest.Insert(t, w.DB, &d)
	return p.ID.String(), d.ID.String()
}
