package ordering

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/cart"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/pricing"
	"povtor/portal/reorder"
)

// Basket sets one of the viewer's company's past orders beside today: what each product would cost now, what has changed, what
// to buy instead. Nothing is ordered. NotFound for anybody else's order, and without an agreement in force with its supplier.
func (s *Service) Basket(ctx context.Context, v identity.Viewer, in GetInput) (reorder.Basket, error) {
	return models.Read(ctx, s.db, v.To(identity.ReorderRead), func(tx *models.Tx) (reorder.Basket, error) {
		a := catalogue.AssortmentOf(tx, v)
		o, err := models.Get(tx, in.ID)
		if err != nil {
			return reorder.Basket{}, err
		}
		terms, err := reorder.TermsWith(tx, a, o.SupplierID)
		if err != nil {
			return reorder.Basket{}, err
		}
		lines, err := models.OrderLines(tx, o.ID)
		if err != nil {
			return reorder.Basket{}, err
		}
		compared, hidden, err := reorder.Compare(tx, a, pastOf(*o, lines))
		return reorder.Basket{Supplier: catalogue.SupplierOf(terms), Currency: terms.Currency, Lines: compared, FromOrders: 1, Hidden: len(hidden)}, err
	})
}

// IntoCart puts a past order's products into the viewer's cart in one click, in the quantities of then; what was rounded or
// could not go in is said. A buyer only; NotFound for another company's order.
func (s *Service) IntoCart(ctx context.Context, v identity.Viewer, in GetInput) (cart.Added, error) {
	return models.In(ctx, s.db, v.To(identity.CartEdit), func(tx *models.Tx) (cart.Added, error) {
		if _, err := models.Get(tx, in.ID); err != nil {
			return cart.Added{}, err
		}
		lines, err := models.OrderLines(tx, in.ID)
		if err != nil {
			return cart.Added{}, err
		}
		asks := make([]pricing.Ask, len(lines))
		for i, l := range lines {
			asks[i] = pricing.Ask{Product: l.ProductID, Quantity: l.Quantity}
		}
		return cart.Fill(tx, v, asks)
	})
}

// pastOf are an order's products as something to buy again, each once.
func pastOf(o models.PurchaseOrder, lines []models.PurchaseOrderLine) []reorder.Past {
	past := make([]reorder.Past, 0, len(lines))
	for _, l := range lines {
		if i := slices.IndexFunc(past, func(p reorder.Past) bool { return p.Product == l.ProductID }); i >= 0 {
			past[i].Quantity = past[i].Quantity.Add(l.Quantity)
			past[i].LastQuantity = past[i].Quantity
			continue
		}
		past = append(past, reorder.Past{Product: l.ProductID, Quantity: l.Quantity, Selected: true, LastQuantity: l.Quantity,
			LastPrice: l.UnitPrice, LastOn: o.PlacedOn, Times: 1})
	}
	return past
}
