package sales_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/fulfilment"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/sales"
)

// slow sums every confirmed order of the supplier up, one by one.
func slow(t *testing.T, tr *orderingtest.Trade) (net models.Amount, orders int, by map[models.ProductID]models.Amount) {
	t.Helper()
	by = map[models.ProductID]models.Amount{}
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		all, err := models.List[models.PurchaseOrder](tx, "id", "supplier_id = ?", tr.Supplier.ID)
		for _, o := range all {
			if !o.Status.IsSale() {
				continue
			}
			net += o.Net
			orders++
			lines, err := models.List[models.PurchaseOrderLine](tx, "id", "order_id = ?", o.ID)
			if err != nil {
				return err
			}
			for _, l := range lines {
				by[l.ProductID] += l.Net
			}
		}
		return err
	})
	return net, orders, by
}

// figures are what the pages show.
func figures(t *testing.T, tr *orderingtest.Trade) string {
	t.Helper()
	s := sales.New(tr.DB)
	o, err := s.Overview(t.Context(), tr.Manager, sales.Period{})
	if err != nil {
		t.Fatal(err)
	}
	products, err := s.Products(t.Context(), tr.Manager, sales.RankedInput{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintln(&b, o.Total.Net, o.Total.Orders)
	for _, p := range products.Items {
		fmt.Fprintln(&b, p.ID, p.Net, p.Class)
	}
	return b.String()
}

// Whatever is placed, confirmed, refused and taken back: the figures are those of a slow obvious sum over the orders, and making
// them anew changes nothing.
func TestTheFiguresAreTheSumOfTheOrders(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	answers := fulfilment.New(tr.DB)
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 3).Draw(r, "orders") {
			quantities := rapid.SliceOfN(rapid.SampledFrom([]string{"1", "2", "3", "7"}), 1, 4).Draw(r, "quantities")
			o := tr.Place(t, quantities...)
			var err error
			switch rapid.IntRange(0, 4).Draw(r, "fate") {
			case 0:
				_, err = tr.Orders.Cancel(t.Context(), tr.Buyer, ordering.CancelInput{ID: o.ID})
			case 1:
				in := fulfilment.RefuseInput{ID: o.ID}
				in.Body.Reason = "No"
				_, err = answers.Refuse(t.Context(), tr.Manager, in)
			case 2, 3:
				_, err = answers.Confirm(t.Context(), tr.Manager, fulfilment.ConfirmInput{ID: o.ID})
			}
			if err != nil {
				r.Fatal(err)
			}
		}
		net, orders, by := slow(t, tr)
		shown := figures(t, tr)
		if want := fmt.Sprintln(net.In("RUB"), orders); !strings.HasPrefix(shown, want) {
			r.Fatalf("shown %q, the sum is %q", shown, want)
		}
		for id, n := range by {
			if !strings.Contains(shown, fmt.Sprint(id, " ", n.In("RUB"))) {
				r.Fatalf("of %s %s was sold; shown is %s", id, n.In("RUB"), shown)
			}
		}
	})
	before := figures(t, tr)
	identitytest.In(t, tr.DB, func(tx *models.Tx) error { return models.RebuildSales(tx, tr.Supplier.ID) })
	if d := cmp.Diff(before, figures(t, tr)); d != "" {
		t.Error("made anew:", d)
	}
	if other := figures(t, tr.Other(t)); other != "0.00 0\n" {
		t.Errorf("another supplier sees %q", other)
	}
}

func TestFilesAreSafeAndOnesOwn(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Organisation](tx, map[string]any{"name": "=cmd()"}, "id = ?", tr.Client.ID)
		return err
	})
	o := tr.Place(t, "2")
	if _, err := fulfilment.New(tr.DB).Confirm(t.Context(), tr.Manager, fulfilment.ConfirmInput{ID: o.ID}); err != nil {
		t.Fatal(err)
	}
	s := sales.New(tr.DB)
	f, err := s.File(t.Context(), tr.Manager, sales.FileInput{Table: "clients", Format: "csv"})
	if err != nil || !strings.Contains(string(f.Data), "'=cmd(),") || !strings.Contains(string(f.Data), ",21.00,") {
		t.Errorf("%q, %v", f.Data, err)
	}
	for _, table := range []string{"months", "categories", "clients", "products", "quiet", "unsold", "no_price", "below_cost", "above_list"} {
		f, err := s.File(t.Context(), tr.Manager, sales.FileInput{Table: table, Format: "xlsx"})
		if err != nil || !strings.HasPrefix(string(f.Data), "PK") {
			t.Error(table, err)
		}
	}
	if _, err := s.File(t.Context(), tr.Buyer, sales.FileInput{Table: "clients"}); models.KindOf(err) != models.Forbidden {
		t.Error("a buyer:", err)
	}
	if r, err := s.Reminders(t.Context(), tr.Manager, sales.Period{}); err != nil || r.Sent != 0 || r.Lift.Enough {
		t.Errorf("%+v, %v", r, err)
	}
	if h, err := s.Health(t.Context(), tr.Manager, struct{}{}); err != nil || h.NoPrice != 0 {
		t.Errorf("%+v, %v", h, err)
	}
	for _, p := range []sales.Period{{From: "2026-13"}, {From: "2027-01", To: "2026-01"}, {From: "2001-01"}} {
		if _, err := s.Overview(t.Context(), tr.Manager, p); models.KindOf(err) != models.Invalid {
			t.Errorf("%+v: %v", p, err)
		}
	}
}

// With the truth known, the interval holds it in about nineteen of twenty worlds; of few clients nothing is said.
func TestTheLiftIsHonest(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(1, 2))
	world := func(clients int, heldOut bool, chance float64) (out []models.NudgeOutcomes) {
		for range clients {
			o := models.NudgeOutcomes{HeldOut: heldOut, Nudges: 1 + dice.IntN(6)}
			own := min(1, chance*2*dice.Float64()) // clients differ
			for range o.Nudges {
				if dice.Float64() < own {
					o.Followed++
				}
			}
			out = append(out, o)
		}
		return out
	}
	held := 0
	const worlds = 400
	for range worlds {
		l := sales.LiftOf(append(world(360, false, .45), world(40, true, .35)...))
		if !l.Enough {
			t.Fatalf("%+v", l)
		}
		if *l.Low <= 10 && 10 <= *l.High {
			held++
		}
	}
	if held < worlds*90/100 || held == worlds {
		t.Errorf("the interval holds the truth in %d of %d worlds", held, worlds)
	}
	if l := sales.LiftOf(append(world(300, false, .9), world(19, true, .1)...)); l.Enough || l.Points != nil {
		t.Errorf("something is said of 19 clients: %+v", l)
	}
	if l := sales.LiftOf(nil); l.Enough || l.Reminded.Rate != nil {
		t.Errorf("%+v", l)
	}
}
