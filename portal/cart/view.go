package cart

import (
	"context"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/pricing"
)

// Cart is what a buyer is about to order, at today's prices.
type Cart struct {
	ID        *models.CartID `json:"id" doc:"Null before anything was put in."`
	Version   int            `json:"version"`
	Suppliers []Part         `json:"suppliers" nullable:"false" doc:"Each becomes an order of its own."`
	Count     int            `json:"count" doc:"How many lines."`
}

// ETag is the cart's version.
func (c Cart) ETag() int { return c.Version }

// Part is what a cart orders from one supplier.
type Part struct {
	Supplier        catalogue.Named[models.Organisation] `json:"supplier"`
	Currency        models.Currency                      `json:"currency"`
	AgreementNumber string                               `json:"agreement_number"`
	NetDays         int                                  `json:"net_days"`
	Lines           []CartLine                           `json:"lines" nullable:"false"`
	Net             string                               `json:"net" doc:"Of the lines that have a price and are on sale."`
	Tax             string                               `json:"tax"`
	Total           string                               `json:"total"`
	MinimumOrder    string                               `json:"minimum_order" doc:"Before tax."`
	BelowBy         *string                              `json:"below_by" doc:"What is missing to the minimum order."`
	Placeable       bool                                 `json:"placeable" doc:"Whether it could be ordered as it stands; risen prices must be accepted then."`
	Problems        []Problem                            `json:"problems" nullable:"false"`
}

// CartLine is a product in the cart.
type CartLine struct {
	Product      Product                `json:"product"`
	Quantity     string                 `json:"quantity"`
	UnitPrice    *string                `json:"unit_price" doc:"Today; null: no price, no sale."`
	SeenPrice    *string                `json:"seen_price" doc:"When it was put in or its quantity was changed."`
	Net          string                 `json:"net"`
	VATRate      string                 `json:"vat_rate" doc:"Per cent."`
	Availability catalogue.Availability `json:"availability"`
	Problems     []Problem              `json:"problems" nullable:"false"`
	Substitute   *catalogue.Card        `json:"substitute" doc:"What the supplier offers instead of what cannot be had."`
}

// Product is what the goods are and how they are sold.
type Product struct {
	ID       models.ProductID `json:"id"`
	SKU      string           `json:"sku"`
	Name     string           `json:"name"`
	Icon     string           `json:"icon"`
	Unit     string           `json:"unit"`
	PackSize string           `json:"pack_size"`
	Minimum  string           `json:"minimum"`
	Multiple string           `json:"multiple"`
}

// Problem is what is wrong, and how much to order instead where that would help.
type Problem struct {
	Code      string  `json:"code" doc:"A line's: not-available, discontinued, no-price, below-minimum, off-multiple, out-of-stock, too-much, price-changed. A supplier's: below-minimum-order, lines-to-mend, no-agreement."`
	Message   string  `json:"message"`
	Suggested *string `json:"suggested_quantity,omitempty"`
}

// PriceChanged says that a price has risen since the buyer saw it. It does not stand in the way of an order that accepts it.
const PriceChanged pricing.Problem = "price-changed"

// Get shows the open cart of whoever asks. For buyers.
func (s *Service) Get(ctx context.Context, v identity.Viewer, _ struct{}) (Cart, error) {
	return models.Read(ctx, s.db, v.To(identity.CartEdit), func(tx *models.Tx) (Cart, error) { return Open(tx, v) })
}

// Open is the open cart of the viewer, who is the one that acts, as they see it; empty where they have none. A step.
func Open(tx *models.Tx, v identity.Viewer) (Cart, error) {
	c, err := models.OpenCart(tx)
	if models.KindOf(err) == models.NotFound {
		return Cart{Suppliers: []Part{}}, nil
	}
	if err != nil {
		return Cart{}, err
	}
	return Show(tx, v, c)
}

// Show is the cart as its owner sees it. A step for whoever has read or changed it.
func Show(tx *models.Tx, v identity.Viewer, c *models.Cart) (Cart, error) {
	a := catalogue.AssortmentOf(tx, v)
	held, err := models.LinesInCart(tx, a, c.ID)
	if err != nil {
		return Cart{}, err
	}
	asks := make([]pricing.Ask, len(held))
	for i, l := range held {
		asks[i] = pricing.Ask{Product: l.ProductID, Quantity: l.Quantity}
	}
	quotes, err := pricing.Quote(tx, a, asks)
	if err != nil {
		return Cart{}, err
	}
	instead, err := substitutes(tx, a, quotes)
	if err != nil {
		return Cart{}, err
	}
	out := Cart{ID: &c.ID, Version: c.Version, Suppliers: []Part{}, Count: len(held)}
	for from := 0; from < len(held); {
		to := from
		for ; to < len(held) && held[to].SupplierID == held[from].SupplierID; to++ {
		}
		p := part{held[from:to], quotes[from:to], instead, a.Locale}
		out.Suppliers = append(out.Suppliers, p.show())
		from = to
	}
	return out, nil
}

// substitutes are what the suppliers offer instead of the lines that cannot be had.
func substitutes(tx *models.Tx, a models.Assortment, quotes []pricing.Line) (map[models.ProductID]pricing.Line, error) {
	var ids []models.ProductID
	for _, q := range quotes {
		if q.Goods != nil && q.Goods.SubstituteID != nil && len(q.Problems()) > 0 {
			ids = append(ids, *q.Goods.SubstituteID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return catalogue.Look(tx, a, ids...)
}
