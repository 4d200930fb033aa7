// Package reordertest mints clients that have bought from suppliers for a while, on a clock that a test moves.
package reordertest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

// World is a database of the test's own.
type World struct {
	DB     *models.DB
	Jobs   *modelstest.Jobs
	System identity.Viewer

	mu   sync.Mutex
	now  time.Time
	made int
}

// Open makes one; its clock stands at that instant until it is moved.
func Open(t testing.TB, now time.Time) *World {
	t.Helper()
	w := &World{System: identity.System("test"), now: now}
	w.DB = modelstest.DB(t, w.Clock)
	w.Jobs = modelstest.Queue(w.DB)
	return w
}

// Clock is the world's.
func (w *World) Clock() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

// At moves the clock.
func (w *World) At(now time.Time) { w.mu.Lock(); defer w.mu.Unlock(); w.now = now }

// Supplier is a supplier with a list of prices.
type Supplier struct {
	models.Organisation
	List     models.PriceList
	Products []models.Product
}

// Supplier mints one with three products, of which there is plenty.
func (w *World) Supplier(t testing.TB, name string) *Supplier {
	t.Helper()
	s := &Supplier{Organisation: identitytest.Company(t, w.DB, models.SupplierKind, name)}
	s.List = models.PriceList{ID: models.NewID[models.PriceList](), SupplierID: s.ID, Name: "List", Kind: models.ListPrice, Currency: "RUB", CreatedAt: w.Clock()}
	identitytest.Insert(t, w.DB, &s.List)
	for range 3 {
		w.Product(t, s, "100.00", 1000)
	}
	return s
}

// Product puts one more on sale; on hand below zero: made to order.
func (w *World) Product(t testing.TB, s *Supplier, price string, onHand int64, change ...func(*models.Product)) models.Product {
	t.Helper()
	w.made++
	category := models.Category{ID: models.NewID[models.Category](), Slug: uuid.NewString(), NameRu: "Крепёж", NameEn: "Fasteners", Icon: "bolt"}
	one := decimal.NewFromInt(1)
	p := models.Product{ID: models.NewID[models.Product](), SupplierID: s.ID, SKU: fmt.Sprintf("SKU-%d", w.made), NameRu: fmt.Sprintf("Болт %d", w.made),
		NameEn: fmt.Sprintf("Bolt %d", w.made), CategoryID: category.ID, Unit: "pcs", PackSize: one, Minimum: one, Multiple: one,
		VATRate: decimal.NewFromInt(22), Status: models.ProductActive, Version: 1, CreatedAt: w.Clock(), UpdatedAt: w.Clock()}
	for _, c := range change {
		c(&p)
	}
	identitytest.Insert(t, w.DB, &category)
	identitytest.Insert(t, w.DB, &p)
	if price != "" {
		identitytest.Insert(t, w.DB, &models.Price{PriceListID: s.List.ID, SupplierID: s.ID, ProductID: p.ID, FromQuantity: one,
			UnitPrice: decimal.RequireFromString(price)})
	}
	if onHand >= 0 {
		identitytest.Insert(t, w.DB, &models.Stock{ProductID: p.ID, SupplierID: s.ID, OnHand: decimal.NewFromInt(onHand), UpdatedAt: w.Clock()})
	}
	s.Products = append(s.Products, p)
	return p
}

// Client is a client whose buyer consents to reminders.
type Client struct {
	models.Organisation
	Buyer identity.Viewer
}

// Client mints one.
func (w *World) Client(t testing.TB, name string) *Client {
	t.Helper()
	c := &Client{Organisation: identitytest.Company(t, w.DB, models.ClientKind, name)}
	c.Buyer = w.Viewer(t, c.Organisation, identity.Buyer)
	w.Consent(t, c.Buyer, true)
	return c
}

// Viewer mints a person in a company.
func (w *World) Viewer(t testing.TB, in models.Organisation, role identity.Role) identity.Viewer {
	t.Helper()
	now := w.Clock()
	w.At(identitytest.Now) // where people of tests sign in
	defer w.At(now)
	return identitytest.Viewer(t, w.DB, in, role)
}

// Consent is a person's word on reminders.
func (w *World) Consent(t testing.TB, v identity.Viewer, granted bool) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		_, err := models.GiveConsent(tx, v.User(), v.Organisation(), models.NudgeConsent, granted, models.ConsentByPreferences)
		return err
	})
}

// Orders mints an order of one of each of the supplier's products for every day, placed by the buyer, and learns them.
func (w *World) Orders(t testing.TB, c *Client, s *Supplier, days ...models.Date) (last models.OrderID) {
	t.Helper()
	for _, on := range days {
		quantities := make([]int64, len(s.Products))
		for i := range quantities {
			quantities[i] = 1
		}
		last = w.Order(t, c, s, on, quantities...)
	}
	return last
}

// Order mints an order of so many of each of the supplier's products (0: none), and learns it.
func (w *World) Order(t testing.TB, c *Client, s *Supplier, on models.Date, quantities ...int64) models.OrderID {
	t.Helper()
	user, price := c.Buyer.User(), decimal.NewFromInt(100)
	o := models.PurchaseOrder{ID: models.NewID[models.PurchaseOrder](), ClientID: c.ID, SupplierID: s.ID, Status: models.OrderClosed, Currency: "RUB",
		Source: models.FromCart, CheckoutID: uuid.New(), Content: []byte{}, PlacedBy: &user, PlacedByName: c.Buyer.Name(), PlacedAt: on.Time().Add(9 * time.Hour),
		PlacedOn: on, Version: 1}
	o.Number = "T-" + o.ID.String()
	var lines []*models.PurchaseOrderLine
	for i, q := range quantities {
		if q == 0 {
			continue
		}
		net := models.Amount(q * 10000)
		lines = append(lines, &models.PurchaseOrderLine{ID: models.NewID[models.PurchaseOrderLine](), OrderID: o.ID, ClientID: c.ID, SupplierID: s.ID,
			Position: len(lines) + 1, ProductID: s.Products[i].ID, SKU: s.Products[i].SKU, NameRu: s.Products[i].NameRu, NameEn: s.Products[i].NameEn,
			Unit: "pcs", Quantity: decimal.NewFromInt(q), UnitPrice: price, VatRate: decimal.NewFromInt(22), Net: net})
		o.Net += net
	}
	o.Tax, o.LinesCount = models.TaxOn(o.Net, decimal.NewFromInt(22)), len(lines)
	o.Total = o.Net + o.Tax
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		if err := models.Insert(tx, &o); err != nil {
			return err
		}
		if err := models.Insert(tx, lines...); err != nil {
			return err
		}
		return cadence.Learn(tx, models.Pair{Client: c.ID, Supplier: s.ID}, on)
	})
	return o.ID
}

// Change writes values to every row that fits, as the system.
func Change[T any](t testing.TB, w *World, values map[string]any, where string, args ...any) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) error {
		n, err := models.UpdateWhere[T](tx, values, where, args...)
		if err == nil && n == 0 {
			t.Error("no row to change")
		}
		return err
	})
}

// Rows are every row that fits, as the system.
func Rows[T any](t testing.TB, w *World, order, where string, args ...any) (all []T) {
	t.Helper()
	identitytest.In(t, w.DB, func(tx *models.Tx) (err error) {
		all, err = models.List[T](tx, order, where, args...)
		return err
	})
	return all
}
