package feed

import (
	"context"
	"strings"
	"unicode"

	"povtor/portal/wording"
)

// looked is how many lines are looked at to find the header and to learn what the columns hold.
const looked = 200

// Layouts proposes how the tables of a file are to be read: where the header stands and what each column means. Files that
// say so themselves, YML and CommerceML, need none.
func (f *File) Layouts(ctx context.Context) ([]Table, error) {
	var all []Table
	for i := range f.Parts {
		p := &f.Parts[i]
		tables, err := f.layoutsOf(ctx, p)
		if err != nil {
			return nil, f.fault(p.Name, err)
		}
		all = append(all, tables...)
	}
	best := -1
	for i, t := range all {
		if !t.Skip && (best < 0 || t.worth() > all[best].worth()) {
			best = i
		}
	}
	for i := range all {
		if all[i].File != "" && len(f.Parts) == 1 && f.Kind != ZIP {
			all[i].File = ""
		}
		if i != best && all[i].worth() < 2 {
			all[i].Skip = true
		}
	}
	return all, nil
}

func (f *File) layoutsOf(ctx context.Context, p *Part) ([]Table, error) {
	switch p.Kind {
	case CSV:
		rows, err := p.csvRows(f.limits)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		t, err := layout(ctx, rows)
		t.File = p.Name
		return []Table{t}, err
	case XLSX:
		return f.sheetLayouts(ctx, p)
	}
	return nil, nil
}

// worth is how much of a catalogue a table's columns tell.
func (t Table) worth() (n int) {
	for _, c := range t.Columns {
		switch c.Field {
		case Ignored, FieldAttribute:
		case FieldSKU, FieldExternalID, FieldNameRu, FieldNameEn, FieldPrice, FieldGTIN:
			n += 2
		default:
			n++
		}
	}
	return n
}

// seen is a line kept while the header is looked for.
type seen struct {
	line  int
	cells []cell
}

func (s seen) text(i int) string {
	if i < len(s.cells) {
		return s.cells[i].text
	}
	return ""
}

// layout looks at the beginning of a table.
func layout(ctx context.Context, in rows) (Table, error) {
	var lines []seen
	for len(lines) < looked {
		r, err := in.next()
		if ended(err) {
			break
		}
		if err != nil {
			return Table{}, err
		}
		if n, _ := r.filled(); n > 0 && (r.fault == nil || r.fault.Outcome == Noted) {
			lines = append(lines, seen{r.line, append([]cell(nil), r.cells...)})
		}
	}
	t := Table{HeaderRows: 1}
	at := headerAt(lines)
	var names []string
	data := lines
	if at >= 0 {
		names, data = headerNames(lines[at]), lines[at+1:]
		t.Header = lines[at].line
		if at+1 < len(lines) && lines[at+1].line == t.Header+1 && divides(lines[at], lines[at+1]) {
			names, data = joined(lines[at], lines[at+1]), lines[at+2:]
			t.HeaderRows = 2
		}
	}
	t.Decimal = decimalOfNames(names)
	t.propose(names, data)
	return t, ctx.Err()
}

// headerAt finds the line whose cells are headers: the most known ones, and at least two, or all there are.
func headerAt(lines []seen) int {
	best, most := -1, 0
	for i, l := range lines {
		if i >= 60 {
			break
		}
		known, filled, figures := 0, 0, 0
		for _, c := range l.cells {
			if c.text == "" {
				continue
			}
			filled++
			if _, number := readFigure(c.text, '.'); number || c.shape == numberCell {
				figures++
			}
			if len([]rune(c.text)) <= 60 && guessHeader(c.text).Field != Ignored {
				known++
			}
		}
		if known > most && (known >= 2 || known == filled) && figures*2 <= filled {
			best, most = i, known
		}
	}
	return best
}

func headerNames(l seen) []string {
	names := make([]string, len(l.cells))
	for i, c := range l.cells {
		names[i] = oneLine(c.text)
	}
	return names
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// divides says whether a second header line divides merged cells of the first: it stands under gaps, and holds no goods.
func divides(first, second seen) bool {
	under, beside := 0, 0
	for i, c := range second.cells {
		if c.text == "" {
			continue
		}
		if c.shape == numberCell {
			return false
		}
		if _, number := readFigure(c.text, '.'); number {
			return false
		}
		if first.text(i) == "" {
			under++
		} else {
			beside++
		}
	}
	return under > 0 && beside <= under+1
}

// joined names the columns under merged cells by both lines: "Цена" over "от 10" is "Цена от 10".
func joined(first, second seen) []string {
	names := make([]string, max(len(first.cells), len(second.cells)))
	over := ""
	for i := range names {
		top, below := oneLine(first.text(i)), oneLine(second.text(i))
		switch {
		case top != "":
			over = top
			names[i] = strings.TrimSpace(top + " " + below)
		case below != "":
			names[i] = strings.TrimSpace(over + " " + below)
		}
	}
	return names
}

// decimalOfNames is the decimal sign of the language of the headers.
func decimalOfNames(names []string) string {
	for _, n := range names {
		for _, r := range n {
			if unicode.Is(unicode.Cyrillic, r) {
				return ","
			}
		}
	}
	return "."
}

const mostSamples = 5

// propose fills in the columns.
func (t *Table) propose(names []string, data []seen) {
	width := len(names)
	for _, l := range data {
		width = max(width, len(l.cells))
	}
	for i := range width {
		var samples []string
		for _, l := range data {
			if s := l.text(i); s != "" {
				samples = append(samples, cut(s))
			}
		}
		c := Column{}
		if i < len(names) {
			c = guessHeader(names[i])
		}
		c.Index = i
		if c.Name == "" && len(samples) == 0 {
			continue
		}
		if c.Field == Ignored {
			c.Field = guessValues(samples)
		}
		c.Samples = samples[:min(len(samples), mostSamples)]
		t.Columns = append(t.Columns, c)
	}
	t.settle()
}

// settle sees to it that what can stand but once does, and gives codes their places.
func (t *Table) settle() {
	first := map[Field]int{}
	for i := range t.Columns {
		c := &t.Columns[i]
		switch c.Field {
		case Ignored, FieldPrice, FieldStock, FieldCategory, FieldPictures, FieldAttribute, FieldConversion:
			continue
		}
		at, was := first[c.Field]
		if !was {
			first[c.Field] = i
			continue
		}
		if c.Field != FieldSKU {
			c.Field = Ignored
			continue
		}
		// Two codes: the article is the SKU, the plain code is the id of the supplier's own system.
		code := c
		if plain := plainHeader(t.Columns[at].Name); strings.HasPrefix(plain, "код") || plain == "code" {
			code = &t.Columns[at]
			first[FieldSKU] = i
		}
		code.Field = Ignored
		if _, taken := first[FieldExternalID]; !taken && (strings.HasPrefix(plainHeader(code.Name), "код") || plainHeader(code.Name) == "code") {
			code.Field = FieldExternalID
			first[FieldExternalID] = code.Index
		}
	}
	t.packOfUnit()
}

// packOfUnit reads a column "Упаковка" that holds no numbers as nothing, and a lone id as the SKU.
func (t *Table) packOfUnit() {
	sku, id := -1, -1
	for i, c := range t.Columns {
		switch c.Field {
		case FieldSKU:
			sku = i
		case FieldExternalID:
			id = i
		case FieldPack, FieldMinimum, FieldMultiple:
			if !figures(c.Samples) {
				t.Columns[i].Field = Ignored
			}
		case FieldUnit:
			if figures(c.Samples) && !allUnits(c.Samples) {
				t.Columns[i].Field = Ignored
			}
		}
	}
	if sku < 0 && id >= 0 {
		t.Columns[id].Field = FieldSKU
	}
}

func figures(samples []string) bool {
	if len(samples) == 0 {
		return true
	}
	n := 0
	for _, s := range samples {
		if _, ok := readFigure(s, '.'); ok {
			n++
		}
	}
	return n*2 > len(samples)
}

func allUnits(samples []string) bool {
	for _, s := range samples {
		if _, known := wording.UnitCode(s); !known {
			return false
		}
	}
	return true
}
