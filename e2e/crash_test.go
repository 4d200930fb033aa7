// Package e2e_test kills the whole program at bad moments and looks at what is left.
package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"povtor/models/modelstest"
	"povtor/portal/demo"
	"povtor/portal/notify/post/posttest"
)

var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "povtor-e2e-")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "povtor")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", binary, "..").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// today is a Tuesday noon in Moscow, within everybody's hours.
var today = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// program is the running product.
type program struct {
	t     *testing.T
	cmd   *exec.Cmd
	ended chan struct{}
	base  string
	said  *bytes.Buffer
}

// start runs the demo on a database and waits until it serves.
func start(t *testing.T, database, mail string, at time.Time, env ...string) *program {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close()
	p := &program{t: t, base: "http://" + addr, said: &bytes.Buffer{}}
	p.cmd = exec.Command(binary, "demo", "--addr", addr, "--data", t.TempDir())
	p.cmd.Env = append(os.Environ(), "DATABASE_URL="+database, "MAIL_URL="+mail, "POVTOR_SECRET="+strings.Repeat("crash", 8),
		"POVTOR_CLOCK="+at.Format(time.RFC3339), "LOG_LEVEL=warn")
	p.cmd.Env = append(p.cmd.Env, env...)
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.ended = make(chan struct{})
	go func() { _ = p.cmd.Wait(); close(p.ended) }()
	t.Cleanup(p.kill)
	for until := time.Now().Add(2 * time.Minute); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if res, err := http.Get(p.base + "/readyz"); err == nil {
			_ = res.Body.Close()
			return p
		}
		select {
		case <-p.ended:
			t.Fatalf("the program ended:\n%s", p.said)
		default:
		}
	}
	p.kill()
	t.Fatalf("the program does not serve:\n%s", p.said)
	return nil
}

// kill ends the program as a power cut would.
func (p *program) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// buyer is the demo's first person, signed in.
func (p *program) buyer() string { return p.signIn(demo.People()[0].Email) }

// signIn is the access token of one of the demo's people.
func (p *program) signIn(email string) string {
	p.t.Helper()
	body := fmt.Appendf(nil, `{"email":%q,"password":%q}`, email, demo.Password)
	res, err := http.Post(p.base+"/api/v1/session", "application/json", bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	for _, c := range res.Cookies() {
		if c.Name == "povtor_access" {
			return c.Value
		}
	}
	p.t.Fatalf("sign in: %s", res.Status)
	return ""
}

// call sends a request as that person; 0 is a request that got no answer.
func (p *program) call(token, method, path string, in, out any) (status int, said string) {
	body, err := json.Marshal(in)
	if err != nil {
		return 0, err.Error()
	}
	req, err := http.NewRequestWithContext(context.Background(), method, p.base+"/api/v1"+path, bytes.NewReader(body))
	if err != nil {
		return 0, err.Error()
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err.Error()
	}
	if res.StatusCode < 300 && out != nil {
		if err := json.Unmarshal(text, out); err != nil {
			return 0, err.Error()
		}
	}
	return res.StatusCode, string(text)
}

// order is what a page would send to order a usual basket.
type order struct {
	Supplier string `json:"supplier_id"`
	Checkout string `json:"checkout_id"`
	Lines    []line `json:"lines"`
	Accept   bool   `json:"accept_prices"`
	Source   string `json:"source"`
}

type line struct {
	Product  string `json:"product_id"`
	Quantity string `json:"quantity"`
}

// usual is the usual basket of the supplier that the buyer reorders from first.
func (p *program) usual(token string) order {
	p.t.Helper()
	var list struct {
		Items []struct {
			Supplier struct{ ID string } `json:"supplier"`
		} `json:"items"`
	}
	if status, said := p.call(token, http.MethodGet, "/reorder", nil, &list); status != 200 || len(list.Items) == 0 {
		p.t.Fatalf("reorder: %d %.300s", status, said)
	}
	for _, s := range list.Items {
		var basket struct {
			Lines []struct {
				Product      struct{ ID string } `json:"product"`
				Quantity     string              `json:"quantity"`
				UnitPrice    *string             `json:"unit_price"`
				Availability struct{ State string }
			} `json:"lines"`
		}
		if status, said := p.call(token, http.MethodGet, "/reorder/"+s.Supplier.ID, nil, &basket); status != 200 {
			p.t.Fatalf("basket: %d %.300s", status, said)
		}
		o := order{Supplier: s.Supplier.ID, Accept: true, Source: "reorder"}
		for _, l := range basket.Lines {
			if l.UnitPrice != nil && l.Availability.State == "in_stock" {
				o.Lines = append(o.Lines, line{l.Product.ID, l.Quantity})
			}
		}
		if len(o.Lines) > 2 {
			return o
		}
	}
	p.t.Fatal("no usual basket has three products in stock")
	return order{}
}

// ask runs a query that yields one number.
func ask(t *testing.T, database, sql string, args ...any) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if err := conn.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

const (
	stockHeld  = `SELECT coalesce(sum(reserved * 1000), 0)::bigint FROM stock`
	stockOwed  = `SELECT coalesce(sum(l.quantity * 1000), 0)::bigint FROM purchase_order_lines l JOIN purchase_orders o ON o.id = l.order_id WHERE o.checkout_id::text = ANY ($1)`
	ordersOf   = `SELECT count(*) FROM purchase_orders WHERE checkout_id::text = ANY ($1)`
	halfOrders = `SELECT count(*) FROM purchase_orders o WHERE checkout_id::text = ANY ($1) AND (lines_count <> (SELECT count(*) FROM purchase_order_lines l WHERE l.order_id = o.id)
		OR NOT EXISTS (SELECT FROM events e WHERE e.order_id = o.id))`
)

func TestAPowerCutWhileOrdersArePlaced(t *testing.T) {
	database := modelstest.Empty(t)
	p := start(t, database, "", today)
	token := p.buyer()
	basket := p.usual(token)
	ask(t, database, `WITH more AS (UPDATE stock SET on_hand = on_hand + 1000000 RETURNING 1) SELECT count(*) FROM more`)
	heldBefore := ask(t, database, stockHeld)

	const sending, each = 6, 10
	var mu sync.Mutex
	var once sync.Once
	var sent []order
	answered := map[string]string{} // checkout -> order
	enough := make(chan struct{})
	var wg sync.WaitGroup
	for range sending {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range each {
				o := basket
				o.Checkout = uuid.NewString()
				mu.Lock()
				sent = append(sent, o)
				mu.Unlock()
				var placed struct{ ID string }
				status, said := p.call(token, http.MethodPost, "/orders", o, &placed)
				if status >= 300 && status != http.StatusUnprocessableEntity && status != http.StatusConflict {
					t.Errorf("place: %d %.300s", status, said)
				}
				mu.Lock()
				if status != 0 && status < 300 {
					answered[o.Checkout] = placed.ID
				}
				if len(answered) == 7 && status < 300 {
					once.Do(func() { close(enough) })
				}
				mu.Unlock()
			}
		}()
	}
	select {
	case <-enough:
	case <-time.After(time.Minute):
		t.Error("seven orders were not placed in a minute")
	}
	p.kill()
	wg.Wait()

	p = start(t, database, "", today.Add(time.Minute))
	token = p.buyer()
	var checkouts []string
	placed := 0
	for _, o := range sent {
		checkouts = append(checkouts, o.Checkout)
		var again struct{ ID string }
		status, said := p.call(token, http.MethodPost, "/orders", o, &again)
		switch {
		case status < 300:
			placed++
			if was, ok := answered[o.Checkout]; ok && was != again.ID {
				t.Errorf("checkout %s was order %s and is order %s now", o.Checkout, was, again.ID)
			}
		case answered[o.Checkout] != "":
			t.Errorf("an order that was answered is lost: %d %.300s", status, said)
		case !strings.Contains(said, "out-of-stock"):
			t.Errorf("sent again: %d %.300s", status, said)
		}
	}
	if n := ask(t, database, ordersOf, checkouts); n != placed {
		t.Errorf("%d orders for %d checkouts", n, placed)
	}
	if n := ask(t, database, halfOrders, checkouts); n != 0 {
		t.Errorf("%d orders are there in part", n)
	}
	if held, owed := ask(t, database, stockHeld)-heldBefore, ask(t, database, stockOwed, checkouts); held != owed {
		t.Errorf("stock holds %d thousandths for orders of %d", held, owed)
	}
	t.Logf("%d sent, %d answered before the cut, %d placed in the end", len(sent), len(answered), placed)
}

func TestAPowerCutWhileRemindersAreSent(t *testing.T) {
	database := modelstest.Empty(t)
	sink := posttest.Start(t, posttest.Options{})
	slow := func(posttest.Mail) error { time.Sleep(150 * time.Millisecond); return nil }
	sink.Set(posttest.Hooks{Received: slow, Kept: slow})
	p := start(t, database, sink.URL(), today)
	if !sink.Wait(3, time.Minute) {
		t.Fatalf("%d reminders came in a minute:\n%s", len(sink.Mails()), p.said)
	}
	p.kill()
	before := len(sink.Mails())

	sink.Set(posttest.Hooks{})
	start(t, database, sink.URL(), today.Add(10*time.Minute)) // whoever was at a mail then has died
	const open = `SELECT count(*) FROM messages WHERE state IN ('queued', 'sending')`
	for until := time.Now().Add(90 * time.Second); ask(t, database, open) > 0; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("%d mails were never settled", ask(t, database, open))
		}
	}
	times := map[string]int{}
	for _, m := range sink.Mails() {
		times[m.Read(t).MessageID()]++
	}
	for id, n := range times {
		if n > 1 {
			t.Errorf("mail %s came %d times", id, n)
		}
	}
	sent := ask(t, database, `SELECT count(*) FROM messages WHERE state = 'sent'`)
	uncertain := ask(t, database, `SELECT count(*) FROM messages WHERE state = 'uncertain'`)
	lost := ask(t, database, `SELECT count(*) FROM nudges n WHERE arm = 'send' AND NOT EXISTS (SELECT FROM messages m WHERE m.id = n.message_id)`)
	if len(times) < sent || len(times) > sent+uncertain {
		t.Errorf("%d mails came, %d are marked sent and %d uncertain", len(times), sent, uncertain)
	}
	if lost != 0 {
		t.Errorf("%d reminders have no mail", lost)
	}
	if doubled := ask(t, database, `SELECT count(*) - count(DISTINCT (client_id, supplier_id, kind, cycle)) FROM nudges`); doubled != 0 {
		t.Errorf("%d reminders are doubled", doubled)
	}
	t.Logf("%d mails before the cut, %d in the end; %d marked sent, %d uncertain", before, len(times), sent, uncertain)
}
