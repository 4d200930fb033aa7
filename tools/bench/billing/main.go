// Command billing measures how fast invoices come out of confirmed orders: each is issued in a transaction of its own with a number
// of its series, then drawn as a PDF with its payment code.
//
//	go run ./tools/bench/billing
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/models/localpg"
	"povtor/portal/billing"
	"povtor/portal/identity"
)

func main() {
	invoices := flag.Int("invoices", 1000, "how many are issued")
	lines := flag.Int("lines", 20, "lines of each")
	workers := flag.Int("workers", runtime.NumCPU(), "how many at once")
	flag.Parse()
	if err := run(context.Background(), *invoices, *lines, *workers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, invoices, lines, workers int) error {
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
	db, err := models.Open(ctx, models.Options{URL: pg.URL("bench"), MaxConns: workers + 2, Now: time.Now})
	if err != nil {
		return err
	}
	defer db.Close()
	orders, err := makeOrders(ctx, db, invoices, lines)
	if err != nil {
		return err
	}
	return measure(ctx, db, orders, lines, workers)
}

// makeOrders places the orders between two companies, as if they had been confirmed.
func makeOrders(ctx context.Context, db *models.DB, n, lines int) ([]models.PurchaseOrder, error) {
	now := time.Now().UTC()
	supplier := models.Organisation{ID: models.NewID[models.Organisation](), Kind: models.SupplierKind, Code: "S", Name: "Метиз-Сервис", LegalName: "ООО «Метиз-Сервис»",
		TaxID: "7701234567", TaxCode: "770101001", Locale: "ru", TimeZone: "Europe/Moscow", Currency: "RUB", NudgeRule: "cadence", CreatedAt: now,
		Bank: models.Bank{Name: "Банк", BIC: "044525225", Account: "40702810938000012345", Correspondent: "30101810400000000225"}}
	client := models.Organisation{ID: models.NewID[models.Organisation](), Kind: models.ClientKind, Code: "C", Name: "Нордверк", LegalName: "ООО «Нордверк»", TaxID: "7812345678",
		Locale: "ru", TimeZone: "Europe/Moscow", Currency: "RUB", NudgeRule: "cadence", CreatedAt: now}
	orders := make([]models.PurchaseOrder, n)
	_, err := models.In(ctx, db, identity.System("bench").To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		if err := models.Insert(tx, &supplier, &client); err != nil {
			return struct{}{}, err
		}
		for i := range orders {
			o := models.PurchaseOrder{ID: models.NewID[models.PurchaseOrder](), Number: models.OrderNumber(int64(i + 1)), ClientID: client.ID, SupplierID: supplier.ID,
				Status: models.OrderConfirmed, Currency: "RUB", LinesCount: lines, Source: models.FromAPI, CheckoutID: uuid.New(), Content: []byte{}, PlacedAt: now,
				PlacedOn: models.DateOf(now, supplier.Zone()), Version: 1}
			rows := orderLines(o, lines)
			sums := models.TotalsOf(models.TaxesOn(values(rows)))
			o.Net, o.Tax, o.Total = sums.Net, sums.Tax, sums.Total
			if err := errors.Join(models.Insert(tx, &o), models.Insert(tx, rows...)); err != nil {
				return struct{}{}, err
			}
			orders[i] = o
		}
		return struct{}{}, nil
	})
	return orders, err
}

func orderLines(o models.PurchaseOrder, n int) []*models.PurchaseOrderLine {
	out := make([]*models.PurchaseOrderLine, n)
	for i := range out {
		price, quantity := decimal.New(int64(10_000+1117*i), -2), decimal.NewFromInt(int64(i+1))
		name := fmt.Sprintf("Болт с шестигранной головкой М%d × 40 DIN 933, нержавеющая сталь A2-70", i+4)
		out[i] = &models.PurchaseOrderLine{ID: models.NewID[models.PurchaseOrderLine](), OrderID: o.ID, ClientID: o.ClientID, SupplierID: o.SupplierID, Position: i + 1,
			ProductID: models.NewID[models.Product](), SKU: fmt.Sprintf("FA-%06d", i), NameRu: name, NameEn: name, Unit: "pcs", Quantity: quantity, UnitPrice: price,
			VatRate: decimal.NewFromInt(22), Net: models.Extend(price, quantity, o.Currency)}
	}
	return out
}

func values(rows []*models.PurchaseOrderLine) []models.PurchaseOrderLine {
	out := make([]models.PurchaseOrderLine, len(rows))
	for i, r := range rows {
		out[i] = *r
	}
	return out
}

// measure issues the invoices and draws them, several at once.
func measure(ctx context.Context, db *models.DB, orders []models.PurchaseOrder, lines, workers int) error {
	var next, size atomic.Int64
	faults := make(chan error, workers)
	var all sync.WaitGroup
	began := time.Now()
	for range workers {
		all.Go(func() {
			for n := next.Add(1) - 1; n < int64(len(orders)); n = next.Add(1) - 1 {
				bytes, err := issue(ctx, db, orders[n])
				if err != nil {
					faults <- err
					return
				}
				size.Add(int64(bytes))
			}
		})
	}
	all.Wait()
	took := time.Since(began)
	select {
	case err := <-faults:
		return err
	default:
	}
	fmt.Printf("%d invoices of %d lines issued and drawn in %.1f s by %d at once: %.0f a minute (the goal is 1,000), %d KB each\n", len(orders), lines,
		took.Seconds(), workers, float64(len(orders))/took.Minutes(), size.Load()/int64(len(orders))>>10)
	return nil
}

// issue is one invoice, in a transaction of its own, and its paper.
func issue(ctx context.Context, db *models.DB, o models.PurchaseOrder) (int, error) {
	v := identity.System("bench")
	i, err := models.In(ctx, db, v.To(identity.SystemWork), func(tx *models.Tx) (models.Invoice, error) { return billing.Issue(tx, o) })
	if err != nil {
		return 0, err
	}
	sheet, err := models.Read(ctx, db, v.To(identity.SystemWork), func(tx *models.Tx) (*models.InvoiceSheet, error) { return models.ReadInvoice(tx, i.ID, "ru") })
	if err != nil {
		return 0, err
	}
	paper, err := billing.Print(*sheet)
	return len(paper.PDF), err
}
