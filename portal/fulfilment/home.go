package fulfilment

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Home is what a supplier's manager sees first.
type Home struct {
	ToAnswer           int             `json:"to_answer" doc:"Orders that wait for an answer."`
	OldestWaitingAt    *time.Time      `json:"oldest_waiting_at" doc:"Since when the longest of them waits."`
	ConfirmedThisMonth Confirmed       `json:"confirmed_this_month"`
	ClientsLate        int             `json:"clients_late" doc:"Clients past their usual rhythm, silent no more than a year."`
	Currency           models.Currency `json:"currency"`
}

// Confirmed is how much was confirmed.
type Confirmed struct {
	Count int    `json:"count"`
	Total string `json:"total" doc:"With tax, of what was sold in the supplier's own currency."`
}

// Home shows a supplier its own figures of today and this month.
func (s *Service) Home(ctx context.Context, v identity.Viewer, _ struct{}) (Home, error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (Home, error) {
		f, err := models.SupplierFiguresOf(tx, v.Organisation(), v.Today(tx.Now))
		if err != nil {
			return Home{}, err
		}
		return Home{
			ToAnswer: f.ToAnswer, OldestWaitingAt: f.OldestWaiting, ClientsLate: f.ClientsLate, Currency: f.Currency,
			ConfirmedThisMonth: Confirmed{f.Confirmed, f.ConfirmedTotal.In(f.Currency)},
		}, nil
	})
}
