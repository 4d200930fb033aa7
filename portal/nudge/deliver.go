package nudge

import (
	"cmp"

	"povtor/models"
	"povtor/portal/reorder"
)

// still asks, as the mail is about to be handed over, what was asked when it was written: whether the clock still rings,
// nothing speaks against it, the reader still consents, and the hour is right. A digest that is partly out of date is
// written anew; one that came into the quiet hours waits for the morning.
func (s *Service) still(tx *models.Tx, m *models.Message) (drop string, err error) {
	nudges, err := models.List[models.Nudge](tx, "created_at, id", "message_id = ?", m.ID)
	if err != nil || len(nudges) == 0 {
		return "no reminders", err
	}
	to, why, err := s.stillReads(tx, m)
	if err != nil || to == nil {
		return string(why), err
	}
	d := day{now: tx.Now, sending: true}
	query := d.query()
	query.Nudged = true
	facts, err := models.NudgeFactsOf(tx, query, []models.OrganisationID{to.Client})
	if err != nil {
		return "", err
	}
	var left []Candidate
	var of []models.Nudge
	gone := Ordered // a pair whose clock has stopped has ordered
	for _, n := range nudges {
		c, why := again(n, facts, d)
		if why != "" {
			gone = why
			continue
		}
		c.To = to
		left, of = append(left, c), append(of, n)
	}
	if left, of, why, err = inStock(tx, left, of); err != nil {
		return "", err
	}
	if len(left) == 0 {
		return string(cmp.Or(why, gone)), nil
	}
	if next := s.hours.Next(tx.Now, left[0].Facts.Client.Zone()); next.After(tx.Now) {
		m.DueAt = next
		return "", nil
	}
	if len(left) == len(nudges) && left[0].Today == nudges[0].PlannedOn {
		return "", nil
	}
	return s.rewrite(tx, m, left, of)
}

// stillReads is the reader, if they still may be written to.
func (s *Service) stillReads(tx *models.Tx, m *models.Message) (*models.Contact, Code, error) {
	people, err := models.ContactsOf(tx, []models.OrganisationID{*m.ClientID})
	if err != nil {
		return nil, "", err
	}
	for i, p := range people {
		if p.User == *m.UserID && p.Consents && p.Email == m.Recipient {
			return &people[i], "", nil
		}
	}
	return nil, NoConsent, nil
}

// again is a reminder's candidate as it would be today, or what speaks against it now.
func again(n models.Nudge, facts []models.NudgeFacts, d day) (Candidate, Code) {
	for _, f := range facts {
		if f.SupplierID != n.SupplierID {
			continue
		}
		// That it was written down itself does not speak against it.
		f.NudgedLate, f.NudgedMonth, f.Unanswered = false, false, f.Unanswered-1
		c := Candidate{Facts: f, Kind: n.Kind, Cycle: n.Cycle, Today: d.today(f.Client.Zone()), Verdict: Send}
		if rung, yes := rings(f, c.Today); !yes || rung != (clock{n.Kind, n.Cycle}) {
			return c, Ordered
		}
		return c, objection(f, clock{n.Kind, n.Cycle}, c.Today)
	}
	return Candidate{}, Ordered
}

func inStock(tx *models.Tx, of []Candidate, nudges []models.Nudge) (left []Candidate, kept []models.Nudge, why Code, err error) {
	pairs := make([]models.Pair, len(of))
	for i, c := range of {
		pairs[i] = c.Pair()
	}
	baskets, err := reorder.UsualBaskets(tx, pairs)
	if err != nil {
		return nil, nil, "", err
	}
	for i, c := range of {
		if c.fill(baskets); c.Verdict == Stop {
			why = c.Why
			continue
		}
		left, kept = append(left, c), append(kept, nudges[i])
	}
	return left, kept, why, nil
}

// rewrite makes the mail say what is still true.
func (s *Service) rewrite(tx *models.Tx, m *models.Message, left []Candidate, of []models.Nudge) (string, error) {
	offers, err := s.offers(tx, left)
	if err != nil {
		return "", err
	}
	if len(offers) == 0 {
		return string(OutOfStock), nil
	}
	for i := range offers {
		for _, n := range of {
			if n.SupplierID == offers[i].Facts.SupplierID {
				offers[i].id, offers[i].created = n.ID, n.CreatedAt
			}
		}
	}
	fresh, err := s.compose(tx, offers)
	if err != nil {
		return "", err
	}
	m.Subject, m.HTML, m.Text, m.Headers = fresh.Subject, fresh.HTML, fresh.Text, fresh.Headers
	return "", nil
}

// sent tells the timeline.
func (s *Service) sent(tx *models.Tx, m models.Message) error {
	nudges, err := models.List[models.Nudge](tx, "created_at, id", "message_id = ?", m.ID)
	if err != nil {
		return err
	}
	for _, n := range nudges {
		err := models.Record(tx, models.Event{ClientID: n.ClientID, SupplierID: &n.SupplierID, Kind: "nudge.sent",
			Detail: map[string]any{"silent_days": n.SilentDays, "rule": n.Kind}})
		if err != nil {
			return err
		}
	}
	return nil
}
