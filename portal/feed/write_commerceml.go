package feed

import (
	"io"
	"slices"
	"strconv"

	"povtor/portal/wording"
)

// writeCommerceML writes a whole exchange into one file: classifier, goods and the package of their offers.
func writeCommerceML(w io.Writer, e Export, s *survey, items Items) error {
	x := newXMLWriter(w)
	x.open("КоммерческаяИнформация", "xmlns", "urn:1C.ru:commerceml_2", "ВерсияСхемы", "2.08", "ДатаФормирования", e.At)
	x.raw("\n")
	x.classifier(e, s)
	x.open("Каталог", "СодержитТолькоИзменения", "false")
	x.heading(e)
	x.open("Товары")
	x.raw("\n")
	if err := items(func(it *Item) error { x.goods(s, it); return x.err }); err != nil {
		return err
	}
	x.close("Товары")
	x.close("Каталог")
	x.open("ПакетПредложений", "СодержитТолькоИзменения", "false")
	x.heading(e)
	types := s.priceTypes()
	x.priceTypes(types)
	x.open("Склады")
	x.raw("\n")
	for i, c := range s.stock {
		if c.Warehouse != "" {
			x.named("Склад", "w"+strconv.Itoa(i+1), c.Warehouse)
		}
	}
	x.close("Склады")
	x.open("Предложения")
	x.raw("\n")
	if err := items(func(it *Item) error { x.offerOf(s, types, it); return x.err }); err != nil {
		return err
	}
	x.close("Предложения")
	x.close("ПакетПредложений")
	x.close("КоммерческаяИнформация")
	return x.flush()
}

func (x *xmlWriter) heading(e Export) {
	x.raw("\n")
	x.leaf("Ид", e.ID)
	x.leaf("ИдКлассификатора", e.ID)
	x.leaf("Наименование", e.Shop)
}

// named writes an element with an id and a name.
func (x *xmlWriter) named(name, id, called string) {
	x.open(name)
	x.leaf("Ид", id)
	x.leaf("Наименование", called)
	x.close(name)
}

func (x *xmlWriter) classifier(e Export, s *survey) {
	x.open("Классификатор")
	x.raw("\n")
	x.leaf("Ид", e.ID)
	x.leaf("Наименование", e.Shop)
	x.open("Группы")
	x.raw("\n")
	children := map[string][]int{}
	for i, path := range s.paths {
		parent := groupKey(path[:len(path)-1])
		children[parent] = append(children[parent], i)
	}
	x.branches(s, children, "")
	x.close("Группы")
	x.open("Свойства")
	x.raw("\n")
	for i, c := range s.features {
		x.open("Свойство")
		x.leaf("Ид", "p"+strconv.Itoa(i+1))
		x.leaf("Наименование", c.Attribute)
		if c.Unit != "" {
			x.leaf("ЕдиницаИзмерения", c.Unit)
		}
		x.leaf("ТипЗначений", "Строка")
		x.close("Свойство")
	}
	x.close("Свойства")
	x.close("Классификатор")
}

func (x *xmlWriter) branches(s *survey, children map[string][]int, parent string) {
	for _, i := range children[parent] {
		path := s.paths[i]
		x.open("Группа")
		x.leaf("Ид", "g"+strconv.Itoa(i+1))
		x.leaf("Наименование", path[len(path)-1])
		if key := groupKey(path); len(children[key]) > 0 {
			x.open("Группы")
			x.branches(s, children, key)
			x.close("Группы")
		}
		x.close("Группа")
	}
}

// priceTypes are the prices without their quantities and units.
func (s *survey) priceTypes() []Column {
	var types []Column
	for _, c := range s.prices {
		types = unite(types, Column{Field: FieldPrice, PriceType: c.PriceType, Currency: c.Currency, Tax: c.Tax})
	}
	return types
}

func (x *xmlWriter) priceTypes(types []Column) {
	x.open("ТипыЦен")
	x.raw("\n")
	for i, c := range types {
		x.open("ТипЦены")
		x.leaf("Ид", "t"+strconv.Itoa(i+1))
		x.leaf("Наименование", c.PriceType)
		if c.Currency != "" {
			x.leaf("Валюта", c.Currency)
		}
		if c.Tax != TaxUnknown {
			x.open("Налог")
			x.leaf("Наименование", "НДС")
			x.leaf("УчтеноВСумме", strconv.FormatBool(c.Tax == Gross))
			x.close("Налог")
		}
		x.close("ТипЦены")
	}
	x.close("ТипыЦен")
}

// keys are what goods and their offers are recognised by.
func (x *xmlWriter) keys(it *Item) {
	x.text("Ид", it.ExternalID)
	x.text("Штрихкод", it.GTIN)
	x.text("Артикул", it.SKU)
	x.text("Наименование", it.NameRu)
}

func (x *xmlWriter) goods(s *survey, it *Item) {
	x.open("Товар")
	x.raw("\n")
	x.keys(it)
	x.units(it)
	if it.Category.State != Absent {
		x.open("Группы")
		if n := s.groups[groupKey(it.Category.Value)]; n > 0 {
			x.leaf("Ид", "g"+strconv.Itoa(n))
		}
		x.close("Группы")
	}
	x.text("Описание", markedUp(it.DescriptionRu))
	if it.Pictures.State == Blank {
		x.leaf("Картинка", "")
	}
	for _, p := range it.Pictures.Value {
		x.leaf("Картинка", p)
	}
	if it.Brand.State != Absent {
		x.open("Изготовитель")
		x.leaf("Наименование", it.Brand.Value)
		x.close("Изготовитель")
	}
	x.features(s, it)
	if it.VATRate.State != Absent {
		x.open("СтавкиНалогов")
		x.open("СтавкаНалога")
		x.leaf("Наименование", "НДС")
		x.leaf("Ставка", numberText(it.VATRate))
		x.close("СтавкаНалога")
		x.close("СтавкиНалогов")
	}
	x.requisites(it)
	x.flag("ПометкаУдаления", it.Deleted)
	x.close("Товар")
}

// okei are the codes of the Russian classifier.
var okei = map[string]string{
	"pcs": "796", "kg": "166", "g": "163", "t": "168", "l": "112", "m": "006", "pack": "778", "pair": "715", "set": "839",
	"roll": "736", "bottle": "868", "can": "616", "case": "812", "box": "8751", "pallet": "8728",
}

func (x *xmlWriter) units(it *Item) {
	if it.Unit.State == Absent && len(it.Units) == 0 {
		return
	}
	if it.Unit.State != Absent {
		var attrs []string
		if code := okei[it.Unit.Value]; code != "" {
			attrs = []string{"Код", code}
		}
		x.leaf("БазоваяЕдиница", wording.Russian.Unit(it.Unit.Value), attrs...)
	}
	if len(it.Units) == 0 {
		return
	}
	x.open("Единицы")
	for _, u := range it.Units {
		x.open("Единица")
		x.leaf("Единица", wording.Russian.Unit(u.Unit))
		x.number("Коэффициент", u.Factor)
		x.text("Штрихкод", u.GTIN)
		x.close("Единица")
	}
	x.close("Единицы")
}

func (x *xmlWriter) features(s *survey, it *Item) {
	if len(it.Attributes) == 0 {
		return
	}
	x.open("ЗначенияСвойств")
	for _, a := range it.Attributes {
		if a.Value.State == Absent {
			continue
		}
		n := slices.IndexFunc(s.features, Column{Field: FieldAttribute, Attribute: a.Name, Unit: a.Unit}.like)
		x.open("ЗначенияСвойства")
		x.leaf("Ид", "p"+strconv.Itoa(n+1))
		x.leaf("Значение", a.Value.Value)
		x.close("ЗначенияСвойства")
	}
	x.close("ЗначенияСвойств")
}

func (x *xmlWriter) requisites(it *Item) {
	x.open("ЗначенияРеквизитов")
	say := func(name string, told bool, value string) {
		if !told {
			return
		}
		x.open("ЗначениеРеквизита")
		x.leaf("Наименование", name)
		x.leaf("Значение", value)
		x.close("ЗначениеРеквизита")
	}
	say(requisiteNameEn, it.NameEn.State != Absent, it.NameEn.Value)
	say(requisiteDescriptionEn, it.DescriptionEn.State != Absent, it.DescriptionEn.Value)
	say(requisiteAvailable, it.Available.State != Absent, flagText(it.Available))
	for _, q := range []struct {
		name string
		n    Number
	}{
		{requisitePack, it.Pack}, {requisiteMinimum, it.Minimum}, {requisiteMultiple, it.Multiple},
		{requisiteLeadDays, it.LeadDays}, {requisiteCost, it.Cost},
	} {
		say(q.name, q.n.State != Absent, numberText(q.n))
	}
	x.close("ЗначенияРеквизитов")
}

func (x *xmlWriter) offerOf(s *survey, types []Column, it *Item) {
	x.open("Предложение")
	x.raw("\n")
	x.keys(it)
	if len(it.Prices) > 0 {
		x.open("Цены")
		for _, p := range it.Prices {
			x.price(types, p)
		}
		x.close("Цены")
	}
	if len(it.Stock) > 0 {
		x.open("Остатки")
		for _, q := range it.Stock {
			x.rest(s, q)
		}
		x.close("Остатки")
	}
	x.close("Предложение")
}

func (x *xmlWriter) price(types []Column, p Price) {
	if p.Amount.State == Absent {
		return
	}
	n := slices.IndexFunc(types, Column{Field: FieldPrice, PriceType: p.Type, Currency: p.Currency, Tax: p.Tax}.like)
	x.open("Цена")
	x.leaf("ИдТипаЦены", "t"+strconv.Itoa(n+1))
	x.leaf("ЦенаЗаЕдиницу", numberText(p.Amount))
	if p.Currency != "" {
		x.leaf("Валюта", p.Currency)
	}
	if p.Unit != "" {
		x.leaf("Единица", wording.Russian.Unit(p.Unit))
	}
	if !p.From.IsZero() {
		x.leaf("МинКоличество", p.From.String())
	}
	x.close("Цена")
}

func (x *xmlWriter) rest(s *survey, q Stock) {
	if q.Quantity.State == Absent {
		return
	}
	x.open("Остаток")
	if q.Warehouse != "" {
		n := slices.IndexFunc(s.stock, Column{Field: FieldStock, Warehouse: q.Warehouse}.like)
		x.open("Склад")
		x.leaf("Ид", "w"+strconv.Itoa(n+1))
		x.leaf("Количество", numberText(q.Quantity))
		x.close("Склад")
	} else {
		x.leaf("Количество", numberText(q.Quantity))
	}
	x.close("Остаток")
}
