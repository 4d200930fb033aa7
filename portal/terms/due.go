package terms

import (
	"slices"

	"github.com/shopspring/decimal"

	"povtor/models"
)

var hundred = decimal.NewFromInt(100)

// Of are an agreement's terms with the parts spelled out: without any, all of an invoice falls due the net days after it, or at once.
func Of(t models.PaymentTerms, netDays int) models.PaymentTerms {
	if len(t.Parts) > 0 {
		return t
	}
	part := models.TermPart{Percent: hundred, From: models.FromInvoice, Days: netDays}
	if netDays == 0 {
		part.From = models.InAdvance
	}
	t.Parts = []models.TermPart{part}
	return t
}

// Dues are the parts of a total that was invoiced on a day, the first due first; parts of one day are one. They add up to the total.
func Dues(t models.PaymentTerms, total models.Amount, issued models.Date) []models.InvoicePart {
	var parts []models.InvoicePart
	percent := decimal.Zero
	for _, p := range t.Parts {
		percent = percent.Add(p.Percent)
		upTo := Share(total, percent)
		if percent.GreaterThanOrEqual(hundred) {
			upTo = total
		}
		parts = append(parts, models.InvoicePart{DueOn: dueOn(p, issued), UpTo: upTo})
	}
	var before models.Amount
	for i := range parts {
		parts[i].Amount, before = parts[i].UpTo-before, parts[i].UpTo
	}
	slices.SortStableFunc(parts, func(a, b models.InvoicePart) int { return int(a.DueOn - b.DueOn) })
	return together(parts)
}

// together makes one of the parts that fall due on one day, leaves out those that come to nothing, and adds them up anew.
func together(parts []models.InvoicePart) (out []models.InvoicePart) {
	var upTo models.Amount
	for _, p := range parts {
		if p.Amount == 0 {
			continue
		}
		upTo += p.Amount
		p.UpTo = upTo
		if n := len(out); n > 0 && out[n-1].DueOn == p.DueOn {
			out[n-1].Amount, out[n-1].UpTo = out[n-1].Amount+p.Amount, upTo
			continue
		}
		out = append(out, p)
	}
	return out
}

func dueOn(p models.TermPart, issued models.Date) models.Date {
	if p.From == models.FromMonthEnd {
		return issued.MonthStart().Add(31).MonthStart().Add(-1 + p.Days)
	}
	return issued.Add(p.Days)
}

// Share is a percentage of a sum, rounded half away from zero.
func Share(of models.Amount, percent decimal.Decimal) models.Amount {
	return models.Amount(decimal.NewFromInt(int64(of)).Mul(percent).Shift(-2).Round(0).IntPart())
}

// Early is what paying all of an invoice saves, and through which day; nothing where no discount was agreed.
func Early(t models.PaymentTerms, total models.Amount, issued models.Date) (models.Amount, models.Date) {
	if t.Discount == nil {
		return 0, issued
	}
	return Share(total, t.Discount.Percent), issued.Add(t.Discount.Days)
}

// Settled is what was paid or taken back of an invoice, and on which day.
type Settled struct {
	On     models.Date
	Amount models.Amount
}

// Interest is what the lateness of an invoice's parts comes to by a day: a year's interest for each day after the grace on whatever
// was late that day, over a year of 365 days, rounded once.
func Interest(t models.PaymentTerms, parts []models.InvoicePart, settled []Settled, today models.Date) models.Amount {
	if t.Interest == nil {
		return 0
	}
	settled = slices.SortedStableFunc(slices.Values(settled), func(a, b Settled) int { return int(a.On - b.On) })
	late := decimal.Zero // amount times days
	for _, p := range parts {
		free, before := p.DueOn.Add(t.Interest.Grace), models.Amount(0)
		add := func(amount models.Amount, until models.Date) {
			if days := until.Days(free); days > 0 {
				late = late.Add(decimal.NewFromInt(int64(amount)).Mul(decimal.NewFromInt(int64(days))))
			}
		}
		for _, s := range settled {
			if s.On > today {
				break
			}
			add(p.Open(before)-p.Open(before+s.Amount), s.On)
			before += s.Amount
		}
		add(p.Open(before), today)
	}
	return models.Amount(late.Mul(t.Interest.Percent).DivRound(decimal.NewFromInt(36_500), 9).Round(0).IntPart())
}
