package wording

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

const noBreak = "\u00a0"

// longest is the number of digits past which a figure is not a price or a quantity but somebody's joke.
const longest = 40

// Integer groups the digits: 60 440 or 60,440.
func (l Language) Integer(n int64) string { return l.grouped(strconv.FormatInt(n, 10)) }

// Quantity reads an exact decimal and drops the zeros that say nothing: "12.500" becomes 12,5.
func (l Language) Quantity(exact string) (string, error) {
	d, err := parse(exact)
	if err != nil {
		return "", err
	}
	return l.grouped(d.String()), nil
}

// Percent says a rate given as an exact decimal: 20 % or 20%.
func (l Language) Percent(exact string) (string, error) {
	figure, err := l.Quantity(exact)
	if err != nil || l != Russian {
		return figure + "%", err
	}
	return figure + noBreak + "%", nil
}

// UnitPrice reads an exact decimal and keeps at least the currency's own places: "4.5" in roubles is 4,50, "0.1250" is 0,125.
func (l Language) UnitPrice(exact, currency string) (string, error) {
	d, err := parse(exact)
	if err != nil {
		return "", err
	}
	places := max(-d.Exponent(), 0)
	for places > Exponent(currency) && d.Truncate(places-1).Equal(d) {
		places--
	}
	return l.grouped(d.StringFixed(max(places, Exponent(currency)))), nil
}

func parse(exact string) (decimal.Decimal, error) {
	if len(exact) > longest {
		return decimal.Decimal{}, fmt.Errorf("number of %d characters", len(exact))
	}
	d, err := decimal.NewFromString(exact)
	if err != nil {
		return d, fmt.Errorf("%q is not a number", exact)
	}
	if d.Exponent() > longest || d.Exponent() < -longest {
		return d, fmt.Errorf("%q is out of range", exact)
	}
	return d, nil
}

// grouped puts the language's signs into plain digits such as -1234567.89.
func (l Language) grouped(plain string) string {
	group, point := ",", "."
	if l == Russian {
		group, point = noBreak, ","
	}
	sign := ""
	if strings.HasPrefix(plain, "-") {
		sign, plain = "-", plain[1:]
	}
	whole, fraction, hasFraction := strings.Cut(plain, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	if hasFraction {
		b.WriteString(point + fraction)
	}
	return b.String()
}
