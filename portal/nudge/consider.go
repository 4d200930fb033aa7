package nudge

import (
	"cmp"
	"slices"
	"time"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/reorder"
)

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
	all, open := judge(facts, d)
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

// judge looks at each pair by itself; open are those against which nothing speaks so far.
func judge(facts []models.NudgeFacts, d day) (all []Candidate, open []models.Pair) {
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
	return all, open
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
	verdict, until := Send, time.Time{}
	to, why := reader(g.contacts[client.ID], open)
	if to == nil {
		verdict = Stop
	} else {
		why, until = pause(g.digests[client.ID], d.moment(client.Zone()), s.hours, client.Zone())
		switch {
		case why != "":
			verdict = Defer
		case g.heldOut[client.ID]:
			verdict = HoldOut
		}
	}
	for i := range of {
		if of[i].Verdict != Stop {
			of[i].Verdict, of[i].Why, of[i].Until, of[i].To = verdict, why, until, to
		}
	}
}
