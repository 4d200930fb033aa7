package models

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// documents draws lines of any prices, quantities and rates.
var documents = rapid.Custom(func(t *rapid.T) []InvoiceLine {
	currency := rapid.SampledFrom([]Currency{"RUB", "JPY", "KWD"}).Draw(t, "currency")
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) InvoiceLine {
		l := InvoiceLine{
			UnitPrice: decimal.New(rapid.Int64Range(0, 1e9).Draw(t, "price"), -4),
			Quantity:  decimal.New(rapid.Int64Range(1, 1e8).Draw(t, "quantity"), -3),
			VatRate:   decimal.RequireFromString(rapid.SampledFrom([]string{"0", "10", "10.00", "22", "5.5"}).Draw(t, "rate")),
		}
		l.Net = Extend(l.UnitPrice, l.Quantity, currency)
		return l
	}), 0, 40).Draw(t, "lines")
})

func TestLinesAddUpToTheTotal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lines := documents.Draw(t, "document")
		taxes := TaxesOn(lines)
		sums := TotalsOf(taxes)
		var net Amount
		for _, l := range lines {
			net += l.Net
		}
		if sums.Net != net || sums.Total != sums.Net+sums.Tax {
			t.Fatalf("lines %d, sums %+v", net, sums)
		}
		for i, x := range taxes {
			if i > 0 && !taxes[i-1].Rate.GreaterThan(x.Rate) {
				t.Fatalf("rates %s, %s", taxes[i-1].Rate, x.Rate)
			}
			if want := slowTax(lines, x.Rate); x.Tax != want {
				t.Fatalf("%s %% of %d is %d, not %d", x.Rate, x.Base, x.Tax, want)
			}
		}
	})
}

// slowTax is the tax of one rate by fractions: half a minor unit and more goes up.
func slowTax(lines []InvoiceLine, rate decimal.Decimal) Amount {
	sum := new(big.Rat)
	for _, l := range lines {
		if l.VatRate.Equal(rate) {
			sum.Add(sum, new(big.Rat).SetInt64(int64(l.Net)))
		}
	}
	sum.Mul(sum, rate.Rat()).Quo(sum, big.NewRat(100, 1)).Add(sum, big.NewRat(1, 2))
	return Amount(new(big.Int).Quo(sum.Num(), sum.Denom()).Int64())
}

func TestInvoiceStates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		today, due            Date
		paid, credited, total Amount
		want                  InvoiceState
	}{
		{10, 12, 0, 0, 5, InvoiceIssued},
		{12, 12, 0, 0, 5, InvoiceIssued},
		{13, 12, 0, 0, 5, InvoiceOverdue},
		{12, 12, 1, 0, 5, InvoicePartiallyPaid},
		{13, 12, 4, 0, 5, InvoiceOverdue},
		{13, 12, 5, 0, 5, InvoicePaid},
		{13, 12, 0, 0, 0, InvoicePaid},
		{12, 12, 0, 2, 5, InvoiceIssued},
		{13, 12, 3, 2, 5, InvoicePaid},
		{13, 12, 2, 2, 5, InvoiceOverdue},
		{13, 12, 0, 5, 5, InvoiceCredited},
	} {
		if got := InvoiceStateOn(c.today, c.due, c.paid, c.credited, c.total); got != c.want {
			t.Errorf("%+v is %s", c, got)
		}
	}
}

func TestInvoiceNumbers(t *testing.T) {
	t.Parallel()
	for want, got := range map[string]string{
		"2026-00042": InvoiceNumber("", 2026, 42), "2026-123456": InvoiceNumber("", 2026, 123456), "CN-2027-00001": InvoiceNumber("CN", 2027, 1),
	} {
		if got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

func TestVersionsAreReadFromIfMatch(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{`"7"`: 7, `W/"7"`: 7, `7`: 7, `*`: 0, ``: 0, `"0"`: -1, `"-1"`: -1, `"x"`: -1} {
		v := Version{}
		err := v.UnmarshalText([]byte(text))
		if want < 0 != (err != nil) || want >= 0 && v.N != want {
			t.Errorf("%s is %d, %v", text, v.N, err)
		}
	}
}
