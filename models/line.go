package models

import (
	"strings"
	"unicode"
)

// OneLine is a name as it is kept: one line, without the characters that are not seen but change what is (controls,
// overrides of the reading direction), and "" where nothing is left to be seen.
func OneLine(s string) string {
	return seen(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return unlessUnseen(r)
	}, strings.ToValidUTF8(s, ""))), " "))
}

// Text is a note as it is kept: as [OneLine], with its line breaks and tabs.
func Text(s string) string {
	return seen(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return unlessUnseen(r)
	}, strings.ToValidUTF8(s, "")))
}

func seen(s string) string {
	s = strings.TrimSpace(s)
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }) {
		return ""
	}
	return s
}

// unlessUnseen is the character, or -1 for one that is not seen. Joiners stay, which some scripts are written with.
func unlessUnseen(r rune) rune {
	switch {
	case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069',
		r == '\u200b', r == '\u2060', r == '\ufeff', r == '\ufffd':
		return -1
	}
	return r
}
