package feed

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// most is the largest number that is taken for one.
var mostNumber = decimal.New(1, 10)

// value is one cell or element on its way into an Item.
type value struct {
	text   string
	raw    string // the exact number behind it, where the file knows one
	shape  shape
	column string
	line   int
	sign   byte // the decimal sign of its column
	weak   bool // by the language of the header alone
}

func (v value) number() string {
	if v.raw != "" {
		return v.raw
	}
	return v.text
}

func told[T any](v value, x T) Told[T] {
	return Told[T]{Value: x, State: Present, Line: v.line, Column: v.column}
}

func blank[T any](v value) Told[T] { return Told[T]{State: Blank, Line: v.line, Column: v.column} }

func absent[T any](v value) Told[T] { return Told[T]{Line: v.line, Column: v.column} }

// text reads words.
func (r *reading) text(v value) Text {
	s := v.text
	switch {
	case s == "":
		return blank[string](v)
	case v.shape == errorCell || s[0] == '#' && formulaError.MatchString(s):
		r.fault(v.column, s, FormulaError, LeftOut)
		return absent[string](v)
	case len(s) > r.file.limits.Cell:
		r.fault(v.column, s, CellTooLong, LeftOut)
		return absent[string](v)
	}
	return told(v, s)
}

// code reads a name that programs give: an article, an id. Spreadsheets spoil them.
func (r *reading) code(v value) Text {
	t := r.text(v)
	switch {
	case !t.Has():
	case v.shape == dateCell:
		r.fault(v.column, t.Value, CodeIsDate, LeftOut)
		return absent[string](v)
	case rounded.MatchString(t.Value):
		r.fault(v.column, t.Value, RoundedCode, LeftOut)
		return absent[string](v)
	}
	return t
}

var rounded = regexp.MustCompile(`^\d[.,]\d+[eEеЕ]\+\d+$`)

// gtin reads a barcode; of several the first that is right.
func (r *reading) gtin(v value) Text {
	t := r.text(v)
	if !t.Has() {
		return t
	}
	if rounded.MatchString(t.Value) {
		if f, ok := readFigure(t.Value, 0); ok && validGTIN(f.value.String()) {
			return told(v, f.value.String())
		}
		r.fault(v.column, t.Value, RoundedCode, LeftOut)
		return absent[string](v)
	}
	for _, s := range strings.FieldsFunc(t.Value, func(c rune) bool { return c == ',' || c == ';' || c == '|' || c == '/' || c == '\n' }) {
		if s = strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(s); validGTIN(s) {
			return told(v, s)
		}
	}
	r.fault(v.column, t.Value, WrongGTIN, LeftOut)
	return absent[string](v)
}

// validGTIN checks the length and the check digit.
func validGTIN(s string) bool {
	if len(s) != 8 && len(s) != 12 && len(s) != 13 && len(s) != 14 {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if d < 0 || d > 9 {
			return false
		}
		if i%2 == 1 {
			d *= 3
		}
		sum += d
	}
	return sum%10 == 0 && strings.Trim(s, "0") != ""
}

// bounds of a number.
type bounds struct {
	positive bool // zero is refused as well
	places   int32
}

var (
	ofPrice    = bounds{places: 4}
	ofQuantity = bounds{places: 3}
	ofLot      = bounds{places: 3, positive: true}
)

// number reads a number; a bad one is told and left out.
func (r *reading) number(v value, b bounds) Number {
	s := v.number()
	if s == "" {
		return blank[decimal.Decimal](v)
	}
	bad := func(c Code) Number {
		r.fault(v.column, s, c, LeftOut)
		return absent[decimal.Decimal](v)
	}
	if v.shape == errorCell || s[0] == '#' && formulaError.MatchString(s) {
		return bad(FormulaError)
	}
	if v.raw != "" {
		v.sign = '.'
	}
	f, ok := readFigure(s, v.sign)
	if !ok || v.shape == dateCell {
		return bad(NotANumber)
	}
	if f.doubtful || v.weak && v.raw == "" && doubtful(s) {
		r.fault(v.column, s, DoubtfulNumber, Noted)
	}
	return r.within(v, f.value, b)
}

// doubtful says whether nothing in a figure tells how it is meant.
func doubtful(s string) bool {
	f, _ := readFigure(s, 0)
	return f.doubtful
}

func (r *reading) within(v value, d decimal.Decimal, b bounds) Number {
	bad := func(c Code) Number {
		r.fault(v.column, v.number(), c, LeftOut)
		return absent[decimal.Decimal](v)
	}
	if v.raw != "" { // a workbook's binary fraction: fifteen digits of it were meant
		d = d.Round(b.places + 2)
		if rounded := d.Round(b.places); d.Sub(rounded).Abs().LessThan(decimal.New(2, -b.places-2)) {
			d = rounded
		}
	}
	switch {
	case d.IsNegative():
		return bad(Negative)
	case b.positive && d.IsZero():
		return bad(NotPositive)
	case d.GreaterThan(mostNumber):
		return bad(NumberTooLarge)
	case !d.Equal(d.Truncate(b.places)):
		return bad(TooManyDecimals)
	}
	return told(v, d)
}

// price reads a price. One that is asked for by telephone is blank.
func (r *reading) price(v value) Number {
	if v.raw == "" && !digitsOnly(v.text) && onRequest.MatchString(v.text) {
		r.fault(v.column, v.text, PriceOnRequest, Noted)
		return blank[decimal.Decimal](v)
	}
	if v.raw != "" || v.shape != textCell {
		return r.rounded(v, ofPrice)
	}
	return r.number(v, ofPrice)
}

// rounded takes the formula's long fraction (10/3) for the price it shows.
func (r *reading) rounded(v value, b bounds) Number {
	f, ok := readFigure(v.number(), '.')
	if !ok || v.shape != numberCell {
		return r.number(v, b)
	}
	return r.within(v, f.value.Round(b.places), b)
}

// stock reads how much there is: 12, >100, нет. Words that say no number leave what is kept.
func (r *reading) stock(v value) (Number, Flag) {
	if v.raw == "" && !digitsOnly(v.text) {
		s := strings.TrimSpace(v.text)
		if m := moreThan.FindStringSubmatch(s); m != nil {
			v.text = m[1] + m[2]
		}
		switch {
		case none.MatchString(s):
			return told(v, decimal.Zero), absent[bool](v)
		case some.MatchString(s):
			r.fault(v.column, s, StockInWords, Noted)
			return absent[decimal.Decimal](v), told(v, true)
		case onRequest.MatchString(s):
			return blank[decimal.Decimal](v), absent[bool](v)
		}
	}
	return r.number(v, ofQuantity), absent[bool](v)
}

var (
	withoutVAT = regexp.MustCompile(`(?i)^(без\s*(налога\s*)?\(?ндс\)?|не\s+облагается.*|без\s+налога|no[_ ]?vat|exempt|none|нет)$`)
	vatFigure  = regexp.MustCompile(`(?i)^(?:ндс|vat)?[\s_]*(\d{1,3}(?:[.,]\d+)?)\s*%?(?:\s*/\s*1\d\d)?$`)
	hundred    = decimal.NewFromInt(100)
)

// vat reads a rate: 20, 20%, НДС 20 %, VAT_20, 20/120, без НДС; in a cell of a workbook 0.2 that is shown as 20%.
func (r *reading) vat(v value) Number {
	s := strings.TrimSpace(anySpace.Replace(v.text))
	if s == "" {
		return blank[decimal.Decimal](v)
	}
	if withoutVAT.MatchString(s) {
		return told(v, decimal.Zero)
	}
	if m := vatFigure.FindStringSubmatch(s); m != nil {
		d, err := decimal.NewFromString(strings.Replace(m[1], ",", ".", 1))
		if err == nil && d.LessThan(hundred) && d.Equal(d.Truncate(2)) {
			if d.IsPositive() && d.LessThan(decimal.NewFromInt(1)) && v.raw != "" {
				d = d.Mul(hundred)
			}
			return told(v, d)
		}
	}
	r.fault(v.column, s, UnknownVAT, LeftOut)
	return absent[decimal.Decimal](v)
}

// yes reads a flag.
func (r *reading) yes(v value) Flag {
	switch strings.ToLower(strings.TrimSpace(v.text)) {
	case "":
		return blank[bool](v)
	case "да", "yes", "y", "true", "истина", "1", "+", "есть", "в наличии", "x", "х", "v":
		return told(v, true)
	case "нет", "no", "n", "false", "ложь", "0", "-", "нет в наличии":
		return told(v, false)
	}
	r.fault(v.column, v.text, NotYesNo, LeftOut)
	return absent[bool](v)
}

// pictures reads the names or addresses in one cell: a line each, or parted by commas, semicolons or spaces.
func pictures(v value) []string {
	text, dividers := v.text, "\n"
	if !strings.Contains(text, "\n") {
		text, dividers = strings.ReplaceAll(text, " http", "\nhttp"), "\n,;|"
	}
	var all []string
	for _, s := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(dividers, c) }) {
		if s = strings.TrimSpace(s); s != "" {
			all = append(all, s)
		}
	}
	return all
}

var pathDivider = regexp.MustCompile(`\s+/\s+|\s*[>\\|→]\s*|\s*//+\s*`)

// levels reads a category's path from its root: Напитки / Кофе, Напитки > Кофе.
func levels(s string) []string {
	var names []string
	for _, l := range pathDivider.Split(strings.TrimSpace(s), -1) {
		if l = strings.TrimSpace(l); l != "" {
			names = append(names, l)
		}
	}
	return names
}

// guard puts an apostrophe before text in a table that a spreadsheet would take for a formula; unguard takes it off.
func guard(s string) string {
	if formulaLike(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

func unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && formulaLike(strings.TrimLeft(s, "'")) {
		return s[1:]
	}
	return s
}

func formulaLike(s string) bool { return s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) }
