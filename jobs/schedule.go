package jobs

import (
	"time"

	"github.com/riverqueue/river"

	"povtor/portal/notify"
	"povtor/portal/print"
	"povtor/portal/studio"
)

// schedule is everything that happens by the clock. A tick only sweeps: what is due stands in tables, so a missed tick
// costs nothing.
func schedule() []*river.PeriodicJob {
	return []*river.PeriodicJob{
		every(24*time.Hour, tidy{}, true),
		every(24*time.Hour, learnPrior{}, true),
		every(24*time.Hour, checkLedger{}, true),
		every(time.Hour, reconcileCards{}, true),
		every(time.Hour, sweepNudges{}, true),
		every(time.Hour, sweepDunning{}, true),
		every(10*time.Minute, beginPrices{}, true),
		every(time.Minute, notify.Sweep{}, true),
		every(time.Minute, print.Sweep{}, true),
		every(time.Minute, studio.Sweep{}, true),
		every(24*time.Hour, tidyImports{}, true),
	}
}

// every makes a tick; the queue's leader alone inserts it.
func every(interval time.Duration, job river.JobArgs, atStart bool) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(interval),
		func() (river.JobArgs, *river.InsertOpts) { return job, optionsOf(job) }, &river.PeriodicJobOpts{RunOnStart: atStart})
}
