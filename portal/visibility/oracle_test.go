package visibility_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/visibility"
)

// stall is a supplier with goods, groups of clients and rules drawn at random, in the database and in memory.
type stall struct {
	*rand.Rand
	supplier   models.Organisation
	manager    identity.Viewer
	tree       []models.Category
	products   []models.Product
	agreements []models.Agreement
	buyers     []identity.Viewer
	groups     []models.ClientGroup
	members    map[models.AgreementID]map[models.ClientGroupID]bool
	rules      []models.VisibilityRule
}

var brands = []string{"", "Север", "Юг"}

func draw(t *testing.T, db *models.DB, seed uint64) *stall {
	s := &stall{Rand: rand.New(rand.NewPCG(seed, 3)), members: map[models.AgreementID]map[models.ClientGroupID]bool{}}
	s.supplier = identitytest.Company(t, db, models.SupplierKind, "Поставщик")
	s.manager = identitytest.Viewer(t, db, s.supplier, identity.SupplierManager)
	for i := range 6 {
		var under []models.Category
		if i > 0 && s.Float64() < .7 {
			under = []models.Category{s.tree[s.IntN(i)]}
		}
		s.tree = append(s.tree, cataloguetest.Category(t, db, fmt.Sprint("Раздел ", i), fmt.Sprint("Section ", i), under...))
	}
	for i := range 10 {
		s.products = append(s.products, cataloguetest.Product(t, db, s.supplier, fmt.Sprintf("Товар номер%d", i), func(p *models.Product) {
			p.CategoryID, p.Brand = s.tree[s.IntN(len(s.tree))].ID, brands[s.IntN(3)]
		}))
	}
	for i := range 2 {
		s.groups = append(s.groups, models.ClientGroup{ID: models.NewID[models.ClientGroup](), SupplierID: s.supplier.ID, Name: fmt.Sprint(i), CreatedAt: identitytest.Now})
		identitytest.Insert(t, db, &s.groups[i])
	}
	for range 3 {
		client := identitytest.Company(t, db, models.ClientKind, "Клиент")
		a := identitytest.Agreement(t, db, client, s.supplier)
		s.agreements, s.buyers = append(s.agreements, a), append(s.buyers, identitytest.Viewer(t, db, client, identity.Buyer))
		s.members[a.ID] = map[models.ClientGroupID]bool{}
		for _, g := range s.groups {
			if s.Float64() < .4 {
				s.members[a.ID][g.ID] = true
				identitytest.Insert(t, db, &models.ClientGroupMember{GroupID: g.ID, SupplierID: s.supplier.ID, AgreementID: a.ID})
			}
		}
	}
	s.drawRules(t, db)
	return s
}

func (s *stall) drawRules(t *testing.T, db *models.DB) {
	drawn := map[string]bool{}
	for range s.IntN(7) {
		r := models.VisibilityRule{ID: models.NewID[models.VisibilityRule](), SupplierID: s.supplier.ID, CreatedAt: identitytest.Now,
			Effect: []models.Effect{models.Allow, models.Deny}[s.IntN(2)]}
		switch s.IntN(3) {
		case 0:
			r.GroupID = &s.groups[s.IntN(len(s.groups))].ID
		case 1:
			r.AgreementID = &s.agreements[s.IntN(len(s.agreements))].ID
		}
		switch s.IntN(7) {
		case 0, 1, 2:
			r.CategoryID = &s.tree[s.IntN(len(s.tree))].ID
		case 3, 4:
			r.Brand = &brands[1+s.IntN(2)]
		case 5:
			r.ProductID = &s.products[s.IntN(len(s.products))].ID
		}
		key := fmt.Sprint(r.Effect, deref(r.GroupID), deref(r.AgreementID), deref(r.CategoryID), deref(r.Brand), deref(r.ProductID))
		if !drawn[key] {
			drawn[key] = true
			s.rules = append(s.rules, r)
			identitytest.Insert(t, db, &r)
		}
	}
}

func deref[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

// sees is the rule in the words of DOMAIN.md, slowly: deny beats allow; where something is allowed, only that is seen.
func (s *stall) sees(a models.Agreement, p models.Product) bool {
	allowed, anyAllow := false, false
	for _, r := range s.rules {
		to := r.GroupID == nil && r.AgreementID == nil || r.GroupID != nil && s.members[a.ID][*r.GroupID] || r.AgreementID != nil && *r.AgreementID == a.ID
		if !to {
			continue
		}
		about := r.CategoryID == nil && r.Brand == nil && r.ProductID == nil ||
			r.CategoryID != nil && s.under(p.CategoryID, *r.CategoryID) || r.Brand != nil && *r.Brand == p.Brand || r.ProductID != nil && *r.ProductID == p.ID
		if r.Effect == models.Deny && about {
			return false
		}
		if r.Effect == models.Allow {
			anyAllow, allowed = true, allowed || about
		}
	}
	return allowed || !anyAllow
}

func (s *stall) under(leaf, root models.CategoryID) bool {
	for at := &leaf; at != nil; {
		if *at == root {
			return true
		}
		at = s.tree[slices.IndexFunc(s.tree, func(c models.Category) bool { return c.ID == *at })].ParentID
	}
	return false
}

// Whatever rules there are: a client finds exactly what they show it, by every way to the goods.
func TestAClientFindsExactlyWhatTheRulesShow(t *testing.T) {
	t.Parallel()
	db := modelstest.DB(t, identitytest.Clock)
	shop, rules := catalogue.New(db), visibility.New(db)
	hidden := 0
	for seed := range uint64(12) {
		s := draw(t, db, seed)
		for i, a := range s.agreements {
			want, byCategory := map[models.ProductID]bool{}, map[string]int{}
			for _, p := range s.products {
				if s.sees(a, p) {
					want[p.ID] = true
					byCategory[p.CategoryID.String()]++
				} else {
					hidden++
				}
			}
			s.check(t, shop, s.buyers[i], want, byCategory, fmt.Sprintf("seed %d, client %d", seed, i))
			seen, err := rules.Preview(t.Context(), s.manager, visibility.PreviewInput{ID: a.ID})
			if err != nil || seen.Seen != len(want) || seen.All != len(s.products) {
				t.Fatalf("seed %d: the supplier is told %d of %d, the rules show %d: %v", seed, seen.Seen, seen.All, len(want), err)
			}
		}
	}
	if hidden < 80 {
		t.Errorf("only %d goods were hidden: the draw has become poor", hidden)
	}
}

func (s *stall) check(t *testing.T, shop *catalogue.Service, buyer identity.Viewer, want map[models.ProductID]bool, byCategory map[string]int, what string) {
	t.Helper()
	for _, in := range []catalogue.ListInput{{}, {Sort: catalogue.ByUse}, {Filter: catalogue.Filter{Q: "товар"}}} {
		in.Limit = 100
		page, err := shop.List(t.Context(), buyer, in)
		if err != nil {
			t.Fatal(err)
		}
		got := map[models.ProductID]bool{}
		for _, c := range page.Items {
			got[c.ID] = true
		}
		if !maps.Equal(got, want) {
			t.Fatalf("%s: %+v lists %d goods, the rules show %d", what, in, len(got), len(want))
		}
	}
	for _, q := range []string{"", "товар"} {
		facets, err := shop.Facets(t.Context(), buyer, catalogue.Filter{Q: q})
		if err != nil {
			t.Fatal(err)
		}
		counted := map[string]int{}
		for _, c := range facets.Categories {
			counted[c.ID] = c.Count
		}
		if facets.Total != len(want) || !maps.Equal(counted, byCategory) {
			t.Fatalf("%s: %q counts %d %v, the rules show %d %v", what, q, facets.Total, counted, len(want), byCategory)
		}
	}
	for i, p := range s.products {
		_, err := shop.Get(t.Context(), buyer, catalogue.ProductInput{ID: p.ID})
		if (err == nil) != want[p.ID] || err != nil && models.KindOf(err) != models.NotFound {
			t.Fatalf("%s: by its link product %d is %v, the rules show it: %v", what, i, err, want[p.ID])
		}
		found, err := shop.Suggest(t.Context(), buyer, catalogue.SuggestInput{Q: fmt.Sprint("номер", i)})
		if err != nil {
			t.Fatal(err)
		}
		named := slices.ContainsFunc(found.Items, func(s catalogue.Suggestion) bool { return s.ID == p.ID })
		if named != want[p.ID] {
			t.Fatalf("%s: product %d is suggested: %v, the rules show it: %v", what, i, named, want[p.ID])
		}
	}
}
