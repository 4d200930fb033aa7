package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"povtor/models"
)

// look is one of a workbook's styles.
type look struct {
	format string // of the number; empty: a text
	bold   bool
	size   float64
	wrap   bool
}

type xlsxWriter struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	line   int
	width  int
	looks  map[look]int
}

// writeXLSX writes a workbook of one sheet, its header fixed above the rows.
func writeXLSX(to io.Writer, s Sheet, rows func(Writer) error) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", s.Name); err != nil {
		return err
	}
	stream, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	w := &xlsxWriter{file: f, stream: stream, width: len(s.Columns), looks: map[look]int{}}
	if err := w.head(s); err != nil {
		return err
	}
	if err := rows(w); err != nil {
		return err
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return f.Write(to)
}

func (w *xlsxWriter) head(s Sheet) error {
	above := 0
	if s.Title != "" {
		above = len(s.About) + 2
	}
	first, err := excelize.CoordinatesToCellName(1, above+2)
	if err != nil {
		return err
	}
	if err := w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: above + 1, TopLeftCell: first, ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, c := range s.Columns {
		width := c.Width
		if width == 0 {
			width = 14
		}
		if err := w.stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if s.Title != "" {
		if err := w.put(look{bold: true, size: 14}, s.Title); err != nil {
			return err
		}
		for _, a := range s.About {
			if err := w.put(look{}, a); err != nil {
				return err
			}
		}
		w.line++
	}
	names := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		names[i] = c.Name
	}
	return w.put(look{bold: true, wrap: true}, names...)
}

func (w *xlsxWriter) Row(cells ...any) error { return w.put(look{}, cells...) }
func (w *xlsxWriter) Sum(cells ...any) error { return w.put(look{bold: true}, cells...) }

func (w *xlsxWriter) put(l look, cells ...any) error {
	if len(cells) > w.width {
		return fmt.Errorf("a row of %d cells in a table of %d columns", len(cells), w.width)
	}
	w.line++
	row := make([]any, len(cells))
	for i, c := range cells {
		cell, err := w.cell(l, c)
		if err != nil {
			return err
		}
		row[i] = cell
	}
	at, err := excelize.CoordinatesToCellName(1, w.line)
	if err != nil {
		return err
	}
	return w.stream.SetRow(at, row)
}

// cell is a value as a workbook keeps it. A figure there is binary, for showing and adding up: one with more digits than that
// holds goes in as a text, so that none is ever another one.
func (w *xlsxWriter) cell(l look, cell any) (any, error) {
	var value any
	switch c := cell.(type) {
	case nil:
		return nil, nil
	case string:
		value = harmless(c)
	case int:
		value, l.format = c, "0"
	case models.Date:
		value, l.format = c.Time(), "dd.mm.yyyy"
	case Money:
		value, l.format = figure(decimal.New(int64(c.Amount), -c.Currency.Exponent())), places(c.Currency.Exponent())
	case decimal.Decimal:
		value, l.format = figure(c), "#,##0.####"
		if c.IsInteger() {
			l.format = "#,##0"
		}
	default:
		return nil, fmt.Errorf("a %T is no cell", cell)
	}
	style, err := w.style(l)
	return excelize.Cell{StyleID: style, Value: value}, err
}

// places is how a currency's amounts are shown: 1,234.50 in the reader's own signs.
func places(exponent int32) string {
	if exponent == 0 {
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", int(exponent))
}

// sure is how many digits a binary figure surely holds.
const sure = 15

func figure(d decimal.Decimal) any {
	if d.NumDigits() > sure {
		return d.String()
	}
	return d.InexactFloat64()
}

func (w *xlsxWriter) style(l look) (int, error) {
	if id, known := w.looks[l]; known {
		return id, nil
	}
	s := &excelize.Style{Font: &excelize.Font{Bold: l.bold, Size: max(l.size, 11)}}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	if l.wrap {
		s.Alignment = &excelize.Alignment{WrapText: true, Vertical: "top"}
	}
	id, err := w.file.NewStyle(s)
	w.looks[l] = id
	return id, err
}
