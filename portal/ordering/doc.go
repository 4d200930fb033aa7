// Package ordering places purchase orders, shows them, and takes them back.
//
// A buyer sends products and quantities; prices, companies and sums are ours. Prices are resolved again at that moment: a
// fall passes, a rise is answered with what changed until the buyer accepts it. Stock is held in the order's own transaction.
// The same checkout is the same order, however often it is sent. Every move of an order is an event.
package ordering

import (
	"povtor/models"
	"povtor/portal/identity"
)

// Service places and shows orders.
type Service struct {
	db   *models.DB
	keys identity.Keys
}

// New makes the service; the keys read the links of nudges.
func New(db *models.DB, keys identity.Keys) *Service { return &Service{db, keys} }

// Placed follows an order that was placed.
type Placed struct {
	OrderID models.OrderID `json:"order_id"`
}

func (Placed) Kind() string { return "order_placed" }

// Answered follows a supplier's answer: the order is confirmed or refused.
type Answered struct {
	OrderID models.OrderID `json:"order_id"`
}

func (Answered) Kind() string { return "order_answered" }

// Cancelled follows an order that its buyer took back.
type Cancelled struct {
	OrderID models.OrderID `json:"order_id"`
}

func (Cancelled) Kind() string { return "order_cancelled" }
