package dunning

import (
	"slices"
	"time"

	"povtor/models"
)

// Verdict is what becomes of a part of an invoice for which a reminder is asked.
type Verdict string

const (
	Send     Verdict = "send"
	Disputed Verdict = "dispute"   // paused until the dispute ends
	Promised Verdict = "promise"   // paused through the promised day
	Paused   Verdict = "hand"      // paused by hand
	Quiet    Verdict = "quiet"     // evening, night or weekend at the client's; a later sweep looks again
	Today    Verdict = "today"     // the client had its letter of the day
	NoReader Verdict = "no-reader" // nobody there to write to
	Wait     Verdict = "wait"      // its next step is still to come, or there is none
)

// stepOf is the step whose day has come last; false where none has, or it or a later one is written already. A step before the due day
// says nothing once that is over.
func stepOf(f models.DunningFacts, today models.Date) (step int, due bool) {
	for _, d := range f.Days {
		if f.DueOn.Add(d) <= today && (!due || d > step) {
			step, due = d, true
		}
	}
	late := f.DueOn < today
	if !due || step < 0 && late || slices.ContainsFunc(f.Done, func(done int) bool { return done >= step }) {
		return 0, false
	}
	return step, true
}

// judge says what becomes of a part on a day, as far as the part itself goes.
func judge(f models.DunningFacts, today models.Date) (Verdict, int) {
	step, due := stepOf(f, today)
	switch {
	case f.Disputed:
		return Disputed, step
	case f.PromisedOn != nil && *f.PromisedOn >= today:
		return Promised, step
	case f.PausedTo != nil && *f.PausedTo >= today:
		return Paused, step
	case !due:
		return Wait, 0
	}
	return Send, step
}

// nextStep is the day of the next step that is still to come; false where there is none.
func nextStep(f models.DunningFacts, today models.Date) (models.Date, bool) {
	next, found := models.Date(0), false
	for _, d := range f.Days {
		if on := f.DueOn.Add(d); on > today && (!found || on < next) {
			next, found = on, true
		}
	}
	return next, found
}

// pair are the parts of one client with one supplier.
type pair struct {
	facts []models.DunningFacts
	today models.Date // the client's own
}

// pairs sorts facts, which come pair by pair, and gives each its own day.
func pairs(facts []models.DunningFacts, now time.Time) (out []pair) {
	for i, f := range facts {
		if i == 0 || facts[i-1].Client.ID != f.Client.ID || facts[i-1].Supplier.ID != f.Supplier.ID {
			out = append(out, pair{today: models.DateOf(now, f.Client.Zone())})
		}
		last := &out[len(out)-1]
		last.facts = append(last.facts, f)
	}
	return out
}

// steps are the parts for which a reminder is due now.
func (p pair) steps() (out []models.Dunned) {
	for _, f := range p.facts {
		if v, step := judge(f, p.today); v == Send {
			out = append(out, models.Dunned{InvoiceID: f.Invoice, Position: f.Position, Step: step, ClientID: f.Client.ID, SupplierID: f.Supplier.ID, WrittenOn: p.today})
		}
	}
	return out
}

// told are the parts that a letter names: every one that is overdue, and those that a step is about; none that is paused.
func (p pair) told(about []models.Dunned) (out []models.DunningFacts) {
	for _, f := range p.facts {
		v, _ := judge(f, p.today)
		meant := slices.ContainsFunc(about, func(d models.Dunned) bool { return d.InvoiceID == f.Invoice && d.Position == f.Position })
		if (v == Send || v == Wait) && (meant || f.DueOn < p.today) {
			out = append(out, f)
		}
	}
	return out
}
