package feed

import (
	"io"
	"strconv"
)

// writeYML writes a price feed. What the format has no element for stands in elements of ours, which others pass over.
func writeYML(w io.Writer, e Export, s *survey, items Items) error {
	x := newXMLWriter(w)
	x.open("yml_catalog", "date", e.At)
	x.raw("\n")
	x.open("shop")
	x.raw("\n")
	x.leaf("name", e.Shop)
	x.leaf("company", e.Shop)
	x.open("currencies")
	x.open("currency", "id", firstOf(e.Currency, "RUB"), "rate", "1")
	x.close("currency")
	x.close("currencies")
	x.open("categories")
	x.raw("\n")
	for i, path := range s.paths {
		attrs := []string{"id", strconv.Itoa(i + 1)}
		if len(path) > 1 {
			attrs = append(attrs, "parentId", strconv.Itoa(s.groups[groupKey(path[:len(path)-1])]))
		}
		x.leaf("category", path[len(path)-1], attrs...)
	}
	x.close("categories")
	x.open("offers")
	x.raw("\n")
	err := items(func(it *Item) error {
		x.offer(e, s, it)
		return x.err
	})
	if err != nil {
		return err
	}
	x.close("offers")
	x.close("shop")
	x.close("yml_catalog")
	return x.flush()
}

func (x *xmlWriter) offer(e Export, s *survey, it *Item) {
	var attrs []string
	if it.ExternalID.State != Absent {
		attrs = append(attrs, "id", it.ExternalID.Value)
	}
	if it.ParentID.State != Absent {
		attrs = append(attrs, "group_id", it.ParentID.Value)
	}
	if it.Available.State != Absent {
		attrs = append(attrs, "available", flagText(it.Available))
	}
	x.open("offer", attrs...)
	x.raw("\n")
	x.text("name", it.NameRu)
	x.text("name-en", it.NameEn)
	x.text("vendor", it.Brand)
	x.text("vendorCode", it.SKU)
	x.text("barcode", it.GTIN)
	x.ymlPrices(e, it)
	if it.Category.State != Absent {
		id := ""
		if n := s.groups[groupKey(it.Category.Value)]; n > 0 {
			id = strconv.Itoa(n)
		}
		x.leaf("categoryId", id)
	}
	if it.Pictures.State == Blank {
		x.leaf("picture", "")
	}
	for _, p := range it.Pictures.Value {
		x.leaf("picture", p)
	}
	switch {
	case it.VATRate.Has():
		x.leaf("vat", "VAT_"+numberText(it.VATRate))
	default:
		x.number("vat", it.VATRate)
	}
	x.number("min-quantity", it.Minimum)
	x.number("step-quantity", it.Multiple)
	x.number("pack", it.Pack)
	x.number("lead-days", it.LeadDays)
	x.number("cost", it.Cost)
	x.text("unit", it.Unit)
	x.flag("deleted", it.Deleted)
	x.ymlLists(it)
	x.text("description", markedUp(it.DescriptionRu))
	x.text("description-en", it.DescriptionEn)
	x.close("offer")
}

func (x *xmlWriter) ymlPrices(e Export, it *Item) {
	usual := firstOf(e.Currency, "RUB")
	for _, p := range it.Prices {
		var attrs []string
		if p.Type != "" {
			attrs = append(attrs, "type", p.Type)
		}
		if !p.From.IsZero() {
			attrs = append(attrs, "from", p.From.String())
		}
		if p.Unit != "" {
			attrs = append(attrs, "unit", p.Unit)
		}
		if p.Currency != usual {
			attrs = append(attrs, "currency", p.Currency)
		}
		if p.Tax != Gross {
			attrs = append(attrs, "tax", string(p.Tax))
		}
		x.number("price", p.Amount, attrs...)
	}
	if len(it.Prices) > 0 {
		x.leaf("currencyId", usual)
	}
}

func (x *xmlWriter) ymlLists(it *Item) {
	for _, s := range it.Stock {
		var attrs []string
		if s.Warehouse != "" {
			attrs = append(attrs, "warehouse", s.Warehouse)
		}
		x.number("count", s.Quantity, attrs...)
	}
	for _, u := range it.Units {
		attrs := []string{"unit", u.Unit}
		if u.GTIN.Has() {
			attrs = append(attrs, "gtin", u.GTIN.Value)
		}
		x.number("conversion", u.Factor, attrs...)
	}
	for _, a := range it.Attributes {
		attrs := []string{"name", a.Name}
		if a.Unit != "" {
			attrs = append(attrs, "unit", a.Unit)
		}
		x.text("param", a.Value, attrs...)
	}
}
