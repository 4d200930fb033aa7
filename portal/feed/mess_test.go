package feed_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"povtor/portal/feed"
	"povtor/portal/wording"
)

func TestMessyTables(t *testing.T) {
	for _, c := range []struct {
		name, text, items, faults string
	}{
		{
			"title rows, sections, totals, empty rows, a header that comes again",
			"ООО «Зерно»;;;\nПрайс-лист на 21.11.2026;;;\n\nКод;Товар;Цена;Ед.\nНапитки;;;\n;Кофе;;\n0012;Арабика 1 кг;1 642,20;шт\n;;;\n;Чай;;\n0013;Ассам;договорная;уп.\n" +
				"Код;Товар;Цена;Ед.\nПосуда;;;\n;Чашки;;\n0014;Чашка;100;796\nИтого:;;1742,20;\n",
			"sku=0012 ru=Арабика 1 кг category=Напитки/Кофе unit=pcs price=1642.2\nsku=0013 ru=Ассам category=Напитки/Чай unit=pack price=∅\nsku=0014 ru=Чашка category=Посуда/Чашки unit=pcs price=100",
			`10 Цена "договорная" price-on-request noted`,
		},
		{
			"figures of every hand",
			"sku,name,price\na,A,\"1,642.20\"\nb,B,\"1,642\"\nc,C,1'642.20\nd,D,$5.50\ne,E,abc\nf,F,-3\ng,G,1.23456\nh,H,\"1,64,2\"\ni,I,#N/A\n",
			"sku=a en=A price=1642.2\nsku=b en=B price=1642\nsku=c en=C price=1642.2\nsku=d en=D price:USD=5.5\nsku=e en=E\nsku=f en=F\nsku=g en=G\nsku=h en=H\nsku=i en=I",
			"6 price \"abc\" not-a-number left\n7 price \"-3\" negative left\n8 price \"1.23456\" too-many-decimals left\n9 price \"1,64,2\" not-a-number left\n10 price \"#N/A\" formula-error left",
		},
		{
			"nothing tells how 1,642 is meant but the language",
			"Артикул;Наименование;Цена\na;А;1,642\n", "sku=a ru=А price=1.642", `2 Цена "1,642" doubtful-number noted`,
		},
		{
			"the column tells",
			"Артикул;Наименование;Цена\na;А;1.642\nb;Б;12,50\n", "sku=a ru=А price=1642\nsku=b ru=Б price=12.5", "",
		},
		{
			"duplicates, no key, spoilt codes",
			"Артикул,Наименование,Штрихкод\n001,Первый,4006381333931\n001,Второй,\n,Третий,x\n\"1,23E+12\",Четвёртый,\n005,Пятый,\"4,00638E+12\"\n006,Шестой,4006381333932\n",
			"sku=001 ru=Первый gtin=4006381333931\nsku=005 ru=Пятый\nsku=006 ru=Шестой",
			"3 Артикул \"001\" duplicate skipped\n4 Штрихкод \"x\" wrong-gtin left\n4  \"Третий\" no-key skipped\n5 Артикул \"1,23E+12\" rounded-code left\n5  \"Четвёртый\" no-key skipped\n6 Штрихкод \"4,00638E+12\" rounded-code left\n7 Штрихкод \"4006381333932\" wrong-gtin left",
		},
		{
			"prices by type and quantity, stock by warehouse, two codes",
			"Код;Артикул;Наименование;Цена розница, руб.;Цена опт от 10 шт;Цена при заказе от 50 000 руб.;Цена с НДС, $ за кор.;Остаток Москва;Остаток (Тверь);НДС, %\n" +
				"Ц-1;A1;Кофе;120;100;90;5;>100;нет;20%\nЦ-2;A2;Чай;120;100;90;5;есть;;без НДС\n",
			"sku=A1 id=Ц-1 ru=Кофе vat=20 price:розница:RUB=120 price:опт:10+=100 price:при заказе от 50 000 руб=90 price:USD:gross:box=5 stock:Москва=100 stock:Тверь=0\n" +
				"sku=A2 id=Ц-2 ru=Чай vat=0 price:розница:RUB=120 price:опт:10+=100 price:при заказе от 50 000 руб=90 price:USD:gross:box=5 stock:Тверь=∅ available=true",
			`3 Остаток Москва "есть" stock-in-words noted`,
		},
		{
			"a mark that is never closed costs one line",
			"sku,name\n1,\"open\n2,b\n3,c\n", "sku=1 en=\"open\nsku=2 en=b\nsku=3 en=c", `2  "1,\"open" unclosed-quote noted`,
		},
		{
			"two header lines", "Артикул;Наименование;Цена;;Остаток\n;;розница;опт;\n1;Кофе;10;9;3\n",
			"sku=1 ru=Кофе price:розница=10 price:опт=9 stock=3", "",
		},
		{
			"formulas are text, and come without their guard", "sku,name\n'=1+1,'+7 (495)\n", "sku==1+1 en=+7 (495)", "",
		},
		{
			"only what the file tells", "sku,name,price\n1,A,\n2,B,0\n", "sku=1 en=A price=∅\nsku=2 en=B price=0", "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines, sum := readAll(t, open(t, "list.csv", []byte(c.text)))
			same(t, "items", strings.Join(lines, "\n"), c.items)
			same(t, "faults", faults(sum), c.faults)
		})
	}
}

func TestTwoHundredColumns(t *testing.T) {
	head, line := []string{"Артикул", "Наименование"}, []string{"1", "Кофе"}
	for i := range 200 {
		head, line = append(head, "Свойство: С"+string(rune('a'+i%26))+strings.Repeat("x", i/26)), append(line, "да")
	}
	lines, sum := readAll(t, open(t, "wide.csv", []byte(strings.Join(head, ";")+"\n"+strings.Join(line, ";")+"\n")))
	if len(lines) != 1 || strings.Count(lines[0], "=да") != 200 || len(sum.Faults) != 0 {
		t.Errorf("%v\n%s", lines, faults(sum))
	}
}

// book makes a workbook as people do: a title, merged headers, a date, a formula, codes that are numbers in disguise.
func book(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetName("Sheet1", "О нас"))
	must(f.SetCellValue("О нас", "A1", "ООО «Зерно», тел. 8-800"))
	_, err := f.NewSheet("Прайс")
	must(err)
	set := func(at string, v any) { must(f.SetCellValue("Прайс", at, v)) }
	style := func(at string, s excelize.Style) {
		id, err := f.NewStyle(&s)
		must(err)
		must(f.SetCellStyle("Прайс", at, at, id))
	}
	set("A1", "Прайс-лист")
	must(f.MergeCell("Прайс", "A1", "H1"))
	for at, v := range map[string]any{"A3": "Артикул", "B3": "Наименование", "C3": "Цена", "E3": "Штрихкод", "F3": "Размер", "G3": "НДС", "C4": "розница", "D4": "опт от 10"} {
		set(at, v)
	}
	must(f.MergeCell("Прайс", "C3", "D3"))
	for _, at := range []string{"A", "B", "E", "F", "G"} {
		must(f.MergeCell("Прайс", at+"3", at+"4"))
	}
	set("A5", "Кофе")
	must(f.MergeCell("Прайс", "A5", "G5"))
	zeros := "00000"
	set("A6", 42)
	style("A6", excelize.Style{CustomNumFmt: &zeros})
	set("B6", "Арабика")
	set("C6", 0.1+0.2)
	set("E6", 4006381333931)
	set("F6", 46000)
	style("F6", excelize.Style{NumFmt: 14})
	set("G6", 0.2)
	style("G6", excelize.Style{NumFmt: 9})
	set("D6", 100.5)
	must(f.SetCellFormula("Прайс", "D6", "C6*2"))
	set("A7", "00043")
	set("B7", "Робуста")
	set("C7", "по запросу")
	set("D7", 9)
	set("A9", 46000)
	style("A9", excelize.Style{NumFmt: 14})
	set("B9", "Код стал датой")
	_, err = f.NewSheet("Скрытый")
	must(err)
	must(f.SetSheetRow("Скрытый", "A1", &[]string{"Артикул", "Наименование", "Цена"}))
	must(f.SetSheetRow("Скрытый", "A2", &[]any{"99", "Тайна", 1}))
	must(f.SetSheetVisible("Скрытый", false))
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

func TestWorkbook(t *testing.T) {
	lines, sum := readAll(t, open(t, "price.xlsx", book(t)))
	same(t, "items", strings.Join(lines, "\n"),
		"sku=00042 ru=Арабика gtin=4006381333931 category=Кофе vat=20 price:розница=0.3 price:опт:10+=100.5 Размер=2025-12-09\n"+
			"sku=00043 ru=Робуста gtin=∅ category=Кофе vat=∅ price:розница=∅ price:опт:10+=9 Размер=∅")
	same(t, "faults", faults(sum), "7 Цена розница \"по запросу\" price-on-request noted\n9 Артикул \"2025-12-09\" code-is-date left\n9  \"Код стал датой\" no-key skipped")
}

// archive packs files into a ZIP.
func archive(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestArchiveWithPictures(t *testing.T) {
	f := open(t, "all.zip", archive(t, map[string]string{"price/list.csv": "sku;name;photo\n1;A;a.JPG\n", "photos/A.jpg": "jpeg", "readme.pdf": "%PDF"}))
	lines, _ := readAll(t, f)
	same(t, "items", strings.Join(lines, "\n"), "sku=1 en=A pictures=a.JPG")
	r, err := f.Picture("a.JPG")
	if err != nil || r == nil {
		t.Fatalf("%v %v", r, err)
	}
	defer r.Close()
	if r, err := f.Picture("b.jpg"); r != nil || err != nil {
		t.Error("a picture that is not there was opened")
	}
}

func TestRefusals(t *testing.T) {
	bomb := archive(t, map[string]string{"bomb.csv": strings.Repeat("0", 64<<20)})
	nested := string(archive(t, map[string]string{"a.csv": "sku\n1\n"}))
	deep := strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100)
	for name, c := range map[string]struct {
		content string
		code    feed.Code
	}{
		"empty":                     {"", feed.EmptyFile},
		"spaces":                    {" \n\n ", feed.EmptyFile},
		"old workbook":              {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 512), feed.OldXLS},
		"workbook under a password": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", feed.Encrypted},
		"PDF":                       {"%PDF-1.7\n", feed.NotAFeed},
		"other XML":                 {"<rss></rss>", feed.NotAFeed},
		"entities":                  {`<?xml version="1.0"?><!DOCTYPE yml_catalog [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><yml_catalog>&b;</yml_catalog>`, feed.DTDRefused},
		"external DTD":              {`<!DOCTYPE КоммерческаяИнформация SYSTEM "http://127.0.0.1/x.dtd"><КоммерческаяИнформация/>`, feed.DTDRefused},
		"external entity":           {`<!DOCTYPE yml_catalog SYSTEM "file:///etc/passwd"><yml_catalog/>`, feed.DTDRefused},
		"too deep":                  {"<yml_catalog><shop><offers><offer>" + deep + "</offer></offers></shop></yml_catalog>", feed.TooDeep},
		"cut off":                   {"<yml_catalog><shop><offers><offer id='1'>", feed.UnreadableFile},
		"crossed":                   {"<yml_catalog><shop></yml_catalog></shop>", feed.UnreadableFile},
		"ZIP bomb":                  {string(bomb), feed.TooLarge},
		"ZIP in a ZIP":              {string(archive(t, map[string]string{"in.zip": nested})), feed.ZIPNested},
		"ZIP as a workbook":         {string(archive(t, map[string]string{"in.xlsx": nested})), feed.ZIPNested},
		"path out of the ZIP":       {string(archive(t, map[string]string{"../../etc/passwd.csv": "a"})), feed.ZIPPath},
		"path of Windows":           {string(archive(t, map[string]string{`..\x.csv`: "a"})), feed.ZIPPath},
		"nothing of use in the ZIP": {string(archive(t, map[string]string{"a.doc": "x"})), feed.NotAFeed},
		"old workbook in the ZIP":   {string(archive(t, map[string]string{"a.xls": "x"})), feed.OldXLS},
		"cut ZIP":                   {nested[:len(nested)-10], feed.UnreadableFile},
		"a line without an end":     {"a,b\n" + strings.Repeat("x", 3<<20), feed.TooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := feed.Open(name, strings.NewReader(c.content), int64(len(c.content)), feed.Limits{})
			if err == nil {
				_, err = f.Layouts(t.Context())
			}
			if err == nil {
				_, err = f.Read(t.Context(), feed.Mapping{Tables: []feed.Table{{Columns: []feed.Column{{Field: feed.FieldSKU}}}}}, func(*feed.Item) error { return nil })
			}
			var fault *feed.Fault
			if !errors.As(err, &fault) || fault.Code != c.code || fault.Outcome != feed.Fatal {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

func TestEveryFaultIsSaidInBothLanguages(t *testing.T) {
	for _, code := range feed.Codes() {
		for _, l := range []string{"en", "ru"} {
			if (&feed.Fault{Code: code}).Message(wording.Of(l)) == "" {
				t.Errorf("%s is not said in %s", code, l)
			}
		}
	}
}
