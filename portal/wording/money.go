package wording

import "github.com/shopspring/decimal"

// places of the currencies (ISO 4217) whose minor unit is not a hundredth.
var places = map[string]int32{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "UYI": 0,
	"VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
}

// signs as the two languages write them; a currency without one is written by its code.
var signs = map[Language]map[string]string{
	English: {"EUR": "€", "GBP": "£", "USD": "US$", "JPY": "JP¥", "CNY": "CN¥"},
	Russian: {"RUB": "₽", "EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "CNY": "CN¥", "UAH": "₴"},
}

// Exponent is the number of decimal places of a currency's minor unit.
func Exponent(currency string) int32 {
	if n, odd := places[currency]; odd {
		return n
	}
	return 2
}

// Figure writes an amount of minor units without its currency: 60 440,00.
func (l Language) Figure(minor int64, currency string) string {
	return l.grouped(decimal.New(minor, -Exponent(currency)).StringFixed(Exponent(currency)))
}

// Money writes an amount of minor units with its currency: 60 440,00 ₽ or €604.40.
func (l Language) Money(minor int64, currency string) string {
	return l.with(currency, l.Figure(minor, currency))
}

// MoneyBrief is Money without a fraction of nothing: 30 000 ₽, but 30 000,50 ₽.
func (l Language) MoneyBrief(minor int64, currency string) string {
	d := decimal.New(minor, -Exponent(currency))
	if !d.IsInteger() {
		return l.Money(minor, currency)
	}
	return l.with(currency, l.grouped(d.StringFixed(0)))
}

// Price writes an exact unit price with its currency.
func (l Language) Price(exact, currency string) (string, error) {
	figure, err := l.UnitPrice(exact, currency)
	if err != nil {
		return "", err
	}
	return l.with(currency, figure), nil
}

// Sign is how the language writes a currency: ₽, €, or the code.
func (l Language) Sign(currency string) string {
	if sign, ok := signs[l][currency]; ok {
		return sign
	}
	return currency
}

func (l Language) with(currency, figure string) string {
	sign := l.Sign(currency)
	if l == Russian {
		return figure + noBreak + sign
	}
	minus := ""
	if figure[0] == '-' {
		minus, figure = "-", figure[1:]
	}
	if sign == currency {
		sign += noBreak
	}
	return minus + sign + figure
}
