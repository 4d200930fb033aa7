package desk_test

import (
	"slices"
	"testing"

	"povtor/models"
	"povtor/portal/activity"
	"povtor/portal/desk"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/reorder/reordertest"
)

func (w *world) tryLog(t *testing.T, v identity.Viewer, c *reordertest.Client, change ...func(*desk.ContactInput)) (activity.Event, error) {
	t.Helper()
	in := desk.ContactInput{ID: c.ID}
	in.Body.Outcome = desk.WillOrder
	for _, f := range change {
		f(&in)
	}
	return w.desk.LogContact(t.Context(), v, in)
}

func (w *world) log(t *testing.T, v identity.Viewer, c *reordertest.Client, change ...func(*desk.ContactInput)) activity.Event {
	t.Helper()
	e, err := w.tryLog(t, v, c, change...)
	if err != nil {
		t.Fatal("log:", err)
	}
	return e
}

func (w *world) kept(t *testing.T, c *reordertest.Client, s *reordertest.Supplier) models.Cadence {
	t.Helper()
	return reordertest.Rows[models.Cadence](t, w.World, "client_id", "client_id = ? AND supplier_id = ?", c.ID, s.ID)[0]
}

func outcome(o desk.Outcome) func(*desk.ContactInput) {
	return func(in *desk.ContactInput) { in.Body.Outcome = o }
}

func TestWhatWasSaidRests(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	w.buys(t, w.cafe, w.cups, 30)
	e := w.log(t, w.manager, w.cafe, func(in *desk.ContactInput) { in.Body.Note = "  Закажут в среду " })
	if e.Kind != models.EventContactLogged || e.Note != "Закажут в среду" || e.Client.Name != "Кафе" || e.Supplier != nil || e.ActorName != w.manager.Name() {
		t.Errorf("%+v", e)
	}
	same(t, "resting", names(w.queue(t, w.manager, all)), "Кафе: Болты (contacted)")
	if got := names(w.queue(t, w.manager)); len(got) != 0 {
		t.Error("still in the queue:", got)
	}
	if c := w.kept(t, w.cafe, w.cups); c.ContactedOn != nil {
		t.Error("a pair outside the book was marked")
	}
	w.At(identitytest.Now.AddDate(0, 0, 7))
	same(t, "a week later", names(w.queue(t, w.manager)), "Кафе: Болты")
}

func TestWhereNobodyWasReachedNothingRests(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	w.log(t, w.manager, w.cafe, outcome(desk.NoAnswer))
	same(t, "still there", names(w.queue(t, w.manager)), "Кафе: Болты")
	if c := w.kept(t, w.cafe, w.bolts); c.ContactedOn != nil {
		t.Error("marked as spoken with")
	}
}

func TestNotNeededEndsTheCycle(t *testing.T) {
	w := open(t)
	mine := w.manager.User()
	w.agree(t, w.bar, w.cups, &mine)
	w.buys(t, w.bar, w.bolts, 30)
	w.buys(t, w.bar, w.cups, 30)
	w.log(t, w.manager, w.bar, outcome(desk.Declined), func(in *desk.ContactInput) { in.Body.Supplier = &w.cups.ID })
	same(t, "one of two", names(w.queue(t, w.manager)), "Бар: Болты")
	c := w.kept(t, w.bar, w.cups)
	if !c.NotNeeded() || c.SnoozedUntil == nil || *c.SnoozedUntil != w.today.Add(10) {
		t.Errorf("%+v", c)
	}
	w.log(t, w.manager, w.bar, outcome(desk.Declined))
	if got := names(w.queue(t, w.manager)); len(got) != 0 {
		t.Error("all of them:", got)
	}
	w.Orders(t, w.bar, w.bolts, w.today)
	w.At(identitytest.Now.AddDate(0, 0, 40))
	same(t, "in the next cycle", names(w.queue(t, w.manager)), "Бар: Болты")
}

func TestADayToRemindOnPutsItOff(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	until := w.today.Add(12)
	e := w.log(t, w.manager, w.cafe, func(in *desk.ContactInput) { in.Body.RemindOn = &until })
	if e.Detail["remind_on"] == nil {
		t.Errorf("%+v", e.Detail)
	}
	w.At(identitytest.Now.AddDate(0, 0, 11))
	same(t, "the day before", names(w.queue(t, w.manager, all)), "Кафе: Болты (snoozed)")
	w.At(identitytest.Now.AddDate(0, 0, 12))
	same(t, "on the day", names(w.queue(t, w.manager)), "Кафе: Болты")
}

func TestWhatCannotBeTakenDown(t *testing.T) {
	w := open(t)
	w.buys(t, w.cafe, w.bolts, 30)
	past, far := w.today, w.today.Add(181)
	for _, c := range []struct {
		name string
		v    identity.Viewer
		of   *reordertest.Client
		in   func(*desk.ContactInput)
		kind models.Kind
	}{
		{"a client outside the book", w.manager, w.theirs, outcome(desk.WillOrder), models.NotFound},
		{"a supplier outside the book", w.manager, w.cafe, func(in *desk.ContactInput) { in.Body.Supplier = &w.cups.ID }, models.NotFound},
		{"a supplier for a client", w.head, &reordertest.Client{Organisation: w.bolts.Organisation}, outcome(desk.WillOrder), models.NotFound},
		{"a supplier it does not buy from", w.head, w.bar, func(in *desk.ContactInput) { in.Body.Supplier = &w.cups.ID }, models.NotFound},
		{"a problem without a word", w.manager, w.cafe, outcome(desk.Problem), models.Invalid},
		{"today", w.manager, w.cafe, func(in *desk.ContactInput) { in.Body.RemindOn = &past }, models.Invalid},
		{"in a year", w.manager, w.cafe, func(in *desk.ContactInput) { in.Body.RemindOn = &far }, models.Invalid},
		{"by a marketer", w.Viewer(t, w.operator, identity.Marketer), w.cafe, outcome(desk.WillOrder), models.Forbidden},
		{"by the buyer", w.cafe.Buyer, w.cafe, outcome(desk.WillOrder), models.Forbidden},
	} {
		if _, err := w.tryLog(t, c.v, c.of, c.in); models.KindOf(err) != c.kind || err == nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if left := reordertest.Rows[models.Event](t, w.World, "id", "kind = ?", models.EventContactLogged); len(left) != 0 {
		t.Errorf("%d events were written all the same", len(left))
	}
}

func (w *world) trail(t *testing.T, v identity.Viewer, limit int) (kinds []string) {
	t.Helper()
	in := desk.ActivityInput{Limit: limit}
	for range 20 {
		page, err := w.desk.Activity(t.Context(), v, in)
		if err != nil {
			t.Fatal("activity:", err)
		}
		for _, e := range page.Items {
			kinds = append(kinds, e.Client.Name+" "+e.Kind)
		}
		if in.After = page.Next; in.After == "" {
			return kinds
		}
	}
	t.Fatal("the feed never ends")
	return nil
}

func TestTheFeedIsTheBooks(t *testing.T) {
	w := open(t)
	tell := func(c *reordertest.Client, s *models.OrganisationID, kind string, internal bool) {
		identitytest.In(t, w.DB, func(tx *models.Tx) error {
			return models.Record(tx, models.Event{ClientID: c.ID, SupplierID: s, Kind: kind, Internal: internal})
		})
	}
	for i, kind := range []string{"a", "b", "c"} {
		w.At(identitytest.Now.AddDate(0, 0, i))
		tell(w.cafe, &w.bolts.ID, kind, kind == "b")
		tell(w.cafe, &w.cups.ID, kind+" outside the book", false)
		tell(w.theirs, &w.bolts.ID, kind, false)
		tell(w.bar, nil, kind, false)
	}
	for _, limit := range []int{1, 2, 100} {
		got := w.trail(t, w.manager, limit)
		if !slices.IsSortedFunc(got, func(a, b string) int { return int(b[len(b)-1]) - int(a[len(a)-1]) }) {
			t.Error("not the newest first:", got)
		}
		slices.Sort(got)
		same(t, "the book's", got, "Бар a", "Бар b", "Бар c", "Кафе a", "Кафе b", "Кафе c")
	}
	if got := w.trail(t, w.head, 5); len(got) != 12 {
		t.Error("the head of sales's:", got)
	}

	one, err := w.desk.ClientEvents(t.Context(), w.manager, desk.ClientEventsInput{ID: w.cafe.ID, ActivityInput: desk.ActivityInput{Limit: 2}})
	if err != nil || len(one.Items) != 2 || one.Next == "" || one.Items[0].Supplier.Name != "Болты" {
		t.Errorf("%v, %+v", err, one)
	}
	for name, id := range map[string]models.OrganisationID{"theirs": w.theirs.ID, "a supplier": w.bolts.ID, "no id": {}} {
		if _, err := w.desk.ClientEvents(t.Context(), w.manager, desk.ClientEventsInput{ID: id, ActivityInput: desk.ActivityInput{Limit: 2}}); models.KindOf(err) != models.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}
