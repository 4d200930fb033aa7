package cart

import (
	"context"
	"fmt"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// mostLines is how many lines a cart may hold.
const mostLines = 500

var errFull = models.Faulty(models.Invalid, "cart-full", fmt.Sprintf("A cart holds at most %d lines.", mostLines))

// PutInput says how much of a product the cart shall hold.
type PutInput struct {
	Product models.ProductID `path:"product_id"`
	Seen    models.Version   `header:"If-Match"`
	Body    struct {
		Quantity string `json:"quantity" maxLength:"13" example:"12"`
	}
}

// Validate reports a quantity that is none.
func (in PutInput) Validate() error {
	var f models.Faults
	readQuantity(&f, "quantity", in.Body.Quantity)
	return f.Err()
}

func readQuantity(f *models.Faults, field, text string) models.Quantity {
	q, err := models.ParseQuantity(text)
	f.Check(err == nil && q.IsPositive(), field, "not-a-quantity", "Say how much, such as 12 or 0.5.")
	return q
}

// Put sets how much of a product the cart holds. For buyers. NotFound for a product that is hidden; Invalid with below-minimum,
// off-multiple, no-price, discontinued or too-much where that much is not sold. More than is in stock may stand in a cart.
func (s *Service) Put(ctx context.Context, v identity.Viewer, in PutInput) (Cart, error) {
	if err := in.Validate(); err != nil {
		return Cart{}, err
	}
	quantity, err := models.ParseQuantity(in.Body.Quantity)
	if err != nil {
		return Cart{}, err
	}
	return s.change(ctx, v, in.Seen, func(tx *models.Tx, c *models.Cart) error {
		lines, err := pricing.Quote(tx, catalogue.AssortmentOf(tx, v), []pricing.Ask{{Product: in.Product, Quantity: quantity}})
		if err != nil {
			return err
		}
		if err := refuse(lines[0]); err != nil {
			return err
		}
		return put(tx, c, []models.CartLine{lineOf(lines[0])})
	})
}

// refuse says why a line may not stand in a cart.
func refuse(l pricing.Line) error {
	f := models.Faulty(models.Invalid, "", "This quantity cannot be ordered.")
	for _, p := range l.Problems() {
		switch p {
		case pricing.NotAvailable:
			return models.Faulty(models.NotFound, "not-found", "There is no such product here.")
		case pricing.OutOfStock:
			continue
		}
		_ = f.At("quantity", string(p), l.Say(p, wording.English))
	}
	if len(f.Fields) == 0 {
		return nil
	}
	f.Code = f.Fields[0].Code
	return f
}

func lineOf(l pricing.Line) models.CartLine {
	return models.CartLine{SupplierID: l.Goods.SupplierID, ProductID: l.Product, Quantity: l.Quantity, SeenPrice: &l.Price.UnitPrice}
}

func notFull(tx *models.Tx, c *models.Cart) error {
	n, err := models.CountInCart(tx, c.ID)
	if err == nil && n > mostLines {
		err = errFull
	}
	return err
}

// RemoveInput names a product to take out.
type RemoveInput struct {
	Product models.ProductID `path:"product_id"`
	Seen    models.Version   `header:"If-Match"`
}

// Remove takes a product out of the cart, hidden or not; one that is not in it changes nothing. For buyers.
func (s *Service) Remove(ctx context.Context, v identity.Viewer, in RemoveInput) (Cart, error) {
	return s.change(ctx, v, in.Seen, func(tx *models.Tx, c *models.Cart) error {
		n, err := models.DeleteWhere[models.CartLine](tx, "cart_id = ? AND product_id = ?", c.ID, in.Product)
		if err != nil || n == 0 {
			return err
		}
		return models.TouchCart(tx, c)
	})
}

// change does something to the viewer's open cart under its lock and shows it.
func (s *Service) change(ctx context.Context, v identity.Viewer, seen models.Version, do func(*models.Tx, *models.Cart) error) (Cart, error) {
	return models.In(ctx, s.db, v.To(identity.CartEdit), func(tx *models.Tx) (Cart, error) {
		c, err := models.LockOpenCart(tx)
		if err != nil {
			return Cart{}, err
		}
		if err := seen.Check(c.Version); err != nil {
			return Cart{}, err
		}
		if err := do(tx, c); err != nil {
			return Cart{}, err
		}
		return Show(tx, v, c)
	})
}
