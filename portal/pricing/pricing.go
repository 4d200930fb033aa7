// Package pricing decides what a client pays for a quantity of a product on a day, and can say why. Whatever shows or
// charges a price asks here: [Quote] for goods in the database, [Offers] for the rule itself.
//
// An agreement's own price lists are asked by their positions, then those of its client's groups by their priorities, the highest
// first, then the supplier's list price. The first that is valid on the day, in the agreement's currency, and has a tier at or
// below the quantity gives the price. Where none does there is no price, and no sale.
//
// What a list asks for a product is, in this order: the tiers that were scheduled for the last day that has begun; its tiers;
// where it has neither, the supplier's list price less the list's discount for the nearest category above the product. A list
// whose prices include VAT is turned into net by the product's rate, rounded once, to four places, half away from zero.
package pricing

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"povtor/models"
)

// Tier is a unit price, before tax, from a quantity on.
type Tier struct {
	From      models.Quantity
	UnitPrice models.UnitPrice
}

// Offer is what one price list asks for one product. Without tiers the product is not in it.
type Offer struct {
	List     *models.PriceList
	Tiers    []Tier
	Discount *models.Discount // what the tiers were taken off the list price by; nil: they are the list's own
}

// Offers are all that is asked for one product, in the order in which it is asked.
type Offers struct {
	Currency models.Currency // the agreement's
	Lists    []Offer
}

// Price is what one unit costs, and where that comes from.
type Price struct {
	UnitPrice models.UnitPrice // before tax
	Currency  models.Currency
	From      models.Quantity // of the tier
	List      *models.PriceList
}

// Net is the amount of a line before tax.
func (p Price) Net(quantity models.Quantity) models.Amount {
	return models.Extend(p.UnitPrice, quantity, p.Currency)
}

// A line stays below a thousand million units and, in minor units, far below what a document can add up.
var (
	mostUnits  = decimal.New(1, 9)
	mostAmount = decimal.New(1, 15)
)

// holds reports a quantity and an amount that a document can hold.
func (p Price) holds(quantity models.Quantity) bool {
	return quantity.LessThan(mostUnits) && p.UnitPrice.Mul(quantity).Shift(p.Currency.Exponent()).LessThan(mostAmount)
}

// Origin is what an order keeps of where its price came from.
func (p Price) Origin() string { return string(p.List.Kind) + ": " + p.List.Name }

// ErrNoPrice says that there is no price for so little, or none at all.
var ErrNoPrice = models.Faulty(models.Invalid, "no-price", "There is no price for this product in this quantity.")

// Resolve is the price of a quantity on a day, or [ErrNoPrice].
func Resolve(o Offers, quantity models.Quantity, day models.Date) (Price, error) {
	if p, ok := o.On(day).At(quantity); ok {
		return p, nil
	}
	return Price{}, ErrNoPrice
}

// Ladder is the price of a product at every quantity on one day: a rung for each quantity from which another price holds,
// the smallest first.
type Ladder []Price

// On builds the ladder of a day. A list counts from its smallest tier on; below, the lists asked after it do.
func (o Offers) On(day models.Date) Ladder {
	size := 0
	for _, offer := range o.Lists {
		size += len(offer.Tiers)
	}
	rungs := make(Ladder, 0, size)
	var taken *models.Quantity // from here on an earlier list has the say
	for _, offer := range o.Lists {
		if o.silent(offer, day) != "" {
			continue
		}
		smallest := offer.Tiers[0].From
		for _, t := range offer.Tiers {
			if taken == nil || t.From.LessThan(*taken) {
				rungs = append(rungs, Price{t.UnitPrice, o.Currency, t.From, offer.List})
			}
			if t.From.LessThan(smallest) {
				smallest = t.From
			}
		}
		if taken == nil || smallest.LessThan(*taken) {
			taken = &smallest
		}
	}
	slices.SortFunc(rungs, func(a, b Price) int { return a.From.Cmp(b.From) })
	return rungs
}

// silent says why a list has nothing to say on a day, or nothing when it has.
func (o Offers) silent(offer Offer, day models.Date) Why {
	l := offer.List
	return cmp.Or(
		when(l.Currency != o.Currency, OtherCurrency),
		when(l.ValidFrom != nil && day < *l.ValidFrom, NotYetValid),
		when(l.ValidTo != nil && *l.ValidTo < day, Expired),
		when(len(offer.Tiers) == 0, NotInList),
	)
}

func when(yes bool, why Why) Why {
	if yes {
		return why
	}
	return ""
}

// At is the price of a quantity; false when there is none.
func (l Ladder) At(quantity models.Quantity) (Price, bool) {
	for _, rung := range slices.Backward(l) {
		if rung.From.LessThanOrEqual(quantity) {
			return rung, true
		}
	}
	return Price{}, false
}

// Tiers are the quantities at which the price changes, the smallest first.
func (l Ladder) Tiers() []Tier {
	tiers := make([]Tier, 0, len(l))
	for _, rung := range l {
		if n := len(tiers); n == 0 || !tiers[n-1].UnitPrice.Equal(rung.UnitPrice) {
			tiers = append(tiers, Tier{rung.From, rung.UnitPrice})
		}
	}
	return tiers
}

// Break is the next quantity at which a unit gets cheaper.
type Break struct {
	Tier      // From is a quantity that can be ordered
	now, then Price
}

// Saves is what it saves at that quantity, against the unit price of now.
func (b Break) Saves() models.Amount { return b.now.Net(b.From) - b.then.Net(b.From) }

// After is the next break beyond a quantity that is sold in such lots; false when it gets no cheaper.
func (l Ladder) After(quantity models.Quantity, lot Lot) (Break, bool) {
	now, ok := l.At(quantity)
	if !ok {
		return Break{}, false
	}
	for _, rung := range l {
		if !rung.From.GreaterThan(quantity) || !rung.UnitPrice.LessThan(now.UnitPrice) {
			continue
		}
		from := lot.Up(rung.From)
		if then, _ := l.At(from); then.UnitPrice.LessThan(now.UnitPrice) {
			return Break{Tier{from, then.UnitPrice}, now, then}, true
		}
	}
	return Break{}, false
}
