package models

import (
	"slices"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"
)

// PlainWords are the words of a text as goods are searched by them: small letters, ё as е, nothing but letters and digits,
// none twice and not too many.
func PlainWords(text string) []string {
	const enough = 8
	var words []string
	plain := strings.ReplaceAll(strings.ToLower(text), "ё", "е")
	for word := range strings.FieldsFuncSeq(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !slices.Contains(words, word) && len(words) < enough {
			words = append(words, word)
		}
	}
	return words
}

// WordsLike are words that look like one that was mistyped, the likest first, wherever they stand: before one of them is
// told, ask [WordsThatFind].
func WordsLike(tx *Tx, typed string) ([]string, error) {
	return rows(tx, `SELECT word FROM product_words_like($1)`, []any{typed}, scanText)
}

// WordsThatFind are those of the words that by themselves find goods which are on sale to the client.
func WordsThatFind(tx *Tx, s Assortment, words []string) ([]string, error) {
	f := &filter{}
	t := &together{tx: tx}
	var found []string
	readAlso(t, &found, ByBoth, "a", `WITH reach AS MATERIALIZED (SELECT a.* FROM `+sighted+` WHERE {scope} AND `+s.inForce(f)+`)
		SELECT w.word FROM unnest(`+f.param(words)+`::text[]) AS w (word) WHERE EXISTS (
			SELECT FROM reach a CROSS JOIN LATERAL (SELECT FROM products p
				WHERE p.search @@ replace(search_words(ARRAY[w.word]), '#', search_mark(a.supplier_id))::tsquery
					AND p.supplier_id IS NOT DISTINCT FROM a.supplier_id AND `+onSale+` LIMIT 1) p)`, f.args, scanText)
	return found, t.read()
}

func scanText(r pgx.Rows, s *string) error { return r.Scan(s) }
