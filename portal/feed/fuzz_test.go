package feed_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"povtor/portal/feed"
)

// small are limits within which a fuzzer gets on.
var small = feed.Limits{Unpacked: 1 << 20, Entries: 50, Rows: 2000, Columns: 100, Cell: 4096, Depth: 20, Faults: 100}

// survives reads anything: whatever it is, the answer is items, or a fault, and never a panic.
func survives(t *testing.T, content []byte) {
	f, err := feed.Open("fuzz", bytes.NewReader(content), int64(len(content)), small)
	if err == nil {
		var layouts []feed.Table
		if layouts, err = f.Layouts(t.Context()); err == nil {
			_, err = f.Read(t.Context(), feed.Mapping{Tables: layouts}, func(it *feed.Item) error {
				for _, p := range it.Prices {
					if p.Amount.Has() && p.Amount.Value.IsNegative() {
						t.Errorf("a negative price: %s", brief(it))
					}
				}
				return nil
			})
		}
		for _, name := range f.Pictures() {
			if r, err := f.Picture(name); err == nil && r != nil {
				_, _ = io.Copy(io.Discard, r)
				r.Close()
			}
		}
	}
	var fault *feed.Fault
	if err != nil && !errors.As(err, &fault) && !errors.Is(err, context.Canceled) {
		t.Errorf("not a fault: %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"Артикул;Наименование;Цена\n001;Кофе;1 642,20\n", "\xff\xfea\x00,\x00b\x00\n\x00", "sku,name\n\"1,\"\"\n", "sep=|\nsku|name\n=cmd|x\n",
		"\xc0\xf0\xf2\xe8\xea\xf3\xeb;\xd6\xe5\xed\xe0\n1;2\n", "a\x00b,c\n", "sku,price\n1,1e999999999\n", "sku,price\n1,0." + strings.Repeat("0", 50) + "1\n",
		strings.Repeat("\";\"\n", 100), "Код;Цена;;\n;от 1;от 10;\n1;2;3;4\n", "SKU,GTIN,VAT\n1,4006381333931,НДС 20%\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if bytes.HasPrefix(content, []byte("PK")) {
			return
		}
		survives(t, content)
	})
}

func FuzzXML(f *testing.F) {
	for _, s := range []string{
		ymlFeed, cmlImport, cmlOffers, cmlRests, "<yml_catalog>&lol;</yml_catalog>", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><yml_catalog>&x;</yml_catalog>`,
		"<yml_catalog><shop><categories><category id='1' parentId='1'>x</category></categories><offers><offer id='1'><categoryId>1</categoryId></offer></offers></shop></yml_catalog>",
		"<КоммерческаяИнформация><Классификатор><Группы><Группа/></Группы></Классификатор><Каталог><Товары><Товар/></Товары></Каталог></КоммерческаяИнформация>",
		"<yml_catalog><![CDATA[" + strings.Repeat("<", 1000) + "]]></yml_catalog>", "<yml_catalog\x00/>", strings.Repeat("<yml_catalog>", 100),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if strings.HasPrefix(content, "PK") {
			return
		}
		survives(t, []byte(content))
	})
}

// The sheet, the shared strings and the styles of a workbook come from the fuzzer, its packing from us.
func FuzzWorkbook(f *testing.F) {
	const head = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>sku</t></is></c><c r="B1" t="s"><v>0</v></c></row>`
	f.Add(head+`<row r="2"><c r="A2" s="1"><v>42</v></c><c r="B2"><v>1.5</v></c></row></sheetData></worksheet>`, `<sst><si><t>price</t></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`)
	f.Add(head+`<row r="9999999"><c r="ZZZZZ9"><v>1E400</v></c><c r="A" t="s"><v>-1</v></c></row>`, `<sst><si><r><t>a</t></r><rPh><t>b</t></rPh></si>`, `<styleSheet/>`)
	f.Add(`<worksheet><sheetData><row><c t="d"><v>2026-01-01</v></c><c t="e"><v>#N/A</v></c><c s="0"><v>-5</v></c></row></sheetData></worksheet>`, ``, `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`)
	f.Add(`<!DOCTYPE x><worksheet/>`, `<sst>_x0000_</sst>`, `<a/>`)
	f.Fuzz(func(t *testing.T, sheet, shared, styles string) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, content := range map[string]string{
			"xl/workbook.xml":            `<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   sheet, "xl/sharedStrings.xml": shared, "xl/styles.xml": styles,
		} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(w, content); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		survives(t, b.Bytes())
	})
}

func FuzzArchive(f *testing.F) {
	f.Add(archive(f, map[string]string{"a.csv": "sku,name\n1,A\n", "1.jpg": "x"}))
	f.Add(archive(f, map[string]string{"../a.csv": "sku\n"}))
	f.Add(book(f))
	f.Fuzz(func(t *testing.T, content []byte) { survives(t, content) })
}
