package pricelist_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/pricelist"
)

// shop is a supplier with a list price and two clients of whom it asks prices; its clock can be set.
type shop struct {
	db                  *models.DB
	now                 time.Time
	prices              *pricelist.Service
	catalogue           *catalogue.Service
	supplier            models.Organisation
	manager             identity.Viewer
	cafe, bar           models.Agreement
	buyer, barkeeper    identity.Viewer
	metal, bolts, glass models.Category
	bolt, nut, cup      models.Product
	list                models.PriceList
}

func open(t *testing.T) *shop {
	t.Helper()
	t.Parallel()
	s := &shop{now: identitytest.Now}
	s.db = modelstest.DB(t, func() time.Time { return s.now })
	s.prices, s.catalogue = pricelist.New(s.db), catalogue.New(s.db)
	s.supplier = identitytest.Company(t, s.db, models.SupplierKind, "Метиз")
	s.manager = identitytest.Viewer(t, s.db, s.supplier, identity.SupplierManager)
	cafe, bar := identitytest.Company(t, s.db, models.ClientKind, "Кафе"), identitytest.Company(t, s.db, models.ClientKind, "Бар")
	s.cafe, s.bar = identitytest.Agreement(t, s.db, cafe, s.supplier), identitytest.Agreement(t, s.db, bar, s.supplier)
	s.buyer, s.barkeeper = identitytest.Viewer(t, s.db, cafe, identity.Buyer), identitytest.Viewer(t, s.db, bar, identity.Buyer)
	s.metal = cataloguetest.Category(t, s.db, "Метизы", "Metal")
	s.bolts, s.glass = cataloguetest.Category(t, s.db, "Болты", "Bolts", s.metal), cataloguetest.Category(t, s.db, "Стекло", "Glass")
	in := func(c models.Category) func(*models.Product) { return func(p *models.Product) { p.CategoryID = c.ID } }
	s.bolt = cataloguetest.Product(t, s.db, s.supplier, "Болт", in(s.bolts))
	s.nut = cataloguetest.Product(t, s.db, s.supplier, "Гайка", in(s.metal))
	s.cup = cataloguetest.Product(t, s.db, s.supplier, "Стакан", in(s.glass))
	s.list = cataloguetest.ListPrices(t, s.db, s.supplier)
	cataloguetest.Price(t, s.db, s.list, s.bolt, "1", "100", "10", "90")
	cataloguetest.Price(t, s.db, s.list, s.nut, "1", "50")
	cataloguetest.Price(t, s.db, s.list, s.cup, "1", "200")
	return s
}

func input(id models.PriceListID) pricelist.Input { return pricelist.Input{ID: id} }

// contract makes a contract price list.
func (s *shop) contract(t *testing.T, name string, change ...func(*pricelist.CreateInput)) pricelist.PriceList {
	t.Helper()
	var in pricelist.CreateInput
	in.Body.Name, in.Body.Currency = name, "RUB"
	for _, c := range change {
		c(&in)
	}
	return must(t)(s.prices.Create(t.Context(), s.manager, in))
}

func must(t *testing.T) func(l pricelist.PriceList, err error) pricelist.PriceList {
	return func(l pricelist.PriceList, err error) pricelist.PriceList {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
}

func price(list models.PriceListID, p models.Product, tiers ...string) (in pricelist.SetPriceInput) {
	in.ID, in.Product = list, p.ID
	for i := 0; i < len(tiers); i += 2 {
		in.Body.Tiers = append(in.Body.Tiers, pricelist.TierInput{From: tiers[i], Price: tiers[i+1]})
	}
	return in
}

func (s *shop) set(t *testing.T, in pricelist.SetPriceInput) pricelist.Goods {
	t.Helper()
	g, err := s.prices.SetPrice(t.Context(), s.manager, in)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// pays is what a client pays for a quantity, and from which list.
func (s *shop) pays(t *testing.T, buyer identity.Viewer, p models.Product, quantity string) string {
	t.Helper()
	a, err := s.catalogue.Price(t.Context(), buyer, catalogue.PriceInput{ProductInput: catalogue.ProductInput{ID: p.ID}, Quantity: quantity})
	if err != nil {
		return models.CodeOf(err)
	}
	return a.UnitPrice + " of " + a.ListName
}

func (s *shop) expect(t *testing.T, buyer identity.Viewer, p models.Product, quantity, want string) {
	t.Helper()
	if got := s.pays(t, buyer, p, quantity); got != want {
		t.Errorf("%s x %s costs %q, want %q", quantity, p.NameRu, got, want)
	}
}

func (s *shop) attach(t *testing.T, l pricelist.PriceList, agreements ...models.Agreement) {
	t.Helper()
	in := pricelist.AgreementsInput{Input: input(l.ID)}
	for _, a := range agreements {
		in.Body.Items = append(in.Body.Items, a.ID)
	}
	must(t)(s.prices.SetAgreements(t.Context(), s.manager, in))
}

func (s *shop) group(t *testing.T, name string, agreements ...models.Agreement) pricelist.ClientGroup {
	t.Helper()
	in := pricelist.MakeGroupInput{Body: pricelist.GroupBody{Name: name}}
	for _, a := range agreements {
		in.Body.Clients = append(in.Body.Clients, a.ID)
	}
	g, err := s.prices.MakeGroup(t.Context(), s.manager, in)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func (s *shop) share(t *testing.T, l pricelist.PriceList, groups ...pricelist.ClientGroup) {
	t.Helper()
	in := pricelist.GroupsInput{Input: input(l.ID)}
	for _, g := range groups {
		in.Body.Items = append(in.Body.Items, g.ID)
	}
	must(t)(s.prices.SetGroups(t.Context(), s.manager, in))
}

func TestListsAreAskedByAgreementThenByGroupThenByAll(t *testing.T) {
	s := open(t)
	s.expect(t, s.buyer, s.bolt, "1", "100.00 of Прайс-лист")
	priority := func(n int) func(*pricelist.CreateInput) {
		return func(in *pricelist.CreateInput) { in.Body.Priority = n }
	}
	low, high, own := s.contract(t, "Сети", priority(1)), s.contract(t, "Опт", priority(5)), s.contract(t, "Свой")
	s.set(t, price(low.ID, s.bolt, "1", "80"))
	s.set(t, price(high.ID, s.bolt, "5", "85"))
	g := s.group(t, "Крупные", s.cafe)
	s.share(t, low, g)
	s.expect(t, s.buyer, s.bolt, "5", "80.00 of Сети")
	s.share(t, high, g)
	s.expect(t, s.buyer, s.bolt, "5", "85.00 of Опт")
	s.expect(t, s.buyer, s.bolt, "4", "80.00 of Сети")
	s.attach(t, own, s.cafe)
	s.expect(t, s.buyer, s.bolt, "5", "85.00 of Опт")
	s.set(t, price(own.ID, s.bolt, "5", "99"))
	s.expect(t, s.buyer, s.bolt, "5", "99.00 of Свой")
	s.expect(t, s.barkeeper, s.bolt, "5", "100.00 of Прайс-лист")

	if _, err := s.prices.DeleteGroup(t.Context(), s.manager, pricelist.GroupInput{ID: g.ID}); models.CodeOf(err) != "group-in-use" {
		t.Errorf("a group that decides prices can be deleted: %v", err)
	}
	if _, err := s.prices.Delete(t.Context(), s.manager, input(own.ID)); models.CodeOf(err) != "price-list-in-use" {
		t.Errorf("a list that is asked can be deleted: %v", err)
	}
	s.attach(t, own)
	if _, err := s.prices.Delete(t.Context(), s.manager, input(own.ID)); err != nil {
		t.Error(err)
	}
	s.expect(t, s.buyer, s.bolt, "5", "85.00 of Опт")
}

func TestDiscountsByCategory(t *testing.T) {
	s := open(t)
	l := s.contract(t, "Сети")
	s.attach(t, l, s.cafe)
	in := pricelist.DiscountsInput{Input: input(l.ID)}
	in.Body.Items = []pricelist.DiscountInput{{Percent: "1"}, {CategoryID: &s.metal.ID, Percent: "10"}, {CategoryID: &s.bolts.ID, Percent: "33.33"}}
	must(t)(s.prices.SetDiscounts(t.Context(), s.manager, in))
	s.expect(t, s.buyer, s.bolt, "1", "66.67 of Сети")
	s.expect(t, s.buyer, s.bolt, "10", "60.003 of Сети")
	s.expect(t, s.buyer, s.nut, "1", "45.00 of Сети")
	s.expect(t, s.buyer, s.cup, "1", "198.00 of Сети")
	s.set(t, price(l.ID, s.bolt, "1", "95"))
	s.expect(t, s.buyer, s.bolt, "10", "95.00 of Сети") // a price of the list's own beats its discount, cheaper or not

	in.Body.Items = []pricelist.DiscountInput{{Percent: "100"}, {CategoryID: &s.metal.ID, Percent: "-1"}, {CategoryID: &s.metal.ID, Percent: "5"}}
	if err := in.Validate(); err == nil {
		t.Error("discounts of everything, of less than nothing and twice of one category pass")
	}
	in.ID, in.Body.Items = s.list.ID, []pricelist.DiscountInput{{Percent: "5"}}
	if _, err := s.prices.SetDiscounts(t.Context(), s.manager, in); models.CodeOf(err) != "no-discounts-here" {
		t.Errorf("the list price is taken off itself: %v", err)
	}
}

func TestAPriceWithTaxIsChargedNet(t *testing.T) {
	s := open(t)
	l := s.contract(t, "С НДС", func(in *pricelist.CreateInput) { in.Body.Gross = true })
	s.attach(t, l, s.cafe)
	g := s.set(t, price(l.ID, s.bolt, "1", "122", "10", "99.99"))
	if g.Tiers[0].Net != "100.00" || g.Tiers[1].Net != "81.959" {
		t.Errorf("%+v", g.Tiers)
	}
	s.expect(t, s.buyer, s.bolt, "1", "100.00 of С НДС")
	s.expect(t, s.buyer, s.bolt, "10", "81.959 of С НДС")
}

func TestAPriceOfABoxIsKeptByThePiece(t *testing.T) {
	s := open(t)
	identitytest.Insert(t, s.db, &models.ProductUnit{ProductID: s.bolt.ID, SupplierID: s.supplier.ID, Unit: "box", Factor: decimal.NewFromInt(12)})
	in := price(s.list.ID, s.bolt, "1", "100", "2", "1000")
	in.Body.Tiers[1].Unit = "box"
	g := s.set(t, in)
	if d := cmp.Diff([]pricelist.Tier{{From: "1", Price: "100.00", Net: "100.00"}, {From: "24", Price: "83.3333", Net: "83.3333"}}, g.Tiers); d != "" {
		t.Error(d)
	}
	in.Body.Tiers[1].Unit = "pallet"
	if _, err := s.prices.SetPrice(t.Context(), s.manager, in); models.KindOf(err) != models.Invalid {
		t.Errorf("in a unit that the product does not have: %v", err)
	}
}

func TestAPriceOfADayToCome(t *testing.T) {
	s := open(t)
	today := s.manager.Today(s.now)
	in := price(s.list.ID, s.bolt, "1", "120")
	for _, day := range []models.Date{today, today.Add(-1)} {
		in.Body.StartsOn = &day
		if _, err := s.prices.SetPrice(t.Context(), s.manager, in); models.KindOf(err) != models.Invalid {
			t.Errorf("scheduled for %s: %v", day, err)
		}
	}
	tomorrow := today.Add(1)
	in.Body.StartsOn = &tomorrow
	if g := s.set(t, in); g.Next == nil || *g.Next != tomorrow || len(g.Tiers) != 2 {
		t.Errorf("%+v", g)
	}
	s.expect(t, s.buyer, s.bolt, "10", "90.00 of Прайс-лист")
	begin := func() int64 {
		n, err := s.prices.Begin(t.Context(), identity.System("prices"), pricelist.BeginInput{})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := begin(); n != 0 {
		t.Errorf("%d prices began a day early", n)
	}
	s.now = time.Date(2026, 11, 21, 20, 59, 59, 0, time.UTC) // a second to midnight in Moscow
	if n := begin(); n != 0 {
		t.Errorf("%d prices began a second early", n)
	}
	s.expect(t, s.buyer, s.bolt, "10", "90.00 of Прайс-лист")
	s.now = s.now.Add(time.Second)
	s.expect(t, s.buyer, s.bolt, "10", "120.00 of Прайс-лист") // though nobody has moved it yet
	if n := begin(); n != 1 {
		t.Errorf("%d prices began at midnight", n)
	}
	if n := begin(); n != 0 {
		t.Errorf("%d began twice", n)
	}
	s.expect(t, s.buyer, s.bolt, "10", "120.00 of Прайс-лист")
	changes, err := models.Read(t.Context(), s.db, s.manager.To(identity.ProductRead), func(tx *models.Tx) ([]models.ProductChange, error) {
		return models.ProductChanges(tx, models.ChangeFilter{Product: s.bolt.ID, Limit: 10})
	})
	if err != nil || len(changes) != 1 || changes[0].By != "" || string(changes[0].After["list_price"]) != `[[1, 120]]` {
		t.Errorf("the history says %+v, %v", changes, err)
	}
}

func TestWhatIsScheduledCanBeDropped(t *testing.T) {
	s := open(t)
	tomorrow := s.manager.Today(s.now).Add(1)
	for _, p := range []models.Product{s.bolt, s.nut} {
		in := price(s.list.ID, p, "1", "120")
		in.Body.StartsOn = &tomorrow
		s.set(t, in)
	}
	page, err := s.prices.Schedule(t.Context(), s.manager, pricelist.ScheduleInput{Input: input(s.list.ID)})
	if err != nil || len(page.Items) != 2 || page.Items[0].By == "" || page.Items[0].Now[0].Price != "100.00" {
		t.Fatalf("%+v, %v", page, err)
	}
	done, err := s.prices.Cancel(t.Context(), s.manager, pricelist.CancelInput{Input: input(s.list.ID), ProductID: s.bolt.ID.String(), StartsOn: tomorrow.String()})
	if err != nil || done.Prices != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	s.now = s.now.Add(24 * time.Hour)
	s.expect(t, s.buyer, s.bolt, "1", "100.00 of Прайс-лист")
	s.expect(t, s.buyer, s.nut, "1", "120.00 of Прайс-лист")
}

func TestAContractPriceMakesItsOwnList(t *testing.T) {
	s := open(t)
	other := s.contract(t, "Сети")
	s.set(t, price(other.ID, s.bolt, "1", "95"))
	s.attach(t, other, s.cafe, s.bar)
	in := pricelist.ContractInput{ID: s.cafe.ID}
	in.Product, in.Body.Tiers = s.bolt.ID, []pricelist.TierInput{{From: "1", Price: "97"}}
	for range 2 {
		if _, err := s.prices.SetContract(t.Context(), s.manager, in); err != nil {
			t.Fatal(err)
		}
	}
	s.expect(t, s.buyer, s.bolt, "1", "97.00 of Договорные цены: Кафе, "+s.cafe.Number)
	s.expect(t, s.barkeeper, s.bolt, "1", "95.00 of Сети")
	in.Body.Tiers = nil
	if _, err := s.prices.SetContract(t.Context(), s.manager, in); err != nil {
		t.Fatal(err)
	}
	s.expect(t, s.buyer, s.bolt, "1", "95.00 of Сети")
}

func TestTheSecondToEditIsTold(t *testing.T) {
	s := open(t)
	in := price(s.list.ID, s.bolt, "1", "111")
	in.Body.Seen = []pricelist.TierInput{{From: "1", Price: "100"}, {From: "10", Price: "90"}}
	s.set(t, in)
	in.Body.Tiers[0].Price = "112"
	if _, err := s.prices.SetPrice(t.Context(), s.manager, in); models.KindOf(err) != models.Stale {
		t.Errorf("a price was written over another that nobody saw: %v", err)
	}
	s.expect(t, s.buyer, s.bolt, "1", "111.00 of Прайс-лист")
}

func TestWhyTellsTheSupplierWhatTheClientPays(t *testing.T) {
	s := open(t)
	l := s.contract(t, "Сети")
	in := pricelist.DiscountsInput{Input: input(l.ID)}
	in.Body.Items = []pricelist.DiscountInput{{CategoryID: &s.metal.ID, Percent: "10"}}
	must(t)(s.prices.SetDiscounts(t.Context(), s.manager, in))
	s.share(t, l, s.group(t, "Крупные", s.cafe))
	cost := "60"
	set := pricelist.CostInput{ProductInput: pricelist.ProductInput{ID: s.bolt.ID}}
	set.Body.Cost = &cost
	if p, err := s.prices.SetCost(t.Context(), s.manager, set); err != nil || *p.Lists[0].Goods.Tiers[0].Margin != "40" {
		t.Fatalf("%+v, %v", p, err)
	}
	why, err := s.prices.Why(t.Context(), s.manager, pricelist.WhyInput{ProductInput: pricelist.ProductInput{ID: s.bolt.ID}, Agreement: s.cafe.ID, Quantity: "10"})
	if err != nil {
		t.Fatal(err)
	}
	if *why.UnitPrice != "81.00" || *why.Net != "810.00" || why.ListName != "Сети" || *why.Margin != "25.9" || len(why.Steps) != 2 ||
		why.Steps[0].Group != "Крупные" || *why.Steps[0].Discount != "10" || why.Steps[0].Of != "Метизы" || why.Steps[1].Via != models.ByDefault {
		t.Errorf("%+v", why)
	}
	s.expect(t, s.buyer, s.bolt, "10", "81.00 of Сети")
}
