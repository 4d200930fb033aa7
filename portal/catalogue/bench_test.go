package catalogue_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

const (
	benchProducts  = 100_000
	benchSuppliers = 20
	benchOrders    = 200
	benchLines     = 20
)

var (
	benchThings = strings.Fields("Болт Гайка Шайба Саморез Анкер Дюбель Кофе Чай Стакан Крышка Пакет Плёнка Перчатки Маска Очки Каска Кабель Провод " +
		"Розетка Лампа Мыло Порошок Салфетки Полотенце Бумага Ручка Папка Скотч Тарелка Вилка Ложка Чашка Сковорода Нож Доска Контейнер Ведро Швабра Тележка Лестница")
	benchThingsEn = strings.Fields("Bolt Nut Washer Screw Anchor Dowel Coffee Tea Cup Lid Bag Film Gloves Mask Goggles Helmet Cable Wire " +
		"Socket Lamp Soap Powder Napkins Towel Paper Pen Folder Tape Plate Fork Spoon Mug Pan Knife Board Container Bucket Mop Trolley Ladder")
	benchSorts = strings.Fields("оцинкованный нержавеющий прозрачный чёрный белый усиленный одноразовый многоразовый стандартный тонкий толстый широкий узкий " +
		"длинный короткий лёгкий тяжёлый матовый глянцевый зерновой")
	benchSortsEn = strings.Fields("galvanised stainless transparent black white reinforced disposable reusable standard thin thick wide narrow long short light heavy matt glossy whole")
)

// benchBrand is one of a supplier's five.
func benchBrand(i int) string {
	return fmt.Sprintf("Марка %d", i%benchSuppliers*5+i/benchSuppliers%5)
}

// bigMarket is a client that buys from twenty suppliers with 100,000 products between them.
type bigMarket struct {
	catalogue *catalogue.Service
	db        *models.DB
	buyer     identity.Viewer
	client    models.Organisation
	suppliers []models.Organisation
	products  []models.ProductID
	leaves    []models.CategoryID
}

func openBig(b *testing.B) *bigMarket {
	b.Helper()
	url := modelstest.URL(b)
	db, err := models.Open(b.Context(), models.Options{URL: url, MaxConns: 16, Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(db.Close)
	m := &bigMarket{db: db, catalogue: catalogue.New(db), client: identitytest.Company(b, db, models.ClientKind, "Клиент")}
	for i := range benchSuppliers {
		s := identitytest.Company(b, db, models.SupplierKind, fmt.Sprintf("Поставщик %d", i))
		m.suppliers = append(m.suppliers, s)
		identitytest.Agreement(b, db, m.client, s, func(a *models.Agreement) { a.ValidFrom = models.NewDate(2020, 1, 1) })
	}
	m.buyer = identitytest.Viewer(b, db, m.client, identity.Buyer)
	m.stock(b)
	m.past(b)
	modelstest.Analyze(b, url)
	return m
}

func (m *bigMarket) load(b *testing.B, table string, columns string, n int, row func(int) []any) {
	b.Helper()
	identitytest.In(b, m.db, func(tx *models.Tx) error {
		i := 0
		_, err := models.Load(tx, table, strings.Fields(columns), func() ([]any, error) {
			if i == n {
				return nil, nil
			}
			i++
			return row(i - 1), nil
		})
		return err
	})
}

func (m *bigMarket) stock(b *testing.B) {
	b.Helper()
	now := identitytest.Now
	for range benchProducts {
		m.products = append(m.products, models.NewID[models.Product]())
	}
	var lists []models.PriceListID
	for range m.suppliers {
		lists = append(lists, models.NewID[models.PriceList]())
	}
	for range benchThings {
		m.leaves = append(m.leaves, models.NewID[models.Category]())
	}
	of := func(i int) models.OrganisationID { return m.suppliers[i%len(m.suppliers)].ID }
	m.load(b, "categories", "id slug name_ru name_en", len(benchThings), func(i int) []any {
		return []any{m.leaves[i], fmt.Sprint(i), benchThings[i], benchThingsEn[i]}
	})
	m.load(b, "price_lists", "id supplier_id name kind created_at", len(lists), func(i int) []any { return []any{lists[i], of(i), "Прайс-лист", "list", now} })
	m.load(b, "products", "id supplier_id sku gtin name_ru name_en brand category_id minimum multiple created_at updated_at", benchProducts, func(i int) []any {
		thing, sort, size := i/len(m.suppliers)%len(benchThings), i%len(benchSorts), fmt.Sprintf("%d×%d", 2+i%37, 10+i%211)
		return []any{m.products[i], of(i), fmt.Sprintf("SKU-%06d", i), fmt.Sprintf("2%012d", i), benchThings[thing] + " " + benchSorts[sort] + " " + size,
			benchSortsEn[sort] + " " + benchThingsEn[thing] + " " + size, benchBrand(i), m.leaves[thing], fmt.Sprint(1 + i%5), fmt.Sprint(1 + i%3), now, now}
	})
	m.load(b, "stock", "product_id supplier_id on_hand updated_at", benchProducts, func(i int) []any { return []any{m.products[i], of(i), fmt.Sprint(i % 1000), now} })
	m.load(b, "prices", "price_list_id supplier_id product_id from_quantity unit_price", 3*benchProducts, func(i int) []any {
		return []any{lists[i/3%len(lists)], of(i / 3), m.products[i/3], fmt.Sprint([]int{1, 10, 100}[i%3]), fmt.Sprintf("%d.%d", 100-i%3, i%97)}
	})
}

func (m *bigMarket) past(b *testing.B) {
	b.Helper()
	ids := make([]models.OrderID, benchOrders)
	m.load(b, "purchase_orders", "id number client_id supplier_id status currency net tax total checkout_id placed_at placed_on", benchOrders, func(i int) []any {
		ids[i] = models.NewID[models.PurchaseOrder]()
		at := identitytest.Now.Add(-time.Duration(i) * 24 * time.Hour)
		return []any{ids[i], fmt.Sprintf("OLD-%d", i), m.client.ID, m.suppliers[i%len(m.suppliers)].ID, "closed", "RUB", 100, 22, 122, uuid.New(), at, models.DateOf(at, time.UTC)}
	})
	m.load(b, "purchase_order_lines", "id order_id client_id supplier_id position product_id sku name_ru name_en unit quantity unit_price vat_rate net", benchOrders*benchLines, func(i int) []any {
		o, l := i/benchLines, i%benchLines
		s := o % len(m.suppliers)
		return []any{models.NewID[models.PurchaseOrderLine](), ids[o], m.client.ID, m.suppliers[s].ID, l + 1, m.products[s+len(m.suppliers)*(l*7%97)], "SKU", "Товар", "Product", "pcs", "1", "1", "22", 100}
	})
}

// measure runs a use case from sixteen hands at once and tells its rate and how long the slowest hundredth took.
func measure(b *testing.B, use func(r *rand.Rand) error) {
	const hands = 16
	for range 200 {
		if err := use(rand.New(rand.NewPCG(0, 0))); err != nil {
			b.Fatal(err)
		}
	}
	var left atomic.Int64
	left.Store(int64(b.N))
	took := make([][]time.Duration, hands)
	b.ResetTimer()
	began := time.Now()
	var wg sync.WaitGroup
	for h := range hands {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(uint64(h), 7))
			for left.Add(-1) >= 0 {
				at := time.Now()
				if err := use(r); err != nil {
					b.Error(err)
					return
				}
				took[h] = append(took[h], time.Since(at))
			}
		})
	}
	wg.Wait()
	all := slices.Concat(took...)
	slices.Sort(all)
	b.ReportMetric(float64(len(all))/time.Since(began).Seconds(), "/s")
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
}

func BenchmarkCatalogue(b *testing.B) {
	m := openBig(b)
	list := func(in func(r *rand.Rand) catalogue.ListInput) func(*rand.Rand) error {
		return func(r *rand.Rand) error {
			_, err := m.catalogue.List(b.Context(), m.buyer, in(r))
			return err
		}
	}
	supplier := func(r *rand.Rand) string { return m.suppliers[r.IntN(len(m.suppliers))].ID.String() }
	thing := func(r *rand.Rand) string { return strings.ToLower(benchThings[r.IntN(len(benchThings))]) }
	typed := func(q func(r *rand.Rand) string) func(*rand.Rand) error {
		return list(func(r *rand.Rand) catalogue.ListInput { return catalogue.ListInput{Filter: catalogue.Filter{Q: q(r)}} })
	}
	for _, c := range []struct {
		name string
		use  func(*rand.Rand) error
	}{
		{"list/of one supplier", list(func(r *rand.Rand) catalogue.ListInput {
			return catalogue.ListInput{Filter: catalogue.Filter{Supplier: []string{supplier(r)}}}
		})},
		{"list/of twenty suppliers", list(func(*rand.Rand) catalogue.ListInput { return catalogue.ListInput{} })},
		{"list/of a category", list(func(r *rand.Rand) catalogue.ListInput {
			return catalogue.ListInput{Filter: catalogue.Filter{Category: []string{m.leaves[r.IntN(len(m.leaves))].String()}}}
		})},
		{"list/of a brand", list(func(r *rand.Rand) catalogue.ListInput {
			return catalogue.ListInput{Filter: catalogue.Filter{Brand: []string{benchBrand(r.IntN(benchProducts))}}}
		})},
		{"list/the usual first", list(func(*rand.Rand) catalogue.ListInput { return catalogue.ListInput{Sort: catalogue.ByUse} })},
		{"search/a word", typed(thing)},
		{"search/the beginning of one", typed(func(r *rand.Rand) string { return string([]rune(thing(r))[:3]) })},
		{"search/two words", typed(func(r *rand.Rand) string { return thing(r) + " " + benchSorts[r.IntN(len(benchSorts))] })},
		{"search/half of everything", typed(func(*rand.Rand) string { return "марка" })},
		{"search/in English", typed(func(r *rand.Rand) string {
			return benchSortsEn[r.IntN(len(benchSortsEn))] + " " + benchThingsEn[r.IntN(len(benchThingsEn))]
		})},
		{"search/mistyped", typed(func(r *rand.Rand) string { return slip(benchSorts[r.IntN(len(benchSorts))], r) + " " + thing(r) })},
		{"search/a part of a SKU", typed(func(r *rand.Rand) string { return fmt.Sprintf("U-%05d", r.IntN(10_000)) })},
		{"search/nothing there", typed(func(r *rand.Rand) string { return fmt.Sprintf("щщщ%d", r.IntN(1000)) })},
		{"facets/of everything", func(r *rand.Rand) error {
			_, err := m.catalogue.Facets(b.Context(), m.buyer, catalogue.Filter{})
			return err
		}},
		{"facets/of a word", func(r *rand.Rand) error {
			_, err := m.catalogue.Facets(b.Context(), m.buyer, catalogue.Filter{Q: thing(r)})
			return err
		}},
		{"suggest", func(r *rand.Rand) error {
			_, err := m.catalogue.Suggest(b.Context(), m.buyer, catalogue.SuggestInput{Q: string([]rune(thing(r))[:3])})
			return err
		}},
		{"one product", func(r *rand.Rand) error {
			_, err := m.catalogue.Get(b.Context(), m.buyer, catalogue.ProductInput{ID: m.products[r.IntN(len(m.products))]})
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) { measure(b, c.use) })
	}
}

// slip swaps two letters in the middle of a word.
func slip(word string, r *rand.Rand) string {
	letters := []rune(word)
	i := 1 + r.IntN(len(letters)-2)
	letters[i], letters[i+1] = letters[i+1], letters[i]
	return string(letters)
}
