package cadence

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
)

// Service keeps the rhythm of every pair in step with its orders.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// FollowInput names an order that was placed, answered or cancelled.
type FollowInput struct{ Order models.OrderID }

// Follow takes an order into its pair's rhythm, or out of it when it no longer counts as a purchase. Following it twice, or
// late, or after another one, comes to the same. The system's own.
func (s *Service) Follow(ctx context.Context, v identity.Viewer, in FollowInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (none struct{}, err error) {
		order, err := models.Get(tx, in.Order)
		if err != nil {
			return none, err
		}
		pair := models.Pair{Client: order.ClientID, Supplier: order.SupplierID}
		if order.Status.IsPurchase() {
			return none, Learn(tx, pair, order.PlacedOn)
		}
		return none, Relearn(tx, pair)
	})
}

// Learn moves a pair's rhythm by an order day. It costs the same however long the history is; a day before the last one
// rebuilds the pair.
func Learn(tx *models.Tx, pair models.Pair, on models.Date) error {
	held, err := models.HoldCadence(tx, pair)
	if err != nil {
		return err
	}
	state, follows := StateOf(held.Cadence).Observe(Day(on), StartPrior())
	if !follows {
		return relearn(tx, held)
	}
	return save(tx, held, state)
}

// Relearn rebuilds a pair's rhythm from its orders: after one was cancelled or refused, or came late.
func Relearn(tx *models.Tx, pair models.Pair) error {
	held, err := models.HoldCadence(tx, pair)
	if err != nil {
		return err
	}
	return relearn(tx, held)
}

func relearn(tx *models.Tx, held models.HeldCadence) error {
	on, err := models.OrderDaysOf(tx, held.Pair())
	if err != nil {
		return err
	}
	if len(on) == 0 {
		return models.ForgetCadences(tx, []models.OrganisationID{held.ClientID})
	}
	return save(tx, held, Fold(daysOf(on), StartPrior()))
}

func save(tx *models.Tx, held models.HeldCadence, s State) error {
	next := Row(held.Pair(), s, PriorOf(held.Prior), held.Totals, held.Cadence.Currency)
	if held.Currency != "" {
		next.Currency = held.Currency
	}
	return models.SaveCadences(tx, []models.Cadence{next})
}

// RestAfterTalk is for how many days nobody is reminded of what an account manager has just spoken about.
const RestAfterTalk = 7

// Contacted notes that an account manager spoke with a client, about one supplier or (nil) all of them: reminders of it
// rest for a while.
func Contacted(tx *models.Tx, client models.OrganisationID, supplier *models.OrganisationID, on models.Date) error {
	return models.MarkContacted(tx, client, supplier, on)
}

// Row is what is kept of a state: itself and the dates that follow from it.
func Row(pair models.Pair, s State, p Prior, totals []models.Amount, currency models.Currency) models.Cadence {
	c := models.Cadence{
		ClientID: pair.Client, SupplierID: pair.Supplier, OrderDays: s.OrderDays, Gaps: s.Gaps(), LogMean: s.M, LogVariance: s.V,
		FirstOn: models.Date(s.FirstOn), LastOn: models.Date(s.LastOn), UsualTotal: medianTotal(totals), Currency: currency,
	}
	c.DueOn, c.LateOn, c.AlertOn = dates(s, p)
	return c
}

// dates are the three of a pair with a rhythm; none of one without.
func dates(s State, p Prior) (due, late, alert *models.Date) {
	if s.OrderDays < rhythmOrderDays {
		return nil, nil, nil
	}
	f := s.Forecast(p)
	day := func(d Day) *models.Date { m := models.Date(d); return &m }
	return day(f.DueOn()), day(f.LateOn()), day(f.AlertOn())
}

// StateOf is what has been learned of a pair, as it is kept.
func StateOf(c models.Cadence) State {
	return State{OrderDays: c.OrderDays, M: c.LogMean, V: c.LogVariance, FirstOn: Day(c.FirstOn), LastOn: Day(c.LastOn)}
}

// PriorOf is the prior as it is kept, or the one to start from.
func PriorOf(p *models.CadencePrior) Prior {
	if p == nil {
		return StartPrior()
	}
	return Prior{Mu0: p.LogMean, S0: p.LogVariance}
}

func daysOf(dates []models.Date) []Day {
	days := make([]Day, len(dates))
	for i, d := range dates {
		days[i] = Day(d)
	}
	return days
}

// medianTotal is the middle one; of two in the middle, their mean to the nearest minor unit.
func medianTotal(totals []models.Amount) models.Amount {
	if len(totals) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(totals))
	low, high := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	return low + (high-low+1)/2
}
