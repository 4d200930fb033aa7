// Command search measures how a buyer finds goods among a million: suggestions as one types, and a page of results with its
// facets, by sixteen users at once. A user asks again as soon as the answer is there; a second table gives each a moment to look.
//
//	go run ./tools/bench/search
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/valyala/fasthttp"

	"povtor/models/localpg"
	"povtor/tools/rig"
)

type options struct {
	products, users int
	time            time.Duration
	url             string
}

func main() {
	o := options{}
	flag.IntVar(&o.products, "products", 1_000_000, "products in the catalogue")
	flag.IntVar(&o.users, "users", 16, "users at once")
	flag.DurationVar(&o.time, "time", 15*time.Second, "how long each line is measured")
	flag.StringVar(&o.url, "url", "", "measure on this database, which an earlier run with -keep has filled")
	keep := flag.String("keep", "", "put the database here and leave it there")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := o.run(ctx, *keep); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (o options) run(ctx context.Context, keep string) error {
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
	if o.url != "" {
		return o.measure(ctx, binary)
	}
	if keep == "" {
		keep = filepath.Join(dir, "pg")
	}
	pg, err := localpg.Start(ctx, localpg.Options{Dir: keep})
	if err != nil {
		return err
	}
	defer func() { _ = pg.Stop() }()
	if err := pg.CreateDatabase(ctx, "search"); err != nil {
		return err
	}
	began := time.Now()
	if _, err := rig.MakeWorld(ctx, pg.URL("search"), o.products); err != nil {
		return err
	}
	fmt.Printf("%d products of %d suppliers, made in %s\n\n", o.products, rig.Suppliers, time.Since(began).Round(time.Second))
	o.url = pg.URL("search")
	return o.measure(ctx, binary)
}

func (o options) measure(ctx context.Context, binary string) error {
	server, err := rig.Serve(ctx, binary, o.url)
	if err != nil {
		return err
	}
	defer server.Stop()
	token, err := server.SignIn(ctx, rig.BuyerEmail, rig.BuyerPassword)
	if err != nil {
		return err
	}
	ask := func(path string, typed func(*rand.Rand) string) rig.Request {
		return func(n int, r *fasthttp.Request) {
			q := typed(rand.New(rand.NewPCG(uint64(n), 11)))
			r.SetRequestURI("http://" + server.Addr + "/api/v1/catalogue" + path + "q=" + url.QueryEscape(q))
			r.Header.Set("Authorization", "Bearer "+token)
			r.Header.Set("Accept-Language", "ru")
		}
	}
	for _, think := range []time.Duration{0, 500 * time.Millisecond} {
		fmt.Printf("%d users, %s between pages\n\n", o.users, think)
		t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(t, "what\tpages/s\tp50\tp99\tCPU/page\tmemory\tfailed\t")
		for _, line := range []struct {
			name string
			page []rig.Request
		}{
			{"suggestions", []rig.Request{ask("/suggest?", typing)}},
			{"results with facets", []rig.Request{ask("?limit=24&", searching), ask("/facets?", searching)}},
			{"the same, a word of many", []rig.Request{ask("?limit=24&", broad), ask("/facets?", broad)}},
			{"the same, with a slip", []rig.Request{ask("?limit=24&", slipping), ask("/facets?", slipping)}},
		} {
			warm := rig.Users{Conns: o.users, During: o.time / 4, Think: think}
			if _, err := warm.Drive(ctx, server.PID(), line.page...); err != nil {
				return err
			}
			f, err := rig.Users{Conns: o.users, During: o.time, Think: think}.Drive(ctx, server.PID(), line.page...)
			if err != nil {
				return err
			}
			fmt.Fprintf(t, "%s\t%.0f\t%.1f ms\t%.1f ms\t%d µs\t%.0f MB\t%d\t\n", line.name, f.PerSecond, f.P50.Seconds()*1e3, f.P99.Seconds()*1e3,
				f.CPU.Microseconds(), f.Memory, f.Failed)
		}
		_ = t.Flush()
		fmt.Println()
	}
	return nil
}

func word(of []string, r *rand.Rand) string { return strings.ToLower(of[r.IntN(len(of))]) }

// searching is what people send: two or three words, a measure, an article number, another keyboard.
func searching(r *rand.Rand) string {
	thing, series := word(rig.Things, r), strings.ToLower(rig.Series(r.IntN(500)))
	switch r.IntN(10) {
	case 0:
		return fmt.Sprintf("SKU-%07d", 1+r.IntN(1_000_000))
	case 1:
		return thing + fmt.Sprintf(" 0,%d л", 1+r.IntN(9)) + " " + series
	case 2:
		return series
	case 3, 4:
		return thing + " " + word(rig.Sorts, r) + " " + series
	}
	return thing + " " + series
}

// broad is a word that tens of thousands of goods have.
func broad(r *rand.Rand) string { return word(rig.Things, r) }

// typing is as much of it as stands there when the pause is long enough to ask.
func typing(r *rand.Rand) string {
	letters := []rune(searching(r))
	return string(letters[:min(len(letters), 2+r.IntN(len(letters)))])
}

// slipping is a search with two letters exchanged.
func slipping(r *rand.Rand) string {
	letters := []rune(word(rig.Things, r))
	i := r.IntN(len(letters) - 1)
	letters[i], letters[i+1] = letters[i+1], letters[i]
	return string(letters) + " " + strings.ToLower(rig.Series(r.IntN(500)))
}
