package terms

import (
	"strconv"

	"github.com/shopspring/decimal"

	"povtor/models"
)

// Check notes what is wrong with terms as somebody enters them.
func Check(f *models.Faults, t models.PaymentTerms) {
	sum := decimal.Zero
	for i, p := range t.Parts {
		at := "terms/parts/" + strconv.Itoa(i)
		checkPercent(f, at+"/percent", p.Percent)
		checkDays(f, at+"/days", p.Days)
		f.Check(p.From != models.InAdvance || p.Days == 0, at+"/days", "in-advance", "What is paid in advance is paid with the invoice.")
		switch p.From {
		case models.InAdvance, models.FromInvoice, models.FromMonthEnd:
		default:
			f.Add(at+"/from", "unknown", "Say advance, invoice or month_end.")
		}
		sum = sum.Add(p.Percent)
	}
	f.Check(len(t.Parts) > 0 && sum.Equal(hundred), "terms/parts", "not-the-whole", "The parts must add up to 100 per cent.")
	if d := t.Discount; d != nil {
		checkPercent(f, "terms/discount/percent", d.Percent)
		checkDays(f, "terms/discount/days", d.Days)
	}
	if i := t.Interest; i != nil {
		checkPercent(f, "terms/interest/percent", i.Percent)
		checkDays(f, "terms/interest/grace", i.Grace)
	}
}

func checkPercent(f *models.Faults, field string, p decimal.Decimal) {
	f.Check(p.IsPositive() && p.LessThanOrEqual(hundred) && p.Exponent() >= -2, field, "not-a-percentage", "Say a percentage above 0, up to 100, with two decimals at most.")
}

func checkDays(f *models.Faults, field string, days int) {
	f.Check(days >= 0 && days <= 365, field, "bad-days", "Say a number of days from 0 to 365.")
}

// CheckDunning notes what is wrong with the days on which reminders are to go out.
func CheckDunning(f *models.Faults, field string, days []int) {
	seen := map[int]bool{}
	for i, d := range days {
		f.Check(d >= -30 && d <= 365 && !seen[d], field+"/"+strconv.Itoa(i), "bad-days", "Name each day once, from 30 before the due day to 365 after it.")
		seen[d] = true
	}
}

// Kept are terms as an agreement keeps them, and its net days: those of the last part, a month more where they count from its end.
// What net days say alone is not kept twice.
func Kept(t models.PaymentTerms) (models.PaymentTerms, int) {
	net := 0
	for _, p := range t.Parts {
		days := p.Days
		if p.From == models.FromMonthEnd {
			days += 30
		}
		net = min(365, max(net, days))
	}
	if len(t.Parts) == 1 && t.Parts[0].From != models.FromMonthEnd && (t.Parts[0].From == models.InAdvance) == (t.Parts[0].Days == 0) {
		t.Parts = nil
	}
	return t, net
}
