package demo

import (
	"slices"
	"time"

	"povtor/models"
)

// answer lets the supplier confirm an order, and the goods go out. Whatever would come after now has not happened.
func (a *author) answer(d dice, l *deal, o *Order) {
	s := l.supplier
	if a.waits(d, l, o) {
		return
	}
	at := officeTime(o.PlacedAt, 12+int(140*d.around(0.8)), s.zone)
	if at.After(a.now) {
		return
	}
	o.Status, o.ConfirmedAt, o.Version = models.OrderConfirmed, &at, 2
	o.PromisedOn = ptr(workdaysAfter(models.DateOf(at, s.zone), s.leadDays+d.IntN(2)))
	a.note(o, at, models.EventOrderConfirmed, ptr(pick(d, s.people)), "", map[string]any{"promised_on": *o.PromisedOn})
	a.invoice(l, o)
	a.pay(d, l, o)
	a.deliver(d, l, o)
}

// waits reports an order that is still to be answered: the newest few at the first supplier, who is the one to be shown, and
// here and there one of the last two working days.
func (a *author) waits(d dice, l *deal, o *Order) bool {
	if l.supplier == a.suppliers[0] {
		return o.PlacedOn >= a.unanswered
	}
	since := openUntil(openUntil(a.today, false).Add(-1), false)
	return d.chance(25) && o.PlacedOn >= since
}

// toAnswer is about how many orders the first supplier finds waiting.
const toAnswer = 5

// pileUp settles since when the first supplier has answered nothing.
func (a *author) pileUp() {
	var days []models.Date
	for _, l := range a.deals {
		if l.supplier == a.suppliers[0] {
			days = append(days, l.days...)
		}
	}
	slices.Sort(days)
	a.unanswered = days[len(days)-toAnswer]
}

// deliver sends the goods so that they come on the promised day, or a day late; a prepaid order waits for its money.
func (a *author) deliver(d dice, l *deal, o *Order) {
	day := *o.PromisedOn
	if d.chance(9) {
		day = workdaysAfter(day, 1)
	}
	if l.row.NetDays == 0 {
		if o.Invoice.Paid < o.Invoice.Total {
			return
		}
		day = max(day, workdaysAfter(o.Payments[len(o.Payments)-1].ReceivedOn, 1))
	}
	sent := clock(openUntil(day.Add(-1), false), 15*60+d.IntN(150), l.supplier.zone)
	if l.supplier.leadDays <= 1 || sent.Before(*o.ConfirmedAt) {
		sent = officeTime(*o.ConfirmedAt, 40+d.IntN(90), l.supplier.zone)
	}
	arrived := clock(day, 10*60+d.IntN(6*60), l.client.zone)
	if arrived.Before(sent) {
		arrived = sent.Add(time.Duration(2+d.IntN(5)) * time.Hour)
	}
	if !a.moved(o, models.OrderShipped, sent) {
		return
	}
	a.note(o, sent, models.EventOrderShipped, ptr(pick(d, l.supplier.people)), "", nil)
	if !a.moved(o, models.OrderDelivered, arrived) {
		return
	}
	a.note(o, arrived, models.EventOrderDelivered, ptr(pick(d, l.supplier.people)), "", nil)
	if o.Invoice.Paid < o.Invoice.Total {
		return
	}
	paid := clock(o.Payments[len(o.Payments)-1].ReceivedOn, closes, l.supplier.zone)
	done := arrived.AddDate(0, 0, 3)
	if done.Before(paid) {
		done = paid
	}
	a.moved(o, models.OrderClosed, done)
}

// moved moves an order on if that has happened by now.
func (a *author) moved(o *Order, to models.OrderStatus, at time.Time) bool {
	if at.After(a.now) {
		return false
	}
	o.Status = to
	o.Version++
	return true
}

// reserve counts what open orders hold, and puts on the shelves what there is.
func (a *author) reserve() {
	byID := map[models.ProductID]*product{}
	for _, s := range a.suppliers {
		for _, p := range s.products {
			byID[p.row.ID] = p
		}
	}
	for _, o := range a.world.Orders {
		if o.Status != models.OrderPlaced && o.Status != models.OrderConfirmed {
			continue
		}
		for i, line := range o.Lines {
			if p := byID[line.ProductID]; p.shelf != toOrder {
				o.Lines[i].Reserved = line.Quantity
				p.held += int(line.Quantity.IntPart())
			}
		}
	}
	for _, s := range a.suppliers {
		for _, p := range s.products {
			a.world.Products = append(a.world.Products, p.row)
			if p.shelf != toOrder {
				a.world.Stock = append(a.world.Stock, a.stock(s, p))
			}
		}
	}
}

func (a *author) stock(s *supplier, p *product) models.Stock {
	d := a.seed.dice("stock", p.row.SKU)
	row := models.Stock{ProductID: p.row.ID, SupplierID: s.row.ID, Reserved: whole(p.held), UpdatedAt: a.lastCount(s)}
	var free int
	switch {
	case p.gone != 0:
	case p.shelf == nothing:
		if d.chance(80) || a.usual(p) {
			row.RestockOn = ptr(openFrom(a.today.Add(d.between(4, 21)), false))
		}
	case p.shelf == little:
		free = p.minimum + p.step*d.between(0, 2)
	default:
		free = p.minimum*d.between(18, 160) + d.IntN(10)
	}
	row.OnHand = whole(p.held + free)
	return row
}

// lastCount is when a supplier last sent its stock: this morning, or on the last working day before it.
func (a *author) lastCount(s *supplier) time.Time {
	day := openUntil(models.DateOf(a.now, s.zone), false)
	at := clock(day, 7*60+30, s.zone)
	if at.After(a.now) {
		at = clock(openUntil(day.Add(-1), false), 7*60+30, s.zone)
	}
	return at
}
