package demo

import (
	"iter"
	"math"

	"povtor/models"
	"povtor/portal/cadence"
)

// keepTime gives every deal its order days, so that it stands today as its fate says. What is late depends on what is usual among
// all, which depends on everybody's days: so it is done twice.
func (a *author) keepTime() {
	prior := cadence.StartPrior()
	for range 2 {
		for _, l := range a.deals {
			l.days = a.timetable(l, prior)
		}
		prior = cadence.LearnPrior(a.states())
	}
	a.world.Prior = models.CadencePrior{Month: a.today.MonthStart(), LogMean: prior.Mu0, LogVariance: prior.S0, LearnedAt: a.now}
	for s := range a.states() {
		if s.Gaps() > 0 {
			a.world.Prior.Pairs++
		}
	}
}

// states are what the deals' days teach.
func (a *author) states() iter.Seq[cadence.State] {
	return func(yield func(cadence.State) bool) {
		for _, l := range a.deals {
			if !yield(stateOf(l.days)) {
				return
			}
		}
	}
}

func stateOf(days []models.Date) cadence.State {
	on := make([]cadence.Day, len(days))
	for i, d := range days {
		on[i] = cadence.Day(d)
	}
	return cadence.Fold(on, cadence.StartPrior())
}

// attempts bounds how often a timetable is drawn until it fits the deal's fate.
const attempts = 60

// timetable draws order days back from a last one, and moves the last one until today is where the fate wants it on the pair's
// own clock.
func (a *author) timetable(l *deal, prior cadence.Prior) []models.Date {
	if l.rhythm == 'o' {
		return a.onceOrTwice(l)
	}
	var days []models.Date
	var last models.Date
	for try := range attempts {
		d := a.seed.dice("walk", l.client.ru, l.supplier.ru, try/6)
		if try == 0 {
			last = a.lastBefore(l, a.today.Add(-d.IntN(usualGap[l.rhythm])))
		}
		days = a.walk(d, l, last)
		f := stateOf(days).Forecast(prior)
		from, to := l.silence(f, a.today.Days(l.client.latest))
		silent := a.today.Days(last)
		if from <= silent && silent <= to {
			return days
		}
		last = a.lastBefore(l, a.today.Add(-d.between(from, max(from, to))))
	}
	return days
}

// lastBefore is the open day nearest to a day that the client can have ordered on by now.
func (a *author) lastBefore(l *deal, day models.Date) models.Date {
	return nearest(min(day, l.client.latest), l.client.sixDays())
}

// silence is how many days without an order put the pair where its fate says, the fewest and the most.
func (l *deal) silence(f cadence.Forecast, least int) (from, to int) {
	due, late, alert := int(f.DueOn()-f.LastOn), int(f.LateOn()-f.LastOn), int(f.AlertOn()-f.LastOn)
	switch l.fate {
	case "?":
		return due, max(due, late-2)
	case "*":
		return due, due
	case "!":
		return late + 1, late + max(3, (late-due)/2)
	case "!!":
		return alert + 1, alert + max(5, alert/2)
	case "~":
		return max(alert+20, 95), max(alert*2, 170)
	case "-":
		return 380, 520
	}
	return least, max(least, due-1)
}

// usualGap is about how many days lie between two orders.
var usualGap = map[byte]int{'w': 7, 'f': 14, 't': 21, 'm': 30, 'q': 88, 'e': 26}

// gap is how many days before an order the one before it came. Age is how far back that is: 0 now, 1 two years ago.
func (l *deal) gap(d dice, age float64) int {
	usual := float64(usualGap[l.rhythm])
	switch l.client.story {
	case grows:
		usual *= 1 + 0.35*age
	case shrinks:
		usual *= 1 - 0.3*age
	}
	switch l.rhythm {
	case 'w', 'f':
		weeks := max(1, math.Round(usual/7+0.3*d.NormFloat64()))
		if d.chance(7) {
			weeks *= 2 // one left out
		}
		return int(weeks) * 7
	case 'e':
		return int(min(max(usual*d.around(0.7), 4), 110))
	}
	return max(5, int(math.Round(usual*d.around(0.2))))
}

// walk goes back from the last order day to the beginning. Those who order by the week keep their weekday; a holiday moves the
// order, not the rhythm.
func (a *author) walk(d dice, l *deal, last models.Date) []models.Date {
	days := []models.Date{last}
	back := a.today.Add(-d.between(200, 260))
	for on := last; ; {
		gap := l.gap(d, float64(a.today.Days(on))/span)
		if l.client.story == returned && on > back && on.Add(-gap) <= back {
			gap += d.between(80, 130) / 7 * 7
		}
		on = on.Add(-gap)
		day := nearest(on.Add(slip(d, l.rhythm)), l.client.sixDays())
		if min(on, day) < max(l.since, a.today.Add(-span)) {
			break
		}
		if day < days[len(days)-1] {
			days = append(days, day)
		}
	}
	for i, j := 0, len(days)-1; i < j; i, j = i+1, j-1 {
		days[i], days[j] = days[j], days[i]
	}
	return days
}

// slip is a day or two by which an order misses its usual weekday.
func slip(d dice, rhythm byte) int {
	if (rhythm == 'w' || rhythm == 'f') && d.chance(35) {
		return d.between(-2, 2)
	}
	return 0
}

// onceOrTwice are the days of somebody who has no rhythm.
func (a *author) onceOrTwice(l *deal) []models.Date {
	d := a.seed.dice("once", l.client.ru, l.supplier.ru)
	first := nearest(a.today.Add(-d.between(60, 400)), false)
	if d.chance(60) {
		return []models.Date{first}
	}
	return []models.Date{first, nearest(first.Add(d.between(12, 50)), false)}
}
