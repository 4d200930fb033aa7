package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
)

// How prices are agreed: everybody belongs to one or two groups; one client in five has a contract of its own.
const (
	groups     = 60
	groupGoods = 4000 // products with a price of its own in a group's list
	ownGoods   = 40   // and in a contract
	ownOneIn   = 5
	roots      = 20
	branches   = 15 // under each root
)

// world is one supplier with everything that decides its clients' prices.
type world struct {
	*rand.Rand
	db       *models.DB
	tx       *models.Tx
	supplier models.OrganisationID
	list     models.PriceListID
	clients  []models.OrganisationID
	deals    []models.AgreementID
	groups   []models.ClientGroupID
	leaves   []models.CategoryID
	products []models.ProductID
}

func makeWorld(ctx context.Context, db *models.DB, agreements, products int) (*world, error) {
	w := &world{Rand: rand.New(rand.NewPCG(3, 5)), db: db, supplier: models.NewID[models.Organisation]()}
	began := time.Now()
	_, err := models.In(ctx, db, identity.System("bench").To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		w.tx = tx
		for _, step := range []func() error{
			func() error { return w.makeCompanies(agreements) }, w.makeTree,
			func() error { return w.makeProducts(products) }, w.makeGroups, w.makeContracts,
		} {
			if err := step(); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	if err != nil {
		return nil, err
	}
	if _, err := db.Pool().Exec(ctx, "VACUUM ANALYZE"); err != nil {
		return nil, err
	}
	fmt.Printf("%d agreements, %d products, made in %s\n\n", agreements, products, time.Since(began).Round(time.Second))
	return w, nil
}

// put loads so many rows.
func (w *world) put(table string, columns []string, n int, row func(i int) []any) error {
	i := 0
	_, err := models.Load(w.tx, table, columns, func() ([]any, error) {
		if i == n {
			return nil, nil
		}
		i++
		return row(i - 1), nil
	})
	return err
}

func (w *world) makeCompanies(n int) error {
	company := []string{"id", "kind", "code", "name", "locale", "time_zone", "currency", "nudge_rule", "created_at"}
	if err := w.put("organisations", company, 1, func(int) []any {
		return []any{w.supplier, models.SupplierKind, "S", "Поставщик", "ru", "Europe/Moscow", "RUB", "cadence", w.tx.Now}
	}); err != nil {
		return err
	}
	if err := w.put("organisations", company, n, func(i int) []any {
		w.clients = append(w.clients, models.NewID[models.Organisation]())
		return []any{w.clients[i], models.ClientKind, fmt.Sprintf("C%d", i), fmt.Sprintf("Клиент %d", i), "ru", "Europe/Moscow", "RUB", "cadence", w.tx.Now}
	}); err != nil {
		return err
	}
	return w.put("agreements", []string{"id", "client_id", "supplier_id", "number", "status", "currency", "net_days", "lead_days", "valid_from", "created_at"}, n, func(i int) []any {
		w.deals = append(w.deals, models.NewID[models.Agreement]())
		return []any{w.deals[i], w.clients[i], w.supplier, fmt.Sprintf("A-%d", i), "active", "RUB", 14, 2, models.DateOf(w.tx.Now, time.UTC).Add(-100), w.tx.Now}
	})
}

func (w *world) makeTree() error {
	var above []models.CategoryID
	return w.put("categories", []string{"id", "parent_id", "slug", "name_ru", "name_en"}, roots*(1+branches), func(i int) []any {
		id, name := models.NewID[models.Category](), fmt.Sprintf("Раздел %d", i)
		if i < roots {
			above = append(above, id)
			return []any{id, nil, fmt.Sprintf("c-%d", i), name, name}
		}
		w.leaves = append(w.leaves, id)
		return []any{id, above[i%roots], fmt.Sprintf("c-%d", i), name, name}
	})
}

// makeProducts makes the products and their list prices in two tiers.
func (w *world) makeProducts(n int) error {
	if err := w.put("products", []string{"id", "supplier_id", "sku", "name_ru", "name_en", "category_id", "created_at", "updated_at"}, n, func(i int) []any {
		w.products = append(w.products, models.NewID[models.Product]())
		name := fmt.Sprintf("Товар %d", w.IntN(1_000_000))
		return []any{w.products[i], w.supplier, fmt.Sprintf("SKU-%06d", i), name, name, w.leaves[i%len(w.leaves)], w.tx.Now, w.tx.Now}
	}); err != nil {
		return err
	}
	w.list = models.NewID[models.PriceList]()
	if err := w.makeLists(1, func(int) []any {
		return []any{w.list, w.supplier, "Прайс-лист", models.ListPrice, "RUB", 0, w.tx.Now}
	}); err != nil {
		return err
	}
	return w.put("prices", priceColumns, 2*n, func(i int) []any {
		return []any{w.list, w.supplier, w.products[i/2], decimal.NewFromInt([]int64{1, 50}[i%2]), decimal.New(200_000+w.Int64N(900_000)-int64(i%2)*20_000, -4)}
	})
}

var priceColumns = []string{"price_list_id", "supplier_id", "product_id", "from_quantity", "unit_price"}

func (w *world) makeLists(n int, row func(i int) []any) error {
	return w.put("price_lists", []string{"id", "supplier_id", "name", "kind", "currency", "priority", "created_at"}, n, row)
}

// makeGroups makes groups, each with a price list in three tiers and discounts for a few categories.
func (w *world) makeGroups() error {
	if err := w.put("client_groups", []string{"id", "supplier_id", "name", "created_at"}, groups, func(i int) []any {
		w.groups = append(w.groups, models.NewID[models.ClientGroup]())
		return []any{w.groups[i], w.supplier, fmt.Sprintf("Группа %d", i), w.tx.Now}
	}); err != nil {
		return err
	}
	var members [][2]int
	for i := range w.deals {
		members = append(members, [2]int{i, i % groups})
		if i%3 == 0 {
			members = append(members, [2]int{i, (i + 7) % groups})
		}
	}
	if err := w.put("client_group_members", []string{"group_id", "supplier_id", "agreement_id"}, len(members), func(i int) []any {
		return []any{w.groups[members[i][1]], w.supplier, w.deals[members[i][0]]}
	}); err != nil {
		return err
	}
	lists := make([]models.PriceListID, groups)
	if err := w.makeLists(groups, func(i int) []any {
		lists[i] = models.NewID[models.PriceList]()
		return []any{lists[i], w.supplier, fmt.Sprintf("Цены группы %d", i), models.ContractPrice, "RUB", i, w.tx.Now}
	}); err != nil {
		return err
	}
	if err := w.put("group_price_lists", []string{"group_id", "supplier_id", "price_list_id"}, groups, func(i int) []any {
		return []any{w.groups[i], w.supplier, lists[i]}
	}); err != nil {
		return err
	}
	if err := w.put("price_discounts", []string{"price_list_id", "supplier_id", "category_id", "percent"}, groups*5, func(i int) []any {
		return []any{lists[i/5], w.supplier, w.leaves[(i*13)%len(w.leaves)], decimal.NewFromInt(int64(3 + i%5))}
	}); err != nil {
		return err
	}
	return w.tiersOf(lists, min(groupGoods, len(w.products)), []int64{1, 10, 100})
}

// makeContracts gives some clients a contract: a list of its own, asked first.
func (w *world) makeContracts() error {
	n := len(w.deals) / ownOneIn
	lists := make([]models.PriceListID, n)
	if err := w.put("price_lists", []string{"id", "supplier_id", "name", "kind", "currency", "agreement_id", "created_at"}, n, func(i int) []any {
		lists[i] = models.NewID[models.PriceList]()
		return []any{lists[i], w.supplier, fmt.Sprintf("Договор %d", i), models.ContractPrice, "RUB", w.deals[i*ownOneIn], w.tx.Now}
	}); err != nil {
		return err
	}
	if err := w.put("agreement_price_lists", []string{"agreement_id", "client_id", "supplier_id", "price_list_id", "position"}, n, func(i int) []any {
		return []any{w.deals[i*ownOneIn], w.clients[i*ownOneIn], w.supplier, lists[i], 1}
	}); err != nil {
		return err
	}
	return w.tiersOf(lists, min(ownGoods, len(w.products)), []int64{1, 20})
}

// tiersOf gives each list prices of so many products, spread over the catalogue.
func (w *world) tiersOf(lists []models.PriceListID, goods int, from []int64) error {
	step := len(w.products) / goods
	return w.put("prices", priceColumns, len(lists)*goods*len(from), func(i int) []any {
		tier, nth := i%len(from), i/len(from)
		product := w.products[(nth%goods*step+nth/goods)%len(w.products)]
		return []any{lists[nth/goods], w.supplier, product, decimal.NewFromInt(from[tier]), decimal.New(150_000+w.Int64N(700_000)-int64(tier)*10_000, -4)}
	})
}
