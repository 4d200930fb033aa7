package demo

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"povtor/models"
	"povtor/portal/billing"
)

// invoice draws up the invoice of an order that was just confirmed. Its number comes when all are there.
func (a *author) invoice(l *deal, o *Order) {
	s, c := l.supplier, l.client
	basis := models.InvoiceBasis{Supplier: s.row, Client: c.row, NetDays: l.row.NetDays, Agreement: l.row.Number, AgreedOn: l.row.ValidFrom, Lines: o.Lines}
	for _, place := range c.locations {
		if place.ID == *o.LocationID {
			basis.Location = &models.Place{ID: place.ID, Name: place.Name, Address: place.Address, City: place.City}
		}
	}
	i := billing.Draft(o.PurchaseOrder, basis, *o.ConfirmedAt)
	i.ID = idOf[models.Invoice](a.seed, *o.ConfirmedAt, "invoice", o.ID)
	o.Invoice, o.InvoiceLines = &i, billing.LinesOf(i, o.Lines)
}

// bill numbers the invoices of every supplier and year without gaps, in the order in which they were issued, and tells of them.
func (a *author) bill(orders []*Order) {
	issued := slices.DeleteFunc(slices.Clone(orders), func(o *Order) bool { return o.Invoice == nil })
	slices.SortStableFunc(issued, func(x, y *Order) int { return x.Invoice.IssuedAt.Compare(y.Invoice.IssuedAt) })
	last := map[NumberSeries]int{}
	for _, o := range issued {
		i := o.Invoice
		key := NumberSeries{Supplier: i.SupplierID, Series: i.Series, Year: i.Year}
		last[key]++
		i.Sequence = last[key]
		i.Number = models.InvoiceNumber(i.Series, i.Year, i.Sequence)
		i.OrderNumber, i.ClientNumber = o.Number, o.ClientNumber
		a.note(o, i.IssuedAt, models.EventInvoiceIssued, actorOf(o), "", map[string]any{"number": i.Number, "due_on": i.DueOn})
		for n := range o.Payments {
			o.Payments[n].Purpose = fmt.Sprintf("Оплата по счёту № %s от %s", i.Number, i.IssuedOn.Time().Format("02.01.2006"))
		}
		if i.Paid == i.Total {
			p := o.Payments[len(o.Payments)-1]
			a.note(o, p.RecordedAt, models.EventInvoicePaid, nil, "", map[string]any{"number": i.Number})
		}
		slices.SortStableFunc(o.Events, func(x, y models.Event) int { return x.At.Compare(y.At) })
	}
	for key, n := range last {
		key.Last = n
		a.world.Series = append(a.world.Series, key)
	}
	slices.SortFunc(a.world.Series, func(x, y NumberSeries) int {
		return cmp.Or(slices.Compare(x.Supplier.UUID[:], y.Supplier.UUID[:]), cmp.Compare(x.Year, y.Year))
	})
}

// actorOf is who confirmed the order, and issued its invoice by it.
func actorOf(o *Order) *models.User {
	for _, e := range o.Events {
		if e.Kind == models.EventOrderConfirmed {
			return &models.User{ID: *e.ActorID, Name: e.ActorName}
		}
	}
	return nil
}

// pay lets the client pay as it uses to: on the day, early, late, now and then in two parts, and some not yet.
func (a *author) pay(d dice, l *deal, o *Order) {
	late := l.client.payLate + d.between(-2, 4)
	if d.chance(4) {
		late += d.between(12, 55)
	}
	if l.row.NetDays == 0 {
		late = d.between(0, 3)
	}
	day := openFrom(max(o.Invoice.DueOn.Add(late), o.Invoice.IssuedOn), false)
	if l.row.NetDays > 0 && d.chance(4) {
		a.receive(d, l, o, o.Invoice.Total/2, openFrom(o.Invoice.IssuedOn.Add(l.row.NetDays/2+1), false))
	}
	a.receive(d, l, o, o.Invoice.Total-o.Invoice.Paid, day)
}

// receive books a payment that has come in by now.
func (a *author) receive(d dice, l *deal, o *Order, amount models.Amount, day models.Date) {
	at := clock(day, opens+90+d.IntN(400), l.supplier.zone)
	if at.Before(*o.ConfirmedAt) {
		at = o.ConfirmedAt.Add(time.Duration(20+d.IntN(120)) * time.Minute)
	}
	if at.After(a.now) {
		return
	}
	o.Invoice.Paid += amount
	o.Payments = append(o.Payments, models.Payment{
		ID: idOf[models.Payment](a.seed, at, "payment", o.ID, len(o.Payments)), ClientID: o.ClientID, SupplierID: o.SupplierID,
		Currency: o.Currency, Amount: amount, Allocated: amount, ReceivedOn: day, RecordedAt: at, Source: models.PaidBank,
		Payer: l.client.row.LegalName, PayerTaxID: l.client.row.TaxID, RecordedByName: l.supplier.people[0].Name,
		Reference: fmt.Sprintf("п/п № %d от %s", 100+d.IntN(4900), day.Time().Format("02.01.2006")),
	})
}
