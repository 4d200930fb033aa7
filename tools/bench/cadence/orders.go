package main

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"povtor/portal/cadence"
)

type pair struct{ store, vendor string }

// loadOrders is the order days of every pair of a store and a vendor over the
// years, each pair's sorted and without repeats, the pairs in a fixed order.
func loadOrders(folder string, from, to int) ([][]cadence.Day, error) {
	days := make(map[pair][]cadence.Day)
	for year := from; year <= to; year++ {
		if err := loadYear(filepath.Join(folder, fmt.Sprintf("orders_%d.csv.gz", year)), days); err != nil {
			return nil, err
		}
	}
	pairs := make([]pair, 0, len(days))
	for p := range days {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return strings.Compare(a.store+" "+a.vendor, b.store+" "+b.vendor)
	})
	histories := make([][]cadence.Day, len(pairs))
	for i, p := range pairs {
		slices.Sort(days[p])
		histories[i] = slices.Compact(days[p])
	}
	return histories, nil
}

// loadYear reads date, store, vendor and more. Some years write a vendor's code
// with leading zeros, others without.
func loadYear(name string, days map[pair][]cadence.Day) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	rows := csv.NewReader(z)
	rows.ReuseRecord = true
	head, err := rows.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if len(head) < 3 || !slices.Equal(head[:3], []string{"date", "store", "vendor"}) {
		return fmt.Errorf("%s: columns %q, want date, store and vendor first", name, head)
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		on, ok := cadence.ParseDay(row[0])
		if !ok {
			return fmt.Errorf("%s: %q is no date", name, row[0])
		}
		p := pair{row[1], strings.TrimLeft(row[2], "0")}
		if _, known := days[p]; !known {
			p = pair{strings.Clone(p.store), strings.Clone(p.vendor)}
		}
		days[p] = append(days[p], on)
	}
}
