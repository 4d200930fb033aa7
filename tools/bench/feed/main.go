// Command feed measures reading and writing catalogues of 100,000 goods in each format.
//
//	go run ./tools/bench/feed -goods 100000
//
// It exits with 1 when a format takes longer than 30 s of processor time to read, or keeps more than 200 MB.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/shopspring/decimal"

	"povtor/portal/feed"
	"povtor/portal/wording"
)

const (
	goalTime   = 30 * time.Second
	goalMemory = 200 << 20
)

func main() {
	goods := flag.Int("goods", 100_000, "how many")
	flag.Parse()
	folder, err := os.MkdirTemp("", "feed")
	if err != nil {
		log.Fatal(err)
	}
	slow := false
	for _, kind := range []feed.Kind{feed.CSV, feed.XLSX, feed.YML, feed.CommerceML} {
		file := filepath.Join(folder, string(kind))
		m, written := write(file, kind, *goods)
		items, faults, read := measure(file, m)
		size, _ := os.Stat(file)
		fmt.Printf("%-11s %6.1f MB  written in %5.1f s at %4d MB  read in %5.1f s at %4d MB  %d items, %d faults\n", kind,
			float64(size.Size())/1e6, written.took.Seconds(), written.peak>>20, read.took.Seconds(), read.peak>>20, items, faults)
		slow = slow || read.took > goalTime || read.peak > goalMemory
	}
	if err := os.RemoveAll(folder); err != nil {
		log.Fatal(err)
	}
	if slow {
		os.Exit(1)
	}
}

// cost is how much processor time something took, and the most memory that was in use meanwhile.
type cost struct {
	took time.Duration
	peak uint64
}

func costOf(do func()) cost {
	debug.FreeOSMemory()
	var peak atomic.Uint64
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			peak.Store(max(peak.Load(), m.HeapAlloc))
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	start := worked()
	do()
	took := worked() - start
	close(stop)
	<-done
	return cost{took, peak.Load()}
}

// worked is the processor time of this program: other programs on the machine do not count.
func worked() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func write(name string, kind feed.Kind, goods int) (m feed.Mapping, c cost) {
	f, err := os.Create(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	c = costOf(func() {
		m, err = feed.Write(f, feed.Export{Kind: kind, Language: wording.Russian, Shop: "Зерно", ID: "1", Currency: "RUB"}, func(yield func(*feed.Item) error) error {
			for i := range goods {
				if err := yield(item(i)); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		log.Fatal(err)
	}
	return m, c
}

func item(i int) *feed.Item {
	n := func(v int64, places int32) feed.Number { return feed.Tell(decimal.New(v, -places)) }
	return &feed.Item{
		SKU: feed.Tell(fmt.Sprintf("%07d", i)), ExternalID: feed.Tell(fmt.Sprintf("%08x-aaaa-bbbb-cccc-%012d", i, i)),
		NameRu: feed.Tell(fmt.Sprintf("Кофе в зёрнах «Арабика» № %d, 1 кг", i)), Brand: feed.Tell("Зерно"), Unit: feed.Tell("pcs"),
		Category: feed.Tell([]string{"Напитки", fmt.Sprintf("Кофе %d", i%300)}), VATRate: n(20, 0), Pack: n(12, 0), Minimum: n(1, 0), Multiple: n(1, 0),
		Prices: []feed.Price{
			{Type: "Розничная", Currency: "RUB", Tax: feed.Gross, Amount: n(int64(10_000+i%90_000), 2)},
			{Type: "Оптовая", Currency: "RUB", Tax: feed.Gross, From: decimal.NewFromInt(10), Amount: n(int64(9_000+i%90_000), 2)},
		},
		Stock:      []feed.Stock{{Warehouse: "Москва", Quantity: n(int64(i%500), 0)}, {Warehouse: "Тверь", Quantity: n(int64(i%50), 0)}},
		Attributes: []feed.Attribute{{Name: "Вес", Unit: "kg", Value: feed.Tell("1")}},
	}
}

func measure(name string, m feed.Mapping) (items, faults int, c cost) {
	f, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		log.Fatal(err)
	}
	c = costOf(func() {
		var file *feed.File
		if file, err = feed.Open(name, f, info.Size(), feed.Limits{}); err != nil {
			return
		}
		m.Tables = oneTable(m.Tables)
		var sum feed.Summary
		sum, err = file.Read(context.Background(), m, func(*feed.Item) error { return nil })
		items, faults = sum.Items, len(sum.Faults)+sum.MoreFaults
	})
	if err != nil {
		log.Fatal(err)
	}
	return items, faults, c
}

// oneTable lets a mapping lie on a file of any name.
func oneTable(tables []feed.Table) []feed.Table {
	for i := range tables {
		tables[i].File = ""
	}
	return tables
}
