package catalogue_test

import (
	"testing"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

// market is two suppliers of fasteners and coffee and one that nobody here trades with; a café that trades with the first
// two and a bar that trades with the second.
type market struct {
	db                    *models.DB
	catalogue             *catalogue.Service
	bolts, coffee, secret models.Organisation
	cafe, bar             models.Organisation
	cafeBolts, cafeCoffee models.Agreement
	barCoffee             models.Agreement
	buyer, barkeeper      identity.Viewer
	fasteners, drinks     models.Category
	bolt, nut, beans      models.Product
	hidden, draft, gone   models.Product
	boltsList, coffeeList models.PriceList
}

func open(t *testing.T) *market {
	t.Helper()
	t.Parallel()
	db := modelstest.DB(t, identitytest.Clock)
	m := &market{db: db, catalogue: catalogue.New(db)}
	company := func(kind, name string) models.Organisation { return identitytest.Company(t, db, kind, name) }
	m.bolts, m.coffee, m.secret = company("supplier", "Крепёж"), company("supplier", "Кофе и чай"), company("supplier", "Чужой")
	m.cafe, m.bar = company("client", "Кафе"), company("client", "Бар")
	m.cafeBolts, m.cafeCoffee = identitytest.Agreement(t, db, m.cafe, m.bolts), identitytest.Agreement(t, db, m.cafe, m.coffee)
	m.barCoffee = identitytest.Agreement(t, db, m.bar, m.coffee)
	m.buyer, m.barkeeper = identitytest.Viewer(t, db, m.cafe, identity.Buyer), identitytest.Viewer(t, db, m.bar, identity.Buyer)
	goods := cataloguetest.Category(t, db, "Товары", "Goods")
	m.fasteners, m.drinks = cataloguetest.Category(t, db, "Метизы", "Fasteners", goods), cataloguetest.Category(t, db, "Напитки", "Drinks", goods)

	m.bolt = m.product(t, m.bolts, "Болт оцинкованный М8×40", "Galvanised bolt M8x40", m.fasteners, func(p *models.Product) {
		p.SKU, p.GTIN, p.Brand = "DIN933-M8-40", "2000000012345", "Севермет"
		cataloguetest.Lots("3", "2")(p)
	})
	m.nut = m.product(t, m.bolts, "Гайка чёрная М8", "Black nut M8", m.fasteners, func(p *models.Product) { p.Brand = "Севермет" })
	m.beans = m.product(t, m.coffee, "Кофе в зёрнах, 1 кг", "Coffee beans, 1 kg", m.drinks, func(p *models.Product) { p.Brand = "Утро" })
	m.draft = m.product(t, m.coffee, "Чай травяной", "Herbal tea", m.drinks, func(p *models.Product) { p.Status = models.ProductDraft })
	m.gone = m.product(t, m.coffee, "Кофе прошлогодний", "Last year's coffee", m.drinks, func(p *models.Product) {
		p.Status, p.SubstituteID = models.ProductDiscontinued, &m.beans.ID
	})
	m.hidden = m.product(t, m.secret, "Болт секретный", "Secret bolt", m.fasteners)

	m.boltsList, m.coffeeList = cataloguetest.ListPrices(t, db, m.bolts), cataloguetest.ListPrices(t, db, m.coffee)
	cataloguetest.Price(t, db, m.boltsList, m.bolt, "1", "10", "10", "9.5")
	cataloguetest.Price(t, db, m.boltsList, m.nut, "100", "2.125")
	cataloguetest.Price(t, db, m.coffeeList, m.beans, "1", "1500")
	cataloguetest.Stock(t, db, m.bolt, "10")
	cataloguetest.Stock(t, db, m.nut, "100000")
	return m
}

func (m *market) product(t *testing.T, s models.Organisation, ru, en string, c models.Category, change ...func(*models.Product)) models.Product {
	t.Helper()
	return cataloguetest.Product(t, m.db, s, ru, append([]func(*models.Product){func(p *models.Product) {
		p.NameEn, p.CategoryID = en, c.ID
	}}, change...)...)
}

func (m *market) list(t *testing.T, v identity.Viewer, in catalogue.ListInput) catalogue.Page {
	t.Helper()
	page, err := m.catalogue.List(t.Context(), v, in)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// skus are what a page lists, by name.
func names(p catalogue.Page) []string {
	all := []string{}
	for _, c := range p.Items {
		all = append(all, c.Name)
	}
	return all
}

func query(q string) catalogue.ListInput { return catalogue.ListInput{Filter: catalogue.Filter{Q: q}} }
