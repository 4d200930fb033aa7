package importing

import (
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
)

// row is one line of the file on its way to the staging table.
type row struct {
	line     int
	columns  []Column
	at       []int    // where each of our columns stands
	cells    []string // the file's
	values   []any    // what is staged
	faults   []models.ImportFault
	currency models.Currency
}

// cell is the text of one of our columns, "" where it is blank or not in the file.
func (r *row) cell(name string) string {
	for i, c := range r.columns {
		if c.Name != name {
			continue
		}
		if r.at[i] < 0 || r.at[i] >= len(r.cells) {
			return ""
		}
		return strings.TrimSpace(strings.TrimPrefix(r.cells[r.at[i]], "\u00a0"))
	}
	return ""
}

func (r *row) fault(column, value, code string) {
	r.faults = append(r.faults, models.ImportFault{Line: r.line, Column: column, Value: value, Code: code})
}

func (r *row) stage(v any) { r.values = append(r.values, v) }

// text stages a column as it stands; a blank is null, and a fault where the column must be there.
func (r *row) text(name string, most int) {
	s := unguard(r.cell(name))
	switch {
	case s == "" && r.required(name):
		r.fault(name, "", "missing")
	case len(s) > most:
		r.fault(name, s[:40]+"…", "too-long")
	case strings.ContainsRune(s, 0):
		r.fault(name, "", "not-text")
	}
	if s == "" {
		r.stage(nil)
		return
	}
	r.stage(strings.ToValidUTF8(s, ""))
}

// oneOf stages a column that has few values.
func (r *row) oneOf(name string, allowed ...string) {
	s := strings.ToLower(r.cell(name))
	if s == "" {
		r.stage(nil)
		return
	}
	for _, a := range allowed {
		if s == a {
			r.stage(s)
			return
		}
	}
	r.fault(name, s, "not-one-of")
	r.stage(nil)
}

// number stages a decimal; blank is not zero.
func (r *row) number(name string, least decimal.Decimal, places int32) {
	s := r.cell(name)
	if s == "" {
		if r.required(name) {
			r.fault(name, "", "missing")
		}
		r.stage(nil)
		return
	}
	d, ok := ReadNumber(s)
	switch {
	case !ok:
		r.fault(name, s, "not-a-number")
	case d.LessThan(least):
		r.fault(name, s, "too-small")
	case d.GreaterThan(most):
		r.fault(name, s, "too-large")
	case !d.Equal(d.Round(places)):
		r.fault(name, s, "too-many-decimals")
	}
	r.stage(d)
}

var (
	most     = decimal.New(1, 10)
	smallest = decimal.New(1, -3)
)

// amount stages money in minor units.
func (r *row) amount(name string) {
	d, ok := ReadNumber(r.cell(name))
	switch {
	case r.cell(name) == "":
		r.fault(name, "", "missing")
	case !ok:
		r.fault(name, r.cell(name), "not-a-number")
	case d.IsNegative():
		r.fault(name, r.cell(name), "too-small")
	case d.GreaterThan(most):
		r.fault(name, r.cell(name), "too-large")
	}
	r.stage(d.Shift(r.currency.Exponent()).Round(0).IntPart())
}

// day stages a date.
func (r *row) day(name string) {
	s := r.cell(name)
	for _, form := range []string{time.DateOnly, "02.01.2006", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05"} {
		t, err := time.Parse(form, s)
		if err == nil && t.Year() >= 1990 && t.Year() < 2100 {
			r.stage(t)
			return
		}
	}
	r.fault(name, s, "not-a-day")
	r.stage(nil)
}

func (r *row) required(name string) bool {
	for _, c := range r.columns {
		if c.Name == name {
			return c.Required
		}
	}
	return false
}

var grouped = regexp.MustCompile(`^-?\d{1,3}([ \x{a0}\x{202f}']\d{3})+([.,]\d+)?$`)

// ReadNumber reads 1642.20, 1642,20, "1 642,20", "1,642.20" and "1.642,20"; anything doubtful is not a number.
func ReadNumber(s string) (decimal.Decimal, bool) {
	if grouped.MatchString(s) {
		s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "").Replace(s)
	}
	comma, dot := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma >= 0 && dot > comma:
		s = strings.ReplaceAll(s, ",", "")
	case dot >= 0 && comma > dot:
		s = strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)
	case comma >= 0 && strings.Count(s, ",") == 1:
		s = strings.Replace(s, ",", ".", 1)
	}
	if s == "" || strings.ContainsAny(s, "eE") {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(s)
	return d, err == nil
}

// unguard takes off the apostrophe that an export puts before text which a spreadsheet would take for a formula.
func unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(s[1])) {
		return s[1:]
	}
	return s
}
