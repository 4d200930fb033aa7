package cart_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/cart"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/pricing"
)

// shop is a café that buys bolts, of which ten are left, and coffee, which is brought to order, and another client beside it.
type shop struct {
	db                    *models.DB
	carts                 *cart.Service
	bolts, coffee, secret models.Organisation
	cafe                  models.Organisation
	cafeBolts             models.Agreement
	buyer, colleague      identity.Viewer
	stranger              identity.Viewer
	bolt, nut, beans      models.Product
	gone, hidden          models.Product
	list, coffeeList      models.PriceList
}

func open(t *testing.T) *shop {
	t.Helper()
	t.Parallel()
	db := modelstest.DB(t, identitytest.Clock)
	s := &shop{db: db, carts: cart.New(db, identitytest.Keys(t))}
	company := func(kind, name string) models.Organisation { return identitytest.Company(t, db, kind, name) }
	s.bolts, s.coffee, s.secret = company("supplier", "Крепёж"), company("supplier", "Кофе"), company("supplier", "Чужой")
	s.cafe = company("client", "Кафе")
	bar := company("client", "Бар")
	s.cafeBolts = identitytest.Agreement(t, db, s.cafe, s.bolts, func(a *models.Agreement) { a.MinimumOrder = 500_00 })
	identitytest.Agreement(t, db, s.cafe, s.coffee)
	identitytest.Agreement(t, db, bar, s.bolts)
	s.buyer, s.colleague = identitytest.Viewer(t, db, s.cafe, identity.Buyer), identitytest.Viewer(t, db, s.cafe, identity.CompanyAdmin)
	s.stranger = identitytest.Viewer(t, db, bar, identity.Buyer)
	s.bolt = cataloguetest.Product(t, db, s.bolts, "Болт", cataloguetest.Lots("3", "2"))
	s.nut = cataloguetest.Product(t, db, s.bolts, "Гайка")
	s.gone = cataloguetest.Product(t, db, s.bolts, "Шайба", func(p *models.Product) {
		p.Status, p.SubstituteID = models.ProductDiscontinued, &s.nut.ID
	})
	s.beans = cataloguetest.Product(t, db, s.coffee, "Кофе", func(p *models.Product) { p.VATRate = decimal.NewFromInt(10) })
	s.hidden = cataloguetest.Product(t, db, s.secret, "Секрет")
	s.list, s.coffeeList = cataloguetest.ListPrices(t, db, s.bolts), cataloguetest.ListPrices(t, db, s.coffee)
	cataloguetest.Price(t, db, s.list, s.bolt, "1", "100", "11", "90.005")
	cataloguetest.Price(t, db, s.list, s.nut, "10", "5")
	cataloguetest.Price(t, db, s.coffeeList, s.beans, "1", "1500")
	cataloguetest.Stock(t, db, s.bolt, "10")
	return s
}

func (s *shop) put(t *testing.T, p models.Product, quantity string) cart.Cart {
	t.Helper()
	c, err := s.carts.Put(t.Context(), s.buyer, put(p, quantity))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func put(p models.Product, quantity string) cart.PutInput {
	in := cart.PutInput{Product: p.ID}
	in.Body.Quantity = quantity
	return in
}

func (s *shop) get(t *testing.T, v identity.Viewer) cart.Cart {
	t.Helper()
	c, err := s.carts.Get(t.Context(), v, struct{}{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// add is lines to add: product, quantity, product, quantity.
func add(lines ...any) (in cart.AddInput) {
	for i := 0; i < len(lines); i += 2 {
		in.Body.Lines = append(in.Body.Lines, cart.AddLine{Product: lines[i].(models.Product).ID, Quantity: lines[i+1].(string)})
	}
	return in
}

// change changes rows as the system.
func change[T any](t *testing.T, s *shop, values map[string]any, where string, args ...any) {
	t.Helper()
	identitytest.In(t, s.db, func(tx *models.Tx) error {
		n, err := models.UpdateWhere[T](tx, values, where, args...)
		if err == nil && n == 0 {
			t.Fatal("nothing to change")
		}
		return err
	})
}

func codes(problems []cart.Problem) []string {
	out := []string{}
	for _, p := range problems {
		out = append(out, p.Code)
	}
	return out
}

func TestACartAddsUpPerSupplier(t *testing.T) {
	s := open(t)
	if c := s.get(t, s.buyer); c.ID != nil || c.Version != 0 || len(c.Suppliers) != 0 {
		t.Errorf("before anything was put in: %+v", c)
	}
	s.put(t, s.bolt, "5")
	s.put(t, s.beans, "2")
	c := s.put(t, s.bolt, "7")
	if c.Count != 2 || len(c.Suppliers) != 2 {
		t.Fatalf("%+v", c)
	}
	bolts, coffee := c.Suppliers[1], c.Suppliers[0] // by name
	if bolts.Supplier.Name != "Крепёж" {
		bolts, coffee = coffee, bolts
	}
	if bolts.Net != "700.00" || bolts.Tax != "154.00" || bolts.Total != "854.00" || bolts.BelowBy != nil || !bolts.Placeable ||
		bolts.AgreementNumber != s.cafeBolts.Number || bolts.NetDays != 14 || bolts.MinimumOrder != "500.00" {
		t.Errorf("%+v", bolts)
	}
	if coffee.Net != "3000.00" || coffee.Tax != "300.00" || coffee.Total != "3300.00" || !coffee.Placeable {
		t.Errorf("%+v", coffee)
	}
	line := bolts.Lines[0]
	if line.Quantity != "7" || *line.UnitPrice != "100.00" || *line.SeenPrice != "100.00" || line.Net != "700.00" || line.VATRate != "22" || len(line.Problems) != 0 {
		t.Errorf("%+v", line)
	}
	c = s.put(t, s.bolt, "3")
	i := slices.IndexFunc(c.Suppliers, func(p cart.Part) bool { return p.Supplier.Name == "Крепёж" })
	if p := c.Suppliers[i]; p.Placeable || p.BelowBy == nil || *p.BelowBy != "200.00" || !slices.Contains(codes(p.Problems), "below-minimum-order") {
		t.Errorf("below the minimum order: %+v", p)
	}
}

func TestACartIsOnesOwn(t *testing.T) {
	s := open(t)
	s.put(t, s.bolt, "5")
	for name, v := range map[string]identity.Viewer{"a colleague": s.colleague, "another client": s.stranger} {
		if c := s.get(t, v); c.Count != 0 {
			t.Errorf("%s sees %+v", name, c)
		}
		if _, err := s.carts.Remove(t.Context(), v, cart.RemoveInput{Product: s.bolt.ID}); err != nil {
			t.Error(err)
		}
	}
	if c := s.get(t, s.buyer); c.Count != 1 {
		t.Errorf("somebody took it out: %+v", c)
	}
	approver := identitytest.Viewer(t, s.db, s.cafe, identity.Approver)
	if _, err := s.carts.Put(t.Context(), approver, put(s.bolt, "5")); models.KindOf(err) != models.Forbidden {
		t.Errorf("an approver puts into a cart: %v", err)
	}
}

func TestWhatMayNotStandInACart(t *testing.T) {
	s := open(t)
	for name, c := range map[string]struct {
		product  models.Product
		quantity string
		code     string
	}{
		"less than the minimum":    {s.bolt, "2", "below-minimum"},
		"between two lots":         {s.bolt, "4", "off-multiple"},
		"a quantity with no price": {s.nut, "9", "no-price"},
		"what is not sold":         {s.gone, "1", "discontinued"},
		"a stranger's":             {s.hidden, "1", "not-found"},
		"nothing at all":           {models.Product{ID: models.NewID[models.Product]()}, "1", "not-found"},
		"zero":                     {s.bolt, "0", "invalid-input"},
		"less than nothing":        {s.bolt, "-3", "invalid-input"},
		"too exact":                {s.bolt, "3.0001", "invalid-input"},
		"an exponent":              {s.bolt, "3e9", "invalid-input"},
		"more than there can be":   {s.bolt, "99999999999", "invalid-input"},
	} {
		if _, err := s.carts.Put(t.Context(), s.buyer, put(c.product, c.quantity)); models.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if c := s.get(t, s.buyer); c.Count != 0 {
		t.Errorf("something went in: %+v", c)
	}
}

func TestTheCartSaysWhatHasChanged(t *testing.T) {
	s := open(t)
	s.put(t, s.bolt, "9")
	s.put(t, s.nut, "10")
	s.put(t, s.beans, "1")
	change[models.Price](t, s, map[string]any{"unit_price": "110"}, "product_id = ? AND from_quantity = 1", s.bolt.ID)
	change[models.Price](t, s, map[string]any{"unit_price": "1400"}, "product_id = ?", s.beans.ID)
	change[models.Stock](t, s, map[string]any{"on_hand": "8"}, "product_id = ?", s.bolt.ID)
	change[models.Product](t, s, map[string]any{"status": models.ProductDiscontinued, "substitute_id": s.bolt.ID}, "id = ?", s.nut.ID)

	line := func(p models.Product) cart.CartLine {
		for _, part := range s.get(t, s.buyer.Reading("en")).Suppliers {
			for _, l := range part.Lines {
				if l.Product.ID == p.ID {
					return l
				}
			}
		}
		t.Fatal("the line is gone")
		return cart.CartLine{}
	}
	bolt := line(s.bolt)
	if d := cmp.Diff([]string{"out-of-stock", "price-changed"}, codes(bolt.Problems)); d != "" || *bolt.Problems[0].Suggested != "7" ||
		*bolt.SeenPrice != "100.00" || *bolt.UnitPrice != "110.00" || bolt.Problems[0].Message != "Only 8 can be had now." {
		t.Errorf("%+v %s", bolt, d)
	}
	if beans := line(s.beans); len(beans.Problems) != 0 || *beans.UnitPrice != "1400.00" || *beans.SeenPrice != "1500.00" {
		t.Errorf("a fall in price passes: %+v", beans)
	}
	nut := line(s.nut)
	if d := cmp.Diff([]string{"discontinued"}, codes(nut.Problems)); d != "" || nut.Net != "0.00" || nut.Substitute == nil || nut.Substitute.ID != s.bolt.ID {
		t.Errorf("%+v %s", nut, d)
	}
	for _, part := range s.get(t, s.buyer).Suppliers {
		if part.Supplier.ID == s.bolts.ID && (part.Placeable || part.Net != "990.00" || !slices.Contains(codes(part.Problems), "lines-to-mend")) {
			t.Errorf("%+v", part)
		}
		if part.Supplier.ID == s.coffee.ID && !part.Placeable {
			t.Errorf("%+v", part)
		}
	}
}

func TestWhatIsHiddenSinceLeavesWithAWord(t *testing.T) {
	s := open(t)
	s.put(t, s.bolt, "9")
	s.put(t, s.beans, "1")
	change[models.Agreement](t, s, map[string]any{"status": models.AgreementOnHold}, "id = ?", s.cafeBolts.ID)

	c := s.get(t, s.buyer)
	for _, part := range c.Suppliers {
		if part.Supplier.ID != s.bolts.ID {
			continue
		}
		l := part.Lines[0]
		if part.Placeable || l.UnitPrice != nil || l.SeenPrice != nil || l.Product.Name != "Болт" || !slices.Equal(codes(l.Problems), []string{"not-available"}) {
			t.Errorf("%+v", part)
		}
	}
	taken := s.take(t, s.buyer, cart.Taking{})
	if len(taken.Lines) != 1 || taken.Lines[0].Product != s.beans.ID || !slices.Equal(taken.Dropped, []models.ProductID{s.bolt.ID}) {
		t.Errorf("taken: %+v", taken)
	}
}

func TestAddingRoundsUpAndSaysWhatItLeavesOut(t *testing.T) {
	s := open(t)
	s.put(t, s.bolt, "3")
	in := add(s.bolt, "1", s.beans, "2", s.hidden, "1", s.gone, "1", s.nut, "3", s.beans, "1")
	got, err := s.carts.Add(t.Context(), s.buyer, in)
	if err != nil {
		t.Fatal(err)
	}
	if got.Added != 2 || got.Cart.Count != 2 {
		t.Errorf("%+v", got)
	}
	notes := map[models.ProductID]string{}
	for _, n := range got.Skipped {
		notes[n.Product] = n.Code
	}
	if d := cmp.Diff(map[models.ProductID]string{s.bolt.ID: "rounded", s.hidden.ID: "not-available", s.gone.ID: "discontinued", s.nut.ID: "no-price"}, notes); d != "" {
		t.Error(d)
	}
	quantities := map[models.ProductID]string{}
	for _, p := range got.Cart.Suppliers {
		for _, l := range p.Lines {
			quantities[l.Product.ID] = l.Quantity
		}
	}
	if d := cmp.Diff(map[models.ProductID]string{s.bolt.ID: "5", s.beans.ID: "3"}, quantities); d != "" {
		t.Error(d)
	}
	again, err := s.carts.Add(t.Context(), s.buyer, in)
	if err != nil || again.ETag() != got.ETag()+1 {
		t.Errorf("%+v, %v", again, err)
	}
}

func TestAChangeToAnOldCartIsStale(t *testing.T) {
	s := open(t)
	first := s.put(t, s.bolt, "5")
	s.put(t, s.beans, "5")
	in := put(s.bolt, "7")
	in.Seen = models.Version{N: first.Version}
	if _, err := s.carts.Put(t.Context(), s.buyer, in); models.KindOf(err) != models.Stale {
		t.Errorf("put: %v", err)
	}
	if _, err := s.carts.Remove(t.Context(), s.buyer, cart.RemoveInput{Product: s.bolt.ID, Seen: in.Seen}); models.KindOf(err) != models.Stale {
		t.Errorf("remove: %v", err)
	}
	if c := s.get(t, s.buyer); c.Version != first.Version+1 {
		t.Errorf("%+v", c)
	}
}

func TestManyHandsOnOneCartLoseNothing(t *testing.T) {
	s := open(t)
	const hands = 12
	var wg sync.WaitGroup
	for range hands {
		wg.Go(func() {
			if _, err := s.carts.Add(t.Context(), s.buyer, add(s.beans, "1")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	c := s.get(t, s.buyer)
	if c.Count != 1 || c.Suppliers[0].Lines[0].Quantity != "12" || c.Version != hands+1 {
		t.Errorf("%+v", c)
	}
}

// Whatever is put in, taken out and added, the cart holds what a list of quantities kept by hand says.
func TestACartHoldsWhatWasPutIn(t *testing.T) {
	s := open(t)
	products := []models.Product{s.bolt, s.beans, s.nut}
	sold := []pricing.Lot{{Minimum: decimal.NewFromInt(3), Multiple: decimal.NewFromInt(2)}, {Minimum: decimal.NewFromInt(1), Multiple: decimal.NewFromInt(1)},
		{Minimum: decimal.NewFromInt(1), Multiple: decimal.NewFromInt(1)}}
	rapid.Check(t, func(rt *rapid.T) {
		for _, p := range products {
			if _, err := s.carts.Remove(t.Context(), s.buyer, cart.RemoveInput{Product: p.ID}); err != nil {
				rt.Fatal(err)
			}
		}
		want := map[models.ProductID]decimal.Decimal{}
		for range rapid.IntRange(1, 4).Draw(rt, "changes") {
			i := rapid.IntRange(0, 2).Draw(rt, "product")
			p, q := products[i], decimal.NewFromInt(rapid.Int64Range(1, 30).Draw(rt, "quantity"))
			switch rapid.SampledFrom([]string{"put", "add", "remove"}).Draw(rt, "change") {
			case "put":
				_, err := s.carts.Put(t.Context(), s.buyer, put(p, q.String()))
				fits := sold[i].Fits(q) && (i != 2 || q.GreaterThanOrEqual(decimal.NewFromInt(10)))
				if fits != (err == nil) {
					rt.Fatalf("%s of %s: %v", q, p.NameRu, err)
				}
				if fits {
					want[p.ID] = q
				}
			case "add":
				if _, err := s.carts.Add(t.Context(), s.buyer, add(p, q.String())); err != nil {
					rt.Fatal(err)
				}
				if sum := sold[i].Up(want[p.ID].Add(q)); i != 2 || sum.GreaterThanOrEqual(decimal.NewFromInt(10)) {
					want[p.ID] = sum
				}
			case "remove":
				if _, err := s.carts.Remove(t.Context(), s.buyer, cart.RemoveInput{Product: p.ID}); err != nil {
					rt.Fatal(err)
				}
				delete(want, p.ID)
			}
		}
		got := map[models.ProductID]decimal.Decimal{}
		for _, part := range s.get(t, s.buyer).Suppliers {
			for _, l := range part.Lines {
				got[l.Product.ID] = decimal.RequireFromString(l.Quantity)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			rt.Fatal(d)
		}
	})
}
