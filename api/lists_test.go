package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"povtor/portal/identity"
)

// lists are the routes without an id that show rows, each with further questions that might reach beyond one's own. A GET route
// that is neither here nor in personal fails the test.
var lists = map[string][]string{
	"GET /api/v1/catalogue":           {"?q=@name", "?supplier=@supplier", "?brand=@name", "?sort=usual", "?q=@name&sort=relevance"},
	"GET /api/v1/catalogue/facets":    {"?q=@name", "?supplier=@supplier"},
	"GET /api/v1/catalogue/suggest":   {"?q=@name"},
	"GET /api/v1/suppliers":           nil,
	"GET /api/v1/cart":                nil,
	"GET /api/v1/reorder":             nil,
	"GET /api/v1/locations":           nil,
	"GET /api/v1/orders":              {"?q=@name", "?supplier=@supplier", "?client=@client", "?open=true"},
	"GET /api/v1/invoices":            {"?q=@name", "?state=open"},
	"GET /api/v1/invoices.zip":        {"?state=open", "?q=@name"},
	"GET /api/v1/registers":           {"?format=csv", "?of=payments&format=csv", "?of=credit_notes&format=csv"},
	"GET /api/v1/registers/1c":        nil,
	"GET /api/v1/receivables/clients": nil,
	"GET /api/v1/receivables":         {"?client=@client"},
	"GET /api/v1/dunning":             nil,
	"GET /api/v1/disputes":            {"?client=@client", "?open=true"},
	"GET /api/v1/bank":                nil,
	"GET /api/v1/bank/lines":          {"?state=booked", "?state=ignored"},
	"GET /api/v1/card-payments":       {"?tab=came", "?tab=all"},
	"GET /api/v1/card-differences":    nil,
	"GET /api/v1/payments":            {"?q=@name", "?client=@client", "?unapplied=true"},
	"GET /api/v1/products":            {"?q=@name", "?brand=@name", "?lacks=picture"},
	"GET /api/v1/products/counts":     nil,
	"GET /api/v1/categories":          nil,
	"GET /api/v1/price-lists":         {"?q=@name"},
	"GET /api/v1/trade-clients":       {"?q=@name"},
	"GET /api/v1/client-groups":       nil,
	"GET /api/v1/visibility":          nil,
	"GET /api/v1/members":             nil,
	"GET /api/v1/stock":               {"?q=@name", "?tab=low"},
	"GET /api/v1/stock/incoming":      nil,
	"GET /api/v1/synonyms":            {"?q=@name"},
	"GET /api/v1/figures/clients":     nil,
	"GET /api/v1/figures/products":    nil,
	"GET /api/v1/figures/quiet":       nil,
	"GET /api/v1/figures/unsold":      {"?client=@client"},
	"GET /api/v1/figures/file":        {"?table=quiet&format=csv", "?table=clients&format=csv", "?table=unsold&format=csv&client=@client"},
	"GET /api/v1/desk/queue":          {"?state=all"},
	"GET /api/v1/desk/clients":        {"?q=@name"},
	"GET /api/v1/desk/activity":       nil,
}

// personal are those that show nothing but figures or the caller's own self.
var personal = map[string]bool{
	"GET /api/v1/search-misses": true, // words and names, each its own supplier's: see portal/vocabulary
	"GET /api/v1/session":       true, "GET /api/v1/me/preferences": true, "GET /api/v1/supplier/home": true,
	"GET /api/v1/views": true, "GET /api/v1/prints": true,
	"GET /api/v1/card-account": true, "GET /api/v1/books": true,
	"GET /api/v1/payable":       true, // what is named by id, and another company's is not there: see portal/card
	"GET /api/v1/stock/summary": true,
	"GET /api/v1/figures":       true, "GET /api/v1/figures/classes": true, "GET /api/v1/figures/health": true, "GET /api/v1/figures/prices": true,
	"GET /api/v1/figures/reminders": true,
}

func TestListsShowNothingOfAnotherCompany(t *testing.T) {
	w := open(t)
	for _, r := range w.Server.Routes() {
		if r.Permission == "" || r.Method != http.MethodGet || strings.Contains(r.Path, "{") || personal[name(r)] {
			continue
		}
		questions, ok := lists[name(r)]
		if !ok {
			t.Error(name(r), "shows rows: say in lists what to ask it, or in personal that it shows none")
			continue
		}
		shown := false
		for _, role := range identity.Roles() {
			if !role.Allows(r.Permission) {
				continue
			}
			for _, q := range append([]string{""}, questions...) {
				own := strings.NewReplacer("@name", ourName, "@supplier", w.our.supplier, "@client", w.our.client).Replace(q)
				shown = w.asks(t, role, r.Path+own, "") || shown
				theirs := strings.NewReplacer("@name", theirName, "@supplier", w.their.supplier, "@client", w.their.client).Replace(q)
				w.asks(t, role, r.Path+theirs, theirs)
			}
		}
		if !shown {
			t.Error(name(r), "shows nothing of our own either: the world of this test lacks such rows")
		}
	}
}

// asks reports whether the answer shows anything of ours, and fails where it shows anything of strangers.
func (w *world) asks(t *testing.T, role identity.Role, path, echo string) bool {
	t.Helper()
	a := w.Call(t, w.people[role].Access, http.MethodGet, path, nil)
	if a.Status != 200 {
		t.Errorf("%s %s: %d %s", role, path, a.Status, a.Body)
		return false
	}
	for _, s := range w.strangers(role) {
		for _, mark := range []string{s.client, s.supplier, s.product, s.location, s.order, s.invoice, s.payment, s.dispute, s.promise, s.bankLine, s.member, s.invitation, s.warehouse, s.incoming, s.synonym} {
			if mark != "" && bytes.Contains(a.Body, []byte(mark)) {
				t.Errorf("%s %s: shows a stranger's row %s: %s", role, path, mark, a.Body)
			}
		}
	}
	if len(w.strangers(role)) > 0 && !strings.Contains(echo, theirName) && bytes.Contains(a.Body, []byte(theirName)) {
		t.Errorf("%s %s: names a stranger: %s", role, path, a.Body)
	}
	for _, mark := range []string{ourName, w.our.location, w.our.member, w.our.category, w.our.synonym} {
		if bytes.Contains(a.Body, []byte(mark)) {
			return true
		}
	}
	return false
}
