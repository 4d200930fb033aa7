// Package orderingtest mints a trade between a client and a supplier for tests: an agreement, products with prices and
// stock, people on both sides, and orders placed the way a buyer places them.
package orderingtest

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
)

// Trade is a client that buys from a supplier.
type Trade struct {
	DB        *models.DB
	Jobs      *modelstest.Jobs
	Orders    *ordering.Service
	Client    models.Organisation
	Supplier  models.Organisation
	Agreement models.Agreement
	Buyer     identity.Viewer
	Manager   identity.Viewer // the supplier's
	List      models.PriceList
	Products  []models.Product
}

// Stocked is how much of each product is on hand.
const Stocked = 1000

// Open is a database of the test's own with a trade in it.
func Open(t testing.TB) *Trade {
	t.Helper()
	db := modelstest.DB(t, identitytest.Clock)
	tr := &Trade{DB: db, Jobs: modelstest.Queue(db), Orders: ordering.New(db, identitytest.Keys(t))}
	tr.begin(t)
	return tr
}

// Other is another client and another supplier beside these, strangers to both.
func (tr *Trade) Other(t testing.TB) *Trade {
	t.Helper()
	other := &Trade{DB: tr.DB, Jobs: tr.Jobs, Orders: tr.Orders}
	other.begin(t)
	return other
}

func (tr *Trade) begin(t testing.TB) {
	t.Helper()
	tr.Client = identitytest.Company(t, tr.DB, models.ClientKind, "Кафе «Прибой»")
	tr.Supplier = identitytest.Company(t, tr.DB, models.SupplierKind, "Метиз-Сервис")
	tr.Agreement = identitytest.Agreement(t, tr.DB, tr.Client, tr.Supplier)
	tr.Buyer = identitytest.Viewer(t, tr.DB, tr.Client, identity.Buyer)
	tr.Manager = identitytest.Viewer(t, tr.DB, tr.Supplier, identity.SupplierManager)
	tr.List = models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: tr.Supplier.ID, Name: "List", Kind: models.ListPrice,
		Currency: "RUB", CreatedAt: identitytest.Now}
	identitytest.Insert(t, tr.DB, &tr.List)
	for i := range 4 {
		tr.Add(t, fmt.Sprintf("%d0.50", i+1), Stocked)
	}
}

// Add puts one more product on sale, sold from 1 in steps of 1, at a unit price; onHand below zero: made to order.
func (tr *Trade) Add(t testing.TB, price string, onHand int64, change ...func(*models.Product)) models.Product {
	t.Helper()
	n := len(tr.Products) + 1
	category := models.Category{ID: models.NewID[models.Category](), Slug: uuid.NewString(), NameRu: "Крепёж", NameEn: "Fasteners", Icon: "bolt"}
	p := models.Product{
		ID: models.NewID[models.Product](), SupplierID: tr.Supplier.ID, SKU: fmt.Sprintf("SKU-%d", n),
		NameRu: fmt.Sprintf("Болт %d", n), NameEn: fmt.Sprintf("Bolt %d", n), CategoryID: category.ID, Unit: "pcs",
		PackSize: decimal.NewFromInt(1), Minimum: decimal.NewFromInt(1), Multiple: decimal.NewFromInt(1),
		VATRate: decimal.NewFromInt(22), Status: models.ProductActive, Version: 1, CreatedAt: identitytest.Now, UpdatedAt: identitytest.Now,
	}
	for _, c := range change {
		c(&p)
	}
	identitytest.Insert(t, tr.DB, &category)
	identitytest.Insert(t, tr.DB, &p)
	if price != "" {
		identitytest.Insert(t, tr.DB, &models.Price{PriceListID: tr.List.ID, SupplierID: tr.Supplier.ID, ProductID: p.ID,
			FromQuantity: decimal.New(1, -3), UnitPrice: decimal.RequireFromString(price)})
	}
	if onHand >= 0 {
		identitytest.Insert(t, tr.DB, &models.Stock{ProductID: p.ID, SupplierID: tr.Supplier.ID, OnHand: decimal.NewFromInt(onHand), UpdatedAt: identitytest.Now})
	}
	tr.Products = append(tr.Products, p)
	return p
}

// Wants is an order of these quantities of the trade's first products.
func (tr *Trade) Wants(quantities ...string) ordering.PlaceInput {
	var in ordering.PlaceInput
	in.Body.SupplierID, in.Body.CheckoutID, in.Body.Source = tr.Supplier.ID, uuid.New(), models.FromAPI
	for i, q := range quantities {
		in.Body.Lines = append(in.Body.Lines, ordering.PlaceLine{ProductID: tr.Products[i].ID, Quantity: q})
	}
	return in
}

// Place places such an order as the buyer.
func (tr *Trade) Place(t testing.TB, quantities ...string) ordering.Summary {
	t.Helper()
	o, err := tr.Orders.Place(t.Context(), tr.Buyer, tr.Wants(quantities...))
	if err != nil {
		t.Fatal("place:", err)
	}
	return o
}

// Reserved is how much of a product is held in stock.
func (tr *Trade) Reserved(t testing.TB, p models.Product) string {
	t.Helper()
	var held models.Quantity
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		s, err := models.First[models.Stock](tx, "product_id = ?", p.ID)
		if err == nil {
			held = s.Reserved
		}
		return err
	})
	return held.String()
}

// Location is the client's default location, minted anew.
func (tr *Trade) Location(t testing.TB) models.Location {
	t.Helper()
	l := models.Location{ID: models.NewID[models.Location](), ClientID: tr.Client.ID, Name: "Склад", Address: "Лиговский пр., 266",
		City: "Санкт-Петербург", IsDefault: true, CreatedAt: identitytest.Now}
	identitytest.Insert(t, tr.DB, &l)
	return l
}

// Change changes columns of the agreement.
func (tr *Trade) Change(t testing.TB, change func(*models.Agreement), column string) {
	t.Helper()
	change(&tr.Agreement)
	identitytest.In(t, tr.DB, func(tx *models.Tx) error { return models.Update(tx, &tr.Agreement, column) })
}

// All are the client's orders, as its buyer sees them.
func (tr *Trade) All(t testing.TB) []ordering.Summary {
	t.Helper()
	page, err := tr.Orders.List(t.Context(), tr.Buyer, ordering.ListInput{Limit: 100})
	if err != nil {
		t.Fatal("list:", err)
	}
	return page.Items
}
