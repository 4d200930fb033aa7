// Package cadence knows when a client is due to buy again from a supplier.
//
// A fixed month is a poor clock: a weekly buyer is lost for three weeks before
// it rings, and a quarterly buyer is pestered. So every pair of a client and a
// supplier has a clock of its own, set by its own purchases. To a purchasing
// manager it reads:
//
//	You usually order from X about every 12 days; it is day 20,
//	and in 9 of 10 of your cycles the order had come by day 16.
//
// # The model
//
// A cycle runs from one order day to the next. Its length is taken as
// log-logistic: half of a pair's cycles are over after tau days, and beta says
// how regular they are. Three ideas make that work on real orders:
//
//   - Learning ([State]). The logarithm of each gap moves a running mean m and a
//     running variance v. Recent gaps weigh more, so the clock follows a client
//     that speeds up or slows down. One order day costs O(1).
//   - Shrinkage ([Prior]). A pair with few gaps is drawn towards what is usual
//     for all pairs, and trusts itself more with every gap.
//   - Drop-out ([Forecast]). After each order there is a small chance that it was
//     the last. Silence well past the usual gap therefore means "leaving", not
//     "about to buy".
//
// Everything in the files model, calendar, score and evaluate is pure: no
// database, no clock, the same answer for the same purchases.
package cadence

import (
	"math"
	"slices"
)

const (
	// gain is the least weight a new gap has against all the gaps before it:
	// the clock forgets slowly enough to be steady, fast enough to follow.
	gain = 0.15
	// rhythmOrderDays is how many order days make a rhythm we may speak of.
	rhythmOrderDays = 3
	// coldDays of silence end a rhythm: what was usual a year ago says little.
	coldDays = 365
)

// State is what a pair's order days have taught. It is all that has to be kept:
// the next order day turns it into the next state, and nothing else changes it.
type State struct {
	OrderDays int     // distinct days with at least one order
	M         float64 // m, running mean of ln(gap in days)
	V         float64 // v, running variance of ln(gap in days)
	FirstOn   Day     // first order day
	LastOn    Day     // latest order day; silence is counted from it
}

// Gaps is n: the finished cycles, one fewer than the order days.
func (s State) Gaps() int {
	return max(s.OrderDays-1, 0)
}

// Observe is the state after an order on the given day.
//
//	L = ln(days since last_on);  n += 1
//	n = 1:  m = L, v = s0
//	else:   a = max(0.15, 1/n);  e = L - m;  m += a*e;  v = (1-a)*(v + a*e²)
//
// A second order on the last order day changes nothing. An order that is entered
// late, for a day before the last one, cannot be folded in: Observe returns the
// state as it was and false, and the caller rebuilds it with [Fold].
//
// Of the prior only s0 is read, once, at the first gap. A caller that passes
// [StartPrior] every time keeps states that depend on the order days alone, so
// that a rebuilt state is the same state.
func (s State) Observe(on Day, p Prior) (State, bool) {
	if s.OrderDays == 0 {
		return State{OrderDays: 1, FirstOn: on, LastOn: on}, true
	}
	if on <= s.LastOn {
		return s, on == s.LastOn
	}
	l := math.Log(float64(on - s.LastOn))
	s.LastOn = on
	s.OrderDays++
	if s.Gaps() == 1 {
		s.M, s.V = l, p.S0
		return s, true
	}
	a := max(gain, 1/float64(s.Gaps()))
	e := l - s.M
	s.M += a * e
	s.V = (1 - a) * (s.V + a*e*e)
	return s, true
}

// Fold is the state after all the given order days, in whatever order they come
// and however often one is repeated.
func Fold(days []Day, p Prior) State {
	if !slices.IsSorted(days) {
		days = slices.Sorted(slices.Values(days))
	}
	var s State
	for _, on := range days {
		s, _ = s.Observe(on, p)
	}
	return s
}

// Eligible tells whether we may speak of a rhythm when the day asOf begins: at
// least three order days, and silent for no more than a year. Other pairs belong
// to the welcome and second-order mails, or to the calendar rule
// ([QuietThisMonth]), which claim nothing about rhythm.
func Eligible(s State, asOf Day) bool {
	return s.OrderDays >= rhythmOrderDays && asOf-s.LastOn <= coldDays
}
