package feed

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// csvRows reads a CSV file. Unlike a strict reader it takes what people's programs write: stray quotation marks inside a
// value are part of it, and a mark that is opened and never closed costs one line, not the rest of the file.
type csvRows struct {
	in     *bufio.Reader
	closer io.Closer
	comma  byte
	limits Limits
	line   int // of the next record
	row    row
	record bytes.Buffer // of the record being read, as it stands
	ahead  []byte       // lines read while looking for a closing mark, to be read again
	open   int          // marks that were never closed
}

// mostUnclosed is after how many of them a value may no longer go over several lines: looking for the end costs time.
const mostUnclosed = 20

func (p *Part) csvRows(limits Limits) (*csvRows, error) {
	text, closer, err := p.text()
	if err != nil {
		return nil, err
	}
	r := &csvRows{in: bufio.NewReaderSize(text, 256<<10), closer: closer, limits: limits, line: 1}
	head, err := r.in.Peek(64 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		closer.Close()
		return nil, unreadable(err)
	}
	r.comma = divider(head)
	if first, _, _ := bytes.Cut(head, []byte("\n")); bytes.HasPrefix(bytes.ToLower(first), []byte("sep=")) && len(bytes.TrimSpace(first)) == 5 {
		r.comma = first[4]
		_, _ = r.physical()
	}
	return r, nil
}

func (r *csvRows) Close() error { return r.closer.Close() }

// divider is the sign that parts the values: the one that most lines of the beginning have the same number of.
func divider(head []byte) byte {
	best, most := byte(','), 0
	for _, d := range []byte{';', '\t', ',', '|'} {
		counts := map[int]int{}
		lines, n, quoted := 0, 0, false
		for _, b := range head {
			switch {
			case b == '"':
				quoted = !quoted
			case b == d && !quoted:
				n++
			case b == '\n' && !quoted:
				counts[n]++
				lines, n = lines+1, 0
			}
		}
		if lines == 0 {
			counts[n]++
		}
		for dividers, same := range counts {
			if score := dividers * same; dividers > 0 && (score > most) {
				best, most = d, score
			}
		}
	}
	return best
}

// physical reads one line of the file with its end. A line that never ends is refused.
func (r *csvRows) physical() ([]byte, error) {
	if len(r.ahead) > 0 {
		i := bytes.IndexByte(r.ahead, '\n') + 1
		if i == 0 {
			i = len(r.ahead)
		}
		line := r.ahead[:i]
		r.ahead = r.ahead[i:]
		r.line++
		return line, nil
	}
	var line []byte
	for {
		chunk, err := r.in.ReadSlice('\n')
		line = append(line, chunk...)
		switch {
		case err == nil || errors.Is(err, io.EOF) && len(line) > 0:
			r.line++
			return line, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			if errors.Is(err, io.EOF) {
				return nil, io.EOF
			}
			return nil, unreadable(err)
		case len(line) > r.longest():
			return nil, &Fault{Place: Place{Line: r.line}, Code: TooLarge, Outcome: Fatal}
		}
	}
}

// longest is how many bytes a line may have.
func (r *csvRows) longest() int { return 16 * r.limits.Cell }

// next reads the next record.
func (r *csvRows) next() (*row, error) {
	started := r.line
	line, err := r.physical()
	if err != nil {
		return nil, err
	}
	r.row = row{line: started, cells: r.row.cells[:0]}
	if open := r.split(line, true); !open {
		return r.checked(), nil
	}
	r.record.Reset()
	r.record.Write(line)
	for r.open < mostUnclosed && r.record.Len() <= 4*r.limits.Cell && len(r.row.cells) <= r.limits.Columns {
		more, err := r.physical()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		r.record.Write(more)
		r.row.cells = r.row.cells[:0]
		if bytes.IndexByte(more, '"') >= 0 && !r.split(r.record.Bytes(), true) {
			return r.checked(), nil
		}
	}
	return r.unclosed(started, len(line)), nil
}

// unclosed takes the record's first line literally and gives the others back.
func (r *csvRows) unclosed(started, first int) *row {
	r.open++
	all := bytes.Clone(r.record.Bytes())
	r.ahead = append(all[first:], r.ahead...)
	r.line = started + 1
	r.row.cells = r.row.cells[:0]
	r.split(all[:first], false)
	r.row.fault = &Fault{Place: Place{Line: started}, Value: cut(strings.TrimSpace(string(all[:first]))), Code: UnclosedQuote, Outcome: Noted}
	return &r.row
}

// split parts a record into its cells and says whether a quotation mark is still open at its end.
func (r *csvRows) split(record []byte, quotes bool) (open bool) {
	record = bytes.TrimSuffix(bytes.TrimSuffix(record, []byte("\n")), []byte("\r"))
	for {
		start := bytes.TrimLeft(record, " ")
		if !quotes || len(start) == 0 || start[0] != '"' {
			value, rest, more := bytes.Cut(record, []byte{r.comma})
			r.add(string(value))
			if !more {
				return false
			}
			record = rest
			continue
		}
		value, rest, closed := unquote(start[1:], r.comma)
		if !closed || len(r.row.cells) > r.limits.Columns {
			return true
		}
		r.add(value)
		if rest == nil {
			return false
		}
		record = rest
	}
}

// unquote reads a quoted value: a mark ends it only before a divider or the end; "" is one mark; any other mark is text.
func unquote(s []byte, comma byte) (value string, rest []byte, closed bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '"' {
			b.WriteByte(s[i])
			continue
		}
		after := bytes.TrimLeft(s[i+1:], " ")
		switch {
		case len(after) == 0:
			return b.String(), nil, true
		case after[0] == comma:
			return b.String(), after[1:], true
		case s[i+1] == '"':
			i++
		}
		b.WriteByte('"')
	}
	return "", nil, false
}

func (r *csvRows) add(s string) {
	s = strings.Trim(strings.ReplaceAll(s, "\r\n", "\n"), " \t\r\n\u00a0")
	r.row.cells = append(r.row.cells, cell{text: s})
}

// checked holds the record against the limits.
func (r *csvRows) checked() *row {
	if len(r.row.cells) > r.limits.Columns {
		r.row.fault = &Fault{Place: Place{Line: r.row.line}, Code: TooManyColumns, Outcome: Skipped}
		return &r.row
	}
	for i := range r.row.cells {
		c := &r.row.cells[i]
		if !utf8.ValidString(c.text) || strings.IndexByte(c.text, 0) >= 0 {
			c.text = strings.ReplaceAll(strings.ToValidUTF8(c.text, "\uFFFD"), "\x00", "")
		}
	}
	return &r.row
}
