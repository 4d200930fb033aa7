package importing

import (
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/charmap"

	"povtor/models"
	"povtor/portal/csvfile"
)

// refusals are what is told of a file that is no CSV at all.
var refusals = map[string]string{
	"empty-file":           "The file is empty.",
	"unsupported-encoding": "The file is UTF-16: save it as UTF-8.",
	"unsupported-format":   "The file is not CSV text but a workbook, an archive that cannot be unpacked, or something else.",
	"line-too-long":        "The file's first line is longer than any header.",
	"unclosed-quote":       "A quotation mark in the header is never closed.",
}

// openFile opens a CSV file as it comes, plain or gzip, UTF-8 or Windows-1251, and reads its header.
func openFile(file io.Reader) (*csvfile.Reader, []string, error) {
	r, err := csvfile.Open(file, charmap.Windows1251)
	if err != nil {
		return nil, nil, refused(err)
	}
	header, err := r.Names()
	return r, header, refused(err)
}

func refused(err error) error {
	var f csvfile.Fault
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return models.Faulty(models.Invalid, "unreadable-file", refusals[f.Code])
	}
	return models.Faulty(models.Invalid, "unreadable-file", fmt.Sprintf("The file cannot be read: %v.", err))
}
