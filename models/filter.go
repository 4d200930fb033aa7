package models

import (
	"strconv"
	"strings"
)

// filter gathers the conditions of a named query and their parameters, beginning with the scope's own.
type filter struct {
	parts []string
	args  []any
}

// filtered begins a filter with whose rows these are.
func (tx *Tx) filtered(owner Ownership, alias string, args ...any) (*filter, error) {
	scope, args, err := tx.where(owner, alias, args)
	return &filter{parts: []string{scope}, args: args}, err
}

// and adds a condition; each ? in it stands for the next value.
func (f *filter) and(text string, values ...any) {
	for _, v := range values {
		text = strings.Replace(text, "?", f.param(v), 1)
	}
	f.parts = append(f.parts, text)
}

// param adds a value and names its place.
func (f *filter) param(v any) string {
	f.args = append(f.args, v)
	return "$" + strconv.Itoa(len(f.args))
}

func (f *filter) String() string { return strings.Join(f.parts, " AND ") }

// containing is the pattern of texts with these words in them, whatever signs people type.
func containing(words string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(words) + "%"
}
