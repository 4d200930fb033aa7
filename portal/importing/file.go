package importing

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const sniff = 64 << 10

// table reads a CSV file as it comes: plain or gzip, UTF-8 with or without a mark or Windows-1251, divided by commas,
// semicolons or tabs.
type table struct {
	csv    *csv.Reader
	header []string
}

func openTable(file io.Reader) (*table, error) {
	b := bufio.NewReaderSize(file, sniff)
	if magic, _ := b.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, errors.New("the file begins like gzip but cannot be unpacked")
		}
		b = bufio.NewReaderSize(z, sniff)
	}
	head, err := b.Peek(sniff)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var text io.Reader = b
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = b.Discard(3)
		head = head[3:]
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return nil, errors.New("the file is UTF-16: save it as UTF-8")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil, errors.New("the file is a workbook or an archive, not CSV")
	case !validUTF8(head):
		text = charmap.Windows1251.NewDecoder().Reader(b)
	}
	t := &table{csv: csv.NewReader(text)}
	t.csv.Comma = divider(head)
	t.csv.ReuseRecord = true
	t.csv.FieldsPerRecord = -1 // counted by ourselves, so that one short row does not end the file
	t.csv.LazyQuotes = true
	header, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the file is empty")
	}
	if err != nil {
		return nil, err
	}
	t.header = append(t.header, header...)
	return t, nil
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

// divider is the likeliest one of the header line.
func divider(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', bytes.Count(line, []byte(","))
	for _, d := range []rune{';', '\t'} {
		if n := bytes.Count(line, []byte(string(d))); n > most {
			best, most = d, n
		}
	}
	return best
}
