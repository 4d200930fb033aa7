package models

import (
	"strings"

	"github.com/jackc/pgx/v5"
)

// together is several named queries that go to the database in one round trip.
type together struct {
	tx    *Tx
	batch pgx.Batch
	err   error
}

// readAlso adds a query whose rows end up in out. {scope} in it stands for whose rows they are.
func readAlso[T any](t *together, out *[]T, owner Ownership, alias, sql string, args []any, scan func(pgx.Rows, *T) error) {
	scope, args, err := t.tx.where(owner, alias, args)
	if err != nil {
		t.err = err
		return
	}
	t.batch.Queue(strings.ReplaceAll(sql, "{scope}", scope), args...).Query(func(r pgx.Rows) error {
		for r.Next() {
			*out = append(*out, *new(T))
			if err := scan(r, &(*out)[len(*out)-1]); err != nil {
				return err
			}
		}
		return r.Err()
	})
}

// read runs them all.
func (t *together) read() error {
	if t.err != nil {
		return t.err
	}
	return t.tx.q.SendBatch(t.tx.ctx, &t.batch).Close()
}
