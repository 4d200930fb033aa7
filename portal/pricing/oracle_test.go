package pricing_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/pricing"
)

// bazaar is one supplier with everything that decides a price drawn at random, in the database and in memory.
type bazaar struct {
	*rand.Rand
	db         *models.DB
	supplier   models.Organisation
	tree       []models.Category
	products   []models.Product
	lists      []models.PriceList
	prices     []models.Price
	schedule   []models.ScheduledPrice
	discounts  []models.PriceDiscount
	agreements []models.Agreement
	attached   []models.AgreementPriceList
	groups     []models.ClientGroup
	members    []models.ClientGroupMember
	shared     []models.GroupPriceList
}

func (b *bazaar) maybe(share float64) bool { return b.Float64() < share }

func (b *bazaar) day() *models.Date {
	d := today.Add(b.IntN(7) - 3)
	if b.maybe(.4) {
		return &d
	}
	return nil
}

func (b *bazaar) price() decimal.Decimal    { return decimal.New(b.Int64N(2_000_000), -4) }
func (b *bazaar) quantity() decimal.Decimal { return decimal.New(1+b.Int64N(12_000), -3) }

// tiers draws up to three quantities and prices.
func (b *bazaar) tiers(do func(from, price decimal.Decimal)) {
	drawn := map[string]bool{}
	for range b.IntN(4) {
		if q := b.quantity(); !drawn[q.String()] {
			drawn[q.String()] = true
			do(q, b.price())
		}
	}
}

func draw(t *testing.T, db *models.DB, seed uint64) *bazaar {
	b := &bazaar{Rand: rand.New(rand.NewPCG(seed, 7)), db: db}
	b.supplier = identitytest.Company(t, db, models.SupplierKind, "Поставщик")
	for i := range 6 {
		var under []models.Category
		if i > 0 && b.maybe(.8) {
			under = []models.Category{b.tree[b.IntN(i)]}
		}
		b.tree = append(b.tree, cataloguetest.Category(t, db, fmt.Sprint(i), fmt.Sprint(i), under...))
	}
	for i := range 5 {
		b.products = append(b.products, cataloguetest.Product(t, db, b.supplier, fmt.Sprint(i), func(p *models.Product) {
			p.CategoryID = b.tree[b.IntN(len(b.tree))].ID
			p.VATRate = decimal.NewFromInt([]int64{0, 10, 20, 22}[b.IntN(4)])
		}))
	}
	b.drawLists(t)
	b.drawPrices(t)
	b.drawClients(t)
	return b
}

func (b *bazaar) drawLists(t *testing.T) {
	add := func(kind models.PriceKind, currency models.Currency, from, to *models.Date) {
		if from != nil && to != nil && *from > *to {
			from, to = to, from
		}
		b.lists = append(b.lists, models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: b.supplier.ID, Name: fmt.Sprint("list ", len(b.lists)),
			Kind: kind, Currency: currency, ValidFrom: from, ValidTo: to, Gross: b.maybe(.4), Priority: b.IntN(3), CreatedAt: identitytest.Now})
	}
	if b.maybe(.9) {
		add(models.ListPrice, "RUB", nil, nil)
	} else {
		add(models.ListPrice, "RUB", b.day(), b.day())
	}
	for range 5 {
		add(models.ContractPrice, []models.Currency{"RUB", "RUB", "RUB", "EUR"}[b.IntN(4)], b.day(), b.day())
	}
	for i := range b.lists {
		identitytest.Insert(t, b.db, &b.lists[i])
	}
}

func (b *bazaar) drawPrices(t *testing.T) {
	for _, l := range b.lists {
		for _, p := range b.products {
			if l.Kind == models.ListPrice && b.maybe(.9) || b.maybe(.4) {
				b.tiers(func(from, price decimal.Decimal) {
					b.prices = append(b.prices, models.Price{PriceListID: l.ID, SupplierID: l.SupplierID, ProductID: p.ID, FromQuantity: from, UnitPrice: price})
				})
			}
			for _, on := range []models.Date{today.Add(-1), today, today.Add(1)} {
				if b.maybe(.15) {
					b.tiers(func(from, price decimal.Decimal) {
						b.schedule = append(b.schedule, models.ScheduledPrice{PriceListID: l.ID, SupplierID: l.SupplierID, ProductID: p.ID, StartsOn: on,
							FromQuantity: from, UnitPrice: price, CreatedAt: identitytest.Now})
					})
				}
			}
		}
		for i := range b.tree {
			if l.Kind == models.ContractPrice && b.maybe(.25) {
				b.discounts = append(b.discounts, models.PriceDiscount{PriceListID: l.ID, SupplierID: l.SupplierID, CategoryID: &b.tree[i].ID, Percent: decimal.New(b.Int64N(10000), -2)})
			}
		}
		if l.Kind == models.ContractPrice && b.maybe(.2) {
			b.discounts = append(b.discounts, models.PriceDiscount{PriceListID: l.ID, SupplierID: l.SupplierID, Percent: decimal.New(b.Int64N(10000), -2)})
		}
	}
	insert(t, b.db, b.prices)
	insert(t, b.db, b.schedule)
	insert(t, b.db, b.discounts)
}

func (b *bazaar) drawClients(t *testing.T) {
	for i := range 3 {
		b.groups = append(b.groups, models.ClientGroup{ID: models.NewID[models.ClientGroup](), SupplierID: b.supplier.ID, Name: fmt.Sprint("group ", i), CreatedAt: identitytest.Now})
		for _, l := range b.lists {
			if l.Kind == models.ContractPrice && b.maybe(.4) {
				b.shared = append(b.shared, models.GroupPriceList{GroupID: b.groups[i].ID, SupplierID: b.supplier.ID, PriceListID: l.ID})
			}
		}
	}
	for range 4 {
		a := identitytest.Agreement(t, b.db, identitytest.Company(t, b.db, models.ClientKind, "Клиент"), b.supplier)
		b.agreements = append(b.agreements, a)
		for _, g := range b.groups {
			if b.maybe(.4) {
				b.members = append(b.members, models.ClientGroupMember{GroupID: g.ID, SupplierID: b.supplier.ID, AgreementID: a.ID})
			}
		}
		for position, i := range b.Perm(len(b.lists)) {
			if b.lists[i].Kind == models.ContractPrice && b.maybe(.3) {
				b.attached = append(b.attached, models.AgreementPriceList{AgreementID: a.ID, ClientID: a.ClientID, SupplierID: a.SupplierID,
					PriceListID: b.lists[i].ID, Position: position})
			}
		}
	}
	insert(t, b.db, b.groups)
	insert(t, b.db, b.shared)
	insert(t, b.db, b.members)
	insert(t, b.db, b.attached)
}

func insert[T any](t *testing.T, db *models.DB, rows []T) {
	t.Helper()
	for i := range rows {
		identitytest.Insert(t, db, &rows[i])
	}
}

// asked are the lists of an agreement in the order that DOMAIN.md words, slowly.
func (b *bazaar) asked(a models.Agreement) (lists []models.PriceList) {
	of := func(id models.PriceListID) models.PriceList {
		return b.lists[slices.IndexFunc(b.lists, func(l models.PriceList) bool { return l.ID == id })]
	}
	own := []models.AgreementPriceList{}
	for _, x := range b.attached {
		if x.AgreementID == a.ID {
			own = append(own, x)
		}
	}
	sort.Slice(own, func(i, j int) bool { return own[i].Position < own[j].Position })
	for _, x := range own {
		lists = append(lists, of(x.PriceListID))
	}
	var grouped []models.PriceList
	for _, m := range b.members {
		for _, x := range b.shared {
			if m.AgreementID == a.ID && x.GroupID == m.GroupID {
				grouped = append(grouped, of(x.PriceListID))
			}
		}
	}
	sort.Slice(grouped, func(i, j int) bool {
		x, y := grouped[i], grouped[j]
		if x.Priority != y.Priority {
			return x.Priority > y.Priority
		}
		return x.Name < y.Name
	})
	lists = append(lists, grouped...)
	for _, l := range b.lists {
		if l.Kind == models.ListPrice && l.Currency == a.Currency {
			lists = append(lists, l)
		}
	}
	return lists
}

func holds(l models.PriceList, a models.Agreement, day models.Date) bool {
	return l.Currency == a.Currency && (l.ValidFrom == nil || *l.ValidFrom <= day) && (l.ValidTo == nil || day <= *l.ValidTo)
}

// inList is what a list itself asks for a quantity on a day: anything, and the price where there is one.
func (b *bazaar) inList(l models.PriceList, p models.Product, quantity decimal.Decimal, day models.Date) (has bool, price *decimal.Decimal) {
	var last models.Date
	for _, s := range b.schedule {
		if s.PriceListID == l.ID && s.ProductID == p.ID && s.StartsOn <= day && s.StartsOn > last {
			last = s.StartsOn
		}
	}
	var best decimal.Decimal
	look := func(from, ask decimal.Decimal) {
		has = true
		if from.LessThanOrEqual(quantity) && (price == nil || from.GreaterThan(best)) {
			best, price = from, &ask
		}
	}
	for _, s := range b.schedule {
		if last != 0 && s.PriceListID == l.ID && s.ProductID == p.ID && s.StartsOn == last {
			look(s.FromQuantity, s.UnitPrice)
		}
	}
	for _, x := range b.prices {
		if last == 0 && x.PriceListID == l.ID && x.ProductID == p.ID {
			look(x.FromQuantity, x.UnitPrice)
		}
	}
	return has, price
}

// discount is what a list takes off for a product: that of the nearest category above it, else that of everything.
func (b *bazaar) discount(l models.PriceList, p models.Product) *decimal.Decimal {
	given := func(category *models.CategoryID) *decimal.Decimal {
		for _, d := range b.discounts {
			if d.PriceListID == l.ID && (category == nil && d.CategoryID == nil || category != nil && d.CategoryID != nil && *category == *d.CategoryID) {
				return &d.Percent
			}
		}
		return nil
	}
	for at := &p.CategoryID; at != nil; {
		if d := given(at); d != nil {
			return d
		}
		at = b.tree[slices.IndexFunc(b.tree, func(c models.Category) bool { return c.ID == *at })].ParentID
	}
	return given(nil)
}

// exactly is price x (100 - discount) / (100 + rate) to four places, half away from zero, by fractions.
func exactly(price, discount, rate decimal.Decimal) decimal.Decimal {
	hundred := big.NewRat(100, 1)
	v := new(big.Rat).Mul(price.Rat(), new(big.Rat).Sub(hundred, discount.Rat()))
	v.Quo(v, new(big.Rat).Add(hundred, rate.Rat()))
	v.Mul(v, big.NewRat(10_000, 1)).Add(v, big.NewRat(1, 2))
	return decimal.NewFromBigInt(new(big.Int).Quo(v.Num(), v.Denom()), -4)
}

// oracle is what a client pays, worked out slowly from the rule's words.
func (b *bazaar) oracle(a models.Agreement, p models.Product, quantity decimal.Decimal, day models.Date) (string, bool) {
	lists := b.asked(a)
	rate := func(l models.PriceList) decimal.Decimal {
		if l.Gross {
			return p.VATRate
		}
		return decimal.Zero
	}
	for _, l := range lists {
		if !holds(l, a, day) {
			continue
		}
		has, price := b.inList(l, p, quantity, day)
		if price != nil {
			return exactly(*price, decimal.Zero, rate(l)).String() + " of " + l.Name, true
		}
		if has || l.Kind == models.ListPrice {
			continue
		}
		d, base := b.discount(l, p), lists[len(lists)-1]
		if d == nil || base.Kind != models.ListPrice || !holds(base, a, day) {
			continue
		}
		if _, price := b.inList(base, p, quantity, day); price != nil {
			return exactly(*price, *d, rate(base)).String() + " of " + l.Name, true
		}
	}
	return "", false
}

// check compares every price of the day with the oracle's.
func (b *bazaar) check(t *testing.T, day models.Date, when string) (priced int) {
	t.Helper()
	for _, a := range b.agreements {
		var asks []pricing.Ask
		for _, p := range b.products {
			for range 4 {
				asks = append(asks, pricing.Ask{Product: p.ID, Quantity: b.quantity()})
			}
		}
		lines, err := models.Read(t.Context(), b.db, identity.System("test").To(identity.SystemWork), func(tx *models.Tx) ([]pricing.Line, error) {
			return pricing.Quote(tx, models.Assortment{Client: a.ClientID, Day: day, Locale: "ru"}, asks)
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, l := range lines {
			want, ok := b.oracle(a, b.products[i/4], l.Quantity, day)
			got := ""
			if l.Price != nil {
				got = l.Price.UnitPrice.String() + " of " + l.Price.List.Name
				priced++
			}
			if (l.Price != nil) != ok || got != want {
				t.Fatalf("%s: on %s product %s x %s costs %q, the rule says %q", when, day, l.Goods.NameRu, l.Quantity, got, want)
			}
		}
	}
	return priced
}

// Whatever lists, groups, discounts, days to come and taxes there are: every price is the one that the rule's words give, before
// the scheduled prices were moved into their lists and after, from the day of the moving on.
func TestEveryPriceInTheDatabaseIsWhatTheRuleSays(t *testing.T) {
	t.Parallel()
	db := modelstest.DB(t, identitytest.Clock)
	priced := 0
	for seed := range uint64(25) {
		b := draw(t, db, seed)
		for _, day := range []models.Date{today.Add(-2), today.Add(-1), today, today.Add(1)} {
			priced += b.check(t, day, fmt.Sprint("seed ", seed))
		}
		identitytest.In(t, db, func(tx *models.Tx) error {
			_, err := models.BeginPrices(tx, b.supplier.ID)
			return err
		})
		for _, day := range []models.Date{today, today.Add(1)} {
			priced += b.check(t, day, fmt.Sprint("moved, seed ", seed))
		}
	}
	if priced < 2000 {
		t.Errorf("only %d prices were compared: the draw has become poor", priced)
	}
}

func TestNetOfAPriceWithTax(t *testing.T) {
	for _, c := range []struct{ price, rate, discount, net string }{
		{"122", "22", "0", "100"},
		{"99.99", "22", "0", "81.959"},
		{"100", "22", "0", "81.9672"},
		{"0.0001", "22", "0", "0.0001"},
		{"110", "10", "10", "90"},
		{"33.33", "0", "33.33", "22.2211"},
		{"0.0001", "0", "50", "0.0001"}, // half away from zero
		{"10", "20", "0", "8.3333"},
		{"10.0003", "0", "50", "5.0002"},
	} {
		if got := pricing.Net(dec(c.price), dec(c.rate), dec(c.discount)); got.String() != c.net {
			t.Errorf("%s with %s %% of tax less %s %% is %s, want %s", c.price, c.rate, c.discount, got, c.net)
		}
	}
	// What a buyer pays in the end for a price with tax is that price, to the kopeck, at any usual quantity.
	for gross := int64(1); gross < 200_00; gross += 37 {
		for _, rate := range []int64{10, 20, 22} {
			net := pricing.Net(decimal.New(gross, -2), decimal.NewFromInt(rate), decimal.Zero)
			for _, quantity := range []int64{1, 2, 7, 12, 50} {
				sum := models.Extend(net, decimal.NewFromInt(quantity), "RUB")
				if total := sum + models.TaxOn(sum, decimal.NewFromInt(rate)); total < models.Amount(gross*quantity)-1 || total > models.Amount(gross*quantity)+1 {
					t.Fatalf("%d x %d at %d %%: %d", gross, quantity, rate, total)
				}
			}
		}
	}
}
