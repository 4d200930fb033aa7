package ubl

import (
	"regexp"
	"strconv"

	"povtor/models"
)

var (
	countryCode = regexp.MustCompile(`^[A-Z]{2}$`)
	vatNumber   = regexp.MustCompile(`^([A-Z]{2}|EL|XI)[0-9A-Z+*.]{2,13}$`)
	schemeCode  = regexp.MustCompile(`^[0-9]{4}$|^EM$`)
)

// Check reports everything that keeps a document from being one of EN 16931 and Peppol, field by field; lacks is the code of what a
// party does not tell.
func (d Document) Check() error {
	var f models.Faults
	f.Check(d.Number != "", "number", "lacks", "The document has no number.")
	f.Check(d.IssuedOn != 0, "issued_on", "lacks", "The document has no day of issue.")
	f.Check(d.BuyerRef != "" || d.OrderRef != "", "order", "lacks", "Name the order, or what the buyer wants to find on it.")
	f.Check(len(d.Lines) > 0, "lines", "lacks", "The document has no lines.")
	d.Seller.check(&f, "supplier")
	d.Buyer.check(&f, "client")
	charged := d.categories(&f)
	f.Check(charged[Standard]+charged[ZeroRated]+charged[Exempt]+charged[ReverseCharge] == 0 || d.Seller.VATID != "", "supplier.vat_id", "lacks",
		"The supplier's VAT number is missing.")
	f.Check(charged[ReverseCharge] == 0 || d.Buyer.VATID != "", "client.vat_id", "lacks", "A reverse charge needs the client's VAT number.")
	d.amounts(&f)
	d.addUp(&f)
	return f.Err()
}

func (p Party) check(f *models.Faults, who string) {
	f.Check(p.Name != "", who+".name", "lacks", "The company's name is missing.")
	f.Check(countryCode.MatchString(p.Country), who+".country", "lacks", "The company's country is missing.")
	f.Check(p.VATID == "" || vatNumber.MatchString(p.VATID), who+".vat_id", "not-a-vat-number", "A VAT number begins with its country, such as DE123456789.")
	f.Check(schemeCode.MatchString(p.Endpoint.Scheme) && p.Endpoint.ID != "", who+".endpoint", "lacks", "The company's electronic address is missing, such as 0088:7300010000001.")
}

// categories counts the taxes of each, and finds those that contradict themselves.
func (d Document) categories(f *models.Faults) map[Category]int {
	count := map[Category]int{}
	for i, t := range d.Taxes {
		count[t.Category]++
		field := "taxes/" + strconv.Itoa(i)
		switch t.Category {
		case Standard:
			f.Check(t.Rate.IsPositive(), field+"/rate", "bad-rate", "The standard category has a rate above zero.")
		case ZeroRated, Exempt, ReverseCharge:
			f.Check(t.Rate.IsZero() && t.Tax == 0, field+"/rate", "bad-rate", "This category has no tax.")
			f.Check(t.Category == ZeroRated || t.Reason != "", field+"/reason", "lacks", "Say why there is no tax.")
		default:
			f.Check(false, field+"/category", "unknown-category", "The VAT category is S, Z, E or AE.")
		}
	}
	return count
}

// amounts finds those of more decimals than EN 16931 has: two, whatever the currency.
func (d Document) amounts(f *models.Faults) {
	if d.Currency.Exponent() <= 2 {
		return
	}
	sound := true
	t := d.totals()
	all := []models.Amount{t.lines, t.allowances, t.net, t.tax, t.gross, t.payable, d.Prepaid, d.Rounding}
	for _, l := range d.Lines {
		all = append(all, l.Net)
	}
	for _, x := range d.Taxes {
		all = append(all, x.Base, x.Tax)
	}
	for _, a := range d.Allowances {
		all = append(all, a.Amount)
	}
	for _, a := range all {
		sound = sound && a%10 == 0
	}
	f.Check(sound, "currency", "too-many-decimals", "EN 16931 has amounts of two decimals only.")
}

// addUp compares the taxes with the lines and allowances that they are of.
func (d Document) addUp(f *models.Faults) {
	want := TaxesOf(d.Lines, d.Allowances)
	sound := len(want) == len(d.Taxes)
	for _, w := range want {
		found := false
		for _, t := range d.Taxes {
			found = found || t.Category == w.Category && t.Rate.Equal(w.Rate) && t.Base == w.Base
		}
		sound = sound && found
	}
	f.Check(sound, "taxes", "does-not-add-up", "The taxes are not those of the lines.")
	f.Check(d.totals().payable >= 0, "total", "below-zero", "There is nothing to be paid.")
}
