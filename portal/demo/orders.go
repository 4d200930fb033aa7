package demo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"povtor/models"
)

// trade places the orders of two years and lets happen what came of them.
func (a *author) trade() {
	a.pileUp()
	for _, l := range a.deals {
		for _, day := range l.days {
			a.order(l, day)
		}
	}
	orders := a.world.Orders
	slices.SortStableFunc(orders, func(x, y *Order) int { return x.PlacedAt.Compare(y.PlacedAt) })
	for i, o := range orders {
		o.Number = models.OrderNumber(int64(i + 1))
	}
	a.number(orders)
	a.bill(orders)
}

// order places one order on a day, and now and then one more that came to nothing.
func (a *author) order(l *deal, day models.Date) {
	d := a.seed.dice("order", l.client.ru, l.supplier.ru, day)
	at := a.moment(d, l.client, day)
	o := a.place(d, l, at)
	switch early := at.Add(-time.Duration(d.between(8, 40)) * time.Minute); {
	case a.quiet(l, day) || minuteOf(early, l.client.zone) < opens:
	case d.chance(3):
		a.takeBack(d, l, early, o)
	case d.chance(2):
		a.refuse(d, l, early, o)
	}
	a.world.Orders = append(a.world.Orders, o)
	a.answer(d, l, o)
}

// quiet keeps the last months of the demo's own scenes plain.
func (a *author) quiet(l *deal, day models.Date) bool {
	return l.client.ru == cast[0].company && a.today.Days(day) < 60
}

// moment is when in the day somebody orders: mostly before lunch, and always before now.
func (a *author) moment(d dice, c *client, day models.Date) time.Time {
	minute := d.between(opens+5, opens+200)
	if d.chance(40) {
		minute = d.between(opens+270, closes-15)
	}
	if models.DateOf(a.now, c.zone) == day {
		minute = min(minute, d.between(opens+1, max(opens+1, minuteOf(a.now, c.zone)-5)))
	}
	return clock(day, minute, c.zone).Add(time.Duration(d.IntN(60)) * time.Second)
}

var notes = []string{"Доставка до 12:00, въезд со двора", "Позвонить за час до доставки", "Документы вложить в коробку",
	"Нужна разгрузка силами перевозчика", "Пожалуйста, одной поставкой", "Оставить на проходной, пропуск заказан"}

// place writes an order down, priced as of its day.
func (a *author) place(d dice, l *deal, at time.Time) *Order {
	c, s := l.client, l.supplier
	day := models.DateOf(at, c.zone)
	key := fmt.Sprint(c.row.Code, s.letters, at.Unix())
	by := c.buyers[0]
	if len(c.buyers) > 1 && !l.usual[0].staple && d.chance(25) {
		by = c.buyers[1]
	}
	where := c.locations[0]
	if d.chance(60) {
		where = pick(d, c.locations)
	}
	o := &Order{PurchaseOrder: models.PurchaseOrder{
		ID: idOf[models.PurchaseOrder](a.seed, at, "order", key), ClientID: c.row.ID, SupplierID: s.row.ID, AgreementID: &l.row.ID,
		LocationID: &where.ID, Status: models.OrderPlaced, Currency: "RUB", Source: pick(d, []string{models.FromCart, models.FromCart, models.FromReorder}),
		CheckoutID: idOf[Order](a.seed, at, "checkout", key).UUID, PlacedBy: &by.ID, PlacedByName: by.Name, PlacedAt: at, PlacedOn: day,
		Version: 1,
	}}
	if d.chance(6) {
		o.Note = pick(d, notes)
	}
	if d.chance(20) {
		o.WantedOn = ptr(workdaysAfter(day, s.leadDays+d.between(1, 3)))
	}
	for i, it := range a.fill(d, l, day) {
		o.Lines = append(o.Lines, a.line(o, l, it, i+1))
	}
	sums := models.TotalsOf(models.TaxesOn(o.Lines))
	o.Net, o.Tax, o.Total, o.LinesCount = sums.Net, sums.Tax, sums.Total, len(o.Lines)
	a.note(o, at, models.EventOrderPlaced, &by, "", nil)
	return o
}

func (a *author) line(o *Order, l *deal, it item, position int) models.PurchaseOrderLine {
	p := it.product
	ask, origin := l.ask(p, it.quantity, o.PlacedOn)
	vat := p.row.VATRate
	if o.PlacedOn.Time().Year() < 2026 && vat.IntPart() == 22 {
		vat = whole(20) // the rate of those years
	}
	quantity := whole(it.quantity)
	return models.PurchaseOrderLine{
		ID: idOf[models.PurchaseOrderLine](a.seed, o.PlacedAt, "line", o.ID, position), OrderID: o.ID, ClientID: o.ClientID, SupplierID: o.SupplierID,
		Position: position, ProductID: p.row.ID, SKU: p.row.SKU, NameRu: p.row.NameRu, NameEn: p.row.NameEn, Unit: p.row.Unit,
		Quantity: quantity, UnitPrice: ask.unit(), VatRate: vat, Net: models.Extend(ask.unit(), quantity, o.Currency), PriceFrom: origin,
	}
}

// number gives the orders of those clients that keep books of their own a number from there.
func (a *author) number(orders []*Order) {
	byID := map[models.OrganisationID]*client{}
	for _, c := range a.clients {
		byID[c.row.ID] = c
	}
	for _, o := range orders {
		if c := byID[o.ClientID]; c.numbers {
			c.counted++
			o.ClientNumber = fmt.Sprintf("ЗП-%05d", 1200+c.counted)
		}
	}
}

// note adds to the order's timeline; nobody in particular did what has no actor.
func (a *author) note(o *Order, at time.Time, kind string, by *models.User, why string, detail map[string]any) {
	e := models.Event{ID: idOf[models.Event](a.seed, at, kind, o.ID, detail), ClientID: o.ClientID, SupplierID: &o.SupplierID, OrderID: &o.ID,
		At: at, Kind: kind, Note: why, Detail: detail}
	if by != nil {
		e.ActorID, e.ActorName = &by.ID, by.Name
	}
	if detail == nil {
		e.Detail = map[string]any{}
	}
	if o.Invoice != nil && strings.HasPrefix(kind, "invoice.") {
		e.InvoiceID = &o.Invoice.ID
	}
	o.Events = append(o.Events, e)
}

var secondThoughts = []string{"Дубль заказа", "Ошибка в количестве, оформим заново", "Не та точка доставки", "Руководитель попросил изменить состав"}

// takeBack is an order that the buyer cancelled soon after, and placed again as the one that is kept.
func (a *author) takeBack(d dice, l *deal, at time.Time, kept *Order) {
	o := a.place(d, l, at)
	o.PlacedBy, o.PlacedByName = kept.PlacedBy, kept.PlacedByName
	o.Events[0].ActorID, o.Events[0].ActorName = kept.PlacedBy, kept.PlacedByName
	o.Status, o.Version = models.OrderCancelled, 2
	by := models.User{ID: *kept.PlacedBy, Name: kept.PlacedByName}
	a.note(o, at.Add(time.Duration(d.between(2, 7))*time.Minute), models.EventOrderCancelled, &by, pick(d, secondThoughts), nil)
	a.world.Orders = append(a.world.Orders, o)
}

var refusals = []string{"Нет нужного объёма на складе", "Не можем доставить в эту дату", "Превышен срок оплаты по прошлым счетам",
	"Изменилась упаковка, просим выбрать новую позицию"}

// refuse is an order that the supplier turned down before the one that is kept.
func (a *author) refuse(d dice, l *deal, at time.Time, kept *Order) {
	o := a.place(d, l, at)
	o.Status, o.Version = models.OrderRefused, 2
	a.note(o, at.Add(time.Duration(d.between(3, 7))*time.Minute), models.EventOrderRefused, ptr(pick(d, l.supplier.people)), pick(d, refusals), nil)
	a.world.Orders = append(a.world.Orders, o)
}
