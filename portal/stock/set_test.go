package stock_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/stock"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func warehouse(t testing.TB, tr *orderingtest.Trade, code string, main bool) models.WarehouseID {
	t.Helper()
	w := models.Warehouse{ID: models.NewID[models.Warehouse](), SupplierID: tr.Supplier.ID, Code: code, Name: code, IsDefault: main,
		Version: 1, CreatedAt: identitytest.Now}
	identitytest.Insert(t, tr.DB, &w)
	return w.ID
}

func set(t testing.TB, tr *orderingtest.Trade, counts ...stock.Count) []stock.Change {
	t.Helper()
	var out []stock.Change
	identitytest.In(t, tr.DB, func(tx *models.Tx) (err error) {
		if out, err = stock.Set(tx, tr.Supplier.ID, counts); err == nil {
			err = models.RecordStock(tx, tr.Supplier.ID, out, models.ChangedByAPI, models.BatchID{})
		}
		return err
	})
	return out
}

func row(t testing.TB, tr *orderingtest.Trade, p models.ProductID) models.Stock {
	t.Helper()
	var out models.Stock
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		s, err := models.First[models.Stock](tx, "product_id = ?", p)
		if err == nil {
			out = *s
		}
		return err
	})
	return out
}

func TestACountIsAFact(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	o := tr.Place(t, "8")
	p := tr.Products[0].ID
	out := set(t, tr, stock.Count{Product: p, OnHand: dec("5")})
	if len(out) != 1 || !out[0].Before.Equal(dec("1000")) || !out[0].Reserved.Equal(dec("8")) || !out[0].Oversold().Equal(dec("3")) {
		t.Errorf("%+v", out)
	}
	if _, err := tr.Orders.Place(t.Context(), tr.Buyer, tr.Wants("1")); err == nil {
		t.Error("one more was sold of what is oversold")
	}
	var take ordering.CancelInput
	take.ID = o.ID
	if _, err := tr.Orders.Cancel(t.Context(), tr.Buyer, take); err != nil {
		t.Error("an order of what is oversold cannot be taken back:", err)
	}
	if s := row(t, tr, p); !s.Reserved.IsZero() || !s.OnHand.Equal(dec("5")) {
		t.Errorf("%+v", s)
	}
}

func TestWhatOrdersHoldStaysCounted(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	tr.Place(t, "8")
	var kept []stock.Change
	identitytest.In(t, tr.DB, func(tx *models.Tx) (err error) {
		kept, err = stock.ToOrder(tx, tr.Supplier.ID, []models.ProductID{tr.Products[0].ID, tr.Products[1].ID})
		return err
	})
	if len(kept) != 1 || kept[0].Product != tr.Products[0].ID || !kept[0].Reserved.Equal(dec("8")) {
		t.Errorf("%+v", kept)
	}
	in := tr.Wants("1", "5000") // more than ever was there of the second, which is to order now
	if _, err := tr.Orders.Place(t.Context(), tr.Buyer, in); err != nil {
		t.Error(err)
	}
}

// However counts of warehouses and counts of all together come, the one row that checkouts lock holds the sum, and each
// warehouse what it was said to hold last, as far as no count of all together said otherwise.
func TestTheRowIsTheSumOfItsWarehouses(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	p := tr.Products[0].ID
	places := []models.WarehouseID{warehouse(t, tr, "MSK", true), warehouse(t, tr, "SPB", false), warehouse(t, tr, "KZN", false)}
	want := map[models.WarehouseID]int64{places[0]: orderingtest.Stocked}
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.Int64Range(0, 40).Draw(r, "on hand")
		c := stock.Count{Product: p, OnHand: decimal.NewFromInt(n)}
		if i := rapid.IntRange(-1, 2).Draw(r, "warehouse"); i >= 0 {
			c.Warehouse = &places[i]
			want[places[i]] = n
		} else if main := want[places[0]] + n - total(want); main >= 0 {
			want[places[0]] = main
		} else {
			want = map[models.WarehouseID]int64{places[0]: n}
		}
		out := set(t, tr, c)
		if !out[0].After.Equal(decimal.NewFromInt(total(want))) || !row(t, tr, p).OnHand.Equal(out[0].After) {
			r.Fatalf("after %+v there are %s, want %v", c, out[0].After, want)
		}
		identitytest.In(t, tr.DB, func(tx *models.Tx) error {
			all, err := models.List[models.WarehouseStock](tx, "warehouse_id", "product_id = ?", p)
			for _, w := range all {
				if !w.OnHand.Equal(decimal.NewFromInt(want[w.WarehouseID])) {
					r.Fatalf("in %s lie %s, want %d", w.WarehouseID, w.OnHand, want[w.WarehouseID])
				}
			}
			return err
		})
	})
}

func total(in map[models.WarehouseID]int64) (n int64) {
	for _, q := range in {
		n += q
	}
	return n
}

// Twenty buyers want the last units while the supplier counts: never is more held than some count said was there, and what is
// held is what the orders that went through hold.
func TestCountingWhileTwentyBuy(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	p := tr.Products[0].ID
	set(t, tr, stock.Count{Product: p, OnHand: dec("1")})
	var group sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for range 20 {
		group.Go(func() {
			_, err := tr.Orders.Place(t.Context(), tr.Buyer, tr.Wants("1"))
			if err == nil {
				mu.Lock()
				won++
				mu.Unlock()
			} else if code := models.CodeOf(err); code != "out-of-stock" && code != "lines-to-mend" && code != "order-problems" {
				t.Error(err)
			}
		})
	}
	for i := range 10 {
		group.Go(func() { set(t, tr, stock.Count{Product: p, OnHand: decimal.NewFromInt(int64(1 + i%3))}) })
	}
	group.Wait()
	s := row(t, tr, p)
	if won < 1 || won > 3 || !s.Reserved.Equal(decimal.NewFromInt(int64(won))) {
		t.Errorf("%d orders went through, %s are held of %s", won, s.Reserved, s.OnHand)
	}
}

func TestTheHistoryTellsCounts(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	made := tr.Add(t, "5", -1)
	set(t, tr, stock.Count{Product: tr.Products[0].ID, OnHand: dec("1000")}, stock.Count{Product: tr.Products[1].ID, OnHand: dec("7.5")},
		stock.Count{Product: made.ID, OnHand: dec("3")})
	var got []string
	identitytest.In(t, tr.DB, func(tx *models.Tx) error {
		changes, err := models.ProductChanges(tx, models.ChangeFilter{Limit: 10})
		for _, c := range changes {
			got = append(got, fmt.Sprintf("%s %s -> %s", c.SKU, c.Before["on_hand"], c.After["on_hand"]))
		}
		return err
	})
	if len(got) != 2 || got[0] != "SKU-5 null -> 3" && got[1] != "SKU-5 null -> 3" {
		t.Errorf("%q", got)
	}
}
