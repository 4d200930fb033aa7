package pdf

import (
	"strings"
)

const (
	qrSide = 38
	gutter = 6
)

var (
	note   = look{size: 7.5, ink: soft}
	plain  = look{size: 8.5}
	strong = look{size: 8.5, bold: true}
	label  = look{size: 8, ink: soft}
	figure = look{size: 8.5, right: true, fit: true}
)

// paper composes one invoice.
type paper struct {
	doc   Invoice
	say   wordsOf
	sheet *sheet
}

func (p *paper) compose(rows []figures) {
	p.sheet.keep(p.bank(), gap(6))
	p.sheet.keep(p.title()...)
	p.sheet.keep(p.parties(), gap(4))
	if basis := p.basis(); len(basis.boxes) > 0 {
		p.sheet.keep(basis, gap(5))
	}
	head := p.head()
	end := p.end()
	p.sheet.again = []band{p.runningTitle(), head}
	for i, figures := range rows {
		line := p.line(i, figures)
		switch last := i == len(rows)-1; {
		case i == 0:
			p.sheet.keep(head, line)
		case last && p.sheet.fits(line) && !p.sheet.fits(append(end, line)...):
			// The totals go over with the last line: a page never begins with a sum of nothing.
			p.sheet.turn()
			p.sheet.keep(line)
		default:
			p.sheet.keep(line)
		}
	}
	p.sheet.again = []band{p.runningTitle()}
	p.sheet.keep(end...)
}

// dated is "№ 214 от 14 ноября 2026 г." with the title before it.
func (p *paper) dated() string {
	return p.say.title + "\u00a0" + p.doc.Number + " " + strings.ReplaceAll(p.say.dated+" "+p.doc.Language.Date(p.doc.IssuedOn), " ", "\u00a0")
}

func (p *paper) title() []band {
	due := []paragraph{{p.say.payable, look{size: 8, ink: soft, right: true}}, {p.doc.Language.Money(p.doc.Total, p.doc.Currency), look{size: 12, bold: true, right: true, fit: true}}}
	if !p.doc.DueOn.IsZero() {
		due[0].text = p.say.due + " " + p.doc.Language.Date(p.doc.DueOn)
	}
	b := strip(
		box{width: inner - 46, text: []paragraph{{p.dated(), look{size: 13, bold: true}}}, padY: 2},
		box{x: inner - 44, width: 44, text: due},
	)
	b.boxes = append(b.boxes, box{width: inner, height: b.height, under: ink})
	b.height += 1.5
	return []band{b, gap(4)}
}

func (p *paper) runningTitle() band {
	return strip(box{width: inner, text: []paragraph{{p.dated() + ", " + p.say.continued, label}}, padY: 1})
}

func (p *paper) parties() band {
	half := (inner - gutter) / 2
	return strip(
		box{width: half, text: p.party(p.say.supplier, p.doc.Supplier)},
		box{x: half + gutter, width: half, text: p.party(p.say.client, p.doc.Client)},
	)
}

func (p *paper) party(role string, party Party) []paragraph {
	out := []paragraph{{role, label}, {party.Name, look{size: 9.5, bold: true}}}
	for _, said := range []string{p.taxNumbers(party), party.Address, contact(p.say.phone, party)} {
		if said != "" {
			out = append(out, paragraph{said, plain})
		}
	}
	return out
}

func (p *paper) taxNumbers(party Party) string {
	return listed(", ", prefixed(p.say.taxNumber, party.TaxNumber), prefixed(p.say.registryCode, party.RegistryCode))
}

func contact(phone string, party Party) string {
	return listed(", ", prefixed(phone, party.Phone), party.Email)
}

// basis is what is paid for: our order, the client's own number, the agreement; and where it goes.
func (p *paper) basis() band {
	order := prefixed(p.say.order, p.doc.Order.Number)
	if order != "" && !p.doc.Order.PlacedOn.IsZero() {
		order += " " + p.say.dated + " " + p.doc.Language.Date(p.doc.Order.PlacedOn)
	}
	said := listed(", ", order, prefixed(p.say.clientOrder, p.doc.Order.ClientNumber), prefixed(p.say.agreement, p.doc.Order.Agreement))
	facts := [][2]string{{p.say.basis, said}, {p.say.deliverTo, p.doc.Order.DeliverTo}}
	if k := p.doc.Credits; k != nil {
		c := creditLabels[p.doc.Language]
		facts = [][2]string{{c.basis, prefixed(c.invoice, k.Number) + " " + p.say.dated + " " + p.doc.Language.Date(k.IssuedOn)}, facts[0], {c.reason, k.Reason}}
	}
	var rows []box
	y := 0.0
	for _, fact := range facts {
		if fact[1] == "" {
			continue
		}
		value := box{x: 27, y: y, width: inner - 27, text: []paragraph{{fact[1], plain}}}
		rows = append(rows, box{y: y, width: 26, text: []paragraph{{fact[0], label}}}, value)
		y += value.laid().height + 0.6
	}
	return strip(rows...)
}

// end is everything after the lines. It stays on one page.
func (p *paper) end() []band {
	bands := []band{gap(4), p.totals(), gap(4)}
	if p.doc.Note != "" {
		bands = append(bands, strip(box{width: inner, text: []paragraph{{p.doc.Note, plain}}}), gap(4))
	}
	return append(bands, gap(6), p.signatures())
}

func (p *paper) totals() band {
	const width, sum = 78.0, 34.0
	left := inner - width - gutter
	lang, n := p.doc.Language, int64(len(p.doc.Lines))
	said := []paragraph{
		{strings.Join([]string{lang.Integer(n), lang.Plural(n, p.say.count), p.say.countOf, lang.Money(p.doc.Total, p.doc.Currency)}, " "), label},
		{lang.Words(p.doc.Total, p.doc.Currency), look{size: 9, bold: true}},
	}
	if !p.doc.DueOn.IsZero() {
		said = append(said, paragraph{p.say.payBy + " " + lang.Date(p.doc.DueOn), plain})
	}
	boxes := []box{{width: left, text: said}}
	y := 0.0
	for _, total := range p.totalRows() {
		words, value := label, figure
		if total.last {
			y += 1
			words, value = look{size: 10, bold: true}, look{size: 11, bold: true, right: true, fit: true}
		}
		amount := box{x: inner - sum, y: y, width: sum, text: []paragraph{{total.amount, value}}, padX: cellPad}.laid()
		boxes = append(boxes, box{x: inner - width, y: y, width: width - sum, text: []paragraph{{total.label, words}}}, amount)
		y += amount.height + 0.8
	}
	return strip(unlaid(boxes)...)
}

// unlaid takes the lines off boxes that were laid out only to be measured.
func unlaid(boxes []box) []box {
	for i := range boxes {
		boxes[i].lines = nil
	}
	return boxes
}

type totalRow struct {
	label, amount string
	last          bool
}

func (p *paper) totalRows() []totalRow {
	money := func(minor int64) string { return p.doc.Language.Figure(minor, p.doc.Currency) }
	first, tax := p.say.subtotal, p.say.taxIn
	if !p.doc.TaxIncluded && len(p.doc.Taxes) > 0 {
		first, tax = p.say.net, p.say.taxOn
	}
	rows := []totalRow{{label: first, amount: money(p.doc.Subtotal)}}
	for _, t := range p.doc.Taxes {
		if t.Rate == "" {
			continue
		}
		rate, _ := p.doc.rate(t.Rate)
		rows = append(rows, totalRow{label: tax + " " + rate, amount: money(t.Amount)})
	}
	if len(rows) == 1 {
		rows = append(rows, totalRow{label: p.say.taxOn, amount: p.say.noTax})
	}
	return append(rows, totalRow{p.say.total, p.doc.Language.Money(p.doc.Total, p.doc.Currency), true})
}

func (p *paper) signatures() band {
	half := (inner - gutter) / 2
	var boxes []box
	for i, signer := range [][2]string{{p.say.director, p.doc.Director}, {p.say.accountant, p.doc.Accountant}} {
		if signer[0] == "" {
			continue
		}
		x := float64(i) * (half + gutter)
		boxes = append(boxes,
			box{x: x, width: 24, text: []paragraph{{signer[0], plain}}},
			box{x: x + 24, width: 30, height: 4.4, under: soft},
			box{x: x + 56, width: half - 56, text: []paragraph{{signer[1], plain}}})
	}
	return strip(boxes...)
}

func prefixed(prefix, value string) string {
	if value == "" {
		return ""
	}
	return prefix + "\u00a0" + value
}

func listed(separator string, values ...string) string {
	var said []string
	for _, v := range values {
		if v != "" {
			said = append(said, v)
		}
	}
	return strings.Join(said, separator)
}
