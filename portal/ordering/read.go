package ordering

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// ListInput narrows the list of orders.
type ListInput struct {
	Status   models.OrderStatus    `query:"status" enum:"draft,pending_approval,rejected,placed,confirmed,partially_shipped,shipped,delivered,closed,cancelled,refused"`
	Open     bool                  `query:"open" doc:"Only orders of which something is still owed."`
	Supplier models.OrganisationID `query:"supplier"`
	Client   models.OrganisationID `query:"client"`
	Words    string                `query:"q" maxLength:"100" doc:"Part of a number or of a company's name."`
	After    string                `query:"after" doc:"The cursor that the last stretch ended with."`
	Limit    int                   `query:"limit" minimum:"1" maximum:"100" default:"24"`
}

// List shows the viewer's side's orders, the newest first: a client's own, a supplier's own, an account manager's book's.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (models.Page[Summary], error) {
	return models.Read(ctx, s.db, v.To(identity.OrderRead), func(tx *models.Tx) (models.Page[Summary], error) {
		f := models.OrderFilter{
			Status: in.Status, Open: in.Open, Supplier: in.Supplier, Client: in.Client, Words: in.Words, Limit: in.Limit,
			Locale: v.Locale(),
		}
		var place models.OrderPlace
		if more, err := models.ReadCursor(in.After, &place.At, &place.ID); err != nil {
			return models.Page[Summary]{}, err
		} else if more {
			f.Before = &place
		}
		found, err := models.Orders(tx, f)
		if err != nil {
			return models.Page[Summary]{}, err
		}
		today := v.Today(tx.Now)
		page := models.PageOf(found, in.Limit, func(o models.OrderSummary) models.Cursor {
			return models.Cursor{o.PlacedAt, o.ID}
		})
		return models.MapPage(page, func(o models.OrderSummary) Summary { return summaryOf(o, today) }), nil
	})
}

// GetInput names an order.
type GetInput struct {
	ID models.OrderID `path:"id"`
}

// Get shows one order of the viewer's side; anybody else's is NotFound.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in GetInput) (Order, error) {
	return models.Read(ctx, s.db, v.To(identity.OrderRead), func(tx *models.Tx) (Order, error) {
		return Read(tx, v, in.ID)
	})
}

// Read is one order as the viewer sees it. A step.
func Read(tx *models.Tx, v identity.Viewer, id models.OrderID) (Order, error) {
	sheet, err := models.ReadOrder(tx, id, v.Locale())
	if err != nil {
		return Order{}, err
	}
	return orderOf(*sheet, v, v.Today(tx.Now)), nil
}
