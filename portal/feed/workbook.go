package feed

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// workbook is an XLSX file: its sheets are read as streams, what they share is kept.
type workbook struct {
	files   map[string]*zip.File // by their names in small letters
	sheets  []sheet
	strings []string
	styles  []style
	since   int // 1904 where the workbook counts days from there, else 1900
	file    *File
	name    string
}

type sheet struct {
	name   string
	entry  *zip.File
	hidden bool
}

// style is what a number's format makes of it.
type style struct {
	date    bool
	percent bool
	zeros   int // digits that a code is filled up to: 00000
}

// sharedText is how much text the cells of a workbook may share.
const sharedText = 256 << 20

// addWorkbook reads a workbook's index.
func (f *File) addWorkbook(name string, z *zip.Reader) error {
	b := &workbook{files: map[string]*zip.File{}, since: 1900, file: f, name: name}
	for _, e := range z.File {
		b.files[strings.ToLower(strings.TrimPrefix(e.Name, "/"))] = e
	}
	if err := b.index(); err != nil {
		return f.fault(name, err)
	}
	f.Parts = append(f.Parts, Part{Name: name, Kind: XLSX, book: b})
	return nil
}

// open opens a file of the workbook as XML; nil when there is none.
func (b *workbook) open(name string) (*xmlReader, io.Closer, error) {
	e := b.files[strings.ToLower(name)]
	if e == nil {
		return nil, nil, nil
	}
	return b.openEntry(e)
}

func (b *workbook) openEntry(e *zip.File) (*xmlReader, io.Closer, error) {
	r, err := b.file.entry(e)()
	if err != nil {
		return nil, nil, err
	}
	text, err := decoded(r, utf8Name)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	return newXML(text, b.file.limits), r, nil
}

// each calls visit for every element that begins in a file of the workbook.
func (b *workbook) each(name string, visit func(x *xmlReader, start xml.StartElement) error) error {
	x, closer, err := b.open(name)
	if x == nil || err != nil {
		return err
	}
	defer closer.Close()
	for {
		token, err := x.next()
		if ended(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := visit(x, start); err != nil {
				return err
			}
		}
	}
}

// index reads which sheets there are.
func (b *workbook) index() error {
	targets := map[string]string{}
	err := b.each("xl/_rels/workbook.xml.rels", func(_ *xmlReader, s xml.StartElement) error {
		if id, ok := attr(s.Attr, "Id"); ok {
			targets[id], _ = attr(s.Attr, "Target")
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.each("xl/workbook.xml", func(_ *xmlReader, s xml.StartElement) error {
		switch s.Name.Local {
		case "workbookPr":
			if v, _ := attr(s.Attr, "date1904"); v == "1" || v == "true" {
				b.since = 1904
			}
		case "sheet":
			b.addSheet(s, targets)
		}
		return nil
	})
}

func (b *workbook) addSheet(s xml.StartElement, targets map[string]string) {
	name, _ := attr(s.Attr, "name")
	id, _ := attr(s.Attr, "id")
	state, _ := attr(s.Attr, "state")
	target := targets[id]
	if strings.HasPrefix(target, "/") {
		target = strings.TrimPrefix(target, "/")
	} else {
		target = path.Join("xl", target)
	}
	entry := b.files[strings.ToLower(target)]
	if entry == nil || !strings.Contains(strings.ToLower(target), "worksheets/") {
		return
	}
	b.sheets = append(b.sheets, sheet{name: name, entry: entry, hidden: state != "" && state != "visible"})
}

// load reads what the sheets share, once.
func (b *workbook) load() error {
	if b.styles != nil {
		return nil
	}
	if err := b.loadStyles(); err != nil {
		return err
	}
	return b.loadStrings()
}

func (b *workbook) loadStrings() error {
	left := sharedText
	return b.each("xl/sharedStrings.xml", func(x *xmlReader, s xml.StartElement) error {
		if s.Name.Local != "si" {
			return nil
		}
		text, err := x.richText()
		if left -= len(text) + 16; left < 0 {
			return x.fatal(TooLarge, "")
		}
		b.strings = append(b.strings, text)
		return err
	})
}

// richText reads the text of an element that has begun, whatever fonts it is set in; readings of Japanese are left out.
func (x *xmlReader) richText() (string, error) {
	var b strings.Builder
	depth := len(x.stack)
	inText, inReading := false, 0
	for len(x.stack) >= depth {
		token, err := x.next()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t"
			if t.Name.Local == "rPh" && inReading == 0 {
				inReading = len(x.stack)
			}
		case xml.EndElement:
			inText = false
			if len(x.stack) < inReading {
				inReading = 0
			}
		case xml.CharData:
			if inText && inReading == 0 {
				b.Write(t)
			}
		}
	}
	return unescape(b.String()), nil
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape reads the characters that workbooks write as _x000D_.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		if err != nil || n == 0 || n >= 0xd800 && n < 0xe000 {
			return ""
		}
		return string(rune(n))
	})
}

func (b *workbook) loadStyles() error {
	b.styles = []style{}
	formats := map[string]string{}
	inCells := false
	return b.each("xl/styles.xml", func(_ *xmlReader, s xml.StartElement) error {
		switch s.Name.Local {
		case "numFmt":
			id, _ := attr(s.Attr, "numFmtId")
			formats[id], _ = attr(s.Attr, "formatCode")
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs", "cellStyleXfs":
			inCells = false
		case "xf":
			if inCells {
				id, _ := attr(s.Attr, "numFmtId")
				b.styles = append(b.styles, styleOf(id, formats[id]))
			}
		}
		return nil
	})
}

var (
	quoted    = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.|_.|\*.`)
	dateParts = regexp.MustCompile(`(?i)[dyh]|mm|ss`)
	onlyZeros = regexp.MustCompile(`^0{2,}$`)
)

// styleOf reads what a number format says: its number where it is built in, its code where it is the workbook's own.
func styleOf(id, code string) style {
	if code == "" {
		n, err := strconv.Atoi(id)
		if err != nil {
			return style{}
		}
		return style{
			date:    n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58,
			percent: n == 9 || n == 10,
		}
	}
	plain := quoted.ReplaceAllString(code, "")
	if onlyZeros.MatchString(plain) {
		return style{zeros: len(plain)}
	}
	return style{date: dateParts.MatchString(plain) && !strings.ContainsAny(plain, "0#?"), percent: strings.Contains(plain, "%")}
}

// sheetLayouts proposes how the sheets of a workbook are to be read.
func (f *File) sheetLayouts(ctx context.Context, p *Part) ([]Table, error) {
	if err := p.book.load(); err != nil {
		return nil, err
	}
	var all []Table
	for _, s := range p.book.sheets {
		rows, err := p.book.rows(s)
		if err != nil {
			return nil, err
		}
		t, err := layout(ctx, rows)
		rows.Close()
		if err != nil {
			return nil, err
		}
		t.File, t.Sheet, t.Skip = p.Name, s.name, s.hidden || len(t.Columns) == 0
		all = append(all, t)
	}
	return all, nil
}

// workbook reads the sheets that the mapping names.
func (r *reading) workbook(p *Part) error {
	if err := p.book.load(); err != nil {
		return err
	}
	for _, s := range p.book.sheets {
		if err := r.sheet(p, s); err != nil {
			return err
		}
	}
	return nil
}

func (r *reading) sheet(p *Part, s sheet) error {
	rows, err := p.book.rows(s)
	if err != nil {
		return err
	}
	defer rows.Close()
	return r.table(p, s.name, rows)
}
