package gateway

import (
	"math"
	"strings"

	"github.com/stripe/stripe-go/v76"

	"povtor/models"
)

// most is more than Stripe takes at once: eight digits.
const most = 99_999_999

// whole are the currencies that Stripe counts in whole units.
const whole = " BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF "

// cents are the currencies without decimals that Stripe still counts in hundredths, the last two of which are noughts.
const cents = " ISK UGX "

// fine are the currencies of three decimals, the last of which Stripe wants to be nought.
const fine = " BHD JOD KWD OMR TND "

// uncounted are currencies of three decimals that Stripe does not take.
const uncounted = " IQD LYD "

func among(list string, c models.Currency) bool { return strings.Contains(list, " "+string(c)+" ") }

// Units is an amount as Stripe counts it. One that a card cannot pay exactly, or at all, is a Conflict.
func Units(a models.Amount, c models.Currency) (int64, error) {
	units := int64(a)
	switch {
	case among(uncounted, c):
		return 0, models.Faulty(models.Conflict, "currency-not-by-card", "This currency is not paid by card.")
	case among(cents, c):
		if units > math.MaxInt64/100 {
			return 0, errTooMuch
		}
		units *= 100
	case among(whole, c) && c.Exponent() > 0: // the ariary: hundredths in our books
		scale := int64(math.Pow10(int(c.Exponent())))
		if units%scale != 0 {
			return 0, errUneven
		}
		units /= scale
	case among(fine, c) && units%10 != 0:
		return 0, errUneven
	}
	if units > most {
		return 0, errTooMuch
	}
	return units, nil
}

var (
	errUneven  = models.Faulty(models.Conflict, "uneven-by-card", "A card cannot pay this sum exactly: the last decimal must be nought.")
	errTooMuch = models.Faulty(models.Conflict, "above-card-limit", "That is more than a card pays at once. Pay by bank transfer, or in parts.")
)

// AmountOf is what Stripe counts in a currency, in our minor units.
func AmountOf(units int64, currency string) (models.Amount, models.Currency) {
	return amountOf(units, stripe.Currency(currency))
}

// amountOf is what Stripe counts, in our minor units.
func amountOf(units int64, c stripe.Currency) (models.Amount, models.Currency) {
	currency := models.Currency(strings.ToUpper(string(c)))
	switch {
	case among(cents, currency):
		return models.Amount(units / 100), currency
	case among(whole, currency) && currency.Exponent() > 0:
		return models.Amount(units * int64(math.Pow10(int(currency.Exponent())))), currency
	}
	return models.Amount(units), currency
}
