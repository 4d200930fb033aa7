package importing

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/csvfile"
)

// row is one line of the file on its way to the staging table.
type row struct {
	record   csvfile.Record
	columns  []Column
	at       []int // where each of our columns stands
	values   []any // what is staged
	faults   []models.ImportFault
	currency models.Currency
}

// cell is the text of one of our columns, "" where it is blank or not in the file.
func (r *row) cell(name string) string {
	for i, c := range r.columns {
		if c.Name != name {
			continue
		}
		if r.at[i] < 0 {
			return ""
		}
		return string(r.record.Field(r.at[i]))
	}
	return ""
}

func (r *row) fault(column, value, code string) {
	r.faults = append(r.faults, models.ImportFault{Line: r.record.Line, Column: column, Value: csvfile.Excerpt([]byte(value)), Code: code})
}

func (r *row) stage(v any) { r.values = append(r.values, v) }

// text stages a column of one line; a blank is null, and a fault where the column must be there.
func (r *row) text(name string, most int) {
	s := models.OneLine(unguard(r.cell(name)))
	switch {
	case s == "" && r.required(name):
		r.fault(name, "", "missing")
	case utf8.RuneCountInString(s) > most:
		r.fault(name, s, "too-long")
	}
	if s == "" {
		r.stage(nil)
		return
	}
	r.stage(s)
}

// currencies are ISO 4217 codes.
var currencies = regexp.MustCompile(`^[A-Z]{3}$`)

// money stages the currency of a column.
func (r *row) money(name string) {
	s := strings.ToUpper(r.cell(name))
	if s != "" && !currencies.MatchString(s) {
		r.fault(name, s, "unknown-currency")
	}
	if s == "" {
		r.stage(nil)
		return
	}
	r.stage(s)
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

// span is what a column may hold.
type span struct {
	least, most decimal.Decimal
	places      int32
}

// The spans are the database's own, or narrower.
var (
	quantities = span{decimal.New(1, -3), decimal.New(999_999_999_999, -3), 3}
	counts     = span{decimal.Zero, decimal.New(999_999_999_999, -3), 3}
	prices     = span{decimal.Zero, decimal.New(1, 10), models.UnitPricePlaces}
	rates      = span{decimal.Zero, decimal.New(100, 0), 2}
	amounts    = span{decimal.Zero, decimal.New(1, 10), 18} // of a line; rounded to the currency
)

// number stages a decimal; blank is not zero.
func (r *row) number(name string, in span) {
	s := r.cell(name)
	if s == "" {
		if r.required(name) {
			r.fault(name, "", "missing")
		}
		r.stage(nil)
		return
	}
	r.stage(r.within(name, s, in))
}

// within reads a number and notes what is wrong with it.
func (r *row) within(name, s string, in span) decimal.Decimal {
	d, ok := ReadNumber(s)
	switch {
	case !ok:
		r.fault(name, s, "not-a-number")
	case d.LessThan(in.least):
		r.fault(name, s, "too-small")
	case d.GreaterThan(in.most):
		r.fault(name, s, "too-large")
	case !d.Equal(d.Round(in.places)):
		r.fault(name, s, "too-many-decimals")
	default:
		return d
	}
	return decimal.Decimal{}
}

// amount stages money in minor units.
func (r *row) amount(name string) {
	s := r.cell(name)
	if s == "" {
		r.fault(name, "", "missing")
		r.stage(nil)
		return
	}
	r.stage(r.within(name, s, amounts).Shift(r.currency.Exponent()).Round(0).IntPart())
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
	if s == "" || len(s) > 40 || strings.ContainsAny(s, "eE") {
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
