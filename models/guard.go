package models

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// grip is what the guard needs to know of the grant a statement runs under.
type grip struct {
	scope    Scope
	readOnly bool
}

type gripKey struct{}

func withScope(ctx context.Context, s Scope, readOnly bool) context.Context {
	return context.WithValue(ctx, gripKey{}, grip{s, readOnly})
}

var errReadOnly = errors.New("write through a read-only door")

// holdToScope makes GORM add the owner's predicate to every statement, and refuse what it cannot judge: raw SQL, tables
// named by hand, rows that do not declare an owner, statements outside a grant.
func holdToScope(g *gorm.DB) {
	cb := g.Callback()
	_ = cb.Query().Before("gorm:query").Register("scope", func(db *gorm.DB) { hold(db, false) })
	_ = cb.Row().Before("gorm:row").Register("scope", func(db *gorm.DB) { hold(db, false) })
	_ = cb.Update().Before("gorm:update").Register("scope", func(db *gorm.DB) { hold(db, true) })
	_ = cb.Delete().Before("gorm:delete").Register("scope", func(db *gorm.DB) { hold(db, true) })
	_ = cb.Create().Before("gorm:create").Register("scope", holdCreate)
	_ = cb.Raw().Before("gorm:raw").Register("scope", func(db *gorm.DB) { _ = db.AddError(errUnscoped) })
}

// judge finds the grant and the row's declared owner.
func judge(db *gorm.DB) (grip, Ownership, bool) {
	g, ok := db.Statement.Context.Value(gripKey{}).(grip)
	if !ok || db.Statement.Schema == nil || db.Statement.SQL.Len() > 0 {
		_ = db.AddError(errUnscoped)
		return g, unowned, false
	}
	row, ok := reflect.New(db.Statement.Schema.ModelType).Interface().(owned)
	if !ok {
		_ = db.AddError(fmt.Errorf("%w: %s declares no owner", errUnscoped, db.Statement.Schema.Name))
		return g, unowned, false
	}
	return g, row.Owner(), true
}

func hold(db *gorm.DB, write bool) {
	g, owner, ok := judge(db)
	if !ok {
		return
	}
	if write && g.readOnly {
		_ = db.AddError(errReadOnly)
		return
	}
	text, id, err := g.scope.predicate(owner, write)
	if err != nil {
		_ = db.AddError(err)
		return
	}
	if id == nil && text == "true" {
		return
	}
	wrapAlternatives(db.Statement)
	db.Statement.AddClause(clause.Where{Exprs: []clause.Expression{inTable(db.Statement.Table, text, id)}})
}

// inTable writes the predicate for GORM, its parameter as often as it stands there.
func inTable(table, text string, id any) clause.Expression {
	vars := make([]any, strings.Count(text, "@id"))
	for i := range vars {
		vars[i] = id
	}
	return clause.Expr{SQL: strings.NewReplacer("@t", `"`+table+`"`, "@id", "?").Replace(text), Vars: vars}
}

// wrapAlternatives puts brackets around "a OR b", lest the owner's predicate bind to b alone.
func wrapAlternatives(stmt *gorm.Statement) {
	c, ok := stmt.Clauses["WHERE"]
	if !ok {
		return
	}
	where, ok := c.Expression.(clause.Where)
	if !ok || len(where.Exprs) < 2 {
		return
	}
	where.Exprs = []clause.Expression{clause.And(where.Exprs...)}
	c.Expression = where
	stmt.Clauses["WHERE"] = c
}

// holdCreate refuses a new row that would belong to somebody else. Upserts are not offered through GORM at all.
func holdCreate(db *gorm.DB) {
	g, owner, ok := judge(db)
	if !ok {
		return
	}
	if g.readOnly {
		_ = db.AddError(errReadOnly)
		return
	}
	if c, ok := db.Statement.Clauses["ON CONFLICT"]; ok && c.Expression != nil {
		if oc, ok := c.Expression.(clause.OnConflict); !ok || !oc.DoNothing {
			_ = db.AddError(fmt.Errorf("%w: upsert", errUnscoped))
			return
		}
	}
	if !mayCreate(db, g.scope, owner) {
		_ = db.AddError(fmt.Errorf("%w: a new %s for another company", errUnscoped, db.Statement.Schema.Name))
	}
}

func mayCreate(db *gorm.DB, s Scope, owner Ownership) bool {
	if s.kind == ofEverything {
		return true
	}
	if text, _, err := s.predicate(owner, true); err != nil || text == "false" {
		return false
	}
	column, want := "client_id", any(s.organisation)
	switch s.kind {
	case ofSupplier:
		column = "supplier_id"
	case ofBook:
		return true // the composite foreign key to an agreement, or the door's own lock on it, decides
	}
	field := db.Statement.Schema.LookUpField(column)
	if field == nil {
		return false
	}
	all := true
	each(db.Statement.ReflectValue, func(row reflect.Value) {
		got, _ := field.ValueOf(db.Statement.Context, row)
		if p, ok := got.(*OrganisationID); ok && p != nil {
			got = *p
		}
		all = all && got == want
	})
	return all
}

func each(rows reflect.Value, do func(reflect.Value)) {
	switch rows.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range rows.Len() {
			do(reflect.Indirect(rows.Index(i)))
		}
	case reflect.Struct:
		do(rows)
	}
}
