package api_test

import (
	"testing"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity/identitytest"
)

// owe lets the two of an invoice fall out: the client disputes it and promises to pay all the same, and a new order waits for its release.
func (w *world) owe(t *testing.T, out *rows) {
	t.Helper()
	line := 1
	id := models.InvoiceID{UUID: uuid.MustParse(out.invoice)}
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		i, err := models.Get(tx, id)
		if err != nil {
			return err
		}
		a, err := models.First[models.Agreement](tx, "client_id = ? AND supplier_id = ?", i.ClientID, i.SupplierID)
		if err != nil {
			return err
		}
		d := models.Dispute{ID: models.NewID[models.Dispute](), ClientID: i.ClientID, SupplierID: i.SupplierID, InvoiceID: i.ID, Position: &line, Currency: i.Currency, Amount: 100,
			Reason: "Not what we ordered", OpenedByName: ourName, OpenedAt: tx.Now}
		p := models.Promise{ID: models.NewID[models.Promise](), ClientID: i.ClientID, SupplierID: i.SupplierID, Currency: i.Currency, Amount: 100,
			PromisedOn: i.IssuedOn.Add(9), MadeByName: ourName, MadeAt: tx.Now, MadeOn: i.IssuedOn}
		out.dispute, out.promise, out.terms = d.ID.String(), p.ID.String(), a.ID.String()
		a.DunningDays = []int{1}
		if err := models.Update(tx, a, "dunning_days"); err != nil {
			return err
		}
		if err := models.Insert(tx, &d); err != nil {
			return err
		}
		return models.Insert(tx, &p)
	})
}

// wait lets an order wait for its release.
func (w *world) wait(t *testing.T, order string) string {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.PurchaseOrder](tx, map[string]any{"held_why": models.HeldByLimit}, "id = ?", order)
		return err
	})
	return order
}

// trust lets our client order without limit again, as much as it likes, and what its supplier brings in pile up.
func (w *world) trust(t *testing.T) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		if _, err := models.UpdateWhere[models.Stock](tx, map[string]any{"on_hand": 1_000_000}, "supplier_id = ?", w.ours.Supplier.ID); err != nil {
			return err
		}
		if _, err := models.UpdateWhere[models.ImportRun](tx, map[string]any{"created_at": tx.Now.AddDate(0, 0, -3)}, "supplier_id = ?", w.ours.Supplier.ID); err != nil {
			return err
		}
		_, err := models.UpdateWhere[models.Agreement](tx, map[string]any{"held_at": nil, "credit_limit": nil}, "client_id = ?", w.ours.Client.ID)
		return err
	})
}
