// Command import measures bringing in a real history: the shops, vendors, products and order lines of
// ../shared/data/iowa.
//
//	go run ./tools/bench/import -data ../shared/data/iowa
//
// It exits with 1 when the history takes longer than 90 s or more than 300 MB.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"povtor/models/localpg"
)

const (
	goalTime   = 90 * time.Second
	goalMemory = 300 // MB
)

// file is one import.
type file struct{ kind, name, mapping string }

var files = []file{
	{"clients", "stores.csv.gz", "code=store"},
	{"suppliers", "vendors.csv.gz", "code=vendor"},
	{"products", "products.csv.gz", "supplier=vendor,sku=item,name=description,price=state_price"},
	{"order-history", "lines_150stores_2018_2020.csv.gz", "client=store,sku=item,quantity=bottles,amount=sale_usd,line=invoice_line"},
}

func main() {
	data := flag.String("data", "../shared/data/iowa", "folder with the files")
	flag.Parse()
	if err := run(context.Background(), *data); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, data string) error {
	if _, err := os.Stat(data); err != nil {
		return fmt.Errorf("there is no history to bring in: %w", err)
	}
	dir, err := os.MkdirTemp("", "povtor-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	binary := filepath.Join(dir, "povtor")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, out)
	}
	pg, err := localpg.Start(ctx, localpg.Options{Dir: filepath.Join(dir, "pg")})
	if err != nil {
		return err
	}
	defer func() { _ = pg.Stop() }()
	if err := pg.CreateDatabase(ctx, "bench"); err != nil {
		return err
	}
	fmt.Println("| file | result | time | memory |\n|---|---|---|---|")
	for round, all := range [][]file{files, files[3:]} {
		for _, f := range all {
			took, memory, said, err := bring(ctx, binary, pg.URL("bench"), filepath.Join(data, f.name), f)
			if err != nil {
				return err
			}
			fmt.Printf("| %s | %s | %.1f s | %.0f MB |\n", f.kind, said, took.Seconds(), memory)
			if round == 0 && (took > goalTime || memory > goalMemory) {
				return fmt.Errorf("%s missed the goal of %s and %d MB", f.kind, goalTime, goalMemory)
			}
		}
	}
	return nil
}

// bring runs one import as a user would, and takes the operating system's word for its memory.
func bring(ctx context.Context, binary, database, path string, f file) (took time.Duration, memory float64, said string, err error) {
	cmd := exec.CommandContext(ctx, binary, "import", f.kind, path, "--currency", "USD", "--map", f.mapping)
	cmd.Env = append(os.Environ(), "DATABASE_URL="+database, "POVTOR_SECRET="+strings.Repeat("bench", 8))
	began := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, 0, "", fmt.Errorf("%s: %w\n%s", f.kind, err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		memory = float64(usage.Maxrss) / 1024
	}
	return time.Since(began), memory, lines[len(lines)-1], nil
}
