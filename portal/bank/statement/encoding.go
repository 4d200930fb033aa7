package statement

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// text reads bytes in whatever encoding banks use here: UTF-8, Windows-1251 or DOS (cp866). Where one of the words must stand in
// it, it is the encoding in which one does; otherwise the one that makes the most letters.
func text(data []byte, words ...string) string {
	if utf8.Valid(data) {
		return string(data)
	}
	windows, dos := decoded(charmap.Windows1251, data), decoded(charmap.CodePage866, data)
	for _, w := range words {
		switch {
		case strings.Contains(windows, w):
			return windows
		case strings.Contains(dos, w):
			return dos
		}
	}
	if letters(dos) > letters(windows) {
		return dos
	}
	return windows
}

func decoded(m *charmap.Charmap, data []byte) string {
	out, err := m.NewDecoder().Bytes(data)
	if err != nil {
		return ""
	}
	return string(out)
}

// letters counts what a Russian text is made of, against what it never holds. Small letters weigh more: a text in the wrong
// encoding is full of capitals in the middle of words.
func letters(s string) (n int) {
	for _, r := range s {
		switch {
		case r >= 'а' && r <= 'я' || r == 'ё':
			n += 2
		case r >= 'А' && r <= 'Я' || r == 'Ё' || r == '№':
			n++
		case r >= utf8.RuneSelf:
			n -= 2
		}
	}
	return n
}

// lines are the lines of a text, whatever ends them.
func lines(s string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
}
