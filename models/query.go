package models

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Get is the row of that id, NotFound when it is not there or not the viewer's.
func Get[T any](tx *Tx, id ID[T]) (*T, error) {
	return First[T](tx, "id = ?", id)
}

// First is the one row that fits, NotFound when none does.
func First[T any](tx *Tx, where string, args ...any) (*T, error) {
	var row T
	return &row, found(tx.gorm.Where(where, args...).Take(&row).Error)
}

// Lock is Get that holds the row until the transaction ends.
func Lock[T any](tx *Tx, id ID[T]) (*T, error) {
	return LockFirst[T](tx, "id = ?", id)
}

// LockFirst is First that holds the row until the transaction ends.
func LockFirst[T any](tx *Tx, where string, args ...any) (*T, error) {
	var row T
	return &row, found(tx.gorm.Clauses(clause.Locking{Strength: "UPDATE"}).Where(where, args...).Take(&row).Error)
}

// List is every row that fits, in the given order (a column list written here, never by a caller outside).
func List[T any](tx *Tx, order string, where string, args ...any) ([]T, error) {
	var rows []T
	return rows, tx.gorm.Where(where, args...).Order(order).Find(&rows).Error
}

// Exists reports whether any row fits.
func Exists[T any](tx *Tx, where string, args ...any) (bool, error) {
	_, err := First[T](tx, where, args...)
	if KindOf(err) == NotFound {
		return false, nil
	}
	return err == nil, err
}

// Insert adds rows, all of which must be the viewer's own.
func Insert[T any](tx *Tx, rows ...*T) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.gorm.CreateInBatches(rows, 500).Error
}

// InsertIfNew adds a row unless its key is taken; it reports whether it was added.
func InsertIfNew[T any](tx *Tx, row *T) (bool, error) {
	r := tx.gorm.Clauses(clause.OnConflict{DoNothing: true}).Create(row)
	return r.RowsAffected == 1, r.Error
}

// Update writes the named columns of a row that has an id; NotFound when it is not the viewer's.
func Update[T any](tx *Tx, row *T, column string, more ...any) error {
	return changed(tx.gorm.Model(row).Select(column, more...).Updates(row))
}

// UpdateWhere writes one set of values to every row that fits and says how many did.
func UpdateWhere[T any](tx *Tx, values map[string]any, where string, args ...any) (int64, error) {
	var row T
	r := tx.gorm.Model(&row).Where(where, args...).Updates(values)
	return r.RowsAffected, r.Error
}

// DeleteWhere removes every row that fits and says how many did.
func DeleteWhere[T any](tx *Tx, where string, args ...any) (int64, error) {
	var row T
	r := tx.gorm.Where(where, args...).Delete(&row)
	return r.RowsAffected, r.Error
}

func found(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) || errors.Is(err, pgx.ErrNoRows) {
		return errNotFound
	}
	return err
}

func changed(r *gorm.DB) error {
	if r.Error == nil && r.RowsAffected == 0 {
		return errNotFound
	}
	return r.Error
}

// CheckVersion is Stale when a caller's If-Match (0: none) is not the row's version.
func CheckVersion(expected, current int) error {
	if expected != 0 && expected != current {
		return Faulty(Stale, "changed-meanwhile", "Somebody changed this meanwhile; read it again.")
	}
	return nil
}

// rows runs a named query and scans every row of it.
func rows[T any](tx *Tx, sql string, args []any, scan func(pgx.Rows, *T) error) ([]T, error) {
	r, err := tx.q.Query(tx.ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []T
	for r.Next() {
		out = append(out, *new(T))
		if err := scan(r, &out[len(out)-1]); err != nil {
			return nil, err
		}
	}
	return out, r.Err()
}

// where is the scope's predicate for a named query; see [Scope.Where].
func (tx *Tx) where(owner Ownership, alias string, args []any) (string, []any, error) {
	return tx.scope.Where(owner, alias, false, args)
}

// Cursor is a place in a list: the sort key of the last row seen. Callers see it as opaque text.
type Cursor []any

// String is the cursor as the API shows it.
func (c Cursor) String() string {
	if len(c) == 0 {
		return ""
	}
	b, err := json.Marshal([]any(c))
	if err != nil {
		panic(fmt.Sprintf("a sort key that is not plain: %v", err))
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// ReadCursor fills the parts of a cursor; an empty one leaves them and reports false, a damaged one is Malformed.
func ReadCursor(s string, parts ...any) (bool, error) {
	if s == "" {
		return false, nil
	}
	bad := Faulty(Malformed, "bad-cursor", "The cursor is not one of ours; start again without it.")
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return false, bad
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil || len(raw) != len(parts) || bytes.Contains(b, []byte(`\u0000`)) {
		return false, bad
	}
	for i, p := range parts {
		if err := json.Unmarshal(raw[i], p); err != nil {
			return false, bad
		}
	}
	return true, nil
}

// Page is one stretch of a list and where the next begins.
type Page[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next" doc:"Pass as ?after= for the next stretch; empty at the end."`
}

// PageOf cuts limit rows out of limit+1 fetched ones; key is the sort key of a row.
func PageOf[T any](rows []T, limit int, key func(T) Cursor) Page[T] {
	p := Page[T]{Items: rows}
	if len(rows) > limit {
		p.Items = rows[:limit]
		p.Next = key(rows[limit-1]).String()
	}
	if p.Items == nil {
		p.Items = []T{}
	}
	return p
}

// MapPage turns the items of a page into what a person sees.
func MapPage[A, B any](p Page[A], view func(A) B) Page[B] {
	out := Page[B]{Items: make([]B, len(p.Items)), Next: p.Next}
	for i, a := range p.Items {
		out.Items[i] = view(a)
	}
	return out
}
