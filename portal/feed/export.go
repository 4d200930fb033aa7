package feed

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"povtor/portal/wording"
)

// Items gives a catalogue to a writer. A writer asks for it more than once, to see what there is before it writes: it must
// give the same each time.
type Items func(yield func(*Item) error) error

// Export is how a catalogue is to be written.
type Export struct {
	Kind     Kind
	Language wording.Language // of the headers, and of the decimal sign in CSV
	Shop     string           // the supplier's name, in YML and CommerceML
	ID       string           // of the catalogue, in CommerceML
	Currency string           // of most prices, in YML
	At       string           // when, as 2006-01-02T15:04:05
}

// Write writes a catalogue; what it writes, the readers read to the same meaning. Of a table it answers how its columns are
// to be read, though their headers say so as well.
func Write(w io.Writer, e Export, items Items) (Mapping, error) {
	s := &survey{groups: map[string]int{}}
	if err := items(s.see); err != nil {
		return Mapping{}, err
	}
	switch e.Kind {
	case CSV:
		t := s.table(e)
		return Mapping{Tables: []Table{t}}, writeCSV(w, e, t, items)
	case XLSX:
		t := s.table(e)
		t.Sheet = e.sheet()
		return Mapping{Tables: []Table{t}}, writeXLSX(w, e, t, items)
	case YML:
		return Mapping{}, writeYML(w, e, s, items)
	case CommerceML:
		return Mapping{}, writeCommerceML(w, e, s, items)
	}
	return Mapping{}, fmt.Errorf("nothing is written as %q", e.Kind)
}

func (e Export) sheet() string {
	if e.Language == wording.Russian {
		return "Товары"
	}
	return "Products"
}

// survey is what a catalogue has in it.
type survey struct {
	fields   []Field // that any item tells
	depth    int     // of the deepest category
	prices   []Column
	stock    []Column
	units    []Column
	features []Column
	groups   map[string]int // by path, numbered from 1
	paths    [][]string
}

func (s *survey) see(it *Item) error {
	for _, f := range Fields {
		if !slices.Contains(s.fields, f) && it.tells(f) {
			s.fields = append(s.fields, f)
		}
	}
	s.depth = max(s.depth, len(it.Category.Value))
	s.group(it.Category.Value)
	for _, p := range it.Prices {
		s.prices = unite(s.prices, Column{Field: FieldPrice, PriceType: p.Type, Currency: p.Currency, Tax: p.Tax, From: from(p), Unit: p.Unit})
	}
	for _, q := range it.Stock {
		s.stock = unite(s.stock, Column{Field: FieldStock, Warehouse: q.Warehouse})
	}
	for _, u := range it.Units {
		s.units = unite(s.units, Column{Field: FieldConversion, Unit: u.Unit})
	}
	for _, a := range it.Attributes {
		s.features = unite(s.features, Column{Field: FieldAttribute, Attribute: a.Name, Unit: a.Unit})
	}
	return nil
}

// group numbers a path and all above it.
func (s *survey) group(path []string) {
	for i := range path {
		key := groupKey(path[:i+1])
		if s.groups[key] == 0 {
			s.paths = append(s.paths, slices.Clone(path[:i+1]))
			s.groups[key] = len(s.paths)
		}
	}
}

func groupKey(path []string) string { return strings.Join(path, "\x00") }

func from(p Price) string {
	if p.From.IsZero() {
		return ""
	}
	return p.From.String()
}

func (c Column) like(o Column) bool {
	return c.Field == o.Field && c.PriceType == o.PriceType && c.Currency == o.Currency && c.Tax == o.Tax && c.From == o.From &&
		c.Unit == o.Unit && c.Warehouse == o.Warehouse && c.Attribute == o.Attribute
}

func unite(all []Column, c Column) []Column {
	if slices.ContainsFunc(all, c.like) {
		return all
	}
	return append(all, c)
}

// told finds one of an item's plain values by its field; nil of those that stand in several columns.
func (i *Item) told(f Field) *Text {
	switch f {
	case FieldSKU:
		return &i.SKU
	case FieldExternalID:
		return &i.ExternalID
	case FieldParentID:
		return &i.ParentID
	case FieldNameRu:
		return &i.NameRu
	case FieldNameEn:
		return &i.NameEn
	case FieldDescriptionRu:
		return &i.DescriptionRu
	case FieldDescriptionEn:
		return &i.DescriptionEn
	case FieldBrand:
		return &i.Brand
	case FieldGTIN:
		return &i.GTIN
	case FieldUnit:
		return &i.Unit
	}
	return nil
}

func (i *Item) number(f Field) *Number {
	switch f {
	case FieldVATRate:
		return &i.VATRate
	case FieldPack:
		return &i.Pack
	case FieldMinimum:
		return &i.Minimum
	case FieldMultiple:
		return &i.Multiple
	case FieldLeadDays:
		return &i.LeadDays
	case FieldCost:
		return &i.Cost
	}
	return nil
}

func (i *Item) flag(f Field) *Flag {
	switch f {
	case FieldAvailable:
		return &i.Available
	case FieldDeleted:
		return &i.Deleted
	}
	return nil
}

// tells says whether an item says anything of a field.
func (i *Item) tells(f Field) bool {
	if t := i.told(f); t != nil {
		return t.State != Absent
	}
	if n := i.number(f); n != nil {
		return n.State != Absent
	}
	if y := i.flag(f); y != nil {
		return y.State != Absent
	}
	switch f {
	case FieldCategory:
		return i.Category.State != Absent
	case FieldPictures:
		return i.Pictures.State != Absent
	}
	return false
}

// headers of the plain columns.
var headers = map[Field]said{
	FieldSKU: say("SKU", "Артикул"), FieldExternalID: say("ID", "Ид"), FieldParentID: say("Parent ID", "Ид родителя"),
	FieldNameRu: say("Name (ru)", "Наименование"), FieldNameEn: say("Name", "Наименование (en)"),
	FieldDescriptionRu: say("Description (ru)", "Описание"), FieldDescriptionEn: say("Description", "Description (en)"),
	FieldBrand: say("Brand", "Бренд"), FieldGTIN: say("GTIN", "Штрихкод"), FieldCategory: say("Category", "Категория"),
	FieldUnit: say("Unit", "Ед. изм."), FieldVATRate: say("VAT rate", "Ставка НДС"), FieldPack: say("Per pack", "В упаковке"),
	FieldMinimum: say("Minimum order", "Мин. заказ"), FieldMultiple: say("Multiple", "Кратность"),
	FieldLeadDays: say("Lead time, days", "Срок поставки, дней"), FieldCost: say("Unit cost", "Себестоимость"),
	FieldPrice: say("Price", "Цена"), FieldStock: say("Stock", "Остаток"), FieldPictures: say("Pictures", "Картинки"),
	FieldAvailable: say("Available", "В продаже"), FieldDeleted: say("Deleted", "Удалён"),
	FieldAttribute: say("Attribute: ", "Свойство: "), FieldConversion: say("Units in 1 ", "Единиц в 1 "),
}

// table lays out the columns of a CSV file or a sheet.
func (s *survey) table(e Export) Table {
	t := Table{Header: 1, HeaderRows: 1, Decimal: "."}
	if e.Language == wording.Russian {
		t.Decimal = ","
	}
	add := func(c Column) {
		c.Index = len(t.Columns)
		t.Columns = append(t.Columns, c)
	}
	for _, f := range Fields {
		name := headers[f][e.Language]
		switch f {
		case FieldCategory:
			for i := range s.levels() {
				add(Column{Name: fmt.Sprintf("%s %d", name, i+1), Field: f})
			}
		case FieldPrice:
			for _, c := range s.prices {
				c.Name = c.priceHeader(name, e.Language)
				add(c)
			}
		case FieldStock:
			for _, c := range s.stock {
				c.Name = strings.TrimSpace(name + " " + quoteUnless(c.Warehouse))
				add(c)
			}
		case FieldConversion:
			for _, c := range s.units {
				c.Name = name + e.Language.Unit(c.Unit)
				add(c)
			}
		case FieldAttribute:
			for _, c := range s.features {
				c.Name = name + c.Attribute
				if c.Unit != "" {
					c.Name += ", " + e.Language.Unit(c.Unit)
				}
				add(c)
			}
		default:
			if slices.Contains(s.fields, f) {
				add(Column{Name: name, Field: f})
			}
		}
	}
	return t
}

// levels is how many columns the category takes: two at least, as one would be read as a path.
func (s *survey) levels() int {
	if !slices.Contains(s.fields, FieldCategory) {
		return 0
	}
	return max(2, s.depth)
}

func quoteUnless(s string) string {
	if s == "" {
		return ""
	}
	return ": " + s
}

// priceHeader says a price's type, currency, tax, quantity and unit: Цена Оптовая RUB без НДС от 10 / кор.
func (c Column) priceHeader(name string, l wording.Language) string {
	words := []string{name}
	add := func(s string) {
		if s != "" {
			words = append(words, s)
		}
	}
	russian := l == wording.Russian
	add(c.PriceType)
	add(c.Currency)
	add(map[bool]map[Tax]string{true: {Net: "без НДС", Gross: "с НДС"}, false: {Net: "excl. VAT", Gross: "incl. VAT"}}[russian][c.Tax])
	switch {
	case c.From != "" && russian:
		add("от " + c.From)
	case c.From != "":
		add("from " + c.From)
	}
	if c.Unit != "" {
		add("/ " + l.Unit(c.Unit))
	}
	return strings.Join(words, " ")
}

var (
	oursAttribute  = regexp.MustCompile(`^(?:Attribute|Свойство): (.+)$`)
	oursConversion = regexp.MustCompile(`^(?:Units in 1|Единиц в 1) (.+)$`)
)

// parseHeader reads the headers that only our own exports have.
func parseHeader(name string) (Column, bool) {
	if m := oursAttribute.FindStringSubmatch(name); m != nil {
		c := Column{Name: name, Field: FieldAttribute}
		c.attribute(m[1])
		return c, true
	}
	if m := oursConversion.FindStringSubmatch(name); m != nil {
		code, _ := wording.UnitCode(m[1])
		return Column{Name: name, Field: FieldConversion, Unit: code}, true
	}
	return Column{}, false
}
