// Package cart keeps what a buyer is about to order. A person has one open cart per company; it may hold goods of several
// suppliers, and each supplier's part becomes an order of its own.
//
// A cart keeps quantities, and the prices its owner last saw. What things cost is asked anew whenever the cart is shown.
package cart

import (
	"slices"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/pricing"
)

// Service shows and changes carts.
type Service struct {
	db   *models.DB
	keys identity.Keys
}

// New makes the service.
func New(db *models.DB, keys identity.Keys) *Service { return &Service{db, keys} }

// Taking says what a checkout takes out of a cart.
type Taking struct {
	Cart      models.CartID           // zero: whichever cart is open
	Seen      models.Version          // as the buyer last saw it
	Suppliers []models.OrganisationID // whose parts; none: all
}

// Taken is what a checkout orders.
type Taken struct {
	Cart    models.CartID // and the checkout's id
	Lines   []Line
	Dropped []models.ProductID // hidden from the client since they were put in
	Again   bool               // this cart had been taken before; its lines are those of then
}

// Line is a product in a cart.
type Line struct {
	pricing.Ask
	Supplier models.OrganisationID
	Seen     *models.UnitPrice // the unit price the buyer last saw; nil: there was none
	Nudge    *models.NudgeID   // the reminder out of whose basket it was put in
}

var (
	errEmpty  = models.Faulty(models.Invalid, "cart-empty", "There is nothing in the cart to order.")
	errNoCart = models.Faulty(models.NotFound, "not-found", "There is no such cart.")
)

// Take takes a checkout's lines out of the cart of whoever acts and closes it; the other suppliers' lines move to a fresh
// one. A step of placing orders: the cart is locked until the transaction ends, so two clicks take one after the other, and
// the second finds nothing, or by the cart's id finds it taken. Stale when the cart is not the one the buyer saw, Invalid
// (cart-empty) when nothing of it is left to order.
func Take(tx *models.Tx, s models.Assortment, t Taking) (Taken, error) {
	c, err := lock(tx, t.Cart)
	if err != nil {
		return Taken{}, err
	}
	if c.Status == models.CartOpen {
		if err := t.Seen.Check(c.Version); err != nil {
			return Taken{}, err
		}
	}
	held, err := models.LinesInCart(tx, s, c.ID)
	if err != nil {
		return Taken{}, err
	}
	taken := Taken{Cart: c.ID, Again: c.Status == models.CartPlaced}
	suppliers := slices.Clone(t.Suppliers)
	for _, l := range held {
		if len(t.Suppliers) > 0 && !slices.Contains(t.Suppliers, l.SupplierID) {
			continue
		}
		suppliers = append(suppliers, l.SupplierID)
		if l.Hidden {
			taken.Dropped = append(taken.Dropped, l.ProductID)
			continue
		}
		taken.Lines = append(taken.Lines, Line{pricing.Ask{Product: l.ProductID, Quantity: l.Quantity}, l.SupplierID, l.SeenPrice, l.NudgeID})
	}
	switch {
	case taken.Again:
		return taken, nil
	case len(taken.Lines) == 0:
		return Taken{}, errEmpty
	}
	return taken, models.SplitCart(tx, c, suppliers)
}

// lock holds the cart of that id, or whichever is open.
func lock(tx *models.Tx, id models.CartID) (*models.Cart, error) {
	if id.IsZero() {
		return models.LockOpenCart(tx)
	}
	c, err := models.Lock(tx, id)
	if err == nil && c.UserID != tx.Actor.User {
		return nil, errNoCart
	}
	return c, err
}
