package catalogue_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

func TestAClientSeesTheGoodsOfItsSuppliersOnly(t *testing.T) {
	m := open(t)
	if d := cmp.Diff([]string{"Болт оцинкованный М8×40", "Гайка чёрная М8", "Кофе в зёрнах, 1 кг"}, names(m.list(t, m.buyer, catalogue.ListInput{}))); d != "" {
		t.Error("the café:", d)
	}
	if d := cmp.Diff([]string{"Кофе в зёрнах, 1 кг"}, names(m.list(t, m.barkeeper, catalogue.ListInput{}))); d != "" {
		t.Error("the bar:", d)
	}
	english := m.list(t, m.buyer.Reading("en"), catalogue.ListInput{})
	if d := cmp.Diff([]string{"Black nut M8", "Coffee beans, 1 kg", "Galvanised bolt M8x40"}, names(english)); d != "" {
		t.Error("in English:", d)
	}
	if english.Items[0].Category.Name != "Fasteners" {
		t.Errorf("the category is called %q", english.Items[0].Category.Name)
	}
	if got := names(m.list(t, m.buyer, catalogue.ListInput{Filter: catalogue.Filter{Supplier: []string{m.secret.ID.String()}}})); len(got) != 0 {
		t.Errorf("a stranger's goods: %v", got)
	}
}

func TestAnAgreementCountsOnlyWhileItIsInForce(t *testing.T) {
	today := models.DateOf(identitytest.Now, models.ZoneOf("Europe/Moscow"))
	yesterday, tomorrow := today.Add(-1), today.Add(1)
	for name, c := range map[string]struct {
		change func(*models.Agreement)
		seen   bool
	}{
		"active":           {func(*models.Agreement) {}, true},
		"from today on":    {func(a *models.Agreement) { a.ValidFrom = today }, true},
		"until today":      {func(a *models.Agreement) { a.ValidTo = &today }, true},
		"from tomorrow on": {func(a *models.Agreement) { a.ValidFrom = tomorrow }, false},
		"until yesterday":  {func(a *models.Agreement) { a.ValidTo = &yesterday }, false},
		"on hold":          {func(a *models.Agreement) { a.Status = models.AgreementOnHold }, false},
		"only asked for":   {func(a *models.Agreement) { a.Status = models.AgreementRequested }, false},
		"ended":            {func(a *models.Agreement) { a.Status = models.AgreementEnded }, false},
	} {
		t.Run(name, func(t *testing.T) {
			m := open(t)
			shop := identitytest.Company(t, m.db, models.ClientKind, "Лавка")
			identitytest.Agreement(t, m.db, shop, m.bolts, c.change)
			v := identitytest.Viewer(t, m.db, shop, identity.Buyer)
			in := catalogue.ProductInput{ID: m.bolt.ID}

			listed := len(m.list(t, v, catalogue.ListInput{}).Items) > 0
			found := len(m.list(t, v, query("болт")).Items) > 0
			_, byLink := m.catalogue.Get(t.Context(), v, in)
			_, priced := m.catalogue.Price(t.Context(), v, catalogue.PriceInput{ProductInput: in, Quantity: "3"})
			facets, err := m.catalogue.Facets(t.Context(), v, catalogue.Filter{})
			suppliers, err2 := m.catalogue.Suppliers(t.Context(), v, struct{}{})
			if err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
			got := []bool{listed, found, byLink == nil, priced == nil, facets.Total > 0, len(suppliers.Items) > 0}
			if slices.Contains(got, !c.seen) {
				t.Errorf("listed, found, by link, priced, counted, supplier: %v", got)
			}
			if !c.seen && (models.KindOf(byLink) != models.NotFound || models.KindOf(priced) != models.NotFound) {
				t.Errorf("hidden goods answer %v and %v", byLink, priced)
			}
		})
	}
}

func TestEachClientHasItsOwnPrices(t *testing.T) {
	m := open(t)
	special := cataloguetest.Contract(t, m.db, m.cafeCoffee, "Кафе 2026", 1)
	cataloguetest.Price(t, m.db, special, m.beans, "1", "1400", "10", "1399.99")

	cafe := m.list(t, m.buyer, query("кофе")).Items[0]
	if d := cmp.Diff(&catalogue.CardPrice{UnitPrice: "1400.00", Currency: "RUB", Source: "contract",
		Tiers: []catalogue.Tier{{"1", "1400.00"}, {"10", "1399.99"}}, NextBreak: &catalogue.Tier{"10", "1399.99"}}, cafe.Price); d != "" {
		t.Error("the café:", d)
	}
	bar := m.list(t, m.barkeeper, query("кофе")).Items[0]
	if d := cmp.Diff(&catalogue.CardPrice{UnitPrice: "1500.00", Currency: "RUB", Source: "list", Tiers: []catalogue.Tier{{"1", "1500.00"}}}, bar.Price); d != "" {
		t.Error("the bar:", d)
	}
	if d := cmp.Diff(catalogue.Availability{State: "on_order"}, bar.Availability); d != "" {
		t.Error(d)
	}
}

func TestACardIsPricedAtTheLeastThatIsSold(t *testing.T) {
	m := open(t)
	page := m.list(t, m.buyer, catalogue.ListInput{})
	bolt, nut := page.Items[0], page.Items[1]
	ten := "10"
	want := catalogue.Card{ID: m.bolt.ID, SKU: "DIN933-M8-40", Name: "Болт оцинкованный М8×40", Brand: "Севермет", Icon: "package",
		Category: catalogue.Named[models.Category]{ID: m.fasteners.ID, Name: "Метизы"},
		Supplier: catalogue.Named[models.Organisation]{ID: m.bolts.ID, Name: "Крепёж"}, Unit: "pcs", PackSize: "1", Minimum: "3", Multiple: "2",
		Availability: catalogue.Availability{State: "low", OnHand: &ten}, InCart: "0",
		Price: &catalogue.CardPrice{UnitPrice: "10.00", Currency: "RUB", Source: "list", Tiers: []catalogue.Tier{{"1", "10.00"}, {"10", "9.50"}},
			NextBreak: &catalogue.Tier{"11", "9.50"}}}
	if d := cmp.Diff(want, bolt); d != "" {
		t.Error(d)
	}
	if nut.Price != nil {
		t.Errorf("the nut has a price only from 100 on, and one nut costs %+v", nut.Price)
	}
}

func TestPagesFollowOneAnotherWithoutGapOrRepetition(t *testing.T) {
	m := open(t)
	for i := range 23 {
		s, c := m.bolts, m.fasteners
		if i%3 == 0 {
			s, c = m.coffee, m.drinks
		}
		m.product(t, s, fmt.Sprintf("Винт %d", i%7), fmt.Sprintf("Screw %d", i%5), c) // several of one name
	}
	m.ordered(t, m.cafe, m.bolts, m.nut, 3)
	m.ordered(t, m.cafe, m.coffee, m.beans, 5)
	for _, sort := range []string{"", catalogue.ByName, catalogue.ByUse} {
		for _, q := range []string{"", "винт"} {
			for _, v := range []identity.Viewer{m.buyer, m.buyer.Reading("en")} {
				whole := m.list(t, v, catalogue.ListInput{Filter: catalogue.Filter{Q: q}, Sort: sort, Limit: 100})
				if whole.Next != "" {
					t.Fatal("more than a hundred?")
				}
				in := catalogue.ListInput{Filter: catalogue.Filter{Q: q}, Sort: sort, Limit: 4}
				var got []models.ProductID
				for {
					page := m.list(t, v, in)
					for _, c := range page.Items {
						got = append(got, c.ID)
					}
					if in.After = page.Next; page.Next == "" {
						break
					}
				}
				var want []models.ProductID
				for _, c := range whole.Items {
					want = append(want, c.ID)
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("sort %q, q %q, %s: %s", sort, q, v.Locale(), d)
				}
			}
		}
	}
	usual := names(m.list(t, m.buyer, catalogue.ListInput{Sort: catalogue.ByUse}))
	if d := cmp.Diff([]string{"Кофе в зёрнах, 1 кг", "Гайка чёрная М8", "Болт оцинкованный М8×40"}, usual[:3]); d != "" {
		t.Error("what is bought most comes first:", d)
	}
	if _, err := m.catalogue.List(t.Context(), m.buyer, catalogue.ListInput{After: "nonsense"}); models.KindOf(err) != models.Malformed {
		t.Errorf("a damaged cursor: %v", err)
	}
}

func TestSearch(t *testing.T) {
	m := open(t)
	const bolt, nut, coffee = "Болт оцинкованный М8×40", "Гайка чёрная М8", "Кофе в зёрнах, 1 кг"
	for q, want := range map[string]struct {
		found     []string
		corrected string
	}{
		"болт":                   {[]string{bolt}, ""},
		"БОЛТАМИ":                {[]string{bolt}, ""}, // by its stem
		"бол":                    {[]string{bolt}, ""}, // as it is being typed
		"galvanised bolts":       {[]string{bolt}, ""},
		"болт оцинкованый":       {[]string{bolt}, "болт оцинкованный"},
		"ботл":                   {[]string{bolt}, "болт"},
		"galvanzed":              {[]string{bolt}, "galvanised"},
		"cofee":                  {[]string{coffee}, "coffee"},
		"кофе зернах":            {[]string{coffee}, ""}, // ё as е
		"черная гайка":           {[]string{nut}, ""},
		"севермет":               {[]string{bolt, nut}, ""},
		"DIN933-M8-40":           {[]string{bolt}, ""},
		"933-m8":                 {[]string{bolt}, ""}, // a part of a SKU
		"00012345":               {[]string{bolt}, ""}, // of a GTIN
		"М8":                     {[]string{bolt, nut}, ""},
		"секретный":              {nil, ""}, // a stranger's
		"скретный":               {nil, ""}, // and nothing of its words is told
		"травяной":               {nil, ""}, // a draft
		"прошлогодний":           {nil, ""}, // no longer sold
		"болт & !гайка | (":      {nil, ""}, // no operators: the words болт and гайка, both
		"болт ' ; DROP":          {nil, ""},
		"%":                      {[]string{bolt, nut, coffee}, ""}, // no words at all
		strings.Repeat("а", 100): {nil, ""},
	} {
		page := m.list(t, m.buyer, query(q))
		got := names(page)
		slices.Sort(got)
		if d := cmp.Diff(append([]string{}, want.found...), got); d != "" || page.Corrected != want.corrected {
			t.Errorf("%q: corrected to %q: %s", q, page.Corrected, d)
		}
	}
}

func TestACodeTypedInFullComesFirst(t *testing.T) {
	m := open(t)
	for i := range 5 {
		m.product(t, m.bolts, fmt.Sprintf("Аналог %d", i), "Alternative", m.fasteners, func(p *models.Product) { p.SKU = fmt.Sprintf("DIN933-M8-40-%d", i) })
	}
	if got := names(m.list(t, m.buyer, query("din933-m8-40"))); len(got) != 6 || got[0] != "Болт оцинкованный М8×40" {
		t.Errorf("found %v", got)
	}
}

func TestFacetsCountWhatChoosingThemWouldGive(t *testing.T) {
	m := open(t)
	get := func(in catalogue.Filter) catalogue.Facets {
		t.Helper()
		f, err := m.catalogue.Facets(t.Context(), m.buyer, in)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	bolts, coffee := catalogue.Facet{ID: m.bolts.ID.String(), Name: "Крепёж"}, catalogue.Facet{ID: m.coffee.ID.String(), Name: "Кофе и чай"}
	count := func(f catalogue.Facet, n int) catalogue.Facet { f.Count = n; return f }
	fasteners := catalogue.Facet{ID: m.fasteners.ID.String(), Name: "Метизы", Icon: "package"}
	drinks := catalogue.Facet{ID: m.drinks.ID.String(), Name: "Напитки", Icon: "package"}

	if d := cmp.Diff(catalogue.Facets{Total: 3, Available: 3, Suppliers: []catalogue.Facet{count(bolts, 2), count(coffee, 1)},
		Categories: []catalogue.Facet{count(fasteners, 2), count(drinks, 1)}, Brands: []catalogue.BrandFacet{{"Севермет", 2}, {"Утро", 1}}, Attributes: []catalogue.AttributeFacet{}}, get(catalogue.Filter{})); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(catalogue.Facets{Total: 1, Available: 1, Suppliers: []catalogue.Facet{count(bolts, 2), count(coffee, 1)},
		Categories: []catalogue.Facet{count(drinks, 1)}, Brands: []catalogue.BrandFacet{{"Утро", 1}}, Attributes: []catalogue.AttributeFacet{}}, get(catalogue.Filter{Supplier: []string{m.coffee.ID.String()}})); d != "" {
		t.Error("one supplier chosen:", d)
	}
	if got := get(catalogue.Filter{Q: "cofee"}); got.Total != 1 || len(got.Suppliers) != 1 {
		t.Errorf("mistyped: %+v", got)
	}
	all := get(catalogue.Filter{Category: []string{m.fasteners.ParentID.String()}})
	if all.Total != 3 {
		t.Errorf("under the whole tree: %+v", all)
	}
	if page := m.list(t, m.buyer, catalogue.ListInput{Filter: catalogue.Filter{Category: []string{m.fasteners.ParentID.String()}}}); len(page.Items) != 3 {
		t.Errorf("the list under the whole tree: %v", names(page))
	}
	err := catalogue.Filter{Supplier: []string{"1; DROP"}, Category: []string{"x"}}.Validate()
	if models.KindOf(err) != models.Invalid {
		t.Errorf("ids that are none: %v", err)
	}
}

func TestEveryFilterListsWhatItsFacetCounts(t *testing.T) {
	m := open(t)
	for i := range 12 {
		p := m.product(t, []models.Organisation{m.bolts, m.coffee}[i%2], fmt.Sprintf("Винт %d", i), fmt.Sprintf("Screw %d", i),
			[]models.Category{m.fasteners, m.drinks}[i/2%2], func(p *models.Product) { p.Brand = []string{"А", "Б", ""}[i%3] })
		cataloguetest.Stock(t, m.db, p, []string{"0", "5"}[i%2])
	}
	for _, in := range []catalogue.Filter{
		{}, {Available: true}, {Q: "винт"}, {Q: "винт", Available: true, Brand: []string{"А", "Б"}}, {Brand: []string{"А"}},
		{Supplier: []string{m.bolts.ID.String()}, Category: []string{m.fasteners.ID.String()}}, {Category: []string{m.drinks.ID.String()}, Brand: []string{"Утро", "Б"}},
		{Supplier: []string{m.bolts.ID.String(), m.coffee.ID.String()}, Available: true, Q: "screw"},
	} {
		f, err := m.catalogue.Facets(t.Context(), m.buyer, in)
		if err != nil {
			t.Fatal(err)
		}
		total := func(in catalogue.Filter) int {
			return len(m.list(t, m.buyer, catalogue.ListInput{Filter: in, Limit: 100, Sort: "name"}).Items)
		}
		if got := total(in); got != f.Total {
			t.Errorf("%+v lists %d, counts %d", in, got, f.Total)
		}
		for _, s := range f.Suppliers {
			chosen := in
			chosen.Supplier = []string{s.ID}
			if got := total(chosen); got != s.Count {
				t.Errorf("%+v of %s lists %d, counts %d", in, s.Name, got, s.Count)
			}
		}
		for _, c := range f.Categories {
			chosen := in
			chosen.Category = []string{c.ID}
			if got := total(chosen); got != c.Count {
				t.Errorf("%+v in %s lists %d, counts %d", in, c.Name, got, c.Count)
			}
		}
		for _, b := range f.Brands {
			chosen := in
			chosen.Brand = []string{b.Name}
			if got := total(chosen); got != b.Count {
				t.Errorf("%+v of brand %s lists %d, counts %d", in, b.Name, got, b.Count)
			}
		}
		chosen := in
		chosen.Available = true
		if got := total(chosen); got != f.Available {
			t.Errorf("%+v, what can be had: lists %d, counts %d", in, got, f.Available)
		}
	}
}
