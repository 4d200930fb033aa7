package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// DB is the database, with everything about it hidden: the ways in are [In] and [Read].
type DB struct {
	pool    *pgxpool.Pool
	sql     *sql.DB
	gorm    *gorm.DB
	now     func() time.Time
	enqueue Enqueue
}

// Job is work that must follow a transaction; its arguments are ids.
type Job interface{ Kind() string }

// Enqueue puts a job into the queue within the transaction, so that both happen or neither does.
type Enqueue func(ctx context.Context, tx pgx.Tx, job Job) error

// Options say how to open a database.
type Options struct {
	URL      string
	MaxConns int              // 0: what the address says as pool_max_conns, or 16
	Now      func() time.Time // the clock, handed in

	Trace func(sql string, args []any) // told of every statement, for whoever measures them
}

// tracer passes statements on.
type tracer func(sql string, args []any)

func (t tracer) TraceQueryStart(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	t(q.SQL, q.Args)
	return ctx
}
func (tracer) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}
func (tracer) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	return ctx
}
func (t tracer) TraceBatchQuery(_ context.Context, _ *pgx.Conn, q pgx.TraceBatchQueryData) {
	t(q.SQL, q.Args)
}
func (tracer) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

// Open connects. It does not migrate; see [Migrate].
func Open(ctx context.Context, o Options) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(o.URL)
	if err != nil {
		return nil, errors.New("DATABASE_URL is not a Postgres address") // the parser's own words would quote the password
	}
	switch {
	case o.MaxConns > 0:
		cfg.MaxConns = int32(o.MaxConns)
	case !strings.Contains(o.URL, "pool_max_conns="):
		cfg.MaxConns = 16
	}
	cfg.AfterConnect = exactly
	if o.Trace != nil {
		cfg.ConnConfig.Tracer = tracer(o.Trace)
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("connect to Postgres: %w", err)
	}
	db := &DB{pool: pool, sql: stdlib.OpenDBFromPool(pool), now: o.Now}
	db.gorm, err = gorm.Open(postgres.New(postgres.Config{Conn: db.sql}), &gorm.Config{
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard, // errors are returned, and logged once where they are answered
		NowFunc:                o.Now,
	})
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("open the database: %w", err)
	}
	holdToScope(db.gorm)
	return db, nil
}

// UseQueue hands in how jobs are queued. Without it a transaction that enqueues fails.
func (db *DB) UseQueue(enqueue Enqueue) { db.enqueue = enqueue }

// Pool is for the queue's own driver and nothing else.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// instant is now, as finely as the database keeps it.
func (db *DB) instant() time.Time { return db.now().UTC().Truncate(time.Microsecond) }

// Ping asks whether the database answers.
func (db *DB) Ping(ctx context.Context) error { return db.pool.Ping(ctx) }

// Close ends every connection once it is free.
func (db *DB) Close() { _ = db.sql.Close(); db.pool.Close() }

// Grant is a viewer's leave to touch rows: whose, and in whose name. Only portal/identity makes one for a person.
type Grant struct {
	Scope  Scope
	Actor  Actor
	Refuse error // why not, where the viewer may not
}

// Actor is who does it, for the record.
type Actor struct {
	User         UserID         // zero for the system
	Organisation OrganisationID // the company they act in
	Name         string         // as shown in timelines
	System       string         // the system's own part, such as "nudge"
	RequestID    string
}

// String is the actor in the audit log and in idempotency keys.
func (a Actor) String() string {
	if a.System != "" {
		return "system:" + a.System
	}
	return "user:" + a.User.String()
}

// Tx is an open door to the rows of one grant.
type Tx struct {
	Now   time.Time // one instant for the whole transaction
	Actor Actor

	ctx      context.Context
	scope    Scope
	gorm     *gorm.DB
	q        querier
	ptx      pgx.Tx // nil when reading
	enqueue  Enqueue
	readOnly bool
}

// querier is what raw SQL runs on: a transaction, or the pool when reading.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// Context is the request's.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Enqueue queues a job that runs after commit, and only then.
func (tx *Tx) Enqueue(job Job) error {
	if tx.ptx == nil || tx.enqueue == nil {
		return fmt.Errorf("no queue to put %s into", job.Kind())
	}
	return tx.enqueue(tx.ctx, tx.ptx, job)
}

// Read runs fn without a transaction: each statement sees what was committed when it began. Writes are refused.
func Read[T any](ctx context.Context, db *DB, g Grant, fn func(*Tx) (T, error)) (out T, err error) {
	if g.Refuse != nil {
		return out, g.Refuse
	}
	out, err = fn(&Tx{
		Now: db.instant(), Actor: g.Actor, ctx: ctx, scope: g.Scope, q: db.pool, readOnly: true,
		gorm: db.gorm.Session(&gorm.Session{Context: withScope(ctx, g.Scope, true), NewDB: true}),
	})
	return out, translate(err)
}

const attempts = 4

// In runs fn in one transaction and commits it. A serialization failure or deadlock is run again, a few times; fn must
// therefore have no effect but through tx. A call that carries an idempotency key gives its first answer again.
func In[T any](ctx context.Context, db *DB, g Grant, fn func(*Tx) (T, error)) (out T, err error) {
	if g.Refuse != nil {
		return out, g.Refuse
	}
	for try := 1; ; try++ {
		out, err = inOnce(ctx, db, g, fn)
		if err == nil || try == attempts || !retryable(err) || ctx.Err() != nil {
			return out, translate(err)
		}
		time.Sleep(time.Duration(try*try) * 5 * time.Millisecond)
	}
}

func inOnce[T any](ctx context.Context, db *DB, g Grant, fn func(*Tx) (T, error)) (out T, err error) {
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return out, Faulty(Unavailable, "database-unavailable", "The database is not available just now.").Because(err)
	}
	defer conn.Close()

	var ptx pgx.Tx
	begin := func(dc any) (err error) { ptx, err = dc.(*stdlib.Conn).Conn().Begin(ctx); return err }
	if err := conn.Raw(begin); err != nil {
		return out, err
	}
	defer func() { _ = ptx.Rollback(context.WithoutCancel(ctx)) }() // after a commit it does nothing

	s := db.gorm.Session(&gorm.Session{Context: withScope(ctx, g.Scope, false), NewDB: true})
	s.Statement.ConnPool = pinned{conn}
	tx := &Tx{
		Now: db.instant(), Actor: g.Actor, ctx: ctx, scope: g.Scope, gorm: s, q: ptx, ptx: ptx, enqueue: db.enqueue,
	}
	if out, err = answerOnce(tx, fn); err != nil {
		return out, err
	}
	return out, ptx.Commit(ctx)
}

// pinned is GORM's view of the connection that the transaction runs on.
type pinned struct{ c *sql.Conn }

func (p pinned) PrepareContext(ctx context.Context, q string) (*sql.Stmt, error) {
	return p.c.PrepareContext(ctx, q)
}
func (p pinned) ExecContext(ctx context.Context, q string, a ...any) (sql.Result, error) {
	return p.c.ExecContext(ctx, q, a...)
}
func (p pinned) QueryContext(ctx context.Context, q string, a ...any) (*sql.Rows, error) {
	return p.c.QueryContext(ctx, q, a...)
}
func (p pinned) QueryRowContext(ctx context.Context, q string, a ...any) *sql.Row {
	return p.c.QueryRowContext(ctx, q, a...)
}
