package cadence

import "math"

// How many of a pair's own gaps the prior is worth: half a gap for the usual
// length, which a pair soon knows better, two for its spread, which takes longer
// to show.
const (
	priorGapsForMean   = 0.5
	priorGapsForSpread = 2.0
)

// The three dates, as odds that the cycle would be over by then.
const (
	dueOdds   = 1  // 1:1, half of its cycles
	lateOdds  = 9  // 9:1, nine of ten
	alertOdds = 19 // 19:1, nineteen of twenty
)

// Forecast is a pair's clock, set by its state and the prior.
//
// Silence is counted in whole days from the last order day to the day in
// question, as that day begins. So Survival(t) is the chance that a live pair's
// gap is t days or more, and PBuy(t, h) on a day speaks of an order on that day
// or one of the h-1 days after it.
type Forecast struct {
	Tau    float64 // days; half of its cycles are over by then
	Beta   float64 // regularity: 2 is loose, 7 runs like clockwork
	Drop   float64 // chance that the last order was the last for good
	LastOn Day     // the order day that the three dates count from
}

// Forecast sets the clock.
//
//	ne   = min(n, 1/0.15)                    gaps that still count
//	mt   = (0.5*mu0 + ne*m) / (0.5 + ne)
//	vt   = (2*s0 + ne*v) / (2 + ne)
//	sd   = sqrt(vt * (1 + 1/(0.5 + ne)))     spread of the next gap, its mean being uncertain too
//	tau  = e^mt;  beta = pi / (sqrt(3)*sd);  drop = 0.1 / (3.1 + n)
func (s State) Forecast(p Prior) Forecast {
	n := float64(s.Gaps())
	ne := min(n, 1/gain)
	mt := (priorGapsForMean*p.Mu0 + ne*s.M) / (priorGapsForMean + ne)
	vt := (priorGapsForSpread*p.S0 + ne*s.V) / (priorGapsForSpread + ne)
	sd := math.Sqrt(vt * (1 + 1/(priorGapsForMean+ne)))
	return Forecast{
		Tau:    math.Exp(mt),
		Beta:   math.Pi / (math.Sqrt(3) * sd),
		Drop:   0.1 / (3.1 + n),
		LastOn: s.LastOn,
	}
}

// Survival is the share of a live pair's cycles that are still open after the
// given days: S(t) = 1 / (1 + (t/tau)^beta), with t no less than half a day.
func (f Forecast) Survival(days float64) float64 {
	return 1 / (1 + math.Pow(max(days, 0.5)/f.Tau, f.Beta))
}

// PBuy is the chance of an order within the given days, after a silence:
//
//	P(buys within h | silent t) = (1-drop)*(S(t) - S(t+h)) / (drop + (1-drop)*S(t))
func (f Forecast) PBuy(silent, within int) float64 {
	now, then := f.Survival(float64(silent)), f.Survival(float64(silent+within))
	return (1 - f.Drop) * (now - then) / (f.Drop + (1-f.Drop)*now)
}

// PLapse is the chance that the silence goes on for the given days: 1 - PBuy.
func (f Forecast) PLapse(silent, within int) float64 {
	return 1 - f.PBuy(silent, within)
}

// PAlive is the chance that the client will ever order from this supplier again:
//
//	P(alive | silent t) = (1-drop)*S(t) / (drop + (1-drop)*S(t))
func (f Forecast) PAlive(silent int) float64 {
	now := f.Survival(float64(silent))
	return (1 - f.Drop) * now / (f.Drop + (1-f.Drop)*now)
}

// Quantile is the number of days by which a share of its cycles are over, for a
// share between 0 and 1: tau * (share/(1-share))^(1/beta).
func (f Forecast) Quantile(share float64) float64 {
	return f.daysAt(share / (1 - share))
}

// DueOn is when half of its cycles are over: a hint in the portal, no mail.
func (f Forecast) DueOn() Day { return f.dateAt(dueOdds) }

// LateOn is when nine of ten cycles are over: the nudge, once per cycle.
func (f Forecast) LateOn() Day { return f.dateAt(lateOdds) }

// AlertOn is when nineteen of twenty are over: a task for the account manager.
func (f Forecast) AlertOn() Day { return f.dateAt(alertOdds) }

func (f Forecast) daysAt(odds float64) float64 {
	return f.Tau * math.Pow(odds, 1/f.Beta)
}

// dateAt counts from the last order day. A pair so erratic that its date would
// fall beyond the calendar gets the calendar's last day.
func (f Forecast) dateAt(odds float64) Day {
	days := math.Ceil(f.daysAt(odds))
	return f.LastOn + Day(min(days, float64(lastDay-f.LastOn)))
}
