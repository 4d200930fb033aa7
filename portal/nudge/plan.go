package nudge

import (
	"context"
	"slices"
	"time"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/reorder"
)

// clientsAtATime is how many clients are considered in one go.
const clientsAtATime = 300

// Candidate is a pair whose clock has rung, and what becomes of it.
type Candidate struct {
	Facts   models.NudgeFacts
	Kind    string // late or calendar
	Cycle   string
	Today   models.Date // by the client's own calendar, or the day that is planned for
	Verdict Verdict
	Why     Code            // unless it is sent
	Until   time.Time       // Defer: when it will be looked at again
	To      *models.Contact // Send and HoldOut: whom it goes to, or would
	Usual   []reorder.Usual
}

// Pair is whose it is.
func (c Candidate) Pair() models.Pair { return c.Facts.Pair() }

// SilentDays are the days since the last order day.
func (c Candidate) SilentDays() int { return c.Today.Days(c.Facts.LastOn) }

// urgency weighs how late a pair is by its own measure with what its order is usually worth.
func (c Candidate) urgency(p cadence.Prior) float64 {
	weight := float64(c.Facts.UsualTotal)
	if c.Kind == models.NudgeLate {
		weight *= float64(c.SilentDays()) / cadence.StateOf(c.Facts.Cadence).Forecast(p).Tau
	}
	return weight
}

// PlanInput may name the day to plan for.
type PlanInput struct {
	AsOf models.Date // 0: today, by each client's own calendar, at this hour
}

// Plan is everybody whose clock has rung, client by client, the most urgent supplier of each first.
type Plan struct {
	AsOf       models.Date
	Candidates []Candidate
}

// Plan says who would get a reminder and why, and who not and why not, as the rows stand now. It changes nothing. For
// another day than today it supposes the hour at which reminders begin. The system's own.
func (s *Service) Plan(ctx context.Context, v identity.Viewer, in PlanInput) (Plan, error) {
	return s.plan(ctx, v, in.AsOf, false)
}

func (s *Service) plan(ctx context.Context, v identity.Viewer, asOf models.Date, sending bool) (Plan, error) {
	return models.Read(ctx, s.db, v.To(identity.NudgeRun), func(tx *models.Tx) (Plan, error) {
		plan := Plan{AsOf: asOf}
		day := day{asOf: asOf, now: tx.Now, sending: sending}
		if err := day.check(); err != nil {
			return plan, err
		}
		clients, err := models.ClientsToNudge(tx, day.query())
		if err != nil {
			return plan, err
		}
		for chunk := range slices.Chunk(clients, clientsAtATime) {
			candidates, err := s.consider(tx, day, chunk)
			if err != nil {
				return plan, err
			}
			plan.Candidates = append(plan.Candidates, candidates...)
		}
		return plan, nil
	})
}

// day is when reminders are asked about.
type day struct {
	asOf    models.Date // 0: each client's own today
	now     time.Time
	sending bool // they are about to be written, now
}

// check refuses to send what will be due.
func (d day) check() error {
	if d.sending && d.asOf > models.DateOf(d.now.Add(14*time.Hour), time.UTC) {
		return models.Faulty(models.Invalid, "in-the-future", "Reminders can be planned for a day to come, not sent.")
	}
	return nil
}

// moment is when a mail would go out: now; or, planning for another day than today, at the hour mails begin.
func (d day) moment(zone *time.Location) time.Time {
	if today := d.today(zone); !d.sending && today != models.DateOf(d.now, zone) {
		return midnight(today, zone).Add(time.Duration(OfficeHours.From) * time.Hour)
	}
	return d.now
}

// today is the day that counts for a client in a time zone.
func (d day) today(zone *time.Location) models.Date {
	if d.asOf != 0 {
		return d.asOf
	}
	return models.DateOf(d.now, zone)
}

// query is a net wide enough for every time zone.
func (d day) query() models.NudgeQuery {
	first, last := d.asOf, d.asOf
	if d.asOf == 0 {
		first, last = models.DateOf(d.now.Add(-12*time.Hour), time.UTC), models.DateOf(d.now.Add(14*time.Hour), time.UTC)
	}
	return models.NudgeQuery{Today: last, Since: first.Add(-silentAtMost), Calendar: cadence.LateInMonth(cadence.Day(first)) || cadence.LateInMonth(cadence.Day(last)),
		Month: first.MonthStart(), CartSince: d.now.Add(-cartFor)}
}
