package stock

import (
	"cmp"
	"context"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Incoming is a delivery to a supplier's warehouse.
type Incoming struct {
	ID         models.IncomingID   `json:"id"`
	ProductID  models.ProductID    `json:"product_id"`
	SKU        string              `json:"sku"`
	Name       string              `json:"name"`
	Unit       string              `json:"unit"`
	Warehouse  *models.WarehouseID `json:"warehouse_id" doc:"Null: the default one."`
	To         *string             `json:"warehouse" doc:"Its name."`
	Quantity   string              `json:"quantity"`
	ExpectedOn models.Date         `json:"expected_on"`
	Note       string              `json:"note"`
	Status     string              `json:"status" enum:"expected,received,cancelled"`
	Received   *string             `json:"received" doc:"What came of it."`
	ClosedAt   *time.Time          `json:"closed_at"`
	ClosedBy   string              `json:"closed_by"`
	Version    int                 `json:"version"`
}

// ETag is its version.
func (i Incoming) ETag() int { return i.Version }

func incomingOf(l models.IncomingLine) Incoming {
	return Incoming{ID: l.ID, ProductID: l.ProductID, SKU: l.SKU, Name: l.Name, Unit: l.Unit, Warehouse: l.WarehouseID, To: l.WarehouseName,
		Quantity: models.QuantityText(l.Quantity), ExpectedOn: l.ExpectedOn, Note: l.Note, Status: l.Status, Received: quantity(l.Received),
		ClosedAt: l.ClosedAt, ClosedBy: l.By, Version: l.Version}
}

// IncomingsInput pages deliveries.
type IncomingsInput struct {
	State string `query:"state" enum:"expected,closed" default:"expected" doc:"expected: the earliest first; closed: received or cancelled, the latest first."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	After string `query:"after" maxLength:"300"`
}

// Incomings are a supplier's deliveries. For its own people.
func (s *Service) Incomings(ctx context.Context, v identity.Viewer, in IncomingsInput) (models.Page[Incoming], error) {
	var at models.IncomingPlace
	more, err := models.ReadCursor(in.After, &at.On, &at.At, &at.ID)
	if err != nil {
		return models.Page[Incoming]{}, err
	}
	f := models.IncomingFilter{Open: in.State != "closed", Limit: cmp.Or(in.Limit, pageSize), Locale: v.Locale()}
	if more {
		f.After = &at
	}
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (models.Page[Incoming], error) {
		found, err := models.IncomingLines(tx, f)
		page := models.PageOf(found, f.Limit, func(l models.IncomingLine) models.Cursor {
			closed := time.Time{}
			if l.ClosedAt != nil {
				closed = *l.ClosedAt
			}
			return models.Cursor{l.ExpectedOn, closed, l.ID}
		})
		return models.MapPage(page, incomingOf), err
	})
}

// IncomingBody is what is said of a delivery.
type IncomingBody struct {
	Quantity   string              `json:"quantity" maxLength:"20"`
	ExpectedOn models.Date         `json:"expected_on"`
	Warehouse  *models.WarehouseID `json:"warehouse_id,omitempty"`
	Note       string              `json:"note,omitempty" maxLength:"200"`
}

func (b IncomingBody) quantity() (models.Quantity, error) {
	q, err := models.ParseQuantity(b.Quantity)
	if err != nil || !q.IsPositive() {
		return q, badQuantity("quantity")
	}
	return q, nil
}

// ExpectInput announces a delivery.
type ExpectInput struct {
	Body struct {
		ProductID models.ProductID `json:"product_id"`
		IncomingBody
	}
}

// Expect announces a delivery; buyers see the day of the earliest one. For the supplier's people; another's product or warehouse
// is NotFound.
func (s *Service) Expect(ctx context.Context, v identity.Viewer, in ExpectInput) (Incoming, error) {
	q, err := in.Body.quantity()
	if err != nil {
		return Incoming{}, err
	}
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Incoming, error) {
		if _, err := models.Get(tx, in.Body.ProductID); err != nil {
			return Incoming{}, err
		}
		i := models.Incoming{ID: models.NewID[models.Incoming](), SupplierID: v.Organisation(), ProductID: in.Body.ProductID,
			Status: models.IncomingExpected, Version: 1, CreatedAt: tx.Now}
		if err := in.Body.fill(tx, &i, q); err != nil {
			return Incoming{}, err
		}
		if err := models.Insert(tx, &i); err != nil {
			return Incoming{}, err
		}
		return settled(tx, v, &i)
	})
}

func (b IncomingBody) fill(tx *models.Tx, i *models.Incoming, q models.Quantity) error {
	if b.Warehouse != nil {
		if _, err := models.Get(tx, *b.Warehouse); err != nil {
			return err
		}
	}
	i.Quantity, i.ExpectedOn, i.WarehouseID, i.Note = q, b.ExpectedOn, b.Warehouse, strings.TrimSpace(b.Note)
	return nil
}

// settled brings the day that buyers see into step, and answers the delivery.
func settled(tx *models.Tx, v identity.Viewer, i *models.Incoming) (Incoming, error) {
	if err := models.ExpectStock(tx, i.SupplierID, i.ProductID); err != nil {
		return Incoming{}, err
	}
	found, err := models.IncomingLines(tx, models.IncomingFilter{ID: i.ID, Limit: 1, Locale: v.Locale()})
	if err != nil || len(found) == 0 {
		return Incoming{}, err
	}
	return incomingOf(found[0]), nil
}

// ChangeIncomingInput changes a delivery that is still expected.
type ChangeIncomingInput struct {
	ID   models.IncomingID `path:"id"`
	Seen models.Version    `header:"If-Match"`
	Body IncomingBody
}

// ChangeIncoming changes a delivery that is still expected. For the supplier's people.
func (s *Service) ChangeIncoming(ctx context.Context, v identity.Viewer, in ChangeIncomingInput) (Incoming, error) {
	q, err := in.Body.quantity()
	if err != nil {
		return Incoming{}, err
	}
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Incoming, error) {
		i, err := expected(tx, in.ID, in.Seen)
		if err != nil {
			return Incoming{}, err
		}
		if err := in.Body.fill(tx, i, q); err != nil {
			return Incoming{}, err
		}
		i.Version++
		if err := models.Update(tx, i, "quantity", "expected_on", "warehouse_id", "note", "version"); err != nil {
			return Incoming{}, err
		}
		return settled(tx, v, i)
	})
}

// expected holds a delivery that has neither come nor been cancelled.
func expected(tx *models.Tx, id models.IncomingID, seen models.Version) (*models.Incoming, error) {
	i, err := models.Lock(tx, id)
	if err != nil {
		return nil, err
	}
	if i.Status != models.IncomingExpected {
		return nil, models.Faulty(models.Conflict, "already-closed", "This delivery was "+i.Status+" already.")
	}
	return i, seen.Check(i.Version)
}

// ReceiveInput says what came.
type ReceiveInput struct {
	ID   models.IncomingID `path:"id"`
	Body struct {
		Quantity *string `json:"quantity,omitempty" doc:"What came; left out: all that was expected."`
	}
}

// Receive puts what came on hand, once: a delivery that was received already is answered as it is, with no further effect. A
// product that was to order is counted from now on. For the supplier's people.
func (s *Service) Receive(ctx context.Context, v identity.Viewer, in ReceiveInput) (Incoming, error) {
	var came *models.Quantity
	if in.Body.Quantity != nil {
		q, err := models.ParseQuantity(*in.Body.Quantity)
		if err != nil {
			return Incoming{}, badQuantity("quantity")
		}
		came = &q
	}
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Incoming, error) {
		i, err := models.Lock(tx, in.ID)
		if err != nil {
			return Incoming{}, err
		}
		if i.Status == models.IncomingReceived {
			return settled(tx, v, i)
		}
		if i, err = expected(tx, in.ID, models.Version{}); err != nil {
			return Incoming{}, err
		}
		if came == nil {
			came = &i.Quantity
		}
		i.Received = came
		if err := closeAs(tx, v, i, models.IncomingReceived); err != nil {
			return Incoming{}, err
		}
		change, err := models.AddStock(tx, i.SupplierID, i.ProductID, i.WarehouseID, *came)
		if err != nil {
			return Incoming{}, err
		}
		if err := models.RecordStock(tx, i.SupplierID, []Change{change}, models.ChangedByPage, models.BatchID{}); err != nil {
			return Incoming{}, err
		}
		return settled(tx, v, i)
	})
}

func closeAs(tx *models.Tx, v identity.Viewer, i *models.Incoming, status string) error {
	who := v.User()
	i.Status, i.ClosedAt, i.ClosedBy, i.Version = status, &tx.Now, &who, i.Version+1
	return models.Update(tx, i, "status", "received", "closed_at", "closed_by", "version")
}

// CancelIncomingInput names a delivery that does not come.
type CancelIncomingInput struct {
	ID   models.IncomingID `path:"id"`
	Seen models.Version    `header:"If-Match"`
}

// CancelIncoming says that a delivery does not come. For the supplier's people.
func (s *Service) CancelIncoming(ctx context.Context, v identity.Viewer, in CancelIncomingInput) (Incoming, error) {
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Incoming, error) {
		i, err := expected(tx, in.ID, in.Seen)
		if err != nil {
			return Incoming{}, err
		}
		if err := closeAs(tx, v, i, models.IncomingCancelled); err != nil {
			return Incoming{}, err
		}
		return settled(tx, v, i)
	})
}
