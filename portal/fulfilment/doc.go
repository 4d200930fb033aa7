// Package fulfilment is the supplier's side of an order: to answer it, and to know what waits.
package fulfilment

import "povtor/models"

// Service is the supplier's desk.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }
