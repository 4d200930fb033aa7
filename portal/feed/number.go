package feed

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// reading of one number.
type figure struct {
	value    decimal.Decimal
	doubtful bool // 1,642 or 1.642 with nothing that says which it is
	sign     byte // the decimal sign that this figure proves, or 0
}

var (
	plainFigure   = regexp.MustCompile(`^[+-]?\d+$`)
	spacedFigure  = regexp.MustCompile(`^([+-]?\d{1,3})((?: \d{3})+)([.,]\d+)?$`)
	signedFigure  = regexp.MustCompile(`^[+-]?\d*([.,]\d+)+$`)
	scientific    = regexp.MustCompile(`^[+-]?\d+([.,]\d+)?[eEеЕ][+-]?\d{1,3}$`)
	moneyWords    = regexp.MustCompile(`(?i)(руб(лей|ля|ль)?|р|rub|rur|₽|usd|us\$|\$|€|eur|евро|£|gbp|cny|¥|kzt|₸|byn|тг|тенге|у\.?\s?е)\.?$`)
	moneyBefore   = regexp.MustCompile(`(?i)^(₽|us\$|\$|€|£|¥|₸|rub|usd|eur)\s*`)
	countWords    = regexp.MustCompile(`(?i)\s*/?\s*(шт(ук)?|ед|pcs?|pieces?|уп(ак)?|кор|кг|л|м|kg|%)\.?$`)
	anySpace      = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "\u2008", " ", "\u200a", " ", "'", " ", "’", " ", "ʼ", " ", "\t", " ", "−", "-", "–", "-")
	longestFigure = 40
)

// readFigure reads a number as people and programs write it: 1642.2, 1 642,20, 1,642.20, 1.642,20, 1'642.20, 1 642,20 руб.
// Where one sign stands before three digits (1,642) the sign told by the rest of the column decides; with none it is
// read as the decimal sign and called doubtful.
func readFigure(s string, sign byte) (figure, bool) {
	s = strings.TrimSpace(anySpace.Replace(s))
	if len(s) > longestFigure || s == "" {
		return figure{}, false
	}
	if !digitsOnly(s) {
		s = strings.TrimSpace(moneyBefore.ReplaceAllString(s, ""))
		s = strings.TrimSpace(countWords.ReplaceAllString(s, ""))
		s = strings.TrimSpace(moneyWords.ReplaceAllString(s, ""))
		s = strings.TrimRightFunc(s, unicode.IsSpace)
	}
	if strings.Contains(s, " ") {
		m := spacedFigure.FindStringSubmatch(s)
		if m == nil {
			return figure{}, false
		}
		f, ok := decimalOf(m[1] + strings.ReplaceAll(m[2], " ", "") + strings.Replace(m[3], ",", ".", 1))
		if m[3] != "" {
			f.sign = m[3][0]
		}
		return f, ok
	}
	if !digitsOnly(s) && scientific.MatchString(s) {
		s = strings.NewReplacer(",", ".", "е", "e", "Е", "e").Replace(s)
		return decimalOf(s)
	}
	switch {
	case plainFigure.MatchString(s):
		return decimalOf(s)
	case signedFigure.MatchString(s):
		return readSigned(s, sign)
	}
	return figure{}, false
}

// readSigned reads digits with commas and points among them.
func readSigned(s string, sign byte) (figure, bool) {
	last := strings.LastIndexAny(s, ".,")
	other := ',' + '.' - s[last]
	whole, fraction := s[:last], s[last+1:]
	switch {
	case strings.IndexByte(whole, other) >= 0: // both: the last is the decimal sign
		if strings.IndexByte(whole, s[last]) >= 0 || !threes(whole, other) {
			return figure{}, false
		}
		f, ok := decimalOf(strings.ReplaceAll(whole, string(other), "") + "." + fraction)
		f.sign = s[last]
		return f, ok
	case strings.IndexByte(whole, s[last]) >= 0: // the same twice: it parts thousands
		if !threes(s, s[last]) {
			return figure{}, false
		}
		f, ok := decimalOf(strings.ReplaceAll(s, string(s[last]), ""))
		f.sign = other
		return f, ok
	}
	digits := strings.TrimLeft(whole, "+-")
	if len(fraction) != 3 || len(digits) == 0 || len(digits) > 3 || digits[0] == '0' {
		f, ok := decimalOf(whole + "." + fraction)
		f.sign = s[last]
		return f, ok
	}
	if sign == other {
		return decimalOf(whole + fraction)
	}
	f, ok := decimalOf(whole + "." + fraction)
	f.doubtful = sign == 0
	return f, ok
}

// digitsOnly says whether there is nothing in it but digits and what parts them: no words to be looked for.
func digitsOnly(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && c != ',' && c != ' ' {
			return false
		}
	}
	return s != ""
}

// threes says whether a sign parts the digits by thousands.
func threes(s string, sign byte) bool {
	groups := strings.Split(strings.TrimLeft(s, "+-"), string(sign))
	if len(groups[0]) == 0 || len(groups[0]) > 3 {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

func decimalOf(s string) (figure, bool) {
	d, err := decimal.NewFromString(strings.TrimPrefix(s, "+"))
	if err != nil || d.Exponent() > 20 || d.Exponent() < -longestExponent {
		return figure{}, false
	}
	return figure{value: d}, true
}

const longestExponent = 40

// onRequest are the words that stand where a price is asked for.
var onRequest = regexp.MustCompile(`(?i)^([-–—]+|договор.*|дог\.?|по\s+(запросу|звонку|договору|согласованию)|запрос(ить)?|звоните|уточн.*|нет\s+цены|цена\s+(договорная|по\s+запросу)|(price\s+)?(up)?on\s+request|call.*|ask|p\.?o\.?a\.?|tbd|tba|n/a|н/д)\.?$`)

// formulaError is what a spreadsheet shows for a formula that fails.
var formulaError = regexp.MustCompile(`^#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|Н/Д|ССЫЛКА!|ЗНАЧ!|ДЕЛ/0!|ИМЯ\?|ЧИСЛО!|ПУСТО!)$`)

var (
	moreThan = regexp.MustCompile(`(?i)^(?:>|>=|≥|более|больше|свыше|от|over|more than)\s*(\d[\d ]*)(?:\s*\D{0,6})?$|^(\d[\d ]*)\s*\+$`)
	none     = regexp.MustCompile(`(?i)^(нет( в наличии| на складе)?|отсутствует|закончил(ся|ось|ась)|распродано|no|none|out of stock|sold out|0)$`)
	some     = regexp.MustCompile(`(?i)^(есть|в наличии|да|имеется|много|мало|достаточно|на складе|под заказ|ожидается|yes|in stock|available|many|few|low|\++|\*+|●+|✓|✔)$`)
)
