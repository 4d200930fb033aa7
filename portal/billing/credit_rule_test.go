package billing

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/models"
)

// an invoice of lines at several rates, with quantities and prices as they come.
var invoices = rapid.Custom(func(t *rapid.T) []models.InvoiceLine {
	c := rapid.SampledFrom([]models.Currency{"RUB", "JPY", "KWD"}).Draw(t, "currency")
	lines := make([]models.InvoiceLine, rapid.IntRange(1, 6).Draw(t, "lines"))
	for i := range lines {
		l := models.InvoiceLine{Position: i + 1, VatRate: decimal.NewFromInt(rapid.SampledFrom([]int64{22, 10, 0}).Draw(t, "rate")),
			Quantity: decimal.New(rapid.Int64Range(1, 9_999_999).Draw(t, "quantity"), -3), UnitPrice: decimal.New(rapid.Int64Range(0, 99_999_999).Draw(t, "price"), -4)}
		l.Net = models.Extend(l.UnitPrice, l.Quantity, c)
		lines[i] = l
	}
	return lines
})

// An invoice that is taken back in whatever parts comes to exactly itself: every line, every rate, every total. No part is below
// nothing, and nothing can be taken back twice.
func TestPartialCreditsAddUpToTheWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lines := invoices.Draw(t, "invoice")
		whole := models.TaxesOn(lines)
		var before []models.CreditedLine
		var given []models.Tax
		for range rapid.IntRange(0, 6).Draw(t, "notes") {
			var asked []CreditLine
			for _, l := range lines {
				if rapid.Bool().Draw(t, "this line") {
					q := decimal.New(rapid.Int64Range(1, max(1, l.Quantity.Shift(3).IntPart())).Draw(t, "back"), -3)
					asked = append(asked, CreditLine{l.Position, q.String()})
				}
			}
			if taken, err := takeBack(lines, before, asked); err == nil && len(asked) > 0 {
				before, given = note(t, whole, before, given, taken)
			}
		}
		if rest, err := takeBack(lines, before, nil); err == nil {
			before, given = note(t, whole, before, given, rest)
		}
		for _, l := range lines {
			for _, b := range before {
				if b.Position == l.Position && (!b.Quantity.Equal(l.Quantity) || b.Net != l.Net) {
					t.Fatalf("line %d of %s, %d: taken back %s, %d", l.Position, l.Quantity, l.Net, b.Quantity, b.Net)
				}
			}
		}
		if got, want := models.TotalsOf(given), models.TotalsOf(whole); got != want {
			t.Fatalf("%+v taken back of %+v", got, want)
		}
		if _, err := takeBack(lines, before, nil); models.CodeOf(err) != "nothing-left" {
			t.Fatal("something is left:", err)
		}
		if _, err := takeBack(lines, before, []CreditLine{{1, "0.001"}}); models.CodeOf(err) != "above-left" {
			t.Fatal("taken back twice:", err)
		}
	})
}

// note adds what one credit note takes back to what was taken back before.
func note(t *rapid.T, whole []models.Tax, before []models.CreditedLine, given []models.Tax, taken []models.InvoiceLine) ([]models.CreditedLine, []models.Tax) {
	for _, x := range taxBack(whole, given, taken) {
		if x.Base < 0 || x.Tax < 0 {
			t.Fatalf("below nothing: %+v", x)
		}
		known := false
		for i := range given {
			if given[i].Rate.Equal(x.Rate) {
				given[i].Base, given[i].Tax, known = given[i].Base+x.Base, given[i].Tax+x.Tax, true
			}
		}
		if !known {
			given = append(given, x)
		}
	}
	for _, l := range taken {
		known := false
		for i := range before {
			if before[i].Position == l.Position {
				before[i].Quantity, before[i].Net, known = before[i].Quantity.Add(l.Quantity), before[i].Net+l.Net, true
			}
		}
		if !known {
			before = append(before, models.CreditedLine{Position: l.Position, Quantity: l.Quantity, Net: l.Net})
		}
	}
	return before, given
}
