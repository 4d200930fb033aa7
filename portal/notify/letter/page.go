package letter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"povtor/portal/wording"
)

// page is what both forms of a letter are made of, already in the reader's words.
type page struct {
	Lang, Subject, Preheader, Portal, Company, Why, Imprint string
	Cards                                                   []card
	Links                                                   []link // after the reason why the letter came
}

// card is a frame of its own; the first one's title is the letter's.
type card struct {
	Title      string
	Paragraphs []string
	Quote      []string // somebody's own words, line by line
	Strip      []mark
	StripText  string
	Button     link
	ButtonNote string
	Facts      []fact
	Table      *table
	Warnings   []string
	Terms      string
	Links      []link
}

type link struct{ Text, URL string }

type fact struct{ Label, Value string }

type table struct {
	Title                    string
	Product, Quantity, Price string
	Rows                     []row
	More, TotalLabel, Total  string
}

type row struct {
	Name, Under, Quantity, Price string
	Change                       string
	Up                           bool
}

// Initial is the letter in the mark.
func (p page) Initial() string {
	for _, r := range p.Portal {
		return string(unicode.ToUpper(r))
	}
	return ""
}

// longest is how many characters of somebody's name or remark a letter repeats; a subject gets fewer.
const (
	longest        = 300
	longestSubject = 120
)

// tidy keeps every text on its line: whoever chose a name cannot forge a line of the letter or a header with it.
func (p *page) tidy() {
	p.Subject = shortened(oneLine(p.Subject), longestSubject)
	for _, s := range []*string{&p.Preheader, &p.Portal, &p.Company, &p.Why, &p.Imprint} {
		*s = shortened(oneLine(*s), longest)
	}
	for i := range p.Cards {
		p.Cards[i].tidy()
	}
}

func (c *card) tidy() {
	texts := []*string{&c.Title, &c.StripText, &c.ButtonNote}
	for _, list := range [][]string{c.Paragraphs, c.Quote, c.Warnings} {
		for i := range list {
			texts = append(texts, &list[i])
		}
	}
	for i := range c.Facts {
		texts = append(texts, &c.Facts[i].Value)
	}
	if c.Table != nil {
		for i := range c.Table.Rows {
			row := &c.Table.Rows[i]
			texts = append(texts, &row.Name, &row.Under, &row.Quantity)
		}
	}
	for _, s := range texts {
		*s = shortened(oneLine(*s), longest)
	}
	c.Terms = shortened(oneLine(c.Terms), 2*longest)
}

// oneLine drops what has no shape, makes plain spaces of line breaks and leaves no address that a mail program would turn into a
// link of its own.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	s = strings.ReplaceAll(s, "://", ": //")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

func shortened(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return s
}

// quoted keeps the line breaks of a remark that somebody typed.
func quoted(remark string) []string {
	const most = 20
	var lines []string
	for line := range strings.Lines(remark) {
		if line = oneLine(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) > most {
		lines = append(lines[:most-1], "…")
	}
	return lines
}

// named puts quotation marks round a name that has none of its own: «Метиз-Сервис», but ООО «Метиз-Сервис».
func named(lang wording.Language, name string) string {
	name = oneLine(name)
	if lang != wording.Russian || strings.ContainsAny(name, "«»\"“”") {
		return name
	}
	return "«" + name + "»"
}
