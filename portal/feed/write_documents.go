package feed

import (
	"io"
	"strconv"

	"povtor/portal/wording"
)

// Deed is what a document does, by CommerceML's own name of it.
type Deed string

// The deeds.
const (
	Ordered  Deed = "Заказ товара"
	Invoiced Deed = "Счет на оплату"
	Returned Deed = "Возврат товара"
	Paid     Deed = "Выплата безналичных денег"
)

// Role is on which side of a document its keeper stands.
type Role string

// The roles.
const (
	Seller Role = "Продавец"
	Buyer  Role = "Покупатель"
)

// Document is a document of the trade as accounting takes it in. Sums, prices and quantities are exact decimals.
type Document struct {
	ID       string
	Number   string
	On       string // 2006-01-02
	At       string // 15:04:05; empty: not told
	Deed     Deed
	Role     Role // of whoever takes it in
	Currency string
	Total    string
	Seller   Counterparty
	Buyer    Counterparty
	PayUntil string // 2006-01-02
	Tax      string // on the whole document; empty: none is told
	Comment  string
	Basis    string // the document it follows from, by id
	Lines    []DocumentLine
	Facts    [][2]string // name and value of what else is told
}

// Counterparty is one of the two.
type Counterparty struct {
	ID, Name, TaxID, TaxCode, Address string
}

// DocumentLine is one line. Price and Net are before tax.
type DocumentLine struct {
	ID, SKU, Name, Unit  string
	Quantity, Price, Net string
	TaxRate, Tax         string
}

// WriteDocuments writes documents as CommerceML 2 for 1C, one after another.
func WriteDocuments(w io.Writer, at string, documents func(yield func(Document) error) error) error {
	x := newXMLWriter(w)
	x.open("КоммерческаяИнформация", "xmlns", "urn:1C.ru:commerceml_2", "ВерсияСхемы", "2.08", "ДатаФормирования", at)
	x.raw("\n")
	if err := documents(func(d Document) error { x.document(d); return x.err }); err != nil {
		return err
	}
	x.close("КоммерческаяИнформация")
	return x.flush()
}

func (x *xmlWriter) document(d Document) {
	x.open("Документ")
	x.raw("\n")
	x.leaf("Ид", d.ID)
	x.leaf("Номер", d.Number)
	x.leaf("Дата", d.On)
	x.leaf("ХозОперация", string(d.Deed))
	x.leaf("Роль", string(d.Role))
	x.leaf("Валюта", d.Currency)
	x.leaf("Курс", "1")
	x.leaf("Сумма", d.Total)
	x.open("Контрагенты")
	x.raw("\n")
	x.counterparty(d.Seller, Seller)
	x.counterparty(d.Buyer, Buyer)
	x.close("Контрагенты")
	x.unlessEmpty("Время", d.At)
	x.unlessEmpty("СрокПлатежа", d.PayUntil)
	x.unlessEmpty("Комментарий", d.Comment)
	if d.Tax != "" {
		x.open("Налоги")
		x.tax("", d.Tax, true)
		x.close("Налоги")
	}
	if len(d.Lines) > 0 {
		x.open("Товары")
		x.raw("\n")
		for _, l := range d.Lines {
			x.documentLine(l)
		}
		x.close("Товары")
	}
	x.facts(d)
	x.close("Документ")
}

func (x *xmlWriter) unlessEmpty(name, text string) {
	if text != "" {
		x.leaf(name, text)
	}
}

func (x *xmlWriter) counterparty(c Counterparty, role Role) {
	x.open("Контрагент")
	x.leaf("Ид", c.ID)
	x.leaf("Наименование", c.Name)
	x.leaf("ОфициальноеНаименование", c.Name)
	x.unlessEmpty("ИНН", c.TaxID)
	x.unlessEmpty("КПП", c.TaxCode)
	if c.Address != "" {
		x.open("ЮридическийАдрес")
		x.leaf("Представление", c.Address)
		x.close("ЮридическийАдрес")
	}
	x.leaf("Роль", string(role))
	x.close("Контрагент")
}

// tax is one of a document, or of a line that has a rate of its own.
func (x *xmlWriter) tax(rate, sum string, within bool) {
	x.open("Налог")
	x.leaf("Наименование", "НДС")
	x.leaf("УчтеноВСумме", strconv.FormatBool(within))
	x.leaf("Сумма", sum)
	x.unlessEmpty("Ставка", rate)
	x.close("Налог")
}

func (x *xmlWriter) documentLine(l DocumentLine) {
	x.open("Товар")
	x.leaf("Ид", l.ID)
	x.leaf("Артикул", l.SKU)
	x.leaf("Наименование", l.Name)
	var attrs []string
	if code := okei[l.Unit]; code != "" {
		attrs = []string{"Код", code}
	}
	x.leaf("БазоваяЕдиница", wording.Russian.Unit(l.Unit), attrs...)
	x.leaf("ЦенаЗаЕдиницу", l.Price)
	x.leaf("Количество", l.Quantity)
	x.leaf("Сумма", l.Net)
	x.open("Налоги")
	x.tax(l.TaxRate, l.Tax, false)
	x.close("Налоги")
	x.open("ЗначенияРеквизитов")
	x.fact("ВидНоменклатуры", "Товар")
	x.fact("ТипНоменклатуры", "Товар")
	x.close("ЗначенияРеквизитов")
	x.close("Товар")
}

func (x *xmlWriter) facts(d Document) {
	x.open("ЗначенияРеквизитов")
	if d.Basis != "" {
		x.fact("ДокументОснование", d.Basis)
	}
	for _, f := range d.Facts {
		if f[1] != "" {
			x.fact(f[0], f[1])
		}
	}
	x.close("ЗначенияРеквизитов")
}

func (x *xmlWriter) fact(name, value string) {
	x.open("ЗначениеРеквизита")
	x.leaf("Наименование", name)
	x.leaf("Значение", value)
	x.close("ЗначениеРеквизита")
}
