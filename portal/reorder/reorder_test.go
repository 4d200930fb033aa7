package reorder_test

import (
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/reorder"
	"povtor/portal/reorder/reordertest"
)

// noon is a Thursday at ten in the morning, Moscow time.
var (
	noon  = time.Date(2026, 11, 19, 7, 0, 0, 0, time.UTC)
	today = models.NewDate(2026, 11, 19)
)

// every are order days so many days apart, the last one silent days ago.
func every(gap, times, silent int) (days []models.Date) {
	for i := range times {
		days = append(days, today.Add(-silent-gap*(times-1-i)))
	}
	return days
}

func list(t *testing.T, w *reordertest.World, c *reordertest.Client) []reorder.Suggestion {
	t.Helper()
	out, err := reorder.New(w.DB, w.Clock).List(t.Context(), c.Buyer, struct{}{})
	if err != nil {
		t.Fatal("list:", err)
	}
	return out.Items
}

func TestWhereAClientStands(t *testing.T) {
	t.Parallel()
	w := reordertest.Open(t, noon)
	shop := w.Client(t, "Shop")
	for _, c := range []struct {
		days []models.Date
		want reorder.State
	}{
		{every(10, 2, 10), reorder.NoRhythm},
		{every(10, 12, 0), reorder.OnRhythm},
		{every(10, 12, 9), reorder.Soon},
		{every(10, 12, 11), reorder.Due},
		{every(10, 12, 20), reorder.Late},
		{every(10, 12, 200), reorder.Lapsed},
		{every(100, 12, 366), reorder.Lapsed},
	} {
		s := w.Supplier(t, string(c.want))
		identitytest.Agreement(t, w.DB, shop.Organisation, s.Organisation)
		w.Orders(t, shop, s, c.days...)
	}
	seen := list(t, w, shop)
	for _, s := range seen {
		if string(s.State) != s.Supplier.Name {
			t.Errorf("%s is said to be %s, due on %v", s.Supplier.Name, s.State, s.DueOn)
		}
	}
	if len(seen) != 7 || seen[0].State != reorder.Lapsed || seen[2].State != reorder.Late || seen[3].State != reorder.Due || seen[4].State != reorder.Soon {
		t.Errorf("%d suggestions, in a wrong order", len(seen))
	}
}

func TestASuggestionShowsItsFigures(t *testing.T) {
	t.Parallel()
	w := reordertest.Open(t, noon)
	shop, s := w.Client(t, "Shop"), w.Supplier(t, "Supplier")
	identitytest.Agreement(t, w.DB, shop.Organisation, s.Organisation)
	w.Orders(t, shop, s, every(10, 12, 20)...)
	got := list(t, w, shop)[0]
	if got.SilentDays != 20 || got.UsualGapDays != 10 || got.LateAfterDays <= 10 || got.LateAfterDays > 20 || got.LastOn != today.Add(-20) {
		t.Errorf("figures %+v", got)
	}
	if got.NextWindow.From != *got.DueOn || got.NextWindow.To != *got.LateOn || *got.LateOn != got.LastOn.Add(got.LateAfterDays) {
		t.Errorf("window %+v", got.NextWindow)
	}
	if len(got.OrderDays) != 8 || got.OrderDays[7] != got.LastOn || !slices.IsSorted(got.OrderDays) {
		t.Errorf("order days %v", got.OrderDays)
	}
	if got.UsualTotal != "366.00" || got.Currency != "RUB" || len(got.Preview) != 3 || got.Rule != "calendar" && got.Rule != "cadence" {
		t.Errorf("got %+v", got)
	}
}

func TestTheCalendarRuleSpeaksOnlyOfAQuietMonth(t *testing.T) {
	t.Parallel()
	w := reordertest.Open(t, noon)
	shop, s := w.Client(t, "Shop"), w.Supplier(t, "Supplier")
	identitytest.Agreement(t, w.DB, shop.Organisation, s.Organisation)
	w.Orders(t, shop, s, today.Add(-40))
	if got := list(t, w, shop)[0]; got.Rule != "calendar" || got.State != reorder.NoRhythm {
		t.Errorf("on the 19th: %s, %s", got.Rule, got.State)
	}
	w.At(noon.Add(6 * 24 * time.Hour))
	if got := list(t, w, shop)[0]; got.Rule != "calendar" || got.State != reorder.Due {
		t.Errorf("on the 25th: %s, %s", got.Rule, got.State)
	}
	w.Orders(t, shop, s, today)
	if got := list(t, w, shop)[0]; got.Rule != "cadence" || got.State != reorder.NoRhythm {
		t.Errorf("after an order in the month: %s, %s", got.Rule, got.State)
	}
}

func TestTheUsualBasketBesideToday(t *testing.T) {
	t.Parallel()
	w := reordertest.Open(t, noon)
	shop, s := w.Client(t, "Shop"), w.Supplier(t, "Supplier")
	identitytest.Agreement(t, w.DB, shop.Organisation, s.Organisation)
	instead := w.Product(t, s, "120.00", 50)
	soldOut := w.Product(t, s, "100.00", 0, func(p *models.Product) { p.SubstituteID = &instead.ID })
	gone := w.Product(t, s, "100.00", 50, func(p *models.Product) { p.Status, p.SubstituteID = models.ProductDiscontinued, &instead.ID })
	hidden := w.Product(t, s, "100.00", 50, func(p *models.Product) { p.Status = models.ProductDraft })
	lots := w.Product(t, s, "100.00", 50, func(p *models.Product) { p.Minimum, p.Multiple = decimal.NewFromInt(3), decimal.NewFromInt(2) })
	few := w.Product(t, s, "100.00", 4)
	dearer, once := s.Products[0], s.Products[1]
	// The products in their order: dearer, once, never, instead, soldOut, gone, hidden, lots, few.
	w.Order(t, shop, s, today.Add(-40), 1, 9, 0, 0, 1, 1, 1, 4, 10)
	w.Order(t, shop, s, today.Add(-30), 5, 0, 0, 0, 1, 1, 1, 4, 10)
	w.Order(t, shop, s, today.Add(-20), 2, 0, 0, 0, 1, 1, 1, 4, 10)
	w.Order(t, shop, s, today.Add(-10), 9, 0, 0, 0, 1, 1, 1, 4, 10)
	reordertest.Change[models.Price](t, w, map[string]any{"unit_price": "106.70"}, "product_id = ?", dearer.ID)

	b, err := reorder.New(w.DB, w.Clock).Basket(t.Context(), shop.Buyer, reorder.BasketInput{Supplier: s.ID})
	if err != nil {
		t.Fatal(err)
	}
	if b.FromOrders != 4 || b.Hidden != 1 || b.Suggestion == nil || b.Suggestion.Changes != (reorder.Changes{Up: 1, Out: 1, Discontinued: 1}) {
		t.Errorf("basket from %d orders, %d hidden, %+v", b.FromOrders, b.Hidden, b.Suggestion)
	}
	lines := map[models.ProductID]reorder.Line{}
	for _, l := range b.Lines {
		lines[l.Product.ID] = l
	}
	for _, id := range []models.ProductID{once.ID, hidden.ID, instead.ID} {
		if _, there := lines[id]; there {
			t.Errorf("%s is in the basket", id)
		}
	}
	l := lines[dearer.ID] // 1 5 2 9: the middle is 2
	if l.Quantity.String() != "2" || l.LastQuantity.String() != "9" || *l.UnitPrice != "106.70" || *l.LastUnitPrice != "100.00" || *l.PriceDelta != "0.067" || !l.Selected || l.TimesOrdered != 4 {
		t.Errorf("the dearer one: %+v", l)
	}
	proposed := 0
	for _, id := range []models.ProductID{soldOut.ID, gone.ID} {
		l := lines[id]
		if l.Selected || l.Substitute == nil || l.Substitute.Product.ID != instead.ID || *l.Substitute.UnitPrice != "120.00" {
			t.Errorf("what cannot be had: %+v", l)
		}
		if l.Substitute.Selected {
			proposed++
		}
	}
	if proposed != 1 {
		t.Errorf("the substitute of both is proposed %d times", proposed)
	}
	if l := lines[lots.ID]; l.Quantity.String() != "5" || !l.Selected {
		t.Errorf("in lots of 3, 5, 7: %+v", l)
	}
	if l := lines[few.ID]; l.Quantity.String() != "4" || l.Availability.State != catalogue.Low || !l.Selected {
		t.Errorf("of which four are left: %+v", l)
	}
	if got := len(reorder.Chosen(b.Lines)); got != 3 { // dearer, lots, few: the substitute waits for a click
		t.Errorf("%d lines chosen", got)
	}
}

func TestOnlySuppliersWithAnAgreementInForce(t *testing.T) {
	t.Parallel()
	w := reordertest.Open(t, noon)
	shop, other := w.Client(t, "Shop"), w.Client(t, "Other")
	s := reorder.New(w.DB, w.Clock)
	for _, change := range []func(*models.Agreement){
		func(a *models.Agreement) { a.Status = models.AgreementOnHold },
		func(a *models.Agreement) { a.Status = models.AgreementEnded },
		func(a *models.Agreement) { a.ValidFrom = today.Add(1) },
		func(a *models.Agreement) { until := today.Add(-1); a.ValidTo = &until },
	} {
		supplier := w.Supplier(t, "Supplier")
		identitytest.Agreement(t, w.DB, shop.Organisation, supplier.Organisation, change)
		w.Orders(t, shop, supplier, every(10, 5, 20)...)
		if _, err := s.Basket(t.Context(), shop.Buyer, reorder.BasketInput{Supplier: supplier.ID}); models.KindOf(err) != models.NotFound {
			t.Error("a basket without an agreement in force:", err)
		}
	}
	theirs := w.Supplier(t, "Theirs")
	identitytest.Agreement(t, w.DB, other.Organisation, theirs.Organisation)
	w.Orders(t, other, theirs, every(10, 5, 20)...)
	if got := list(t, w, shop); len(got) != 0 {
		t.Errorf("suggested: %+v", got)
	}
	if _, err := s.Basket(t.Context(), shop.Buyer, reorder.BasketInput{Supplier: theirs.ID}); models.KindOf(err) != models.NotFound {
		t.Error("another company's basket:", err)
	}
	if _, err := s.NotNeeded(t.Context(), shop.Buyer, reorder.SupplierInput{Supplier: theirs.ID}); models.KindOf(err) != models.NotFound {
		t.Error("another company's cycle:", err)
	}
}

func TestTheBuyersWord(t *testing.T) {
	t.Parallel()
	w := reordertest.Open(t, noon)
	shop, s := w.Client(t, "Shop"), w.Supplier(t, "Supplier")
	identitytest.Agreement(t, w.DB, shop.Organisation, s.Organisation)
	w.Orders(t, shop, s, every(10, 12, 20)...)
	service, in := reorder.New(w.DB, w.Clock), reorder.SupplierInput{Supplier: s.ID}
	snooze := func(until models.Date) (reorder.Suggestion, error) {
		in := reorder.SnoozeInput{Supplier: s.ID}
		in.Body.Until = until
		return service.Snooze(t.Context(), shop.Buyer, in)
	}
	for _, until := range []models.Date{today, today.Add(181)} {
		if _, err := snooze(until); models.KindOf(err) != models.Invalid {
			t.Errorf("snoozed until %v: %v", until, err)
		}
	}
	got, err := snooze(today.Add(3))
	if err != nil || got.SnoozedUntil == nil || *got.SnoozedUntil != today.Add(3) || got.NotNeeded {
		t.Errorf("snoozed: %+v, %v", got, err)
	}
	got, err = service.NotNeeded(t.Context(), shop.Buyer, in)
	if err != nil || !got.NotNeeded || got.SnoozedUntil == nil || got.SnoozedUntil.Days(today) < 9 || got.SnoozedUntil.Days(today) > 11 {
		t.Errorf("not needed: %+v, %v", got, err)
	}
	if got, err = service.Resume(t.Context(), shop.Buyer, in); err != nil || got.NotNeeded || got.SnoozedUntil != nil {
		t.Errorf("resumed: %+v, %v", got, err)
	}
	if _, err = service.NotNeeded(t.Context(), shop.Buyer, in); err != nil {
		t.Fatal(err)
	}
	w.Orders(t, shop, s, today)
	if got := list(t, w, shop)[0]; got.NotNeeded || got.SnoozedUntil != nil {
		t.Errorf("an order did not open a new cycle: %+v", got)
	}
	events := reordertest.Rows[models.Event](t, w, "at, id", "kind LIKE 'reorder.%'")
	if len(events) != 3 || events[0].Kind != "reorder.snoozed" || events[0].Detail["until"] != "2026-11-22" || events[1].Kind != "reorder.not_needed" {
		t.Errorf("events %+v", events)
	}
	approver := w.Viewer(t, shop.Organisation, identity.Approver)
	if _, err := service.Resume(t.Context(), approver, in); models.KindOf(err) != models.Forbidden {
		t.Error("an approver decided:", err)
	}
}

func TestAnOpenOrderIsShown(t *testing.T) {
	t.Parallel()
	w := reordertest.Open(t, noon)
	shop, s := w.Client(t, "Shop"), w.Supplier(t, "Supplier")
	identitytest.Agreement(t, w.DB, shop.Organisation, s.Organisation)
	last := w.Orders(t, shop, s, every(10, 12, 20)...)
	for _, c := range []struct {
		values map[string]any
		open   bool
	}{
		{map[string]any{"status": "placed"}, true},
		{map[string]any{"status": "confirmed", "confirmed_at": noon.Add(-48 * time.Hour)}, true},
		{map[string]any{"status": "confirmed", "confirmed_at": noon.Add(-20 * 24 * time.Hour)}, false},
		{map[string]any{"status": "confirmed", "promised_on": today}, true},
		{map[string]any{"status": "confirmed", "promised_on": today.Add(-1)}, false},
		{map[string]any{"status": "delivered"}, false},
	} {
		reordertest.Change[models.PurchaseOrder](t, w, c.values, "id = ?", last)
		if got := list(t, w, shop)[0]; (got.OpenOrder != nil) != c.open {
			t.Errorf("%v: open order %+v", c.values, got.OpenOrder)
		}
	}
}
