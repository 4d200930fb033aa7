package product

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"povtor/models"
)

// Fields are what can be said of a product. Those that are left out stay as they are.
type Fields struct {
	SKU           *string               `json:"sku,omitempty" maxLength:"64"`
	ExternalID    *string               `json:"external_id,omitempty" maxLength:"200" doc:"The id of your own system, such as 1C's."`
	GTIN          *string               `json:"gtin,omitempty" maxLength:"14" doc:"8, 12, 13 or 14 digits with their check digit; empty: none."`
	NameRu        *string               `json:"name_ru,omitempty" maxLength:"300"`
	NameEn        *string               `json:"name_en,omitempty" maxLength:"300" doc:"Empty: the Russian one."`
	DescriptionRu *string               `json:"description_ru,omitempty" maxLength:"10000"`
	DescriptionEn *string               `json:"description_en,omitempty" maxLength:"10000"`
	Brand         *string               `json:"brand,omitempty" maxLength:"120"`
	CategoryID    *models.CategoryID    `json:"category_id,omitempty"`
	Unit          *string               `json:"unit,omitempty" maxLength:"20" example:"pcs"`
	PackSize      *string               `json:"pack_size,omitempty" maxLength:"13" doc:"Pieces in one unit."`
	Minimum       *string               `json:"minimum,omitempty" maxLength:"13"`
	Multiple      *string               `json:"multiple,omitempty" maxLength:"13" doc:"In steps of, counted from the minimum."`
	VATRate       *string               `json:"vat_rate,omitempty" maxLength:"6" doc:"Per cent." example:"22"`
	Status        *models.ProductStatus `json:"status,omitempty" enum:"draft,active,discontinued" doc:"active needs a name, a price and a category."`
	SubstituteID  *models.ProductID     `json:"substitute_id,omitempty" doc:"What you offer instead."`
	LeadDays      *int                  `json:"lead_days,omitempty" minimum:"0" maximum:"365" doc:"From the order to the delivery."`
	Season        *Season               `json:"season,omitempty" doc:"The months in which it is sold."`
	Attributes    *models.Attributes    `json:"attributes,omitempty" doc:"All of them, by their codes: texts, numbers, true or false."`
	Units         *[]Unit               `json:"units,omitempty" maxItems:"10" doc:"All other units it is counted in."`
	GoesWith      *[]models.ProductID   `json:"goes_with,omitempty" maxItems:"20"`
	Clear         []string              `json:"clear,omitempty" maxItems:"3" enum:"substitute_id,lead_days,season" doc:"What there shall be none of any more."`
}

// Season is from which month to which a product is sold; it may pass over the year's end.
type Season struct {
	From int `json:"from" minimum:"1" maximum:"12"`
	To   int `json:"to" minimum:"1" maximum:"12"`
}

// Unit is another unit that a product is counted in: a box of 12.
type Unit struct {
	Unit   string `json:"unit" maxLength:"20" example:"box"`
	Factor string `json:"factor" maxLength:"13" example:"12" doc:"How many of the product's own unit it is."`
	GTIN   string `json:"gtin,omitempty" maxLength:"14"`
}

// Units are those that are known by a name in every language.
var Units = []string{"pcs", "box", "pack", "kg", "g", "t", "l", "m", "pallet", "roll", "pair", "set", "bottle", "can", "bag", "case"}

// Validate reports everything that is wrong by itself.
func (in Fields) Validate() error {
	var f models.Faults
	if in.SKU != nil {
		f.Check(strings.TrimSpace(*in.SKU) != "", "sku", "required", "Say how you call it in your own books.")
	}
	if in.NameRu != nil {
		f.Check(strings.TrimSpace(*in.NameRu) != "", "name_ru", "required", "A product has a name.")
	}
	if in.GTIN != nil {
		checkGTIN(&f, "gtin", *in.GTIN)
	}
	if in.Unit != nil {
		f.Check(slices.Contains(Units, *in.Unit), "unit", "unknown-unit", "There is no such unit.")
	}
	for field, text := range map[string]*string{"pack_size": in.PackSize, "minimum": in.Minimum, "multiple": in.Multiple} {
		readQuantity(&f, field, text)
	}
	readRate(&f, in.VATRate)
	if in.Units != nil {
		in.checkUnits(&f)
	}
	return f.Err()
}

func (in Fields) checkUnits(f *models.Faults) {
	seen := map[string]bool{}
	for i, u := range *in.Units {
		at := fmt.Sprintf("units/%d/", i)
		f.Check(slices.Contains(Units, u.Unit), at+"unit", "unknown-unit", "There is no such unit.")
		f.Check(!seen[u.Unit], at+"unit", "twice", "This unit stands here already.")
		seen[u.Unit] = true
		readQuantity(f, at+"factor", &u.Factor)
		checkGTIN(f, at+"gtin", u.GTIN)
	}
}

// readQuantity reads a quantity above nothing; nil is not asked.
func readQuantity(f *models.Faults, field string, text *string) models.Quantity {
	if text == nil {
		return models.Quantity{}
	}
	q, err := models.ParseQuantity(*text)
	f.Check(err == nil && q.IsPositive(), field, "not-a-quantity", "Say how much, such as 12 or 0.5.")
	return q
}

// readRate reads a tax rate in per cent.
func readRate(f *models.Faults, text *string) decimal.Decimal {
	if text == nil {
		return decimal.Decimal{}
	}
	rate, err := models.ParseQuantity(*text)
	f.Check(err == nil && rate.Exponent() >= -2 && rate.LessThanOrEqual(decimal.NewFromInt(100)), "vat_rate", "not-a-rate", "Say how many per cent, from 0 to 100.")
	return rate
}

func checkGTIN(f *models.Faults, field, code string) {
	f.Check(code == "" || ValidGTIN(code), field, "not-a-gtin", "This is not a GTIN: its check digit does not fit.")
}

// ValidGTIN reports 8, 12, 13 or 14 digits, the last of which checks the others (GS1).
func ValidGTIN(code string) bool {
	if !slices.Contains([]int{8, 12, 13, 14}, len(code)) || strings.Trim(code, "0123456789") != "" {
		return false
	}
	sum := 0
	for i := range len(code) {
		weight := 1
		if (len(code)-i)%2 == 0 {
			weight = 3
		}
		sum += weight * int(code[i]-'0')
	}
	return sum%10 == 0
}

// into writes what is said over a product.
func (in Fields) into(p *models.Product) {
	for _, t := range []struct {
		to *string
		is *string
	}{
		{&p.SKU, in.SKU}, {&p.ExternalID, in.ExternalID}, {&p.GTIN, in.GTIN}, {&p.NameRu, in.NameRu}, {&p.NameEn, in.NameEn},
		{&p.DescriptionRu, in.DescriptionRu}, {&p.DescriptionEn, in.DescriptionEn}, {&p.Brand, in.Brand}, {&p.Unit, in.Unit},
	} {
		if t.is != nil {
			*t.to = strings.TrimSpace(*t.is)
		}
	}
	var valid models.Faults
	for _, q := range []struct {
		to *models.Quantity
		is *string
	}{{&p.PackSize, in.PackSize}, {&p.Minimum, in.Minimum}, {&p.Multiple, in.Multiple}} {
		if q.is != nil {
			*q.to = readQuantity(&valid, "", q.is)
		}
	}
	if in.VATRate != nil {
		p.VATRate = readRate(&valid, in.VATRate)
	}
	in.refer(p)
}

// refer writes what a product refers to, and what it may have none of.
func (in Fields) refer(p *models.Product) {
	if in.CategoryID != nil {
		p.CategoryID = *in.CategoryID
	}
	if in.Status != nil {
		p.Status = *in.Status
	}
	if in.Attributes != nil {
		p.Attributes = *in.Attributes
	}
	for _, none := range in.Clear {
		switch none {
		case "substitute_id":
			p.SubstituteID = nil
		case "lead_days":
			p.LeadDays = nil
		case "season":
			p.SeasonFrom, p.SeasonTo = nil, nil
		}
	}
	if in.SubstituteID != nil {
		p.SubstituteID = in.SubstituteID
	}
	if in.LeadDays != nil {
		p.LeadDays = in.LeadDays
	}
	if in.Season != nil {
		p.SeasonFrom, p.SeasonTo = &in.Season.From, &in.Season.To
	}
}
