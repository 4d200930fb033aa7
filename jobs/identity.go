package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"povtor/portal/identity"
)

// tidy removes what has run out, once a day.
type tidy struct{}

func (tidy) Kind() string { return "tidy" }

func identityJobs(ws *river.Workers, id *identity.Service) {
	on(ws, func(ctx context.Context, _ tidy) error {
		_, err := id.Tidy(ctx, identity.System("tidy"))
		return err
	})
}
