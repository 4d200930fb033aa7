package main

import (
	"fmt"
	"io"

	"povtor/portal/cadence"
)

// watch follows the cycles that began in the year, and which of them each rule
// would have sent a nudge for.
type watch struct {
	cycles, late int
	rules        []rule
}

type rule struct {
	name       string
	sent, hits int
}

const (
	thirtyDays = iota
	onLateOn
	onAlertOn
)

// watchCycles takes every cycle that an eligible pair began in a month with a
// prior. A cycle was late if it ran longer than nine in ten of the pair's own,
// over all the years; one that never ended ran until the end of the data. A nudge
// goes out in the morning of its day, so an order on that day is too late to stop
// it.
func watchCycles(histories [][]cadence.Day, priors map[cadence.Day]cadence.Prior, end cadence.Day) *watch {
	w := &watch{rules: []rule{
		thirtyDays: {name: "30 days since the last order"},
		onLateOn:   {name: "**LLR, late_on** (nine in ten)"},
		onAlertOn:  {name: "LLR, alert_on (nineteen in twenty)"},
	}}
	for _, days := range histories {
		if len(days) < 3 {
			continue
		}
		usual := cadence.Percentile(gaps(days), 0.9)
		var s cadence.State
		for i, on := range days {
			s, _ = s.Observe(on, cadence.StartPrior())
			prior, watched := priors[cadence.MonthOf(on)]
			if !watched || !cadence.Eligible(s, on) {
				continue
			}
			next := end
			if i+1 < len(days) {
				next = days[i+1]
			}
			w.add(s.Forecast(prior), next, float64(next-on) > usual)
		}
	}
	return w
}

func (w *watch) add(f cadence.Forecast, next cadence.Day, late bool) {
	w.cycles++
	if late {
		w.late++
	}
	for i, nudge := range []cadence.Day{thirtyDays: f.LastOn + 30, onLateOn: f.LateOn(), onAlertOn: f.AlertOn()} {
		if next < nudge {
			continue
		}
		w.rules[i].sent++
		if late {
			w.rules[i].hits++
		}
	}
}

func (w *watch) print(out io.Writer) {
	fmt.Fprintf(out, "%s cycles, %.1f in 100 of them late.\n\n", thousands(w.cycles), 100*float64(w.late)/float64(w.cycles))
	fmt.Fprintln(out, "| nudge on | nudges per 100 cycles | precision | recall |")
	fmt.Fprintln(out, "|---|---|---|---|")
	for _, r := range w.rules {
		fmt.Fprintf(out, "| %s | %.1f | %.3f | %.3f |\n", r.name,
			100*float64(r.sent)/float64(w.cycles), float64(r.hits)/float64(r.sent), float64(r.hits)/float64(w.late))
	}
}
