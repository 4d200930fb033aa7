package cadence_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

type world struct {
	db      *models.DB
	service *cadence.Service
	system  identity.Viewer
}

func open(t *testing.T) world {
	t.Helper()
	db := modelstest.DB(t, identitytest.Clock)
	return world{db, cadence.New(db), identity.System("test")}
}

func (w world) pair(t *testing.T) models.Pair {
	return models.Pair{
		Client:   identitytest.Company(t, w.db, models.ClientKind, "Client").ID,
		Supplier: identitytest.Company(t, w.db, models.SupplierKind, "Supplier").ID,
	}
}

// order keeps an order of that day and total.
func (w world) order(t *testing.T, p models.Pair, on models.Date, total models.Amount) models.OrderID {
	t.Helper()
	id := models.NewID[models.PurchaseOrder]()
	identitytest.Insert(t, w.db, &models.PurchaseOrder{ID: id, Number: "T-" + id.String(), ClientID: p.Client, SupplierID: p.Supplier,
		Status: models.OrderPlaced, Currency: "RUB", Net: total, Total: total, Source: models.FromCart, CheckoutID: uuid.New(), Content: []byte{},
		PlacedAt: on.Time(), PlacedOn: on, Version: 1})
	return id
}

func (w world) status(t *testing.T, id models.OrderID, s models.OrderStatus) {
	t.Helper()
	identitytest.In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.PurchaseOrder](tx, map[string]any{"status": s}, "id = ?", id)
		return err
	})
}

func (w world) follow(t *testing.T, id models.OrderID) {
	t.Helper()
	if _, err := w.service.Follow(t.Context(), w.system, cadence.FollowInput{Order: id}); err != nil {
		t.Fatal("follow:", err)
	}
}

// kept is the pair's row, nil when there is none.
func (w world) kept(t *testing.T, p models.Pair) (c *models.Cadence) {
	t.Helper()
	identitytest.In(t, w.db, func(tx *models.Tx) (err error) {
		c, err = models.First[models.Cadence](tx, "client_id = ? AND supplier_id = ?", p.Client, p.Supplier)
		if models.KindOf(err) == models.NotFound {
			c, err = nil, nil
		}
		return err
	})
	return c
}

func civil(t *testing.T, text string) models.Date {
	t.Helper()
	d, err := models.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var learned = cmp.Options{cmpopts.IgnoreFields(models.Cadence{}, "UpdatedAt"), cmpopts.EquateApprox(0, 1e-12)}

func TestFollowMakesNoClaimBelowThreeOrderDays(t *testing.T) {
	t.Parallel()
	w := open(t)
	p := w.pair(t)
	from := civil(t, "2026-03-02")
	for i, want := range []bool{false, false, true} {
		w.follow(t, w.order(t, p, from.Add(7*i), 100))
		c := w.kept(t, p)
		if got := c.DueOn != nil && c.LateOn != nil && c.AlertOn != nil; got != want {
			t.Errorf("after %d order days: dates %v, want %v", i+1, got, want)
		}
	}
	if c := w.kept(t, p); c.OrderDays != 3 || c.Gaps != 2 || c.FirstOn != from || c.LastOn != from.Add(14) {
		t.Errorf("kept %+v", c)
	}
}

func TestFollowTwiceIsOnce(t *testing.T) {
	t.Parallel()
	w := open(t)
	p := w.pair(t)
	for i := range 4 {
		w.follow(t, w.order(t, p, civil(t, "2026-03-02").Add(10*i), 100))
	}
	before := w.kept(t, p)
	again := w.order(t, p, before.LastOn, 100)
	w.follow(t, again)
	w.follow(t, again)
	if diff := cmp.Diff(before, w.kept(t, p), learned); diff != "" {
		t.Error("a second order of the day moved the rhythm:", diff)
	}
}

// Whatever comes in whatever order, and whatever is taken back: the row is what a rebuild from the orders makes.
func TestFollowComesToTheSameAsARebuild(t *testing.T) {
	t.Parallel()
	w := open(t)
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 1))
		p := w.pair(t)
		var orders []models.OrderID
		for range 12 {
			id := w.order(t, p, civil(t, "2026-01-10").Add(r.IntN(90)), models.Amount(r.IntN(10000)))
			orders = append(orders, id)
			w.follow(t, id)
		}
		for _, i := range r.Perm(len(orders))[:3] {
			w.status(t, orders[i], []models.OrderStatus{models.OrderCancelled, models.OrderRefused}[r.IntN(2)])
			w.follow(t, orders[i])
		}
		stepped := w.kept(t, p)
		identitytest.In(t, w.db, func(tx *models.Tx) error { return cadence.Relearn(tx, p) })
		if diff := cmp.Diff(stepped, w.kept(t, p), learned); diff != "" {
			t.Errorf("seed %d: %s", seed, diff)
		}
	}
}

func TestAPairWithoutAPurchaseLeftHasNoRhythm(t *testing.T) {
	t.Parallel()
	w := open(t)
	p := w.pair(t)
	id := w.order(t, p, civil(t, "2026-03-02"), 100)
	w.follow(t, id)
	w.status(t, id, models.OrderRefused)
	w.follow(t, id)
	if c := w.kept(t, p); c != nil {
		t.Errorf("still there: %+v", c)
	}
}

func TestUsualTotalIsTheMedianOfTheLastSix(t *testing.T) {
	t.Parallel()
	w := open(t)
	p := w.pair(t)
	for i, total := range []models.Amount{1, 900, 100, 400, 300, 200, 500} { // the last six: 900 100 400 300 200 500
		w.follow(t, w.order(t, p, civil(t, "2026-03-02").Add(i), total))
	}
	if got := w.kept(t, p).UsualTotal; got != 350 {
		t.Error("usual total", got)
	}
}

func TestANewOrderDayEndsASnooze(t *testing.T) {
	t.Parallel()
	w := open(t)
	p := w.pair(t)
	w.follow(t, w.order(t, p, civil(t, "2026-03-02"), 100))
	until := civil(t, "2026-04-02")
	identitytest.In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Cadence](tx, map[string]any{"snoozed_until": until, "contacted_on": until}, "client_id = ?", p.Client)
		return err
	})
	w.follow(t, w.order(t, p, civil(t, "2026-03-02"), 100))
	if c := w.kept(t, p); c.SnoozedUntil == nil {
		t.Error("an order of the same cycle ended the snooze")
	}
	w.follow(t, w.order(t, p, civil(t, "2026-03-09"), 100))
	if c := w.kept(t, p); c.SnoozedUntil != nil || c.ContactedOn == nil {
		t.Errorf("after a new order day: %+v", c)
	}
}

func TestManyOrdersAtOnceAreAllLearned(t *testing.T) {
	t.Parallel()
	w := open(t)
	p := w.pair(t)
	var all sync.WaitGroup
	for i := range 12 {
		id := w.order(t, p, civil(t, "2026-03-02").Add(7*i), 100)
		all.Go(func() {
			if _, err := w.service.Follow(t.Context(), w.system, cadence.FollowInput{Order: id}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if c := w.kept(t, p); c.OrderDays != 12 || c.LastOn != civil(t, "2026-03-02").Add(77) {
		t.Errorf("kept %+v", c)
	}
}

func TestRebuildLearnsPairsPriorAndDates(t *testing.T) {
	t.Parallel()
	w := open(t)
	r := rand.New(rand.NewPCG(7, 7))
	want := map[models.Pair][]cadence.Day{}
	for range 30 {
		p, on := w.pair(t), civil(t, "2026-01-01")
		for range 2 + r.IntN(9) {
			want[p] = append(want[p], cadence.Day(on))
			w.order(t, p, on, 100)
			on = on.Add(1 + r.IntN(30))
		}
	}
	gone := w.pair(t)
	w.follow(t, w.order(t, gone, civil(t, "2026-01-01"), 100))
	identitytest.In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.PurchaseOrder](tx, map[string]any{"status": models.OrderCancelled}, "client_id = ?", gone.Client)
		return err
	})

	out, err := w.service.Rebuild(t.Context(), w.system, cadence.RebuildInput{})
	if err != nil {
		t.Fatal(err)
	}
	if out.Pairs != len(want) || w.kept(t, gone) != nil {
		t.Errorf("rebuilt %d pairs, want %d", out.Pairs, len(want))
	}
	pairs := make([]models.Pair, 0, len(want))
	for p := range want {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b models.Pair) int {
		return slices.Compare(append(a.Client.UUID[:], a.Supplier.UUID[:]...), append(b.Client.UUID[:], b.Supplier.UUID[:]...))
	})
	prior := cadence.LearnPrior(func(yield func(cadence.State) bool) {
		for _, p := range pairs {
			if !yield(cadence.Fold(want[p], cadence.StartPrior())) {
				return
			}
		}
	})
	if prior != out.Prior {
		t.Errorf("prior %+v, want %+v", out.Prior, prior)
	}
	for p, days := range want {
		state, c := cadence.Fold(days, cadence.StartPrior()), w.kept(t, p)
		if cadence.StateOf(*c) != state {
			t.Errorf("state %+v, want %+v", cadence.StateOf(*c), state)
		}
		if len(days) >= 3 && cadence.Day(*c.LateOn) != state.Forecast(prior).LateOn() {
			t.Errorf("late on %v, want %v", c.LateOn, state.Forecast(prior).LateOn())
		}
	}
	if out, err := w.service.RefreshMonthly(t.Context(), w.system, cadence.RefreshInput{}); err != nil || out.Pairs != 0 {
		t.Errorf("learned again in the month: %+v, %v", out, err)
	}
	again, err := w.service.Refresh(t.Context(), w.system, cadence.RefreshInput{})
	if err != nil || again.Moved != 0 {
		t.Errorf("a second refresh moved %d pairs, %v", again.Moved, err)
	}
}

func TestOnlyTheSystemLearns(t *testing.T) {
	t.Parallel()
	w := open(t)
	buyer := identitytest.Viewer(t, w.db, identitytest.Company(t, w.db, models.ClientKind, "Client"), identity.Buyer)
	if _, err := w.service.Rebuild(t.Context(), buyer, cadence.RebuildInput{}); models.KindOf(err) != models.Forbidden {
		t.Error("a buyer rebuilt:", err)
	}
}
