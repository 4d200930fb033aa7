package feed

import (
	"regexp"
	"strings"
)

// line reads one line of a table: goods, a section's title, or nothing.
func (t *tableReader) line(r *row) error {
	t.place.Line = r.line
	if f := r.fault; f != nil {
		t.fault(f.Column, f.Value, f.Code, f.Outcome)
		if f.Outcome == Skipped {
			return t.record()
		}
	}
	t.row = r
	filled, last := r.filled()
	switch {
	case filled == 0, t.headerAgain(), total.MatchString(r.at(firstFilled(r)).text) && t.unnamed():
		return nil
	case filled == 1 && t.section(last):
		return nil
	}
	t.run = 0
	if err := t.record(); err != nil {
		return err
	}
	t.read()
	return t.take(&t.item)
}

var total = regexp.MustCompile(`(?i)^(итого|всего|total|grand total|subtotal)([^\p{L}]|$)`)

func firstFilled(r *row) int {
	for i, c := range r.cells {
		if c.text != "" {
			return i
		}
	}
	return 0
}

// unnamed says whether a line says nothing where goods have their article.
func (t *tableReader) unnamed() bool {
	for _, c := range t.columns {
		if (c.Field == FieldSKU || c.Field == FieldExternalID) && !total.MatchString(t.row.at(c.at).text) && t.row.at(c.at).text != "" {
			return false
		}
	}
	return true
}

// headerAgain recognises a header that a printed list repeats on every page.
func (t *tableReader) headerAgain() bool {
	if t.table.Header == 0 {
		return false
	}
	same := 0
	for _, c := range t.columns {
		switch s := oneLine(t.row.at(c.at).text); {
		case s == "":
		case strings.EqualFold(s, c.Name) || t.table.HeaderRows > 1 && strings.HasPrefix(c.Name, s):
			same++
		default:
			return false
		}
	}
	return same > 1 || same == 1 && len(t.columns) == 1
}

// deepestPath is how many titles are kept: a list of titles alone is no tree.
const deepestPath = 10

// section takes a line with one cell for the title of the goods below it. Titles that come one after the other are levels
// of one path; a title after goods replaces the level of the same depth from below.
func (t *tableReader) section(at int) bool {
	title := oneLine(t.row.at(at).text)
	if _, number := readFigure(title, '.'); number || len(t.columns) < 2 {
		return false
	}
	for _, c := range t.columns {
		if c.at != at {
			continue
		}
		switch c.Field {
		case FieldSKU, FieldExternalID, FieldGTIN:
			if !t.names {
				return false
			}
		case FieldNameRu, FieldNameEn, FieldCategory, Ignored, FieldBrand, FieldParentID:
		default:
			return false
		}
	}
	if t.run == 0 {
		t.run = 1
		t.path = append([]string(nil), t.path[:max(0, len(t.path)-1)]...)
	} else {
		t.run++
		if depth := len(t.path) - t.run; t.run <= len(t.path) && depth >= 0 {
			// The titles of this run so far move one level up to make room for a deeper one.
			t.path = append(append([]string(nil), t.path[:depth]...), t.path[depth+1:]...)
		}
	}
	if len(t.path) == deepestPath {
		t.path = t.path[1:]
	}
	t.path = append(t.path, title)
	return true
}

// read fills the item from the line.
func (t *tableReader) read() {
	it := &t.item
	*it = Item{Place: t.place, Prices: it.Prices[:0], Stock: it.Stock[:0], Attributes: it.Attributes[:0], Units: it.Units[:0]}
	currency := ""
	for i := range t.columns {
		c := &t.columns[i]
		v := t.value(c)
		if c.Field == FieldCurrency {
			currency = t.currency(v)
		}
		t.field(it, c, v)
	}
	for i := range it.Prices {
		if it.Prices[i].Currency == "" {
			it.Prices[i].Currency = currency
		}
	}
	if len(t.path) > 0 && !it.Category.Has() {
		it.Category = Told[[]string]{Value: t.path, State: Present, Line: t.place.Line}
	}
}

func (t *tableReader) value(c *column) value {
	k := t.row.at(c.at)
	return value{text: unguard(k.text), raw: k.raw, shape: k.shape, column: c.Name, line: t.place.Line, sign: c.sign, weak: c.weak}
}

// field reads one cell into what its column means.
func (t *tableReader) field(it *Item, c *column, v value) {
	switch c.Field {
	case FieldSKU:
		it.SKU = t.code(v)
	case FieldExternalID:
		it.ExternalID = t.code(v)
	case FieldParentID:
		it.ParentID = t.code(v)
	case FieldNameRu:
		it.NameRu = t.text(v)
	case FieldNameEn:
		it.NameEn = t.text(v)
	case FieldDescriptionRu:
		it.DescriptionRu = t.text(v)
	case FieldDescriptionEn:
		it.DescriptionEn = t.text(v)
	case FieldBrand:
		it.Brand = t.text(v)
	case FieldGTIN:
		it.GTIN = t.gtin(v)
	case FieldUnit:
		if it.Unit = t.text(v); it.Unit.Has() {
			it.Unit.Value = t.unit(v.column, it.Unit.Value)
		}
	case FieldAvailable:
		it.Available = t.yes(v)
	case FieldDeleted:
		it.Deleted = t.yes(v)
	default:
		t.figure(it, c, v)
	}
}

func (t *tableReader) figure(it *Item, c *column, v value) {
	switch c.Field {
	case FieldVATRate:
		it.VATRate = t.vat(v)
	case FieldPack:
		it.Pack = t.number(v, ofLot)
	case FieldMinimum:
		it.Minimum = t.number(v, ofLot)
	case FieldMultiple:
		it.Multiple = t.number(v, ofLot)
	case FieldLeadDays:
		it.LeadDays = t.number(v, bounds{})
	case FieldCost:
		it.Cost = t.price(v)
	case FieldPrice:
		it.Prices = append(it.Prices, Price{Type: c.PriceType, Currency: t.coin(c, v), From: c.from, Unit: c.Unit, Tax: c.Tax, Amount: t.price(v)})
	case FieldStock:
		n, there := t.stock(v)
		if there.Has() && !it.Available.Has() {
			it.Available = there
		}
		it.Stock = append(it.Stock, Stock{Warehouse: c.Warehouse, Quantity: n})
	default:
		t.several(it, c, v)
	}
}

// coin is the price's currency: the one in the cell, the column's, or none.
func (t *tableReader) coin(c *column, v value) string {
	if v.raw == "" && !digitsOnly(v.text) {
		for _, k := range coins {
			if coinWords[k.code].MatchString(v.text) && !onRequest.MatchString(v.text) {
				return k.code
			}
		}
	}
	return c.Currency
}

// several reads what may stand in several columns or be several in one.
func (t *tableReader) several(it *Item, c *column, v value) {
	switch c.Field {
	case FieldCategory:
		t.category(it, v)
	case FieldPictures:
		names := pictures(v)
		switch {
		case len(names) > 0:
			it.Pictures = told(v, append(it.Pictures.Value, names...))
		case it.Pictures.State == Absent:
			it.Pictures = blank[[]string](v)
		}
	case FieldAttribute:
		name := c.Attribute
		if name == "" {
			name = c.Name
		}
		it.Attributes = append(it.Attributes, Attribute{Name: name, Unit: c.Unit, Value: t.text(v)})
	case FieldConversion:
		factor, gtin, _ := strings.Cut(v.text, ";")
		k := Conversion{Unit: c.Unit}
		if v.raw == "" {
			v.text = strings.TrimSpace(factor)
		}
		if k.Factor = t.number(v, ofLot); gtin != "" {
			k.GTIN = t.gtin(value{text: strings.TrimSpace(gtin), column: v.column, line: v.line})
		}
		if k.Factor.State != Blank {
			it.Units = append(it.Units, k)
		}
	}
}

// category reads a path, or one level of it where it stands in several columns.
func (t *tableReader) category(it *Item, v value) {
	w := t.text(v)
	if !w.Has() {
		if it.Category.State == Absent {
			it.Category = Told[[]string]{State: w.State, Line: v.line, Column: v.column}
		}
		return
	}
	names := []string{w.Value}
	if t.levels == 1 {
		names = levels(w.Value)
	}
	it.Category = told(v, append(it.Category.Value, names...))
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// currency reads a currency in a cell of its own.
func (r *reading) currency(v value) string {
	s := strings.TrimSpace(v.text)
	if s == "" {
		return ""
	}
	if code := strings.ToUpper(s); currencyCode.MatchString(code) {
		if code == "RUR" {
			code = "RUB"
		}
		return code
	}
	switch s {
	case "643":
		return "RUB"
	case "840":
		return "USD"
	case "978":
		return "EUR"
	}
	for _, k := range coins {
		if coinWords[k.code].MatchString(s) {
			return k.code
		}
	}
	r.fault(v.column, s, UnknownCurrency, LeftOut)
	return ""
}
