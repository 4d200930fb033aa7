package statement

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"povtor/models"
)

var errNoSum = errors.New("not a sum")

const largest = models.Amount(1e16)

// exact reads a sum in a format that parts no thousands: 60440.00, 60440,00, 60440-00.
func exact(s string, c models.Currency) (models.Amount, error) {
	s = strings.NewReplacer(",", ".", "-", ".").Replace(strings.TrimSpace(s))
	if s == "" || len(s) > 24 || strings.Trim(s, "0123456789.") != "" {
		return 0, errNoSum
	}
	a, err := models.ParseAmount(strings.TrimSuffix(s, "."), c)
	if err != nil || a > largest {
		return 0, errNoSum
	}
	return a, nil
}

var grouped = regexp.MustCompile(`^\d{1,3}([.,]\d{3})+$`)

// guessed reads a sum as people's tables have it: 60 440,00, 1.234,56, 1,234, -12. A sign that may part thousands does, unless the
// currency has three decimals.
func guessed(s string, c models.Currency) (models.Amount, error) {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "−", "-").Replace(strings.TrimSpace(s))
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(s, "+-")
	plain := strings.NewReplacer(".", "", ",", "")
	switch at := strings.LastIndexAny(s, ".,"); {
	case at < 0:
	case grouped.MatchString(s) && (c.Exponent() < 3 || strings.Count(s, s[at:at+1]) > 1):
		s = plain.Replace(s)
	case at == strings.IndexAny(s, ".,") || grouped.MatchString(s[:at]):
		s = plain.Replace(s[:at]) + "." + s[at+1:]
	default:
		return 0, errNoSum
	}
	a, err := exact(s, c)
	if negative {
		a = -a
	}
	return a, err
}

// day reads a civil date as banks write it.
func day(s string) (models.Date, error) {
	s = strings.TrimSpace(s)
	for _, layout := range []string{"02.01.2006", time.DateOnly, "2006-01-02T15:04:05", time.RFC3339, "02/01/2006", "02.01.06", "20060102", "060102", "02-01-2006"} {
		if len(s) > len("2006-01-02") && len(layout) == len("02.01.2006") && (s[10] == ' ' || s[10] == 'T') {
			s = s[:10]
		}
		if t, err := time.Parse(layout, s); err == nil {
			return models.NewDate(t.Date()), nil
		}
	}
	return 0, errors.New("not a date")
}

var taxID = regexp.MustCompile(`ИНН\D{0,3}(\d{12}|\d{10})`)

// taxIDIn finds a taxpayer's number that stands in a text.
func taxIDIn(texts ...string) string {
	for _, t := range texts {
		if m := taxID.FindStringSubmatch(t); m != nil {
			return m[1]
		}
	}
	return ""
}

// currencyOf is the currency that a Russian account's digits name.
func currencyOf(account string) models.Currency {
	if len(account) != 20 {
		return ""
	}
	switch account[5:8] {
	case "810", "643":
		return "RUB"
	case "840":
		return "USD"
	case "978":
		return "EUR"
	case "156":
		return "CNY"
	case "398":
		return "KZT"
	case "933":
		return "BYN"
	}
	return ""
}
