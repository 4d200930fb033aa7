package feed

import (
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// sheetRows reads the rows of one sheet. Formulas stand for the values that were last calculated.
type sheetRows struct {
	book   *workbook
	x      *xmlReader
	closer io.Closer
	row    row
	line   int
	within bool // the table of the sheet
}

func (b *workbook) rows(s sheet) (*sheetRows, error) {
	x, closer, err := b.openEntry(s.entry)
	if err != nil {
		return nil, err
	}
	return &sheetRows{book: b, x: x, closer: closer}, nil
}

func (r *sheetRows) Close() error { return r.closer.Close() }

// next reads the next row that the sheet holds; rows that hold nothing are often not there at all.
func (r *sheetRows) next() (*row, error) {
	for {
		token, err := r.x.next()
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "sheetData":
			r.within = true
		case "row":
			if r.within {
				return r.read(start)
			}
		}
	}
}

// mostRows and mostColumns are those of the format itself.
const (
	mostRows    = 1 << 20
	mostColumns = 1 << 14
)

func (r *sheetRows) read(start xml.StartElement) (*row, error) {
	r.line++
	if at, ok := attr(start.Attr, "r"); ok {
		if n, err := strconv.Atoi(at); err == nil && n > 0 && n <= mostRows {
			r.line = n
		}
	}
	r.row = row{line: r.line, cells: r.row.cells[:0]}
	for column := 0; ; {
		token, err := r.x.next()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return &r.row, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := r.x.skip(); err != nil {
					return nil, err
				}
				continue
			}
			if at, ok := attr(t.Attr, "r"); ok {
				column = columnOf(at, column)
			}
			c, err := r.cell(t)
			if err != nil {
				return nil, err
			}
			r.put(column, c)
			column++
		}
	}
}

// columnOf reads the letters of a cell's name: AB12 is 27.
func columnOf(name string, otherwise int) int {
	n := 0
	for _, c := range name {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > mostColumns {
			return otherwise
		}
	}
	if n == 0 {
		return otherwise
	}
	return n - 1
}

func (r *sheetRows) put(column int, c cell) {
	if c.text == "" {
		return
	}
	if column >= r.book.file.limits.Columns {
		r.row.fault = &Fault{Place: Place{Line: r.line}, Column: letters(column), Value: cut(c.text), Code: TooManyColumns, Outcome: Noted}
		return
	}
	for len(r.row.cells) <= column {
		r.row.cells = append(r.row.cells, cell{})
	}
	r.row.cells[column] = c
}

// cell reads one cell.
func (r *sheetRows) cell(start xml.StartElement) (cell, error) {
	kind, _ := attr(start.Attr, "t")
	styled, _ := attr(start.Attr, "s")
	var text strings.Builder
	inValue := false
	for depth := len(r.x.stack); len(r.x.stack) >= depth; {
		token, err := r.x.next()
		if err != nil {
			return cell{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				inValue = true
			case "is":
				s, err := r.x.richText()
				if err != nil {
					return cell{}, err
				}
				text.WriteString(s)
			default:
				if err := r.x.skip(); err != nil {
					return cell{}, err
				}
			}
		case xml.EndElement:
			inValue = false
		case xml.CharData:
			if inValue {
				text.Write(t)
			}
		}
	}
	return r.book.cell(kind, styled, text.String()), nil
}

// cell makes of what stands in the XML what stands on the sheet.
func (b *workbook) cell(kind, styled, text string) cell {
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 0 || n >= len(b.strings) {
			return cell{}
		}
		return cell{text: strings.TrimSpace(b.strings[n])}
	case "b":
		if strings.TrimSpace(text) == "1" {
			return cell{text: "TRUE"}
		}
		return cell{text: "FALSE"}
	case "e":
		return cell{text: text, shape: errorCell}
	case "str":
		return cell{text: strings.TrimSpace(unescape(text))}
	case "inlineStr":
		return cell{text: strings.TrimSpace(text)}
	case "d":
		return cell{text: strings.TrimSuffix(text, "T00:00:00"), raw: text, shape: dateCell}
	}
	var s style
	if n, err := strconv.Atoi(styled); err == nil && n >= 0 && n < len(b.styles) {
		s = b.styles[n]
	}
	return b.number(strings.TrimSpace(text), s)
}

// number is a number as its format shows it, with the exact one behind it.
func (b *workbook) number(text string, s style) cell {
	if text == "" {
		return cell{}
	}
	d, err := decimal.NewFromString(text)
	if err != nil || len(text) > 40 || d.Exponent() > 300 || d.Exponent() < -340 {
		return cell{text: text}
	}
	exact := fifteen(d, text)
	c := cell{text: exact, raw: exact, shape: numberCell}
	switch {
	case s.date:
		if day, ok := b.day(d); ok {
			return cell{text: day, raw: exact, shape: dateCell}
		}
	case s.percent:
		c.text = decimal.RequireFromString(exact).Mul(hundred).String() + "%"
	case s.zeros > len(exact) && isDigits(exact):
		c.text = strings.Repeat("0", s.zeros-len(exact)) + exact
	}
	return c
}

// fifteen writes a number with the fifteen digits that spreadsheets mean of their binary ones.
func fifteen(d decimal.Decimal, text string) string {
	const meant = 15
	if digits := d.NumDigits(); digits > meant {
		d = d.Round(-d.Exponent() - int32(digits-meant))
	}
	if d.Exponent() > 30 || d.Exponent() < -60 {
		return text
	}
	return d.String()
}

// day reads a date that is kept as the number of days since 1900, or 1904.
func (b *workbook) day(d decimal.Decimal) (string, bool) {
	days := d.InexactFloat64()
	if days < 1 || days > 2_958_465 {
		return "", false
	}
	whole := math.Floor(days)
	from := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.since == 1904 {
		from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	t := from.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round((days-whole)*86400)) * time.Second)
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.DateTime), true
}
