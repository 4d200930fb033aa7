package models

import (
	"slices"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"
)

// mostWords is how many words of a text are searched by.
const mostWords = 8

// PlainWords are the words of a text as goods are searched by them: small letters, ё as е, nothing but letters and digits,
// none twice and not too many.
func PlainWords(text string) []string {
	var words []string
	plain := strings.ReplaceAll(strings.ToLower(text), "ё", "е")
	for word := range strings.FieldsFuncSeq(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !slices.Contains(words, word) && len(words) < mostWords {
			words = append(words, word)
		}
	}
	return words
}

// WordsLike are words that look like one that was mistyped, or are one of its readings with two letters swapped, the likest first,
// wherever they stand: before one of them is told, ask [WordsThatFind].
func WordsLike(tx *Tx, typed string, swapped []string) ([]string, error) {
	return rows(tx, `SELECT word FROM product_words_like($1, $2)`, []any{typed, swapped}, scanText)
}

// WordsThatFind are those of the words that by themselves, or by what a supplier says they mean, find goods which are on sale to
// the client.
func WordsThatFind(tx *Tx, s Assortment, words []string) ([]string, error) {
	f := &filter{}
	t := &together{tx: tx}
	var found []string
	readAlso(t, &found, ByBoth, "a", `WITH reach AS MATERIALIZED (SELECT a.* FROM `+sighted+` WHERE {scope} AND `+s.inForce(f)+`)
		SELECT w.word FROM unnest(`+f.param(words)+`::text[]) AS w (word) WHERE EXISTS (
			SELECT FROM reach a CROSS JOIN LATERAL (SELECT FROM products p
				WHERE p.search @@ replace(search_word(w.word, true), '#', search_mark(a.supplier_id))::tsquery
					AND p.supplier_id IS NOT DISTINCT FROM a.supplier_id AND `+onSale+` LIMIT 1) p)
			OR EXISTS (SELECT FROM reach a JOIN readings r ON r.supplier_id = a.supplier_id AND r.stems = word_stems(w.word))`, f.args, scanText)
	return found, t.read()
}

func scanText(r pgx.Rows, s *string) error { return r.Scan(s) }
