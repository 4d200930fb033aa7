package models

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// onceRequest is an idempotency key on its way to the first transaction of a request.
type onceRequest struct {
	key   string
	hash  []byte
	taken atomic.Bool
}

type onceKey struct{}

// WithOnce marks a request as repeatable: the first transaction run under ctx stores its answer with its effect. The
// same key and input give the same answer again; the same key with another input is refused.
func WithOnce(ctx context.Context, key string, inputHash []byte) context.Context {
	return context.WithValue(ctx, onceKey{}, &onceRequest{key: key, hash: inputHash})
}

func answerOnce[T any](tx *Tx, fn func(*Tx) (T, error)) (out T, err error) {
	req, ok := tx.ctx.Value(onceKey{}).(*onceRequest)
	if !ok || !req.taken.CompareAndSwap(false, true) {
		return fn(tx)
	}
	defer func() {
		if err != nil {
			req.taken.Store(false) // a retry of this transaction must take the key again
		}
	}()
	stored, err := claimKey(tx, req)
	if err != nil {
		return out, err
	}
	if stored != nil {
		return out, json.Unmarshal(stored, &out)
	}
	if out, err = fn(tx); err != nil {
		return out, err
	}
	answer, err := json.Marshal(out)
	if err != nil {
		return out, err
	}
	_, err = tx.q.Exec(tx.ctx, `UPDATE idempotent_answers SET answer = $3 WHERE actor = $1 AND key = $2`,
		tx.Actor.String(), req.key, answer)
	return out, err
}

// claimKey waits for anybody who holds the same key, then either owns it (nil) or returns the stored answer.
func claimKey(tx *Tx, req *onceRequest) ([]byte, error) {
	actor := tx.Actor.String()
	tag, err := tx.q.Exec(tx.ctx, `INSERT INTO idempotent_answers (actor, key, input_hash, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT DO NOTHING`, actor, req.key, req.hash, tx.Now)
	if err != nil || tag.RowsAffected() == 1 {
		return nil, err
	}
	var hash, answer []byte
	err = tx.q.QueryRow(tx.ctx, `SELECT input_hash, answer FROM idempotent_answers WHERE actor = $1 AND key = $2`,
		actor, req.key).Scan(&hash, &answer)
	if errors.Is(err, pgx.ErrNoRows) || (err == nil && answer == nil) {
		return nil, Faulty(Conflict, "in-progress", "The same request is being worked on.")
	}
	if err == nil && !bytes.Equal(hash, req.hash) {
		return nil, Faulty(Conflict, "idempotency-key-reused", "This Idempotency-Key came with another request before.")
	}
	return answer, err
}
