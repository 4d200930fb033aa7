package ordering

import (
	"slices"
	"testing"

	"povtor/models"
)

func TestEveryMoveThatIsNotInTheTableIsRefused(t *testing.T) {
	t.Parallel()
	for from := range moves {
		for to := range moves {
			err := Move(from, to)
			if allowed := slices.Contains(moves[from], to); allowed != (err == nil) {
				t.Errorf("%s to %s: %v", from, to, err)
			}
			if err != nil && models.KindOf(err) != models.Conflict {
				t.Errorf("%s to %s is no conflict: %v", from, to, err)
			}
		}
	}
}

func TestTheTableIsWhole(t *testing.T) {
	t.Parallel()
	for from, tos := range moves {
		for _, to := range tos {
			if _, known := moves[to]; !known || to == from {
				t.Errorf("%s leads to %s", from, to)
			}
		}
	}
	for _, s := range models.OpenOrders {
		if len(moves[s]) == 0 {
			t.Errorf("%s is open and leads nowhere", s)
		}
	}
	for _, s := range []models.OrderStatus{models.OrderConfirmed, models.OrderShipped, models.OrderDelivered} {
		if Move(s, models.OrderCancelled) == nil {
			t.Errorf("an invoiced order that is %s is cancelled without a credit note", s)
		}
	}
}
