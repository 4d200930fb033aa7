package feed

import (
	"context"
	"io"
)

type workbook struct{}

func (f *File) openArchive(io.ReaderAt, int64) error { return f.fatal(NotAFeed) }
func kindOfXML(Part) (Kind, error)                   { return "", &Fault{Code: NotAFeed, Outcome: Fatal} }
func (r *reading) workbook(*Part) error              { return nil }
func (r *reading) yml(*Part) error                   { return nil }
func (r *reading) commerceML(*Part) error            { return nil }
func (f *File) sheetLayouts(context.Context, *Part) ([]Table, error) {
	return nil, nil
}
