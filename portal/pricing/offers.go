package pricing

import (
	"github.com/shopspring/decimal"

	"povtor/models"
)

// said is what price lists have to say, by product and list.
type said struct {
	tiers     map[inList][]Tier
	begun     map[inList][]Tier
	discounts map[discounted]*models.Discount
}

type inList struct {
	product models.ProductID
	list    models.PriceListID
}

type discounted struct {
	list     models.PriceListID
	category models.CategoryID
}

// hear sorts what was read.
func hear(asked models.Asking) said {
	s := said{tiers: gather(asked.Prices, func(p models.Price) (inList, Tier) {
		return inList{p.ProductID, p.PriceListID}, Tier{p.FromQuantity, p.UnitPrice}
	})}
	if len(asked.Begun) > 0 {
		s.begun = gather(asked.Begun, func(p models.ScheduledPrice) (inList, Tier) {
			return inList{p.ProductID, p.PriceListID}, Tier{p.FromQuantity, p.UnitPrice}
		})
	}
	if len(asked.Discounts) > 0 {
		s.discounts = make(map[discounted]*models.Discount, len(asked.Discounts))
	}
	for i, d := range asked.Discounts {
		s.discounts[discounted{d.List, d.Category}] = &asked.Discounts[i]
	}
	return s
}

// gather puts the tiers of each product in each list together; those of one stand side by side.
func gather[P any](prices []P, of func(P) (inList, Tier)) map[inList][]Tier {
	all := make([]Tier, len(prices))
	found := make(map[inList][]Tier, len(prices)/2)
	for from := 0; from < len(prices); {
		key, tier := of(prices[from])
		all[from] = tier
		to := from + 1
		for ; to < len(prices); to++ {
			next, tier := of(prices[to])
			if next != key {
				break
			}
			all[to] = tier
		}
		found[key] = all[from:to:to]
		from = to
	}
	return found
}

// offers are what an agreement's lists ask for goods on a day, before tax.
func (s said) offers(g *models.Goods, t *models.Terms, day models.Date) Offers {
	o := Offers{Currency: t.Currency, Lists: make([]Offer, len(t.PriceLists))}
	for i := range t.PriceLists {
		l := &t.PriceLists[i]
		o.Lists[i] = Offer{List: l, Tiers: inNet(s.own(g, l), l, g, decimal.Zero)}
	}
	if s.discounts == nil {
		return o
	}
	for i, offer := range o.Lists {
		if len(offer.Tiers) > 0 || offer.List.Kind != models.ContractPrice {
			continue
		}
		if d := s.discounts[discounted{offer.List.ID, g.CategoryID}]; d != nil {
			o.Lists[i].Tiers, o.Lists[i].Discount = s.less(d, g, o, day), d
		}
	}
	return o
}

// own are a list's own tiers, as it has them.
func (s said) own(g *models.Goods, l *models.PriceList) []Tier {
	key := inList{g.ID, l.ID}
	if begun, ok := s.begun[key]; ok {
		return begun
	}
	return s.tiers[key]
}

// less are the supplier's list prices less a discount; none where the list price does not hold on that day.
func (s said) less(d *models.Discount, g *models.Goods, o Offers, day models.Date) []Tier {
	for _, offer := range o.Lists {
		if offer.List.Kind == models.ListPrice && o.silent(offer, day) == "" {
			return inNet(s.own(g, offer.List), offer.List, g, d.Percent)
		}
	}
	return nil
}

// inNet are a list's tiers before tax and less a discount in per cent, rounded once.
func inNet(tiers []Tier, l *models.PriceList, g *models.Goods, percent decimal.Decimal) []Tier {
	if !l.Gross && percent.IsZero() {
		return tiers
	}
	rate := decimal.Zero
	if l.Gross {
		rate = g.VATRate
	}
	net := make([]Tier, len(tiers))
	for i, t := range tiers {
		net[i] = Tier{t.From, Net(t.UnitPrice, rate, percent)}
	}
	return net
}

var hundred = decimal.NewFromInt(100)

// Net is a unit price less a discount and without the VAT that it includes, both in per cent: price x (100 - discount) / (100 +
// rate), rounded once, to four places, half away from zero. A price that includes no VAT has a rate of zero.
func Net(price models.UnitPrice, rate, discount decimal.Decimal) models.UnitPrice {
	return price.Mul(hundred.Sub(discount)).DivRound(hundred.Add(rate), models.UnitPricePlaces)
}
