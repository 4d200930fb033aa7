package identity

import (
	"context"
	"sync"
	"time"

	"povtor/models"
)

// ended are the sessions that ended while an access token of theirs may still be about. A token is believed without a
// look-up, unless its session is among them.
type ended struct {
	mu       sync.RWMutex
	sessions map[models.SessionID]time.Time
}

func (e *ended) has(id models.SessionID) bool {
	e.mu.RLock()
	defer e.mu.RUnlock()
	_, there := e.sessions[id]
	return there
}

// learn adds sessions and forgets those whose last token has run out.
func (e *ended) learn(now time.Time, ids ...models.SessionID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for id, at := range e.sessions {
		if now.Sub(at) > 2*accessFor {
			delete(e.sessions, id)
		}
	}
	if e.sessions == nil {
		e.sessions = map[models.SessionID]time.Time{}
	}
	for _, id := range ids {
		if _, there := e.sessions[id]; !there {
			e.sessions[id] = now
		}
	}
}

// lookEvery is how long another process's sign-out takes to be known here.
const lookEvery = 2 * time.Second

// Watch keeps up with the sessions that end, in this process or another, until ctx does. A look that fails is made up for by
// the next: each goes back as far as a token lives.
func (s *Service) Watch(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		_ = s.LearnEnded(ctx)
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

// LearnEnded looks once which sessions have ended.
func (s *Service) LearnEnded(ctx context.Context) error {
	ids, err := models.Read(ctx, s.db, System("sessions").To(SystemWork), func(tx *models.Tx) ([]models.SessionID, error) {
		return models.SessionsEndedSince(tx, tx.Now.Add(-accessFor))
	})
	if err == nil {
		s.ended.learn(s.now(), ids...)
	}
	return err
}
