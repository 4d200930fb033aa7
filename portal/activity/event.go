// Package activity tells what happened between a client and a supplier: an order's timeline, a client's, an account
// manager's feed.
package activity

import (
	"time"

	"povtor/models"
)

// Event is something that happened, as timelines show it.
type Event struct {
	ID        models.EventID `json:"id"`
	At        time.Time      `json:"at"`
	Kind      string         `json:"kind" example:"order.confirmed"`
	ActorName string         `json:"actor_name"`
	ActingFor string         `json:"acting_for" doc:"The client in whose name an account manager acted; else empty."`
	Note      string         `json:"note" doc:"The reason, in their own words."`
	Detail    map[string]any `json:"detail" doc:"What else belongs to its kind: a number, a day."`
	Order     *Order         `json:"order"`
	Client    Company        `json:"client"`
	Supplier  *Company       `json:"supplier"`
}

// Order is the order it happened to.
type Order struct {
	ID     models.OrderID `json:"id"`
	Number string         `json:"number"`
}

// Company is one of the sides.
type Company struct {
	ID   models.OrganisationID `json:"id"`
	Name string                `json:"name"`
}

// Of is an event as timelines show it, with the names that the reader sees.
func Of(e models.Event, order *Order, client Company, supplier *Company) Event {
	return Event{
		ID: e.ID, At: e.At, Kind: e.Kind, ActorName: e.ActorName, ActingFor: e.ActingFor, Note: e.Note, Detail: e.Detail,
		Order: order, Client: client, Supplier: supplier,
	}
}
