package ordering

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// Place is where an order goes.
type Place struct {
	ID      models.LocationID `json:"id"`
	Name    string            `json:"name"`
	Address string            `json:"address"`
	City    string            `json:"city"`
}

// Location is a place where a client takes deliveries.
type Location struct {
	Place
	IsDefault bool `json:"is_default" doc:"Taken where an order names none."`
}

// Locations are the places the viewer's company may have an order sent to, its default first.
func (s *Service) Locations(ctx context.Context, v identity.Viewer, _ struct{}) (models.Page[Location], error) {
	return models.Read(ctx, s.db, v.To(identity.OrderPlace), func(tx *models.Tx) (models.Page[Location], error) {
		all, err := models.List[models.Location](tx, "is_default DESC, name, id", "client_id = ?", v.Organisation())
		if err != nil {
			return models.Page[Location]{}, err
		}
		return models.MapPage(models.Page[models.Location]{Items: all}, func(l models.Location) Location {
			return Location{Place{l.ID, l.Name, l.Address, l.City}, l.IsDefault}
		}), nil
	})
}
