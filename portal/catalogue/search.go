package catalogue

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"povtor/models"
)

// lookup is a way to look for goods; it reports whether it found any.
type lookup func(models.Wanted) (found bool, err error)

// reading is how what was typed came to be understood.
type reading struct {
	Loose bool   `json:"l"` // every word may be the beginning of one
	Words string `json:"w"` // searched instead of what was typed; empty: as it was typed
	Code  string `json:"c"` // or as a part of a code
}

// of is what is wanted by that reading.
func (r reading) of(w models.Wanted) models.Wanted {
	switch {
	case r.Code != "":
		w.Words, w.Part, w.Exact, w.Code = nil, "", "", r.Code
	case r.Words != "":
		w.Words, w.Part, w.Exact = strings.Fields(r.Words), "", ""
	}
	w.Loose = r.Loose
	return w
}

// understand looks for goods as it was typed; when that finds nothing, with every word as the beginning of one; for a part of a
// code; and at last with the words that find nothing mended.
func understand(tx *models.Tx, a models.Assortment, in Filter, look lookup) (reading, error) {
	w := in.wanted()
	found, err := look(w)
	if err != nil || found || len(w.Words) == 0 {
		return reading{}, err
	}
	other := models.SearchWords(otherKeyboard(in.Q))
	standing, err := models.WordsThatFind(tx, a, slices.Concat(w.Words, other))
	if err != nil {
		return reading{}, err
	}
	r := reading{Loose: true}
	if len(w.Words) > 1 && all(w.Words, standing) {
		if found, err = look(r.of(w)); err != nil || found {
			return r, err
		}
	}
	if r.Loose, r.Code = false, codeIn(in.Q); r.Code != "" {
		if found, err = look(r.of(w)); err != nil || found {
			return r, err
		}
	}
	words, err := mend(tx, a, w.Words, other, standing)
	if err != nil || words == nil {
		return reading{}, err
	}
	r = reading{Words: strings.Join(words, " "), Loose: true}
	if found, err = look(r.of(w)); err != nil || !found {
		return reading{}, err
	}
	return r, nil
}

// Understood is what a filter wants, with the words that find something in the place of those that were typed: for lists that are
// made elsewhere than on the catalogue's page.
func Understood(tx *models.Tx, a models.Assortment, in Filter) (models.Wanted, error) {
	r, err := understand(tx, a, in, func(w models.Wanted) (bool, error) {
		found, _, err := models.GoodsByName(tx, a, w, models.Stretch{Limit: 1})
		return len(found) > 0, err
	})
	return r.of(in.wanted()), err
}

// all reports whether each of the words is among those that stand.
func all(words, standing []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(standing, w) })
}

type finder func(*models.Tx, models.Assortment, models.Wanted, models.Stretch) ([]models.Listed, []models.Terms, error)

// order picks how a list is sorted.
func order(sort string, w models.Wanted) finder {
	searched := len(w.Words) > 0 || w.Code != ""
	switch {
	case sort == ByUse:
		return models.GoodsByUse
	case sort == ByRelevance && searched, sort == "" && searched:
		return models.GoodsByRelevance
	}
	return models.GoodsByName
}

// mend makes words that find something of those that do not: typed on the other keyboard, in the other alphabet, or with a slip
// of the fingers. Of the words, and of those that the other keyboard had made of them, some are known to stand. Nil when it cannot
// be done with all of them, or none needs it.
func mend(tx *models.Tx, a models.Assortment, words, other, standing []string) (mended []string, err error) {
	stands := func(w string) bool { return slices.Contains(standing, w) }
	switch {
	case all(words, standing):
		return nil, nil
	case len(other) > 0 && all(other, standing):
		return other, nil
	case slices.ContainsFunc(other, stands) && !slices.ContainsFunc(words, stands):
		words = other
	}
	mended = slices.Clone(words)
	for i, word := range words {
		if stands(word) {
			continue
		}
		if mended[i], err = better(tx, a, word); err != nil || mended[i] == "" {
			return nil, err
		}
	}
	return mended, nil
}

// better is a word that finds something in the place of one that does not; "" when there is none.
func better(tx *models.Tx, a models.Assortment, word string) (string, error) {
	if mendable(word) {
		if found, err := meant(tx, a, word, 1); err != nil || found != "" {
			return found, err
		}
	}
	if found, err := first(tx, a, spellingsOf(word)); err != nil || found != "" {
		return found, err
	}
	if !mendable(word) {
		return "", nil
	}
	spelt := transliterations(word)
	for _, like := range append([]string{word}, spelt[:min(len(spelt), 1)]...) {
		if found, err := meant(tx, a, like, forgiven(like)); err != nil || found != "" {
			return found, err
		}
	}
	return "", nil
}

// first is the first of the words that finds something; "" when none does.
func first(tx *models.Tx, a models.Assortment, words []string) (string, error) {
	if len(words) == 0 {
		return "", nil
	}
	standing, err := models.WordsThatFind(tx, a, words)
	if err != nil {
		return "", err
	}
	for _, word := range words {
		if slices.Contains(standing, word) {
			return word, nil
		}
	}
	return "", nil
}

// mendable reports a word long enough to guess at; figures are not guessed.
func mendable(word string) bool {
	const shortest = 3
	return len([]rune(word)) >= shortest && !strings.ContainsFunc(word, unicode.IsDigit)
}

// meant is the word that was most likely meant, among those that find something; "" when none is near enough.
func meant(tx *models.Tx, a models.Assortment, typed string, slips int) (string, error) {
	alike, err := models.WordsLike(tx, typed, swapped(typed))
	if err != nil {
		return "", err
	}
	return first(tx, a, nearest(typed, alike, slips))
}

// shortWord is so short that any slip makes it the beginning of something; all of the other word must be like it.
const shortWord = 4

// nearest are the words, or words that begin so, which a few slips of the fingers turn into what was typed, the fewest first.
// The longer the word, the more slips are forgiven.
func nearest(typed string, words []string, forgiven int) []string {
	type guess struct {
		word         string
		begun, whole int // slips to its beginning, and to all of it
	}
	var guesses []guess
	for _, w := range words {
		begun, whole := slips(typed, w)
		if begun <= forgiven && (whole <= forgiven || len([]rune(typed)) > shortWord) {
			guesses = append(guesses, guess{w, begun, whole})
		}
	}
	slices.SortStableFunc(guesses, func(a, b guess) int {
		return cmp.Or(cmp.Compare(a.begun, b.begun), cmp.Compare(a.whole, b.whole))
	})
	const enough = 5
	near := make([]string, 0, enough)
	for _, g := range guesses[:min(len(guesses), enough)] {
		near = append(near, g.word)
	}
	return near
}

func forgiven(typed string) int {
	switch n := len([]rune(typed)); {
	case n <= 4:
		return 1
	case n <= 8:
		return 2
	}
	return 3
}

// slips is how many letters were dropped, added, mistaken or swapped with their neighbour between what was typed and a word:
// its nearest beginning, as people stop typing when they have seen enough, and all of it.
func slips(typed, word string) (begun, whole int) {
	a, b := []rune(typed), []rune(word)
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return slices.Min(last), last[len(b)]
}
