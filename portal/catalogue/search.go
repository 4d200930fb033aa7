package catalogue

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"povtor/models"
)

// found is a stretch of the catalogue before it is priced.
type found struct {
	goods  []models.Listed
	terms  []models.Terms
	mended string // what was searched instead of what was typed
}

// find searches as it was typed, and, when that finds nothing at all, with the words that find nothing mended.
func find(tx *models.Tx, a models.Assortment, in ListInput, part place) (found, error) {
	w := in.wanted()
	if part.mended != "" {
		w.Words, w.Code = models.PlainWords(part.mended), ""
	}
	by := order(in.Sort, w)
	goods, terms, err := by(tx, a, w, part.Stretch)
	if err != nil || len(goods) > 0 || len(w.Words) == 0 || part.After != nil {
		return found{goods, terms, part.mended}, err
	}
	words, err := mend(tx, a, w.Words)
	if err != nil || words == nil {
		return found{terms: terms}, err
	}
	w.Words, w.Code = words, ""
	goods, terms, err = by(tx, a, w, part.Stretch)
	if len(goods) == 0 {
		return found{terms: terms}, err
	}
	return found{goods, terms, strings.Join(words, " ")}, err
}

type finder func(*models.Tx, models.Assortment, models.Wanted, models.Stretch) ([]models.Listed, []models.Terms, error)

// order picks how a list is sorted.
func order(sort string, w models.Wanted) finder {
	searched := len(w.Words) > 0
	switch {
	case sort == ByUse:
		return models.GoodsByUse
	case sort == ByRelevance && searched, sort == "" && searched:
		return models.GoodsByRelevance
	}
	return models.GoodsByName
}

// mend replaces the words that find nothing by words that do and look like them; nil when not all can be.
func mend(tx *models.Tx, a models.Assortment, words []string) ([]string, error) {
	standing, err := models.WordsThatFind(tx, a, words)
	if err != nil || len(standing) == len(words) {
		return nil, err
	}
	mended := slices.Clone(words)
	for i, word := range words {
		if slices.Contains(standing, word) {
			continue
		}
		if !mendable(word) {
			return nil, nil
		}
		better, err := meant(tx, a, word)
		if err != nil || better == "" {
			return nil, err
		}
		mended[i] = better
	}
	return mended, nil
}

// mendable reports a word long enough to guess at; figures are not guessed.
func mendable(word string) bool {
	const shortest = 3
	return len([]rune(word)) >= shortest && !strings.ContainsFunc(word, unicode.IsDigit)
}

// meant is the word that was most likely meant, among those that find something; "" when none is near enough.
func meant(tx *models.Tx, a models.Assortment, typed string) (string, error) {
	alike, err := models.WordsLike(tx, typed)
	if err != nil {
		return "", err
	}
	near := nearest(typed, alike)
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

// nearest are the words, or words that begin so, which a few slips of the fingers turn into what was typed, the fewest first.
// The longer the word, the more slips are forgiven.
func nearest(typed string, words []string) []string {
	type guess struct {
		word         string
		begun, whole int // slips to its beginning, and to all of it
	}
	var guesses []guess
	for _, w := range words {
		if begun, whole := slips(typed, w); begun <= forgiven(typed) {
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
