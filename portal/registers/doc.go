// Package registers hands documents of a period over to accountants: registers of invoices, credit notes and payments as tables, the
// papers themselves in one archive, and everything in the form that 1C takes in. Files go out as they are written, however many
// documents they hold; each side gets its own documents.
package registers

import "povtor/models"

// Service writes registers for whoever may read invoices.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }
