package catalogue

import (
	"cmp"
	"slices"

	"povtor/models"
	"povtor/portal/pricing"
)

// sortable is how many goods are priced to be sorted. A client's own prices stand nowhere ready: each is worked out from its
// agreements.
const sortable = 500

// byPrice is a stretch of goods by the client's own unit prices, the lowest first, those without one at the end; false where
// there are too many to price.
func byPrice(tx *models.Tx, a models.Assortment, in ListInput, part place) (Page, bool, error) {
	var goods []models.Listed
	var terms []models.Terms
	look := func(w models.Wanted) (found bool, err error) {
		goods, terms, err = models.GoodsByName(tx, a, w, models.Stretch{Limit: sortable})
		return len(goods) > 0, err
	}
	r, err := understand(tx, a, in.Filter, look)
	if err != nil || len(goods) > sortable {
		return Page{}, false, err
	}
	lines, err := shelve(tx, a, goods, terms)
	if err != nil {
		return Page{}, false, err
	}
	lines = slices.DeleteFunc(lines, func(l pricing.Line) bool { return l.Goods == nil })
	slices.SortStableFunc(lines, func(x, y pricing.Line) int {
		if x.Price == nil || y.Price == nil {
			return cmp.Compare(unpriced(x), unpriced(y))
		}
		return cmp.Or(cmp.Compare(x.Price.Currency, y.Price.Currency), x.Price.UnitPrice.Cmp(y.Price.UnitPrice))
	})
	from := 0
	if part.After != nil {
		from = max(0, min(int(part.After.Rank), len(lines)))
	}
	to := min(from+part.Limit, len(lines))
	page := Page{Page: models.Page[Card]{Items: make([]Card, 0, to-from)}, Corrected: r.Words}
	for _, l := range lines[from:to] {
		page.Items = append(page.Items, CardOf(l, a.Locale))
	}
	if to < len(lines) {
		page.Next = models.Cursor{to, "", models.ProductID{}, r, false}.String()
	}
	return page, true, nil
}

func unpriced(l pricing.Line) int {
	if l.Price == nil {
		return 1
	}
	return 0
}
