package table

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/wording"
)

type csvWriter struct {
	*csv.Writer
	comma  bool // the decimal sign
	record []string
}

// writeCSV writes what spreadsheets open by a double click: UTF-8 with its mark, and the language's own signs.
func writeCSV(to io.Writer, s Sheet, rows func(Writer) error) error {
	b := bufio.NewWriterSize(to, 64<<10)
	if _, err := b.WriteString("\ufeff"); err != nil {
		return err
	}
	w := &csvWriter{Writer: csv.NewWriter(b), record: make([]string, len(s.Columns))}
	w.UseCRLF = true
	if s.Language == wording.Russian {
		w.Comma, w.comma = ';', true
	}
	for i, c := range s.Columns {
		w.record[i] = harmless(c.Name)
	}
	if err := w.Write(w.record); err != nil {
		return err
	}
	if err := rows(w); err != nil {
		return err
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	return b.Flush()
}

func (w *csvWriter) Row(cells ...any) error {
	if len(cells) != len(w.record) {
		return fmt.Errorf("a row of %d cells in a table of %d columns", len(cells), len(w.record))
	}
	for i, c := range cells {
		text, err := w.text(c)
		if err != nil {
			return err
		}
		w.record[i] = text
	}
	return w.Write(w.record)
}

func (w *csvWriter) Sum(cells ...any) error { return w.Row(cells...) }

func (w *csvWriter) text(cell any) (string, error) {
	switch c := cell.(type) {
	case nil:
		return "", nil
	case string:
		return harmless(c), nil
	case int:
		return strconv.Itoa(c), nil
	case models.Date:
		return c.String(), nil
	case Money:
		return w.figure(c.Amount.In(c.Currency)), nil
	case decimal.Decimal:
		return w.figure(c.String()), nil
	}
	return "", fmt.Errorf("a %T is no cell", cell)
}

func (w *csvWriter) figure(plain string) string {
	if w.comma {
		return strings.Replace(plain, ".", ",", 1)
	}
	return plain
}
