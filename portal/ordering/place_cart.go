package ordering

import (
	"context"

	"povtor/models"
	"povtor/portal/cart"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
)

// PlaceCartInput orders what is in the cart, one order per supplier.
type PlaceCartInput struct {
	Seen models.Version `header:"If-Match" doc:"The cart's version as the buyer saw it."`
	Body struct {
		CartID      *models.CartID          `json:"cart_id,omitempty" doc:"The cart that the page shows; sent again it answers the same orders. Without it, whichever is open."`
		SupplierIDs []models.OrganisationID `json:"supplier_ids,omitempty" maxItems:"100" doc:"Whose part to order; none: all."`
		Details
		AcceptPrices bool `json:"accept_prices,omitempty" doc:"Order at today's prices, whatever was seen."`
	}
}

// CartPlaced are the orders that a cart has become, and the cart that is left.
type CartPlaced struct {
	Orders  []Summary          `json:"orders" nullable:"false"`
	Dropped []models.ProductID `json:"dropped" nullable:"false" doc:"What was in the cart and is no longer on sale to the client; it was not ordered."`
	Cart    cart.Cart          `json:"cart"`
}

// ETag is the version of the cart that is left.
func (c CartPlaced) ETag() int { return c.Cart.Version }

// PlaceCart orders the buyer's own cart, or some suppliers' part of it; what is left goes on as an open cart. All of it is
// ordered or nothing. A buyer only; faults as [Service.Place], cart-empty (Invalid) where there is nothing to order, Stale where
// the cart is not the one the buyer saw.
func (s *Service) PlaceCart(ctx context.Context, v identity.Viewer, in PlaceCartInput) (CartPlaced, error) {
	in.Body.Details.tidy()
	return models.In(ctx, s.db, v.To(identity.OrderPlace), func(tx *models.Tx) (CartPlaced, error) {
		taking := cart.Taking{Seen: in.Seen, Suppliers: in.Body.SupplierIDs}
		if in.Body.CartID != nil {
			taking.Cart = *in.Body.CartID
		}
		taken, err := cart.Take(tx, catalogue.AssortmentOf(tx, v), taking)
		if err != nil {
			return CartPlaced{}, err
		}
		orders, err := placeTaken(tx, v, in, taken)
		if err != nil {
			return CartPlaced{}, err
		}
		left, err := cart.Open(tx, v)
		if err != nil {
			return CartPlaced{}, err
		}
		out := CartPlaced{Orders: make([]Summary, len(orders)), Dropped: append([]models.ProductID{}, taken.Dropped...), Cart: left}
		for i, o := range orders {
			out.Orders[i] = summaryOf(o, v.Today(tx.Now))
		}
		return out, nil
	})
}

// placeTaken orders what was taken out of the cart, or answers what was ordered of it before.
func placeTaken(tx *models.Tx, v identity.Viewer, in PlaceCartInput, taken cart.Taken) ([]models.OrderSummary, error) {
	c := checkout{id: taken.Cart.UUID, details: in.Body.Details, accept: in.Body.AcceptPrices, source: models.FromCart, fixed: true,
		nudges: map[models.OrganisationID]models.NudgeID{}}
	for _, l := range taken.Lines {
		if l.Nudge != nil {
			c.nudges[l.Supplier] = *l.Nudge
		}
		c.wishes = append(c.wishes, wish{l.Ask, l.Seen})
	}
	held, err := models.HoldCheckout(tx, c.id, v.Organisation(), c.details.LocationID, v.Locale())
	if err != nil {
		return nil, err
	}
	if taken.Again {
		return c.again(held.Orders, in.Body.SupplierIDs)
	}
	return place(tx, v, c, held)
}
