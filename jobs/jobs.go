// Package jobs speaks the dialect of time and retry: it takes work from the queue and calls one door or step of
// portal/<capability>. Workers are shallow; arguments are ids; delivery is at least once, so every effect sits behind a
// unique row. schedule.go says what happens by the clock.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"povtor/models"
)

// mailQueue is apart so that a slow mail server holds up nothing else.
const mailQueue = "mail"

// importQueue is apart because an import takes minutes: others must not wait behind it, nor it behind them.
const importQueue = "import"

// Migrate brings the queue's own tables up to date.
func Migrate(ctx context.Context, pool *pgxpool.Pool) error {
	m, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the queue: %w", err)
	}
	return nil
}

// Queue puts jobs in and, where Start is called, works them.
type Queue struct{ client *river.Client[pgx.Tx] }

// Options say how to work.
type Options struct {
	Work  bool // false: only put jobs in
	Log   *slog.Logger
	Speed int // workers of the default queue; 0: 16
}

// New makes the queue over the database's pool.
func New(pool *pgxpool.Pool, p Portal, o Options) (*Queue, error) {
	if o.Speed == 0 {
		o.Speed = 16
	}
	cfg := &river.Config{Logger: quiet(o.Log), JobTimeout: 5 * time.Minute}
	if o.Work {
		cfg.FetchCooldown = 20 * time.Millisecond // River's 100 ms caps a client near 100 jobs a second
		cfg.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: o.Speed}, mailQueue: {MaxWorkers: 4}, importQueue: {MaxWorkers: 2}}
		cfg.Workers = workers(p)
		cfg.PeriodicJobs = schedule()
	}
	client, err := river.NewClient(riverpgxv5.New(pool), cfg)
	if err != nil {
		return nil, fmt.Errorf("make the queue: %w", err)
	}
	return &Queue{client}, nil
}

// quiet lets the queue speak only when something is wrong.
func quiet(log *slog.Logger) *slog.Logger {
	return slog.New(levelled{log.Handler()})
}

type levelled struct{ slog.Handler }

func (l levelled) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && l.Handler.Enabled(ctx, level)
}

// Enqueue is how a transaction puts a job in.
func (q *Queue) Enqueue(ctx context.Context, tx pgx.Tx, job models.Job) error {
	_, err := q.client.InsertTx(ctx, tx, job, optionsOf(job))
	return err
}

// Start works jobs until Stop.
func (q *Queue) Start(ctx context.Context) error { return q.client.Start(ctx) }

// Stop takes no new jobs and waits for those under way; past the deadline they are cancelled and will run again.
func (q *Queue) Stop(ctx context.Context) error {
	err := q.client.Stop(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		now, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		return q.client.StopAndCancel(now)
	}
	return err
}

// on registers a reaction to a job.
func on[J models.Job](ws *river.Workers, react func(context.Context, J) error) {
	river.AddWorker(ws, river.WorkFunc(func(ctx context.Context, job *river.Job[J]) error {
		return verdict(react(ctx, job.Args))
	}))
}

// verdict says what becomes of a job that failed: what cannot get better is given up, everything else runs again.
func verdict(err error) error {
	switch {
	case err == nil:
		return nil
	case models.KindOf(err) == models.NotFound, models.KindOf(err) == models.Invalid:
		return river.JobCancel(err)
	}
	return err
}
