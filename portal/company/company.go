// Package company keeps who belongs to a company: its people, those it invites, and how somebody who forgot their password
// comes back in.
//
// Administrators act in their own company alone; it is never named by the caller. A key that goes out by mail works once,
// runs out, and is kept as a hash.
package company

import (
	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify"
	"povtor/portal/notify/letter"
)

// Service keeps people's places in companies.
type Service struct {
	db       *models.DB
	identity *identity.Service
	mail     *notify.Service
}

// New makes the service and tells the outbox that its mails carry keys.
func New(db *models.DB, id *identity.Service, mail *notify.Service) *Service {
	mail.Mind(letter.KindInvitation, notify.Manner{Secret: true})
	mail.Mind(letter.KindPasswordReset, notify.Manner{Secret: true, Still: stillOpen})
	return &Service{db: db, identity: id, mail: mail}
}

// The ways in which a mailed link no longer works.
var (
	errNoLink      = models.Faulty(models.NotFound, "no-such-link", "This link is not one of ours.")
	errExpired     = models.Faulty(models.Gone, "link-expired", "This link has run out.")
	errUsed        = models.Faulty(models.Gone, "link-used", "This link has been used already.")
	errWithdrawn   = models.Faulty(models.Gone, "link-withdrawn", "This invitation has been taken back.")
	errDeactivated = models.Faulty(models.Forbidden, "deactivated", "This account is closed.")
)

// linkGuesses is how many mailed links may be tried from one place in a quarter of an hour.
const linkGuesses = 60
