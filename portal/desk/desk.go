// Package desk is an account manager's day: who needs them, why, and what there is to know before picking up the telephone.
//
// Everything is held to the agreements in the manager's book; heads of sales see the whole portal. What was said is an event
// that neither side sees, and reminders of it rest for a while.
package desk

import (
	"povtor/models"
	"povtor/portal/cadence"
)

// Service shows the desk and takes down what was said.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// Company is a client or a supplier by name.
type Company struct {
	ID    models.OrganisationID `json:"id"`
	Name  string                `json:"name"`
	Trade string                `json:"trade"`
}

func companyOf(n models.PartyName) Company { return Company{n.ID, n.Name, n.Trade} }

// lateSince is the day before which a silence is a client lost, not late.
func lateSince(today models.Date) models.Date { return today.Add(-cadence.ColdDays) }
