package models

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Amount is money in the currency's minor units. The document that holds it holds the currency, once.
type Amount int64

// Currency is an ISO 4217 code.
type Currency string

// Exponent is how many decimals the currency has.
func (c Currency) Exponent() int32 {
	switch c {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	}
	return 2
}

// In writes the amount as the API shows it: "1642.20" in roubles, "1642" in yen.
func (a Amount) In(c Currency) string {
	return decimal.New(int64(a), -c.Exponent()).StringFixed(c.Exponent())
}

// ParseAmount reads major units, such as "1642.20"; more decimals than the currency has are refused.
func ParseAmount(s string, c Currency) (Amount, error) {
	d, err := decimal.NewFromString(strings.TrimSpace(s))
	if err != nil {
		return 0, fmt.Errorf("%q is not an amount", s)
	}
	minor := d.Shift(c.Exponent())
	if !minor.IsInteger() || !minor.BigInt().IsInt64() {
		return 0, fmt.Errorf("%q is not an amount in %s", s, c)
	}
	return Amount(minor.IntPart()), nil
}

// Quantity is how much of a unit: an exact decimal of three places.
type Quantity = decimal.Decimal

// UnitPrice is the price of one unit before tax: an exact decimal of four places.
type UnitPrice = decimal.Decimal

// UnitPricePlaces is to how many places prices are kept.
const UnitPricePlaces = 4

// Extend is a line's amount: price times quantity, rounded half away from zero, once.
func Extend(price UnitPrice, quantity Quantity, c Currency) Amount {
	return Amount(price.Mul(quantity).Shift(c.Exponent()).Round(0).IntPart())
}

// TaxOn is the tax of a rate in per cent on a net sum, rounded half away from zero.
func TaxOn(net Amount, rate decimal.Decimal) Amount {
	return Amount(decimal.NewFromInt(int64(net)).Mul(rate).Shift(-2).Round(0).IntPart())
}

// OrderNumber is how people name the n-th purchase order.
func OrderNumber(n int64) string {
	s := strconv.FormatInt(n, 10)
	if len(s) < 6 {
		s = strings.Repeat("0", 6-len(s)) + s
	}
	return "PO-" + s
}
