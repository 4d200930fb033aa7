package reorder

import (
	"slices"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/pricing"
)

// Past is a product that was bought before and may be bought again.
type Past struct {
	Product      models.ProductID
	Quantity     models.Quantity // to propose, before it is fitted to what is sold today
	Selected     bool            // proposed to be ordered, as long as it can be
	LastQuantity models.Quantity
	LastPrice    models.UnitPrice
	LastOn       models.Date
	Times        int // orders it stood in, of those looked at
}

// Line is a product of a basket: what was bought, what it would be today, and what has changed.
type Line struct {
	Product       Product                `json:"product"`
	LastQuantity  *models.Quantity       `json:"last_quantity" doc:"In the last order it stood in; null on a substitute."`
	Quantity      models.Quantity        `json:"quantity" doc:"Proposed: fitted to today's minimum, multiple and stock." example:"12"`
	Selected      bool                   `json:"selected" doc:"Proposed to be ordered."`
	UnitPrice     *string                `json:"unit_price" doc:"Before tax, at the proposed quantity; null: no price, no sale." example:"15.6125"`
	LastUnitPrice *string                `json:"last_unit_price"`
	PriceDelta    *string                `json:"price_delta" doc:"Change against the last unit price, as a share: 0.067 is 6.7 % dearer." example:"0.067"`
	Tiers         []catalogue.Tier       `json:"tiers" nullable:"false"`
	Availability  catalogue.Availability `json:"availability"`
	Status        models.ProductStatus   `json:"status" enum:"active,discontinued"`
	Substitute    *Line                  `json:"substitute" doc:"What to buy instead, when it is discontinued or sold out."`
	TimesOrdered  int                    `json:"times_ordered" doc:"In how many of the orders looked at it stood."`
	LastOn        *models.Date           `json:"last_on"`

	quote  pricing.Line
	wanted bool // it would be selected if it could be had
}

// Product is what the goods are and in which lots they are sold.
type Product struct {
	ID       models.ProductID `json:"id"`
	SKU      string           `json:"sku"`
	Name     string           `json:"name"`
	Icon     string           `json:"icon"`
	Unit     string           `json:"unit"`
	PackSize models.Quantity  `json:"pack_size"`
	Minimum  models.Quantity  `json:"minimum"`
	Multiple models.Quantity  `json:"multiple" doc:"Steps counted from the minimum."`
	VATRate  string           `json:"vat_rate" doc:"Per cent." example:"22"`
}

// Changes count what is different in a basket since it was last bought.
type Changes struct {
	Up           int `json:"up" doc:"Dearer."`
	Down         int `json:"down" doc:"Cheaper."`
	Out          int `json:"out" doc:"Sold out."`
	Discontinued int `json:"discontinued"`
}

// Compare sets what was bought beside what it would be today for one client: prices, stock, lots, substitutes. It answers in
// the order of the asking, without what is hidden from the client now, which it names apart. A step for whoever may see the
// client's agreements.
func Compare(tx *models.Tx, s models.Assortment, past []Past) (lines []Line, hidden []models.ProductID, err error) {
	asks := make([]pricing.Ask, len(past))
	for i, p := range past {
		asks[i] = pricing.Ask{Product: p.Product, Quantity: p.Quantity}
	}
	quotes, err := pricing.Quote(tx, s, asks)
	if err != nil {
		return nil, nil, err
	}
	lines = make([]Line, 0, len(past))
	for i, q := range quotes {
		if q.Goods == nil {
			hidden = append(hidden, q.Product)
			continue
		}
		lines = append(lines, compared(s, q, past[i]))
	}
	return lines, hidden, replace(tx, s, lines)
}

// replace offers a substitute for what cannot be had; one that is proposed already is not proposed twice.
func replace(tx *models.Tx, s models.Assortment, lines []Line) error {
	var asks []pricing.Ask
	var at []int
	for i, l := range lines {
		if id := l.quote.Goods.SubstituteID; id != nil && !l.orderable() {
			asks, at = append(asks, pricing.Ask{Product: *id, Quantity: l.quote.Quantity}), append(at, i)
		}
	}
	quotes, err := pricing.Quote(tx, s, asks)
	if err != nil {
		return err
	}
	proposed := make(map[models.ProductID]bool, len(lines))
	for _, l := range lines {
		proposed[l.Product.ID] = l.Selected
	}
	for i, q := range quotes {
		if q.Goods == nil || q.Goods.Status != models.ProductActive {
			continue
		}
		l := lineOf(s, q, lines[at[i]].wanted && !proposed[q.Product])
		proposed[q.Product] = proposed[q.Product] || l.Selected
		lines[at[i]].Substitute = &l
	}
	return nil
}

// lineOf is a product at the quantity that can be ordered of it today.
func lineOf(s models.Assortment, q pricing.Line, wanted bool) Line {
	q.Quantity = fitted(q)
	if p, ok := q.Ladder.At(q.Quantity); ok {
		q.Price = &p
	}
	l := Line{
		Product:  Product{q.Goods.ID, q.Goods.SKU, q.Goods.In(s.Locale), q.Goods.Icon, q.Goods.Unit, q.Goods.PackSize, q.Goods.Minimum, q.Goods.Multiple, q.Goods.VATRate.String()},
		Quantity: q.Quantity, Status: q.Goods.Status, Availability: catalogue.AvailabilityOf(q.Goods), Tiers: catalogue.TiersOf(q), quote: q, wanted: wanted,
	}
	if q.Price != nil {
		l.UnitPrice = text(q.Price.UnitPrice, q.Offers.Currency)
	}
	l.Selected = wanted && l.orderable()
	return l
}

// compared is a line of the past as it would be today, with what has changed.
func compared(s models.Assortment, q pricing.Line, p Past) Line {
	l := lineOf(s, q, p.Selected)
	l.LastQuantity, l.TimesOrdered, l.LastOn = &p.LastQuantity, p.Times, &p.LastOn
	l.LastUnitPrice = text(p.LastPrice, q.Offers.Currency)
	if l.quote.Price != nil && p.LastPrice.IsPositive() {
		delta := l.quote.Price.UnitPrice.Sub(p.LastPrice).DivRound(p.LastPrice, 4).String()
		l.PriceDelta = &delta
	}
	return l
}

// fitted is what can be ordered of a quantity today: a lot that is sold, and no more than is there unless nothing is.
func fitted(q pricing.Line) models.Quantity {
	if n := q.Orderable(); n.IsPositive() {
		return n
	}
	return pricing.LotOf(q.Goods).Up(q.Quantity)
}

// orderable reports a line that could be placed as it stands.
func (l Line) orderable() bool { return len(l.quote.Problems()) == 0 }

// Net is the line's amount before tax at the proposed quantity.
func (l Line) Net() models.Amount { return l.quote.Net() }

// Chosen are the lines proposed to be ordered as they are. A substitute is only offered: the buyer takes it by a click, so no
// sum counts it before.
func Chosen(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if l.Selected {
			out = append(out, l)
		}
	}
	return out
}

// Offers reports whether anything of a basket could be ordered, be it a substitute.
func Offers(lines []Line) bool {
	return slices.ContainsFunc(lines, func(l Line) bool { return l.Selected || l.Substitute != nil && l.Substitute.Selected })
}

// Wanted are the lines that are usually ordered, whether they can be had or not.
func Wanted(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if l.wanted {
			out = append(out, l)
		}
	}
	return out
}

// ChangesIn count what is different among the lines that are usually ordered.
func ChangesIn(lines []Line) (c Changes) {
	for _, l := range lines {
		switch {
		case !l.wanted:
		case l.Status == models.ProductDiscontinued:
			c.Discontinued++
		case l.Availability.State == catalogue.Out:
			c.Out++
		case l.PriceDelta == nil:
		case (*l.PriceDelta)[0] == '-':
			c.Down++
		case *l.PriceDelta != "0":
			c.Up++
		}
	}
	return c
}

func text(p models.UnitPrice, c models.Currency) *string {
	s := models.PriceText(p, c)
	return &s
}
