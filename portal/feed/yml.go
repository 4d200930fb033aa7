package feed

import (
	"encoding/xml"
	"html"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// ymlReader reads a price feed in YML: one shop, its categories and its offers.
type ymlReader struct {
	*reading
	x          *xmlReader
	categories map[string]Group
	currency   string // the shop's own
}

func (r *reading) yml(p *Part) error {
	text, closer, err := p.text()
	if err != nil {
		return err
	}
	defer closer.Close()
	y := &ymlReader{reading: r, x: newXML(text, r.file.limits), categories: map[string]Group{}}
	for {
		token, err := y.x.next()
		if ended(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := y.element(start); err != nil {
				return err
			}
		}
	}
}

func (y *ymlReader) element(start xml.StartElement) error {
	switch start.Name.Local {
	case "currencies", "categories":
		n, err := y.x.node(start, mostEntries)
		if err == nil {
			y.learn(n)
		}
		return err
	case "offer":
		n, err := y.x.node(start, mostNodes)
		if err != nil {
			return err
		}
		y.place.Line = n.line
		if err := y.record(); err != nil {
			return err
		}
		return y.take(y.offer(n))
	case "yml_catalog", "shop", "offers":
		return nil
	}
	return y.x.skip()
}

func (y *ymlReader) learn(n *node) {
	for _, c := range n.all("currency") {
		id, _ := c.attr("id")
		if rate, _ := c.attr("rate"); y.currency == "" || rate == "1" {
			y.currency = y.reading.currency(value{text: id, column: "currency", line: c.line})
		}
	}
	for _, c := range n.all("category") {
		id, _ := c.attr("id")
		parent, _ := c.attr("parentId")
		y.categories[id] = Group{Name: c.text, Parent: parent}
	}
}

// offer reads one offer, of the simple form (name) or the long one (typePrefix, vendor, model).
func (y *ymlReader) offer(n *node) *Item {
	it := &Item{Place: y.place}
	of := func(name string) (value, bool) {
		id, ok := n.attr(name)
		return value{text: id, column: "@" + name, line: n.line, sign: '.'}, ok
	}
	if v, ok := of("id"); ok {
		it.ExternalID = y.code(v)
	}
	if v, ok := of("group_id"); ok {
		it.ParentID = y.code(v)
	}
	if v, ok := of("available"); ok {
		it.Available = y.yes(v)
	}
	if v, ok := n.value("disabled"); ok {
		if off := y.yes(v); off.Has() && off.Value {
			it.Available = told(v, false)
		}
	}
	if v, ok := n.value("deleted"); ok {
		it.Deleted = y.yes(v)
	}
	y.words(n, it)
	y.figures(n, it)
	y.lists(n, it)
	return it
}

// words reads what an offer says in words.
func (y *ymlReader) words(n *node, it *Item) {
	for _, w := range []struct {
		name string
		to   *Text
	}{{"vendorCode", &it.SKU}, {"name-en", &it.NameEn}, {"description-en", &it.DescriptionEn}, {"vendor", &it.Brand}} {
		if v, ok := n.value(w.name); ok {
			*w.to = y.text(v)
		}
	}
	if v, ok := n.value("name"); ok && v.text != "" {
		it.NameRu = y.text(v)
	} else if m, has := n.value("model"); has {
		m.text = strings.Join(strings.Fields(n.say("typePrefix")+" "+n.say("vendor")+" "+m.text), " ")
		it.NameRu = y.text(m)
	} else if ok {
		it.NameRu = y.text(v)
	}
	if v, ok := n.value("description"); ok {
		v.text = plainText(v.text)
		it.DescriptionRu = y.text(v)
	}
	if v, ok := n.value("unit"); ok {
		if it.Unit = y.text(v); it.Unit.Has() {
			it.Unit.Value = y.unit(v.column, it.Unit.Value)
		}
	}
	for _, b := range n.all("barcode") {
		if !it.GTIN.Has() {
			it.GTIN = y.gtin(value{text: b.text, column: "barcode", line: b.line})
		}
	}
	y.category(n, it)
}

func (y *ymlReader) category(n *node, it *Item) {
	v, ok := n.value("categoryId")
	switch path := (Dictionary{Groups: y.categories}).path(v.text); {
	case !ok:
	case v.text == "":
		it.Category = blank[[]string](v)
	case len(path) == 0:
		y.fault(v.column, v.text, UnknownGroup, LeftOut)
	default:
		it.Category = told(v, path)
	}
}

// figures reads what an offer says in numbers.
func (y *ymlReader) figures(n *node, it *Item) {
	for _, f := range []struct {
		name string
		to   *Number
		b    bounds
	}{
		{"pack", &it.Pack, ofLot}, {"min-quantity", &it.Minimum, ofLot}, {"step-quantity", &it.Multiple, ofLot},
		{"lead-days", &it.LeadDays, bounds{}}, {"purchase_price", &it.Cost, ofPrice}, {"cost", &it.Cost, ofPrice},
	} {
		if v, ok := n.value(f.name); ok {
			*f.to = y.number(v, f.b)
		}
	}
	if v, ok := n.value("vat"); ok {
		if rate, coded := vatCodes[v.text]; coded {
			v.text = rate
		}
		it.VATRate = y.vat(v)
	}
}

// vatCodes are the rates that the format writes by numbers.
var vatCodes = map[string]string{"1": "20", "2": "10", "3": "20/120", "4": "10/110", "5": "0", "6": "NO_VAT", "7": "20"}

// lists reads what an offer may have several of.
func (y *ymlReader) lists(n *node, it *Item) {
	currency := y.currency
	if v, ok := n.value("currencyId"); ok && v.text != "" {
		currency = y.reading.currency(v)
	}
	for _, c := range n.nodes {
		v := value{text: c.text, column: c.name, line: c.line, sign: '.'}
		switch c.name {
		case "price", "oldprice":
			it.Prices = append(it.Prices, y.priceOf(c, v, currency))
		case "count", "stock_quantity", "quantity_in_stock", "stock":
			warehouse, _ := c.attr("warehouse")
			id, _ := c.attr("id")
			q, _ := y.stock(v)
			it.Stock = append(it.Stock, Stock{Warehouse: warehouse, WarehouseID: id, Quantity: q})
		case "outlets":
			y.outlets(c, it)
		case "picture":
			if c.text == "" {
				it.Pictures = blank[[]string](v)
				continue
			}
			it.Pictures = told(v, append(it.Pictures.Value, c.text))
		case "param":
			name, _ := c.attr("name")
			unit, _ := c.attr("unit")
			it.Attributes = append(it.Attributes, Attribute{Name: strings.TrimSpace(name), Unit: unit, Value: y.text(v)})
		case "weight":
			it.Attributes = append(it.Attributes, Attribute{Name: "Вес", Unit: "kg", Value: y.text(v)})
		case "country_of_origin":
			it.Attributes = append(it.Attributes, Attribute{Name: "Страна происхождения", Value: y.text(v)})
		case "conversion":
			it.Units = append(it.Units, y.conversion(c, v))
		}
	}
}

// priceOf reads a price. What shops show their customers has VAT in it.
func (y *ymlReader) priceOf(c *node, v value, currency string) Price {
	p := Price{Currency: currency, Tax: Gross, Amount: y.price(v)}
	p.Type, _ = c.attr("type")
	p.Unit, _ = c.attr("unit")
	if s, ok := c.attr("currency"); ok {
		p.Currency = s
	}
	if s, ok := c.attr("tax"); ok {
		p.Tax = Tax(s)
	}
	if s, ok := c.attr("from"); ok && s != "true" && s != "false" {
		if f, good := readFigure(s, '.'); good {
			p.From = f.value
		}
	}
	if c.name == "oldprice" {
		p.Type = "oldprice"
	}
	return p
}

func (y *ymlReader) outlets(n *node, it *Item) {
	for _, o := range n.all("outlet") {
		id, _ := o.attr("id")
		in, ok := o.attr("instock")
		if !ok {
			continue
		}
		q, _ := y.stock(value{text: in, column: "outlet@instock", line: o.line, sign: '.'})
		it.Stock = append(it.Stock, Stock{WarehouseID: id, Quantity: q})
	}
}

func (y *ymlReader) conversion(c *node, v value) Conversion {
	unit, _ := c.attr("unit")
	k := Conversion{Unit: y.unit(v.column, unit), Factor: y.number(v, ofLot)}
	if gtin, ok := c.attr("gtin"); ok {
		v.text = gtin
		k.GTIN = y.gtin(v)
	}
	return k
}

var (
	htmlBreaks = regexp.MustCompile(`(?i)<\s*(br|/p|/li|/div|/tr|/h[1-6])\s*/?>`)
	htmlTags   = regexp.MustCompile(`(?i)</?(p|br|b|i|u|em|strong|ul|ol|li|div|span|a|h[1-6]|table|tr|td|th|tbody|thead|img|font|sup|sub|hr)(\s[^<>]*)?/?>`)
	manyBreaks = regexp.MustCompile(`\s*\n\s*\n\s*`)
)

// plainText takes HTML off a description.
func plainText(s string) string {
	if !htmlTags.MatchString(s) {
		return s
	}
	s = htmlTags.ReplaceAllString(htmlBreaks.ReplaceAllString(s, "\n"), "")
	return html.UnescapeString(strings.TrimSpace(manyBreaks.ReplaceAllString(s, "\n")))
}

// markedUp is a description that [plainText] reads as it stands: one that looks like HTML is written as HTML.
func markedUp(t Text) Text {
	if htmlTags.MatchString(t.Value) {
		t.Value = "<p>" + strings.ReplaceAll(html.EscapeString(t.Value), "\n", "&#10;") + "</p>"
	}
	return t
}

var one = decimal.NewFromInt(1)
