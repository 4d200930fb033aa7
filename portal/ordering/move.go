package ordering

import "povtor/models"

// Take holds an order within reach, NotFound when there is none, and checks that it is the version the caller saw: else
// Stale. The step that every move begins with.
func Take(tx *models.Tx, id models.OrderID, seen models.Version) (*models.PurchaseOrder, error) {
	o, err := models.Lock(tx, id)
	if err != nil {
		return nil, err
	}
	return o, seen.Check(o.Version)
}

// Turn moves an order that was taken, raises its version and writes the event; a move that is not allowed is a Conflict. An order
// that comes to count as a sale, or ceases to, changes its supplier's figures with it.
// Whatever other columns the move fills are named.
func Turn(tx *models.Tx, o *models.PurchaseOrder, to models.OrderStatus, e models.Event, columns ...any) error {
	if err := Move(o.Status, to); err != nil {
		return err
	}
	counted := o.Status.IsSale()
	o.Status, o.Version = to, o.Version+1
	if err := models.Update(tx, o, "status", append(columns, "version")...); err != nil {
		return err
	}
	if counted != to.IsSale() {
		if err := models.CountSale(tx, o, counted); err != nil {
			return err
		}
	}
	e.ClientID, e.SupplierID, e.OrderID = o.ClientID, &o.SupplierID, &o.ID
	return models.Record(tx, e)
}
