package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// measure is a unit of measure: what it is counted in, and how many of those it is.
type measure struct {
	smallest string
	times    int64
}

// measures are those that goods are told apart by; plain_measures in the database knows the same.
var measures = map[string]measure{
	"мл": {"ml", 1}, "ml": {"ml", 1}, "л": {"ml", 1000}, "l": {"ml", 1000},
	"г": {"g", 1}, "гр": {"g", 1}, "g": {"g", 1}, "кг": {"g", 1000}, "kg": {"g", 1000},
	"мм": {"mm", 1}, "mm": {"mm", 1}, "см": {"mm", 10}, "cm": {"mm", 10}, "м": {"mm", 1000}, "m": {"mm", 1000},
}

// SearchWords are the words of what was typed as goods are searched by them: plain, with every measure as one word, so that
// "0,5 л" and "500 ml" are both 500ml.
func SearchWords(text string) []string {
	var words []string
	text = strings.ToLower(text)
	from := 0
	for at, end, word := firstMeasure(text, 0); word != ""; at, end, word = firstMeasure(text, end) {
		words, from = append(append(words, PlainWords(text[from:at])...), word), end
	}
	words = append(words, PlainWords(text[from:])...)
	once := words[:0]
	for _, w := range words {
		if !slices.Contains(once, w) && len(once) < mostWords {
			once = append(once, w)
		}
	}
	return once
}

// Measures are those that stand in a text, each as one word.
func Measures(text string) (found []string) {
	text = strings.ToLower(text)
	for _, end, word := firstMeasure(text, 0); word != ""; _, end, word = firstMeasure(text, end) {
		found = append(found, word)
	}
	return found
}

// firstMeasure is the first measure at or after a place: where it stands, and what it is as one word.
func firstMeasure(text string, from int) (at, end int, word string) {
	for at = from; at < len(text); at++ {
		if !figure(text, at) || at > 0 && (figure(text, at-1) || text[at-1] == '.' || text[at-1] == ',') {
			continue
		}
		if end, word = measureAt(text, at); word != "" {
			return at, end, word
		}
	}
	return 0, 0, ""
}

func figure(text string, at int) bool { return at < len(text) && text[at] >= '0' && text[at] <= '9' }

// measureAt reads a number and its unit.
func measureAt(text string, at int) (end int, word string) {
	const mostDigits, mostPlaces = 9, 4
	digits := at
	for figure(text, digits) {
		digits++
	}
	end = digits
	if end < len(text) && (text[end] == '.' || text[end] == ',') && figure(text, end+1) {
		for end++; figure(text, end); end++ {
		}
	}
	if digits-at > mostDigits || end-digits-1 > mostPlaces {
		return 0, ""
	}
	number := strings.Replace(text[at:end], ",", ".", 1)
	if end < len(text) && text[end] == ' ' {
		end++
	}
	unit := end
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		end += size
	}
	m, ok := measures[text[unit:end]]
	value, err := decimal.NewFromString(number)
	if !ok || err != nil {
		return 0, ""
	}
	return end, strings.Replace(value.Mul(decimal.NewFromInt(m.times)).String(), ".", "p", 1) + m.smallest
}
