package feed_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"povtor/portal/feed"
)

// open opens a file that is held in memory.
func open(t testing.TB, name string, content []byte) *feed.File {
	t.Helper()
	f, err := feed.Open(name, bytes.NewReader(content), int64(len(content)), feed.Limits{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

// readAll reads a file as its own headers propose.
func readAll(t testing.TB, f *feed.File) ([]string, feed.Summary) {
	t.Helper()
	layouts, err := f.Layouts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	sum, err := f.Read(t.Context(), feed.Mapping{Tables: layouts}, func(it *feed.Item) error {
		lines = append(lines, brief(it))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines, sum
}

// brief writes an item on one line: what is told, in a fixed order; a blank as ∅.
func brief(it *feed.Item) string {
	var b strings.Builder
	text := func(name string, v feed.Text) {
		switch v.State {
		case feed.Blank:
			fmt.Fprintf(&b, " %s=∅", name)
		case feed.Present:
			fmt.Fprintf(&b, " %s=%s", name, v.Value)
		}
	}
	number := func(name string, v feed.Number) {
		text(name, feed.Text{Value: v.Value.String(), State: v.State})
	}
	text("sku", it.SKU)
	text("id", it.ExternalID)
	text("parent", it.ParentID)
	text("ru", it.NameRu)
	text("en", it.NameEn)
	text("about-ru", it.DescriptionRu)
	text("about-en", it.DescriptionEn)
	text("brand", it.Brand)
	text("gtin", it.GTIN)
	text("category", feed.Text{Value: strings.Join(it.Category.Value, "/"), State: it.Category.State})
	text("unit", it.Unit)
	number("vat", it.VATRate)
	number("pack", it.Pack)
	number("min", it.Minimum)
	number("step", it.Multiple)
	number("lead", it.LeadDays)
	number("cost", it.Cost)
	for _, p := range it.Prices {
		name := "price"
		for _, s := range []string{p.Type, p.Currency, string(p.Tax), p.Unit} {
			if s != "" {
				name += ":" + s
			}
		}
		if !p.From.IsZero() {
			name += ":" + p.From.String() + "+"
		}
		number(name, p.Amount)
	}
	for _, s := range it.Stock {
		number(strings.TrimSuffix("stock:"+s.Warehouse, ":"), s.Quantity)
	}
	for _, a := range it.Attributes {
		text(strings.TrimSuffix(a.Name+","+a.Unit, ","), a.Value)
	}
	units := slices.Clone(it.Units)
	slices.SortFunc(units, func(a, b feed.Conversion) int { return strings.Compare(a.Unit, b.Unit) })
	for _, u := range units {
		number("in:"+u.Unit, u.Factor)
		text("gtin:"+u.Unit, u.GTIN)
	}
	text("pictures", feed.Text{Value: strings.Join(it.Pictures.Value, " "), State: it.Pictures.State})
	text("deleted", feed.Text{Value: fmt.Sprint(it.Deleted.Value), State: it.Deleted.State})
	text("available", feed.Text{Value: fmt.Sprint(it.Available.Value), State: it.Available.State})
	return strings.TrimSpace(b.String())
}

func faults(sum feed.Summary) string {
	var all []string
	for _, f := range sum.Faults {
		all = append(all, fmt.Sprintf("%d %s %q %s %s", f.Line, f.Column, f.Value, f.Code, f.Outcome))
	}
	return strings.Join(all, "\n")
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

func TestCSVInEveryEncodingAndDivider(t *testing.T) {
	const text = "Артикул;Наименование;Цена, руб. с НДС;Остаток\r\n00012;\"Кофе \"\"Арабика\"\"\r\nв зёрнах\";1 642,20;12\r\n00013;Труба 1/2\" оцинк;;0\r\n"
	const want = "sku=00012 ru=Кофе \"Арабика\"\nв зёрнах price:RUB:gross=1642.2 stock=12\nsku=00013 ru=Труба 1/2\" оцинк price:RUB:gross=∅ stock=0"
	cp := func(e *charmap.Charmap) []byte {
		b, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	wide := func(order unicode.Endianness, mark unicode.BOMPolicy) []byte {
		b, err := unicode.UTF16(order, mark).NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, content := range map[string][]byte{
		"UTF-8": []byte(text), "UTF-8 with its mark": []byte("\ufeff" + text),
		"Windows-1251": cp(charmap.Windows1251), "DOS": cp(charmap.CodePage866), "KOI8-R": cp(charmap.KOI8R),
		"UTF-16LE": wide(unicode.LittleEndian, unicode.UseBOM), "UTF-16BE": wide(unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE without its mark": wide(unicode.LittleEndian, unicode.IgnoreBOM),
		"tabs":                      []byte(strings.ReplaceAll(text, ";", "\t")),
		"pipes":                     []byte(strings.ReplaceAll(text, ";", "|")),
		"sep=":                      []byte("sep=;\r\n" + text),
	} {
		t.Run(name, func(t *testing.T) {
			lines, sum := readAll(t, open(t, "list.csv", content))
			same(t, "items", strings.Join(lines, "\n"), want)
			same(t, "faults", faults(sum), "")
		})
	}
}
