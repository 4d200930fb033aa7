package models

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Tax is what a document owes at one rate.
type Tax struct {
	Rate decimal.Decimal `json:"rate"` // per cent
	Base Amount          `json:"base"` // the lines of that rate, minor units
	Tax  Amount          `json:"tax"`  // minor units
}

// Taxed is what a line brings to the document's tax.
type Taxed interface {
	TaxBase() (rate decimal.Decimal, net Amount)
}

// TaxesOn adds up the lines of each rate and taxes each sum once, the highest rate first: tax belongs to the document,
// not to the line (EN 16931).
func TaxesOn[L Taxed](lines []L) []Tax {
	var taxes []Tax
	for _, l := range lines {
		rate, net := l.TaxBase()
		i := slices.IndexFunc(taxes, func(t Tax) bool { return t.Rate.Equal(rate) })
		if i < 0 {
			i = len(taxes)
			taxes = append(taxes, Tax{Rate: rate})
		}
		taxes[i].Base += net
	}
	for i := range taxes {
		taxes[i].Tax = TaxOn(taxes[i].Base, taxes[i].Rate)
	}
	slices.SortFunc(taxes, func(a, b Tax) int { return b.Rate.Cmp(a.Rate) })
	return taxes
}

// Totals are a document's three sums.
type Totals struct{ Net, Tax, Total Amount }

// TotalsOf adds up what stands in the document's taxes.
func TotalsOf(taxes []Tax) (t Totals) {
	for _, x := range taxes {
		t.Net += x.Base
		t.Tax += x.Tax
	}
	t.Total = t.Net + t.Tax
	return t
}
