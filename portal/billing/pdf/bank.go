package pdf

import (
	"unicode"
)

// bank is the head of the paper: where to pay, and the code that fills in a payment order by itself.
func (p *paper) bank() band {
	width := inner
	payload, scannable := PaymentCode(p.doc)
	if scannable {
		width -= qrSide + gutter
	}
	table := p.accountTable(width)
	if scannable {
		table = append(table, box{x: inner - qrSide, width: qrSide, height: qrSide, qr: payload},
			box{x: inner - qrSide, y: qrSide + 1, width: qrSide, text: []paragraph{{p.say.scan, look{size: 6.5, ink: soft}}}})
	}
	return strip(table...)
}

// accountTable is laid out as banks and accountants know it: bank and its codes above, payee and account below.
func (p *paper) accountTable(width float64) []box {
	if p.doc.Bank == (Bank{}) || p.doc.Credits != nil {
		return []box{{width: width, text: []paragraph{{p.doc.Supplier.Name, look{size: 12, bold: true}}}}}
	}
	const codes = 76.0
	left := width - codes
	bank := box{width: left, frame: true, padX: 2, padY: 1.4, text: []paragraph{{p.say.bank, note}, {p.doc.Bank.Name, plain}}}.laid()
	right := box{x: left, width: codes, height: bank.height, frame: true, padX: 2, padY: 1.4, text: p.bankCodes()}
	bank.height = right.laid().height
	right.height = bank.height
	boxes := []box{bank, right}
	below := bank.height
	if bicDigits.MatchString(p.doc.Bank.BIC) {
		tax := box{y: below, width: left, frame: true, padX: 2, padY: 1.4, text: []paragraph{{p.taxNumbers(p.doc.Supplier), plain}}}.laid()
		boxes, below = append(boxes, tax), below+tax.height
	}
	payee := box{y: below, width: left, frame: true, padX: 2, padY: 1.4, text: []paragraph{{p.say.recipient, note}, {p.doc.Supplier.Name, strong}}}.laid()
	if width < inner {
		payee.height = max(payee.height, qrSide-payee.y)
	}
	account := box{x: left, y: bank.height, width: codes, height: payee.y + payee.height - bank.height, frame: true, padX: 2, padY: 1.4,
		text: []paragraph{{p.accountName(), note}, {p.doc.Bank.Account, strong}}}
	return unlaid(append(boxes, payee, account))
}

func (p *paper) bankCodes() []paragraph {
	name := p.say.bic
	if !bicDigits.MatchString(p.doc.Bank.BIC) {
		name = p.say.swift
	}
	var codes []paragraph
	for _, code := range [][2]string{{name, p.doc.Bank.BIC}, {p.say.corr, p.doc.Bank.CorrespondentAccount}} {
		if code[1] != "" {
			codes = append(codes, paragraph{code[0] + "  " + code[1], plain})
		}
	}
	return codes
}

func (p *paper) accountName() string {
	for i, r := range p.doc.Bank.Account {
		if i >= 2 {
			break
		}
		if !unicode.IsUpper(r) {
			return p.say.account
		}
	}
	return p.say.iban
}
