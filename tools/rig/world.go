package rig

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/shopspring/decimal"

	"povtor/jobs"
	"povtor/models"
	"povtor/portal/identity"
)

// The size of the world besides its products, and who signs in.
const (
	Suppliers     = 20
	PastOrders    = 200
	OrderLines    = 20
	BuyerEmail    = "buyer@bench.example"
	BuyerPassword = "bench-password"
)

// World is what the measured requests refer to.
type World struct {
	Suppliers []models.OrganisationID
	Products  [][]models.ProductID // by supplier
	Location  models.LocationID
}

// The words of the catalogue: what a thing is, of what sort, and of which of many series.
var (
	Things   = strings.Fields("Болт Гайка Кофе Чашка Перчатки Кабель Салфетки Бумага Лампа Короб Шуруп Клей Щётка Чай Лоток Ведро Тележка Краска Провод Стакан")
	thingsEn = strings.Fields("Bolt Nut Coffee Cup Gloves Cable Napkins Paper Lamp Box Screw Glue Brush Tea Tray Bucket Trolley Paint Wire Glass")
	Sorts    = strings.Fields("оцинкованный усиленный белый чёрный зерновой листовой гибкий складской малый большой двойной лёгкий")
	sortsEn  = strings.Fields("galvanised reinforced white black whole sheet flexible stock small large double light")
	brands   = strings.Fields("Альта Бриз Вектор Гранит Дельта Енисей Жаворонок Заря Исток Клён")
)

// Series is one of five hundred made-up names.
func Series(n int) string {
	first, second, third := strings.Fields("Бар Вел Гор Дан Зам Кав Лор Мир Нов Рос"), strings.Fields("а е и о у"), strings.Fields("бен вар дин гал кон лис мар нет рам тов")
	return first[n%10] + second[n/10%5] + third[n/50%10]
}

// MakeWorld fills an empty database: a buyer's company with agreements with every supplier, contract prices with half of
// them, tiers, stock for every order of the run, and a past.
func MakeWorld(ctx context.Context, url string, products int) (*World, error) {
	if err := models.Migrate(ctx, url); err != nil {
		return nil, err
	}
	db, err := models.Open(ctx, models.Options{URL: url, MaxConns: 4, Now: time.Now})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := jobs.Migrate(ctx, db.Pool()); err != nil {
		return nil, err
	}
	hash, err := identity.HashPassword(ctx, BuyerPassword)
	if err != nil {
		return nil, err
	}
	w := &World{Location: models.NewID[models.Location]()}
	indexes, err := withoutIndexes(ctx, db.Pool())
	if err != nil {
		return nil, err
	}
	_, err = models.In(ctx, db, identity.System("bench").To(identity.ImportRun), func(tx *models.Tx) (struct{}, error) {
		m := maker{tx: tx, w: w, rand: rand.New(rand.NewPCG(1, 2)), now: tx.Now, zero: models.DateOf(tx.Now, time.UTC)}
		return struct{}{}, m.all(hash, products)
	})
	if err != nil {
		return nil, err
	}
	for _, index := range indexes {
		if _, err := db.Pool().Exec(ctx, index); err != nil {
			return nil, err
		}
	}
	return w, analyse(ctx, db.Pool())
}

// withoutIndexes takes away the indexes of words and codes, which are built much faster at once; it answers how.
func withoutIndexes(ctx context.Context, pool *pgxpool.Pool) ([]string, error) {
	rows, err := pool.Query(ctx, `SELECT indexdef FROM pg_indexes WHERE indexname IN ('products_search', 'products_codes')`)
	if err != nil {
		return nil, err
	}
	indexes, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err == nil {
		_, err = pool.Exec(ctx, `DROP INDEX products_search, products_codes`)
	}
	return indexes, err
}

// analyse gives the planner what autovacuum would have given it by the time such a portal has such a catalogue.
func analyse(ctx context.Context, pool *pgxpool.Pool) error {
	_, err := pool.Exec(ctx, "VACUUM ANALYZE")
	return err
}

type maker struct {
	tx      *models.Tx
	w       *World
	rand    *rand.Rand
	now     time.Time
	zero    models.Date
	client  models.OrganisationID
	user    models.UserID
	deals   []models.AgreementID
	list    []models.PriceListID
	special []models.PriceListID
	leaves  []models.CategoryID
}

func (m *maker) all(hash string, products int) error {
	for _, step := range []func() error{
		func() error { return m.companies(hash) },
		m.agreements,
		func() error { return m.catalogue(products) },
		m.stock,
		m.prices,
		m.past,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) companies(hash string) error {
	company := func(kind, code string) models.Organisation {
		return models.Organisation{ID: models.NewID[models.Organisation](), Kind: kind, Code: code, Name: "Компания " + code, NameEn: "Company " + code,
			Locale: "ru", TimeZone: "Europe/Moscow", Currency: "RUB", NudgeRule: "cadence", Version: 1, CreatedAt: m.now}
	}
	client := company(models.ClientKind, "client")
	m.client, m.user = client.ID, models.NewID[models.User]()
	rows := []*models.Organisation{&client}
	for i := range Suppliers {
		s := company(models.SupplierKind, fmt.Sprintf("supplier-%d", i))
		m.w.Suppliers = append(m.w.Suppliers, s.ID)
		rows = append(rows, &s)
	}
	if err := models.Insert(m.tx, rows...); err != nil {
		return err
	}
	user := models.User{ID: m.user, Email: BuyerEmail, Name: "Анна Бенч", Locale: "ru", PasswordHash: hash, CreatedAt: m.now}
	if err := models.Insert(m.tx, &user); err != nil {
		return err
	}
	member := models.Membership{ID: models.NewID[models.Membership](), UserID: m.user, OrganisationID: m.client, Role: string(identity.Buyer),
		Influence: "decides", CreatedAt: m.now}
	if err := models.Insert(m.tx, &member); err != nil {
		return err
	}
	return models.Insert(m.tx, &models.Location{ID: m.w.Location, ClientID: m.client, Name: "Склад", IsDefault: true, CreatedAt: m.now})
}

func (m *maker) agreements() error {
	for i, s := range m.w.Suppliers {
		id := models.NewID[models.Agreement]()
		m.deals = append(m.deals, id)
		err := models.Insert(m.tx, &models.Agreement{ID: id, ClientID: m.client, SupplierID: s, Number: fmt.Sprintf("A-%d", i), Status: "active",
			Currency: "RUB", NetDays: 14, LeadDays: 2, ValidFrom: m.zero.Add(-400), Version: 1, CreatedAt: m.now})
		if err != nil {
			return err
		}
		list, special := models.NewID[models.PriceList](), models.NewID[models.PriceList]()
		m.list, m.special = append(m.list, list), append(m.special, special)
		for _, row := range [][]any{{list, "list"}, {special, "contract"}} {
			if _, err := m.load("price_lists", []string{"id", "supplier_id", "name", "kind", "currency", "created_at"},
				[][]any{{row[0], s, row[1], row[1], "RUB", m.now}}); err != nil {
				return err
			}
		}
		if _, err := m.load("agreement_price_lists", []string{"agreement_id", "client_id", "supplier_id", "price_list_id", "position"},
			[][]any{{id, m.client, s, special, 1}}); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) load(table string, columns []string, rows [][]any) (int64, error) {
	i := 0
	return models.Load(m.tx, table, columns, func() ([]any, error) {
		if i == len(rows) {
			return nil, nil
		}
		i++
		return rows[i-1], nil
	})
}

func (m *maker) catalogue(products int) error {
	for i := range Things {
		id := models.NewID[models.Category]()
		m.leaves = append(m.leaves, id)
		if _, err := m.load("categories", []string{"id", "slug", "name_ru", "name_en", "icon"},
			[][]any{{id, fmt.Sprintf("leaf-%d", i), Things[i], thingsEn[i], "package"}}); err != nil {
			return err
		}
	}
	m.w.Products = make([][]models.ProductID, Suppliers)
	n := 0
	_, err := models.Load(m.tx, "products", []string{"id", "supplier_id", "sku", "gtin", "name_ru", "name_en", "brand", "category_id", "unit",
		"minimum", "multiple", "vat_rate", "created_at", "updated_at"}, func() ([]any, error) {
		if n == products {
			return nil, nil
		}
		n++
		s, t, k := n%Suppliers, m.rand.IntN(len(Things)), m.rand.IntN(len(Sorts))
		id := models.NewID[models.Product]()
		m.w.Products[s] = append(m.w.Products[s], id)
		sku, size := fmt.Sprintf("SKU-%07d", n), fmt.Sprintf("%d×%d", 2+n%40, 10+n%190)
		if n%3 == 0 {
			size = fmt.Sprintf("%d мл", 50*(1+n%60))
		}
		series := Series(m.rand.IntN(500))
		return []any{id, m.w.Suppliers[s], sku, fmt.Sprintf("2%012d", n), Things[t] + " " + Sorts[k] + " " + series + " " + size,
			sortsEn[k] + " " + thingsEn[t] + " " + series + " " + size, brands[m.rand.IntN(len(brands))], m.leaves[t], "pcs",
			decimal.NewFromInt(2), decimal.NewFromInt(2), decimal.NewFromInt(22), m.now, m.now}, nil
	})
	return err
}

// each walks every product with its supplier's number.
func (m *maker) each(rows func(s int, p models.ProductID) [][]any) func() ([]any, error) {
	s, i := 0, 0
	var waiting [][]any
	return func() ([]any, error) {
		for len(waiting) == 0 {
			for s < len(m.w.Products) && i == len(m.w.Products[s]) {
				s, i = s+1, 0
			}
			if s == len(m.w.Products) {
				return nil, nil
			}
			waiting = rows(s, m.w.Products[s][i])
			i++
		}
		row := waiting[0]
		waiting = waiting[1:]
		return row, nil
	}
}

func (m *maker) stock() error {
	plenty := decimal.NewFromInt(100_000_000)
	_, err := models.Load(m.tx, "stock", []string{"product_id", "supplier_id", "on_hand", "updated_at"},
		m.each(func(s int, p models.ProductID) [][]any { return [][]any{{p, m.w.Suppliers[s], plenty, m.now}} }))
	return err
}

// prices: three tiers on the list, and for every second product two on the contract.
func (m *maker) prices() error {
	n := 0
	_, err := models.Load(m.tx, "prices", []string{"price_list_id", "supplier_id", "product_id", "from_quantity", "unit_price"},
		m.each(func(s int, p models.ProductID) (rows [][]any) {
			n++
			price := decimal.New(int64(500+m.rand.IntN(500_000)), -2)
			for i, from := range []int64{2, 10, 100} {
				rows = append(rows, []any{m.list[s], m.w.Suppliers[s], p, decimal.NewFromInt(from), price.Mul(decimal.New(int64(100-4*i), -2)).Round(4)})
			}
			if n%2 == 0 {
				for i, from := range []int64{2, 50} {
					rows = append(rows, []any{m.special[s], m.w.Suppliers[s], p, decimal.NewFromInt(from), price.Mul(decimal.New(int64(93-4*i), -2)).Round(4)})
				}
			}
			return rows
		}))
	return err
}

// past is what the buyer has ordered before.
func (m *maker) past() error {
	var orders, lines [][]any
	for i := range PastOrders {
		s := i % Suppliers
		id, on := models.NewID[models.PurchaseOrder](), m.zero.Add(-i-1)
		orders = append(orders, []any{id, models.OrderNumber(int64(900_000 + i)), m.client, m.w.Suppliers[s], m.deals[s], m.w.Location, "closed", "RUB",
			int64(200_000), int64(44_000), int64(244_000), OrderLines, id, m.user, "Анна Бенч", on.Time().Add(9 * time.Hour), on})
		for k := range OrderLines {
			p := m.w.Products[s][(i*7+k*13)%len(m.w.Products[s])]
			lines = append(lines, []any{models.NewID[models.PurchaseOrderLine](), id, m.client, m.w.Suppliers[s], k + 1, p, "SKU", "Товар", "Product", "pcs",
				decimal.NewFromInt(10), decimal.NewFromInt(10), decimal.NewFromInt(22), int64(10_000)})
		}
	}
	if _, err := m.load("purchase_orders", []string{"id", "number", "client_id", "supplier_id", "agreement_id", "location_id", "status", "currency",
		"net", "tax", "total", "lines_count", "checkout_id", "placed_by", "placed_by_name", "placed_at", "placed_on"}, orders); err != nil {
		return err
	}
	_, err := m.load("purchase_order_lines", []string{"id", "order_id", "client_id", "supplier_id", "position", "product_id", "sku", "name_ru", "name_en",
		"unit", "quantity", "unit_price", "vat_rate", "net"}, lines)
	return err
}
