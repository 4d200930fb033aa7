package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"povtor/api"
	"povtor/portal/identity"
)

// public are the routes for whoever comes, and why each is. Anything else wants a session.
var public = map[string]string{
	"POST /api/v1/session":                 "signing in",
	"POST /api/v1/session/refresh":         "the cookie says who it is",
	"DELETE /api/v1/session":               "signing out when already out is no fault",
	"GET /api/v1/about":                    "says what kind of portal this is",
	"POST /api/v1/password-resets":         "somebody forgot their password",
	"POST /api/v1/password-resets/confirm": "the mailed token says who it is",
	"GET /api/v1/invitations/{token}":      "the mailed token says who it is",
	"POST /api/v1/invitations/accept":      "the mailed token says who it is",
	"GET /api/v1/nudges/{token}":           "the signed link says whose it is",
	"GET /api/v1/unsubscribe/{token}":      "the signed link says whose it is",
	"POST /api/v1/unsubscribe/{token}":     "the signed link says whose it is",
	"POST /unsubscribe/{token}":            "a mail program's one click (RFC 8058)",
	"GET /api/v1/test-card/{id}":           "the demo's; not found anywhere else",
	"POST /api/v1/test-card/{id}":          "the demo's; not found anywhere else",
	"POST /api/stripe/events":              "signed by Stripe",
	"GET /api/v1/outbox":                   "the demo's; not found anywhere else",
	"GET /api/v1/outbox/{id}":              "the demo's; not found anywhere else",
	"GET /api/v1/outbox/{id}/html":         "the demo's; not found anywhere else",
}

// besides are the addresses outside the table: files, health, the API's own description.
var besides = []string{
	"GET /*", "GET /a/:hash/*", "GET /favicon.ico", "GET /robots.txt", "GET /healthz", "GET /readyz", "GET /metrics",
	"GET /api/openapi.json", "GET /api/openapi.yaml", "GET /api/openapi-3.0.json", "GET /api/openapi-3.0.yaml",
}

func name(r api.Route) string { return r.Method + " " + r.Path }

// filled is a route's path with an id in the place of its parameter; of several ids with spaces between, each in its place.
func filled(r api.Route, id string) string {
	ids, path := strings.Fields(id), r.Path
	for n := 0; ; n++ {
		from := strings.IndexByte(path, '{')
		if from < 0 {
			return path
		}
		path = path[:from] + ids[min(n, len(ids)-1)] + path[from+strings.IndexByte(path[from:], '}')+1:]
	}
}

func TestPublicRoutesAreThese(t *testing.T) {
	w := open(t)
	seen := map[string]bool{}
	for _, r := range w.Server.Routes() {
		if seen[name(r)] {
			t.Error(name(r), "stands in the table twice")
		}
		seen[name(r)] = true
		if _, listed := public[name(r)]; listed != (r.Permission == "") {
			t.Errorf("%s: public %v, listed %v", name(r), r.Permission == "", listed)
		}
	}
	for listed := range public {
		if !seen[listed] {
			t.Error(listed, "is listed and not there")
		}
	}
}

// Every address that the server answers is in the table, or in the short list of those beside it: a route cannot be added past
// this test.
func TestNoRouteBesidesTheTable(t *testing.T) {
	w := open(t)
	known := map[string]bool{}
	for _, b := range besides {
		known[b] = true
	}
	for _, r := range w.Server.Routes() {
		path := strings.NewReplacer("{", ":", "}", "").Replace(r.Path)
		known[r.Method+" "+path] = true
	}
	answered := map[string]bool{}
	for _, r := range w.Server.App().GetRoutes(true) {
		if r.Method == http.MethodHead { // Fiber's twin of every GET
			continue
		}
		if at := r.Method + " " + r.Path; !known[at] {
			t.Error(at, "is answered, but stands neither in the table nor beside it")
		} else {
			answered[at] = true
		}
	}
	for at := range known {
		if !answered[at] {
			t.Error(at, "is listed and not answered")
		}
	}
}

// The golden matrix: who is let in at every route. Written anew by UPDATE=1 go test ./api.
func TestWhoIsLetIn(t *testing.T) {
	w := open(t)
	var matrix bytes.Buffer
	routes := w.Server.Routes()
	slices.SortFunc(routes, func(a, b api.Route) int {
		return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
	})
	for _, r := range routes {
		if r.Permission == "" {
			fmt.Fprintf(&matrix, "%-6s %-45s public\n", r.Method, r.Path)
			continue
		}
		path := filled(r, uuid.NewString())
		if a := w.Call(t, "", r.Method, path, nil); a.Status != 401 || a.Code() != "not-signed-in" {
			t.Errorf("%s: nobody gets %d %s", name(r), a.Status, a.Body)
		}
		if a := w.Call(t, "forged", r.Method, path, nil); a.Status != 401 {
			t.Errorf("%s: a forged token gets %d", name(r), a.Status)
		}
		var in []string
		for _, role := range identity.Roles() {
			switch a := w.Call(t, w.people[role].Access, r.Method, path, nil); {
			case a.Status >= 500, a.Status == 401:
				t.Errorf("%s: %s gets %d %s", name(r), role, a.Status, a.Body)
			case a.Status == 403:
				if bytes.Contains(a.Body, []byte(ourName)) {
					t.Errorf("%s: the refusal tells %s something: %s", name(r), role, a.Body)
				}
			default:
				in = append(in, string(role))
			}
		}
		fmt.Fprintf(&matrix, "%-6s %-45s %-16s %s\n", r.Method, r.Path, r.Permission, strings.Join(in, " "))
	}
	golden := filepath.Join("testdata", "access.golden")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, matrix.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(matrix.String(), "\n")); diff != "" {
		t.Error("who is let in has changed; if that is meant, UPDATE=1 go test ./api writes it down:\n" + diff)
	}
}

// A browser sends its cookies with what a foreign page asks for; only our own page can send the token beside them.
func TestAWriteByCookieNeedsTheToken(t *testing.T) {
	w := open(t)
	buyer := w.people[identity.Buyer]
	other := w.people[identity.Accountant]
	for _, r := range w.Server.Routes() {
		if r.Method == http.MethodGet || !strings.HasPrefix(r.Path, "/api/") {
			continue
		}
		for header, refused := range map[string]bool{
			"": true, "forged": true, w.Portal.Identity.CSRF(other.Session()): true, w.Portal.Identity.CSRF(buyer.Session()): false,
		} {
			if !refused && r.Path == "/api/v1/session" {
				continue // signs out
			}
			a := w.Send(t, r.Method, filled(r, uuid.NewString()), nil, func(req *http.Request) {
				req.AddCookie(&http.Cookie{Name: "povtor_access", Value: buyer.Access})
				if header != "" {
					req.Header.Set("X-CSRF-Token", header)
				}
			})
			if got := a.Status == 403 && a.Code() == "csrf"; got != refused {
				t.Errorf("%s: %d %s, want refused %v", name(r), a.Status, a.Code(), refused)
			}
		}
	}
}
