package models

import (
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"
)

// EventID names something that happened.
type EventID = ID[Event]

// What happens between a client and a supplier, as timelines name it.
const (
	EventOrderPlaced     = "order.placed"
	EventOrderConfirmed  = "order.confirmed"
	EventOrderRefused    = "order.refused"
	EventOrderCancelled  = "order.cancelled"
	EventOrderShipped    = "order.shipped"
	EventOrderDelivered  = "order.delivered"
	EventOrderHeld       = "order.held"     // beyond the credit limit, or its agreement is on hold
	EventOrderReleased   = "order.released" // all the same: by whom and why
	EventCreditHeld      = "credit.held"
	EventCreditFreed     = "credit.freed"
	EventTermsChanged    = "terms.changed"
	EventPaymentPromised = "payment.promised"
	EventPromiseTaken    = "promise.withdrawn"
	EventDisputeOpened   = "dispute.opened"
	EventDisputeClosed   = "dispute.closed"
	EventDunningSent     = "dunning.sent"
	EventInvoiceIssued   = "invoice.issued"
	EventInvoicePaid     = "invoice.paid"
	EventInvoiceCredited = "invoice.credited"
)

// Event is something that happened between a client and a supplier: who did it, for whom, when and why. It is never
// edited. Internal ones are the account manager's own notes; neither side sees them.
type Event struct {
	ID         EventID `gorm:"primaryKey"`
	ClientID   OrganisationID
	SupplierID *OrganisationID
	OrderID    *OrderID
	InvoiceID  *InvoiceID
	At         time.Time
	Kind       string
	ActorID    *UserID
	ActorName  string
	ActingFor  string // the client in whose name an account manager acted
	Note       string // the reason, in their own words
	Internal   bool
	Detail     map[string]any `gorm:"serializer:json"`
}

func (Event) Owner() Ownership { return ByTrade }

// Record writes what happened, in the transaction's instant and its actor's name.
func Record(tx *Tx, e Event) error {
	_, err := Recorded(tx, e)
	return err
}

// Recorded is [Record] that answers what was written.
func Recorded(tx *Tx, e Event) (Event, error) {
	e.sign(tx)
	return e, Insert(tx, &e)
}

// sign puts down who and when.
func (e *Event) sign(tx *Tx) {
	e.ID, e.At, e.ActorName = NewID[Event](), tx.Now, tx.Actor.Name
	if !tx.Actor.User.IsZero() {
		e.ActorID = &tx.Actor.User
	}
	if e.Detail == nil {
		e.Detail = map[string]any{}
	}
}

const eventColumns = `e.id, e.client_id, e.supplier_id, e.order_id, e.invoice_id, e.at, e.kind, e.actor_id, e.actor_name,
	e.acting_for, e.note, e.internal, e.detail`

func scanEvent(r pgx.Rows, e *Event) error { return scanEventWith(r, e) }

// scanEventWith scans an event and what else stands in its row.
func scanEventWith(r pgx.Rows, e *Event, more ...any) error {
	var detail []byte
	if err := r.Scan(append([]any{&e.ID, &e.ClientID, &e.SupplierID, &e.OrderID, &e.InvoiceID, &e.At, &e.Kind, &e.ActorID, &e.ActorName,
		&e.ActingFor, &e.Note, &e.Internal, &detail}, more...)...); err != nil {
		return err
	}
	return json.Unmarshal(detail, &e.Detail)
}
