// Package table writes tables as files that spreadsheets open, row by row: CSV and XLSX. Figures stay figures, days stay days, and
// no text is ever taken for a formula.
package table

import (
	"context"
	"io"
	"strings"

	"povtor/models"
	"povtor/portal/wording"
)

// Form is what a table is written as.
type Form string

// The forms.
const (
	CSV  Form = "csv"
	XLSX Form = "xlsx"
)

// File is one about to be written, which may be of any size.
type File struct {
	Name        string
	ContentType string
	Write       func(ctx context.Context, to io.Writer) error
}

// MediaType is what a form is called on the way.
func (f Form) MediaType() string {
	if f == CSV {
		return "text/csv; charset=utf-8"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// Sheet is everything about a table but its rows.
type Sheet struct {
	Name     string // of the sheet, at most 31 characters
	Language wording.Language
	Title    string   // above it, in a workbook only
	About    []string // below the title
	Columns  []Column
}

// Column is one column of a table.
type Column struct {
	Name  string
	Width float64 // in characters; 0: as of a figure
}

// Money is an amount of a currency in a cell.
type Money struct {
	Amount   models.Amount
	Currency models.Currency
}

// A cell is a string, a [Money], a decimal, an int, a [models.Date], or nil for nothing.

// Writer takes a table's rows.
type Writer interface {
	Row(cells ...any) error
	// Sum is a row that adds up what stands above.
	Sum(cells ...any) error
}

// Write writes a table whose rows are told to the function's writer, one after another.
func (f Form) Write(to io.Writer, s Sheet, rows func(Writer) error) error {
	if f == CSV {
		return writeCSV(to, s, rows)
	}
	return writeXLSX(to, s, rows)
}

// harmless keeps words from being taken for a formula. It is what imports take off again.
func harmless(s string) string {
	if bare := strings.TrimLeft(s, "'"); bare != "" && strings.ContainsRune("=+-@\t\r", rune(bare[0])) {
		return "'" + s
	}
	return s
}
