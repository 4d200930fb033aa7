package reorder

import (
	"povtor/models"
)

// ordersLooked is how many of a pair's last orders say what is usual.
const ordersLooked = 8

// Usual is a product that a client usually buys from a supplier.
type Usual struct {
	models.UsualLine
	// Selected: it stood in half of the last orders or more, or its turn has come.
	Selected bool
}

// UsualBaskets are what each of the clients usually buys from each of the suppliers, the most frequent first, read for all of
// them at once. A step for whoever may read the pairs' orders.
func UsualBaskets(tx *models.Tx, pairs []models.Pair) (map[models.Pair][]Usual, error) {
	baskets := make(map[models.Pair][]Usual, len(pairs))
	if len(pairs) == 0 {
		return baskets, nil
	}
	lines, err := models.UsualLines(tx, pairs, ordersLooked)
	for _, l := range lines {
		if belongs(l) {
			baskets[l.Pair] = append(baskets[l.Pair], Usual{l, chosen(l)})
		}
	}
	return baskets, err
}

// belongs tells a product of the usual basket from one that was bought once, some time ago.
func belongs(l models.UsualLine) bool { return l.Times > 1 || l.Ago == 0 }

// chosen tells whether it is wanted in the next order: it is in half of them at least; or it is bought every third time, say,
// and this is the third time.
func chosen(l models.UsualLine) bool {
	return 2*l.Times >= l.Orders || l.Times > 1 && (l.Ago+1)*l.Times >= l.Orders
}

// past is the line for [Compare].
func (u Usual) past() Past {
	return Past{Product: u.Product, Quantity: u.Quantity, Selected: u.Selected, LastQuantity: u.LastQuantity, LastPrice: u.LastPrice,
		LastOn: u.LastOn, Times: u.Times}
}
