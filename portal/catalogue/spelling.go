package catalogue

import (
	"slices"
	"strings"
	"unicode"

	"povtor/models"
)

// The keys of the two keyboards, one under the other.
const (
	latinKeys    = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>"
	russianKeys  = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю"
	latinLooks   = "abekmhopctyx" // letters that look the same
	russianLooks = "авекмнорстух"
)

var (
	onOtherKeys = pairs(latinKeys, russianKeys)
	lookalikes  = pairs(latinLooks, russianLooks)
)

// pairs lead from each letter of either row to its counterpart in the other; where there are several, to the first.
func pairs(a, b string) map[rune]rune {
	to, other := map[rune]rune{}, []rune(b)
	for i, r := range []rune(a) {
		for _, p := range [][2]rune{{r, other[i]}, {other[i], r}} {
			if _, taken := to[p[0]]; !taken {
				to[p[0]] = p[1]
			}
		}
	}
	return to
}

// otherKeyboard is what was meant by somebody who typed with the other keyboard switched on: ghbdtn is привет.
func otherKeyboard(typed string) string { return exchange(strings.ToLower(typed), onOtherKeys) }

func exchange(text string, to map[rune]rune) string {
	return strings.Map(func(r rune) rune {
		if other, ok := to[r]; ok {
			return other
		}
		return r
	}, text)
}

// russian and latin are how a sound is written in the other alphabet, the usual way first; longer ones are looked for first.
var (
	toRussian = spellings(`shch щ|sch щ,сч|zh ж|kh х|ts ц|ch ч|sh ш|yu ю|ya я|yo е|ye е|ee и|oo у|ck к|ph ф|th т|
		a а,я|b б|c к,ц|d д|e е,э|f ф|g г|h х,г|i и,й|j й,дж|k к|l л,ль|m м|n н|o о|p п|q к|r р|s с|t т|u у,ю|v в|w в|x кс|y ы,й|z з`)
	toLatin = spellings(`кс ks,x|а a|б b|в v,w|г g|д d|е e|ж zh,j|з z|и i|й y,i|к k,c|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х kh,h|
		ц ts,c|ч ch|ш sh,sch|щ shch|ъ |ы y|ь |э e|ю yu|я ya`)
)

type spelling struct {
	sound string
	ways  []string
}

func spellings(table string) []spelling {
	var all []spelling
	for line := range strings.SplitSeq(table, "|") {
		sound, ways, _ := strings.Cut(strings.TrimSpace(line), " ")
		all = append(all, spelling{sound, strings.Split(ways, ",")})
	}
	return all
}

// mostSpellings is how many are tried of one word.
const mostSpellings = 6

// transliterations are a word in the other alphabet: the usual way, then with one sound written otherwise. A word with figures is
// written with the letters that look the same.
func transliterations(word string) []string {
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return []string{exchange(word, lookalikes)}
	}
	table := toLatin
	if strings.ContainsFunc(word, func(r rune) bool { return r < unicode.MaxLatin1 }) {
		table = toRussian
	}
	var parts [][]string
	for rest := word; rest != ""; {
		i := slices.IndexFunc(table, func(s spelling) bool { return strings.HasPrefix(rest, s.sound) })
		if i < 0 {
			return nil
		}
		parts, rest = append(parts, table[i].ways), rest[len(table[i].sound):]
	}
	usual := make([]string, len(parts))
	for i, ways := range parts {
		usual[i] = ways[0]
	}
	found := []string{strings.Join(usual, "")}
	for i, ways := range slices.Backward(parts) {
		for _, way := range ways[1:] {
			if len(found) == mostSpellings {
				return found
			}
			other := slices.Clone(usual)
			other[i] = way
			found = append(found, strings.Join(other, ""))
		}
	}
	return found
}

// spellingsOf are a word in the other alphabet, or as the other keyboard would have had it.
func spellingsOf(word string) []string {
	return append(transliterations(word), models.PlainWords(otherKeyboard(word))...)
}

// swapped are a word with two neighbouring letters exchanged, which is how fingers slip most.
func swapped(word string) []string {
	letters := []rune(word)
	var all []string
	for i := range max(len(letters)-1, 0) {
		if letters[i] == letters[i+1] {
			continue
		}
		other := slices.Clone(letters)
		other[i], other[i+1] = other[i+1], other[i]
		all = append(all, string(other))
	}
	return all
}
