package catalogue

import (
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/pricing"
)

// Card is a product in a list.
type Card struct {
	ID           models.ProductID           `json:"id"`
	SKU          string                     `json:"sku"`
	Name         string                     `json:"name"`
	Brand        string                     `json:"brand"`
	Icon         string                     `json:"icon"`
	Category     Named[models.Category]     `json:"category"`
	Supplier     Named[models.Organisation] `json:"supplier"`
	Unit         string                     `json:"unit" doc:"What one of quantity is: pcs, kg, l, m, box, pack, pallet."`
	PackSize     string                     `json:"pack_size" doc:"Pieces in one unit."`
	Minimum      string                     `json:"minimum" doc:"The least that is sold."`
	Multiple     string                     `json:"multiple" doc:"In steps of, counted from the minimum: of 3 by 2 one orders 3, 5, 7."`
	Availability Availability               `json:"availability"`
	Price        *CardPrice                 `json:"price" doc:"Null: no price, no sale."`
	InCart       string                     `json:"in_cart" doc:"How much of it is in your cart."`
	Picture      *models.FileID             `json:"picture" doc:"At /catalogue/{id}/pictures/{picture}; null: it is shown by its icon."`
	PartNumber   string                     `json:"part_number" doc:"What your company calls it; empty: nothing of its own."`
}

// The states of a product's stock.
const (
	InStock = "in_stock"
	Low     = "low"      // a few more orders and it is gone
	Out     = "out"      // less than the minimum is left
	OnOrder = "on_order" // brought or made to order: it does not run out
)

// Availability is whether a product can be had now.
type Availability struct {
	State     string       `json:"state" enum:"in_stock,low,out,on_order"`
	OnHand    *string      `json:"on_hand" doc:"How much can be had now; null where that is not counted."`
	RestockOn *models.Date `json:"restock_on" doc:"When more is expected, where the supplier says so."`
}

// lowLots is below how many minimum orders stock is called low.
const lowLots = 5

// AvailabilityOf tells whether goods can be had now.
func AvailabilityOf(g *models.Goods) Availability {
	if g.Stock == nil {
		return Availability{State: OnOrder}
	}
	free := decimal.Max(g.Stock.Free, decimal.Zero)
	text := models.QuantityText(free)
	a := Availability{State: InStock, OnHand: &text, RestockOn: g.Stock.RestockOn}
	switch {
	case free.LessThan(g.Minimum):
		a.State = Out
	case free.LessThan(g.Minimum.Mul(decimal.NewFromInt(lowLots))):
		a.State = Low
	}
	return a
}

// CardPrice is what a product costs its reader.
type CardPrice struct {
	UnitPrice string           `json:"unit_price" doc:"Before tax, at the minimum." example:"15.6125"`
	Currency  models.Currency  `json:"currency"`
	Source    models.PriceKind `json:"source" enum:"list,contract"`
	Tiers     []Tier           `json:"tiers" nullable:"false" doc:"Every quantity from which another price holds."`
	NextBreak *Tier            `json:"next_break" doc:"The next quantity, one that can be ordered, at which a unit gets cheaper."`
}

// Tier is a unit price from a quantity on.
type Tier struct {
	From      string `json:"from"`
	UnitPrice string `json:"unit_price"`
}

// TiersOf shows a ladder.
func TiersOf(l pricing.Line) []Tier {
	tiers := l.Ladder.Tiers()
	out := make([]Tier, len(tiers))
	for i, t := range tiers {
		out[i] = tierOf(t, l.Terms.Currency)
	}
	return out
}

func tierOf(t pricing.Tier, c models.Currency) Tier {
	return Tier{models.QuantityText(t.From), models.PriceText(t.UnitPrice, c)}
}

// CardOf shows a line, which must not be hidden, at the quantity it asks.
func CardOf(l pricing.Line, locale string) Card {
	g := l.Goods
	c := Card{
		ID: g.ID, SKU: g.SKU, Name: g.In(locale), Brand: g.Brand, Icon: g.Icon, Picture: g.Picture,
		Category: Named[models.Category]{g.CategoryID, g.Category}, Supplier: Named[models.Organisation]{g.SupplierID, l.Terms.SupplierName},
		Unit: g.Unit, PackSize: models.QuantityText(g.PackSize), Minimum: models.QuantityText(g.Minimum), Multiple: models.QuantityText(g.Multiple),
		Availability: AvailabilityOf(g), InCart: models.QuantityText(g.InCart), PartNumber: g.PartNumber,
	}
	if l.Price == nil {
		return c
	}
	c.Price = &CardPrice{UnitPrice: models.PriceText(l.Price.UnitPrice, l.Price.Currency), Currency: l.Price.Currency,
		Source: l.Price.List.Kind, Tiers: TiersOf(l)}
	if next, ok := l.Ladder.After(l.Quantity, pricing.LotOf(g)); ok {
		t := tierOf(next.Tier, l.Price.Currency)
		c.Price.NextBreak = &t
	}
	return c
}
