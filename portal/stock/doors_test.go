package stock_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/fulfilment"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/stock"
)

func put(t *testing.T, tr *orderingtest.Trade, lines ...stock.PutLine) stock.PutAnswer {
	t.Helper()
	var in stock.PutInput
	in.Body.Lines = lines
	out, err := stock.New(tr.DB).Put(t.Context(), tr.Manager, in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func skus(t *testing.T, tr *orderingtest.Trade, tab models.StockTab) string {
	t.Helper()
	page, err := stock.New(tr.DB).List(t.Context(), tr.Manager, stock.ListInput{Tab: tab})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range page.Items {
		out = append(out, l.SKU)
	}
	return strings.Join(out, " ")
}

func TestOneBadLineLosesNoOther(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	tr.Place(t, "8")
	warehouse(t, tr, "MSK", true)
	spb := warehouse(t, tr, "SPB", false)
	got := put(t, tr,
		stock.PutLine{SKU: "SKU-1", OnHand: "5"}, stock.PutLine{SKU: "nobody's", OnHand: "5"}, stock.PutLine{SKU: "SKU-2", OnHand: "-1"},
		stock.PutLine{SKU: "SKU-2", OnHand: ""}, stock.PutLine{SKU: "SKU-1", OnHand: "6"}, stock.PutLine{SKU: "SKU-3", OnHand: "40", Warehouse: "SPB"},
		stock.PutLine{SKU: "SKU-3", OnHand: "1", Warehouse: "Luna"}, stock.PutLine{SKU: "SKU-4", OnHand: "1000"})
	want := stock.PutAnswer{Taken: 3, Changed: 2, Oversold: []stock.Oversold{{SKU: "SKU-1", OnHand: "5", Reserved: "8", Short: "3"}}}
	var codes []string
	for _, f := range got.Faults {
		codes = append(codes, f.Code)
	}
	got.Faults = nil
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"unknown-sku", "bad-quantity", "bad-quantity", "repeated", "unknown-warehouse"}, codes); d != "" {
		t.Error(d)
	}
	if s := row(t, tr, tr.Products[2].ID); !s.OnHand.Equal(dec("1040")) {
		t.Errorf("1000 lay in Moscow, 40 in Petersburg (%s): %s", spb, s.OnHand)
	}
	if s := row(t, tr, tr.Products[1].ID); !s.OnHand.Equal(dec("1000")) {
		t.Error("a product whose line was bad was touched:", s.OnHand)
	}
}

func TestTheTabs(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	dead := tr.Add(t, "10", 50, func(p *models.Product) { p.CreatedAt = identitytest.Now.AddDate(-1, 0, 0) })
	tr.Add(t, "10", -1)
	for _, quantities := range [][]string{{"90", "45", "9"}} {
		o := tr.Place(t, quantities...)
		if _, err := fulfilment.New(tr.DB).Confirm(t.Context(), tr.Manager, fulfilment.ConfirmInput{ID: o.ID}); err != nil {
			t.Fatal(err)
		}
	}
	put(t, tr, stock.PutLine{SKU: "SKU-1", OnHand: "103"}, stock.PutLine{SKU: "SKU-2", OnHand: "45"}, stock.PutLine{SKU: "SKU-3", OnHand: "8"})
	for tab, want := range map[models.StockTab]string{
		models.StockAll: "SKU-1 SKU-2 SKU-3 SKU-4 SKU-5 SKU-6", models.StockLow: "SKU-1", models.StockOut: "SKU-2 SKU-3",
		models.StockOversold: "SKU-3", models.StockDead: "SKU-5",
	} {
		if got := skus(t, tr, tab); got != want {
			t.Errorf("%s: %q, want %q", tab, got, want)
		}
	}
	s, err := stock.New(tr.DB).Summary(t.Context(), tr.Manager, struct{}{})
	want := stock.Summary{Currency: "RUB", Products: 6, Low: 1, Out: 2, Oversold: 1, Dead: 1, Worth: "43248.00", DeadWorth: "500.00",
		Rule: stock.Rule{CoverDays: 14, DeadDays: 180}, Warehouses: []stock.Warehouse{}}
	if d := cmp.Diff(want, s); d != "" || err != nil {
		t.Error(d, err)
	}
	var mark stock.MarkInput
	mark.ID, mark.Body.LowBelow = dead.ID, ptr("51")
	if _, err := stock.New(tr.DB).Mark(t.Context(), tr.Manager, mark); err != nil {
		t.Error(err)
	}
	if got := skus(t, tr, models.StockLow); got != "SKU-1 SKU-5" {
		t.Errorf("with its own mark: %q", got)
	}
	page, err := stock.New(tr.DB).List(t.Context(), tr.Manager, stock.ListInput{Tab: models.StockLow, Limit: 1})
	if err != nil || page.Items[0].CoverDays == nil || *page.Items[0].CoverDays != 13 {
		t.Fatalf("%+v, %v", page, err)
	}
	page, err = stock.New(tr.DB).List(t.Context(), tr.Manager, stock.ListInput{Tab: models.StockLow, Limit: 1, After: page.Next})
	if err != nil || len(page.Items) != 1 || page.Items[0].SKU != "SKU-5" || page.Next != "" {
		t.Errorf("the next stretch: %+v, %v", page, err)
	}
}

func ptr[T any](v T) *T { return &v }

func TestEditingByHand(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := stock.New(tr.DB)
	edit := func(v identity.Viewer, p models.ProductID, to *string, was string, in *models.WarehouseID) (stock.Holding, error) {
		input := stock.EditInput{ID: p}
		input.Body = stock.EditBody{OnHand: to, Warehouse: in}
		if was != "" {
			input.Body.Was = &was
		}
		return s.Edit(t.Context(), v, input)
	}
	p := tr.Products[0].ID
	if l, err := edit(tr.Manager, p, ptr("12.5"), "1000", nil); err != nil || *l.OnHand != "12.5" || *l.Free != "12.5" {
		t.Errorf("%+v, %v", l, err)
	}
	if _, err := edit(tr.Manager, p, ptr("7"), "1000", nil); models.KindOf(err) != models.Stale {
		t.Error("over somebody's figure:", err)
	}
	if l, err := edit(tr.Manager, p, nil, "", nil); err != nil || l.OnHand != nil || l.Free != nil {
		t.Errorf("to order: %+v, %v", l, err)
	}
	if l, err := edit(tr.Manager, p, ptr("3"), "", nil); err != nil || *l.OnHand != "3" {
		t.Errorf("counted again: %+v, %v", l, err)
	}
	tr.Place(t, "2")
	if _, err := edit(tr.Manager, p, nil, "", nil); models.CodeOf(err) != "reserved" {
		t.Error("to order while orders hold it:", err)
	}
	other := tr.Other(t)
	if _, err := edit(tr.Manager, other.Products[0].ID, ptr("1"), "", nil); models.KindOf(err) != models.NotFound {
		t.Error("another's product:", err)
	}
	theirs := warehouse(t, other, "X", true)
	if _, err := edit(tr.Manager, p, ptr("1"), "", &theirs); models.KindOf(err) != models.NotFound {
		t.Error("another's warehouse:", err)
	}
	if _, err := edit(tr.Buyer, p, ptr("1"), "", nil); models.KindOf(err) != models.Forbidden {
		t.Error("a buyer:", err)
	}
}

func TestWarehouses(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s := stock.New(tr.DB)
	add := func(code string) stock.Warehouse {
		var in stock.AddWarehouseInput
		in.Body.Code, in.Body.Name = code, code
		w, err := s.AddWarehouse(t.Context(), tr.Manager, in)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	msk, spb := add("MSK"), add("SPB")
	if !msk.Default || msk.Products != 4 || spb.Default || spb.Products != 0 {
		t.Errorf("%+v %+v", msk, spb)
	}
	put(t, tr, stock.PutLine{SKU: "SKU-1", OnHand: "7", Warehouse: "SPB"})
	move := stock.EditWarehouseInput{ID: spb.ID, Seen: models.Version{N: spb.Version}}
	move.Body = stock.WarehouseBody{Code: "SPB", Name: "Шушары", Default: true}
	got, err := s.EditWarehouse(t.Context(), tr.Manager, move)
	if err != nil || !got.Default || got.Products != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := s.EditWarehouse(t.Context(), tr.Manager, move); models.KindOf(err) != models.Stale {
		t.Error("an old version:", err)
	}
	put(t, tr, stock.PutLine{SKU: "SKU-2", OnHand: "1001"})
	page, err := s.List(t.Context(), tr.Manager, stock.ListInput{})
	if err != nil {
		t.Fatal(err)
	}
	var lie []string
	for _, l := range page.Items[:2] {
		for _, p := range l.Places {
			lie = append(lie, l.SKU+" "+p.OnHand)
		}
	}
	if d := cmp.Diff([]string{"SKU-1 7", "SKU-1 1000", "SKU-2 1", "SKU-2 1000"}, lie); d != "" {
		t.Error("the default one first:", d)
	}
	if _, err := s.RemoveWarehouse(t.Context(), tr.Manager, stock.WarehouseInput{ID: msk.ID}); models.CodeOf(err) != "warehouse-in-use" {
		t.Error("with goods in it:", err)
	}
	put(t, tr, stock.PutLine{SKU: "SKU-1", OnHand: "0", Warehouse: "MSK"}, stock.PutLine{SKU: "SKU-2", OnHand: "0", Warehouse: "MSK"},
		stock.PutLine{SKU: "SKU-3", OnHand: "0", Warehouse: "MSK"}, stock.PutLine{SKU: "SKU-4", OnHand: "0", Warehouse: "MSK"})
	if _, err := s.RemoveWarehouse(t.Context(), tr.Manager, stock.WarehouseInput{ID: msk.ID}); err != nil {
		t.Error("empty:", err)
	}
	other := tr.Other(t)
	if _, err := s.RemoveWarehouse(t.Context(), other.Manager, stock.WarehouseInput{ID: spb.ID}); models.KindOf(err) != models.NotFound {
		t.Error("another's:", err)
	}
}

func TestADeliveryIsReceivedOnce(t *testing.T) {
	t.Parallel()
	tr := orderingtest.Open(t)
	s, p := stock.New(tr.DB), tr.Products[0].ID
	warehouse(t, tr, "MSK", true)
	spb := warehouse(t, tr, "SPB", false)
	today := tr.Manager.Today(identitytest.Now)
	expect := func(day models.Date, q string) stock.Incoming {
		var in stock.ExpectInput
		in.Body.ProductID, in.Body.IncomingBody = p, stock.IncomingBody{Quantity: q, ExpectedOn: day, Warehouse: &spb}
		i, err := s.Expect(t.Context(), tr.Manager, in)
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	later, sooner := expect(today.Add(9), "30"), expect(today.Add(4), "20")
	if got := row(t, tr, p).RestockOn; got == nil || *got != today.Add(4) {
		t.Error("expected first:", got)
	}
	var group sync.WaitGroup
	for range 5 {
		group.Go(func() {
			i, err := s.Receive(t.Context(), tr.Manager, stock.ReceiveInput{ID: sooner.ID})
			if err != nil || i.Status != models.IncomingReceived || *i.Received != "20" {
				t.Errorf("%+v, %v", i, err)
			}
		})
	}
	group.Wait()
	if got := row(t, tr, p); !got.OnHand.Equal(dec("1020")) || *got.RestockOn != today.Add(9) {
		t.Errorf("%+v", got)
	}
	part := stock.ReceiveInput{ID: later.ID}
	part.Body.Quantity = ptr("12")
	if i, err := s.Receive(t.Context(), tr.Manager, part); err != nil || *i.Received != "12" {
		t.Errorf("%+v, %v", i, err)
	}
	if got := row(t, tr, p); !got.OnHand.Equal(dec("1032")) || got.RestockOn != nil {
		t.Errorf("%+v", got)
	}
	if _, err := s.CancelIncoming(t.Context(), tr.Manager, stock.CancelIncomingInput{ID: later.ID}); models.CodeOf(err) != "already-closed" {
		t.Error("cancelled after it came:", err)
	}
	gone := expect(today.Add(1), "5")
	if _, err := s.CancelIncoming(t.Context(), tr.Manager, stock.CancelIncomingInput{ID: gone.ID}); err != nil {
		t.Error(err)
	}
	if _, err := s.Receive(t.Context(), tr.Manager, stock.ReceiveInput{ID: gone.ID}); models.CodeOf(err) != "already-closed" {
		t.Error("received after it was cancelled:", err)
	}
	closed, err := s.Incomings(t.Context(), tr.Manager, stock.IncomingsInput{State: "closed"})
	if err != nil || len(closed.Items) != 3 || !slices.ContainsFunc(closed.Items, func(i stock.Incoming) bool { return i.ClosedBy == tr.Manager.Name() }) {
		t.Errorf("%+v, %v", closed, err)
	}
	other := tr.Other(t)
	if _, err := s.Receive(t.Context(), other.Manager, stock.ReceiveInput{ID: sooner.ID}); models.KindOf(err) != models.NotFound {
		t.Error("another's:", err)
	}
}
