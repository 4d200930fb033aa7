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
	if r := (reading{Loose: true}); len(w.Words) > 1 {
		if found, err = look(r.of(w)); err != nil || found {
			return r, err
		}
	}
	if code := codeIn(in.Q); code != "" {
		r := reading{Code: code}
		if found, err = look(r.of(w)); err != nil || found {
			return r, err
		}
	}
	words, err := mend(tx, a, in.Q, w.Words)
	if err != nil || words == nil {
		return reading{}, err
	}
	r := reading{Words: strings.Join(words, " "), Loose: true}
	if found, err = look(r.of(w)); err != nil || !found {
		return reading{}, err
	}
	return r, nil
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
// of the fingers. Nil when that cannot be done with all of them, or none needs it.
func mend(tx *models.Tx, a models.Assortment, typed string, words []string) ([]string, error) {
	other := models.SearchWords(otherKeyboard(typed))
	ask := append(slices.Clone(words), other...)
	for _, word := range words {
		ask = append(ask, spellingsOf(word)...)
	}
	standing, err := models.WordsThatFind(tx, a, ask)
	if err != nil {
		return nil, err
	}
	stands := func(w string) bool { return slices.Contains(standing, w) }
	switch {
	case !slices.ContainsFunc(words, func(w string) bool { return !stands(w) }):
		return nil, nil
	case len(other) > 0 && !slices.ContainsFunc(other, func(w string) bool { return !stands(w) }):
		return other, nil
	case slices.ContainsFunc(other, stands) && !slices.ContainsFunc(words, stands):
		words = other
	}
	mended := slices.Clone(words)
	for i, word := range words {
		if stands(word) {
			continue
		}
		if mended[i], err = better(tx, a, word, stands); err != nil || mended[i] == "" {
			return nil, err
		}
	}
	return mended, nil
}

// better is a word that finds something in the place of one that does not; "" when there is none.
func better(tx *models.Tx, a models.Assortment, word string, stands func(string) bool) (string, error) {
	spelt := transliterations(word)
	if mendable(word) {
		if found, err := meant(tx, a, word, 1); err != nil || found != "" {
			return found, err
		}
	}
	if all := spellingsOf(word); slices.ContainsFunc(all, stands) {
		return all[slices.IndexFunc(all, stands)], nil
	}
	if !mendable(word) {
		return "", nil
	}
	for _, like := range append([]string{word}, spelt[:min(len(spelt), 1)]...) {
		if found, err := meant(tx, a, like, forgiven(like)); err != nil || found != "" {
			return found, err
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
	near := nearest(typed, alike, slips)
	if len(near) == 0 {
		return "", nil
	}
	standing, err := models.WordsThatFind(tx, a, near)
	if err != nil {
		return "", err
	}
	for _, word := range near {
		if slices.Contains(standing, word) {
			return word, nil
		}
	}
	return "", nil
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
