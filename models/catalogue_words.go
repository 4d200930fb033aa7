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

// WordsThatFind are those of the words that by themselves find goods which are on sale to the client, loosely or not: see
// [Wanted].
func WordsThatFind(tx *Tx, s Assortment, words []string, loosely bool) ([]string, error) {
	f := &filter{}
	f.and(s.inForce(f))
	scope, args, err := tx.where(ByBoth, "a", f.args)
	if err != nil {
		return nil, err
	}
	f.args = args
	return rows(tx, `WITH reach AS MATERIALIZED (SELECT array_agg(a.supplier_id) AS suppliers FROM agreements a
			WHERE `+scope+` AND `+f.String()+`)
		SELECT w.word FROM unnest(`+f.param(words)+`::text[]) AS w (word) WHERE EXISTS (SELECT FROM products p
			WHERE p.supplier_id = ANY ((SELECT suppliers FROM reach)::uuid[]) AND `+onSale+`
				AND p.search @@ (SELECT products_query(ARRAY[w.word], `+f.param(loosely)+`)))`, f.args, scanText)
}

func scanText(r pgx.Rows, s *string) error { return r.Scan(s) }
