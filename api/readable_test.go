package api_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"povtor/api"
	"povtor/api/apitest"
	"povtor/models"
	"povtor/portal/identity"
)

// described is what the API's own description says of a route's input.
type described struct {
	Parameters []struct{ Name, In string }
	Body       struct {
		Content map[string]struct{ Schema json.RawMessage }
	} `json:"requestBody"`
}

// TestWhatIsNoTextIsTurnedAway: at every route, in every parameter and in the body, for nobody and for whoever is let in.
func TestWhatIsNoTextIsTurnedAway(t *testing.T) {
	w := open(t)
	var doc struct {
		Paths map[string]map[string]described
	}
	w.Call(t, "", "GET", "/api/openapi.json", nil).Into(t, &doc)
	for _, r := range w.Server.Routes() {
		d, ok := doc.Paths[r.Path][strings.ToLower(r.Method)]
		if !ok {
			t.Fatal(name(r), "is not described")
		}
		access := w.letIn(r)
		for _, p := range d.Parameters {
			for _, bad := range []string{"a%00b", "%FF%FE"} {
				path := filled(r, "x")
				switch p.In {
				case "query":
					path += "?" + url.QueryEscape(p.Name) + "=" + bad
				case "path":
					path = strings.Replace(r.Path, "{"+p.Name+"}", bad, 1)
					path = filled(api.Route{Path: path}, "x")
				default:
					continue
				}
				a := w.Call(t, access, r.Method, path, nil)
				if ok := names(a, p.Name) || p.In == "path" && a.Status >= 400 && a.Status < 500; !ok { // a path is not unescaped
					t.Errorf("%s with %s=%s: %d %s", name(r), p.Name, bad, a.Status, a.Body)
				}
			}
		}
		if _, ok := d.Body.Content["application/json"]; !ok {
			continue
		}
		for body, field := range map[string]string{
			`{"note":"a\u0000b"}`: "note", "{\"email\":\"\xff\"}": "email", `{"lines":[{"x":1},{"sku":"\u0000"}]}`: "lines/1/sku",
			"{\"a\":[[\"\xc3\x28\"]]}": "a/0/0", "\"\xff\"": "body",
		} {
			a := w.post(t, access, r.Method, filled(r, "x"), body)
			if !names(a, field) {
				t.Errorf("%s with %q: %d %s, want %s", name(r), body, a.Status, a.Body, field)
			}
		}
	}
}

// letIn is the token of somebody whom a route lets in; empty where anybody may come.
func (w *world) letIn(r api.Route) string {
	for _, role := range identity.Roles() {
		if r.Permission != "" && role.Allows(r.Permission) {
			return w.people[role].Access
		}
	}
	return ""
}

// names reports that an answer refuses the field as no text.
func names(a apitest.Answer, field string) bool {
	var p struct{ Errors []models.FieldFault }
	_ = json.Unmarshal(a.Body, &p)
	return a.Status == 422 && slices.ContainsFunc(p.Errors, func(f models.FieldFault) bool { return f.Field == field && f.Code == "not-text" })
}

// post sends a body byte for byte.
func (w *world) post(t *testing.T, access, method, path, body string) apitest.Answer {
	t.Helper()
	return w.Send(t, method, path, nil, func(r *http.Request) {
		r.ContentLength = int64(len(body))
		r.Body = io.NopCloser(strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		if access != "" {
			r.Header.Set("Authorization", "Bearer "+access)
		}
	})
}

func TestOddTextBesidesTheInputIsNoFailing(t *testing.T) {
	w := open(t)
	buyer := w.people[identity.Buyer].Access
	for header, value := range map[string]string{"Idempotency-Key": "a\xffb", "User-Agent": "a\xff", "Accept-Language": "\xff"} {
		a := w.Send(t, "POST", "/api/v1/password-resets", map[string]string{"email": "a@b.example"}, func(r *http.Request) {
			r.Header.Set(header, value)
			r.Header.Set("Authorization", "Bearer "+buyer)
		})
		if a.Status >= 500 {
			t.Errorf("%s: %d %s", header, a.Status, a.Body)
		}
	}
	if a := w.Call(t, buyer, "GET", "/api/v1/orders?after=WyJcdTAwMDAiLCJcdTAwMDAiXQ", nil); a.Status != 400 {
		t.Errorf("a cursor with a NUL: %d %s", a.Status, a.Body)
	}
	if a := w.post(t, buyer, "POST", "/api/v1/orders", `{"note":"\\u0000 is no NUL"}`); names(a, "note") || a.Status >= 500 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}
