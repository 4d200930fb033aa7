// Package nudge reminds a client that it has not bought from its supplier: late by its own rhythm, or quiet this month by
// the supplier's choice of the plain calendar rule.
//
// [Service.Plan] says who would get what and why, and who not and why not; [Service.Send] does it. Whatever happens, a pair
// gets at most one reminder in a cycle: the row that says so is written in the transaction that queues the mail. One client
// gets one digest a day, at most two in seven days, in its office hours. What speaks against a reminder is asked three
// times: when it is planned, in the transaction that queues it, and when the mail is handed over.
//
// One client in ten is held out for good (see package measure): what it would have got is written down and not sent.
package nudge

import (
	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify"
	"povtor/portal/notify/letter"
)

// Service plans and sends reminders.
type Service struct {
	db    *models.DB
	keys  identity.Keys
	mail  *notify.Service
	hours Hours
}

// New makes the service and tells the outbox how reminders want to be handled.
func New(db *models.DB, keys identity.Keys, mail *notify.Service, hours Hours) *Service {
	s := &Service{db, keys, mail, hours}
	mail.Mind(letter.KindNudge, notify.Manner{Reminder: true, Still: s.still, Sent: s.sent})
	return s
}
