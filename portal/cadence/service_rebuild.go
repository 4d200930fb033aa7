package cadence

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// How much is rebuilt at a time, while nothing is learned.
const (
	clientsAtATime = 20
	pairsAtATime   = 5000
)

// RebuildInput may say who wants to know how it goes.
type RebuildInput struct {
	Done func(clients int) // after every stretch; nil: nobody
}

// Rebuilt says what a rebuild came to.
type Rebuilt struct {
	Pairs int `json:"pairs"`
	Prior Prior
}

// Rebuild learns every pair anew from its orders, after an import, and the prior with them. It goes client by client, a
// few hundred to a transaction, so that a portal in use goes on; broken off, it can be run again. The system's own.
func (s *Service) Rebuild(ctx context.Context, v identity.Viewer, in RebuildInput) (out Rebuilt, err error) {
	var after models.OrganisationID
	for done := 0; ; {
		clients, pairs, err := s.rebuildAfter(ctx, v, after)
		if err != nil {
			return out, err
		}
		if len(clients) == 0 {
			break
		}
		after = clients[len(clients)-1]
		out.Pairs += pairs
		if done += len(clients); in.Done != nil {
			in.Done(done)
		}
	}
	refreshed, err := s.Refresh(ctx, v, RefreshInput{})
	out.Prior = refreshed.Prior
	return out, err
}

func (s *Service) rebuildAfter(ctx context.Context, v identity.Viewer, after models.OrganisationID) (clients []models.OrganisationID, pairs int, err error) {
	_, err = models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (none struct{}, err error) {
		if clients, err = models.ClientsAfter(tx, after, clientsAtATime); err != nil || len(clients) == 0 {
			return none, err
		}
		histories, err := models.HoldHistories(tx, clients)
		if err != nil {
			return none, err
		}
		if err := models.ForgetCadences(tx, clients); err != nil {
			return none, err
		}
		prior, err := models.LatestPrior(tx)
		if err != nil {
			return none, err
		}
		pairs = len(histories)
		rows := make([]models.Cadence, pairs)
		for i, h := range histories {
			rows[i] = Row(h.Pair, Fold(daysOf(h.Days), StartPrior()), PriorOf(prior), h.Totals, h.Currency)
		}
		return none, models.SaveCadences(tx, rows)
	})
	return clients, pairs, err
}

// RefreshInput is empty.
type RefreshInput struct{}

// Refreshed says what the month's prior is and how many pairs have other dates by it.
type Refreshed struct {
	Prior Prior
	Pairs int // pairs that taught it
	Moved int // pairs whose dates moved
}

// RefreshMonthly refreshes unless this month's prior was learned and every date derived from it already. The system's own.
func (s *Service) RefreshMonthly(ctx context.Context, v identity.Viewer, in RefreshInput) (out Refreshed, err error) {
	done, err := models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (bool, error) {
		kept, err := models.LatestPrior(tx)
		return kept != nil && kept.Month == month(tx) && kept.DerivedAt != nil, err
	})
	if err != nil || done {
		return out, err
	}
	return s.Refresh(ctx, v, in)
}

// Refresh learns the prior over all pairs, keeps it as the month's, and derives the dates of every pair from it. The
// system's own; run again in the month, it replaces what was learned.
func (s *Service) Refresh(ctx context.Context, v identity.Viewer, _ RefreshInput) (out Refreshed, err error) {
	kept, err := models.In(ctx, s.db, v.To(identity.SystemWork), learnPrior)
	if err != nil || kept.Pairs == 0 {
		return out, err
	}
	out.Prior, out.Pairs = PriorOf(&kept), kept.Pairs
	var after models.Pair
	for {
		last, moved, err := s.deriveAfter(ctx, v, after, out.Prior)
		if err != nil {
			return out, err
		}
		if out.Moved += moved; last == after {
			break
		}
		after = last
	}
	_, err = models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		kept.DerivedAt = &tx.Now
		return struct{}{}, models.SavePrior(tx, kept)
	})
	return out, err
}

func learnPrior(tx *models.Tx) (p models.CadencePrior, err error) {
	learned := LearnPrior(func(yield func(State) bool) {
		err = models.EachRhythm(tx, func(orderDays int, mean, variance float64) bool {
			p.Pairs++
			return yield(State{OrderDays: orderDays, M: mean, V: variance})
		})
	})
	if err != nil || p.Pairs == 0 {
		return p, err
	}
	p.Month, p.LogMean, p.LogVariance, p.LearnedAt = month(tx), learned.Mu0, learned.S0, tx.Now
	return p, models.SavePrior(tx, p)
}

// month is the one that a prior learned now is kept under.
func month(tx *models.Tx) models.Date { return models.DateOf(tx.Now, time.UTC).MonthStart() }

// deriveAfter gives the next stretch of pairs the dates that follow from the prior, and says where it ended.
func (s *Service) deriveAfter(ctx context.Context, v identity.Viewer, after models.Pair, p Prior) (last models.Pair, moved int, err error) {
	last = after
	_, err = models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (none struct{}, err error) {
		rows, err := models.HoldCadencesAfter(tx, after, pairsAtATime)
		if err != nil || len(rows) == 0 {
			return none, err
		}
		last = rows[len(rows)-1].Pair()
		changed := rows[:0]
		for _, c := range rows {
			due, late, alert := dates(StateOf(c), p)
			if same(c.DueOn, due) && same(c.LateOn, late) && same(c.AlertOn, alert) {
				continue
			}
			c.DueOn, c.LateOn, c.AlertOn = due, late, alert
			changed = append(changed, c)
		}
		moved = len(changed)
		return none, models.SaveCadenceDates(tx, changed)
	})
	return last, moved, err
}

func same(a, b *models.Date) bool {
	return a == b || (a != nil && b != nil && *a == *b)
}
