package pdf

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"povtor/portal/wording"
)

// Statement is all that a statement of account says: what a client owed a supplier, what happened, what it owes. Money is in the
// currency's minor units; below zero the supplier owes.
type Statement struct {
	Language  wording.Language
	From, To  time.Time
	Currency  string
	Supplier  Party
	Client    Party
	Agreement string
	Opening   int64
	Entries   []StatementEntry
	Closing   int64
	Ageing    [6]int64 // not due yet, 1 to 30 days late, 31 to 60, 61 to 90, over 90; paid ahead
}

// StatementEntry is one document. Either side of it is zero.
type StatementEntry struct {
	On            time.Time
	Document      string
	About         string
	Debit, Credit int64
}

type statementWords struct {
	title, from, to, between, agreement, continued, page string
	columns                                              [6]string
	opening, turnover, closing                           string
	owes, even                                           string // %[1]s on the day, %[2]s owes %[3]s %[4]s
	ageing                                               string
	aged                                                 [6]string
	forSupplier, forClient, signed                       string
}

var statementLabels = map[wording.Language]statementWords{
	wording.Russian: {
		"Акт сверки взаимных расчётов", "с", "по", "Составлен между", "Договор", "продолжение", "Страница {current} из {total}",
		[6]string{"№", "Дата", "Документ", "Дебет", "Кредит", "Сальдо"}, "Сальдо на начало", "Обороты за период", "Сальдо на конец",
		"На %[1]s задолженность %[2]s в пользу %[3]s составляет %[4]s", "На %[1]s задолженность отсутствует.",
		"Задолженность по срокам", [6]string{"Срок не наступил", "1–30 дней", "31–60 дней", "61–90 дней", "Свыше 90 дней", "Аванс"},
		"От поставщика", "От покупателя", "М. П.",
	},
	wording.English: {
		"Statement of account", "from", "to", "Between", "Agreement", "continued", "Page {current} of {total}",
		[6]string{"#", "Date", "Document", "Debit", "Credit", "Balance"}, "Opening balance", "Turnover", "Closing balance",
		"On %[1]s %[2]s owes %[3]s %[4]s", "On %[1]s nothing is owed.",
		"What is owed, by age", [6]string{"Not due yet", "1–30 days", "31–60 days", "61–90 days", "Over 90 days", "Paid ahead"},
		"For the supplier", "For the client", "",
	},
}

// check adds the statement up once more.
func (doc Statement) check() error {
	balance, open := doc.Opening, -doc.Ageing[5]
	for _, e := range doc.Entries {
		balance += e.Debit - e.Credit
	}
	for _, a := range doc.Ageing[:5] {
		open += a
	}
	var faults []error
	if balance != doc.Closing {
		faults = append(faults, fmt.Errorf("opening and movements make %d, not the closing balance %d", balance, doc.Closing))
	}
	if open != doc.Closing {
		faults = append(faults, fmt.Errorf("the ageing makes %d, not the closing balance %d", open, doc.Closing))
	}
	if doc.From.IsZero() || doc.To.Before(doc.From) || doc.Currency == "" || doc.Supplier.Name == "" || doc.Client.Name == "" {
		faults = append(faults, errors.New("no period, currency or party"))
	}
	return errors.Join(faults...)
}

// statementColumns are in millimetres.
var statementColumns = [6]float64{9, 24, 67, 26, 26, 26}

// RenderStatement draws a statement of account on A4 pages, for both sides to sign. One that contradicts itself is refused. The same
// input gives the same bytes.
func RenderStatement(doc Statement) ([]byte, error) {
	doc.Language = wording.Of(string(doc.Language))
	if err := doc.check(); err != nil {
		return nil, fmt.Errorf("statement of account: %w", err)
	}
	say := statementLabels[doc.Language]
	s := newSheet(cover{say.title, doc.Supplier.Name, say.page, doc.To})
	doc.heading(s, say)
	head := doc.row(say.columns, look{size: 7.5, bold: true, ink: soft}, look{size: 7.5, bold: true, ink: soft, right: true})
	head.fill = shade
	s.keep(head, doc.sum(say.opening, doc.side(doc.Opening), doc.side(-doc.Opening), ""))
	s.again = []band{strip(box{width: inner, text: []paragraph{{say.title + ", " + doc.period(say) + ", " + say.continued, label}}, padY: 1}), head}
	var debits, credits int64
	for i, e := range doc.Entries {
		debits, credits = debits+e.Debit, credits+e.Credit
		s.keep(doc.entry(i, e, doc.Opening+debits-credits))
	}
	s.keep(append([]band{
		doc.sum(say.turnover, doc.figure(debits), doc.figure(credits), ""),
		doc.sum(say.closing, doc.side(doc.Closing), doc.side(-doc.Closing), ""), gap(4), doc.conclusion(say), gap(5),
	}, append(doc.aged(say), gap(9), doc.signed(say))...)...)
	return s.bytes(doc.To)
}

func (doc Statement) period(say statementWords) string {
	return say.from + " " + doc.Language.Date(doc.From) + " " + say.to + " " + doc.Language.Date(doc.To)
}

func (doc Statement) heading(s *sheet, say statementWords) {
	s.keep(strip(box{width: inner, text: []paragraph{{say.title, look{size: 14, bold: true}}, {doc.period(say), look{size: 9.5}}}, padY: 1}), gap(3))
	p := paper{say: labels[doc.Language]}
	half := (inner - gutter) / 2
	s.keep(strip(
		box{width: half, text: p.party(p.say.supplier, doc.Supplier)},
		box{x: half + gutter, width: half, text: p.party(p.say.client, doc.Client)},
	), gap(3))
	if doc.Agreement != "" {
		s.keep(strip(box{width: inner, text: []paragraph{{prefixed(say.agreement, doc.Agreement) + ", " + doc.Currency, plain}}}))
	}
	s.keep(gap(3))
}

func (doc Statement) figure(minor int64) string { return doc.Language.Figure(minor, doc.Currency) }

// side is a balance on the side of the table where it stands; nothing on the other.
func (doc Statement) side(minor int64) string {
	if minor < 0 {
		return ""
	}
	return doc.figure(minor)
}

func (doc Statement) entry(i int, e StatementEntry, balance int64) band {
	texts := [6]string{strconv.Itoa(i + 1), e.On.Format("02.01.2006"), e.Document, "", "", doc.figure(balance)}
	if e.Debit != 0 {
		texts[3] = doc.figure(e.Debit)
	}
	if e.Credit != 0 {
		texts[4] = doc.figure(e.Credit)
	}
	b := doc.row(texts, plain, figure)
	if e.About != "" {
		b.boxes[2].text = append(b.boxes[2].text, paragraph{e.About, note})
		b = strip(unlaid(b.boxes)...)
	}
	b.boxes = append(b.boxes, box{width: inner, under: hairline})
	return b
}

// sum is a row that is no document.
func (doc Statement) sum(name, debit, credit, balance string) band {
	b := doc.row([6]string{"", "", name, debit, credit, balance}, strong, look{size: 8.5, bold: true, right: true, fit: true})
	b.boxes = append(b.boxes, box{width: inner, under: soft})
	return b
}

func (doc Statement) row(texts [6]string, words, figures look) band {
	boxes := make([]box, len(texts))
	x := 0.0
	for i, text := range texts {
		style := words
		if i >= 3 {
			style = figures
		}
		boxes[i] = box{x: x, width: statementColumns[i], padX: cellPad, padY: cellPad, text: []paragraph{{text, style}}}
		x += statementColumns[i]
	}
	return strip(boxes...)
}

// conclusion says who owes whom, in figures and in words.
func (doc Statement) conclusion(say statementWords) band {
	day, debtor, creditor, sum := doc.Language.Date(doc.To), doc.Client.Name, doc.Supplier.Name, doc.Closing
	if sum == 0 {
		return strip(box{width: inner, text: []paragraph{{fmt.Sprintf(say.even, day), look{size: 9, bold: true}}}})
	}
	if sum < 0 {
		debtor, creditor, sum = creditor, debtor, -sum
	}
	return strip(box{width: inner, text: []paragraph{
		{fmt.Sprintf(say.owes, day, debtor, creditor, doc.Language.Money(sum, doc.Currency)), look{size: 9, bold: true}},
		{doc.Language.Words(sum, doc.Currency), plain},
	}})
}

func (doc Statement) aged(say statementWords) []band {
	width := inner / float64(len(doc.Ageing))
	var names, sums []box
	for i, minor := range doc.Ageing {
		x := float64(i) * width
		names = append(names, box{x: x, width: width, padX: cellPad, padY: cellPad, text: []paragraph{{say.aged[i], look{size: 7.5, ink: soft, right: true}}}})
		sums = append(sums, box{x: x, width: width, padX: cellPad, padY: cellPad, text: []paragraph{{doc.figure(minor), figure}}})
	}
	head := strip(names...)
	head.fill = shade
	foot := strip(sums...)
	foot.boxes = append(foot.boxes, box{width: inner, under: hairline})
	return []band{strip(box{width: inner, text: []paragraph{{say.ageing, label}}, padY: 1}), head, foot}
}

func (doc Statement) signed(say statementWords) band {
	half := (inner - gutter) / 2
	var boxes []box
	for i, side := range [][2]string{{say.forSupplier, doc.Supplier.Name}, {say.forClient, doc.Client.Name}} {
		x := float64(i) * (half + gutter)
		boxes = append(boxes,
			box{x: x, width: half, text: []paragraph{{side[0], label}, {side[1], strong}}},
			box{x: x, y: 14, width: half - 22, height: 5, under: nil, text: []paragraph{{"________________________ / ________________", look{size: 8, ink: soft}}}},
			box{x: x + half - 16, y: 14, width: 14, text: []paragraph{{say.signed, look{size: 8, ink: soft}}}})
	}
	return strip(boxes...)
}
