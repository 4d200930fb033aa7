package nudge

import (
	"cmp"
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
	Today   models.Date // in the client's own time zone
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
	return s.plan(ctx, v, in.AsOf, supposedHour)
}

func (s *Service) plan(ctx context.Context, v identity.Viewer, asOf models.Date, hour hourOf) (Plan, error) {
	return models.Read(ctx, s.db, v.To(identity.NudgeRun), func(tx *models.Tx) (Plan, error) {
		plan := Plan{AsOf: asOf}
		day := day{asOf: asOf, now: tx.Now, hour: hour}
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
	asOf models.Date // 0: each client's own today
	now  time.Time
	hour hourOf
}

// hourOf is the moment that must be within the hours.
type hourOf func(now time.Time, today models.Date, zone *time.Location) time.Time

// supposedHour is now on the client's own today, else the morning of the day that is planned for.
func supposedHour(now time.Time, today models.Date, zone *time.Location) time.Time {
	if today == models.DateOf(now, zone) {
		return now
	}
	return midnight(today, zone).Add(time.Duration(OfficeHours.From) * time.Hour)
}

func actualHour(now time.Time, _ models.Date, _ *time.Location) time.Time { return now }

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

// consider decides about every pair of those clients whose clock has rung.
func (s *Service) consider(tx *models.Tx, d day, clients []models.OrganisationID) ([]Candidate, error) {
	facts, err := models.NudgeFactsOf(tx, d.query(), clients)
	if err != nil || len(facts) == 0 {
		return nil, err
	}
	found, err := gather(tx, d, clients)
	if err != nil {
		return nil, err
	}
	var all []Candidate
	var open []models.Pair
	for _, f := range facts {
		today := d.today(f.Client.Zone())
		rung, yes := rings(f, today)
		if !yes {
			continue
		}
		c := Candidate{Facts: f, Kind: rung.kind, Cycle: rung.cycle, Today: today, Verdict: Send}
		switch c.Why = objection(f, rung, today); c.Why {
		case "":
			open = append(open, f.Pair())
		case nudgedBefore:
			continue
		default:
			c.Verdict = Stop
		}
		all = append(all, c)
	}
	baskets, err := reorder.UsualBaskets(tx, open)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].fill(baskets)
	}
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].Facts.ClientID == all[from].Facts.ClientID {
			to++
		}
		s.address(all[from:to], found, d)
		from = to
	}
	return all, nil
}

// fill gives a candidate its usual basket; one of which nothing can be had stops.
func (c *Candidate) fill(baskets map[models.Pair][]reorder.Usual) {
	if c.Verdict == Stop {
		return
	}
	c.Usual = baskets[c.Pair()]
	wanted, available := 0, false
	for _, u := range c.Usual {
		if u.Selected {
			wanted++
			available = available || u.Available
		}
	}
	switch {
	case wanted == 0:
		c.Verdict, c.Why = Stop, NothingUsual
	case !available:
		c.Verdict, c.Why = Stop, OutOfStock
	}
}

// gathered is what is known about the clients themselves.
type gathered struct {
	contacts map[models.OrganisationID][]models.Contact
	digests  map[models.OrganisationID][]models.Date
	heldOut  map[models.OrganisationID]bool
	prior    cadence.Prior
}

func gather(tx *models.Tx, d day, clients []models.OrganisationID) (g gathered, err error) {
	people, err := models.ContactsOf(tx, clients)
	if err != nil {
		return g, err
	}
	g.contacts = make(map[models.OrganisationID][]models.Contact, len(clients))
	for _, p := range people {
		g.contacts[p.Client] = append(g.contacts[p.Client], p)
	}
	if g.digests, err = models.NudgeDays(tx, clients, d.query().Today.Add(-capDays-2)); err != nil {
		return g, err
	}
	if g.heldOut, err = models.Arms(tx, clients); err != nil {
		return g, err
	}
	prior, err := models.LatestPrior(tx)
	g.prior = cadence.PriorOf(prior)
	return g, err
}

// address decides what concerns one client as a whole: who reads it, when, and whether it is held out.
func (s *Service) address(of []Candidate, g gathered, d day) {
	slices.SortStableFunc(of, func(a, b Candidate) int { return cmp.Compare(b.urgency(g.prior), a.urgency(g.prior)) })
	client := of[0].Facts.Client
	var open []Candidate
	for _, c := range of {
		if c.Verdict != Stop {
			open = append(open, c)
		}
	}
	if len(open) == 0 {
		return
	}
	verdict := Send
	to, why := reader(g.contacts[client.ID], open)
	var until time.Time
	switch {
	case to == nil:
		verdict = Stop
	default:
		zone, today := client.Zone(), of[0].Today
		if why, until = pause(today, g.digests[client.ID], d.hour(d.now, today, zone), s.hours, zone); why != "" {
			verdict = Defer
		} else if g.heldOut[client.ID] {
			verdict = HoldOut
		}
	}
	for i := range of {
		if of[i].Verdict != Stop {
			of[i].Verdict, of[i].Why, of[i].Until, of[i].To = verdict, why, until, to
		}
	}
}
