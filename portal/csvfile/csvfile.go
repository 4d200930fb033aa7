// Package csvfile reads CSV as companies send it: one bad line costs that line alone, never the rest of the file.
package csvfile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	maxLine       = 1 << 20 // bytes; a longer line is reported and passed over
	maxQuoted     = 1 << 16 // bytes in one row with line breaks between quotes
	maxQuotedRows = 200     // lines such a row may take
	excerptLength = 80      // characters of a bad value that a report shows
)

// Fault is one thing wrong with a file: where, what stood there, and a stable
// code. The reader itself knows these; who reads a column has more:
//
//	too-many-fields                       more values than the header has names
//	unclosed-quote, line-too-long         the line cannot be told apart; Value is how it begins
//	missing-column, duplicate-column      in the header
//	empty-file, unsupported-encoding, unsupported-format
type Fault struct {
	Line   int
	Column string
	Value  string
	Code   string
}

func (f Fault) Error() string {
	text := fmt.Sprintf("line %d: %s", f.Line, f.Code)
	if f.Column != "" {
		text += " " + f.Column
	}
	if f.Value != "" {
		text += fmt.Sprintf(" %q", f.Value)
	}
	return text
}

// Reader reads the rows of a CSV file as people send it: gzip or plain, with or
// without a byte order mark, any line ends, commas, semicolons or tabs. Quotes
// may hold separators, quotes and line breaks.
//
// A quote that never closes must not swallow the rows after it, so a row is read
// across lines only while that makes a whole row; otherwise its first line is a
// fault and reading goes on with the second.
type Reader struct {
	in     *bufio.Reader
	comma  byte
	width  int        // columns in the header, 0 before it is read
	line   int        // number of the line last taken
	ahead  []textLine // taken in search of a closing quote, and given back
	long   []byte     // a line that is longer than the buffer
	fields [][]byte
	text   []byte // quoted fields with their doubled quotes undone
}

type textLine struct {
	text    []byte
	tooLong bool
}

// Record is a row; its fields are good until the next one is read.
type Record struct {
	Line   int
	Fields [][]byte
}

// Field is the value in a column with the blanks around it taken off; a row may
// end before the column.
func (r Record) Field(column int) []byte {
	if column >= len(r.Fields) {
		return nil
	}
	return bytes.TrimSpace(r.Fields[column])
}

// Blank reports a row with nothing in it.
func (r Record) Blank() bool {
	for i := range r.Fields {
		if len(r.Field(i)) > 0 {
			return false
		}
	}
	return true
}

// Open unpacks the file where it is gzip. Text that is not UTF-8 is taken to be in the legacy encoding; nil leaves it as
// it is.
func Open(file io.Reader, legacy *charmap.Charmap) (*Reader, error) {
	in := bufio.NewReaderSize(file, 1<<16)
	if starts(in, "\x1f\x8b") {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, Fault{Line: 1, Value: "broken gzip", Code: "unsupported-format"}
		}
		in = bufio.NewReaderSize(z, 1<<16)
	}
	head, _ := in.Peek(in.Size()) // an error comes again on reading
	switch {
	case starts(in, "\xff\xfe"), starts(in, "\xfe\xff"):
		return nil, Fault{Line: 1, Value: "UTF-16", Code: "unsupported-encoding"}
	case starts(in, "PK\x03\x04"):
		return nil, Fault{Line: 1, Value: "zip or xlsx", Code: "unsupported-format"}
	case bytes.IndexByte(head, 0) >= 0:
		return nil, Fault{Line: 1, Value: "not text", Code: "unsupported-format"}
	case starts(in, "\ufeff"):
		_, _ = in.Discard(len("\ufeff"))
	case legacy != nil && !validUTF8(head):
		in = bufio.NewReaderSize(legacy.NewDecoder().Reader(in), 1<<16)
	}
	return &Reader{in: in}, nil
}

// validUTF8 allows a character cut off at the end of what was peeked.
func validUTF8(b []byte) bool {
	for i := 0; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.Valid(b[:len(b)-i]) {
			return true
		}
	}
	return false
}

// starts reports false at a read error too; the error comes again on reading.
func starts(in *bufio.Reader, magic string) bool {
	head, _ := in.Peek(len(magic))
	return string(head) == magic
}

// Header reads the first line that says anything and finds the named columns in
// it, by the separator that finds most of them.
func (r *Reader) Header(names ...string) ([]int, error) {
	head, err := r.head()
	if err != nil {
		return nil, err
	}
	var columns []int
	var faults []error
	for _, comma := range []byte(",;\t") {
		r.comma = comma
		r.split(head)
		found, wrong := r.find(names)
		if faults == nil || len(wrong) < len(faults) {
			columns, faults = found, wrong
		}
		if len(wrong) == 0 {
			r.width = len(r.fields)
			return columns, nil
		}
	}
	return nil, errors.Join(faults...)
}

// Names reads the first line that says anything as a header, by the likeliest
// separator.
func (r *Reader) Names() ([]string, error) {
	head, err := r.head()
	if err != nil {
		return nil, err
	}
	r.comma = ','
	for _, comma := range []byte(";\t") {
		if bytes.Count(head, []byte{comma}) > bytes.Count(head, []byte{r.comma}) {
			r.comma = comma
		}
	}
	if r.split(head) != closed {
		return nil, Fault{Line: r.line, Value: Excerpt(head), Code: "unclosed-quote"}
	}
	r.width = len(r.fields)
	names := make([]string, r.width)
	for i, field := range r.fields {
		names[i] = string(bytes.TrimSpace(field))
	}
	return names, nil
}

// head is the first line that says anything.
func (r *Reader) head() ([]byte, error) {
	for {
		l, err := r.take()
		switch {
		case errors.Is(err, io.EOF):
			return nil, Fault{Line: 1, Code: "empty-file"}
		case err != nil:
			return nil, err
		case l.tooLong:
			return nil, Fault{Line: r.line, Value: Excerpt(l.text), Code: "line-too-long"}
		case len(bytes.TrimSpace(l.text)) > 0:
			return bytes.Clone(l.text), nil
		}
	}
}

// Line is the number of the line last taken.
func (r *Reader) Line() int { return r.line }

func (r *Reader) find(names []string) (columns []int, faults []error) {
	for _, name := range names {
		at, times := 0, 0
		for i, field := range r.fields {
			if strings.EqualFold(string(bytes.TrimSpace(field)), name) {
				at, times = i, times+1
			}
		}
		switch {
		case times == 0:
			faults = append(faults, Fault{Line: r.line, Column: name, Code: "missing-column"})
		case times > 1:
			faults = append(faults, Fault{Line: r.line, Column: name, Code: "duplicate-column"})
		}
		columns = append(columns, at)
	}
	return columns, faults
}

// Next is the next row; a Fault is about this row alone, io.EOF is the end of
// the file, and any other error is the end of reading.
func (r *Reader) Next() (Record, error) {
	first, err := r.take()
	if err != nil {
		return Record{}, err
	}
	row := Record{Line: r.line}
	if first.tooLong {
		return row, Fault{Line: row.Line, Value: Excerpt(first.text), Code: "line-too-long"}
	}
	switch r.split(first.text) {
	case stray:
		return row, Fault{Line: row.Line, Value: Excerpt(first.text), Code: "unclosed-quote"}
	case open:
		head := bytes.Clone(first.text)
		whole, err := r.join(head)
		if err != nil {
			return row, err
		}
		if !whole {
			return row, Fault{Line: row.Line, Value: Excerpt(head), Code: "unclosed-quote"}
		}
	}
	row.Fields = r.fields
	for i := r.width; i < len(row.Fields); i++ {
		if extra := row.Field(i); len(extra) > 0 {
			return row, Fault{Line: row.Line, Value: Excerpt(extra), Code: "too-many-fields"}
		}
	}
	return row, nil
}

// join adds lines to one whose quote is still open until they make a row as wide
// as the header. Where they do not, it gives them back and reports false.
func (r *Reader) join(text []byte) (bool, error) {
	line := r.line
	var taken []textLine
	for len(taken) < maxQuotedRows && len(text) < maxQuoted {
		more, err := r.take()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return false, err
		}
		more.text = bytes.Clone(more.text)
		taken = append(taken, more)
		if more.tooLong {
			break
		}
		text = append(append(text, '\n'), more.text...)
		if bytes.IndexByte(more.text, '"') < 0 {
			continue
		}
		q := r.split(text)
		if q == closed && len(r.fields) == r.width {
			return true, nil
		}
		if q != open {
			break
		}
	}
	r.ahead = append(taken, r.ahead...)
	r.line = line
	return false, nil
}

// take is the next line without its line end, good until the one after it.
func (r *Reader) take() (textLine, error) {
	if len(r.ahead) > 0 {
		l := r.ahead[0]
		r.ahead = r.ahead[1:]
		r.line++
		return l, nil
	}
	text, err := r.in.ReadSlice('\n')
	tooLong := false
	if errors.Is(err, bufio.ErrBufferFull) {
		text, tooLong, err = r.takeLong(text)
	}
	if err != nil && (!errors.Is(err, io.EOF) || len(text) == 0) {
		return textLine{}, err
	}
	r.line++
	text = bytes.TrimSuffix(text, []byte("\n"))
	return textLine{bytes.TrimSuffix(text, []byte("\r")), tooLong}, nil
}

// takeLong is the rest of a line that did not fit the buffer. Of a line past
// maxLine only the beginning is kept.
func (r *Reader) takeLong(begin []byte) (text []byte, tooLong bool, err error) {
	r.long = append(r.long[:0], begin...)
	for {
		more, err := r.in.ReadSlice('\n')
		tooLong = tooLong || len(r.long)+len(more) > maxLine
		if !tooLong {
			r.long = append(r.long, more...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return r.long, tooLong, err
		}
	}
}

// Excerpt is the beginning of a bad value, as readable text.
func Excerpt(value []byte) string {
	text := strings.ToValidUTF8(string(value[:min(len(value), excerptLength*utf8.UTFMax)]), "\ufffd")
	for i := range text {
		if utf8.RuneCountInString(text[:i]) == excerptLength {
			return text[:i] + "…"
		}
	}
	return text
}
