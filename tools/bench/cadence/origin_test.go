package main

import (
	"slices"
	"testing"
	"time"

	"povtor/portal/cadence"
)

// TestRollOrigin follows one pair through a year: it buys on the first of each
// month until August, when it leaves.
func TestRollOrigin(t *testing.T) {
	var days []cadence.Day
	for month := range time.Month(10) {
		days = append(days, cadence.Date(2018, time.November+month, 1))
	}
	f := rollOrigin([][]cadence.Day{days}, 2019)

	// In January there are two order days only, so the pair's first row is February's.
	if want := []int{0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}; !slices.Equal(f.months, want) {
		t.Errorf("rows by month %v, want %v", f.months, want)
	}
	// An order on the first of the month is within the month, and unknown when it begins.
	if want := []bool{true, true, true, true, true, true, true, false, false, false, false}; !slices.Equal(f.bought, want) {
		t.Errorf("bought %v, want %v", f.bought, want)
	}
	if !slices.Equal(f.lapsed, []bool{false, false, false, false, false, false, false, true, true, true, true}) {
		t.Errorf("lapsed %v", f.lapsed)
	}
	if since := f.methods[sinceLast].lapse; since[0] != 31 || since[7] != 31 || since[8] != 61 {
		t.Errorf("days since the last order %v", since)
	}
}

// TestWatchCycles: a weekly buyer orders a day before, on, and long after the
// thirtieth day.
func TestWatchCycles(t *testing.T) {
	january := cadence.Date(2019, 1, 1)
	days := []cadence.Day{january - 21, january - 14, january - 7, january, january + 29, january + 59}
	priors := map[cadence.Day]cadence.Prior{january: cadence.StartPrior()}
	for month := time.February; month <= time.December; month++ {
		priors[cadence.Date(2019, month, 1)] = cadence.StartPrior()
	}
	w := watchCycles([][]cadence.Day{days}, priors, cadence.Date(2021, 1, 1))

	// Begun in 2019: 29 days (not late by a usual of 29.6), 30 days, and one that never ends.
	if w.cycles != 3 || w.late != 2 {
		t.Errorf("%d cycles, %d late", w.cycles, w.late)
	}
	if r := w.rules[thirtyDays]; r.sent != 2 || r.hits != 2 {
		t.Errorf("the 30-day rule: %+v", r)
	}
	if r := w.rules[onLateOn]; r.sent != 3 || r.hits != 2 {
		t.Errorf("late_on: %+v", r)
	}
}
