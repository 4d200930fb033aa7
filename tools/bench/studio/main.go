// Command studio measures a supplier's price list on its way through the import studio: fetched, read, compared, written, read
// again with other prices, and taken back.
//
//	go run ./tools/bench/studio -goods 100000
//	go run ./tools/bench/studio -file ../shared/data/northwind/products.csv
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"

	"povtor/models"
	"povtor/models/localpg"
	"povtor/portal/identity"
	"povtor/portal/studio"
)

func main() {
	goods := flag.Int("goods", 100_000, "how many goods the list has")
	file := flag.String("file", "", "a list to read instead")
	flag.Parse()
	if err := run(context.Background(), *goods, *file); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// source is what waits at the feed's address: a file, or a list whose prices rise from one time to the next.
type source struct {
	goods, times int
	file         string
}

func (s *source) Fetch(_ context.Context, _ string, to io.Writer, _ int64) (string, error) {
	if s.file != "" {
		f, err := os.Open(s.file)
		if err != nil {
			return "", err
		}
		defer f.Close()
		_, err = io.Copy(to, f)
		return filepath.Base(s.file), err
	}
	w := bufio.NewWriter(to)
	fmt.Fprintln(w, "Артикул;Наименование;Категория;Бренд;Цена;Остаток;Ед")
	for i := range s.goods {
		fmt.Fprintf(w, "A-%06d;Товар номер %d, упаковка %d;Раздел %d / Полка %d;Бренд %d;%d,%02d;%d;шт\n",
			i, i, i%12+1, i%20, i%200, i%50, 100+i%900+s.times*(i%3), i%100, i%77)
	}
	s.times++
	return "list.csv", w.Flush()
}

// bench is the studio over a database of its own.
type bench struct {
	db   *models.DB
	s    *studio.Service
	feed models.ImportFeedID
	v    identity.Viewer
	pg   string // where the server keeps its data
}

func run(ctx context.Context, goods int, file string) error {
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
	if err := pg.CreateDatabase(ctx, "bench"); err != nil {
		return err
	}
	if err := models.Migrate(ctx, pg.URL("bench")); err != nil {
		return err
	}
	db, err := models.Open(ctx, models.Options{URL: pg.URL("bench"), Now: time.Now})
	if err != nil {
		return err
	}
	defer db.Close()
	db.UseQueue(func(context.Context, pgx.Tx, models.Job) error { return nil }) // worked here, one after another
	b := &bench{db: db, s: studio.New(db, &source{goods: goods, file: file}), v: identity.System("bench"), pg: filepath.Join(dir, "pg", "data")}
	if err := b.open(ctx); err != nil {
		return err
	}
	fmt.Println("| step | result | time | processor |\n|---|---|---|---|")
	var last models.ImportRunID
	for range 3 {
		if last, err = b.bring(ctx); err != nil {
			return err
		}
	}
	if err := b.undo(ctx, last); err != nil {
		return err
	}
	fmt.Println("Peak memory of the process:", peak())
	return nil
}

// open makes a supplier with a feed.
func (b *bench) open(ctx context.Context) error {
	_, err := models.In(ctx, b.db, b.v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		o := models.Organisation{ID: models.NewID[models.Organisation](), Kind: models.SupplierKind, Code: "S", Name: "Поставщик", Locale: "ru",
			TimeZone: "Europe/Moscow", Currency: "RUB", NudgeRule: "cadence", Version: 1, CreatedAt: tx.Now}
		u := models.User{ID: models.NewID[models.User](), Email: "bench@test.example", Name: "Bench", Locale: "ru", CreatedAt: tx.Now}
		f := models.ImportFeed{ID: models.NewID[models.ImportFeed](), SupplierID: o.ID, Name: "list", URL: "https://feeds.example/list.csv", Every: "day",
			CreatedBy: u.ID, CreatedAt: tx.Now, Version: 1}
		b.feed = f.ID
		return struct{}{}, errors.Join(models.Insert(tx, &o), models.Insert(tx, &u), models.Insert(tx, &f))
	})
	return err
}

// bring fetches the list, reads it and writes it.
func (b *bench) bring(ctx context.Context) (none models.ImportRunID, err error) {
	if err := b.timed("fetch", func() (string, error) {
		_, err := b.s.Fetch(ctx, b.v, studio.Fetch{Feed: b.feed})
		return "", err
	}); err != nil {
		return none, err
	}
	run, err := models.Read(ctx, b.db, b.v.To(identity.SystemWork), func(tx *models.Tx) (*models.ImportRun, error) {
		all, err := models.ImportRuns(tx, models.ImportRunID{}, 1)
		if err != nil || len(all) == 0 {
			return nil, errors.Join(err, errors.New("no import came of it"))
		}
		return &all[0], nil
	})
	if err != nil {
		return none, err
	}
	for _, step := range []string{"read and compare", "write"} {
		if err := b.timed(step, func() (string, error) { return b.work(ctx, run.ID) }); err != nil {
			return none, err
		}
	}
	return run.ID, nil
}

func (b *bench) work(ctx context.Context, id models.ImportRunID) (string, error) {
	if _, err := b.s.Work(ctx, b.v, studio.Work{Run: id}); err != nil {
		return "", err
	}
	now, err := models.Read(ctx, b.db, b.v.To(identity.SystemWork), func(tx *models.Tx) (*models.ImportRun, error) { return models.Get(tx, id) })
	if err != nil {
		return "", err
	}
	c := now.Counts
	return fmt.Sprintf("%s: %d new, %d changed, %d same, %d faulty", now.State, c.New, c.Changed, c.Same, c.Faulty), nil
}

// undo takes an import back.
func (b *bench) undo(ctx context.Context, id models.ImportRunID) error {
	return b.timed("take back", func() (string, error) {
		return models.In(ctx, b.db, b.v.To(identity.SystemWork), func(tx *models.Tx) (string, error) {
			back, _, err := models.UndoBatch(tx, models.BatchID(id))
			if models.KindOf(err) == models.NotFound {
				return "it had changed nothing", nil
			}
			return fmt.Sprintf("%d goods as they were", back.Products), err
		})
	})
}

func (b *bench) timed(step string, do func() (string, error)) error {
	began, used := time.Now(), processor(b.pg)
	said, err := do()
	fmt.Printf("| %s | %s | %.1f s | %.1f s |\n", step, said, time.Since(began).Seconds(), (processor(b.pg) - used).Seconds())
	return err
}
