// Command prices measures how prices are found when a supplier has agreements with ten thousand clients about a hundred thousand
// products: lists of groups, contract lists, tiers and discounts by category. Clients and products are never multiplied: the
// tables grow with what was agreed.
//
//	go run ./tools/bench/prices
//	go run ./tools/bench/prices -agreements 1000 -products 10000
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/models/localpg"
	"povtor/portal/identity"
	"povtor/portal/pricing"
)

func main() {
	agreements := flag.Int("agreements", 10_000, "clients with an agreement")
	products := flag.Int("products", 100_000, "products of the supplier")
	times := flag.Int("times", 3000, "how often each look-up is measured")
	flag.Parse()
	if err := run(context.Background(), *agreements, *products, *times); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, agreements, products, times int) error {
	dir, err := os.MkdirTemp("", "povtor-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	pg, err := localpg.Start(ctx, localpg.Options{Dir: filepath.Join(dir, "pg")})
	if err != nil {
		return err
	}
	defer func() { _ = pg.Stop() }()
	if err := errors.Join(pg.CreateDatabase(ctx, "bench"), models.Migrate(ctx, pg.URL("bench"))); err != nil {
		return err
	}
	db, err := models.Open(ctx, models.Options{URL: pg.URL("bench"), MaxConns: 4, Now: time.Now})
	if err != nil {
		return err
	}
	defer db.Close()
	w, err := makeWorld(ctx, db, agreements, products)
	if err != nil {
		return err
	}
	if err := w.sizes(ctx); err != nil {
		return err
	}
	return w.measure(ctx, times)
}

// sizes tells what the tables hold and how much room they take.
func (w *world) sizes(ctx context.Context) error {
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "table\trows\tMB with indexes\t")
	var all int64
	for _, table := range []string{"agreements", "client_group_members", "price_lists", "agreement_price_lists", "group_price_lists", "prices", "price_discounts", "scheduled_prices"} {
		var n, size int64
		if err := w.db.Pool().QueryRow(ctx, `SELECT (SELECT count(*) FROM `+table+`), pg_total_relation_size('`+table+`')`).Scan(&n, &size); err != nil {
			return err
		}
		all += size
		fmt.Fprintf(t, "%s\t%d\t%.1f\t\n", table, n, float64(size)/(1<<20))
	}
	fmt.Fprintf(t, "all\t\t%.1f\t\n", float64(all)/(1<<20))
	_ = t.Flush()
	fmt.Printf("\nclients x products would be %d rows\n\n", len(w.clients)*len(w.products))
	return nil
}

// measure looks prices up for agreements drawn at random.
func (w *world) measure(ctx context.Context, times int) error {
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "look-up\tp50\tp99\tgoods with a price\tof contract lists\tmemory taken\t")
	for _, look := range []struct {
		name string
		do   func(*models.Tx, models.Assortment) ([]pricing.Line, error)
	}{{"a page of 24", w.page}, {"a cart of 50", w.cart}} {
		f := figures{}
		for i := range times + times/10 {
			if i == times/10 { // warm
				f = figures{}
			}
			if err := f.take(ctx, w, look.do); err != nil {
				return err
			}
		}
		slices.Sort(f.took)
		at := func(share float64) float64 { return f.took[int(share*float64(len(f.took)-1))].Seconds() * 1e3 }
		fmt.Fprintf(t, "%s\t%.1f ms\t%.1f ms\t%.0f %%\t%.0f %%\t%d KB\t\n", look.name, at(.5), at(.99), 100*float64(f.priced)/float64(f.lines),
			100*float64(f.contract)/float64(f.priced), f.memory/uint64(len(f.took))>>10)
	}
	return t.Flush()
}

type figures struct {
	took                    []time.Duration
	lines, priced, contract int
	memory                  uint64
}

// take measures one look-up.
func (f *figures) take(ctx context.Context, w *world, look func(*models.Tx, models.Assortment) ([]pricing.Line, error)) error {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	a := models.Assortment{Client: w.clients[w.IntN(len(w.clients))], Day: models.DateOf(began, time.UTC), Locale: "ru"}
	lines, err := models.Read(ctx, w.db, identity.System("bench").To(identity.SystemWork), func(tx *models.Tx) ([]pricing.Line, error) { return look(tx, a) })
	f.took = append(f.took, time.Since(began))
	runtime.ReadMemStats(&after)
	f.memory += after.TotalAlloc - before.TotalAlloc
	for _, l := range lines {
		f.lines++
		if l.Price != nil {
			f.priced++
			if l.Price.List.Kind == models.ContractPrice {
				f.contract++
			}
		}
	}
	return err
}

// page is a page of the catalogue, from a place drawn at random.
func (w *world) page(tx *models.Tx, a models.Assortment) ([]pricing.Line, error) {
	var wanted models.Wanted
	if w.IntN(2) == 0 {
		wanted.Categories = []models.CategoryID{w.leaves[w.IntN(len(w.leaves))]}
	}
	found, terms, err := models.GoodsByName(tx, a, wanted, models.Stretch{Limit: 24})
	if err != nil {
		return nil, err
	}
	goods := make([]models.Goods, 0, 24)
	for _, l := range found[:min(24, len(found))] {
		goods = append(goods, l.Goods)
	}
	return pricing.Shelve(tx, a, goods, terms)
}

// cart is fifty products from all over the catalogue.
func (w *world) cart(tx *models.Tx, a models.Assortment) ([]pricing.Line, error) {
	asks := make([]pricing.Ask, 50)
	for i := range asks {
		asks[i] = pricing.Ask{Product: w.products[w.IntN(len(w.products))], Quantity: decimal.NewFromInt(1 + w.Int64N(200))}
	}
	return pricing.Quote(tx, a, asks)
}
