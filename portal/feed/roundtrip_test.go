package feed_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/portal/feed"
	"povtor/portal/wording"
)

// catalogue draws a catalogue: which fields it tells at all, and of each item what it says of them.
type catalogue struct {
	t      *rapid.T
	fields map[feed.Field]bool
}

var (
	word   = rapid.StringMatching(`[A-Za-zА-Яа-яёЁ0-9=+@'"«»;,&<][A-Za-zА-Яа-яёЁ0-9 ;,"'&<>/|\n-]{0,18}[A-Za-zА-Яа-я0-9"'»]`)
	label  = rapid.StringMatching(`[А-Яа-яA-Za-z][А-Яа-яA-Za-z0-9 ]{0,8}[А-Яа-яA-Za-z]`)
	code   = rapid.StringMatching(`(00[0-9]{1,8}|[A-ZА-Я]{2}[0-9-]{1,6}[0-9]|[=+'-][A-Z0-9]{2,5})`)
	unitOf = rapid.SampledFrom([]string{"pcs", "kg", "l", "box", "pack", "pallet", "roll", "pair", "set", "bottle", "can", "bag", "case", "g", "t", "m", "бухта"})
	gtin   = rapid.SampledFrom([]string{"4006381333931", "4600682000013", "96385074", "036000291452", "10614141000415"})
)

func (c *catalogue) text(f feed.Field, g *rapid.Generator[string]) feed.Text {
	switch {
	case !c.fields[f]:
		return feed.Text{}
	case rapid.IntRange(0, 4).Draw(c.t, "blank") == 0:
		return feed.Text{State: feed.Blank}
	}
	return feed.Tell(strings.TrimSpace(g.Draw(c.t, string(f))))
}

func (c *catalogue) figure(places int32, least, most int64) decimal.Decimal {
	return decimal.New(rapid.Int64Range(least, most).Draw(c.t, "figure"), -places)
}

func (c *catalogue) number(f feed.Field, places int32, least int64) feed.Number {
	switch {
	case f != feed.FieldPrice && f != feed.FieldStock && !c.fields[f]:
		return feed.Number{}
	case rapid.IntRange(0, 4).Draw(c.t, "blank") == 0:
		return feed.Number{State: feed.Blank}
	}
	return feed.Tell(c.figure(rapid.Int32Range(0, places).Draw(c.t, "places"), least, 99_999_999))
}

func (c *catalogue) flag(f feed.Field) feed.Flag {
	switch {
	case !c.fields[f]:
		return feed.Flag{}
	case rapid.IntRange(0, 3).Draw(c.t, "blank") == 0:
		return feed.Flag{State: feed.Blank}
	}
	return feed.Tell(rapid.Bool().Draw(c.t, string(f)))
}

func (c *catalogue) list(f feed.Field, g *rapid.Generator[string], most int) feed.Told[[]string] {
	switch {
	case !c.fields[f]:
		return feed.Told[[]string]{}
	case rapid.IntRange(0, 4).Draw(c.t, "blank") == 0:
		return feed.Told[[]string]{State: feed.Blank}
	}
	return feed.Tell(rapid.SliceOfN(g, 1, most).Draw(c.t, string(f)))
}

// drawn is a catalogue whose items tell the same columns.
func drawn(t *rapid.T) []feed.Item {
	c := &catalogue{t, map[feed.Field]bool{}}
	for _, f := range feed.Fields {
		c.fields[f] = rapid.Bool().Draw(t, "tells "+string(f))
	}
	prices := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) feed.Price {
		return feed.Price{
			Type: rapid.OneOf(rapid.Just(""), label).Draw(t, "type"), Currency: rapid.SampledFrom([]string{"RUB", "USD", "EUR"}).Draw(t, "currency"),
			Tax: rapid.SampledFrom([]feed.Tax{feed.Net, feed.Gross, feed.TaxUnknown}).Draw(t, "tax"), From: decimal.NewFromInt(rapid.Int64Range(0, 2).Draw(t, "from")),
			Unit: rapid.OneOf(rapid.Just(""), unitOf).Draw(t, "unit"),
		}
	}), 0, 3, func(p feed.Price) string { return fmt.Sprint(p.Type, p.Currency, p.Tax, p.From, p.Unit) }).Draw(t, "prices")
	warehouses := rapid.SliceOfNDistinct(rapid.OneOf(rapid.Just(""), label), 0, 2, rapid.ID).Draw(t, "warehouses")
	features := rapid.SliceOfNDistinct(label, 0, 2, rapid.ID).Draw(t, "features")
	units := rapid.SliceOfNDistinct(unitOf, 0, 2, rapid.ID).Draw(t, "units")
	return rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) feed.Item {
		c := &catalogue{t, c.fields}
		it := feed.Item{
			SKU: feed.Tell(code.Draw(t, "sku")), NameRu: feed.Tell(word.Draw(t, "name")), ExternalID: c.text(feed.FieldExternalID, code),
			NameEn: c.text(feed.FieldNameEn, word), DescriptionRu: c.text(feed.FieldDescriptionRu, word), DescriptionEn: c.text(feed.FieldDescriptionEn, word),
			Brand: c.text(feed.FieldBrand, word), GTIN: c.text(feed.FieldGTIN, gtin), Unit: c.text(feed.FieldUnit, unitOf),
			Category: c.list(feed.FieldCategory, word, 4), Pictures: c.list(feed.FieldPictures, rapid.StringMatching(`[a-z]{1,8}\.jpg`), 3),
			VATRate: c.number(feed.FieldVATRate, 0, 0), Pack: c.number(feed.FieldPack, 3, 1), Minimum: c.number(feed.FieldMinimum, 3, 1),
			Multiple: c.number(feed.FieldMultiple, 3, 1), LeadDays: c.number(feed.FieldLeadDays, 0, 0), Cost: c.number(feed.FieldCost, 4, 0),
			Available: c.flag(feed.FieldAvailable), Deleted: c.flag(feed.FieldDeleted),
		}
		if it.VATRate.Has() {
			it.VATRate = feed.Tell(decimal.NewFromInt(rapid.SampledFrom([]int64{0, 5, 7, 10, 20, 22}).Draw(t, "rate")))
		}
		for _, p := range prices {
			p.Amount = c.number(feed.FieldPrice, 4, 0)
			it.Prices = append(it.Prices, p)
		}
		for _, w := range warehouses {
			it.Stock = append(it.Stock, feed.Stock{Warehouse: w, Quantity: c.number(feed.FieldStock, 3, 0)})
		}
		for _, f := range features {
			c.fields["feature"] = true
			it.Attributes = append(it.Attributes, feed.Attribute{Name: "Свойство " + f, Unit: rapid.Just("kg").Draw(t, "of"), Value: c.text("feature", word)})
		}
		for _, u := range units {
			if rapid.Bool().Draw(t, "counted so") {
				k := feed.Conversion{Unit: u, Factor: feed.Tell(c.figure(3, 1, 9_999_999))}
				if rapid.Bool().Draw(t, "coded") {
					k.GTIN = feed.Tell(gtin.Draw(t, "gtin"))
				}
				it.Units = append(it.Units, k)
			}
		}
		return it
	}), 1, 12, func(i feed.Item) string { return i.ExternalID.Value + "\x00" + i.SKU.Value }).Draw(t, "items")
}

func briefs(items []feed.Item) string {
	var all []string
	for i := range items {
		all = append(all, brief(&items[i]))
	}
	return strings.Join(all, "\n")
}

// reread reads a file that was written; of CommerceML the goods and their offers become one again.
func reread(t testing.TB, content []byte, m feed.Mapping) ([]feed.Item, feed.Summary, error) {
	f, err := feed.Open("export", bytes.NewReader(content), int64(len(content)), feed.Limits{})
	if err != nil {
		return nil, feed.Summary{}, err
	}
	var items []feed.Item
	at := map[string]int{}
	sum, err := f.Read(t.Context(), m, func(it *feed.Item) error {
		key := it.ExternalID.Value + "\x00" + it.SKU.Value
		if i, was := at[key]; was {
			items[i].Join(it)
			return nil
		}
		at[key] = len(items)
		kept := *it
		kept.Prices, kept.Stock = append([]feed.Price(nil), it.Prices...), append([]feed.Stock(nil), it.Stock...)
		kept.Attributes, kept.Units = append([]feed.Attribute(nil), it.Attributes...), append([]feed.Conversion(nil), it.Units...)
		items = append(items, kept)
		return nil
	})
	return items, sum, err
}

// A text that looks like HTML is a text: names are never taken for markup, and descriptions are written so that they come back.
func TestMarkupInTextsComesBack(t *testing.T) {
	for _, kind := range []feed.Kind{feed.CSV, feed.XLSX, feed.YML, feed.CommerceML} {
		it := feed.Item{SKU: feed.Tell("A-1"), NameRu: feed.Tell(`"<P>"`), DescriptionRu: feed.Tell("a <b>b</b> &amp;\n\n<br> c")}
		var b bytes.Buffer
		m, err := feed.Write(&b, feed.Export{Kind: kind, Language: wording.Russian, Shop: "Зерно", ID: "1", Currency: "RUB", At: "2026-11-22T10:00:00"},
			func(yield func(*feed.Item) error) error { return yield(&it) })
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := reread(t, b.Bytes(), m)
		if err != nil || len(got) != 1 {
			t.Fatalf("%s: %v %v", kind, got, err)
		}
		if got[0].NameRu.Value != it.NameRu.Value || got[0].DescriptionRu.Value != it.DescriptionRu.Value {
			t.Errorf("%s: %q %q", kind, got[0].NameRu.Value, got[0].DescriptionRu.Value)
		}
	}
}

// What is written is read to the same meaning, whatever stands in it.
func TestExportThenImportIsTheSame(t *testing.T) {
	for _, kind := range []feed.Kind{feed.CSV, feed.XLSX, feed.YML, feed.CommerceML} {
		for _, l := range []wording.Language{wording.Russian, wording.English} {
			t.Run(string(kind)+" "+string(l), func(outer *testing.T) {
				rapid.Check(outer, func(t *rapid.T) {
					items := unique(drawn(t))
					var b bytes.Buffer
					m, err := feed.Write(&b, feed.Export{Kind: kind, Language: l, Shop: "Зерно & Ко", ID: "1", Currency: "RUB", At: "2026-11-22T10:00:00"}, func(yield func(*feed.Item) error) error {
						for i := range items {
							if err := yield(&items[i]); err != nil {
								return err
							}
						}
						return nil
					})
					if err != nil {
						t.Fatal(err)
					}
					got, sum, err := reread(outer, b.Bytes(), m)
					if err != nil {
						t.Fatalf("%v\n%s", err, b.String())
					}
					for _, f := range sum.Faults {
						if f.Code != feed.SKUNotUnique && f.Code != feed.UnknownUnit {
							t.Errorf("fault: %+v", f)
						}
					}
					if g, w := briefs(got), briefs(items); g != w {
						t.Fatalf("read:\n%s\nwritten:\n%s", g, w)
					}
				})
			})
		}
	}
}

// unique keeps of items with the same key the first, as a file would.
func unique(items []feed.Item) []feed.Item {
	seen := map[string]bool{}
	var kept []feed.Item
	for _, it := range items {
		key := "s" + it.SKU.Value
		if it.ExternalID.Value != "" {
			key = "i" + it.ExternalID.Value
		}
		if !seen[key] {
			seen[key] = true
			kept = append(kept, it)
		}
	}
	return kept
}

// An export says by its own headers how it is to be read.
func TestExportExplainsItself(t *testing.T) {
	price := feed.Price{Type: "Оптовая", Currency: "RUB", Tax: feed.Gross, From: decimal.NewFromInt(10), Unit: "box", Amount: feed.Tell(decimal.RequireFromString("1642.2"))}
	tell := feed.Tell[string]
	n := feed.Tell(decimal.NewFromInt(2))
	it := feed.Item{
		SKU: tell("0012"), ExternalID: tell("t1"), ParentID: tell("p1"), NameRu: tell("Кофе"), NameEn: tell("Coffee"), DescriptionRu: tell("Зёрна"), DescriptionEn: tell("Beans"),
		Brand: tell("Зерно"), GTIN: tell("4006381333931"), Unit: tell("pcs"), Category: feed.Tell([]string{"Напитки", "Кофе"}), VATRate: n, Pack: n, Minimum: n,
		Multiple: n, LeadDays: n, Cost: n, Units: []feed.Conversion{{Unit: "box", Factor: n}}, Attributes: []feed.Attribute{{Name: "Вес", Unit: "kg", Value: tell("1")}},
		Prices: []feed.Price{price, {Currency: "USD", Tax: feed.Net, Amount: n}}, Stock: []feed.Stock{{Quantity: n}, {Warehouse: "Москва", Quantity: n}},
		Pictures: feed.Tell([]string{"a.jpg", "b.jpg"}), Available: feed.Tell(true), Deleted: feed.Tell(false),
	}
	want := brief(&it)
	for _, kind := range []feed.Kind{feed.CSV, feed.XLSX} {
		for _, l := range []wording.Language{wording.Russian, wording.English} {
			var b bytes.Buffer
			if _, err := feed.Write(&b, feed.Export{Kind: kind, Language: l}, func(yield func(*feed.Item) error) error { return yield(&it) }); err != nil {
				t.Fatal(err)
			}
			lines, sum := readAll(t, open(t, "export", b.Bytes()))
			same(t, string(kind)+" "+string(l), strings.Join(lines, "\n"), want)
			same(t, "faults", faults(sum), "")
		}
	}
}
