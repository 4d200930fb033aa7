// Package billing issues invoices and shows them.
//
// An invoice comes out of a confirmed order, in the same transaction. It is issued on the day it is in the supplier's time
// zone, falls due the agreed days later, speaks the client's language, and never changes: what it says about both sides is
// what was true that day. Numbers run without gaps within a supplier's series and year. Overdue is a view of the due date.
package billing

import "povtor/models"

// Service shows invoices to whoever may read them.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }
