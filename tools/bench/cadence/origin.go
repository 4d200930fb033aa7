package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"povtor/portal/cadence"
)

const lapseDays = 90

// forecasts is a year of month starts: one row for each month and each pair that
// was eligible as it began, what each method said of it, and what came.
type forecasts struct {
	year    int
	months  []int // rows in each
	bought  []bool
	lapsed  []bool
	priors  map[cadence.Day]cadence.Prior // by month start
	methods []method
}

// method scores a row: the higher, the surer of an order within the month, or of
// no order within 90 days.
type method struct {
	name       string
	due, lapse []float64
	isChance   bool // the scores are probabilities
}

func (m *method) says(due, lapse float64) {
	m.due = append(m.due, due)
	m.lapse = append(m.lapse, lapse)
}

const (
	sinceLast = iota
	ownMedian
	longerOfBoth
	startPrior
	llr
)

// rollOrigin stands at each month start of the year in turn and knows only what
// lies before it.
func rollOrigin(histories [][]cadence.Day, year int) *forecasts {
	f := &forecasts{
		year:   year,
		priors: make(map[cadence.Day]cadence.Prior),
		methods: []method{
			sinceLast:    {name: "days since the last order"},
			ownMedian:    {name: "own median gap"},
			longerOfBoth: {name: "the longer of these two"},
			startPrior:   {name: "LLR, start prior throughout", isChance: true},
			llr:          {name: "**LLR**", isChance: true},
		},
	}
	states := make([]cadence.State, len(histories))
	known := make([]int, len(histories))
	for month := time.January; month <= time.December; month++ {
		begin, end := cadence.Date(year, month, 1), cadence.Date(year, month+1, 1)
		var eligible []int
		for i, days := range histories {
			for ; known[i] < len(days) && days[known[i]] < begin; known[i]++ {
				states[i], _ = states[i].Observe(days[known[i]], cadence.StartPrior())
			}
			if cadence.Eligible(states[i], begin) {
				eligible = append(eligible, i)
			}
		}
		prior := cadence.LearnPrior(func(yield func(cadence.State) bool) {
			for _, i := range eligible {
				if !yield(states[i]) {
					return
				}
			}
		})
		f.priors[begin] = prior
		f.months = append(f.months, len(eligible))
		for _, i := range eligible {
			f.add(histories[i], known[i], states[i], prior, begin, end)
		}
	}
	return f
}

func (f *forecasts) add(days []cadence.Day, known int, s cadence.State, prior cadence.Prior, begin, end cadence.Day) {
	next := cadence.Day(math.MaxInt32)
	if known < len(days) {
		next = days[known]
	}
	f.bought = append(f.bought, next < end)
	f.lapsed = append(f.lapsed, next >= begin+lapseDays)

	silent, month := int(begin-s.LastOn), int(end-begin)
	median := cadence.Percentile(gaps(days[:known]), 0.5)
	longer := max(float64(silent), median)
	f.methods[sinceLast].says(-float64(silent), float64(silent))
	f.methods[ownMedian].says(-median, median)
	f.methods[longerOfBoth].says(-longer, longer)
	for m, p := range map[int]cadence.Prior{startPrior: cadence.StartPrior(), llr: prior} {
		clock := s.Forecast(p)
		f.methods[m].says(clock.PBuy(silent, month), clock.PLapse(silent, lapseDays))
	}
}

func gaps(days []cadence.Day) []float64 {
	var between []float64
	for i, on := range days[1:] {
		between = append(between, float64(on-days[i]))
	}
	return between
}

func (f *forecasts) print(out io.Writer) {
	fmt.Fprintf(out, "%d: %s (pair, month) rows, %s to %s a month; %.1f %% bought within the month, %.1f %% stayed silent for 90 days.\n\n",
		f.year, thousands(len(f.bought)), thousands(slices.Min(f.months)), thousands(slices.Max(f.months)),
		100*share(f.bought), 100*share(f.lapsed))
	fmt.Fprintln(out, "| method | due AUC | due AP | Brier | lapse AUC | lapse AP |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|")
	for _, m := range f.methods {
		brier := "-"
		if m.isChance {
			brier = fmt.Sprintf("%.4f", cadence.Brier(m.due, f.bought))
		}
		fmt.Fprintf(out, "| %s | %.4f | %.4f | %s | %.4f | %.4f |\n", m.name,
			cadence.AUC(m.due, f.bought), cadence.AveragePrecision(m.due, f.bought), brier,
			cadence.AUC(m.lapse, f.lapsed), cadence.AveragePrecision(m.lapse, f.lapsed))
	}
}

func (f *forecasts) printCalibration(out io.Writer) {
	fmt.Fprintln(out, "| LLR said, between | rows | said on average | bought |")
	fmt.Fprintln(out, "|---|---|---|---|")
	const bands = 10
	for i, b := range cadence.Calibration(f.methods[llr].due, f.bought, bands) {
		fmt.Fprintf(out, "| %d and %d %% | %s | %.1f %% | %.1f %% |\n",
			100*i/bands, 100*(i+1)/bands, thousands(b.Count), 100*b.Forecast, 100*b.Happened)
	}
}

// missedGoals is an error for each goal that LLR falls short of.
func (f *forecasts) missedGoals() error {
	m := f.methods[llr]
	var missed []error
	for _, goal := range []struct {
		name      string
		got, want float64
	}{
		{"due AUC", cadence.AUC(m.due, f.bought), 0.900},
		{"due AP", cadence.AveragePrecision(m.due, f.bought), 0.950},
		{"lapse AUC", cadence.AUC(m.lapse, f.lapsed), 0.910},
		{"1 - Brier", 1 - cadence.Brier(m.due, f.bought), 1 - 0.122},
	} {
		if goal.got < goal.want {
			missed = append(missed, fmt.Errorf("%s is %.4f, the goal is %.3f", goal.name, goal.got, goal.want))
		}
	}
	return errors.Join(missed...)
}

func share(happened []bool) float64 {
	n := 0
	for _, h := range happened {
		if h {
			n++
		}
	}
	return float64(n) / float64(len(happened))
}

// thousands writes 423221 as 423,221.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
