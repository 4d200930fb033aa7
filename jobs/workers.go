package jobs

import (
	"github.com/riverqueue/river"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/card"
	"povtor/portal/company"
	"povtor/portal/dunning"
	"povtor/portal/identity"
	"povtor/portal/measure"
	"povtor/portal/notify"
	"povtor/portal/nudge"
	"povtor/portal/ordering"
	"povtor/portal/pricelist"
	"povtor/portal/print"
	"povtor/portal/product"
	"povtor/portal/receivables"
	"povtor/portal/studio"
)

// Portal is every capability that jobs call.
type Portal struct {
	Identity    *identity.Service
	Ordering    *ordering.Service
	Cadence     *cadence.Service
	Notify      *notify.Service
	Nudge       *nudge.Service
	Measure     *measure.Service
	Company     *company.Service
	PriceLists  *pricelist.Service
	Receivables *receivables.Service
	Dunning     *dunning.Service
	Product     *product.Service
	Print       *print.Service
	Studio      *studio.Service
	Card        *card.Service
}

// workers is the table of who reacts to what.
func workers(p Portal) *river.Workers {
	ws := river.NewWorkers()
	identityJobs(ws, p.Identity)
	orderingJobs(ws, p)
	cadenceJobs(ws, p.Cadence)
	nudgeJobs(ws, p.Nudge)
	notifyJobs(ws, p.Notify)
	companyJobs(ws, p.Company)
	studioJobs(ws, p.Studio)
	priceJobs(ws, p.PriceLists)
	receivablesJobs(ws, p.Receivables)
	dunningJobs(ws, p.Dunning)
	productJobs(ws, p.Product)
	printJobs(ws, p.Print)
	cardJobs(ws, p.Card)
	return ws
}

// optionsOf says in which queue a job waits, and whether it runs again when it fails: a sweep does not, the next one will
// see to it.
func optionsOf(job models.Job) *river.InsertOpts {
	switch job.(type) {
	case studio.Work, studio.Fetch, studio.FetchPictures:
		return &river.InsertOpts{Queue: importQueue}
	case studio.Sweep, print.Sweep:
		return &river.InsertOpts{MaxAttempts: 1}
	case notify.Deliver:
		return &river.InsertOpts{Queue: mailQueue}
	case notify.Sweep:
		return &river.InsertOpts{Queue: mailQueue, MaxAttempts: 1}
	case sweepNudges, beginPrices, learnPrior, checkLedger, reconcileCards, sweepDunning:
		return &river.InsertOpts{MaxAttempts: 1}
	}
	return nil
}
