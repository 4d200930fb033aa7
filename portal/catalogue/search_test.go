package catalogue_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity/identitytest"
)

// synonym lets a supplier's clients say words for what is meant.
func (m *market) synonym(t *testing.T, s models.Organisation, words, meant string, bothWays bool) {
	t.Helper()
	identitytest.Insert(t, m.db, &models.Synonym{ID: models.NewID[models.Synonym](), SupplierID: s.ID, Words: words, Meant: meant, BothWays: bothWays, CreatedAt: identitytest.Now})
}

func (m *market) called(t *testing.T, p models.Product, code string) {
	t.Helper()
	in := catalogue.PartNumberInput{ProductInput: catalogue.ProductInput{ID: p.ID}}
	in.Body.Code = code
	if _, err := m.catalogue.PartNumber(t.Context(), m.buyer, in); err != nil {
		t.Fatal(err)
	}
}

// answers are attributes as code, text, code, text.
func answers(pairs ...string) models.Attributes {
	all := models.Attributes{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = []byte(strconv.Quote(pairs[i+1]))
	}
	return all
}

func TestWhatPeopleTypeFindsWhatTheyMean(t *testing.T) {
	m := open(t)
	one := func(ru, en string, change ...func(*models.Product)) models.Product {
		return m.product(t, m.coffee, ru, en, m.drinks, change...)
	}
	one("Вода негазированная 0,5 л", "Still water 500 ml")
	one("Вода негазированная 1,5 л", "Still water 1.5 l")
	one("Кабель ВВГ 3×1,5 мм", "Cable VVG 3×1.5 mm")
	one("Перчатки нитриловые", "Nitrile gloves", func(p *models.Product) { p.Attributes = answers("colour", "сиреневый", "size", "XL") })
	screw := one("Саморез по дереву 4×40", "Wood screw 4×40", func(p *models.Product) { p.Brand = "Bosch" })
	m.synonym(t, m.coffee, "шуруп", "саморез", false)
	m.synonym(t, m.coffee, "резиновые руки", "перчатки", true)
	m.called(t, screw, "0010-A/7")
	for typed, want := range map[string]string{
		"шурупы по дереву": "Саморез", "резиновые руки": "Перчатки", "перчаток": "Перчатки", "gloves": "Перчатки", "glove nitrile": "Перчатки",
		"вода 500 мл": "Вода негазированная 0,5", "вода 0.5l": "Вода негазированная 0,5", "1500 ml": "Вода негазированная 1,5", "кабель 1,5 мм": "Кабель",
		"сиреневые": "Перчатки", "XL": "Перчатки", "сиреневый xl": "Перчатки",
		"blot m8": "Болт", "ботл м8": "Болт", "gjvgf": "", ",jkn": "Болт", "rjat": "Кофе", "цфеук 500 мл": "Вода негазированная 0,5",
		"kofe": "Кофе", "perchatki": "Перчатки", "samorez": "Саморез", "kabel": "Кабель", "бош": "Саморез", "болт m8": "Болт",
		"0010-A/7": "Саморез", "0010a7": "Саморез", "0010": "Саморез", "din933m840": "Болт", "933-M8": "Болт", "2000000012345": "Болт",
		"саморез": "Саморез", "руки": "", "щщщщ": "",
	} {
		page := m.list(t, m.buyer, query(typed))
		switch {
		case want == "" && len(page.Items) > 0:
			t.Errorf("%q finds %v, corrected to %q", typed, names(page), page.Corrected)
		case want != "" && (len(page.Items) == 0 || !strings.HasPrefix(page.Items[0].Name, want)):
			t.Errorf("%q finds %v, corrected to %q; want %s", typed, names(page), page.Corrected, want)
		}
	}
	if got := m.list(t, m.buyer, query("перчатки")).Items; len(got) != 1 {
		t.Errorf("a synonym read backwards: %+v", got)
	}
	for _, typed := range []string{"0010-A/7", "шуруп"} {
		if got := names(m.list(t, m.barkeeper, query(typed))); typed == "0010-A/7" && len(got) > 0 {
			t.Errorf("the bar finds %v by the café's own %q", got, typed)
		}
	}
}

func TestTheVeryWordComesBeforeItsBeginning(t *testing.T) {
	m := open(t)
	for i := range 40 {
		m.product(t, m.coffee, fmt.Sprintf("Чайник %d", i), fmt.Sprintf("Kettle %d", i), m.drinks)
	}
	m.product(t, m.coffee, "Чай чёрный", "Black tea", m.drinks)
	if got := names(m.list(t, m.buyer, query("чай"))); got[0] != "Чай чёрный" {
		t.Errorf("first comes %s", got[0])
	}
}

func TestOwnPricesSortUpToSoManyGoods(t *testing.T) {
	m := open(t)
	special := cataloguetest.Contract(t, m.db, m.cafeCoffee, "Кафе 2026", 1)
	cataloguetest.Price(t, m.db, special, m.beans, "1", "5")
	in := catalogue.ListInput{Sort: catalogue.ByPrice, Limit: 1}
	var got []string
	for {
		page := m.list(t, m.buyer, in)
		got = append(got, names(page)...)
		if in.After = page.Next; page.Next == "" {
			break
		}
	}
	if d := cmp.Diff([]string{"Кофе в зёрнах, 1 кг", "Болт оцинкованный М8×40", "Гайка чёрная М8"}, got); d != "" {
		t.Error("the contract's price counts, no price comes last:", d)
	}
	for i := range 500 {
		m.product(t, m.coffee, fmt.Sprintf("Товар %03d", i), fmt.Sprintf("Thing %03d", i), m.drinks)
	}
	if page := m.list(t, m.buyer, catalogue.ListInput{Sort: catalogue.ByPrice}); !page.Unsorted || len(page.Items) != 24 {
		t.Errorf("of 503 goods: %+v", page.Unsorted)
	}
}

func TestSuggestionsNameWhatWasBoughtFirst(t *testing.T) {
	m := open(t)
	for i := range 20 {
		m.product(t, m.coffee, fmt.Sprintf("Гайка %d", i), fmt.Sprintf("Nut %d", i), m.drinks, func(p *models.Product) { p.Brand = "Гайдн" })
	}
	m.ordered(t, m.cafe, m.bolts, m.nut, 2)
	got, err := m.catalogue.Suggest(t.Context(), m.buyer, catalogue.SuggestInput{Q: "гай"})
	if err != nil || len(got.Items) != 8 || got.Items[0].ID != m.nut.ID || !got.Items[0].Bought || got.Items[1].Bought {
		t.Errorf("suggested %+v, %v", got.Items, err)
	}
	if d := cmp.Diff([]catalogue.BrandFacet{{Name: "Гайдн", Count: 20}}, got.Brands); d != "" {
		t.Error(d)
	}
	got, err = m.catalogue.Suggest(t.Context(), m.buyer, catalogue.SuggestInput{Q: "мет"})
	if err != nil || len(got.Categories) != 1 || got.Categories[0].Name != "Метизы" {
		t.Errorf("suggested %+v, %v", got.Categories, err)
	}
	bar, err := m.catalogue.Suggest(t.Context(), m.barkeeper, catalogue.SuggestInput{Q: "мет"})
	if err != nil || len(bar.Categories)+len(bar.Items) != 0 {
		t.Errorf("a category without goods for the bar: %+v, %v", bar, err)
	}
	secret, err := m.catalogue.Suggest(t.Context(), m.buyer, catalogue.SuggestInput{Q: "секр"})
	if err != nil || len(secret.Items) != 0 {
		t.Errorf("a stranger's goods: %+v, %v", secret, err)
	}
}

func TestAttributesCountAsEverythingElseIsChosen(t *testing.T) {
	m := open(t)
	for _, code := range []string{"colour", "size"} {
		identitytest.Insert(t, m.db, &models.Attribute{ID: models.NewID[models.Attribute](), CategoryID: m.drinks.ID, Code: code, NameRu: code, NameEn: code, Kind: models.TextAttribute, Choices: []models.Choice{}, Facet: true, Version: 1})
	}
	type thing struct{ supplier, brand, colour, size, stock string }
	var things []thing
	for i := range 24 {
		x := thing{[]string{m.bolts.ID.String(), m.coffee.ID.String()}[i%2], []string{"А", "Б", ""}[i%3], []string{"red", "blue"}[i/2%2], []string{"S", "M", "L"}[i/4%3], []string{"0", "5"}[i/5%2]}
		things = append(things, x)
		s := []models.Organisation{m.bolts, m.coffee}[i%2]
		p := m.product(t, s, fmt.Sprintf("Винт %d", i), "", m.drinks, func(p *models.Product) {
			p.Brand, p.Attributes = x.brand, answers("colour", x.colour, "size", x.size)
		})
		cataloguetest.Stock(t, m.db, p, x.stock)
	}
	rapid.Check(t, func(rt *rapid.T) {
		in := catalogue.Filter{Q: "винт", Category: []string{m.drinks.ID.String()}, Available: rapid.Bool().Draw(rt, "available")}
		draw := func(name string, of ...string) (one []string) {
			if rapid.Bool().Draw(rt, name) {
				one = []string{rapid.SampledFrom(of).Draw(rt, name+" value")}
			}
			return one
		}
		in.Supplier, in.Brand = draw("supplier", m.bolts.ID.String(), m.coffee.ID.String()), draw("brand", "А", "Б")
		in.Attribute = append(draw("colour", "colour:red", "colour:blue"), draw("size", "size:S", "size:L")...)
		got, err := m.catalogue.Facets(t.Context(), m.buyer, in)
		if err != nil {
			rt.Fatal(err)
		}
		count := func(but string, also func(thing) bool) (n int) {
			for _, x := range things {
				fits := (but == "supplier" || in.Supplier == nil || x.supplier == in.Supplier[0]) && (but == "brand" || in.Brand == nil || x.brand == in.Brand[0]) &&
					(but == "stock" || !in.Available || x.stock != "0")
				for _, a := range in.Attribute {
					code, value, _ := strings.Cut(a, ":")
					fits = fits && (but == code || map[string]string{"colour": x.colour, "size": x.size}[code] == value)
				}
				if fits && also(x) {
					n++
				}
			}
			return n
		}
		all := func(thing) bool { return true }
		if want := count("", all); got.Total != want {
			rt.Fatalf("%+v: %d in all, want %d", in, got.Total, want)
		}
		if want := count("stock", func(x thing) bool { return x.stock != "0" }); got.Available != want {
			rt.Fatalf("%+v: %d can be had, want %d", in, got.Available, want)
		}
		for _, s := range got.Suppliers {
			if want := count("supplier", func(x thing) bool { return x.supplier == s.ID }); s.Count != want {
				rt.Fatalf("%+v: %+v, want %d", in, s, want)
			}
		}
		for _, b := range got.Brands {
			if want := count("brand", func(x thing) bool { return x.brand == b.Name }); b.Count != want {
				rt.Fatalf("%+v: %+v, want %d", in, b, want)
			}
		}
		for _, a := range got.Attributes {
			for _, v := range a.Values {
				if want := count(a.Code, func(x thing) bool { return slices.Contains([]string{x.colour, x.size}, v.Value) }); v.Count != want {
					rt.Fatalf("%+v: %s %+v, want %d", in, a.Code, v, want)
				}
			}
		}
		listed := m.list(t, m.buyer, catalogue.ListInput{Filter: in, Limit: 100})
		if len(listed.Items) != got.Total {
			rt.Fatalf("%+v lists %d and counts %d", in, len(listed.Items), got.Total)
		}
	})
}

func TestPartNumbersComeByPaste(t *testing.T) {
	m := open(t)
	in := catalogue.PartNumbersInput{}
	in.Body.Text = "\ufeffA-1;din933-m8-40\r\nB 2\t" + m.nut.SKU + "\n\nnonsense\nC,2000000012345\nD;" + m.hidden.SKU + "\n"
	got, err := m.catalogue.PartNumbers(t.Context(), m.buyer, in)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(catalogue.PartNumbersKept{Kept: 2, Refused: []catalogue.BadPartRow{{Line: 4, Text: "nonsense", Code: "unreadable"},
		{Line: 6, Text: "D;" + m.hidden.SKU, Code: "unknown"}}}, got); d != "" {
		t.Error(d)
	}
	for typed, want := range map[string]string{"c": m.bolt.NameRu, "B2": m.nut.NameRu} {
		if found := m.list(t, m.buyer, query(typed)).Items; len(found) == 0 || found[0].Name != want {
			t.Errorf("%q finds %+v", typed, found)
		}
	}
	m.called(t, m.nut, "")
	if found := m.list(t, m.buyer, query("B2")).Items; len(found) != 0 {
		t.Errorf("a number taken away finds %+v", found)
	}
	hidden := catalogue.PartNumberInput{ProductInput: catalogue.ProductInput{ID: m.hidden.ID}}
	if _, err := m.catalogue.PartNumber(t.Context(), m.buyer, hidden); models.KindOf(err) != models.NotFound {
		t.Errorf("a stranger's product: %v", err)
	}
}
