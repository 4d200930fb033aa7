package demo

import (
	"slices"

	"povtor/models"
)

// revise writes the history of prices and what has left the catalogue, and sets the scene of the first basket that the demo
// shows: one price up, one down, one product sold out and one given up since the last order.
func (a *author) revise() {
	for i, s := range a.suppliers {
		for _, p := range s.products {
			p.revisions = a.history(s, i, p)
		}
	}
	a.scene()
	for _, s := range a.suppliers {
		for _, p := range s.products {
			a.replace(s, p)
		}
	}
}

// history are a product's price changes: twice a year the house looks at its prices, and most of them rise.
func (a *author) history(s *supplier, number int, p *product) (out []revision) {
	year := a.today.Time().Year()
	for y := year - 2; y <= year; y++ {
		for n, month := range [...]int{2, 9} {
			on := models.NewDate(y, 0, 1).Add(month*30 + 31 + number*3)
			d := a.seed.dice("revision", p.row.SKU, y, n)
			switch roll := d.IntN(100); {
			case on > a.today:
			case roll < 55:
				out = append(out, revision{on, d.between(200, 690)})
			case roll < 63:
				out = append(out, revision{on, -d.between(100, 320)})
			}
		}
	}
	return out
}

// scene is what has happened to the first buyer's usual products since the last order.
func (a *author) scene() {
	for _, l := range a.deals {
		if l.client.ru != cast[0].company || l.fate != "!" {
			continue
		}
		last := l.days[len(l.days)-1]
		for _, u := range l.usual {
			u.product.revisions = slices.DeleteFunc(u.product.revisions, func(r revision) bool { return r.on > last })
		}
		change := func(n, rise, ago int) {
			p := l.usual[n].product
			p.revisions = append(p.revisions, revision{a.today.Add(-ago), rise})
			p.row.UpdatedAt = clock(a.today.Add(-ago), opens, l.supplier.zone)
		}
		change(0, 670, 6)
		if l.supplier != a.suppliers[0] {
			continue
		}
		change(4, -540, 9)
		l.supplier.offer(l.usual[2].product)
		l.supplier.offer(l.usual[6].product)
		l.usual[2].product.shelf = nothing
		l.usual[6].product.gone = last.Add(3)
	}
}

// offer puts on sale whatever could stand in for a product.
func (s *supplier) offer(p *product) {
	for _, q := range s.products {
		if q.like(p) {
			q.gone, q.shelf = 0, plenty
		}
	}
}

// replace names a substitute for what is no longer sold, and for some of what is sold out.
func (a *author) replace(s *supplier, p *product) {
	if p.gone != 0 {
		p.row.Status = models.ProductDiscontinued
		p.row.UpdatedAt = clock(p.gone, opens, s.zone)
	}
	needed := p.gone != 0 || p.shelf == nothing && (a.usual(p) || a.seed.dice("substitute", p.row.SKU).chance(60))
	if !needed {
		return
	}
	if q := s.instead(p); q != nil {
		p.row.SubstituteID = &q.row.ID
	}
}

// usual reports a product of the first buyer's baskets.
func (a *author) usual(p *product) bool {
	return slices.ContainsFunc(a.deals, func(l *deal) bool {
		return l.client.ru == cast[0].company && slices.ContainsFunc(l.usual, func(u *usual) bool { return u.product == p })
	})
}
