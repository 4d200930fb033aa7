package feed

import (
	"encoding/xml"
	"strings"
)

// cmlReader reads CommerceML 2.03 to 3.1, whole or in the pieces of an exchange: classifier, goods, offers, prices, rests.
type cmlReader struct {
	*reading
	x *xmlReader
	d *Dictionary
}

func (r *reading) commerceML(p *Part) error {
	text, closer, err := p.text()
	if err != nil {
		return err
	}
	defer closer.Close()
	r.summary.Dictionary.ready()
	c := &cmlReader{reading: r, x: newXML(text, r.file.limits), d: &r.summary.Dictionary}
	for {
		token, err := c.x.next()
		if ended(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := c.element(start); err != nil {
				return err
			}
		}
	}
}

func (d *Dictionary) ready() {
	if d.Groups == nil {
		*d = Dictionary{map[string]Group{}, map[string]Property{}, map[string]PriceType{}, map[string]string{}, map[string]string{}}
	}
	if d.Properties == nil {
		d.Properties = map[string]Property{}
	}
	if d.PriceTypes == nil {
		d.PriceTypes = map[string]PriceType{}
	}
	if d.Warehouses == nil {
		d.Warehouses = map[string]string{}
	}
	if d.Units == nil {
		d.Units = map[string]string{}
	}
}

func (c *cmlReader) element(start xml.StartElement) error {
	switch start.Name.Local {
	case "КоммерческаяИнформация", "Классификатор", "Товары", "Предложения":
		return nil
	case "Каталог", "ПакетПредложений", "ИзмененияПакетаПредложений":
		only, _ := attr(start.Attr, "СодержитТолькоИзменения")
		if only == "true" || only == "1" || start.Name.Local == "ИзмененияПакетаПредложений" {
			c.summary.OnlyChanges = true
		}
		clear(c.keys) // goods and their offers have the same ids
		clear(c.skus)
		return nil
	case "Группы", "Свойства", "ТипыЦен", "Склады", "ЕдиницыИзмерения", "СвойстваНоменклатуры":
		n, err := c.x.node(start, mostEntries)
		if err == nil {
			c.learn(n)
		}
		return err
	case "Товар", "Предложение":
		n, err := c.x.node(start, mostNodes)
		if err != nil {
			return err
		}
		c.place.Line = n.line
		if err := c.record(); err != nil {
			return err
		}
		return c.take(c.item(n))
	}
	return c.x.skip()
}

// learn keeps what is said once.
func (c *cmlReader) learn(n *node) {
	switch n.name {
	case "Группы":
		c.groups(n, "")
	case "ТипыЦен":
		for _, t := range n.all("ТипЦены") {
			c.d.PriceTypes[t.say("Ид")] = PriceType{Name: t.say("Наименование"), Currency: c.coin(t), Tax: taxOfType(t)}
		}
	case "Склады":
		for _, w := range n.all("Склад") {
			c.d.Warehouses[w.say("Ид")] = w.say("Наименование")
		}
	case "ЕдиницыИзмерения":
		for _, u := range n.all("ЕдиницаИзмерения") {
			for _, key := range []string{u.say("Ид"), u.say("Код")} {
				if key != "" {
					c.d.Units[key] = firstOf(u.say("НаименованиеКраткое"), u.say("Наименование"), u.say("НаименованиеПолное"), u.say("Код"))
				}
			}
		}
	default:
		c.properties(n)
	}
}

func (c *cmlReader) groups(n *node, parent string) {
	for _, g := range n.all("Группа") {
		id := g.say("Ид")
		c.d.Groups[id] = Group{Name: g.say("Наименование"), Parent: parent}
		c.groups(g.child("Группы"), id)
	}
}

func (c *cmlReader) properties(n *node) {
	for _, p := range n.nodes {
		if p.name != "Свойство" && p.name != "СвойствоНоменклатуры" {
			continue
		}
		known := Property{Name: p.say("Наименование"), Unit: p.say("ЕдиницаИзмерения"), Values: map[string]string{}}
		for _, w := range []*node{p.child("ВариантыЗначений"), p.at("ТипыЗначений", "ТипЗначений", "ВариантыЗначений")} {
			if w == nil {
				continue
			}
			for _, v := range w.nodes {
				if id := firstOf(v.say("ИдЗначения"), v.say("Ид")); id != "" {
					known.Values[id] = v.say("Значение")
				}
			}
		}
		c.d.Properties[p.say("Ид")] = known
	}
}

func taxOfType(t *node) Tax {
	tax := t.child("Налог")
	if tax == nil {
		return TaxUnknown
	}
	if in := tax.say("УчтеноВСумме"); in == "true" || in == "1" {
		return Gross
	}
	return Net
}

func (c *cmlReader) coin(n *node) string {
	v, ok := n.value("Валюта")
	if !ok {
		return ""
	}
	return c.currency(v)
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// item reads goods or an offer of them.
func (c *cmlReader) item(n *node) *Item {
	it := &Item{Place: c.place}
	if v, ok := n.value("Ид"); ok {
		it.ExternalID = c.code(v)
		if product, _, characteristic := strings.Cut(it.ExternalID.Value, "#"); characteristic {
			it.ParentID = told(v, product)
		}
	}
	for _, w := range []struct {
		name string
		to   *Text
	}{{"Артикул", &it.SKU}, {"Наименование", &it.NameRu}, {"Описание", &it.DescriptionRu}} {
		if v, ok := n.value(w.name); ok {
			if w.to == &it.DescriptionRu {
				v.text = plainText(v.text)
			}
			*w.to = c.text(v)
		}
	}
	if v, ok := n.value("Штрихкод"); ok {
		it.GTIN = c.gtin(v)
	}
	if v, ok := n.value("Изготовитель"); ok {
		v.text = n.child("Изготовитель").say("Наименование")
		it.Brand = c.text(v)
	}
	c.deleted(n, it)
	c.units(n, it)
	c.category(n, it)
	c.tax(n, it)
	c.values(n, it)
	c.requisites(n, it)
	c.pictures(n, it)
	c.prices(n, it)
	c.rests(n, it)
	return it
}

func (c *cmlReader) deleted(n *node, it *Item) {
	if v, ok := n.value("ПометкаУдаления"); ok {
		it.Deleted = c.yes(v)
	}
	status, ok := n.attr("Статус")
	if v, has := n.value("Статус"); has {
		status, ok = v.text, true
	}
	if ok && strings.EqualFold(strings.ReplaceAll(status, "ё", "е"), "удален") {
		it.Deleted = told(value{column: "Статус", line: n.line}, true)
	}
}

// units reads the base unit, and the others it is packed in.
func (c *cmlReader) units(n *node, it *Item) {
	base := n.child("БазоваяЕдиница")
	if base == nil {
		base = n.child("Единица")
	}
	if base != nil {
		v := value{text: c.unitWord(base), column: base.name, line: base.line}
		if it.Unit = c.text(v); it.Unit.Has() {
			it.Unit.Value = c.reading.unit(v.column, v.text)
		}
		for _, p := range base.all("Пересчет") {
			c.conversion(p, it)
		}
	}
	if all := n.child("Единицы"); all != nil {
		for _, u := range all.all("Единица") {
			c.conversion(u, it)
		}
	}
}

// unitWord is the unit by its code, or in its own words.
func (c *cmlReader) unitWord(n *node) string {
	code, _ := n.attr("Код")
	short, _ := n.attr("НаименованиеКраткое")
	full, _ := n.attr("НаименованиеПолное")
	for _, w := range []string{n.text, short, code, full} {
		w = strings.TrimSpace(w)
		if known, ok := c.d.Units[w]; ok && known != "" {
			return known
		}
		if w != "" {
			return w
		}
	}
	return ""
}

func (c *cmlReader) conversion(n *node, it *Item) {
	f, ok := n.value("Коэффициент")
	if !ok {
		return
	}
	word := firstOf(n.say("Единица"), n.say("НаименованиеКраткое"), n.say("Наименование"))
	if known, ok := c.d.Units[word]; ok && known != "" {
		word = known
	}
	unit := c.reading.unit(f.column, word)
	factor := c.number(f, ofLot)
	if unit == "" || unit == it.Unit.Value && factor.Has() && factor.Value.Equal(one) {
		return
	}
	k := Conversion{Unit: unit, Factor: factor}
	if v, has := n.value("Штрихкод"); has {
		k.GTIN = c.gtin(v)
	}
	it.Units = append(it.Units, k)
}

func (c *cmlReader) category(n *node, it *Item) {
	groups := n.child("Группы")
	if groups == nil {
		return
	}
	v := value{text: groups.say("Ид"), column: "Группы/Ид", line: groups.line}
	switch path := c.d.path(v.text); {
	case v.text == "":
		it.Category = blank[[]string](v)
	case len(path) == 0:
		c.fault(v.column, v.text, UnknownGroup, LeftOut)
	default:
		it.Category = told(v, path)
	}
}

func (c *cmlReader) tax(n *node, it *Item) {
	for _, t := range n.child("СтавкиНалогов").all("СтавкаНалога") {
		if v, ok := t.value("Ставка"); ok && strings.EqualFold(firstOf(t.say("Наименование"), "НДС"), "НДС") {
			it.VATRate = c.vat(v)
		}
	}
}
