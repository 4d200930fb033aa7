package pdf

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Inter (SIL Open Font License, fonts/OFL.txt), cut down to the writing systems we print by fonts/make.py.
//
//go:embed fonts/Inter-Regular.ttf
var regularTTF []byte

//go:embed fonts/Inter-SemiBold.ttf
var boldTTF []byte

const millimetresPerPoint = 25.4 / 72

// face knows how wide its characters are, in ems.
type face map[rune]float64

var (
	regular = sync.OnceValue(func() face { return widths(regularTTF) })
	bold    = sync.OnceValue(func() face { return widths(boldTTF) })
)

// widths reads the advance of every character of a font that is part of this program; one that cannot be read is a broken build.
func widths(ttf []byte) face {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic("pdf: embedded font: " + err.Error())
	}
	var buffer sfnt.Buffer
	em := fixed.I(int(f.UnitsPerEm()))
	out := face{}
	for r := rune(' '); r <= 0xFFFF; r++ {
		glyph, err := f.GlyphIndex(&buffer, r)
		if err != nil || glyph == 0 {
			continue
		}
		if advance, err := f.GlyphAdvance(&buffer, glyph, em, font.HintingNone); err == nil {
			out[r] = float64(advance) / float64(em)
		}
	}
	return out
}

// width of a text in millimetres.
func (f face) width(text string, size float64) (mm float64) {
	for _, r := range text {
		mm += f[r]
	}
	return mm * size * millimetresPerPoint
}

// printable composes accents, turns line breaks into spaces, drops what has no shape (and could turn the direction of reading) and
// shows what the typeface lacks as a replacement sign. A number stays with its sign.
func (f face) printable(text string) string {
	text = strings.Join(strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r):
			return -1
		case f[r] == 0:
			return unicode.ReplacementChar
		}
		return r
	}, norm.NFC.String(text)), func(r rune) bool { return r == ' ' }), " ")
	return strings.ReplaceAll(text, "№ ", "№\u00a0")
}

// wrap breaks a text into lines no wider than mm. Spaces break; a word that is wider than the line is cut, after a hyphen or a
// slash where there is one. What is past most lines ends in an ellipsis.
func (f face) wrap(text string, size, mm float64, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(f.printable(text), " ") {
		if line != "" && f.width(line+" "+word, size) <= mm {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for f.width(word, size) > mm && len(lines) <= most {
			head := f.cut(word, size, mm)
			lines, word = append(lines, head), word[len(head):]
		}
		if line = word; len(lines) > most {
			break
		}
	}
	if lines = append(lines, line); len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	last := []rune(lines[most-1])
	for len(last) > 0 && f.width(string(last)+"…", size) > mm {
		last = last[:len(last)-1]
	}
	lines[most-1] = string(last) + "…"
	return lines
}

// cut is the longest beginning of a word that fits, at least one character; it prefers to end where a word may be divided.
func (f face) cut(word string, size, mm float64) string {
	room, end, after := mm/size/millimetresPerPoint, 0, 0
	for at, r := range word {
		if room -= f[r]; room < 0 && at > 0 {
			break
		}
		end = at + len(string(r))
		if strings.ContainsRune("-/_.,;:+", r) {
			after = end
		}
	}
	if after > end/2 {
		return word[:after]
	}
	return word[:end]
}
