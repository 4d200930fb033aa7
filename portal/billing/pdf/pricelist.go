package pdf

import (
	"time"

	"povtor/portal/wording"
)

// PriceList is a catalogue on paper. Texts are printed as they come; of On only the civil date in its own zone is read.
type PriceList struct {
	Language wording.Language
	Of       string // the supplier, or the suppliers
	For      string // the client; empty: for nobody in particular
	On       time.Time
	Note     string // printed under the title: what the prices hold
	Groups   []PriceGroup
	Pictures bool // there is room for one before each name
}

// PriceGroup is a section under a heading.
type PriceGroup struct {
	Name  string
	Lines []PriceLine
}

// PriceLine is one product.
type PriceLine struct {
	SKU, Name string
	Picture   []byte   // a JPEG; nil: none
	About     string   // small, under the name: brand, pack, the client's own part number
	Unit      string   // and the least that is sold
	TaxRate   string   // as it is printed
	Price     string   // with its currency
	Breaks    []string // small, under the price: from 10: 90.00
}

// priceColumns are those of a price list, in millimetres.
var priceColumns = [5]float64{29, 80, 26, 14, 29}

type priceWords struct {
	title, of, client, on, page, continued string
	columns                                [5]string
}

var priceLabels = map[wording.Language]priceWords{
	wording.Russian: {"Прайс-лист", "Поставщик", "Для", "цены на", "Страница {current} из {total}", "продолжение",
		[5]string{"Артикул", "Наименование", "Единица, минимум", "НДС", "Цена без НДС"}},
	wording.English: {"Price list", "Supplier", "For", "prices of", "Page {current} of {total}", "continued",
		[5]string{"SKU", "Product", "Unit, minimum", "VAT", "Price excl. VAT"}},
}

// RenderPriceList draws a price list on A4 pages. The same input gives the same bytes.
func RenderPriceList(doc PriceList) ([]byte, error) {
	doc.Language = wording.Of(string(doc.Language))
	say := priceLabels[doc.Language]
	s := newSheet(cover{say.title + " " + doc.Of, doc.Of, say.page, doc.On})
	for _, b := range doc.heading(say) {
		s.keep(b)
	}
	columns := priceRow(say.columns, look{size: 7.5, bold: true, ink: soft}, look{size: 7.5, bold: true, ink: soft, right: true})
	columns.fill = shade
	running := strip(box{width: inner, text: []paragraph{{doc.titled(say) + ", " + say.continued, label}}, padY: 1})
	s.keep(columns)
	s.again = []band{running, columns}
	for _, g := range doc.Groups {
		heading := strip(box{width: inner, text: []paragraph{{g.Name, look{size: 9.5, bold: true}}}, padX: cellPad, padY: 1.6, under: soft})
		for i, l := range g.Lines {
			if line := l.band(doc.Pictures); i == 0 {
				s.keep(heading, line)
			} else {
				s.keep(line)
			}
		}
	}
	return s.bytes(doc.On)
}

func (doc PriceList) titled(say priceWords) string {
	return say.title + ", " + say.on + " " + doc.Language.Date(doc.On)
}

func (doc PriceList) heading(say priceWords) []band {
	facts := []paragraph{{prefixed(say.of+":", doc.Of), plain}}
	if doc.For != "" {
		facts = append(facts, paragraph{prefixed(say.client+":", doc.For), plain})
	}
	facts = append(facts, paragraph{doc.Note, note})
	return []band{
		strip(box{width: inner, text: []paragraph{{doc.titled(say), look{size: 13, bold: true}}}, padY: 2}),
		strip(box{width: inner, text: facts}), gap(4),
	}
}

// pictureSide is how much room a picture has, in millimetres.
const pictureSide = 20

func (l PriceLine) band(pictured bool) band {
	b := priceRow([5]string{l.SKU, l.Name, l.Unit, l.TaxRate, l.Price}, plain, figure)
	add := func(column int, under look, texts ...string) {
		cell := &b.boxes[column]
		for _, t := range texts {
			if t != "" {
				cell.text = append(cell.text, paragraph{t, under})
			}
		}
	}
	add(1, note, l.About)
	add(4, look{size: 7.5, ink: soft, right: true, fit: true}, l.Breaks...)
	if pictured {
		name := &b.boxes[1]
		room := box{x: name.x + cellPad, y: cellPad, width: pictureSide, height: pictureSide, picture: l.Picture}
		name.x, name.width = name.x+pictureSide+cellPad, name.width-pictureSide-cellPad
		b.boxes = append(b.boxes, room)
	}
	b = strip(unlaid(b.boxes)...)
	b.boxes = append(b.boxes, box{width: inner, under: hairline})
	return b
}

func priceRow(texts [5]string, words, figures look) band {
	boxes := make([]box, len(texts))
	x := 0.0
	for i, text := range texts {
		style := words
		if i >= 3 {
			style = figures
		}
		boxes[i] = box{x: x, width: priceColumns[i], padX: cellPad, padY: cellPad, text: []paragraph{{text, style}}}
		x += priceColumns[i]
	}
	return strip(boxes...)
}
