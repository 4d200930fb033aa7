package cadence

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	maxLine       = 1 << 20 // bytes; a longer line is reported and passed over
	maxQuoted     = 1 << 16 // bytes in one row with line breaks between quotes
	maxQuotedRows = 200     // lines such a row may take
	excerptLength = 80      // characters of a bad value that a report shows
)

// RowFault is one thing wrong with an order file: where, what stood there, and a
// stable code.
//
//	missing-value, invalid-date           in a column
//	too-many-fields                       more values than the header has names
//	unclosed-quote, line-too-long         the line cannot be told apart; Value is how it begins
//	missing-column, duplicate-column      in the header
//	empty-file, unsupported-encoding, unsupported-format
type RowFault struct {
	Line   int
	Column string
	Value  string
	Code   string
}

func (f RowFault) Error() string {
	text := fmt.Sprintf("line %d: %s", f.Line, f.Code)
	if f.Column != "" {
		text += " " + f.Column
	}
	if f.Value != "" {
		text += fmt.Sprintf(" %q", f.Value)
	}
	return text
}

// records reads the rows of a CSV file as people send it: gzip or plain, with or
// without a byte order mark, any line ends, commas, semicolons or tabs. Quotes
// may hold separators, quotes and line breaks.
//
// A quote that never closes must not swallow the rows after it, so a row is read
// across lines only while that makes a whole row; otherwise its first line is a
// fault and reading goes on with the second.
type records struct {
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

// record is a row; its fields are good until the next one is read.
type record struct {
	line   int
	fields [][]byte
}

// field is the value in a column with the blanks around it taken off; a row may
// end before the column.
func (r record) field(column int) []byte {
	if column >= len(r.fields) {
		return nil
	}
	return bytes.TrimSpace(r.fields[column])
}

func (r record) blank() bool {
	for i := range r.fields {
		if len(r.field(i)) > 0 {
			return false
		}
	}
	return true
}

func openRecords(file io.Reader) (*records, error) {
	in := bufio.NewReaderSize(file, 1<<16)
	if starts(in, "\x1f\x8b") {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		in = bufio.NewReaderSize(z, 1<<16)
	}
	switch {
	case starts(in, "\xff\xfe"), starts(in, "\xfe\xff"):
		return nil, RowFault{Line: 1, Value: "UTF-16", Code: "unsupported-encoding"}
	case starts(in, "PK\x03\x04"):
		return nil, RowFault{Line: 1, Value: "zip or xlsx", Code: "unsupported-format"}
	case starts(in, "\ufeff"):
		_, _ = in.Discard(len("\ufeff"))
	}
	return &records{in: in}, nil
}

// starts reports false at a read error too; the error comes again on reading.
func starts(in *bufio.Reader, magic string) bool {
	head, _ := in.Peek(len(magic))
	return string(head) == magic
}

// header reads the first line that says anything and finds the named columns in
// it, by the separator that finds most of them.
func (r *records) header(names ...string) ([]int, error) {
	var head []byte
	for len(bytes.TrimSpace(head)) == 0 {
		l, err := r.take()
		if errors.Is(err, io.EOF) {
			return nil, RowFault{Line: 1, Code: "empty-file"}
		}
		if err != nil {
			return nil, err
		}
		head = bytes.Clone(l.text)
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

func (r *records) find(names []string) (columns []int, faults []error) {
	for _, name := range names {
		at, times := 0, 0
		for i, field := range r.fields {
			if strings.EqualFold(string(bytes.TrimSpace(field)), name) {
				at, times = i, times+1
			}
		}
		switch {
		case times == 0:
			faults = append(faults, RowFault{Line: r.line, Column: name, Code: "missing-column"})
		case times > 1:
			faults = append(faults, RowFault{Line: r.line, Column: name, Code: "duplicate-column"})
		}
		columns = append(columns, at)
	}
	return columns, faults
}

// next is the next row; a RowFault is about this row alone, io.EOF is the end of
// the file, and any other error is the end of reading.
func (r *records) next() (record, error) {
	first, err := r.take()
	if err != nil {
		return record{}, err
	}
	row := record{line: r.line}
	if first.tooLong {
		return row, RowFault{Line: row.line, Value: excerpt(first.text), Code: "line-too-long"}
	}
	switch r.split(first.text) {
	case stray:
		return row, RowFault{Line: row.line, Value: excerpt(first.text), Code: "unclosed-quote"}
	case open:
		head := bytes.Clone(first.text)
		whole, err := r.join(head)
		if err != nil {
			return row, err
		}
		if !whole {
			return row, RowFault{Line: row.line, Value: excerpt(head), Code: "unclosed-quote"}
		}
	}
	row.fields = r.fields
	for i := r.width; i < len(row.fields); i++ {
		if extra := row.field(i); len(extra) > 0 {
			return row, RowFault{Line: row.line, Value: excerpt(extra), Code: "too-many-fields"}
		}
	}
	return row, nil
}

// join adds lines to one whose quote is still open until they make a row as wide
// as the header. Where they do not, it gives them back and reports false.
func (r *records) join(text []byte) (bool, error) {
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
func (r *records) take() (textLine, error) {
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
func (r *records) takeLong(begin []byte) (text []byte, tooLong bool, err error) {
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

// How the quotes of a text stand: all closed, one still open at the end, or one
// with text after it that belongs to no field.
type quotes int

const (
	closed quotes = iota
	open
	stray
)

// split cuts a text into r.fields at the separators outside quotes. A quote
// within an unquoted field (12" pan) is a character like any other.
func (r *records) split(text []byte) quotes {
	r.fields, r.text = r.fields[:0], r.text[:0]
	for {
		if begin := bytes.TrimLeft(text, " "); len(begin) > 0 && begin[0] == '"' {
			field, rest, q := r.quoted(begin[1:])
			if q != closed {
				return q
			}
			r.fields = append(r.fields, field)
			if rest == nil {
				return closed
			}
			text = rest
			continue
		}
		i := bytes.IndexByte(text, r.comma)
		if i < 0 {
			r.fields = append(r.fields, text)
			return closed
		}
		r.fields = append(r.fields, text[:i])
		text = text[i+1:]
	}
}

// quoted reads a field from after its opening quote. What follows the separator
// behind it is rest, nil at the end of the text.
func (r *records) quoted(text []byte) (field, rest []byte, q quotes) {
	begin := len(r.text)
	for {
		i := bytes.IndexByte(text, '"')
		if i < 0 {
			return nil, nil, open
		}
		if i+1 < len(text) && text[i+1] == '"' {
			r.text = append(r.text, text[:i+1]...)
			text = text[i+2:]
			continue
		}
		field = text[:i]
		if len(r.text) > begin {
			r.text = append(r.text, field...)
			field = r.text[begin:]
		}
		rest = bytes.TrimLeft(text[i+1:], " ")
		switch {
		case len(rest) == 0:
			return field, nil, closed
		case rest[0] == r.comma:
			return field, rest[1:], closed
		}
		return nil, nil, stray
	}
}

// excerpt is the beginning of a bad value, as readable text.
func excerpt(value []byte) string {
	text := strings.ToValidUTF8(string(value[:min(len(value), excerptLength*utf8.UTFMax)]), "\ufffd")
	for i := range text {
		if utf8.RuneCountInString(text[:i]) == excerptLength {
			return text[:i] + "…"
		}
	}
	return text
}
