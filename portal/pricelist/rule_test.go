package pricelist_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity/identitytest"
	"povtor/portal/pricelist"
)

func (s *shop) preview(t *testing.T, list models.PriceListID, r pricelist.Rule) pricelist.Preview {
	t.Helper()
	p, err := s.prices.Preview(t.Context(), s.manager, pricelist.PreviewInput{Input: input(list), Body: r})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (s *shop) apply(t *testing.T, list models.PriceListID, r pricelist.Rule, fingerprint string) (pricelist.Preview, error) {
	t.Helper()
	in := pricelist.ApplyInput{Input: input(list)}
	in.Body.Rule, in.Body.Fingerprint = r, fingerprint
	return s.prices.Apply(t.Context(), s.manager, in)
}

func TestARuleIsAppliedExactlyAsPreviewed(t *testing.T) {
	s := open(t)
	rule := pricelist.Rule{Categories: []models.CategoryID{s.metal.ID}, Percent: "7.3", Round: "0.99"}
	p := s.preview(t, s.list.ID, rule)
	if p.Products != 2 || p.Prices != 3 || p.Up != 3 || len(p.Rises) != 3 || p.BatchID != nil {
		t.Fatalf("%+v", p)
	}
	s.expect(t, s.buyer, s.bolt, "1", "100.00 of Прайс-лист") // a preview changes nothing
	done, err := s.apply(t, s.list.ID, rule, p.Fingerprint)
	if err != nil || done.Products != 2 || done.BatchID == nil {
		t.Fatalf("%+v, %v", done, err)
	}
	s.expect(t, s.buyer, s.bolt, "1", "106.99 of Прайс-лист")
	s.expect(t, s.buyer, s.bolt, "10", "96.99 of Прайс-лист")
	s.expect(t, s.buyer, s.nut, "1", "53.99 of Прайс-лист")
	s.expect(t, s.buyer, s.cup, "1", "200.00 of Прайс-лист")
	if _, err := s.apply(t, s.list.ID, rule, p.Fingerprint); models.CodeOf(err) != "preview-outdated" {
		t.Errorf("applied a second time: %v", err)
	}
	identitytest.In(t, s.db, func(tx *models.Tx) error {
		_, _, err := models.UndoBatch(tx, *done.BatchID)
		return err
	})
	s.expect(t, s.buyer, s.bolt, "10", "90.00 of Прайс-лист")
	s.expect(t, s.buyer, s.nut, "1", "50.00 of Прайс-лист")
}

func TestARuleFromCostAndForADayToCome(t *testing.T) {
	s := open(t)
	for p, cost := range map[*models.Product]string{&s.bolt: "75", &s.nut: "48.5"} {
		identitytest.Insert(t, s.db, &models.ProductCost{ProductID: p.ID, SupplierID: s.supplier.ID, UnitCost: decimal.RequireFromString(cost), UpdatedAt: s.now})
	}
	gross := s.contract(t, "С НДС", func(in *pricelist.CreateInput) { in.Body.Gross = true })
	s.attach(t, gross, s.cafe)
	rule := pricelist.Rule{Base: models.FromCost, Margin: "25", Round: "0.01"}
	p := s.preview(t, gross.ID, rule)
	if p.Products != 2 || p.NoCost != 1 || p.Added != 2 || p.BelowCost != 0 {
		t.Fatalf("%+v", p)
	}
	if _, err := s.apply(t, gross.ID, rule, p.Fingerprint); err != nil {
		t.Fatal(err)
	}
	s.expect(t, s.buyer, s.bolt, "1", "100.00 of С НДС") // 75 / 0.75 = 100, with tax 122
	tomorrow := s.manager.Today(s.now).Add(1)
	later := pricelist.Rule{Percent: "-10", StartsOn: &tomorrow}
	p = s.preview(t, s.list.ID, later)
	if p.Products != 3 || p.BelowCost != 1 || len(p.Losses) != 1 || p.Losses[0].Name != "Гайка" {
		t.Fatalf("%+v", p)
	}
	if _, err := s.apply(t, s.list.ID, later, p.Fingerprint); err != nil {
		t.Fatal(err)
	}
	s.expect(t, s.barkeeper, s.bolt, "10", "90.00 of Прайс-лист")
	s.now = s.now.Add(24 * time.Hour)
	s.expect(t, s.barkeeper, s.bolt, "10", "81.00 of Прайс-лист")
}

// rounded is what a rule makes of a price, worked out apart from the database.
func rounded(v decimal.Decimal, to models.PriceRounding) decimal.Decimal {
	least := func(d decimal.Decimal, least string) decimal.Decimal {
		return decimal.Max(d, decimal.RequireFromString(least))
	}
	switch to {
	case "0.01":
		return least(v.Round(2), "0.01")
	case "0.1":
		return least(v.Round(1), "0.1")
	case "0.99":
		return least(v.Add(decimal.New(1, -2)).Round(0).Sub(decimal.New(1, -2)), "0.99")
	case "1":
		return least(v.Round(0), "1")
	case "10":
		return least(v.Round(-1), "10")
	}
	return v.Round(4)
}

func TestEveryPriceOfARuleIsWhatItSays(t *testing.T) {
	s := open(t)
	random := rand.New(rand.NewPCG(1, 2))
	l := s.contract(t, "Правила")
	s.attach(t, l, s.cafe)
	var products []models.Product
	for i := range 12 {
		products = append(products, cataloguetest.Product(t, s.db, s.supplier, fmt.Sprint("Товар ", i)))
	}
	for range 40 {
		before := map[models.ProductID]decimal.Decimal{}
		for _, p := range products {
			before[p.ID] = decimal.New(1+random.Int64N(5_000_000), -4)
			s.set(t, price(l.ID, p, "1", before[p.ID].String()))
		}
		percent, amount := decimal.New(random.Int64N(8000)-4000, -2), decimal.New(random.Int64N(2000)-1000, -2)
		rule := pricelist.Rule{Percent: percent.String(), Amount: amount.String(), Round: []models.PriceRounding{"", "0.01", "0.1", "0.99", "1", "10"}[random.IntN(6)]}
		preview := s.preview(t, l.ID, rule)
		if _, err := s.apply(t, l.ID, rule, preview.Fingerprint); err != nil {
			t.Fatal(err)
		}
		for _, p := range products {
			want := before[p.ID]
			if v := want.Mul(percent.Add(decimal.NewFromInt(100))).Shift(-2).Add(amount); v.IsPositive() {
				want = rounded(v, rule.Round)
			}
			if got := s.pays(t, s.buyer, p, "1"); got != models.PriceText(want, "RUB")+" of Правила" && !(want.IsZero() && got == "no-price") {
				t.Fatalf("%+v makes %s of %s, want %s", rule, got, before[p.ID], want)
			}
		}
	}
}

// A rule on a contract list can be taken back, but for prices that were changed since; a second time nothing is left to do.
func TestARuleOnAContractListIsTakenBack(t *testing.T) {
	s := open(t)
	l := s.contract(t, "Сети")
	s.set(t, price(l.ID, s.bolt, "1", "95", "10", "85"))
	s.set(t, price(l.ID, s.nut, "1", "40"))
	s.attach(t, l, s.cafe)
	rule := pricelist.Rule{Percent: "10"}
	done, err := s.apply(t, l.ID, rule, s.preview(t, l.ID, rule).Fingerprint)
	if err != nil || done.BatchID == nil {
		t.Fatalf("%+v, %v", done, err)
	}
	s.expect(t, s.buyer, s.bolt, "10", "93.50 of Сети")
	s.set(t, price(l.ID, s.nut, "1", "41"))
	undo := func() (back models.TakenBack, err error) {
		identitytest.In(t, s.db, func(tx *models.Tx) error {
			back, _, err = models.UndoBatch(tx, *done.BatchID)
			return nil
		})
		return back, err
	}
	if back, err := undo(); err != nil || back.Products != 1 || back.KeptAll != 1 {
		t.Errorf("%+v, %v", back, err)
	}
	s.expect(t, s.buyer, s.bolt, "1", "95.00 of Сети")
	s.expect(t, s.buyer, s.bolt, "10", "85.00 of Сети")
	s.expect(t, s.buyer, s.nut, "1", "41.00 of Сети")
	if _, err := undo(); models.CodeOf(err) != "already-undone" {
		t.Errorf("taken back twice: %v", err)
	}
}
