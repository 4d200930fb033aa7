// Package wording says numbers, money and dates in the reader's language, for what leaves the portal on paper or by mail.
//
// The pages leave that to the browser; what is written here agrees with it sign by sign (CLDR en-GB and ru-RU), so that the
// sum in a letter looks like the sum on the page it leads to.
package wording

import "strings"

// Language is the reader's: English or Russian.
type Language string

const (
	English Language = "en"
	Russian Language = "ru"
)

// Of reads a language tag such as "ru-RU"; anything that is not Russian is English.
func Of(tag string) Language {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if primary == string(Russian) {
		return Russian
	}
	return English
}

// Forms are the three forms of a counted noun. English knows One and Many.
type Forms struct{ One, Few, Many string }

// Plural picks the form that goes with n: 1 заказ, 2 заказа, 5 заказов, 11 заказов, 21 заказ.
func (l Language) Plural(n int64, forms Forms) string { return l.form(magnitude(n), forms) }

func (l Language) form(n uint64, forms Forms) string {
	if l != Russian {
		if n == 1 {
			return forms.One
		}
		return forms.Many
	}
	switch last, teens := n%10, n%100 >= 11 && n%100 <= 14; {
	case last == 1 && !teens:
		return forms.One
	case last >= 2 && last <= 4 && !teens:
		return forms.Few
	}
	return forms.Many
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
