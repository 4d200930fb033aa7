package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/google/uuid"
	"github.com/valyala/fasthttp"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/ordering"
	"povtor/tools/rig"
)

type bench struct {
	options
	world  *rig.World
	server *rig.Process
	token  string
	url    string
}

// scenario is one line of the table.
type scenario struct {
	name  string
	write rig.Request
	use   useCase // whose statements the bare handler and pgbench repeat; nil: none
	plain string  // the same rows by the simplest statement there is, without prices, rights or joins; empty: none
}

// useCase is what a request comes to behind the HTTP floor.
type useCase func(context.Context, *models.DB, identity.Viewer) error

func (b *bench) scenarios() []scenario {
	get := func(path func(n int) string) rig.Request {
		return func(n int, r *fasthttp.Request) { b.address(r, fasthttp.MethodGet, path(n)) }
	}
	return []scenario{
		{"list of 24 with own prices", get(func(n int) string {
			return "/catalogue?limit=24&supplier=" + b.world.Suppliers[n%rig.Suppliers].String()
		}), b.catalogue(catalogue.Filter{Supplier: []string{b.world.Suppliers[0].String()}}),
			"SELECT id, sku, name_ru, brand, unit, minimum FROM products WHERE supplier_id = '" + b.world.Suppliers[0].String() +
				"' AND status = 'active' ORDER BY name_ru, id LIMIT 24"},
		{"search", get(func(n int) string { return "/catalogue?limit=24&q=" + url.QueryEscape(words[n%len(words)]) }),
			b.catalogue(catalogue.Filter{Q: words[0]}), ""},
		{"20 of 200 orders", get(func(int) string { return "/orders?limit=20" }), orders,
			`SELECT id, number, supplier_id, status, currency, net, tax, total, placed_at FROM purchase_orders
			WHERE client_id = (SELECT id FROM organisations WHERE kind = 'client') ORDER BY placed_at DESC, id DESC LIMIT 20`},
		{"place an order of 20 lines", b.place, nil, ""},
	}
}

func (b *bench) catalogue(f catalogue.Filter) useCase {
	return func(ctx context.Context, db *models.DB, v identity.Viewer) error {
		_, err := catalogue.New(db).List(ctx, v, catalogue.ListInput{Filter: f, Limit: 24})
		return err
	}
}

func orders(ctx context.Context, db *models.DB, v identity.Viewer) error {
	_, err := ordering.New(db, identity.Keys{}).List(ctx, v, ordering.ListInput{Limit: 20})
	return err
}

// words are what people type: a word, its beginning, two words, another language, a number, a slip.
var words = []string{"болт", "кабе", "чашка белая", "coffee", "SKU-0042", "оцинкованый болт", "перчтки", "лампа 12", "galvanised nut", "бумага лист"}

func (b *bench) address(r *fasthttp.Request, method, path string) {
	r.Header.SetMethod(method)
	r.SetRequestURI("http://" + b.server.Addr + "/api/v1" + path)
	r.Header.Set("Authorization", "Bearer "+b.token)
	r.Header.Set("Accept-Language", "ru")
}

func (b *bench) place(n int, r *fasthttp.Request) {
	b.address(r, fasthttp.MethodPost, "/orders")
	s := rand.IntN(rig.Suppliers)
	var lines strings.Builder
	for i, at := range rand.Perm(len(b.world.Products[s]))[:rig.OrderLines] {
		if i > 0 {
			lines.WriteByte(',')
		}
		fmt.Fprintf(&lines, `{"product_id":%q,"quantity":"%d"}`, b.world.Products[s][at], 2+2*rand.IntN(30))
	}
	r.Header.SetContentType("application/json")
	r.SetBodyString(fmt.Sprintf(`{"supplier_id":%q,"checkout_id":%q,"location_id":%q,"accept_prices":true,"source":"reorder","lines":[%s]}`,
		b.world.Suppliers[s], uuid.NewString(), b.world.Location, lines.String()))
}

func (b *bench) all(ctx context.Context) error {
	for _, conns := range []int{1, 16} {
		fmt.Printf("%d connections\n\n", conns)
		t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(t, "what\trequests/s\tp50\tp99\tCPU/request\tmemory\tsame SQL bare/s\tratio\tplain bare/s\tratio\tpgbench/s\tfailed\t")
		for _, s := range b.scenarios() {
			if err := b.line(ctx, t, s, conns); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
		_ = t.Flush()
		fmt.Println()
	}
	return nil
}

func (b *bench) line(ctx context.Context, t *tabwriter.Writer, s scenario, conns int) error {
	if _, err := rig.Drive(ctx, b.server.PID(), conns, b.time/4, s.write); err != nil { // warm
		return err
	}
	f, err := rig.Drive(ctx, b.server.PID(), conns, b.time, s.write)
	if err != nil {
		return err
	}
	bare, ratio, plain, share, sql := "", "", "", "", ""
	if s.use != nil {
		caught, err := b.catch(ctx, s.use)
		if err != nil {
			return err
		}
		floor, err := b.bare(ctx, caught, conns)
		if err != nil {
			return err
		}
		bare, ratio = fmt.Sprintf("%.0f", floor.PerSecond), fmt.Sprintf("%.2f", f.PerSecond/floor.PerSecond)
		if s.plain != "" {
			least, err := b.bare(ctx, []string{s.plain}, conns)
			if err != nil {
				return err
			}
			plain, share = fmt.Sprintf("%.0f", least.PerSecond), fmt.Sprintf("%.2f", f.PerSecond/least.PerSecond)
		}
		if sql, err = b.pgbench(ctx, caught, conns); err != nil {
			return err
		}
	}
	fmt.Fprintf(t, "%s\t%.0f\t%.1f ms\t%.1f ms\t%d µs\t%.0f MB\t%s\t%s\t%s\t%s\t%s\t%d\t\n", s.name, f.PerSecond, f.P50.Seconds()*1e3, f.P99.Seconds()*1e3,
		f.CPU.Microseconds(), f.Memory, bare, ratio, plain, share, sql, f.Failed)
	return nil
}
