package models

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Batch is what was changed together: a bulk edit, an import, a mass change of prices.
type Batch struct{}

// BatchID names a batch. Whoever changes products together mints one.
type BatchID = ID[Batch]

// ChangeCause is from where a product was changed.
type ChangeCause string

const (
	ChangedByPage   ChangeCause = "page"
	ChangedByBulk   ChangeCause = "bulk"
	ChangedByImport ChangeCause = "import"
	ChangedByAPI    ChangeCause = "api"
	ChangedByUndo   ChangeCause = "undo"
	ChangedByRule   ChangeCause = "rule"
)

// WatchProducts holds products against other writers and remembers how they stand; [RecordChanges] then tells what became
// different. Ids that are not there yet are of products about to be made. Everybody who changes a product, its list price, its
// stock, its cost or what hangs on it calls the two around the writing, in one transaction.
func WatchProducts(tx *Tx, ids ...ProductID) error {
	return watch(tx, `SELECT unnest($1::uuid[])`, ids)
}

// watch is [WatchProducts] for the ids that a query yields; the query must not name another supplier's on purpose, and what it
// names of another supplier's is left alone.
func watch(tx *Tx, ids string, args ...any) error {
	if _, err := tx.q.Exec(tx.ctx, `CREATE TEMP TABLE IF NOT EXISTS watched (product_id uuid PRIMARY KEY, state jsonb) ON COMMIT DROP`); err != nil {
		return err
	}
	scope, scoped, err := tx.scope.Where(BySupplier, "p", true, args)
	if err != nil {
		return err
	}
	if _, err := tx.q.Exec(tx.ctx, `SELECT FROM products p WHERE p.id IN (`+ids+`) AND `+scope+` ORDER BY p.id FOR NO KEY UPDATE`, scoped...); err != nil {
		return err
	}
	// An outer join would work out how all goods of the supplier stand.
	if _, err := tx.q.Exec(tx.ctx, `INSERT INTO watched SELECT p.product_id, p.state FROM product_states p
		WHERE p.product_id IN (`+ids+`) AND `+scope+` ON CONFLICT DO NOTHING`, scoped...); err != nil {
		return err
	}
	_, err = tx.q.Exec(tx.ctx, `INSERT INTO watched SELECT k.id FROM (`+ids+`) k (id)
		WHERE NOT EXISTS (SELECT FROM watched w WHERE w.product_id = k.id) ON CONFLICT DO NOTHING`, args...)
	return err
}

// RecordChanges writes into the history what has become of the watched products, in the actor's name, and how many of them
// differ; those that do not leave no trace. A zero batch is none.
func RecordChanges(tx *Tx, cause ChangeCause, batch BatchID) (int64, error) {
	return recordChanges(tx, recording{cause: cause, batch: batch, undoes: `NULL::bigint`})
}

// recording is what is written beside each change.
type recording struct {
	cause  ChangeCause
	batch  BatchID
	undoes string        // which change of product s each takes back
	told   func(n int64) // after every so many products; nil: nobody wants to know
}

// recorded is how many products are looked at in one statement.
const recorded = 5000

func recordChanges(tx *Tx, r recording) (int64, error) {
	var user *UserID
	if !tx.Actor.User.IsZero() {
		user = &tx.Actor.User
	}
	var together *BatchID
	if !r.batch.IsZero() {
		together = &r.batch
	}
	scope, args, err := tx.scope.Where(BySupplier, "s", true, []any{tx.Now, user, r.cause, together})
	if err != nil {
		return 0, err
	}
	marks, err := rows(tx, `SELECT product_id FROM (SELECT product_id, row_number() OVER (ORDER BY product_id) AS n FROM watched) w WHERE n % $1 = 0`,
		[]any{recorded}, func(r pgx.Rows, id *ProductID) error { return r.Scan(id) })
	if err != nil {
		return 0, err
	}
	var all int64
	from, last := ProductID{}, ProductID{uuid.Max}
	for _, to := range append(marks, last) {
		stretch := append(slices.Clone(args), from, to)
		done, err := tx.q.Exec(tx.ctx, fmt.Sprintf(recordStretch, scope, len(args)+1, len(args)+2, r.undoes), stretch...)
		if err != nil {
			return all, err
		}
		all += done.RowsAffected()
		if r.told != nil {
			r.told(recorded)
		}
		from = to
	}
	_, err = tx.q.Exec(tx.ctx, `TRUNCATE watched`)
	return all, err
}

// recordStretch works each state out once: without the fence it would for every mention of it.
const recordStretch = `
	WITH s AS MATERIALIZED (
		SELECT s.supplier_id, s.product_id, w.state AS was, s.state FROM watched w JOIN product_states s ON s.product_id = w.product_id
		WHERE %s AND w.product_id > $%d AND w.product_id <= $%d)
	INSERT INTO product_changes (supplier_id, product_id, at, user_id, cause, batch_id, before, after, undoes)
	SELECT s.supplier_id, s.product_id, $1, $2, $3, $4, d.before, CASE WHEN s.was IS NULL THEN s.state ELSE d.after END, %s
	FROM s CROSS JOIN LATERAL (SELECT jsonb_object_agg(n.key, s.was -> n.key) AS before, jsonb_object_agg(n.key, n.value) AS after
		FROM jsonb_each(s.state) n WHERE s.was IS NOT NULL AND s.was -> n.key IS DISTINCT FROM n.value) d
	WHERE s.was IS DISTINCT FROM s.state ORDER BY s.product_id`

// ProductChange is one line of a product's history.
type ProductChange struct {
	ID        int64
	ProductID ProductID
	SKU       string
	NameRu    string
	NameEn    string
	At        time.Time
	By        string // a person's name; empty: the program itself
	Cause     ChangeCause
	BatchID   *BatchID
	Before    map[string]json.RawMessage // nil: the product was made
	After     map[string]json.RawMessage
	Undoes    *int64
	Undone    bool
}

// ChangeFilter narrows a supplier's history.
type ChangeFilter struct {
	Product ProductID // zero: of all
	Batch   BatchID   // zero: of none in particular
	Before  int64     // older than this change; 0: from the newest
	Limit   int
}

// ProductChanges are what was changed, the newest first: one more than the limit where there are more.
func ProductChanges(tx *Tx, f ChangeFilter) ([]ProductChange, error) {
	where, err := tx.filtered(SupplierOwn, "c")
	if err != nil {
		return nil, err
	}
	if !f.Product.IsZero() {
		where.and(`c.product_id = ?`, f.Product)
	}
	if !f.Batch.IsZero() {
		where.and(`c.batch_id = ?`, f.Batch)
	}
	if f.Before > 0 {
		where.and(`c.id < ?`, f.Before)
	}
	return rows(tx, `SELECT c.id, c.product_id, p.sku, p.name_ru, p.name_en, c.at, coalesce(u.name, ''), c.cause, c.batch_id, c.before, c.after, c.undoes,
			EXISTS (SELECT FROM product_changes x WHERE x.undoes = c.id)
		FROM product_changes c JOIN products p ON p.id = c.product_id LEFT JOIN users u ON u.id = c.user_id
		WHERE `+where.String()+` ORDER BY c.id DESC LIMIT `+where.param(f.Limit+1), where.args, func(r pgx.Rows, c *ProductChange) error {
		return r.Scan(&c.ID, &c.ProductID, &c.SKU, &c.NameRu, &c.NameEn, &c.At, &c.By, &c.Cause, &c.BatchID, &c.Before, &c.After, &c.Undoes, &c.Undone)
	})
}

// ProductStates are the supplier's own products as the history sees them, as JSON text.
func ProductStates(tx *Tx) (map[ProductID]string, error) {
	where, err := tx.filtered(SupplierOwn, "s")
	if err != nil {
		return nil, err
	}
	type row struct {
		id    ProductID
		state string
	}
	found, err := rows(tx, `SELECT s.product_id, s.state::text FROM product_states s WHERE `+where.String(), where.args, func(r pgx.Rows, w *row) error {
		return r.Scan(&w.id, &w.state)
	})
	out := make(map[ProductID]string, len(found))
	for _, w := range found {
		out[w.id] = w.state
	}
	return out, err
}
