package feed

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode/utf32"

	utf "golang.org/x/text/encoding/unicode"
)

const utf8Name = "UTF-8"

// encodings that suppliers' files come in.
var encodings = map[string]encoding.Encoding{
	"UTF-16LE":     utf.UTF16(utf.LittleEndian, utf.UseBOM),
	"UTF-16BE":     utf.UTF16(utf.BigEndian, utf.UseBOM),
	"windows-1251": charmap.Windows1251,
	"IBM866":       charmap.CodePage866,
	"KOI8-R":       charmap.KOI8R,
	"windows-1252": charmap.Windows1252,
	"UTF-32LE":     utf32.UTF32(utf32.LittleEndian, utf32.UseBOM),
}

// examined is what a text file shows of itself.
type examined struct {
	encoding string
	start    string // what it begins with, past marks and spaces
	empty    bool
	binary   bool
}

// examine reads a file through once: only its last byte tells whether it is UTF-8.
func examine(open func() (io.ReadCloser, error)) (examined, error) {
	r, err := open()
	if err != nil {
		return examined{}, err
	}
	defer r.Close()
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return examined{}, unreadable(err)
	}
	head = bytes.Clone(head)
	seen := census{}
	buf := make([]byte, 64<<10)
	for {
		n, err := b.Read(buf)
		seen.add(buf[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return examined{}, unreadable(err)
		}
	}
	x := examined{encoding: seen.encoding(head)}
	text, err := decoded(io.NopCloser(bytes.NewReader(head)), x.encoding)
	if err != nil {
		return x, err
	}
	begins, _ := io.ReadAll(text)
	x.start = strings.TrimLeftFunc(string(begins), unicode.IsSpace)
	x.empty = x.start == "" && len(head) < 4096
	x.binary = strings.ContainsRune(string(begins), 0) || bytes.HasPrefix(head, []byte("%PDF")) || bytes.HasPrefix(head, []byte("Rar!")) || bytes.HasPrefix(head, []byte("7z\xbc\xaf"))
	return x, nil
}

// unreadable says of an archive's or a reader's failure that the file is damaged; what is a Fault stays one.
func unreadable(err error) error {
	var fault *Fault
	if errors.As(err, &fault) {
		return err
	}
	return &Fault{Code: UnreadableFile, Outcome: Fatal}
}

// census counts what tells encodings apart.
type census struct {
	rest    []byte // of a character that the last block cut
	notUTF8 bool
	zeros   [2]int // at even and odd places
	total   int
	sample  []byte // the first bytes beyond ASCII
}

func (c *census) add(block []byte) {
	for i, b := range block {
		if b == 0 {
			c.zeros[(c.total+i)%2]++
		}
		if b >= 0x80 && len(c.sample) < 8192 {
			c.sample = append(c.sample, b)
		}
	}
	c.total += len(block)
	if c.notUTF8 {
		return
	}
	all := block
	if len(c.rest) > 0 {
		all = append(c.rest, block...)
	}
	for len(all) > 0 {
		r, size := utf8.DecodeRune(all)
		if r == utf8.RuneError && size == 1 {
			if !utf8.FullRune(all) {
				break
			}
			c.notUTF8 = true
			return
		}
		all = all[size:]
	}
	c.rest = bytes.Clone(all)
}

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

func (c *census) encoding(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) && !c.notUTF8:
		return utf8Name
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")):
		return "UTF-32LE"
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return "UTF-16LE"
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "UTF-16BE"
	case c.total >= 4 && c.zeros[1]*5 > c.total && c.zeros[0]*20 < c.total:
		return "UTF-16LE"
	case c.total >= 4 && c.zeros[0]*5 > c.total && c.zeros[1]*20 < c.total:
		return "UTF-16BE"
	case !c.notUTF8 && len(c.rest) == 0:
		return utf8Name
	}
	if m := declared.FindSubmatch(head); m != nil {
		for name := range encodings {
			if strings.EqualFold(name, string(m[1])) {
				return name
			}
		}
	}
	return c.likeliest()
}

// likeliest picks among the one-byte encodings that in which the text looks most like Russian.
func (c *census) likeliest() string {
	best, most := "windows-1251", -1
	for _, name := range []string{"windows-1251", "IBM866", "KOI8-R"} {
		text, err := encodings[name].NewDecoder().Bytes(c.sample)
		if err != nil {
			continue
		}
		score := 0
		for _, r := range string(text) {
			switch {
			case strings.ContainsRune("оеаинтсрвл", r):
				score += 3
			case r >= 'а' && r <= 'я':
				score++
			case r >= 'А' && r <= 'Я' || strings.ContainsRune("«»№—–\u00a0ёЁ", r):
			default:
				score -= 3
			}
		}
		if score > most || most < 0 && name == "windows-1251" {
			best, most = name, score
		}
	}
	return best
}

// decoded reads text in an encoding as UTF-8, without its mark.
func decoded(r io.ReadCloser, name string) (io.Reader, error) {
	if name != utf8Name {
		e, ok := encodings[name]
		if !ok {
			return nil, &Fault{Code: UnreadableFile, Outcome: Fatal}
		}
		return e.NewDecoder().Reader(r), nil
	}
	b := bufio.NewReaderSize(r, 64<<10)
	if mark, _ := b.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3)
	}
	return b, nil
}

// text opens a part as UTF-8.
func (p *Part) text() (io.Reader, io.Closer, error) {
	r, err := p.open()
	if err != nil {
		return nil, nil, err
	}
	t, err := decoded(r, p.Encoding)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	return t, r, nil
}
