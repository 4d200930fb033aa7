package ordering

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/reorder"
)

// Basket sets one of the viewer's company's past orders beside today: what each product would cost now, what has changed, what
// to buy instead. Nothing is ordered. NotFound for anybody else's order, and without an agreement in force with its supplier.
func (s *Service) Basket(ctx context.Context, v identity.Viewer, in GetInput) (reorder.Basket, error) {
	return models.Read(ctx, s.db, v.To(identity.ReorderRead), func(tx *models.Tx) (reorder.Basket, error) {
		a := assortment(tx, v)
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
		return reorder.Basket{Supplier: reorder.SupplierOf(terms), Currency: terms.Currency, Lines: compared, FromOrders: 1, Hidden: len(hidden)}, err
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
