package feed

import (
	"strings"
)

// values reads the properties of goods, and those by which their characteristics differ.
func (c *cmlReader) values(n *node, it *Item) {
	for _, p := range n.child("ЗначенияСвойств").all("ЗначенияСвойства") {
		known := c.d.Properties[p.say("Ид")]
		name := firstOf(known.Name, p.say("Наименование"), p.say("Ид"))
		said := p.all("Значение")
		if len(said) == 0 || name == "" {
			continue
		}
		texts := make([]string, 0, len(said))
		for _, s := range said {
			texts = append(texts, firstOf(known.Values[s.text], s.text))
		}
		c.attribute(it, name, known.Unit, value{text: strings.Join(texts, ", "), column: name, line: p.line})
	}
	for _, p := range n.child("ХарактеристикиТовара").all("ХарактеристикаТовара") {
		if name := p.say("Наименование"); name != "" {
			c.attribute(it, name, "", value{text: p.say("Значение"), column: name, line: p.line})
		}
	}
}

// attribute takes a property; some that 1C keeps so are fields of ours.
func (c *cmlReader) attribute(it *Item, name, unit string, v value) {
	switch plainHeader(name) {
	case "бренд", "торговая марка", "производитель":
		if !it.Brand.Has() {
			it.Brand = c.text(v)
		}
		return
	}
	it.Attributes = append(it.Attributes, Attribute{Name: name, Unit: unit, Value: c.text(v)})
}

// Requisites that carry what the format has no element for. Ours are written so by the writer.
const (
	requisiteNameEn        = "Наименование (en)"
	requisiteDescriptionEn = "Описание (en)"
	requisitePack          = "Количество в упаковке"
	requisiteMinimum       = "Минимальный заказ"
	requisiteMultiple      = "Кратность"
	requisiteLeadDays      = "Срок поставки, дней"
	requisiteCost          = "Себестоимость"
	requisiteAvailable     = "В продаже"
)

func (c *cmlReader) requisites(n *node, it *Item) {
	for _, q := range n.child("ЗначенияРеквизитов").all("ЗначениеРеквизита") {
		name := q.say("Наименование")
		v := value{text: q.say("Значение"), column: name, line: q.line, sign: '.'}
		switch name {
		case requisiteNameEn:
			it.NameEn = c.text(v)
		case requisiteDescriptionEn:
			it.DescriptionEn = c.text(v)
		case requisitePack:
			it.Pack = c.number(v, ofLot)
		case requisiteMinimum:
			it.Minimum = c.number(v, ofLot)
		case requisiteMultiple:
			it.Multiple = c.number(v, ofLot)
		case requisiteLeadDays:
			it.LeadDays = c.number(v, bounds{})
		case requisiteCost:
			it.Cost = c.number(v, ofPrice)
		case requisiteAvailable:
			it.Available = c.yes(v)
		case "Код", "Вес", "Страна", "Страна происхождения":
			if v.text != "" {
				it.Attributes = append(it.Attributes, Attribute{Name: name, Value: c.text(v)})
			}
		case "Полное наименование":
			if !it.NameRu.Has() && v.text != "" {
				it.NameRu = c.text(v)
			}
		case "ОписаниеВФорматеHTML":
			if v.text = plainText(v.text); v.text != "" && !it.DescriptionRu.Has() {
				it.DescriptionRu = c.text(v)
			}
		}
	}
}

func (c *cmlReader) pictures(n *node, it *Item) {
	for _, p := range n.all("Картинка") {
		v := value{text: p.text, column: p.name, line: p.line}
		switch {
		case p.text != "":
			it.Pictures = told(v, append(it.Pictures.Value, p.text))
		case it.Pictures.State == Absent:
			it.Pictures = blank[[]string](v)
		}
	}
}

func (c *cmlReader) prices(n *node, it *Item) {
	for _, p := range n.child("Цены").all("Цена") {
		v, ok := p.value("ЦенаЗаЕдиницу")
		if !ok {
			continue
		}
		id := p.say("ИдТипаЦены")
		known, described := c.d.PriceTypes[id]
		if id != "" && !described {
			c.fault("ИдТипаЦены", id, UnknownType, Noted)
		}
		if !described {
			known.Name = id
		}
		price := Price{Type: known.Name, TypeID: id, Currency: firstOf(c.coin(p), known.Currency), Tax: known.Tax, Amount: c.price(v)}
		if u := p.child("Единица"); u != nil {
			price.Unit = c.reading.unit(u.name, c.unitWord(u))
		}
		if f, has := p.value("Коэффициент"); has && price.Unit == "" {
			c.perOne(&price, f)
		}
		if m, has := p.value("МинКоличество"); has {
			if from := c.number(m, ofQuantity); from.Has() {
				price.From = from.Value
			}
		}
		if price.Unit == it.Unit.Value && it.Unit.Has() {
			price.Unit = ""
		}
		it.Prices = append(it.Prices, price)
	}
}

// perOne turns a price that is asked for several base units into that of one.
func (c *cmlReader) perOne(p *Price, v value) {
	f := c.number(v, ofLot)
	if f.Has() && !f.Value.Equal(one) && p.Amount.Has() {
		p.Amount.Value = p.Amount.Value.DivRound(f.Value, ofPrice.places)
	}
}

// rests reads stock in each of the ways in which the versions tell it: by warehouses, or all together.
func (c *cmlReader) rests(n *node, it *Item) {
	by := func(id string, v value) {
		q, _ := c.stock(v)
		it.Stock = append(it.Stock, Stock{Warehouse: firstOf(c.d.Warehouses[id], id), WarehouseID: id, Quantity: q})
	}
	for _, w := range append(n.all("Склад"), n.child("Склады").all("Склад")...) { // 2.05 and later
		id, _ := w.attr("ИдСклада")
		if q, ok := w.attr("КоличествоНаСкладе"); ok {
			by(id, value{text: q, column: "Склад@КоличествоНаСкладе", line: w.line, sign: '.'})
		}
	}
	for _, r := range n.child("Остатки").all("Остаток") { // 2.08 and later
		if w := r.child("Склад"); w != nil {
			if v, ok := w.value("Количество"); ok {
				by(w.say("Ид"), v)
			}
			continue
		}
		if v, ok := r.value("Количество"); ok {
			by("", v)
		}
	}
	if v, ok := n.value("Количество"); ok && len(it.Stock) == 0 {
		by("", v)
	}
}

// Join puts beside what an item tells what another tells of the same product; of a value told by both, the other's stands.
func (i *Item) Join(o *Item) {
	join(&i.SKU, o.SKU)
	join(&i.ExternalID, o.ExternalID)
	join(&i.ParentID, o.ParentID)
	join(&i.NameRu, o.NameRu)
	join(&i.NameEn, o.NameEn)
	join(&i.DescriptionRu, o.DescriptionRu)
	join(&i.DescriptionEn, o.DescriptionEn)
	join(&i.Brand, o.Brand)
	join(&i.GTIN, o.GTIN)
	join(&i.Category, o.Category)
	join(&i.Unit, o.Unit)
	join(&i.VATRate, o.VATRate)
	join(&i.Pack, o.Pack)
	join(&i.Minimum, o.Minimum)
	join(&i.Multiple, o.Multiple)
	join(&i.LeadDays, o.LeadDays)
	join(&i.Cost, o.Cost)
	join(&i.Pictures, o.Pictures)
	join(&i.Available, o.Available)
	join(&i.Deleted, o.Deleted)
	i.Units = append(i.Units, o.Units...)
	i.Attributes = append(i.Attributes, o.Attributes...)
	i.Prices = append(i.Prices, o.Prices...)
	i.Stock = append(i.Stock, o.Stock...)
}

func join[T any](a *Told[T], b Told[T]) {
	if b.State != Absent {
		*a = b
	}
}
