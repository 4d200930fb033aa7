package desk

import (
	"context"

	"povtor/models"
	"povtor/portal/activity"
	"povtor/portal/identity"
)

// ActivityInput pages the feed.
type ActivityInput struct {
	Limit int    `query:"limit" default:"24" minimum:"1" maximum:"100"`
	After string `query:"after" maxLength:"300"`
}

// Activity is what happened in the viewer's book, the newest first.
func (s *Service) Activity(ctx context.Context, v identity.Viewer, in ActivityInput) (models.Page[activity.Event], error) {
	return s.trail(ctx, v, in, nil)
}

// ClientEventsInput names a client and pages its timeline.
type ClientEventsInput struct {
	ID models.OrganisationID `path:"id"`
	ActivityInput
}

// ClientEvents is what happened with one client of the viewer's book, the newest first; anybody else's is NotFound.
func (s *Service) ClientEvents(ctx context.Context, v identity.Viewer, in ClientEventsInput) (models.Page[activity.Event], error) {
	return s.trail(ctx, v, in.ActivityInput, &in.ID)
}

func (s *Service) trail(ctx context.Context, v identity.Viewer, in ActivityInput, of *models.OrganisationID) (page models.Page[activity.Event], err error) {
	var from models.OrderPlace
	more, err := models.ReadCursor(in.After, &from.At, &from.ID)
	if err != nil {
		return page, err
	}
	return models.Read(ctx, s.db, v.To(identity.DeskRead), func(tx *models.Tx) (models.Page[activity.Event], error) {
		f := models.TrailFilter{Client: of, Limit: in.Limit, Locale: v.Locale()}
		if more {
			f.Before = &from
		}
		found, err := models.Trail(tx, f)
		return models.MapPage(models.PageOf(found, in.Limit, func(h models.Happening) models.Cursor { return models.Cursor{h.At, h.ID} }), eventOf), err
	})
}

func eventOf(h models.Happening) activity.Event {
	var order *activity.Order
	if h.OrderID != nil && h.OrderNumber != nil {
		order = &activity.Order{ID: *h.OrderID, Number: *h.OrderNumber}
	}
	var supplier *activity.Company
	if h.SupplierID != nil && h.Supplier != nil {
		supplier = &activity.Company{ID: *h.SupplierID, Name: *h.Supplier}
	}
	return activity.Of(h.Event, order, activity.Company{ID: h.ClientID, Name: h.Client}, supplier)
}
