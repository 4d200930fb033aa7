package ordering_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
)

// market is a trade of many products and orders to measure on.
type market struct {
	db        *models.DB
	orders    *ordering.Service
	suppliers []models.Organisation
	clients   []models.Organisation
	buyers    []identity.Viewer
	products  []models.ProductID // of all suppliers in turn
}

const (
	benchSuppliers = 10
	benchClients   = 50
	benchProducts  = 100_000
	benchLines     = 20
)

// openMarket has 100,000 products in stock and as many orders as are asked for, 200 to a client.
func openMarket(b *testing.B, orders int) *market {
	b.Helper()
	url := modelstest.URL(b)
	db, err := models.Open(b.Context(), models.Options{URL: url, MaxConns: 16, Now: identitytest.Clock})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(db.Close)
	modelstest.Queue(db)
	m := &market{db: db, orders: ordering.New(db, identitytest.Keys(b))}
	for i := range benchSuppliers {
		m.suppliers = append(m.suppliers, identitytest.Company(b, db, models.SupplierKind, fmt.Sprintf("Supplier %d", i)))
	}
	for i := range max(benchClients, orders/200) {
		client := identitytest.Company(b, db, models.ClientKind, fmt.Sprintf("Client %d", i))
		m.clients = append(m.clients, client)
		for _, s := range m.suppliers {
			identitytest.Agreement(b, db, client, s)
		}
	}
	for _, c := range m.clients[:benchClients] {
		m.buyers = append(m.buyers, identitytest.Viewer(b, db, c, identity.Buyer))
	}
	m.stock(b)
	m.history(b, orders)
	modelstest.Analyze(b, url)
	return m
}

func (m *market) load(b *testing.B, table string, columns []string, n int, row func(int) []any) {
	b.Helper()
	identitytest.In(b, m.db, func(tx *models.Tx) error {
		i := 0
		_, err := models.Load(tx, table, columns, func() ([]any, error) {
			if i == n {
				return nil, nil
			}
			i++
			return row(i - 1), nil
		})
		return err
	})
}

func (m *market) stock(b *testing.B) {
	b.Helper()
	category := models.NewID[models.Category]()
	lists := make([]models.PriceListID, len(m.suppliers))
	for i := range lists {
		lists[i] = models.NewID[models.PriceList]()
	}
	for range benchProducts {
		m.products = append(m.products, models.NewID[models.Product]())
	}
	of := func(i int) models.OrganisationID { return m.suppliers[i%len(m.suppliers)].ID }
	m.load(b, "categories", []string{"id", "slug", "name_ru", "name_en"}, 1, func(int) []any { return []any{category, "all", "Всё", "All"} })
	m.load(b, "price_lists", []string{"id", "supplier_id", "name", "kind", "created_at"}, len(lists), func(i int) []any {
		return []any{lists[i], of(i), "List", "list", identitytest.Now}
	})
	m.load(b, "products", []string{"id", "supplier_id", "sku", "name_ru", "name_en", "category_id", "created_at", "updated_at"}, benchProducts, func(i int) []any {
		return []any{m.products[i], of(i), fmt.Sprintf("SKU-%06d", i), fmt.Sprintf("Товар %d", i), fmt.Sprintf("Product %d", i), category, identitytest.Now, identitytest.Now}
	})
	m.load(b, "stock", []string{"product_id", "supplier_id", "on_hand", "updated_at"}, benchProducts, func(i int) []any {
		return []any{m.products[i], of(i), "1000000", identitytest.Now}
	})
	m.load(b, "prices", []string{"price_list_id", "supplier_id", "product_id", "from_quantity", "unit_price"}, 2*benchProducts, func(i int) []any {
		return []any{lists[i/2%len(lists)], of(i / 2), m.products[i/2], fmt.Sprint(1 + 9*(i%2)), fmt.Sprintf("%d.%d", 100-i%2, i%97)}
	})
}

func (m *market) history(b *testing.B, orders int) {
	b.Helper()
	m.load(b, "purchase_orders", []string{"id", "number", "client_id", "supplier_id", "status", "currency", "net", "tax", "total",
		"checkout_id", "placed_at", "placed_on"}, orders, func(i int) []any {
		at := identitytest.Now.Add(-time.Duration(orders-i) * time.Minute)
		return []any{models.NewID[models.PurchaseOrder](), fmt.Sprintf("OLD-%07d", i), m.clients[i%len(m.clients)].ID,
			m.suppliers[i%7%len(m.suppliers)].ID, "closed", "RUB", 100000, 22000, 122000, uuid.New(), at, models.DateOf(at, time.UTC)}
	})
}

// wants is a random order of twenty lines, as a supplier's products come in no order at all.
func (m *market) wants(r *rand.Rand) ordering.PlaceInput {
	supplier := r.IntN(len(m.suppliers))
	var in ordering.PlaceInput
	in.Body.SupplierID, in.Body.CheckoutID, in.Body.Source = m.suppliers[supplier].ID, uuid.New(), models.FromAPI
	for _, n := range r.Perm(benchProducts / benchSuppliers)[:benchLines] {
		in.Body.Lines = append(in.Body.Lines, ordering.PlaceLine{ProductID: m.products[n*benchSuppliers+supplier], Quantity: fmt.Sprint(1 + r.IntN(12))})
	}
	return in
}

// crowd runs do from 16 buyers at once and reports how long it took them.
func crowd(b *testing.B, do func(n int64, r *rand.Rand) error) {
	var took []time.Duration
	var mu sync.Mutex
	var count atomic.Int64
	b.SetParallelism(8)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		n := count.Add(1)
		r := rand.New(rand.NewPCG(1, uint64(n)))
		var mine []time.Duration
		for pb.Next() {
			began := time.Now()
			if err := do(n, r); err != nil {
				b.Error(err)
			}
			mine = append(mine, time.Since(began))
		}
		mu.Lock()
		took = append(took, mine...)
		mu.Unlock()
	})
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "/s")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

func BenchmarkPlaceTwentyLines(b *testing.B) {
	m := openMarket(b, 20_000)
	crowd(b, func(n int64, r *rand.Rand) error {
		_, err := m.orders.Place(b.Context(), m.buyers[int(n)%len(m.buyers)], m.wants(r))
		return err
	})
}

func BenchmarkListTwenty(b *testing.B) {
	m := openMarket(b, 200_000)
	operator := identitytest.Company(b, m.db, models.OperatorKind, "Povtor")
	manager := identitytest.Viewer(b, m.db, operator, identity.AccountManager)
	user := manager.User()
	identitytest.In(b, m.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Agreement](tx, map[string]any{"account_manager_id": user}, "client_id IN ?",
			[]models.OrganisationID{m.clients[3].ID, m.clients[4].ID})
		return err
	})
	for name, v := range map[string]identity.Viewer{
		"client": m.buyers[0], "book": manager,
		"supplier": identitytest.Viewer(b, m.db, m.suppliers[1], identity.SupplierManager),
		"all":      identitytest.Viewer(b, m.db, operator, identity.HeadOfSales),
	} {
		b.Run(name, func(b *testing.B) {
			crowd(b, func(int64, *rand.Rand) error {
				page, err := m.orders.List(b.Context(), v, ordering.ListInput{Limit: 20})
				if err == nil && len(page.Items) != 20 {
					err = fmt.Errorf("%d orders", len(page.Items))
				}
				return err
			})
		})
	}
}
