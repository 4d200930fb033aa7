// Package cataloguetest stocks suppliers for tests: products, price lists, warehouses.
package cataloguetest

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity/identitytest"
)

var count atomic.Int64

// Category mints a category, under another where one is given.
func Category(t testing.TB, db *models.DB, ru, en string, under ...models.Category) models.Category {
	t.Helper()
	c := models.Category{ID: models.NewID[models.Category](), Slug: fmt.Sprintf("category-%d", count.Add(1)), NameRu: ru, NameEn: en, Icon: "package"}
	for _, u := range under {
		c.ParentID = &u.ID
	}
	identitytest.Insert(t, db, &c)
	return c
}

// Product mints a product that is sold from one on in steps of one; without a category it gets one of its own.
func Product(t testing.TB, db *models.DB, supplier models.Organisation, name string, change ...func(*models.Product)) models.Product {
	t.Helper()
	one := decimal.NewFromInt(1)
	p := models.Product{ID: models.NewID[models.Product](), SupplierID: supplier.ID, SKU: fmt.Sprintf("ART-%d", count.Add(1)), NameRu: name,
		NameEn: name, Unit: "pcs", PackSize: one, Minimum: one, Multiple: one, VATRate: decimal.NewFromInt(22),
		Status: models.ProductActive, Version: 1, CreatedAt: identitytest.Now, UpdatedAt: identitytest.Now}
	for _, c := range change {
		c(&p)
	}
	if p.CategoryID.IsZero() {
		p.CategoryID = Category(t, db, "Разное", "Miscellaneous").ID
	}
	identitytest.Insert(t, db, &p)
	return p
}

// Lots sells a product from a minimum on in steps.
func Lots(minimum, multiple string) func(*models.Product) {
	return func(p *models.Product) {
		p.Minimum, p.Multiple = decimal.RequireFromString(minimum), decimal.RequireFromString(multiple)
	}
}

// ListPrices mints a supplier's list price in roubles.
func ListPrices(t testing.TB, db *models.DB, supplier models.Organisation) models.PriceList {
	t.Helper()
	l := models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: supplier.ID, Name: "Прайс-лист", Kind: models.ListPrice,
		Currency: "RUB", CreatedAt: identitytest.Now}
	identitytest.Insert(t, db, &l)
	return l
}

// Contract mints a contract price list in roubles that an agreement asks in its turn.
func Contract(t testing.TB, db *models.DB, a models.Agreement, name string, position int, change ...func(*models.PriceList)) models.PriceList {
	t.Helper()
	l := models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: a.SupplierID, Name: name, Kind: models.ContractPrice,
		Currency: "RUB", CreatedAt: identitytest.Now}
	for _, c := range change {
		c(&l)
	}
	identitytest.Insert(t, db, &l)
	identitytest.Insert(t, db, &models.AgreementPriceList{AgreementID: a.ID, ClientID: a.ClientID, SupplierID: a.SupplierID,
		PriceListID: l.ID, Position: position})
	return l
}

// Price puts a product into a price list: from, price, from, price.
func Price(t testing.TB, db *models.DB, l models.PriceList, p models.Product, tiers ...string) {
	t.Helper()
	for i := 0; i < len(tiers); i += 2 {
		identitytest.Insert(t, db, &models.Price{PriceListID: l.ID, SupplierID: l.SupplierID, ProductID: p.ID,
			FromQuantity: decimal.RequireFromString(tiers[i]), UnitPrice: decimal.RequireFromString(tiers[i+1])})
	}
}

// Stock puts a quantity into the warehouse.
func Stock(t testing.TB, db *models.DB, p models.Product, onHand string) {
	t.Helper()
	identitytest.Insert(t, db, &models.Stock{ProductID: p.ID, SupplierID: p.SupplierID, OnHand: decimal.RequireFromString(onHand),
		UpdatedAt: identitytest.Now})
}
