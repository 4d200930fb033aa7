// Package card lets clients pay invoices by card, by Stripe's hosted page, and suppliers be paid.
//
// A payment by card is written down before Stripe hears of it. What Stripe tells us afterwards, by an event or when asked, is never
// believed as such: an event is stored once and answered, and a job then asks Stripe how that payment stands and brings our row up to
// it. Looking twice changes nothing, an answer that is older than what we know changes nothing, so it does not matter in which order,
// how late or how often anything comes. The same look is what the reconcile job does with every payment that may have moved.
//
// Money that came is booked by portal/receivables, so that the ledger stays the one truth. What the invoices do not ask for any more
// is the client's credit; what goes back, by refund or dispute, makes them ask again.
package card

import (
	"strings"

	"povtor/models"
	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
)

// Service takes payments by card.
type Service struct {
	db      *models.DB
	gateway *gateway.Gateway // nil: nobody is paid by card
	base    string           // how people reach the portal
}

// New makes the service. Without a gateway its pages offer bank transfer only.
func New(db *models.DB, g *gateway.Gateway, base string) *Service {
	return &Service{db, g, strings.TrimSuffix(base, "/")}
}

// system is who books what Stripe says.
func system() models.Grant { return identity.System("card").To(identity.SystemWork) }

var (
	errNoCards  = models.Faulty(models.Conflict, "no-cards", "Cards are not taken here. Pay by bank transfer.")
	errNotReady = models.Faulty(models.Conflict, "supplier-not-by-card", "This supplier does not take cards. Pay by bank transfer.")
	errUnderWay = models.Faulty(models.Conflict, "payment-under-way", "A payment of this invoice is on its way already. Wait until it has come.")
	errNotFound = models.Faulty(models.NotFound, "not-found", "There is no such thing here.")
)
