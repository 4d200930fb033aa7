package cart

import (
	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// part is one supplier's part of a cart, on its way to be shown.
type part struct {
	held    []models.InCart
	quotes  []pricing.Line // as many
	instead map[models.ProductID]pricing.Line
	locale  string
}

// show adds up the lines that are on sale at a price, and shows the others for what they are.
func (p part) show() Part {
	out := Part{Supplier: catalogue.Named[models.Organisation]{ID: p.held[0].SupplierID, Name: p.held[0].Supplier},
		Lines: make([]CartLine, len(p.held)), Problems: []Problem{}}
	var terms *models.Terms
	var counted []pricing.Line
	mend := false
	for i, h := range p.held {
		q := p.quotes[i]
		out.Lines[i] = p.line(h, q)
		if q.Goods == nil {
			continue
		}
		terms = q.Terms
		mend = mend || len(q.Problems()) > 0
		if q.Counts() {
			counted = append(counted, q)
		}
	}
	if terms == nil {
		out.Problems = append(out.Problems, p.noAgreement())
		return out
	}
	sums := models.TotalsOf(models.TaxesOn(counted))
	out.Currency, out.AgreementNumber, out.NetDays = terms.Currency, terms.Number, terms.NetDays
	out.Net, out.Tax, out.Total = sums.Net.In(terms.Currency), sums.Tax.In(terms.Currency), sums.Total.In(terms.Currency)
	out.MinimumOrder = terms.MinimumOrder.In(terms.Currency)
	if missing := terms.MinimumOrder - sums.Net; missing > 0 {
		text := missing.In(terms.Currency)
		out.BelowBy = &text
		out.Problems = append(out.Problems, p.belowMinimum(missing, terms.Currency))
	}
	if mend {
		out.Problems = append(out.Problems, p.linesToMend())
	}
	out.Placeable = len(counted) > 0 && len(out.Problems) == 0
	return out
}

// line shows one line. Of goods that are hidden it shows what is printed on them, no more.
func (p part) line(h models.InCart, q pricing.Line) CartLine {
	out := CartLine{
		Product: Product{h.ProductID, h.SKU, models.NameIn(p.locale, h.NameRu, h.NameEn), h.Icon, h.Unit, models.QuantityText(h.PackSize),
			models.QuantityText(h.Minimum), models.QuantityText(h.Multiple)},
		Quantity: models.QuantityText(h.Quantity), Problems: p.problems(h, q), Availability: catalogue.Availability{State: catalogue.Out},
	}
	if q.Goods == nil {
		return out
	}
	c := q.Terms.Currency
	out.VATRate, out.Availability, out.Net = models.QuantityText(q.Goods.VATRate), catalogue.AvailabilityOf(q.Goods), q.Net().In(c)
	if q.Price != nil {
		out.UnitPrice = priceText(q.Price.UnitPrice, c)
	}
	if h.SeenPrice != nil {
		out.SeenPrice = priceText(*h.SeenPrice, c)
	}
	if id := q.Goods.SubstituteID; id != nil && len(q.Problems()) > 0 {
		if s, ok := p.instead[*id]; ok && len(s.Problems()) == 0 {
			card := catalogue.CardOf(s, p.locale)
			out.Substitute = &card
		}
	}
	return out
}

func priceText(price models.UnitPrice, c models.Currency) *string {
	s := models.PriceText(price, c)
	return &s
}

// problems are what is wrong with a line, each with the quantity that would mend it.
func (p part) problems(h models.InCart, q pricing.Line) []Problem {
	lang := wording.Of(p.locale)
	found := []Problem{}
	for _, code := range q.Problems() {
		shown := Problem{Code: string(code), Message: q.Say(code, lang)}
		switch code {
		case pricing.BelowMinimum, pricing.OffMultiple, pricing.OutOfStock:
			if better := q.Orderable(); better.IsPositive() && !better.Equal(q.Quantity) {
				text := better.String()
				shown.Suggested = &text
			}
		}
		found = append(found, shown)
	}
	if risen(h, q) {
		found = append(found, Problem{Code: string(PriceChanged), Message: pricing.SayRisen(lang, *h.SeenPrice, q.Price.UnitPrice, q.Price.Currency)})
	}
	return found
}

// risen reports goods that cost more than when the buyer last looked.
func risen(h models.InCart, q pricing.Line) bool {
	return q.Price != nil && h.SeenPrice != nil && q.Price.UnitPrice.GreaterThan(*h.SeenPrice)
}

func (p part) noAgreement() Problem {
	return Problem{Code: "no-agreement", Message: pick(wording.Of(p.locale),
		"С этим поставщиком сейчас нет действующего договора.", "There is no agreement in force with this supplier.")}
}

func (p part) linesToMend() Problem {
	return Problem{Code: "lines-to-mend", Message: pick(wording.Of(p.locale), "Некоторые позиции нужно поправить.", "Some lines need mending.")}
}

func (p part) belowMinimum(missing models.Amount, c models.Currency) Problem {
	return Problem{Code: "below-minimum-order", Message: pricing.SayShort(wording.Of(p.locale), missing, c)}
}

func pick(lang wording.Language, russian, english string) string {
	if lang == wording.Russian {
		return russian
	}
	return english
}
