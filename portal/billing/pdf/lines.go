package pdf

import "strconv"

// columns of the lines, in millimetres; they fill the page's inner width.
var columns = [8]float64{8, 60, 25, 16, 13, 21, 12, 23}

// cellPad is the room around a cell's text.
const cellPad = 1.3

const (
	number = iota
	name
	sku
	quantity
	unit
	price
	rate
	amount
)

func figureColumn(i int) bool { return i != name && i != sku && i != unit }

func (p *paper) head() band {
	var titles [8]string
	copy(titles[:], p.say.columns[:])
	titles[price] += ", " + p.doc.Language.Sign(p.doc.Currency)
	titles[amount] += ", " + p.doc.Language.Sign(p.doc.Currency)
	b := p.cells(titles, look{size: 7.5, bold: true, ink: soft, fit: true}, look{size: 7.5, bold: true, ink: soft, fit: true, right: true})
	b.fill = shade
	return b
}

func (p *paper) line(i int, read figures) band {
	l := p.doc.Lines[i]
	b := p.cells([8]string{strconv.Itoa(i + 1), l.Name, l.SKU, read.quantity, l.Unit, read.price, read.rate, read.amount}, plain, figure)
	b.boxes = append(b.boxes, box{width: inner, under: hairline})
	return b
}

func (p *paper) cells(texts [8]string, words, figures look) band {
	boxes := make([]box, len(texts))
	x := 0.0
	for i, text := range texts {
		style := words
		if figureColumn(i) {
			style = figures
		}
		boxes[i] = box{x: x, width: columns[i], padX: cellPad, padY: cellPad, text: []paragraph{{text, style}}}
		x += columns[i]
	}
	return strip(boxes...)
}
