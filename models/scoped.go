package models

import (
	"regexp"

	"github.com/jackc/pgx/v5"
)

// owners are the placeholders by which a named query over several tables says whose rows it wants of each: {both o} stands
// for the scope's predicate on rows of both sides under the alias o.
var owners = map[string]Ownership{"both": ByBoth, "client": ByClient, "supplier": BySupplier, "own": SupplierOwn, "trade": ByTrade, "party": ByParty}

var ownerPlaceholder = regexp.MustCompile(`\{(both|client|supplier|own|trade|party) (\w+)\}`)

// scoped puts the scope's predicates into a named query. One that asks for none is refused.
func (tx *Tx) scoped(sql string, args []any) (string, []any, error) {
	err := errUnscoped
	out := ownerPlaceholder.ReplaceAllStringFunc(sql, func(found string) string {
		part := ownerPlaceholder.FindStringSubmatch(found)
		var text string
		text, args, err = tx.where(owners[part[1]], part[2], args)
		return text
	})
	return out, args, err
}

// scopedRows runs a named query over several tables and scans every row of it.
func scopedRows[T any](tx *Tx, sql string, args []any, scan func(pgx.Rows, *T) error) ([]T, error) {
	sql, args, err := tx.scoped(sql, args)
	if err != nil {
		return nil, err
	}
	return rows(tx, sql, args, scan)
}

// readScoped adds a named query over several tables to those that go together.
func readScoped[T any](t *together, out *[]T, sql string, args []any, scan func(pgx.Rows, *T) error) {
	sql, args, err := t.tx.scoped(sql, args)
	if err != nil {
		t.err = err
		return
	}
	t.batch.Queue(sql, args...).Query(func(r pgx.Rows) error {
		for r.Next() {
			var row T
			if err := scan(r, &row); err != nil {
				return err
			}
			*out = append(*out, row)
		}
		return r.Err()
	})
}
