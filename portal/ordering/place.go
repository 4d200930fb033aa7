package ordering

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/nudge"
	"povtor/portal/pricing"
)

// PlaceInput orders some products of one supplier, beside the cart. The page makes the checkout's id up once for a basket;
// the same id again is the same order.
type PlaceInput struct {
	Body struct {
		SupplierID models.OrganisationID `json:"supplier_id"`
		CheckoutID uuid.UUID             `json:"checkout_id" format:"uuid" doc:"Made up once for this basket: the same again answers the same order."`
		Lines      []PlaceLine           `json:"lines" minItems:"1" maxItems:"1000" nullable:"false"`
		Details
		AcceptPrices bool   `json:"accept_prices,omitempty" doc:"Order at today's prices, whatever was seen."`
		Source       string `json:"source,omitempty" enum:"reorder,nudge,api" default:"api" doc:"Where the basket came from."`
		NudgeToken   string `json:"nudge_token,omitempty" maxLength:"2000" doc:"Of the reminder whose link was followed. One that has run out is no obstacle: the order then counts as a reorder."`
	}
}

// PlaceLine is a product and how much of it. Prices are ours; the one that was seen is only compared.
type PlaceLine struct {
	ProductID models.ProductID `json:"product_id"`
	Quantity  string           `json:"quantity" example:"12"`
	SeenPrice string           `json:"seen_price,omitempty" example:"15.6125" doc:"The unit price the buyer saw; a rise above it is answered with price-changed."`
}

// Validate reports every line that cannot be read, and products that stand there twice.
func (in PlaceInput) Validate() error {
	var f models.Faults
	in.read(&f)
	f.Check(in.Body.CheckoutID != uuid.Nil, "checkout_id", "required", "Make up an id for this basket.")
	return f.Err()
}

// read turns the lines into wishes and notes what is wrong with them.
func (in PlaceInput) read(f *models.Faults) []wish {
	wishes := make([]wish, len(in.Body.Lines))
	there := make(map[models.ProductID]bool, len(wishes))
	for i, l := range in.Body.Lines {
		at := fmt.Sprintf("lines/%d/", i)
		quantity, err := models.ParseQuantity(l.Quantity)
		f.Check(err == nil && quantity.IsPositive(), at+"quantity", "not-a-quantity", "Say how much, such as 12 or 0.5.")
		f.Check(!there[l.ProductID], at+"product_id", "twice", "This product stands in another line already.")
		there[l.ProductID] = true
		wishes[i] = wish{Ask: pricing.Ask{Product: l.ProductID, Quantity: quantity}}
		if l.SeenPrice != "" {
			seen, err := decimal.NewFromString(l.SeenPrice)
			f.Check(err == nil && seen.Exponent() >= -10 && seen.Exponent() <= 0 && len(l.SeenPrice) <= 30, at+"seen_price", "not-a-price", "Say a price such as 15.6125.")
			wishes[i].seen = &seen
		}
	}
	return wishes
}

// Place orders products of one supplier in one click. A buyer only. Prices are resolved now: a rise above what was seen is
// price-changed (Conflict) until it is accepted. The same checkout again answers the same order; with other content it is
// already-ordered (Conflict).
func (s *Service) Place(ctx context.Context, v identity.Viewer, in PlaceInput) (Summary, error) {
	var f models.Faults
	wishes := in.read(&f)
	if err := f.Err(); err != nil {
		return Summary{}, err
	}
	in.Body.Details.tidy()
	return models.In(ctx, s.db, v.To(identity.OrderPlace), func(tx *models.Tx) (Summary, error) {
		c := checkout{id: in.Body.CheckoutID, supplier: in.Body.SupplierID, wishes: wishes, details: in.Body.Details,
			accept: in.Body.AcceptPrices, source: in.Body.Source}
		held, err := models.HoldCheckout(tx, c.id, v.Organisation(), c.details.LocationID, v.Locale())
		if err != nil {
			return Summary{}, err
		}
		orders, err := s.placeOnce(tx, v, c, held, in.Body.NudgeToken)
		if err != nil {
			return Summary{}, err
		}
		return summaryOf(orders[0], v.Today(tx.Now)), nil
	})
}

// placeOnce answers the order that the checkout has become already, or places it.
func (s *Service) placeOnce(tx *models.Tx, v identity.Viewer, c checkout, held *models.Ordered, nudgeToken string) ([]models.OrderSummary, error) {
	if len(held.Orders) > 0 {
		return c.again(held.Orders, []models.OrganisationID{c.supplier})
	}
	behind, err := nudge.Behind(tx, s.keys, nudgeToken, models.Pair{Client: v.Organisation(), Supplier: c.supplier})
	if err != nil {
		return nil, err
	}
	switch {
	case behind != nil:
		c.source, c.nudges = models.FromNudge, map[models.OrganisationID]models.NudgeID{c.supplier: *behind}
	case c.source == models.FromNudge: // by a link that has run out or is not theirs
		c.source = models.FromReorder
	}
	return place(tx, v, c, held)
}
