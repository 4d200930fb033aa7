package pricing

import (
	"github.com/shopspring/decimal"

	"povtor/models"
)

// Lot is in what quantities a product is sold: from a minimum on, in steps that are counted from it. A minimum of 3 in steps
// of 2 sells 3, 5, 7.
type Lot struct {
	Minimum  models.Quantity
	Multiple models.Quantity
}

// LotOf is how these goods are sold.
func LotOf(g *models.Goods) Lot { return Lot{g.Minimum, g.Multiple} }

// Fits reports a quantity that can be ordered.
func (l Lot) Fits(quantity models.Quantity) bool {
	return !quantity.LessThan(l.Minimum) && quantity.Sub(l.Minimum).Mod(l.Multiple).IsZero()
}

// Up is the smallest quantity that can be ordered and is no less than this one.
func (l Lot) Up(quantity models.Quantity) models.Quantity {
	over := quantity.Sub(l.Minimum)
	if !over.IsPositive() {
		return l.Minimum
	}
	return l.Minimum.Add(steps(over.Add(l.Multiple).Sub(smallest), l.Multiple).Mul(l.Multiple))
}

// Down is the largest quantity that can be ordered and is no more than this one; zero when even the minimum is more.
func (l Lot) Down(quantity models.Quantity) models.Quantity {
	over := quantity.Sub(l.Minimum)
	if over.IsNegative() {
		return decimal.Zero
	}
	return l.Minimum.Add(steps(over, l.Multiple).Mul(l.Multiple))
}

// smallest is the least that two quantities can differ by.
var smallest = decimal.New(1, -models.QuantityPlaces)

// steps is how many whole steps fit.
func steps(over, step models.Quantity) decimal.Decimal {
	n, _ := over.QuoRem(step, 0)
	return n
}
