package wording

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words writes an amount out for a paper: "Двенадцать тысяч триста сорок пять рублей 07 копеек", "One euro and 50 cents".
//
// The minor unit stays in figures, as both trades write it. A currency without words of its own keeps its code and shows the
// minor unit as a fraction: "Five XTS 07/100".
func (l Language) Words(minor int64, currency string) string {
	scale := uint64(1)
	for range Exponent(currency) {
		scale *= 10
	}
	whole, small := magnitude(minor)/scale, magnitude(minor)%scale
	said := l.spell(whole, coins[currency].feminine) + " " + l.unit(whole, small, scale, currency)
	if minor < 0 {
		said = map[Language]string{English: "minus ", Russian: "минус "}[l] + said
	}
	first, size := utf8.DecodeRuneInString(said)
	return string(unicode.ToUpper(first)) + said[size:]
}

// unit is what follows the spelled number: the currency's name in the right form, and its hundredths in figures.
func (l Language) unit(whole, small, scale uint64, currency string) string {
	coin, known := coins[currency]
	digits := len(fmt.Sprint(scale)) - 1
	if !known {
		if scale == 1 {
			return currency
		}
		return fmt.Sprintf("%s %0*d/%d", currency, digits, small, scale)
	}
	major, minor, and := coin.english, coin.englishMinor, " and "
	if l == Russian {
		major, minor, and = coin.russian, coin.russianMinor, " "
	}
	name := l.form(whole, major)
	if scale == 1 {
		return name
	}
	return fmt.Sprintf("%s%s%0*d %s", name, and, digits, small, l.form(small, minor))
}

func (l Language) spell(n uint64, feminine bool) string {
	if l == Russian {
		return russianNumber(n, feminine)
	}
	return englishNumber(n)
}

var (
	unitsRU  = [...]string{"", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"}
	tensRU   = [...]string{"", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"}
	hundreds = [...]string{"", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"}
	powersRU = [...]Forms{{}, {"тысяча", "тысячи", "тысяч"}, {"миллион", "миллиона", "миллионов"}, {"миллиард", "миллиарда", "миллиардов"}, {"триллион", "триллиона", "триллионов"}, {"квадриллион", "квадриллиона", "квадриллионов"}, {"квинтиллион", "квинтиллиона", "квинтиллионов"}}

	unitsEN  = [...]string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	tensEN   = [...]string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	powersEN = [...]string{"", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion"}
)

// russianNumber spells n; feminine asks for "одна, две" at its end, as the thousands always have it.
func russianNumber(n uint64, feminine bool) string {
	if n == 0 {
		return "ноль"
	}
	var groups []string
	for power := 0; n > 0; power, n = power+1, n/1000 {
		group := n % 1000
		if group == 0 {
			continue
		}
		said := russianGroup(group, feminine && power == 0 || power == 1)
		if power > 0 {
			said += " " + Russian.form(group, powersRU[power])
		}
		groups = append([]string{said}, groups...)
	}
	return strings.Join(groups, " ")
}

func russianGroup(n uint64, feminine bool) string {
	words := []string{hundreds[n/100]}
	last := n % 100
	if last >= 20 {
		words = append(words, tensRU[last/10])
		last %= 10
	}
	unit := unitsRU[last]
	if feminine && last == 1 {
		unit = "одна"
	}
	if feminine && last == 2 {
		unit = "две"
	}
	return joined(append(words, unit))
}

// englishNumber spells n the British way: one thousand and five, three hundred and forty-five.
func englishNumber(n uint64) string {
	if n == 0 {
		return "zero"
	}
	tail, all := n%1000, n
	var groups []string
	for power := 0; n > 0; power, n = power+1, n/1000 {
		group := n % 1000
		if group == 0 {
			continue
		}
		groups = append([]string{joined([]string{englishGroup(group), powersEN[power]})}, groups...)
	}
	if all > 1000 && tail > 0 && tail < 100 {
		groups[len(groups)-1] = "and " + groups[len(groups)-1]
	}
	return strings.Join(groups, " ")
}

func englishGroup(n uint64) string {
	var words []string
	last := n % 100
	if n >= 100 {
		words = append(words, unitsEN[n/100], "hundred")
		if last > 0 {
			words = append(words, "and")
		}
	}
	switch {
	case last < 20:
		words = append(words, unitsEN[last])
	case last%10 == 0:
		words = append(words, tensEN[last/10])
	default:
		words = append(words, tensEN[last/10]+"-"+unitsEN[last%10])
	}
	return joined(words)
}

func joined(words []string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
