package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"povtor/api"
	"povtor/models"
	"povtor/portal/identity"
)

// What goods cost a supplier, and what it earns by them, stands in no answer to anybody else. The product is asked for at every
// route that reads, by everybody who may; its cost is a figure that stands nowhere else.
func TestNobodyButTheSupplierReadsACost(t *testing.T) {
	w := open(t)
	const cost = "7351.9137"
	set := w.Call(t, w.people[identity.SupplierAdmin].Access, http.MethodPut, "/api/v1/products/"+w.our.product+"/cost", body{"cost": cost})
	if set.Status != 200 {
		t.Fatalf("%d %s", set.Status, set.Body)
	}
	secrets := [][]byte{[]byte("7351.9"), []byte("7351,9"), []byte("7\u00a0351,9"), []byte("7 351,9"), []byte(`"cost"`), []byte(`"margin"`), []byte(`"unit_cost"`)}
	seen, asked := 0, 0
	for _, r := range w.Server.Routes() {
		if r.Permission == "" || r.Method != http.MethodGet {
			continue
		}
		for _, role := range identity.Roles() {
			if !role.Allows(r.Permission) {
				continue
			}
			for _, path := range w.readings(r) {
				a := w.Call(t, w.people[role].Access, r.Method, path, nil)
				if role.Fits(models.SupplierKind) {
					if bytes.Contains(a.Body, secrets[0]) {
						seen++
					}
					continue
				}
				if a.Status == 200 {
					asked++
				}
				for _, s := range secrets {
					if bytes.Contains(a.Body, s) {
						t.Errorf("%s: %s reads %s: %s", path, role, s, a.Body)
					}
				}
			}
		}
	}
	if seen < 3 || asked < 100 {
		t.Errorf("the supplier reads it in %d answers, others had %d: the walk proves little", seen, asked)
	}
}

// readings are the addresses of a route with our own rows in them, and with the questions that lists are asked.
func (w *world) readings(r api.Route) (paths []string) {
	own := strings.NewReplacer("@name", ourName, "@supplier", w.our.supplier, "@client", w.our.client)
	if a, ok := addresses[name(r)]; ok {
		for _, id := range a.row(w.our) {
			paths = append(paths, filled(r, id)+a.query)
		}
		return paths
	}
	paths = []string{r.Path}
	for _, q := range lists[name(r)] {
		paths = append(paths, r.Path+own.Replace(q))
	}
	return paths
}
