package terms_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/terms"
)

func part(percent string, from models.TermFrom, days int) models.TermPart {
	return models.TermPart{Percent: decimal.RequireFromString(percent), From: from, Days: days}
}

func on(t testing.TB, text string) models.Date {
	d, err := models.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWhenItFallsDue(t *testing.T) {
	t.Parallel()
	type due struct {
		on     string
		amount models.Amount
	}
	for name, c := range map[string]struct {
		parts   []models.TermPart
		netDays int
		issued  string
		want    []due
	}{
		"prepayment":         {nil, 0, "2026-11-21", []due{{"2026-11-21", 10_001}}},
		"net days":           {nil, 14, "2026-11-21", []due{{"2026-12-05", 10_001}}},
		"partly in advance":  {[]models.TermPart{part("30", models.InAdvance, 0), part("70", models.FromInvoice, 14)}, 0, "2026-11-21", []due{{"2026-11-21", 3_000}, {"2026-12-05", 7_001}}},
		"end of month":       {[]models.TermPart{part("100", models.FromMonthEnd, 0)}, 0, "2026-02-03", []due{{"2026-02-28", 10_001}}},
		"end of month, late": {[]models.TermPart{part("100", models.FromMonthEnd, 10)}, 0, "2026-12-31", []due{{"2027-01-10", 10_001}}},
		"in a leap year":     {[]models.TermPart{part("100", models.FromMonthEnd, 1)}, 0, "2028-02-01", []due{{"2028-03-01", 10_001}}},
		"thirds": {[]models.TermPart{part("33.33", models.FromInvoice, 30), part("33.33", models.FromInvoice, 60), part("33.34", models.FromInvoice, 90)}, 0,
			"2026-01-31", []due{{"2026-03-02", 3_333}, {"2026-04-01", 3_334}, {"2026-05-01", 3_334}}},
		"one day": {[]models.TermPart{part("50", models.FromInvoice, 9), part("50", models.FromMonthEnd, 0)}, 0, "2026-11-21", []due{{"2026-11-30", 10_001}}},
	} {
		var got []due
		for _, p := range terms.Dues(terms.Of(models.PaymentTerms{Parts: c.parts}, c.netDays), 10_001, on(t, c.issued)) {
			got = append(got, due{p.DueOn.String(), p.Amount})
		}
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(due{})); diff != "" {
			t.Error(name, diff)
		}
	}
}

// Whatever the parts, they add up to the invoice, none is below nothing, and they come in the order of their days.
func TestPartsAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		total := models.Amount(rapid.Int64Range(0, 1e12).Draw(t, "total"))
		left := int64(10_000)
		var agreed models.PaymentTerms
		for left > 0 {
			share := rapid.Int64Range(1, left).Draw(t, "share")
			left -= share
			agreed.Parts = append(agreed.Parts, models.TermPart{Percent: decimal.New(share, -2), From: rapid.SampledFrom([]models.TermFrom{models.InAdvance, models.FromInvoice, models.FromMonthEnd}).Draw(t, "from"),
				Days: rapid.IntRange(0, 365).Draw(t, "days")})
			if len(agreed.Parts) == 23 && left > 0 {
				agreed.Parts, left = append(agreed.Parts, models.TermPart{Percent: decimal.New(left, -2), From: models.FromInvoice}), 0
			}
		}
		var sum models.Amount
		var last models.Date
		for _, p := range terms.Dues(agreed, total, 20_000) {
			sum += p.Amount
			if p.Amount <= 0 || p.UpTo != sum || p.DueOn <= last {
				t.Fatalf("%+v after %d", p, sum)
			}
			last = p.DueOn
		}
		if sum != total {
			t.Fatalf("parts of %d add up to %d", total, sum)
		}
	})
}

func TestInterest(t *testing.T) {
	t.Parallel()
	agreed := models.PaymentTerms{Interest: &models.LateInterest{Percent: decimal.RequireFromString("18.25"), Grace: 5}}
	parts := []models.InvoicePart{{DueOn: 100, Amount: 60_000, UpTo: 60_000}, {DueOn: 130, Amount: 40_000, UpTo: 100_000}}
	for name, c := range map[string]struct {
		settled []terms.Settled
		today   models.Date
		want    models.Amount // .05 % a day
	}{
		"not late":          {nil, 100, 0},
		"the last of grace": {nil, 105, 0},
		"a day":             {nil, 106, 30},
		"both late":         {nil, 145, 40*30 + 10*20},
		"paid in grace":     {[]terms.Settled{{104, 60_000}}, 130, 0},
		"half on the way":   {[]terms.Settled{{115, 30_000}}, 125, 10*15 + 20*15},
		"paid in full late": {[]terms.Settled{{115, 100_000}}, 300, 10 * 30},
		"rounded once":      {[]terms.Settled{{106, 59_999}, {107, 1}}, 300, 30 + 165*20},
		"paid ahead":        {[]terms.Settled{{90, 100_000}}, 300, 0},
	} {
		if got := terms.Interest(agreed, parts, c.settled, c.today); got != c.want {
			t.Errorf("%s: %d, not %d", name, got, c.want)
		}
	}
	if terms.Interest(models.PaymentTerms{}, parts, nil, 500) != 0 {
		t.Error("interest that nobody agreed on")
	}
}

func TestDiscount(t *testing.T) {
	t.Parallel()
	agreed := models.PaymentTerms{Discount: &models.EarlyDiscount{Percent: decimal.RequireFromString("2.5"), Days: 10}}
	if off, until := terms.Early(agreed, 10_020, 100); off != 251 || until != 110 {
		t.Error(off, until)
	}
	if off, _ := terms.Early(models.PaymentTerms{}, 10_020, 100); off != 0 {
		t.Error(off)
	}
}
