package models_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/models"
)

func TestAmountsAreWrittenWithTheirCurrencysDecimals(t *testing.T) {
	for _, c := range []struct {
		amount   models.Amount
		currency models.Currency
		want     string
	}{
		{164220, "RUB", "1642.20"}, {5, "RUB", "0.05"}, {-5, "EUR", "-0.05"}, {1642, "JPY", "1642"}, {1642, "KWD", "1.642"}, {0, "RUB", "0.00"},
	} {
		same(t, "amount", c.amount.In(c.currency), c.want)
		back, err := models.ParseAmount(c.want, c.currency)
		same(t, "and back", back, c.amount)
		same(t, "error", err, nil)
	}
	for _, bad := range []string{"", "1,20", "1.234", "9223372036854775808", "1e400", "x"} {
		if _, err := models.ParseAmount(bad, "RUB"); err == nil {
			t.Errorf("%q was taken for an amount", bad)
		}
	}
}

func TestALineIsRoundedOnceHalfAwayFromZero(t *testing.T) {
	d := decimal.RequireFromString
	same(t, "half a kopeck up", models.Extend(d("0.005"), d("1"), "RUB"), 1)
	same(t, "four places", models.Extend(d("15.6125"), d("6"), "RUB"), 9368)
	same(t, "weights", models.Extend(d("840.50"), d("0.275"), "RUB"), 23114)
	same(t, "tax", models.TaxOn(9368, d("22")), 2061)
}

func TestUnitPricesKeepTheirPlaces(t *testing.T) {
	for in, want := range map[string]string{"20": "20.00", "15.6125": "15.6125", "15.6100": "15.61", "7.125": "7.125", "0.1000": "0.10"} {
		same(t, in, models.PriceText(decimal.RequireFromString(in), "RUB"), want)
	}
}

func TestDatesCountCivilDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := models.Date(rapid.Int32Range(-100_000, 100_000).Draw(t, "day"))
		back, err := models.ParseDate(d.String())
		if err != nil || back != d {
			t.Fatalf("%s became %s, %v", d, back, err)
		}
		if n := rapid.IntRange(-5000, 5000).Draw(t, "n"); d.Add(n).Days(d) != n {
			t.Fatalf("%d days on from %s are not %d", n, d, d.Add(n).Days(d))
		}
	})
	midnight := time.Date(2026, 11, 20, 22, 30, 0, 0, time.UTC)
	same(t, "already tomorrow in Moscow", models.DateOf(midnight, models.ZoneOf("Europe/Moscow")), "2026-11-21")
	same(t, "JSON", string(must(json.Marshal(models.NewDate(2026, 2, 31)))), `"2026-03-03"`)
	same(t, "month", models.NewDate(2026, 11, 21).MonthStart(), "2026-11-01")
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestCursorsRoundTripAndRefuseNonsense(t *testing.T) {
	var name string
	var n int
	more, err := models.ReadCursor(models.Cursor{"Болт", 7}.String(), &name, &n)
	same(t, "cursor", []any{name, n, more, err}, []any{"Болт", 7, true, nil})
	for _, bad := range []string{"x", "e30", "W10", "WyJhIl0"} {
		if _, err := models.ReadCursor(bad, &name, &n); models.KindOf(err) != models.Malformed {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
