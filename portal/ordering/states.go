package ordering

import (
	"fmt"
	"slices"

	"povtor/models"
)

// moves is the life of a purchase order: from each state, where it may go. An order that has been confirmed has an invoice;
// undoing it takes a credit note, not a move.
var moves = map[models.OrderStatus][]models.OrderStatus{
	models.OrderDraft:            {models.OrderPendingApproval, models.OrderPlaced, models.OrderCancelled},
	models.OrderPendingApproval:  {models.OrderPlaced, models.OrderRejected, models.OrderCancelled},
	models.OrderRejected:         {models.OrderDraft, models.OrderCancelled},
	models.OrderPlaced:           {models.OrderConfirmed, models.OrderRefused, models.OrderCancelled},
	models.OrderConfirmed:        {models.OrderPartiallyShipped, models.OrderShipped},
	models.OrderPartiallyShipped: {models.OrderShipped},
	models.OrderShipped:          {models.OrderDelivered},
	models.OrderDelivered:        {models.OrderClosed},
	models.OrderClosed:           nil,
	models.OrderCancelled:        nil,
	models.OrderRefused:          nil,
}

// Move checks that an order may go from one state to another; Conflict when it may not.
func Move(from, to models.OrderStatus) error {
	if slices.Contains(moves[from], to) {
		return nil
	}
	return models.Faulty(models.Conflict, "wrong-state", fmt.Sprintf("The order is %s; it cannot be %s.", spoken(from), spoken(to)))
}

func spoken(s models.OrderStatus) string {
	switch s {
	case models.OrderPendingApproval:
		return "waiting for approval"
	case models.OrderPartiallyShipped:
		return "partially shipped"
	}
	return string(s)
}
