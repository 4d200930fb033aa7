package receivables

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// Clients are those whose payments a supplier may book.
type Clients struct {
	Items []Client `json:"items" nullable:"false" doc:"By name."`
}

// Client is one that the supplier has an agreement with.
type Client struct {
	Company
	Currency models.Currency `json:"currency" doc:"Of the agreement."`
}

// Clients shows a supplier every client it has an agreement with.
func (s *Service) Clients(ctx context.Context, v identity.Viewer, _ struct{}) (Clients, error) {
	return models.Read(ctx, s.db, v.To(identity.PaymentRecord), func(tx *models.Tx) (Clients, error) {
		_, found, err := models.Debts(tx, v.Locale())
		out := Clients{Items: make([]Client, len(found))}
		for i, d := range found {
			out.Items[i] = Client{Company{d.ID, d.Name}, d.Currency}
		}
		return out, err
	})
}
