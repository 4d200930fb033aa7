// Package apitest stands the whole HTTP floor up over a test database, mints people of every role, and speaks HTTP as they do.
package apitest

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"povtor/api"
	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/bank"
	"povtor/portal/billing"
	"povtor/portal/billing/gateway"
	"povtor/portal/billing/stripefake"
	"povtor/portal/card"
	"povtor/portal/cart"
	"povtor/portal/catalogue"
	"povtor/portal/company"
	"povtor/portal/desk"
	"povtor/portal/dispute"
	"povtor/portal/dunning"
	"povtor/portal/fetch"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/notify"
	"povtor/portal/nudge"
	"povtor/portal/ordering"
	"povtor/portal/pricelist"
	"povtor/portal/print"
	"povtor/portal/product"
	"povtor/portal/receivables"
	"povtor/portal/registers"
	"povtor/portal/reorder"
	"povtor/portal/sales"
	"povtor/portal/stock"
	"povtor/portal/studio"
	"povtor/portal/visibility"
	"povtor/portal/vocabulary"
)

// House is the portal over HTTP, with a clock that stands at [identitytest.Now].
type House struct {
	DB     *models.DB
	Jobs   *modelstest.Jobs
	Portal api.Portal
	Server *api.Server
}

// Open stands it up over a database of the test's own.
func Open(t testing.TB, change ...func(*api.Options)) *House {
	t.Helper()
	db := modelstest.DB(t, identitytest.Clock)
	return Over(t, db, modelstest.Queue(db), change...)
}

// Over stands it up over a database that is there already.
func Over(t testing.TB, db *models.DB, jobs *modelstest.Jobs, change ...func(*api.Options)) *House {
	t.Helper()
	keys, now := identitytest.Keys(t), identitytest.Clock
	mail := notify.New(db, notify.Options{Keys: keys, Base: "https://portal.example"})
	id := identity.New(db, keys, now)
	h := &House{DB: db, Jobs: jobs, Portal: api.Portal{
		Identity: id, Catalogue: catalogue.New(db), Cart: cart.New(db, keys), Ordering: ordering.New(db, keys), Fulfilment: fulfilment.New(db),
		Billing: billing.New(db), Reorder: reorder.New(db, now), Notify: mail, Nudge: nudge.New(db, keys, mail, nudge.Hours{}),
		PriceLists: pricelist.New(db), Visibility: visibility.New(db), Vocabulary: vocabulary.New(db),
		Company: company.New(db, id, mail), Desk: desk.New(db), Dispute: dispute.New(db), Dunning: dunning.New(db, mail, nudge.Hours{}), Receivables: receivables.New(db), Register: registers.New(db), Product: product.New(db), Studio: studio.New(db, fetch.New(fetch.Options{})), Print: print.New(db),
		Stock: stock.New(db), Sales: sales.New(db),
		Bank: bank.New(db), Card: cards(t, db),
	}}
	p := reflect.ValueOf(h.Portal)
	for i := range p.NumField() {
		if p.Field(i).IsNil() {
			t.Fatal("apitest does not make the service ", p.Type().Field(i).Name)
		}
	}
	o := api.Options{Version: "test", Now: now, Ready: db.Ping, Metrics: prometheus.NewRegistry(), Log: slog.New(slog.DiscardHandler)}
	for _, c := range change {
		c(&o)
	}
	server, err := api.New(h.Portal, o)
	if err != nil {
		t.Fatal("open the server:", err)
	}
	h.Server = server
	return h
}

// cards takes payments by card at a fake of Stripe.
func cards(t testing.TB, db *models.DB) *card.Service {
	t.Helper()
	fake := httptest.NewServer(stripefake.New(stripefake.Options{Now: identitytest.Clock, Key: "sk_test_1", Secret: "whsec_test",
		PageURL: func(id string) string { return "https://checkout.example/" + id }, JoinURL: func(id string) string { return "https://join.example/" + id }}))
	t.Cleanup(fake.Close)
	g, err := gateway.New(gateway.Options{Key: "sk_test_1", WebhookSecrets: "whsec_test", URL: fake.URL, Now: identitytest.Clock})
	if err != nil {
		t.Fatal("cards:", err)
	}
	return card.New(db, g, "https://portal.example")
}

// Person is somebody signed in.
type Person struct {
	identity.Viewer
	Access string // their token
}

// Person mints somebody in a company and signs them in.
func (h *House) Person(t testing.TB, in models.Organisation, role identity.Role) Person {
	t.Helper()
	access := identitytest.Access(t, h.DB, in, role)
	v, err := h.Portal.Identity.Recognise(access)
	if err != nil {
		t.Fatal("recognise:", err)
	}
	return Person{v, access}
}

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Code is the fault's code; empty where there is none.
func (a Answer) Code() string {
	var p struct{ Code string }
	_ = json.Unmarshal(a.Body, &p)
	return p.Code
}

// Into reads the answer's JSON.
func (a Answer) Into(t testing.TB, out any) {
	t.Helper()
	if err := json.Unmarshal(a.Body, out); err != nil {
		t.Fatalf("%d %s: %v", a.Status, a.Body, err)
	}
}

// Call sends a request with a bearer token, or (empty) as nobody. A body that is not nil goes as JSON, bytes as they are.
func (h *House) Call(t testing.TB, access, method, path string, body any) Answer {
	t.Helper()
	return h.Send(t, method, path, body, func(r *http.Request) {
		if access != "" {
			r.Header.Set("Authorization", "Bearer "+access)
		}
	})
}

// Send sends a request with whatever headers it is given.
func (h *House) Send(t testing.TB, method, path string, body any, dress func(*http.Request)) Answer {
	t.Helper()
	var content io.Reader
	if file, ok := body.([]byte); ok {
		content = bytes.NewReader(file)
	} else if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		content = bytes.NewReader(text)
	}
	r := httptest.NewRequestWithContext(t.Context(), method, path, content)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	dress(r)
	res, err := h.Server.App().Test(r, -1)
	if err != nil {
		t.Fatal(method, path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(method, path, err)
	}
	return Answer{res.StatusCode, res.Header, text}
}
