package desk

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// ClientsInput narrows the list of clients.
type ClientsInput struct {
	Words string `query:"q" maxLength:"100" doc:"Part of a name, a code or a city."`
	Limit int    `query:"limit" default:"24" minimum:"1" maximum:"100"`
	After string `query:"after" maxLength:"600"`
}

// ClientItem is a client of the viewer's book. Its figures are those of the suppliers in the book.
type ClientItem struct {
	QueueClient
	Suppliers   int             `json:"suppliers" doc:"With which it has an agreement."`
	LastOrderAt *time.Time      `json:"last_order_at"`
	Orders      int             `json:"orders_90d"`
	Total       string          `json:"total_90d" doc:"Of those orders that are in the currency."`
	Currency    models.Currency `json:"currency" doc:"In which it ordered most of them; its own where it ordered nothing."`
	Late        int             `json:"late" doc:"Suppliers with which it is late."`
}

// Clients lists the clients in the viewer's book by name.
func (s *Service) Clients(ctx context.Context, v identity.Viewer, in ClientsInput) (page models.Page[ClientItem], err error) {
	var from models.ClientPlace
	more, err := models.ReadCursor(in.After, &from.Name, &from.ID)
	if err != nil {
		return page, err
	}
	return models.Read(ctx, s.db, v.To(identity.DeskRead), func(tx *models.Tx) (models.Page[ClientItem], error) {
		today := v.Today(tx.Now)
		f := models.ClientFilter{Words: in.Words, Limit: in.Limit, Today: today, Since: lateSince(today), Locale: v.Locale()}
		if more {
			f.After = &from
		}
		found, err := models.Clients(tx, f)
		return models.MapPage(models.PageOf(found, in.Limit, func(c models.ClientSummary) models.Cursor { return models.Cursor{c.Name, c.ID} }),
			func(c models.ClientSummary) ClientItem {
				return ClientItem{QueueClient{Company{c.ID, c.Name, c.Trade}, c.City}, c.Suppliers, c.LastOrderAt, c.Orders, c.Total.In(c.Currency),
					c.Currency, c.Late}
			}), err
	})
}
