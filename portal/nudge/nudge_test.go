package nudge_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/identity/identitytest"
	"povtor/portal/notify"
	"povtor/portal/nudge"
	"povtor/portal/reorder/reordertest"
)

// noon is a Thursday at ten in the morning, Moscow time.
var (
	noon  = time.Date(2026, 11, 19, 7, 0, 0, 0, time.UTC)
	today = models.NewDate(2026, 11, 19)
)

type world struct {
	*reordertest.World
	mail    *notify.Service
	service *nudge.Service
	clients int
}

func open(t *testing.T) *world {
	t.Helper()
	w := &world{World: reordertest.Open(t, noon)}
	w.mail = notify.New(w.DB, notify.Options{Keys: identitytest.Keys(t), Base: "https://portal.example"})
	w.service = nudge.New(w.DB, identitytest.Keys(t), w.mail, nudge.OfficeHours)
	return w
}

// late mints a client that is late with a supplier, and is not held out.
func (w *world) late(t *testing.T) (*reordertest.Client, *reordertest.Supplier) {
	t.Helper()
	c, s := w.Client(t, "Shop"), w.Supplier(t, "Supplier")
	identitytest.Agreement(t, w.DB, c.Organisation, s.Organisation)
	w.Orders(t, c, s, every(10, 12, 20)...)
	w.arm(t, c, false)
	return c, s
}

// also makes the client late with one more supplier.
func (w *world) also(t *testing.T, c *reordertest.Client) *reordertest.Supplier {
	t.Helper()
	s := w.Supplier(t, "Another")
	identitytest.Agreement(t, w.DB, c.Organisation, s.Organisation)
	w.Orders(t, c, s, every(10, 12, 16)...)
	return s
}

func (w *world) arm(t *testing.T, c *reordertest.Client, heldOut bool) {
	t.Helper()
	w.clients++
	identitytest.Insert(t, w.DB, &models.Holdout{ClientID: c.ID, Stratum: "test", Ordinal: w.clients, HeldOut: heldOut, AssignedAt: noon})
}

// every are order days so many days apart, the last one silent days ago.
func every(gap, times, silent int) (days []models.Date) {
	for i := range times {
		days = append(days, today.Add(-silent-gap*(times-1-i)))
	}
	return days
}

func (w *world) plan(t *testing.T) nudge.Plan {
	t.Helper()
	p, err := w.service.Plan(t.Context(), w.System, nudge.PlanInput{})
	if err != nil {
		t.Fatal("plan:", err)
	}
	return p
}

func (w *world) send(t *testing.T) nudge.Sent {
	t.Helper()
	out, err := w.service.Send(t.Context(), w.System, nudge.SendInput{})
	if err != nil {
		t.Fatal("send:", err)
	}
	return out
}

// deliver hands over whatever is due.
func (w *world) deliver(t *testing.T) []models.Message {
	t.Helper()
	for _, m := range w.mails(t) {
		if _, err := w.mail.Deliver(t.Context(), w.System, notify.Deliver{Message: m.ID}); err != nil {
			t.Fatal("deliver:", err)
		}
	}
	return w.mails(t)
}

func (w *world) mails(t *testing.T) []models.Message {
	return reordertest.Rows[models.Message](t, w.World, "created_at, id", "true")
}

func (w *world) nudges(t *testing.T) []models.Nudge {
	return reordertest.Rows[models.Nudge](t, w.World, "created_at, id", "true")
}

func TestADigest(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, s := w.late(t)
	w.also(t, c)
	if out := w.send(t); out.Digests != 1 || out.Nudges != 2 {
		t.Fatalf("sent %+v", out)
	}
	mails := w.deliver(t)
	if len(mails) != 1 || mails[0].State != models.MessageSent || *mails[0].UserID != c.Buyer.User() || mails[0].DedupeKey != "nudge:"+c.ID.String()+":2026-11-19" {
		t.Fatalf("mails %+v", mails)
	}
	m := mails[0]
	for _, said := range []string{"Supplier", "Another", "день 20", "Болт 1", "https://portal.example/nudge/", "https://portal.example/unsubscribe/"} {
		if !strings.Contains(m.Text, said) {
			t.Errorf("the mail does not say %q:\n%s", said, m.Text)
		}
	}
	if !strings.HasPrefix(m.Headers["List-Unsubscribe"], "<https://portal.example/unsubscribe/") || m.Headers["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click" {
		t.Errorf("headers %v", m.Headers)
	}
	for _, n := range w.nudges(t) {
		if n.Arm != models.ArmSend || n.Kind != models.NudgeLate || n.PlannedOn != today || *n.MessageID != m.ID || *n.UserID != c.Buyer.User() ||
			len(n.Basket) != 3 || len(n.Reason.OrderDays) != 8 || n.Reason.UsualGapDays != 10 || n.PBuy == nil || *n.PBuy <= 0 || *n.PBuy >= 1 {
			t.Errorf("kept %+v", n)
		}
		if n.SupplierID == s.ID && (n.Cycle != today.Add(-20).String() || n.SilentDays != 20) {
			t.Errorf("kept %+v", n)
		}
	}
	if events := reordertest.Rows[models.Event](t, w.World, "id", "kind = 'nudge.sent'"); len(events) != 2 || events[0].ClientID != c.ID {
		t.Errorf("events %+v", events)
	}
	if got := w.plan(t).Candidates; len(got) != 0 {
		t.Errorf("planned again: %+v", got)
	}
}

func TestASecondRunSendsNothing(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.late(t)
	w.send(t)
	for range 3 {
		w.At(w.Clock().Add(25 * time.Hour))
		if out := w.send(t); out.Digests != 0 {
			t.Errorf("sent again: %+v", out)
		}
	}
	if n := len(w.mails(t)); n != 1 {
		t.Errorf("%d mails", n)
	}
}

func TestTwoSweepsAtOnceSendEachOnce(t *testing.T) {
	t.Parallel()
	w := open(t)
	for range 5 {
		c, _ := w.late(t)
		w.also(t, c)
	}
	var both sync.WaitGroup
	for range 3 {
		both.Go(func() {
			if _, err := w.service.Send(t.Context(), w.System, nudge.SendInput{}); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if mails, nudges := len(w.mails(t)), len(w.nudges(t)); mails != 5 || nudges != 10 {
		t.Errorf("%d mails with %d reminders, want 5 with 10", mails, nudges)
	}
}

func TestANewCycleIsRemindedOfAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, s := w.late(t)
	w.send(t)
	w.Orders(t, c, s, today)
	w.At(noon.Add(27 * 24 * time.Hour)) // the 16th of December, a Wednesday
	if out := w.send(t); out.Digests != 1 {
		t.Errorf("sent %+v", out)
	}
}

func TestTheHeldOutGetNothingAndItIsWrittenDown(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, _ := w.late(t)
	reordertest.Change[models.Holdout](t, w.World, map[string]any{"held_out": true}, "client_id = ?", c.ID)
	if got := w.plan(t).Candidates; len(got) != 1 || got[0].Verdict != nudge.HoldOut || got[0].To == nil {
		t.Errorf("planned %+v", got)
	}
	for range 2 {
		w.send(t)
	}
	nudges := w.nudges(t)
	if len(nudges) != 1 || nudges[0].Arm != models.ArmHoldOut || nudges[0].MessageID != nil || len(nudges[0].Basket) != 3 || nudges[0].PBuy == nil {
		t.Errorf("written down: %+v", nudges)
	}
	if len(w.mails(t)) != 0 {
		t.Error("a mail was queued")
	}
}

func TestNewClientsGetTheirArmOnTheWay(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, s := w.Client(t, "Shop"), w.Supplier(t, "Supplier")
	identitytest.Agreement(t, w.DB, c.Organisation, s.Organisation)
	w.Orders(t, c, s, every(10, 12, 20)...)
	out := w.send(t)
	arms := reordertest.Rows[models.Holdout](t, w.World, "client_id", "true")
	if len(arms) != 1 || out.Digests+out.HeldOut != 1 || arms[0].HeldOut != (out.HeldOut == 1) {
		t.Errorf("arms %+v, sent %+v", arms, out)
	}
}

// Each reason that speaks against a reminder, in the database as it comes about there.
func TestWhatStopsAReminder(t *testing.T) {
	t.Parallel()
	type pair struct {
		*world
		c *reordertest.Client
		s *reordertest.Supplier
	}
	change := func(table map[string]any) func(*testing.T, pair) {
		return func(t *testing.T, p pair) {
			reordertest.Change[models.Cadence](t, p.World, table, "client_id = ?", p.c.ID)
		}
	}
	for want, bring := range map[nudge.Code]func(*testing.T, pair){
		nudge.RuleOff: func(t *testing.T, p pair) {
			reordertest.Change[models.Organisation](t, p.World, map[string]any{"nudge_rule": "off"}, "id = ?", p.s.ID)
		},
		nudge.NoAgreement: func(t *testing.T, p pair) {
			reordertest.Change[models.Agreement](t, p.World, map[string]any{"status": "on_hold"}, "client_id = ?", p.c.ID)
		},
		nudge.Ordered: func(t *testing.T, p pair) {
			p.Orders(t, p.c, p.s, today.Add(-1))
			reordertest.Change[models.Cadence](t, p.World, map[string]any{"last_on": today.Add(-20), "late_on": today.Add(-2)}, "client_id = ?", p.c.ID)
		},
		nudge.OpenOrder: func(t *testing.T, p pair) {
			reordertest.Change[models.PurchaseOrder](t, p.World, map[string]any{"status": "placed"}, "client_id = ? AND placed_on = ?", p.c.ID, today.Add(-20))
		},
		nudge.OpenCart: func(t *testing.T, p pair) {
			cart := models.Cart{ID: models.NewID[models.Cart](), ClientID: p.c.ID, UserID: p.c.Buyer.User(), Status: "open", Version: 1, CreatedAt: noon, UpdatedAt: noon}
			identitytest.Insert(t, p.DB, &cart)
			identitytest.Insert(t, p.DB, &models.CartLine{CartID: cart.ID, ClientID: p.c.ID, SupplierID: p.s.ID, ProductID: p.s.Products[0].ID,
				Quantity: decimal.NewFromInt(1), AddedAt: noon.Add(-29 * 24 * time.Hour)})
		},
		nudge.NotNeeded: change(map[string]any{"not_needed_on": today.Add(-20)}),
		nudge.Snoozed:   change(map[string]any{"snoozed_until": today.Add(1)}),
		nudge.Contacted: func(t *testing.T, p pair) {
			identitytest.In(t, p.DB, func(tx *models.Tx) error { return cadence.Contacted(tx, p.c.ID, nil, today.Add(-6)) })
		},
		nudge.NoConsent: func(t *testing.T, p pair) { p.Consent(t, p.c.Buyer, false) },
		nudge.NoBuyer: func(t *testing.T, p pair) {
			reordertest.Change[models.Membership](t, p.World, map[string]any{"ended_at": noon}, "organisation_id = ?", p.c.ID)
		},
		nudge.Suppressed: func(t *testing.T, p pair) {
			user := reordertest.Rows[models.User](t, p.World, "id", "id = ?", p.c.Buyer.User())[0]
			identitytest.In(t, p.DB, func(tx *models.Tx) error { return models.Suppress(tx, user.Email, "bounced") })
		},
		nudge.OutOfStock: func(t *testing.T, p pair) {
			reordertest.Change[models.Stock](t, p.World, map[string]any{"on_hand": 0}, "supplier_id = ?", p.s.ID)
		},
		nudge.NothingUsual: func(t *testing.T, p pair) {
			identitytest.In(t, p.DB, func(tx *models.Tx) error {
				_, err := models.DeleteWhere[models.PurchaseOrderLine](tx, "client_id = ?", p.c.ID)
				return err
			})
		},
	} {
		t.Run(string(want), func(t *testing.T) {
			t.Parallel()
			w := open(t)
			c, s := w.late(t)
			if got := w.plan(t).Candidates; len(got) != 1 || got[0].Verdict != nudge.Send {
				t.Fatalf("before: %+v", got)
			}
			bring(t, pair{w, c, s})
			got := w.plan(t).Candidates
			if len(got) != 1 || got[0].Verdict != nudge.Stop || got[0].Why != want {
				t.Fatalf("planned %+v", got)
			}
			if out := w.send(t); out.Digests != 0 || out.Stopped != 1 || len(w.nudges(t)) != 0 {
				t.Errorf("sent %+v", out)
			}
		})
	}
}

func TestAnOldCartIsForgotten(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, s := w.late(t)
	cart := models.Cart{ID: models.NewID[models.Cart](), ClientID: c.ID, UserID: c.Buyer.User(), Status: "open", Version: 1, CreatedAt: noon, UpdatedAt: noon}
	identitytest.Insert(t, w.DB, &cart)
	identitytest.Insert(t, w.DB, &models.CartLine{CartID: cart.ID, ClientID: c.ID, SupplierID: s.ID, ProductID: s.Products[0].ID,
		Quantity: decimal.NewFromInt(1), AddedAt: noon.Add(-31 * 24 * time.Hour)})
	if got := w.plan(t).Candidates; got[0].Verdict != nudge.Send {
		t.Errorf("planned %+v", got)
	}
}

func TestWhatIsReplacedIsNotOutOfStock(t *testing.T) {
	t.Parallel()
	w := open(t)
	_, s := w.late(t)
	instead := w.Product(t, s, "100.00", 10)
	reordertest.Change[models.Stock](t, w.World, map[string]any{"on_hand": 0}, "product_id IN ?", []models.ProductID{s.Products[0].ID, s.Products[1].ID, s.Products[2].ID})
	reordertest.Change[models.Product](t, w.World, map[string]any{"substitute_id": instead.ID}, "id = ?", s.Products[0].ID)
	if out := w.send(t); out.Nudges != 1 {
		t.Fatalf("sent %+v", out)
	}
	text := w.deliver(t)[0].Text
	if !strings.Contains(text, instead.NameRu) {
		t.Errorf("the mail does not offer %s:\n%s", instead.NameRu, text)
	}
	if strings.Contains(text, "позици") {
		t.Errorf("the mail sums what the buyer has not chosen:\n%s", text)
	}
}
