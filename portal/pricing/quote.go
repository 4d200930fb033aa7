package pricing

import (
	"github.com/shopspring/decimal"

	"povtor/models"
)

// Ask is how much of a product somebody wants.
type Ask struct {
	Product  models.ProductID
	Quantity models.Quantity
}

// Line answers an Ask: what the goods are, under which agreement they are bought, and at what price.
type Line struct {
	Ask
	Goods  *models.Goods // nil: hidden from the client, as if it were not there
	Terms  *models.Terms // nil with the goods
	Offers Offers
	Ladder Ladder // the prices of every quantity on that day
	Price  *Price // nil: no price, no sale
}

// Problem is a reason why a line cannot be ordered as it stands, as a code.
type Problem string

const (
	NotAvailable Problem = "not-available" // hidden, or the agreement is not in force
	Discontinued Problem = "discontinued"
	NoPrice      Problem = "no-price"
	BelowMinimum Problem = "below-minimum"
	OffMultiple  Problem = "off-multiple"
	OutOfStock   Problem = "out-of-stock" // less is free than is asked for
	TooMuch      Problem = "too-much"     // more than a document can hold
)

// Quote prices what is asked for one client on a day, however many lines, in two round trips. It answers in the order of the
// asking. A step for whoever may see the client's agreements.
func Quote(tx *models.Tx, s models.Assortment, asks []Ask) ([]Line, error) {
	if len(asks) == 0 {
		return nil, nil
	}
	ids := make([]models.ProductID, len(asks))
	for i, a := range asks {
		ids[i] = a.Product
	}
	goods, terms, err := models.Offered(tx, s, ids)
	if err != nil {
		return nil, err
	}
	shelf, err := Shelve(tx, s, goods, terms)
	if err != nil {
		return nil, err
	}
	byID := make(map[models.ProductID]*Line, len(shelf))
	for i := range shelf {
		byID[shelf[i].Product] = &shelf[i]
	}
	lines := make([]Line, len(asks))
	for i, a := range asks {
		lines[i].Ask = a
		if found := byID[a.Product]; found != nil {
			lines[i] = found.At(a.Quantity)
		}
	}
	return lines, nil
}

// Shelve prices goods that were read already, each at the least that is sold of it.
func Shelve(tx *models.Tx, s models.Assortment, goods []models.Goods, terms []models.Terms) ([]Line, error) {
	asked, err := models.AskedFor(tx, s, goods, terms)
	if err != nil {
		return nil, err
	}
	said := hear(asked)
	bySupplier := make(map[models.OrganisationID]*models.Terms, len(terms))
	for i := range terms {
		bySupplier[terms[i].Supplier] = &terms[i]
	}
	lines := make([]Line, len(goods))
	for i := range goods {
		g := &goods[i]
		t := bySupplier[g.SupplierID]
		if t == nil {
			continue
		}
		l := Line{Ask: Ask{Product: g.ID}, Goods: g, Terms: t, Offers: said.offers(g, t, s.Day)}
		l.Ladder = l.Offers.On(s.Day)
		lines[i] = l.At(g.Minimum)
	}
	return lines, nil
}

// At is the same line for another quantity.
func (l Line) At(quantity models.Quantity) Line {
	l.Quantity, l.Price = quantity, nil
	if p, ok := l.Ladder.At(quantity); ok {
		l.Price = &p
	}
	return l
}

// Counts reports a line that belongs into a sum: goods on sale, at a price, of an amount that a document can hold.
func (l Line) Counts() bool {
	return l.Goods != nil && l.Goods.Status == models.ProductActive && l.Price != nil && l.Price.holds(l.Quantity)
}

// Net is the line's amount before tax, nothing where it does not count.
func (l Line) Net() models.Amount {
	if !l.Counts() {
		return 0
	}
	return l.Price.Net(l.Quantity)
}

// TaxBase is what the line brings to a document's tax.
func (l Line) TaxBase() (decimal.Decimal, models.Amount) { return l.Goods.VATRate, l.Net() }

// Problems are all reasons why the line cannot be ordered as it stands; none when it can.
func (l Line) Problems() []Problem {
	switch {
	case l.Goods == nil:
		return []Problem{NotAvailable}
	case l.Goods.Status != models.ProductActive:
		return []Problem{Discontinued}
	}
	var found []Problem
	lot := LotOf(l.Goods)
	switch {
	case l.Quantity.LessThan(lot.Minimum):
		found = append(found, BelowMinimum)
	case !lot.Fits(l.Quantity):
		found = append(found, OffMultiple)
	}
	switch {
	case l.Price == nil:
		found = append(found, NoPrice)
	case !l.Price.holds(l.Quantity):
		found = append(found, TooMuch)
	}
	if s := l.Goods.Stock; s != nil && s.Free.LessThan(l.Quantity) {
		found = append(found, OutOfStock)
	}
	return found
}

// Orderable is the quantity to suggest instead: in a lot that is sold and, where that is possible, in stock.
func (l Line) Orderable() models.Quantity {
	lot := LotOf(l.Goods)
	up := lot.Up(l.Quantity)
	if s := l.Goods.Stock; s != nil && s.Free.LessThan(up) {
		return lot.Down(s.Free)
	}
	return up
}
