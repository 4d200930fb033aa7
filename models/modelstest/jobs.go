package modelstest

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5"

	"povtor/models"
)

// Jobs are the jobs that were put into a database's queue, in their order; nothing works them.
type Jobs struct {
	mu  sync.Mutex
	all []models.Job
}

// Queue gives the database a queue that only remembers. What a transaction that failed had put in is remembered too.
func Queue(db *models.DB) *Jobs {
	j := &Jobs{}
	db.UseQueue(func(_ context.Context, _ pgx.Tx, job models.Job) error {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.all = append(j.all, job)
		return nil
	})
	return j
}

// All are the jobs so far.
func (j *Jobs) All() []models.Job {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]models.Job(nil), j.all...)
}
