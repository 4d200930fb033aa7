package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"povtor/models"
)

// long is a job that goes over everybody and takes longer than others may.
type long[J models.Job] struct {
	river.WorkerDefaults[J]
	atMost time.Duration
	react  func(context.Context, J) error
}

func (l long[J]) Work(ctx context.Context, job *river.Job[J]) error {
	return verdict(l.react(ctx, job.Args))
}
func (l long[J]) Timeout(*river.Job[J]) time.Duration { return l.atMost }

// lasting registers a reaction that may take that long.
func lasting[J models.Job](ws *river.Workers, atMost time.Duration, react func(context.Context, J) error) {
	river.AddWorker(ws, long[J]{atMost: atMost, react: react})
}
