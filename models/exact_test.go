package models_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/models/modelstest"
)

func TestNumbersComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	pool := modelstest.DB(t, clock).Pool()
	read := func(text, as string) (d decimal.Decimal, err error) {
		err = pool.QueryRow(t.Context(), "SELECT $1::text::"+as, text).Scan(&d)
		return d, err
	}
	for _, c := range [][2]string{
		{"0", "numeric"}, {"0", "numeric(14,3)"}, {"1", "numeric(14,3)"}, {"12.5", "numeric(14,3)"}, {"0.001", "numeric(14,3)"}, {"99999999999.999", "numeric(14,3)"},
		{"10000", "numeric(14,3)"}, {"100000000", "numeric(14,3)"}, {"15.6125", "numeric(18,4)"}, {"99999999999999.9999", "numeric(18,4)"}, {"99999999999999", "numeric(18,4)"},
		{"-0.5", "numeric"}, {"1e30", "numeric"}, {"1e-12", "numeric"}, {"123456789012345678901234567890.123456789", "numeric"}, {"9999999999999999", "numeric(20,4)"},
		{"22", "numeric(5,2)"}, {"0.00012", "numeric"}, {"-99999999.00000001", "numeric"},
	} {
		got, err := read(c[0], c[1])
		if want := decimal.RequireFromString(c[0]); err != nil || !got.Equal(want) {
			t.Errorf("%s as %s comes back as %s, %v", c[0], c[1], got, err)
		}
	}
	for _, text := range []string{"NaN", "Infinity", "-Infinity"} {
		if got, err := read(text, "numeric"); err == nil {
			t.Errorf("%s passes for %s", text, got)
		}
	}
	var none *decimal.Decimal
	if err := pool.QueryRow(t.Context(), "SELECT NULL::numeric").Scan(&none); err != nil || none != nil {
		t.Errorf("nothing comes back as %v, %v", none, err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		want := decimal.New(rapid.Int64().Draw(rt, "value"), -rapid.Int32Range(0, 20).Draw(rt, "places"))
		if got, err := read(want.String(), "numeric"); err != nil || !got.Equal(want) {
			rt.Fatalf("%s comes back as %s, %v", want, got, err)
		}
	})
}

func TestNumbersAreWrittenWithoutIdleZeros(t *testing.T) {
	for _, c := range []struct{ number, quantity, price string }{
		{"0", "0", "0.00"}, {"12.000", "12", "12.00"}, {"0.500", "0.5", "0.50"}, {"15.6125", "15.6125", "15.6125"}, {"15.6100", "15.61", "15.61"},
		{"-0.05", "-0.05", "-0.05"}, {"1e3", "1000", "1000.00"}, {"99999999999999.9999", "99999999999999.9999", "99999999999999.9999"},
		{"123456789012345678901234567890.500", "123456789012345678901234567890.5", "123456789012345678901234567890.50"},
		{"0.000000000000000000010", "0.00000000000000000001", "0.00000000000000000001"},
	} {
		d := decimal.RequireFromString(c.number)
		if q, p := models.QuantityText(d), models.PriceText(d, "RUB"); q != c.quantity || p != c.price {
			t.Errorf("%s is written %s and %s", c.number, q, p)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(rt, "value"), -rapid.Int32Range(-3, 18).Draw(rt, "places"))
		if got := models.QuantityText(d); got != d.String() {
			rt.Fatalf("%s is written %s", d, got)
		}
		price := models.PriceText(d, "RUB")
		if back := decimal.RequireFromString(price); !back.Equal(d) || !strings.Contains(price[:len(price)-2], ".") {
			rt.Fatalf("%s costs %s", d, price)
		}
		if yen := models.PriceText(d, "JPY"); yen != d.String() {
			rt.Fatalf("%s costs %s yen", d, yen)
		}
	})
}
