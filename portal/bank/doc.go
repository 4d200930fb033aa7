// Package bank brings a supplier's bank statements into its books.
//
// A statement's lines that came in are kept once, however often and in how many files they come. Each is matched with what clients
// owe, with a confidence and the reasons for it: certain ones are booked together, the others by a person who chooses invoices, or
// ignores the line and says why. What was booked can be taken back; portal/receivables then writes the rows that undo it.
package bank

import "povtor/models"

// Service keeps the bank's lines.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }
