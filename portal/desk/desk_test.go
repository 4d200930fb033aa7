package desk_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/desk"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/reorder"
	"povtor/portal/reorder/reordertest"
)

// world has an account manager with two clients in the book, and a third client that is somebody else's. All three buy every
// ten days.
type world struct {
	*reordertest.World
	desk              *desk.Service
	operator          models.Organisation
	manager, head     identity.Viewer
	today             models.Date
	bolts, cups       *reordertest.Supplier
	cafe, bar, theirs *reordertest.Client
}

func open(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	w := &world{World: reordertest.Open(t, identitytest.Now), today: models.DateOf(identitytest.Now, time.UTC)}
	w.desk = desk.New(w.DB)
	w.operator = identitytest.Company(t, w.DB, models.OperatorKind, "Портал")
	w.manager, w.head = w.Viewer(t, w.operator, identity.AccountManager), w.Viewer(t, w.operator, identity.HeadOfSales)
	w.bolts, w.cups = w.Supplier(t, "Болты"), w.Supplier(t, "Стаканы")
	w.cafe, w.bar, w.theirs = w.Client(t, "Кафе"), w.Client(t, "Бар"), w.Client(t, "Чужие")
	mine := w.manager.User()
	for _, c := range []*reordertest.Client{w.cafe, w.bar} {
		w.agree(t, c, w.bolts, &mine)
	}
	w.agree(t, w.cafe, w.cups, nil) // a pair of somebody else's with a client of the book
	w.agree(t, w.theirs, w.bolts, nil)
	return w
}

func (w *world) agree(t *testing.T, c *reordertest.Client, s *reordertest.Supplier, manager *models.UserID) {
	t.Helper()
	identitytest.Agreement(t, w.DB, c.Organisation, s.Organisation, func(a *models.Agreement) { a.AccountManagerID = manager })
}

// buys lets a client buy every ten days, for the last time so many days ago.
func (w *world) buys(t *testing.T, c *reordertest.Client, s *reordertest.Supplier, silent int) {
	t.Helper()
	for n := 8; n >= 0; n-- {
		w.Orders(t, c, s, w.today.Add(-silent-10*n))
	}
}

func (w *world) queue(t *testing.T, v identity.Viewer, change ...func(*desk.QueueInput)) desk.Queue {
	t.Helper()
	in := desk.QueueInput{State: desk.OnlyLate, Limit: 24}
	for _, c := range change {
		c(&in)
	}
	q, err := w.desk.Queue(t.Context(), v, in)
	if err != nil {
		t.Fatal("queue:", err)
	}
	return q
}

func all(in *desk.QueueInput) { in.State = desk.All }

// names are the clients of a queue with their suppliers.
func names(q desk.Queue) (out []string) {
	for _, i := range q.Items {
		line := i.Client.Name + ":"
		for _, s := range i.Suppliers {
			line += " " + s.Supplier.Name
			if s.Resting != "" {
				line += " (" + string(s.Resting) + ")"
			}
		}
		out = append(out, line)
	}
	return out
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", what, diff)
	}
}

func TestTheQueueIsTheLateOfTheBookByMoney(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	w.buys(t, w.cafe, w.cups, 30)
	w.buys(t, w.bar, w.bolts, 40)
	w.Order(t, w.bar, w.bolts, w.today.Add(-40), 9, 9, 9) // its orders are larger
	w.Order(t, w.bar, w.bolts, w.today.Add(-40), 9, 9, 9)
	w.Order(t, w.bar, w.bolts, w.today.Add(-40), 9, 9, 9)
	w.Order(t, w.bar, w.bolts, w.today.Add(-40), 9, 9, 9)
	w.buys(t, w.theirs, w.bolts, 30)
	same(t, "the account manager's", names(w.queue(t, w.manager)), "Бар: Болты", "Кафе: Болты")
	if got := names(w.queue(t, w.head)); len(got) != 3 || got[0] != "Бар: Болты" {
		t.Error("the head of sales's:", got)
	}
	item := w.queue(t, w.manager).Items[1]
	s := item.Suppliers[0]
	if s.State != reorder.Lapsed && s.State != reorder.Late || s.SilentDays != 30 || s.UsualGapDays != 10 || len(s.OrderDays) != 8 || !s.Alert {
		t.Errorf("%+v", s)
	}
	if s.UsualTotal != "366.00" || item.MoneyAtStake != "3294.00" || item.MoneyAtStake != s.MoneyAtStake {
		t.Errorf("%s usually, %s at stake", s.UsualTotal, item.MoneyAtStake)
	}
	if item.Contact == nil || item.Contact.Name != w.cafe.Buyer.Name() || item.HeldOut || item.NudgedAt != nil || item.LastContact != nil {
		t.Errorf("%+v", item)
	}
	if r := item.Reason.Vars; r.Supplier != "Болты" || r.Suppliers != 1 || r.SilentDays != 30 || r.UsualGapDays != 10 {
		t.Errorf("%+v", item.Reason)
	}
}

func TestWhatIsNotLateIsNotInTheQueue(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 11)
	w.Orders(t, w.bar, w.bolts, w.today.Add(-60), w.today.Add(-50)) // two order days make no rhythm
	if got := names(w.queue(t, w.manager, all)); len(got) != 0 {
		t.Error("on rhythm, and without one:", got)
	}
	w.At(identitytest.Now.AddDate(0, 0, 14))
	same(t, "two weeks later", names(w.queue(t, w.manager)), "Кафе: Болты")
	reordertest.Change[models.Agreement](t, w.World, map[string]any{"status": models.AgreementOnHold}, "client_id = ? AND supplier_id = ?", w.cafe.ID, w.bolts.ID)
	if got := names(w.queue(t, w.manager, all)); len(got) != 0 {
		t.Error("an agreement on hold:", got)
	}
	reordertest.Change[models.Agreement](t, w.World, map[string]any{"status": models.AgreementActive}, "client_id = ? AND supplier_id = ?", w.cafe.ID, w.bolts.ID)
	w.At(identitytest.Now.AddDate(1, 0, 14))
	if got := names(w.queue(t, w.manager, all)); len(got) != 0 {
		t.Error("silent for more than a year:", got)
	}
}

func TestAnOrderOnItsWayLetsThePairRest(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	promised := w.today.Add(2)
	last := reordertest.Rows[models.PurchaseOrder](t, w.World, "placed_on DESC LIMIT 1", "client_id = ?", w.cafe.ID)[0]
	reordertest.Change[models.PurchaseOrder](t, w.World, map[string]any{"status": models.OrderConfirmed, "promised_on": promised, "confirmed_at": last.PlacedAt}, "id = ?", last.ID)
	if got := names(w.queue(t, w.manager)); len(got) != 0 {
		t.Error(got)
	}
	same(t, "all", names(w.queue(t, w.manager, all)), "Кафе: Болты (open_order)")
}

func TestMixedCurrenciesNeverAdd(t *testing.T) {
	w := open(t)
	mine := w.manager.User()
	w.agree(t, w.bar, w.cups, &mine)
	w.buys(t, w.cafe, w.bolts, 30)
	w.buys(t, w.bar, w.bolts, 30)
	w.buys(t, w.bar, w.cups, 30)
	reordertest.Change[models.Cadence](t, w.World, map[string]any{"currency": "EUR", "usual_total": 900000}, "client_id = ? AND supplier_id = ?", w.bar.ID, w.cups.ID)
	q := w.queue(t, w.manager)
	got := names(q)
	slices.Sort(got[:2])
	same(t, "one entry for each currency", got, "Бар: Болты", "Кафе: Болты", "Бар: Стаканы")
	want := []desk.QueueTotal{{Currency: "RUB", Clients: 2, MoneyAtStake: "6588.00"}, {Currency: "EUR", Clients: 1, MoneyAtStake: "81000.00"}}
	if diff := cmp.Diff(want, q.Totals); diff != "" {
		t.Error(diff)
	}
}

func TestTheQueueIsPaged(t *testing.T) {
	w := open(t)
	for _, c := range []*reordertest.Client{w.cafe, w.bar, w.theirs} {
		w.buys(t, c, w.bolts, 30)
	}
	seen := map[string]bool{}
	in := func(in *desk.QueueInput) { in.Limit = 1 }
	q := w.queue(t, w.head, in)
	for n := 0; n < 5; n++ {
		seen[q.Items[0].Client.Name] = true
		if q.Next == "" {
			break
		}
		if q = w.queue(t, w.head, in, func(i *desk.QueueInput) { i.After = q.Next }); len(q.Totals) != 1 || q.Totals[0].Clients != 3 {
			t.Errorf("totals of the whole queue: %+v", q.Totals)
		}
	}
	if len(seen) != 3 {
		t.Error("seen", seen)
	}
}

func TestHeldOutNudgedAndSpokenWith(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	w.buys(t, w.bar, w.bolts, 30)
	identitytest.Insert(t, w.DB, &models.Holdout{ClientID: w.bar.ID, Stratum: "A/active", HeldOut: true, AssignedAt: identitytest.Now})
	for c, arm := range map[*reordertest.Client]string{w.cafe: models.ArmSend, w.bar: models.ArmHoldOut} {
		identitytest.Insert(t, w.DB, &models.Nudge{ID: models.NewID[models.Nudge](), ClientID: c.ID, SupplierID: w.bolts.ID, Kind: models.NudgeLate, Cycle: "x",
			Arm: arm, PlannedOn: w.today.Add(-3), SilentDays: 27, Basket: []models.NudgeLine{}, CreatedAt: identitytest.Now.AddDate(0, 0, -3)})
	}
	for _, i := range w.queue(t, w.manager).Items {
		if held := i.Client.ID == w.bar.ID; i.HeldOut != held || (i.NudgedAt == nil) != held {
			t.Errorf("%s: held out %v, nudged %v", i.Client.Name, i.HeldOut, i.NudgedAt)
		}
	}
	w.log(t, w.manager, w.cafe, func(in *desk.ContactInput) { in.Body.Outcome, in.Body.Note = desk.NoAnswer, "На совещании" })
	for _, i := range w.queue(t, w.manager).Items {
		if i.Client.ID == w.cafe.ID && (i.LastContact == nil || i.LastContact.Note != "На совещании" || i.LastContact.By != w.manager.Name() || i.LastContact.Outcome != "no_answer") {
			t.Errorf("%+v", i.LastContact)
		}
	}
}
