package models_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"povtor/models"
)

func TestTheSameKeyHasOneEffectAndOneAnswer(t *testing.T) {
	w := open(t)
	var ran atomic.Int32
	send := func(key, hash string) (string, error) {
		ctx := models.WithOnce(t.Context(), key, []byte(hash))
		return models.In(ctx, w.db, everything(), func(tx *models.Tx) (string, error) {
			ran.Add(1)
			l := models.Location{ID: models.NewID[models.Location](), ClientID: w.cafe.ID, Name: "new door", CreatedAt: now}
			return l.ID.String(), models.Insert(tx, &l)
		})
	}
	var wg sync.WaitGroup
	answers := make([]string, 8)
	for i := range answers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var err error
			if answers[i], err = send("key", "input"); err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
	for _, a := range answers {
		if a == "" || a != answers[0] {
			t.Errorf("answers differ: %q, %q", a, answers[0])
		}
	}
	run(t, w.db, everything(), func(tx *models.Tx) error {
		doors, err := models.List[models.Location](tx, "id", "name = 'new door'")
		same(t, "doors", len(doors), 1)
		return err
	})
	same(t, "runs", ran.Load(), 1)
	if _, err := send("key", "other input"); models.CodeOf(err) != "idempotency-key-reused" {
		t.Errorf("the key with another input: %v", err)
	}
	if again, err := send("other key", "input"); err != nil || again == answers[0] {
		t.Errorf("another key is another request: %q, %v", again, err)
	}
}

func TestAFailedAttemptLeavesTheKeyFree(t *testing.T) {
	w := open(t)
	ctx := func() context.Context { return models.WithOnce(t.Context(), "key", []byte("input")) }
	_, err := models.In(ctx(), w.db, everything(), func(tx *models.Tx) (int, error) {
		return 0, models.Faulty(models.Conflict, "price-changed", "")
	})
	if models.CodeOf(err) != "price-changed" {
		t.Fatal(err)
	}
	if n, err := models.In(ctx(), w.db, everything(), func(*models.Tx) (int, error) { return 7, nil }); n != 7 || err != nil {
		t.Errorf("the second try: %d, %v", n, err)
	}
}

func TestADeadlockIsRunAgain(t *testing.T) {
	w := open(t)
	var meet sync.WaitGroup
	meet.Add(2)
	var runs atomic.Int32
	cross := func(first, then models.LocationID) error {
		waited := false
		return try(t, w.db, everything(), func(tx *models.Tx) error {
			runs.Add(1)
			if _, err := models.Lock(tx, first); err != nil {
				return err
			}
			if !waited {
				waited = true
				meet.Done()
				meet.Wait()
			}
			return second(models.Lock(tx, then))
		})
	}
	other := make(chan error, 1)
	go func() { other <- cross(w.barDoor.ID, w.cafeDoor.ID) }()
	if err := cross(w.cafeDoor.ID, w.barDoor.ID); err != nil {
		t.Error(err)
	}
	if err := <-other; err != nil {
		t.Error(err)
	}
	if runs.Load() < 3 {
		t.Errorf("%d runs: there was no deadlock to run again", runs.Load())
	}
}
