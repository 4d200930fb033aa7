package dunning_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/dunning"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/notify"
	"povtor/portal/nudge"
	"povtor/portal/ordering"
	"povtor/portal/ordering/orderingtest"
	"povtor/portal/receivables"
	"povtor/portal/receivables/receivablestest"
)

var system = identity.System("dunning")

// house is a trade whose supplier reminds three days before the due day and one, seven and fourteen after it, by a clock that the test sets.
type house struct {
	*orderingtest.Trade
	mail  *notify.Service
	dun   *dunning.Service
	money *receivables.Service
	now   time.Time
	who   identity.Viewer // the client's accountant
}

func open(t *testing.T, hours nudge.Hours) *house {
	t.Helper()
	h := &house{now: identitytest.Now}
	db := modelstest.DB(t, func() time.Time { return h.now })
	tr := orderingtest.Trade{DB: db, Jobs: modelstest.Queue(db), Orders: ordering.New(db, identitytest.Keys(t))}
	h.Trade = tr.Other(t)
	h.mail = notify.New(db, notify.Options{Keys: identitytest.Keys(t), Base: "https://portal.example"})
	h.dun, h.money = dunning.New(db, h.mail, hours), receivables.New(db)
	h.who = identitytest.Viewer(t, db, h.Client, identity.Accountant)
	identitytest.In(t, db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.User](tx, map[string]any{"password_hash": "x"}, "id = ?", h.who.User())
		return err
	})
	identitytest.Insert(t, db, &models.DunningRule{SupplierID: h.Supplier.ID, Days: []int{-3, 1, 7, 14}, Version: 1})
	return h
}

func (h *house) owes(t *testing.T, amount models.Amount, due int) models.Invoice {
	return receivablestest.Invoice(t, h.Trade, "RUB", amount, due)
}

func (h *house) send(t *testing.T) dunning.Sent {
	t.Helper()
	out, err := h.dun.Send(t.Context(), system)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// letters hands everything over and answers what was sent, the newest last.
func (h *house) letters(t *testing.T) (out []models.Message) {
	t.Helper()
	identitytest.In(t, h.DB, func(tx *models.Tx) (err error) {
		out, err = models.List[models.Message](tx, "created_at, id", "kind = 'dunning'")
		return err
	})
	for i := range out {
		if _, err := h.mail.Deliver(t.Context(), system, notify.Deliver{Message: out[i].ID}); err != nil {
			t.Fatal(err)
		}
	}
	identitytest.In(t, h.DB, func(tx *models.Tx) (err error) {
		out, err = models.List[models.Message](tx, "created_at, id", "kind = 'dunning'")
		return err
	})
	return out
}

func TestOneLetterADayNamesAllThatIsOverdue(t *testing.T) {
	t.Parallel()
	h := open(t, nudge.Hours{})
	a, b, soon, later := h.owes(t, 10_000, -8), h.owes(t, 20_000, -2), h.owes(t, 30_000, 3), h.owes(t, 40_000, 9)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := h.dun.Send(t.Context(), system); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	got := h.letters(t)
	if len(got) != 1 || got[0].State != models.MessageSent || *got[0].UserID != h.who.User() {
		t.Fatalf("%+v", got)
	}
	for _, i := range []models.Invoice{a, b, soon} {
		if !strings.Contains(got[0].Text, i.Number) {
			t.Error(i.Number, "is not in the letter:", got[0].Text)
		}
	}
	if strings.Contains(got[0].Text, later.Number) {
		t.Error("what is due in nine days is in the letter")
	}
	if out := h.send(t); out != (dunning.Sent{}) {
		t.Errorf("again: %+v", out)
	}
	h.now = h.now.AddDate(0, 0, 5)
	if out := h.send(t); out.Letters != 1 || out.Steps != 2 { // b is seven days late, soon one and more
		t.Errorf("five days later: %+v", out)
	}
}

func TestWhatStopsAReminder(t *testing.T) {
	t.Parallel()
	today := models.DateOf(identitytest.Now, models.ZoneOf("Europe/Moscow"))
	for name, stop := range map[string]func(*house, models.Invoice) error{
		"paid": func(h *house, i models.Invoice) error {
			var in receivables.RecordInput
			in.Body.Client, in.Body.Currency, in.Body.Amount, in.Body.ReceivedOn = h.Client.ID, "RUB", "100.00", today
			in.Body.Allocations = []receivables.PartInput{{Invoice: i.ID}}
			_, err := h.money.Record(t.Context(), h.Manager, in)
			return err
		},
		"promised": func(h *house, i models.Invoice) error {
			in := receivables.PromiseInput{ID: h.Agreement.ID}
			in.Body.Amount, in.Body.PromisedOn, in.Body.Invoice = "100.00", today, &i.ID
			_, err := h.money.Promise(t.Context(), h.who, in)
			return err
		},
		"disputed": func(h *house, i models.Invoice) error {
			identitytest.Insert(t, h.DB, &models.Dispute{ID: models.NewID[models.Dispute](), ClientID: i.ClientID, SupplierID: i.SupplierID, InvoiceID: i.ID,
				Currency: "RUB", Amount: 100, Reason: "Брак", OpenedByName: "Анна", OpenedAt: identitytest.Now})
			return nil
		},
		"paused": func(h *house, i models.Invoice) error {
			h.Change(t, func(a *models.Agreement) { a.DunningPausedTo = &today }, "dunning_paused_to")
			return nil
		},
	} {
		before, after := open(t, nudge.Hours{}), open(t, nudge.Hours{})
		if err := stop(before, before.owes(t, 10_000, -2)); err != nil {
			t.Fatal(name, err)
		}
		if out := before.send(t); out != (dunning.Sent{}) {
			t.Errorf("%s before: %+v", name, out)
		}
		i := after.owes(t, 10_000, -2)
		if out := after.send(t); out.Letters != 1 {
			t.Fatalf("%s: %+v", name, out)
		}
		if err := stop(after, i); err != nil {
			t.Fatal(name, err)
		}
		if got := after.letters(t); got[0].State != models.MessageDropped {
			t.Errorf("%s after it was written: %s %s", name, got[0].State, got[0].Reason)
		}
	}
}

func TestQuietHoursAreTheClients(t *testing.T) {
	t.Parallel()
	h := open(t, nudge.OfficeHours) // a Saturday
	h.owes(t, 10_000, -2)
	if out := h.send(t); out.Letters != 0 {
		t.Errorf("on a Saturday: %+v", out)
	}
	plan, err := h.dun.Plan(t.Context(), h.Manager, struct{}{})
	if err != nil || len(plan.Clients) != 1 || plan.Clients[0].Invoices[0].Verdict != dunning.Quiet || *plan.Clients[0].Invoices[0].Step != 1 {
		t.Errorf("%+v, %v", plan, err)
	}
	h.now = h.now.AddDate(0, 0, 2)
	if out := h.send(t); out.Letters != 1 {
		t.Errorf("on Monday: %+v", out)
	}
}

func TestTheRuleIsTheSuppliersOwn(t *testing.T) {
	t.Parallel()
	h := open(t, nudge.Hours{})
	h.owes(t, 10_000, -2)
	var in dunning.RuleInput
	in.Seen.N, in.Body.Days = 1, []int{5, 5}
	if _, err := h.dun.ChangeRule(t.Context(), h.Manager, in); models.KindOf(err) != models.Invalid {
		t.Error("a day twice:", err)
	}
	in.Body.Days = []int{5}
	if _, err := h.dun.ChangeRule(t.Context(), h.who, in); models.KindOf(err) != models.Forbidden {
		t.Error("the client:", err)
	}
	plan, err := h.dun.ChangeRule(t.Context(), h.Manager, in)
	if err != nil || plan.Version != 2 || plan.Clients[0].Invoices[0].Verdict != dunning.Wait || plan.Clients[0].Invoices[0].Next == nil {
		t.Fatalf("%+v, %v", plan, err)
	}
	if _, err := h.dun.ChangeRule(t.Context(), h.Manager, in); models.KindOf(err) != models.Stale {
		t.Error("a second editor:", err)
	}
	h.Change(t, func(a *models.Agreement) { a.DunningDays = []int{1} }, "dunning_days")
	if plan, err = h.dun.Plan(t.Context(), h.Manager, struct{}{}); err != nil || plan.Clients[0].Invoices[0].Verdict != dunning.Send {
		t.Errorf("an agreement's own days: %+v, %v", plan, err)
	}
	other := h.Other(t)
	if plan, err = h.dun.Plan(t.Context(), other.Manager, struct{}{}); err != nil || len(plan.Clients) != 0 {
		t.Errorf("a stranger sees %+v, %v", plan, err)
	}
}
