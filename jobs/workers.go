package jobs

import (
	"github.com/riverqueue/river"

	"povtor/models"
	"povtor/portal/identity"
)

// Portal is every capability that jobs call.
type Portal struct {
	Identity *identity.Service
}

// workers is the table of who reacts to what.
func workers(p Portal) *river.Workers {
	ws := river.NewWorkers()
	identityJobs(ws, p.Identity)
	return ws
}

// optionsOf says in which queue a job waits.
func optionsOf(job models.Job) *river.InsertOpts {
	return nil
}
