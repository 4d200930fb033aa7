package notify_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/notify"
	"povtor/portal/notify/letter"
	"povtor/portal/notify/post"
)

// server is a mail server that answers as it is told.
type server struct {
	mu       sync.Mutex
	answers  []error // of the next tries; then it takes everything
	received []post.Message
	tries    int
}

func (s *server) Send(_ context.Context, m post.Message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tries++
	if len(s.answers) > 0 {
		answer := s.answers[0]
		s.answers = s.answers[1:]
		if answer != nil {
			return answer
		}
	}
	s.received = append(s.received, m)
	return nil
}

type world struct {
	db      *models.DB
	server  *server
	service *notify.Service
	system  identity.Viewer
	now     time.Time
	queued  *modelstest.Jobs
	mu      sync.Mutex
}

func open(t *testing.T, change ...func(*notify.Options)) *world {
	t.Helper()
	w := &world{server: &server{}, system: identity.System("test"), now: identitytest.Now}
	w.db = modelstest.DB(t, func() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now })
	w.queued = modelstest.Queue(w.db)
	o := notify.Options{Keys: identitytest.Keys(t), Post: w.server, Base: "https://portal.example"}
	for _, c := range change {
		c(&o)
	}
	w.service = notify.New(w.db, o)
	w.service.Mind(letter.KindNudge, notify.Manner{Reminder: true})
	return w
}

func (w *world) pass(d time.Duration) { w.mu.Lock(); defer w.mu.Unlock(); w.now = w.now.Add(d) }

// mail queues one of a kind.
func (w *world) mail(t *testing.T, kind letter.Kind, key string) (id models.MessageID) {
	t.Helper()
	identitytest.In(t, w.db, func(tx *models.Tx) (err error) {
		id, err = w.service.Queue(tx, models.Message{Kind: string(kind), DedupeKey: key, Recipient: "anna@shop.example", Locale: "ru",
			Subject: "Тема", HTML: "<p>Текст</p>", Text: "Текст"})
		return err
	})
	return id
}

func (w *world) deliver(t *testing.T, id models.MessageID) models.Message {
	t.Helper()
	if _, err := w.service.Deliver(t.Context(), w.system, notify.Deliver{Message: id}); err != nil {
		t.Fatal("deliver:", err)
	}
	return w.message(t, id)
}

func (w *world) message(t *testing.T, id models.MessageID) (m models.Message) {
	t.Helper()
	identitytest.In(t, w.db, func(tx *models.Tx) error {
		row, err := models.Get(tx, id)
		if err == nil {
			m = *row
		}
		return err
	})
	return m
}

func (w *world) messages(t *testing.T) (all []models.Message) {
	t.Helper()
	identitytest.In(t, w.db, func(tx *models.Tx) (err error) {
		all, err = models.List[models.Message](tx, "dedupe_key", "true")
		return err
	})
	return all
}

func (w *world) sweep(t *testing.T) notify.Swept {
	t.Helper()
	out, err := w.service.Sweep(t.Context(), w.system, notify.Sweep{})
	if err != nil {
		t.Fatal("sweep:", err)
	}
	return out
}

func TestTheSameKeyIsTheSameMail(t *testing.T) {
	t.Parallel()
	w := open(t)
	first, second := w.mail(t, letter.KindOrderPlaced, "order:1"), w.mail(t, letter.KindOrderPlaced, "order:1")
	if first.IsZero() || !second.IsZero() || len(w.queued.All()) != 1 {
		t.Errorf("queued %v and %v, %d jobs", first, second, len(w.queued.All()))
	}
}

func TestDeliverOnceHoweverOftenItIsCalled(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.mail(t, letter.KindOrderPlaced, "order:1")
	var many sync.WaitGroup
	for range 6 {
		many.Go(func() {
			if _, err := w.service.Deliver(t.Context(), w.system, notify.Deliver{Message: id}); err != nil {
				t.Error(err)
			}
		})
	}
	many.Wait()
	m := w.message(t, id)
	if w.server.tries != 1 || m.State != models.MessageSent || m.SentAt == nil || m.Attempts != 1 {
		t.Errorf("%d tries, %+v", w.server.tries, m)
	}
	if got := w.server.received[0]; got.ID != id.String() || got.To != "anna@shop.example" || !got.Date.Equal(m.CreatedAt) {
		t.Errorf("sent %+v", got)
	}
}

func TestAFailureForNowIsTriedAgainLater(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.server.answers = []error{post.Temporary, errors.New("the printer of invoices is out of paper")}
	id := w.mail(t, letter.KindOrderPlaced, "order:1")
	m := w.deliver(t, id)
	if m.State != models.MessageQueued || !m.DueAt.After(m.CreatedAt) || m.Reason == "" {
		t.Fatalf("after the first failure %+v", m)
	}
	if w.deliver(t, id); w.server.tries != 1 {
		t.Error("tried again before its time")
	}
	if out := w.sweep(t); out.Queued != 0 {
		t.Error("queued again before its time")
	}
	w.pass(time.Minute)
	if out := w.sweep(t); out.Queued != 1 {
		t.Error("not queued again", out)
	}
	second := w.deliver(t, id)
	w.pass(5 * time.Minute)
	if m = w.deliver(t, id); m.State != models.MessageSent || m.Attempts != 3 || m.Reason != "" {
		t.Errorf("in the end %+v, before it %+v", m, second)
	}
	if w.server.received[0].ID != id.String() || !w.server.received[0].Date.Equal(m.CreatedAt) {
		t.Error("another Message-ID or date than on the first try")
	}
}

func TestARefusalEndsIt(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.server.answers = []error{post.Permanent}
	if m := w.deliver(t, w.mail(t, letter.KindOrderPlaced, "order:1")); m.State != models.MessageRefused || m.Reason == "" {
		t.Errorf("refused mail: %+v", m)
	}
	w.pass(24 * time.Hour)
	if out := w.sweep(t); out.Queued != 0 {
		t.Error("a refused mail is queued again")
	}
}

func TestWhereNobodyKnowsWhetherItWentOut(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.server.answers = []error{post.Uncertain, post.Uncertain}
	if m := w.deliver(t, w.mail(t, letter.KindNudge, "nudge:1")); m.State != models.MessageUncertain {
		t.Errorf("a reminder: %+v", m)
	}
	if m := w.deliver(t, w.mail(t, letter.KindOrderPlaced, "order:1")); m.State != models.MessageQueued {
		t.Errorf("an order's mail: %+v", m)
	}
}

// A process killed between the claim and the answer leaves its mail in sending.
func TestAMailWhoseSenderDied(t *testing.T) {
	t.Parallel()
	w := open(t)
	reminder, order := w.mail(t, letter.KindNudge, "nudge:1"), w.mail(t, letter.KindOrderPlaced, "order:1")
	identitytest.In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Message](tx, map[string]any{"state": models.MessageSending, "claimed_at": tx.Now, "attempts": 1}, "true")
		return err
	})
	w.pass(time.Minute)
	if out := w.sweep(t); out != (notify.Swept{}) {
		t.Error("settled while the sender may still be alive:", out)
	}
	w.pass(2 * time.Minute)
	if out := w.sweep(t); out.Uncertain != 1 || out.Queued != 1 {
		t.Error("settled", out)
	}
	if m := w.deliver(t, reminder); m.State != models.MessageUncertain {
		t.Errorf("the reminder: %+v", m)
	}
	if m := w.deliver(t, order); m.State != models.MessageSent || len(w.server.received) != 1 || w.server.received[0].ID != order.String() {
		t.Errorf("the order's mail: %+v, received %+v", m, w.server.received)
	}
}

func TestWhatIsNotToBeSentAnyMore(t *testing.T) {
	t.Parallel()
	w := open(t)
	identitytest.Insert(t, w.db, &models.Suppression{Email: "anna@shop.example", Reason: "complained", At: w.now})
	if m := w.deliver(t, w.mail(t, letter.KindOrderPlaced, "order:1")); m.State != models.MessageDropped || m.Reason != "suppressed: complained" {
		t.Errorf("to a suppressed address: %+v", m)
	}
	identitytest.In(t, w.db, func(tx *models.Tx) error { _, err := models.DeleteWhere[models.Suppression](tx, "true"); return err })

	w.service.Mind(letter.KindNudge, notify.Manner{Reminder: true, Still: func(*models.Tx, *models.Message) (string, error) { return "they have ordered", nil }})
	if m := w.deliver(t, w.mail(t, letter.KindNudge, "nudge:1")); m.State != models.MessageDropped || m.Reason != "they have ordered" {
		t.Errorf("a reminder whose reason has gone: %+v", m)
	}
	w.service.Mind(letter.KindNudge, notify.Manner{Reminder: true, Still: func(_ *models.Tx, m *models.Message) (string, error) {
		m.Subject = "Другая тема"
		return "", nil
	}})
	if w.deliver(t, w.mail(t, letter.KindNudge, "nudge:2")); w.server.received[0].Subject != "Другая тема" {
		t.Errorf("sent %+v", w.server.received)
	}
	evening := w.now
	w.service.Mind(letter.KindNudge, notify.Manner{Reminder: true, Still: func(_ *models.Tx, m *models.Message) (string, error) {
		m.DueAt = evening.Add(time.Hour)
		return "", nil
	}})
	if m := w.deliver(t, w.mail(t, letter.KindNudge, "nudge:4")); m.State != models.MessageQueued || !m.DueAt.Equal(evening.Add(time.Hour)) || m.Attempts != 0 {
		t.Errorf("a reminder in the evening: %+v", m)
	}
	late := w.mail(t, letter.KindNudge, "nudge:3")
	w.pass(97 * time.Hour)
	if m := w.deliver(t, late); m.State != models.MessageDropped || m.Reason != "too late" || w.server.tries != 1 {
		t.Errorf("a reminder of last week: %+v", m)
	}
}

func TestWithoutAServerMailsStayInTheOutbox(t *testing.T) {
	t.Parallel()
	w := open(t, func(o *notify.Options) { o.Post, o.Open = nil, true })
	told := 0
	w.service.Mind(letter.KindNudge, notify.Manner{Reminder: true, Sent: func(*models.Tx, models.Message) error { told++; return nil }})
	first := w.mail(t, letter.KindNudge, "nudge:1")
	w.pass(time.Second)
	second := w.mail(t, letter.KindOrderPlaced, "order:1")
	if m := w.deliver(t, first); m.State != models.MessageSent || m.SentAt == nil || told != 1 {
		t.Errorf("delivered %+v, told %d", m, told)
	}
	page, err := w.service.Outbox(t.Context(), identity.Viewer{}, notify.OutboxInput{Limit: 1})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != second || page.Next == "" {
		t.Fatalf("first page %+v, %v", page, err)
	}
	page, err = w.service.Outbox(t.Context(), identity.Viewer{}, notify.OutboxInput{Limit: 1, After: page.Next})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != first || page.Next != "" {
		t.Errorf("second page %+v, %v", page, err)
	}
	whole, err := w.service.OutboxMail(t.Context(), identity.Viewer{}, notify.OutboxMailInput{ID: first})
	if err != nil || whole.HTML != "<p>Текст</p>" {
		t.Errorf("read %+v, %v", whole, err)
	}
}

func TestTheOutboxIsClosedUnlessItIsADemo(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.mail(t, letter.KindPasswordReset, "reset:1")
	if _, err := w.service.Outbox(t.Context(), identity.Viewer{}, notify.OutboxInput{Limit: 1}); models.KindOf(err) != models.NotFound {
		t.Error("listed:", err)
	}
	if _, err := w.service.OutboxMail(t.Context(), identity.Viewer{}, notify.OutboxMailInput{ID: id}); models.KindOf(err) != models.NotFound {
		t.Error("read:", err)
	}
}

func TestUnsubscribe(t *testing.T) {
	t.Parallel()
	w := open(t)
	shop := identitytest.Company(t, w.db, models.ClientKind, "Shop")
	buyer := identitytest.Viewer(t, w.db, shop, identity.Buyer)
	prefers := func() bool {
		p, err := w.service.Preferences(t.Context(), buyer, struct{}{})
		if err != nil {
			t.Fatal(err)
		}
		return p.Nudges
	}
	if prefers() {
		t.Error("consent without a word")
	}
	if _, err := w.service.SetPreferences(t.Context(), buyer, notify.PreferencesInput{Body: notify.Preferences{Nudges: true}}); err != nil || !prefers() {
		t.Fatal("cannot consent:", err)
	}
	link := w.service.UnsubscribeLink(buyer.User(), shop.ID, w.now)
	in := notify.UnsubscribeInput{Token: strings.TrimPrefix(link, "https://portal.example/unsubscribe/")}
	w.pass(4 * 365 * 24 * time.Hour)
	seen, err := w.service.Subscription(t.Context(), identity.Viewer{}, in)
	if err != nil || !seen.Nudges || seen.Company != "Shop" || !strings.HasPrefix(seen.Email, "p***@") || !prefers() {
		t.Errorf("the page shows %+v, %v", seen, err)
	}
	for range 2 {
		if _, err := w.service.UnsubscribeInOneClick(t.Context(), identity.Viewer{}, in); err != nil || prefers() {
			t.Error("still subscribed:", err)
		}
	}
	var history []models.Consent
	identitytest.In(t, w.db, func(tx *models.Tx) (err error) {
		history, err = models.List[models.Consent](tx, "at", "user_id = ?", buyer.User())
		return err
	})
	if len(history) != 2 || history[0].Source != models.ConsentByPreferences || history[1].Source != models.ConsentByOneClick {
		t.Errorf("history %+v", history)
	}
	in.Token += "x"
	if _, err := w.service.Unsubscribe(t.Context(), identity.Viewer{}, in); models.KindOf(err) != models.NotFound {
		t.Error("a forged link:", err)
	}
	in.Token = identitytest.Keys(t).SignLink("nudge", buyer.User().String()+" "+shop.ID.String(), w.now.Add(time.Hour))
	if _, err := w.service.Unsubscribe(t.Context(), identity.Viewer{}, in); models.KindOf(err) != models.NotFound {
		t.Error("a link for another purpose:", err)
	}
}

// order places one by a buyer of a shop with a supplier that has two managers.
func (w *world) order(t *testing.T) (order models.PurchaseOrder) {
	t.Helper()
	shop := identitytest.Company(t, w.db, models.ClientKind, "Shop")
	supplier := identitytest.Company(t, w.db, models.SupplierKind, "Supplier")
	buyer := identitytest.Viewer(t, w.db, shop, identity.Buyer)
	for _, role := range []identity.Role{identity.SupplierManager, identity.SupplierAdmin} {
		identitytest.Viewer(t, w.db, supplier, role)
	}
	identitytest.In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.User](tx, map[string]any{"password_hash": "set"}, "true")
		return err
	})
	user := buyer.User()
	order = models.PurchaseOrder{ID: models.NewID[models.PurchaseOrder](), Number: "PO-000001", ClientID: shop.ID, SupplierID: supplier.ID,
		Status: models.OrderPlaced, Currency: "RUB", Net: 10000, Tax: 2200, Total: 12200, Source: models.FromCart, CheckoutID: uuid.New(),
		Content: []byte{}, PlacedBy: &user, PlacedByName: buyer.Name(), PlacedAt: w.now, PlacedOn: models.DateOf(w.now, time.UTC), Version: 1}
	identitytest.Insert(t, w.db, &order)
	return order
}

func TestOrderMails(t *testing.T) {
	t.Parallel()
	w := open(t)
	order := w.order(t)
	in := notify.OrderInput{Order: order.ID}
	for range 2 {
		if _, err := w.service.OrderPlaced(t.Context(), w.system, in); err != nil {
			t.Fatal(err)
		}
	}
	kinds := map[string]int{}
	for _, m := range w.messages(t) {
		kinds[m.Kind]++
		if !strings.Contains(m.Text, "PO-000001") || !strings.Contains(m.HTML, "https://portal.example/orders/"+order.ID.String()) {
			t.Errorf("%s does not name or link the order:\n%s", m.Kind, m.Text)
		}
	}
	if kinds["order-received"] != 2 || kinds["order-placed"] != 1 || len(kinds) != 2 {
		t.Errorf("mails %v", kinds)
	}
	if _, err := w.service.OrderConfirmed(t.Context(), w.system, in); models.KindOf(err) != models.NotFound {
		t.Error("confirmed without an invoice:", err)
	}
	invoice := models.Invoice{ID: models.NewID[models.Invoice](), ClientID: order.ClientID, SupplierID: order.SupplierID, OrderID: order.ID, Year: 2026,
		Sequence: 1, Number: "2026-00001", Locale: "ru", Currency: "RUB", IssuedOn: order.PlacedOn, DueOn: order.PlacedOn.Add(14), Net: 10000,
		Tax: 2200, Total: 12200, Taxes: []models.Tax{}, OrderNumber: order.Number, IssuedAt: w.now}
	identitytest.Insert(t, w.db, &invoice)
	if _, err := w.service.OrderConfirmed(t.Context(), w.system, in); err != nil {
		t.Fatal(err)
	}
	identitytest.Insert(t, w.db, &models.Event{ID: models.NewID[models.Event](), ClientID: order.ClientID, OrderID: &order.ID, At: w.now,
		Kind: models.EventOrderRefused, Note: "Нет на складе", Detail: map[string]any{}})
	if _, err := w.service.OrderRefused(t.Context(), w.system, in); err != nil {
		t.Fatal(err)
	}
	for _, m := range w.messages(t) {
		if m.Kind == "order-confirmed" && (!strings.Contains(m.Text, "2026-00001") || m.InvoiceID == nil || *m.InvoiceID != invoice.ID) {
			t.Errorf("the confirmation: %+v", m)
		}
		if m.Kind == "order-refused" && !strings.Contains(m.Text, "Нет на складе") {
			t.Errorf("the refusal: %s", m.Text)
		}
	}
}

func TestAConfirmationCarriesTheInvoice(t *testing.T) {
	t.Parallel()
	papers := func(_ context.Context, _ identity.Viewer, id models.InvoiceID) (post.Attachment, error) {
		return post.Attachment{Name: id.String() + ".pdf", ContentType: "application/pdf", Data: []byte("%PDF")}, nil
	}
	w := open(t, func(o *notify.Options) { o.Papers = papers })
	order := w.order(t)
	invoice := models.Invoice{ID: models.NewID[models.Invoice](), ClientID: order.ClientID, SupplierID: order.SupplierID, OrderID: order.ID, Year: 2026,
		Sequence: 1, Number: "2026-00001", Locale: "ru", Currency: "RUB", Taxes: []models.Tax{}, OrderNumber: order.Number, IssuedAt: w.now}
	identitytest.Insert(t, w.db, &invoice)
	if _, err := w.service.OrderConfirmed(t.Context(), w.system, notify.OrderInput{Order: order.ID}); err != nil {
		t.Fatal(err)
	}
	w.deliver(t, w.messages(t)[0].ID)
	if got := w.server.received[0].Attachments; len(got) != 1 || got[0].Name != invoice.ID.String()+".pdf" {
		t.Errorf("attachments %+v", got)
	}
}
