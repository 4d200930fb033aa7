package ordering

import (
	"povtor/models"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// wish is a line of a checkout: what is wanted, and at what price it was seen.
type wish struct {
	pricing.Ask
	seen *models.UnitPrice // nil: at whatever it costs
}

// parcel is what one checkout orders from one supplier.
type parcel struct {
	terms *models.Terms
	lines []pricing.Line
}

// net is the sum of its lines before tax.
func (p parcel) net() (sum models.Amount) {
	for _, l := range p.lines {
		sum += l.Net()
	}
	return sum
}

// judge says why a checkout cannot be ordered as it stands, naming every line and supplier at fault, or nothing when it can. A
// fall in price passes; a rise is for the buyer to accept.
func judge(wishes []wish, quotes []pricing.Line, parcels []parcel, acceptPrices bool, lang wording.Language) error {
	var wrong, dearer []models.FieldFault
	for i, q := range quotes {
		problems := q.Problems()
		for _, p := range problems {
			wrong = append(wrong, lineFault(q.Product, string(p), q.Say(p, lang)))
		}
		if len(problems) == 0 && !acceptPrices && wishes[i].seen != nil && q.Price.UnitPrice.GreaterThan(*wishes[i].seen) {
			dearer = append(dearer, risen(q, *wishes[i].seen, lang))
		}
	}
	for _, p := range parcels {
		if net := p.net(); net < p.terms.MinimumOrder {
			wrong = append(wrong, belowMinimum(p.terms, net, lang))
		}
	}
	switch {
	case len(wrong) > 0:
		return &models.Fault{Kind: models.Invalid, Code: theOne(wrong), Message: "This cannot be ordered as it stands.", Fields: append(wrong, dearer...)}
	case len(dearer) > 0:
		return &models.Fault{Kind: models.Conflict, Code: "price-changed", Message: "Some prices have risen; accept them to order.", Fields: dearer}
	}
	return nil
}

// theOne is the code that all faults share, or a general one.
func theOne(faults []models.FieldFault) string {
	for _, f := range faults {
		if f.Code != faults[0].Code {
			return "not-orderable"
		}
	}
	return faults[0].Code
}

func lineFault(product models.ProductID, code, message string) models.FieldFault {
	return models.FieldFault{Field: "lines/" + product.String(), Code: code, Message: message}
}

func risen(q pricing.Line, seen models.UnitPrice, lang wording.Language) models.FieldFault {
	now, c := q.Price.UnitPrice, q.Price.Currency
	f := lineFault(q.Product, "price-changed", pricing.SayRisen(lang, seen, now, c))
	f.Was, f.Now = models.PriceText(seen, c), models.PriceText(now, c)
	return f
}

func belowMinimum(t *models.Terms, net models.Amount, lang wording.Language) models.FieldFault {
	return models.FieldFault{Field: "suppliers/" + t.Supplier.String(), Code: "below-minimum-order",
		Message: pricing.SayShort(lang, t.MinimumOrder-net, t.Currency)}
}
