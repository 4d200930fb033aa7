package feed

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// column is one column of the mapping, found in the file.
type column struct {
	Column
	at   int
	from decimal.Decimal
	sign byte // the decimal sign of its figures
	weak bool // by the language of the header alone
}

// tableReader reads one table.
type tableReader struct {
	*reading
	table   Table
	columns []column
	levels  int      // how many columns hold levels of the category
	path    []string // of the sections that the present goods stand under
	run     int      // sections that have come one after the other
	item    Item
	row     *row
	names   bool
}

// tableOf finds how a table is to be read: by its names, or, where the mapping knows but one, by that.
func (m Mapping) tableOf(file, sheet string) *Table {
	var wild *Table
	for i := range m.Tables {
		t := &m.Tables[i]
		switch {
		case (t.File == file || t.File == "") && t.Sheet == sheet:
			return t
		case (len(m.Tables) == 1 || t.File == "") && t.Sheet == "" || len(m.Tables) == 1 && sheet == "":
			wild = t
		}
	}
	return wild
}

// table reads a CSV file or a sheet.
func (r *reading) table(p *Part, sheet string, in rows) error {
	t := r.mapping.tableOf(p.Name, sheet)
	if t == nil || t.Skip {
		return nil
	}
	r.place.Sheet = sheet
	tr := &tableReader{reading: r, table: *t}
	if err := tr.header(in); err != nil {
		return err
	}
	held, err := tr.evidence(in)
	if err != nil {
		return err
	}
	for i := range held {
		if err := tr.line(&held[i]); err != nil {
			return err
		}
	}
	for {
		row, err := in.next()
		if ended(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := tr.line(row); err != nil {
			return err
		}
	}
}

// header goes past the header and finds the columns. One that has moved is found by its name; one that is missing is told,
// and what it would say is absent.
func (t *tableReader) header(in rows) error {
	var names []string
	if t.table.Header > 0 {
		lines, err := t.headerLines(in)
		if err != nil {
			return err
		}
		switch {
		case len(lines) == 0:
			return &Fault{Place: t.place, Code: NoHeader, Outcome: Fatal}
		case len(lines) > 1:
			names = joined(lines[0], lines[1])
		default:
			names = headerNames(lines[0])
		}
	}
	for _, c := range t.table.Columns {
		if c.Field == Ignored {
			continue
		}
		k := column{Column: c, at: c.Index}
		if t.table.Header > 0 && c.Name != "" {
			k.at = find(names, c)
		}
		if k.at < 0 {
			t.faultAt(Place{File: t.place.File, Sheet: t.place.Sheet, Line: t.table.Header}, c.Name, "", MissingColumn, LeftOut)
			continue
		}
		if from, ok := readFigure(c.From, '.'); ok {
			k.from = from.value
		}
		if k.Name == "" {
			k.Name = letters(k.at)
		}
		if k.Field == FieldCategory {
			t.levels++
		}
		t.names = t.names || k.Field == FieldNameRu || k.Field == FieldNameEn
		t.columns = append(t.columns, k)
	}
	return nil
}

// headerLines reads up to the end of the header. Where it does not stand where it stood, it is looked for again.
func (t *tableReader) headerLines(in rows) ([]seen, error) {
	var lines []seen
	rowsOfHeader := max(1, t.table.HeaderRows)
	for len(lines) < rowsOfHeader {
		r, err := in.next()
		if ended(err) {
			break
		}
		if err != nil {
			return nil, err
		}
		here := seen{r.line, append([]cell(nil), r.cells...)}
		if len(lines) > 0 || t.looksLikeHeader(here) {
			lines = append(lines, here)
		}
		if len(lines) == 0 && r.line > t.table.Header+looked {
			break
		}
	}
	return lines, nil
}

// looksLikeHeader says whether most of the mapping's columns are named in a line; in a header of two lines, some.
func (t *tableReader) looksLikeHeader(l seen) bool {
	names := headerNames(l)
	wanted, found := 0, 0
	for _, c := range t.table.Columns {
		if c.Field == Ignored || c.Name == "" {
			continue
		}
		wanted++
		if slices.Contains(names, c.Name) || t.table.HeaderRows > 1 && slices.ContainsFunc(names, func(n string) bool { return n != "" && strings.HasPrefix(c.Name, n) }) {
			found++
		}
	}
	return wanted == 0 && l.line >= t.table.Header || wanted > 0 && (found*2 >= wanted || l.line == t.table.Header && found > 0)
}

// find is where a column stands: by its name, by its place among those of the same name, or -1.
func find(names []string, c Column) int {
	c.Name = oneLine(c.Name)
	if c.Index < len(names) && c.Index >= 0 && strings.EqualFold(names[c.Index], c.Name) {
		return c.Index
	}
	return slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, c.Name) })
}

// letters names a column as spreadsheets do: A, B ... Z, AA.
func letters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// heldRows are read ahead to learn each column's decimal sign.
const heldRows = 2000

// votes are figures that prove their decimal sign.
type votes struct{ comma, point int }

func (v *votes) add(sign byte) {
	switch sign {
	case ',':
		v.comma++
	case '.':
		v.point++
	}
}

func (v votes) elected() byte {
	switch {
	case v.comma > v.point:
		return ','
	case v.point > v.comma:
		return '.'
	}
	return 0
}

// evidence reads ahead and learns from figures that can be read but in one way how the others of their column are meant;
// a column without any follows the rest of the table.
func (t *tableReader) evidence(in rows) ([]row, error) {
	var held []row
	of := make([]votes, len(t.columns))
	var all votes
	for len(held) < heldRows {
		r, err := in.next()
		if ended(err) {
			break
		}
		if err != nil {
			return nil, err
		}
		held = append(held, row{line: r.line, cells: append([]cell(nil), r.cells...), fault: r.fault})
		for i, c := range t.columns {
			if v := r.at(c.at); c.Field.numeric() && v.shape == textCell {
				f, _ := readFigure(v.text, 0)
				of[i].add(f.sign)
				all.add(f.sign)
			}
		}
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.sign = of[i].elected(); c.sign == 0 {
			c.sign = all.elected()
		}
		if c.sign == 0 && len(t.table.Decimal) == 1 {
			c.sign, c.weak = t.table.Decimal[0], true
		}
	}
	return held, nil
}

func (f Field) numeric() bool {
	switch f {
	case FieldPrice, FieldStock, FieldPack, FieldMinimum, FieldMultiple, FieldCost, FieldConversion:
		return true
	}
	return false
}
