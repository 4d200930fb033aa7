package measure

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

var today = models.NewDate(2026, 11, 19)

// However clients arrive, in however many goes: every full block of ten of every stratum holds out exactly one, and nobody
// is ever moved.
func TestEveryTenthIsHeldOutAndStays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sizes := map[string]int{}
		var all []models.Holdout
		for range rapid.IntRange(1, 6).Draw(t, "goes") {
			var clients []models.Unassigned
			for range rapid.IntRange(0, 60).Draw(t, "clients") {
				last := today.Add(-rapid.IntRange(0, 500).Draw(t, "silent"))
				clients = append(clients, models.Unassigned{Client: models.NewID[models.Organisation](),
					Class: rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "class"), FirstOn: last.Add(-200), LastOn: last})
			}
			all = append(all, draw(clients, sizes, today)...)
		}
		blocks := map[string]map[int][]models.Holdout{}
		seen := map[models.OrganisationID]bool{}
		for _, h := range all {
			if seen[h.ClientID] {
				t.Fatalf("%s has two arms", h.ClientID)
			}
			seen[h.ClientID] = true
			if blocks[h.Stratum] == nil {
				blocks[h.Stratum] = map[int][]models.Holdout{}
			}
			blocks[h.Stratum][h.Ordinal/block] = append(blocks[h.Stratum][h.Ordinal/block], h)
		}
		for stratum, of := range blocks {
			for n, members := range of {
				held := 0
				for _, h := range members {
					if h.HeldOut {
						held++
					}
				}
				if held > 1 || (len(members) == block && held != 1) {
					t.Errorf("block %d of %s: %d of %d held out", n, stratum, held, len(members))
				}
			}
		}
	})
}

func TestTheHeldOutPlaceIsNotAlwaysTheSame(t *testing.T) {
	t.Parallel()
	places := map[int]int{}
	for n := range 1000 {
		if heldOut("A/active", n) {
			places[n%block]++
		}
	}
	if len(places) != block {
		t.Error("places held out:", places)
	}
}

func TestStages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		known, silent int
		want          string
	}{{0, 0, "new"}, {90, 1, "new"}, {91, 90, "active"}, {400, 91, "quiet"}, {400, 365, "quiet"}, {400, 366, "lapsed"}} {
		if got := stage(models.Unassigned{FirstOn: today.Add(-c.known), LastOn: today.Add(-c.silent)}, today); got != c.want {
			t.Errorf("known for %d days, silent for %d: %s, want %s", c.known, c.silent, got, c.want)
		}
	}
}

func client(t *testing.T, db *models.DB, total models.Amount) models.OrganisationID {
	c := identitytest.Company(t, db, models.ClientKind, "Client").ID
	s := identitytest.Company(t, db, models.SupplierKind, "Supplier").ID
	id := models.NewID[models.PurchaseOrder]()
	identitytest.Insert(t, db, &models.PurchaseOrder{ID: id, Number: id.String(), ClientID: c, SupplierID: s, Status: models.OrderClosed,
		Currency: "RUB", Net: total, Total: total, Source: models.FromHistory, CheckoutID: id.UUID, Content: []byte{},
		PlacedAt: today.Time(), PlacedOn: today, Version: 1})
	identitytest.Insert(t, db, &models.Cadence{ClientID: c, SupplierID: s, OrderDays: 1, FirstOn: today.Add(-200), LastOn: today,
		Currency: "RUB", UpdatedAt: today.Time()})
	return c
}

func arms(t *testing.T, db *models.DB) map[models.OrganisationID]models.Holdout {
	out := map[models.OrganisationID]models.Holdout{}
	identitytest.In(t, db, func(tx *models.Tx) error {
		all, err := models.List[models.Holdout](tx, "client_id", "true")
		for _, h := range all {
			h.AssignedAt = time.Time{}
			out[h.ClientID] = h
		}
		return err
	})
	return out
}

func TestAssignOnceAndForAll(t *testing.T) {
	t.Parallel()
	db := modelstest.DB(t, func() time.Time { return today.Time().Add(9 * time.Hour) })
	s, system := New(db), identity.System("test")
	identitytest.Company(t, db, models.ClientKind, "Never bought")
	for i := range 40 {
		client(t, db, models.Amount(100+i))
	}
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := s.Assign(t.Context(), system, AssignInput{}); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	first := arms(t, db)
	if len(first) != 40 {
		t.Fatalf("%d clients have an arm, want 40", len(first))
	}
	for range 4 {
		client(t, db, 1_000_000) // they change who is in class A
	}
	out, err := s.Assign(t.Context(), system, AssignInput{})
	if err != nil || out.Clients != 4 {
		t.Errorf("assigned %+v, %v", out, err)
	}
	second := arms(t, db)
	for id := range second {
		if _, ok := first[id]; !ok {
			if second[id].Stratum != "A/active" {
				t.Errorf("a big new one is in %s", second[id].Stratum)
			}
			delete(second, id)
		}
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error("somebody was moved:", diff)
	}
}
