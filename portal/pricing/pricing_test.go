package pricing_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/pricing"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func day(s string) *models.Date {
	d, err := models.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return &d
}

// tiers are written as from, price, from, price.
func tiers(pairs ...string) (all []pricing.Tier) {
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, pricing.Tier{From: dec(pairs[i]), UnitPrice: dec(pairs[i+1])})
	}
	return all
}

func contract(name string, t []pricing.Tier) pricing.Offer {
	return pricing.Offer{List: &models.PriceList{Name: name, Kind: models.ContractPrice, Currency: "RUB"}, Tiers: t}
}

func list(t []pricing.Tier) pricing.Offer {
	return pricing.Offer{List: &models.PriceList{Name: "list", Kind: models.ListPrice, Currency: "RUB"}, Tiers: t}
}

func roubles(offers ...pricing.Offer) pricing.Offers {
	return pricing.Offers{Currency: "RUB", Lists: offers}
}

func (w where) in(o pricing.Offer) pricing.Offer {
	l := *o.List
	w(&l)
	return pricing.Offer{List: &l, Tiers: o.Tiers}
}

type where func(*models.PriceList)

var today = *day("2026-11-21")

func TestTheFirstListThatSellsTheQuantityGivesThePrice(t *testing.T) {
	until := func(d string) where { return func(l *models.PriceList) { l.ValidTo = day(d) } }
	from := func(d string) where { return func(l *models.PriceList) { l.ValidFrom = day(d) } }
	euros := where(func(l *models.PriceList) { l.Currency = "EUR" })
	summer, winter := contract("summer", tiers("1", "90")), contract("winter", tiers("1", "80"))
	wholesale := contract("wholesale", tiers("10", "70", "100", "60.5"))
	shop := list(tiers("1", "100", "50", "95"))

	for name, c := range map[string]struct {
		offers   pricing.Offers
		quantity string
		price    string // empty: no price
		list     string
		why      []pricing.Why
	}{
		"the list price when nothing was agreed":    {roubles(shop), "1", "100", "list", []pricing.Why{"hit"}},
		"its tier":                                  {roubles(shop), "50", "95", "list", []pricing.Why{"hit"}},
		"one short of a tier":                       {roubles(shop), "49.999", "100", "list", []pricing.Why{"hit"}},
		"the contract before the list":              {roubles(summer, shop), "50", "90", "summer", []pricing.Why{"hit", "earlier-list-counts"}},
		"the first contract, cheaper or not":        {roubles(summer, winter, shop), "1", "90", "summer", []pricing.Why{"hit", "earlier-list-counts", "earlier-list-counts"}},
		"the list price below the contract's tiers": {roubles(wholesale, shop), "9", "100", "list", []pricing.Why{"below-smallest-tier", "hit"}},
		"the contract from its smallest tier on":    {roubles(wholesale, shop), "10", "70", "wholesale", []pricing.Why{"hit", "earlier-list-counts"}},
		"a tier of the contract":                    {roubles(wholesale, shop), "1000", "60.5", "wholesale", []pricing.Why{"hit", "earlier-list-counts"}},
		"on its last day":                           {roubles(until("2026-11-21").in(summer), shop), "1", "90", "summer", []pricing.Why{"hit", "earlier-list-counts"}},
		"a day later":                               {roubles(until("2026-11-20").in(summer), shop), "1", "100", "list", []pricing.Why{"expired", "hit"}},
		"on its first day":                          {roubles(from("2026-11-21").in(summer), shop), "1", "90", "summer", []pricing.Why{"hit", "earlier-list-counts"}},
		"a day early":                               {roubles(from("2026-11-22").in(summer), shop), "1", "100", "list", []pricing.Why{"not-yet-valid", "hit"}},
		"never across currencies":                   {roubles(euros.in(summer), shop), "1", "100", "list", []pricing.Why{"other-currency", "hit"}},
		"not in the contract":                       {roubles(contract("other goods", nil), shop), "1", "100", "list", []pricing.Why{"not-in-list", "hit"}},
		"below every tier there is no price":        {roubles(wholesale, list(tiers("5", "100"))), "4", "", "", []pricing.Why{"below-smallest-tier", "below-smallest-tier"}},
		"no list, no price":                         {roubles(), "4", "", "", []pricing.Why{}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := pricing.Resolve(c.offers, dec(c.quantity), today)
			if c.price == "" {
				if models.CodeOf(err) != "no-price" {
					t.Fatalf("got %v, %v; want no price", p, err)
				}
			} else if err != nil || !p.UnitPrice.Equal(dec(c.price)) || p.List.Name != c.list {
				t.Fatalf("got %v, %v; want %s of %s", p, err, c.price, c.list)
			}
			why := []pricing.Why{}
			for _, s := range c.offers.Explain(dec(c.quantity), today) {
				why = append(why, s.Why)
			}
			if d := cmp.Diff(c.why, why); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestTheLadderShowsWhereThePriceChanges(t *testing.T) {
	o := roubles(contract("wholesale", tiers("100", "60", "10", "70")), list(tiers("1", "100", "5", "90", "50", "65")))
	if d := cmp.Diff(tiers("1", "100", "5", "90", "10", "70", "100", "60"), o.On(today).Tiers()); d != "" {
		t.Error(d)
	}
	if p := o.ListPrice(dec("60"), today); p == nil || !p.Equal(dec("65")) {
		t.Errorf("the supplier's own list price is %v", p)
	}
	same := roubles(contract("a", tiers("10", "70")), list(tiers("1", "70", "5", "60")))
	if d := cmp.Diff(tiers("1", "70", "5", "60", "10", "70"), same.On(today).Tiers()); d != "" {
		t.Error(d)
	}
}

func TestTheNextBreakIsAQuantityThatCanBeOrdered(t *testing.T) {
	l := roubles(list(tiers("1", "100", "10", "90", "12", "90", "50", "80.5"))).On(today)
	lot := pricing.Lot{Minimum: dec("3"), Multiple: dec("2")}
	b, ok := l.After(dec("3"), lot)
	if !ok || !b.From.Equal(dec("11")) || !b.UnitPrice.Equal(dec("90")) || b.Saves() != 110_00 {
		t.Errorf("after 3 comes %+v, %v", b, ok)
	}
	b, ok = l.After(dec("11"), lot)
	if !ok || !b.From.Equal(dec("51")) || b.Saves() != 484_50 {
		t.Errorf("after 11 comes %+v, %v", b, ok)
	}
	if b, ok := l.After(dec("51"), lot); ok {
		t.Errorf("after the last break comes %+v", b)
	}
	dearer := roubles(list(tiers("1", "100", "10", "90", "11", "120"))).On(today)
	if b, ok := dearer.After(dec("3"), lot); ok {
		t.Errorf("the nearest lot is dearer, yet %+v is offered", b)
	}
}

// offers draws up to four lists with up to four tiers each, valid, expired and foreign ones among them.
func offers(t *rapid.T) pricing.Offers {
	maybe := rapid.Custom(func(t *rapid.T) *models.Date {
		d := today.Add(rapid.IntRange(-2, 2).Draw(t, "days"))
		return rapid.SampledFrom([]*models.Date{nil, &d}).Draw(t, "bound")
	})
	o := pricing.Offers{Currency: "RUB"}
	for i := range rapid.IntRange(0, 4).Draw(t, "lists") {
		l := models.PriceList{Name: fmt.Sprint(i), Kind: models.ContractPrice, ValidFrom: maybe.Draw(t, "from"), ValidTo: maybe.Draw(t, "to"),
			Currency: rapid.SampledFrom([]models.Currency{"RUB", "RUB", "EUR"}).Draw(t, "currency")}
		froms := rapid.SliceOfNDistinct(rapid.Int64Range(1, 12_000), 0, 4, rapid.ID[int64]).Draw(t, "froms")
		var all []pricing.Tier
		for _, f := range froms {
			all = append(all, pricing.Tier{From: decimal.New(f, -3), UnitPrice: decimal.New(rapid.Int64Range(0, 100_000).Draw(t, "price"), -4)})
		}
		o.Lists = append(o.Lists, pricing.Offer{List: &l, Tiers: all})
	}
	return o
}

// obvious is the rule as DOMAIN.md words it, slowly.
func obvious(o pricing.Offers, quantity models.Quantity, day models.Date) (price models.UnitPrice, list string, ok bool) {
	for _, offer := range o.Lists {
		l := offer.List
		if l.Currency != o.Currency || l.ValidFrom != nil && *l.ValidFrom > day || l.ValidTo != nil && *l.ValidTo < day {
			continue
		}
		var best *pricing.Tier
		for _, t := range offer.Tiers {
			if t.From.Cmp(quantity) <= 0 && (best == nil || t.From.Cmp(best.From) > 0) {
				best = &t
			}
		}
		if best != nil {
			return best.UnitPrice, l.Name, true
		}
	}
	return price, "", false
}

func TestEveryQuantityIsPricedAsTheRuleSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := offers(t)
		quantity := decimal.New(rapid.Int64Range(1, 13_000).Draw(t, "quantity"), -3)
		want, from, ok := obvious(o, quantity, today)
		got, err := pricing.Resolve(o, quantity, today)
		if ok != (err == nil) || ok && (!got.UnitPrice.Equal(want) || got.List.Name != from) {
			t.Fatalf("%s costs %v of %v (%v), the rule says %v of %q (%v)", quantity, got.UnitPrice, got.List, err, want, from, ok)
		}
		hits := 0
		for i, s := range o.Explain(quantity, today) {
			if s.Why == pricing.Hit {
				hits++
				if !ok || o.Lists[i].List.Name != from {
					t.Fatalf("the explanation names %s", s.List.Name)
				}
			}
		}
		if ok != (hits == 1) {
			t.Fatalf("%d hits", hits)
		}
	})
}

func TestTiersSayWhatEveryQuantityCosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := offers(t)
		quantity := decimal.New(rapid.Int64Range(1, 13_000).Draw(t, "quantity"), -3)
		var shown *models.UnitPrice
		for _, tier := range o.On(today).Tiers() {
			if tier.From.LessThanOrEqual(quantity) {
				shown = &tier.UnitPrice
			}
		}
		want, _, ok := obvious(o, quantity, today)
		if ok != (shown != nil) || ok && !shown.Equal(want) {
			t.Fatalf("the ladder shows %v, the rule says %v (%v)", shown, want, ok)
		}
	})
}

func TestABreakIsWorthIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := offers(t).On(today)
		lot := lots(t)
		quantity := lot.Up(decimal.New(rapid.Int64Range(1, 13_000).Draw(t, "quantity"), -3))
		b, ok := l.After(quantity, lot)
		if !ok {
			return
		}
		now, _ := l.At(quantity)
		then, _ := l.At(b.From)
		if !lot.Fits(b.From) || b.From.LessThanOrEqual(quantity) || !then.UnitPrice.Equal(b.UnitPrice) || !b.UnitPrice.LessThan(now.UnitPrice) || b.Saves() < 0 {
			t.Fatalf("%+v at %s", b, quantity)
		}
	})
}

func lots(t *rapid.T) pricing.Lot {
	return pricing.Lot{Minimum: decimal.New(rapid.Int64Range(1, 9_000).Draw(t, "minimum"), -3),
		Multiple: decimal.New(rapid.Int64Range(1, 5_000).Draw(t, "multiple"), -3)}
}

func TestLotsCountFromTheMinimum(t *testing.T) {
	lot := pricing.Lot{Minimum: dec("3"), Multiple: dec("2")}
	for quantity, want := range map[string][3]string{ // fits, up, down
		"0.001": {"false", "3", "0"}, "2": {"false", "3", "0"}, "3": {"true", "3", "3"}, "3.001": {"false", "5", "3"},
		"4": {"false", "5", "3"}, "5": {"true", "5", "5"}, "6.999": {"false", "7", "5"}, "7": {"true", "7", "7"},
	} {
		q := dec(quantity)
		got := [3]string{fmt.Sprint(lot.Fits(q)), lot.Up(q).String(), lot.Down(q).String()}
		if got != want {
			t.Errorf("%s: %v, want %v", quantity, got, want)
		}
	}
}

func TestRoundingToLotsIsTheNearestThatFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lot := lots(t)
		q := decimal.New(rapid.Int64Range(1, 40_000).Draw(t, "quantity"), -3)
		up, down := lot.Up(q), lot.Down(q)
		if !lot.Fits(up) || up.LessThan(q) || up.Sub(lot.Multiple).GreaterThanOrEqual(q) && !up.Equal(lot.Minimum) {
			t.Fatalf("%s goes up to %s", q, up)
		}
		if down.IsZero() != q.LessThan(lot.Minimum) || !down.IsZero() && (!lot.Fits(down) || down.GreaterThan(q) || down.Add(lot.Multiple).LessThanOrEqual(q)) {
			t.Fatalf("%s goes down to %s", q, down)
		}
		if lot.Fits(q) != up.Equal(q) {
			t.Fatalf("%s fits: %v, goes up to %s", q, lot.Fits(q), up)
		}
	})
}

func TestProblemsOfALine(t *testing.T) {
	goods := func(change func(*models.Goods)) *models.Goods {
		g := &models.Goods{Status: models.ProductActive, Minimum: dec("3"), Multiple: dec("2"), Stock: &models.FreeStock{Free: dec("10")}}
		if change != nil {
			change(g)
		}
		return g
	}
	at := func(price string) *pricing.Price {
		return &pricing.Price{UnitPrice: dec(price), Currency: "RUB", List: &models.PriceList{}}
	}
	for name, c := range map[string]struct {
		line pricing.Line
		want []pricing.Problem
	}{
		"none":                {pricing.Line{Goods: goods(nil), Price: at("1"), Ask: pricing.Ask{Quantity: dec("5")}}, nil},
		"hidden":              {pricing.Line{Ask: pricing.Ask{Quantity: dec("5")}}, []pricing.Problem{"not-available"}},
		"discontinued":        {pricing.Line{Goods: goods(func(g *models.Goods) { g.Status = models.ProductDiscontinued })}, []pricing.Problem{"discontinued"}},
		"nothing":             {pricing.Line{Goods: goods(nil), Price: at("1")}, []pricing.Problem{"below-minimum"}},
		"less than nothing":   {pricing.Line{Goods: goods(nil), Price: at("1"), Ask: pricing.Ask{Quantity: dec("-5")}}, []pricing.Problem{"below-minimum"}},
		"between two lots":    {pricing.Line{Goods: goods(nil), Price: at("1"), Ask: pricing.Ask{Quantity: dec("4")}}, []pricing.Problem{"off-multiple"}},
		"no price, too few":   {pricing.Line{Goods: goods(nil), Ask: pricing.Ask{Quantity: dec("11")}}, []pricing.Problem{"no-price", "out-of-stock"}},
		"made to order":       {pricing.Line{Goods: goods(func(g *models.Goods) { g.Stock = nil }), Price: at("1"), Ask: pricing.Ask{Quantity: dec("11")}}, nil},
		"beyond any document": {pricing.Line{Goods: goods(func(g *models.Goods) { g.Stock = nil }), Price: at("99999999"), Ask: pricing.Ask{Quantity: dec("999999999")}}, []pricing.Problem{"too-much"}},
	} {
		if d := cmp.Diff(c.want, c.line.Problems()); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	short := pricing.Line{Goods: goods(nil), Ask: pricing.Ask{Quantity: dec("12")}}
	if q := short.Orderable(); !q.Equal(dec("9")) {
		t.Errorf("with 10 in stock in lots of 3, 5, 7, 9, instead of 12 %s is suggested", q)
	}
}
