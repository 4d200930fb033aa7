package cart_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/cart"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/pricing"
)

func (s *shop) take(t *testing.T, v identity.Viewer, how cart.Taking) cart.Taken {
	t.Helper()
	taken, err := s.tryTake(t, v, how)
	if err != nil {
		t.Fatal(err)
	}
	return taken
}

func (s *shop) tryTake(t *testing.T, v identity.Viewer, how cart.Taking) (cart.Taken, error) {
	t.Helper()
	return models.In(t.Context(), s.db, v.To(identity.OrderPlace), func(tx *models.Tx) (cart.Taken, error) {
		return cart.Take(tx, catalogue.AssortmentOf(tx, v), how)
	})
}

func TestTakingOnePartLeavesTheOther(t *testing.T) {
	s := open(t)
	s.put(t, s.bolt, "5")
	before := s.put(t, s.beans, "2")
	taken := s.take(t, s.buyer, cart.Taking{Suppliers: []models.OrganisationID{s.bolts.ID}, Seen: models.Version{N: before.Version}})
	hundred := decimal.NewFromInt(100)
	if d := cmp.Diff([]cart.Line{{Ask: pricing.Ask{Product: s.bolt.ID, Quantity: decimal.NewFromInt(5)}, Supplier: s.bolts.ID, Seen: &hundred}}, taken.Lines); d != "" || taken.Cart != *before.ID {
		t.Error(d)
	}
	after := s.get(t, s.buyer)
	if after.Count != 1 || after.Suppliers[0].Supplier.ID != s.coffee.ID || *after.ID == *before.ID || after.Version <= before.Version {
		t.Errorf("what is left: %+v", after)
	}
	again := s.take(t, s.buyer, cart.Taking{Cart: taken.Cart, Suppliers: []models.OrganisationID{s.bolts.ID}})
	if d := cmp.Diff(taken.Lines, again.Lines); d != "" || !again.Again {
		t.Errorf("the same checkout again: %+v %s", again, d)
	}
	if _, err := s.tryTake(t, s.buyer, cart.Taking{Suppliers: []models.OrganisationID{s.bolts.ID}}); models.CodeOf(err) != "cart-empty" {
		t.Errorf("bolts once more: %v", err)
	}
	for name, v := range map[string]identity.Viewer{"a colleague": s.colleague, "another client": s.stranger} {
		if _, err := s.tryTake(t, v, cart.Taking{Cart: taken.Cart}); models.KindOf(err) != models.NotFound {
			t.Errorf("%s takes it: %v", name, err)
		}
	}
	if _, err := s.tryTake(t, s.buyer, cart.Taking{Seen: models.Version{N: before.Version}}); models.KindOf(err) != models.Stale {
		t.Errorf("a cart that has changed: %v", err)
	}
	s.take(t, s.buyer, cart.Taking{})
	if c := s.get(t, s.buyer); c.Count != 0 || c.ID != nil {
		t.Errorf("all was taken: %+v", c)
	}
}

func TestTwoCheckoutsTakeACartOnce(t *testing.T) {
	s := open(t)
	s.put(t, s.bolt, "5")
	var wg sync.WaitGroup
	var mu sync.Mutex
	lines, empty := 0, 0
	for range 8 {
		wg.Go(func() {
			taken, err := s.tryTake(t, s.buyer, cart.Taking{})
			mu.Lock()
			defer mu.Unlock()
			lines += len(taken.Lines)
			if models.CodeOf(err) == "cart-empty" {
				empty++
			}
		})
	}
	wg.Wait()
	if lines != 1 || empty != 7 {
		t.Errorf("taken %d times, found empty %d times", lines, empty)
	}
}
