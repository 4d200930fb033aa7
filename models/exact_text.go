package models

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// QuantityText writes a quantity without zeros that say nothing: "12", "0.5".
func QuantityText(q Quantity) string { return exactText(q, 0) }

// PriceText writes a unit price with at least the currency's own decimals: "15.6125", "20.00".
func PriceText(p UnitPrice, c Currency) string { return exactText(p, c.Exponent()) }

// exactText writes a number with as many decimal places as say something, and no fewer than these. Lists write hundreds, so
// the usual ones do not go by way of big numbers.
func exactText(d decimal.Decimal, least int32) string {
	const short = 15 // digits that stay within 64 bits, whatever zeros are added
	if d.Exponent() > 0 || d.Exponent() < -short || d.NumDigits() > short {
		return longExactText(d, least)
	}
	value, places := d.CoefficientInt64(), -d.Exponent()
	for ; places > least && value%10 == 0; places-- {
		value /= 10
	}
	for ; places < least; places++ {
		value *= 10
	}
	if places == 0 {
		return strconv.FormatInt(value, 10)
	}
	var room [2 * short]byte
	text := room[:0]
	if value < 0 {
		text, value = append(text, '-'), -value
	}
	one := int64(1)
	for range places {
		one *= 10
	}
	text = append(strconv.AppendInt(text, value/one, 10), '.')
	for one /= 10; one > 0; one /= 10 {
		text = append(text, byte('0'+value/one%10))
	}
	return string(text)
}

func longExactText(d decimal.Decimal, least int32) string {
	places := max(least, -d.Exponent())
	text := d.StringFixed(places)
	for ; places > least && strings.HasSuffix(text, "0"); places-- {
		text = text[:len(text)-1]
	}
	return strings.TrimSuffix(text, ".")
}
