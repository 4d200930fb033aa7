// Package product is a supplier's upkeep of what it sells: the products themselves, their categories and attributes, pictures
// and papers, and the history of who changed what, any of which can be taken back.
//
// Every change, whoever makes it, is written down the same way: models.WatchProducts before the writing, models.RecordChanges
// after it. Both sides of a change hold the fields that differ and no other, named as the view product_states names them.
package product

import "povtor/models"

// Service keeps products.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }
