// Package terms knows when what is invoiced falls due, what paying early saves and what paying late costs, and lets a supplier
// change what it has agreed with a client.
//
// Days are calendar days: a due day that is no working day stays where it is. Sums are exact: an invoice's parts add up to it, a
// discount and the interest on all of an invoice are rounded once, half away from zero.
package terms

import "povtor/models"

// Service shows and changes what was agreed.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }
