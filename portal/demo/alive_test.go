package demo

import (
	"testing"
	"time"

	"povtor/models"
)

// standing is how a pair stands on a day.
func standing(c models.Cadence, today models.Date) string {
	switch {
	case c.DueOn == nil:
		return "without a rhythm"
	case today.Days(c.LastOn) > 365:
		return "gone"
	case *c.LateOn <= today:
		return "late"
	case *c.DueOn == today:
		return "due today"
	case *c.DueOn < today:
		return "due"
	}
	return "calm"
}

// On whatever day the demo is started, every desk has something to do.
func TestEveryDayIsAlive(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		w := a.world
		pairs := map[models.Pair]*deal{}
		for _, l := range a.deals {
			pairs[models.Pair{Client: l.client.row.ID, Supplier: l.supplier.row.ID}] = l
		}
		count := map[string]int{}
		lateClients := map[int]map[string]bool{0: {}, 1: {}, 2: {}, 3: {}}
		first := map[string]string{}
		for _, c := range w.Cadences {
			l, is := pairs[c.Pair()], standing(c, w.Today)
			count[is]++
			if is == "late" {
				lateClients[l.client.manager][l.client.ru] = true
			}
			if l.client.ru == cast[0].company {
				first[l.supplier.ru] = is
			}
		}
		for is, least := range map[string]int{"calm": 60, "due": 5, "due today": 1, "late": 18, "gone": 1, "without a rhythm": 8} {
			if count[is] < least {
				t.Errorf("only %d pairs are %s, of %v", count[is], is, count)
			}
		}
		if n := len(lateClients[0]); n < 6 || n > 10 {
			t.Errorf("the first account manager has %d late clients: %v", n, lateClients[0])
		}
		for m := 1; m < 4; m++ {
			if n := len(lateClients[m]); n < 1 || n > 10 {
				t.Errorf("account manager %d has %d late clients: %v", m, n, lateClients[m])
			}
		}
		if first["Резьбовит"] != "late" || first["Бронелад"] != "late" || first["Вольтанор"] != "due" && first["Вольтанор"] != "due today" {
			t.Errorf("the first buyer's suppliers: %v", first)
		}
	})
}

func TestSuppliersHaveOrdersToAnswer(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		waiting := map[models.OrganisationID]int{}
		statuses := map[models.OrderStatus]int{}
		for _, o := range a.world.Orders {
			statuses[o.Status]++
			if o.Status == models.OrderPlaced {
				waiting[o.SupplierID]++
				if a.today.Days(o.PlacedOn) > 12 {
					t.Errorf("%s waits since %s", o.Number, o.PlacedOn)
				}
			}
		}
		if n := waiting[a.suppliers[0].row.ID]; n < 3 || n > 20 {
			t.Errorf("%d orders wait at the first supplier", n)
		}
		for _, s := range []models.OrderStatus{models.OrderConfirmed, models.OrderDelivered, models.OrderClosed, models.OrderCancelled, models.OrderRefused} {
			if statuses[s] == 0 {
				t.Errorf("no order is %s, of %v", s, statuses)
			}
		}
	})
}

func TestFirstBasketHasAStory(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		w := a.world
		var l *deal
		for _, x := range a.deals {
			if x.client.ru == cast[0].company && x.supplier == a.suppliers[0] {
				l = x
			}
		}
		var last *Order
		for _, o := range w.Orders {
			if o.ClientID == l.client.row.ID && o.SupplierID == l.supplier.row.ID && o.Status.IsPurchase() {
				last = o
			}
		}
		stock := map[models.ProductID]models.Stock{}
		for _, s := range w.Stock {
			stock[s.ProductID] = s
		}
		happened := map[string]int{}
		for _, line := range last.Lines {
			for _, u := range l.usual {
				p := u.product
				if p.row.ID != line.ProductID {
					continue
				}
				s := stock[p.row.ID]
				now, _ := l.ask(p, int(line.Quantity.IntPart()), w.Today)
				switch {
				case p.row.Status == models.ProductDiscontinued && p.row.SubstituteID != nil:
					happened["discontinued, with a substitute"]++
				case s.OnHand.Equal(s.Reserved) && s.RestockOn != nil && p.row.SubstituteID != nil:
					happened["out of stock, with a day and a substitute"]++
				case now.unit().GreaterThan(line.UnitPrice):
					happened["dearer"]++
				case now.unit().LessThan(line.UnitPrice):
					happened["cheaper"]++
				default:
					happened["as it was"]++
				}
			}
		}
		for _, what := range []string{"discontinued, with a substitute", "out of stock, with a day and a substitute", "dearer", "cheaper", "as it was"} {
			if happened[what] == 0 {
				t.Errorf("nothing is %s in the basket of %s: %v", what, last.PlacedOn, happened)
			}
		}
		if last.PlacedByName != cast[0].name {
			t.Errorf("the last order is %s's, who would get the reminder", last.PlacedByName)
		}
		if last.Status == models.OrderPlaced || last.Status == models.OrderConfirmed || last.Status == models.OrderShipped {
			t.Errorf("the first buyer's last order is still %s", last.Status)
		}
	})
}

func TestFirstAccountantHasSomethingOverdue(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		states := map[models.InvoiceState]int{}
		first := a.byName(cast[0].company).row.ID
		for _, o := range a.world.Orders {
			if i := o.Invoice; i != nil && o.ClientID == first {
				states[models.InvoiceStateOn(a.today, i.DueOn, i.Paid, i.Credited, i.Total)]++
			}
		}
		if states[models.InvoiceOverdue] == 0 || states[models.InvoiceIssued] == 0 || states[models.InvoicePaid] < 50 {
			t.Errorf("invoices: %v", states)
		}
	})
}

func TestStockCoversOpenOrders(t *testing.T) {
	onSomeDays(t, func(t *testing.T, a *author) {
		held := map[models.ProductID]models.Quantity{}
		for _, o := range a.world.Orders {
			for _, l := range o.Lines {
				held[l.ProductID] = held[l.ProductID].Add(l.Reserved)
			}
		}
		states := map[string]int{}
		for _, s := range a.world.Stock {
			if !s.Reserved.Equal(held[s.ProductID]) || s.OnHand.LessThan(s.Reserved) {
				t.Errorf("of %s there are %s, reserved %s, open orders hold %s", s.ProductID, s.OnHand, s.Reserved, held[s.ProductID])
			}
			delete(held, s.ProductID)
			switch {
			case s.OnHand.Equal(s.Reserved) && s.RestockOn != nil:
				states["out, expected"]++
			case s.OnHand.Equal(s.Reserved):
				states["out"]++
			case s.OnHand.Sub(s.Reserved).LessThan(whole(10)):
				states["low"]++
			default:
				states["plenty"]++
			}
		}
		for id, q := range held {
			if !q.IsZero() {
				t.Errorf("%s of %s is reserved and there is none", q, id)
			}
		}
		if states["out, expected"] < 20 || states["out"] < 5 || states["low"] < 20 || states["plenty"] < 1000 {
			t.Errorf("shelves: %v", states)
		}
	})
}

// Nothing is later than now, whatever the hour, and people order while their office is open.
func TestNothingIsLaterThanNow(t *testing.T) {
	t.Parallel()
	for _, now := range []string{"2026-11-24T02:15:00Z", "2026-11-24T06:10:00Z", "2026-11-24T09:00:00Z", "2026-11-24T20:59:00Z"} {
		t.Run(now, func(t *testing.T) {
			t.Parallel()
			at, err := time.Parse(time.RFC3339, now)
			if err != nil {
				t.Fatal(err)
			}
			a := write(at, worldSeed)
			by := func(what string, when time.Time) {
				if when.After(at) {
					t.Errorf("%s at %s, and it is %s", what, when, at)
				}
			}
			zone := map[models.OrganisationID]*time.Location{}
			for _, c := range a.clients {
				zone[c.row.ID] = c.zone
			}
			for _, o := range a.world.Orders {
				by(o.Number, o.PlacedAt)
				if m := minuteOf(o.PlacedAt, zone[o.ClientID]); m < opens || m >= closes || o.PlacedOn != models.DateOf(o.PlacedAt, zone[o.ClientID]) {
					t.Errorf("%s was placed at %s on %s", o.Number, o.PlacedAt.In(zone[o.ClientID]), o.PlacedOn)
				}
				before := o.PlacedAt
				for _, e := range o.Events {
					by(o.Number+" "+e.Kind, e.At)
					if e.At.Before(before) {
						t.Errorf("%s: %s comes before what led to it", o.Number, e.Kind)
					}
					before = e.At
				}
				for _, p := range o.Payments {
					by(p.Reference, p.RecordedAt)
				}
			}
			for _, e := range a.world.Contacts {
				by(e.Kind, e.At)
			}
			for _, c := range a.world.Consents {
				by("a consent", c.At)
			}
			for _, s := range a.world.Stock {
				by("a count of stock", s.UpdatedAt)
			}
			for _, p := range a.world.Products {
				by(p.SKU, p.UpdatedAt)
			}
			for _, c := range a.world.Cadences {
				by("a rhythm", c.UpdatedAt)
			}
			if newest := a.world.Orders[len(a.world.Orders)-1].PlacedAt; at.Sub(newest) > 24*time.Hour {
				t.Errorf("the newest order is of %s", newest)
			}
		})
	}
}
