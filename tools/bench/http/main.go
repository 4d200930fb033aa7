// Command http measures the portal as a signed-in buyer meets it, on 100,000 products, and in the same run the floor
// beneath it: the same SQL from a bare Fiber handler over pgx, the same number of rows from it by the simplest SQL there is, and
// the same SQL from pgbench.
//
//	go run ./tools/bench/http
//
// Absolute figures are the machine's; the ratios are what to compare.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"

	"povtor/models/localpg"
	"povtor/tools/rig"
)

type options struct {
	products int
	time     time.Duration
	floor    string
	url      string
}

func main() {
	o := options{}
	flag.IntVar(&o.products, "products", 100_000, "products in the catalogue")
	flag.DurationVar(&o.time, "time", 5*time.Second, "how long each line is measured")
	flag.StringVar(&o.floor, "floor", "", "serve the bare handler there instead; the program calls itself so")
	flag.StringVar(&o.url, "url", "", "with -floor: the database")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	run := measure
	if o.floor != "" {
		run = serveFloor
	}
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, o options) error {
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
	began := time.Now()
	w, err := rig.MakeWorld(ctx, pg.URL("bench"), o.products)
	if err != nil {
		return err
	}
	fmt.Printf("%d products of %d rig.Suppliers, %d orders of the buyer; made in %s\n", o.products, rig.Suppliers, rig.PastOrders, time.Since(began).Round(time.Second))
	server, err := rig.Serve(ctx, binary, pg.URL("bench"))
	if err != nil {
		return err
	}
	defer server.Stop()
	fmt.Printf("start to first answer %s; %.0f MB idle\n\n", server.Start.Round(time.Millisecond), server.Memory())
	token, err := server.SignIn(ctx, rig.BuyerEmail, rig.BuyerPassword)
	if err != nil {
		return err
	}
	b := bench{options: o, world: w, server: server, token: token, url: pg.URL("bench")}
	return b.all(ctx)
}
