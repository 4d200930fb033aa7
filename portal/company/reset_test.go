package company_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/company"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
	"povtor/portal/notify"
	"povtor/portal/notify/post"
)

func (w *world) ask(t *testing.T, email, from string) error {
	t.Helper()
	in := company.AskInput{Address: from}
	in.Body.Email = email
	return w.company.AskReset(t.Context(), in)
}

// work does the jobs that were queued for wishes so far; again and again, as jobs may run twice.
func (w *world) work(t *testing.T) {
	t.Helper()
	for _, j := range w.jobs.All() {
		if asked, ok := j.(company.ResetAsked); ok {
			if _, err := w.company.SendReset(t.Context(), identity.System("test"), asked); err != nil && models.KindOf(err) != models.NotFound {
				t.Fatal(err)
			}
		}
	}
}

func (w *world) confirm(t *testing.T, token, password string) error {
	t.Helper()
	in := company.ConfirmInput{Address: "10.0.0.4"}
	in.Body.Token, in.Body.Password = token, password
	return w.company.ConfirmReset(t.Context(), in)
}

func TestAResetSetsThePasswordAndEndsEverySession(t *testing.T) {
	w := open(t)
	cafe, _ := w.cafe(t)
	w.person(t, "olga@cafe.example", "the old password", identity.Buyer, cafe)
	before, err := w.signIn(t, "olga@cafe.example", "the old password")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.ask(t, "Olga@Cafe.example", "10.0.0.1"); err != nil {
		t.Fatal(err)
	}
	w.work(t)
	w.work(t)
	if n := len(w.tokens(t, "olga@cafe.example", "/reset/")); n != 1 {
		t.Fatalf("%d mails", n)
	}
	token := w.token(t, "olga@cafe.example", "/reset/")
	want(t, "too short", w.confirm(t, token, "short"), "invalid-input")
	want(t, "forged", w.confirm(t, token+"x", "the new password"), "no-such-link")
	if _, err := w.id.Refresh(t.Context(), before.Refresh); err != nil {
		t.Error("nothing has happened yet:", err)
	}
	want(t, "good", w.confirm(t, token, "the new password"), "")
	want(t, "used twice", w.confirm(t, token, "a third password"), "link-used")
	_, err = w.id.Refresh(t.Context(), before.Refresh)
	want(t, "a session from before", err, "session-ended")
	_, err = w.signIn(t, "olga@cafe.example", "the old password")
	want(t, "the old password", err, "wrong-credentials")
	_, err = w.signIn(t, "olga@cafe.example", "the new password")
	want(t, "the new password", err, "")
}

func TestAResetLinkLastsAnHour(t *testing.T) {
	w := open(t)
	cafe, _ := w.cafe(t)
	w.person(t, "olga@cafe.example", "the old password", identity.Buyer, cafe)
	if err := w.ask(t, "olga@cafe.example", "10.0.0.1"); err != nil {
		t.Fatal(err)
	}
	w.work(t)
	w.pass(time.Hour)
	want(t, "an hour later", w.confirm(t, w.token(t, "olga@cafe.example", "/reset/"), "the new password"), "link-expired")
}

func TestOneLinkSpendsThemAll(t *testing.T) {
	w := open(t)
	cafe, _ := w.cafe(t)
	w.person(t, "olga@cafe.example", "the old password", identity.Buyer, cafe)
	for range 2 {
		if err := w.ask(t, "olga@cafe.example", "10.0.0.1"); err != nil {
			t.Fatal(err)
		}
		w.work(t)
		w.pass(time.Second)
	}
	links := w.tokens(t, "olga@cafe.example", "/reset/")
	want(t, "the later", w.confirm(t, links[1], "the new password"), "")
	want(t, "the earlier", w.confirm(t, links[0], "another password"), "link-used")
}

func TestAskingTellsNothingAboutAnAddress(t *testing.T) {
	w := open(t)
	cafe, _ := w.cafe(t)
	olga := w.person(t, "olga@cafe.example", "the old password", identity.Buyer, cafe)
	closed := w.person(t, "closed@cafe.example", "the old password", identity.Buyer, cafe)
	In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.User](tx, map[string]any{"deactivated_at": Now}, "id = ?", closed.ID)
		return err
	})
	for _, email := range []string{"olga@cafe.example", "nobody@cafe.example", "closed@cafe.example", "not an address"} {
		if err := w.ask(t, email, "10.0.0.1"); err != nil {
			t.Error(email, err)
		}
	}
	if n := len(w.jobs.All()); n != 4 {
		t.Errorf("%d jobs: the same work for every address", n)
	}
	w.work(t)
	In(t, w.db, func(tx *models.Tx) error {
		mails, err := models.List[models.Message](tx, "id", "true")
		if len(mails) != 1 || *mails[0].UserID != olga.ID {
			t.Errorf("%d mails", len(mails))
		}
		kept, _ := models.List[models.PasswordReset](tx, "id", "true")
		if len(kept) != 1 || string(kept[0].Hash) == "" {
			t.Errorf("%d wishes kept", len(kept))
		}
		return err
	})
}

func TestAskingIsLimitedPerAddressAndPerHost(t *testing.T) {
	w := open(t)
	for range 5 {
		want(t, "within the limit", w.ask(t, "olga@cafe.example", "10.0.0.1"), "")
	}
	want(t, "the same address again", w.ask(t, "olga@cafe.example", "10.0.0.2"), "too-many-attempts")
	want(t, "another one", w.ask(t, "petr@cafe.example", "10.0.0.2"), "")
	for range 25 {
		_ = w.ask(t, models.NewID[models.User]().String()+"@cafe.example", "10.0.0.1")
	}
	want(t, "from the same place", w.ask(t, "anna@cafe.example", "10.0.0.1"), "too-many-attempts")
	w.pass(15 * time.Minute)
	want(t, "later", w.ask(t, "olga@cafe.example", "10.0.0.1"), "")
}

func TestAResetMailThatComesTooLateIsNotSent(t *testing.T) {
	w := open(t)
	cafe, _ := w.cafe(t)
	w.person(t, "olga@cafe.example", "the old password", identity.Buyer, cafe)
	if err := w.ask(t, "olga@cafe.example", "10.0.0.1"); err != nil {
		t.Fatal(err)
	}
	w.work(t)
	w.pass(time.Hour)
	if m := w.deliver(t, "olga@cafe.example"); m.State != models.MessageDropped {
		t.Errorf("the mail is %s", m.State)
	}
}

// server takes every mail.
type server struct{ took []post.Message }

func (s *server) Send(_ context.Context, m post.Message) error {
	s.took = append(s.took, m)
	return nil
}

// deliver hands over what is queued and reads the mail to an address.
func (w *world) deliver(t *testing.T, email string) (mail models.Message) {
	t.Helper()
	for _, j := range w.jobs.All() {
		if d, ok := j.(notify.Deliver); ok {
			if _, err := w.mail.Deliver(t.Context(), identity.System("test"), d); err != nil {
				t.Fatal(err)
			}
		}
	}
	In(t, w.db, func(tx *models.Tx) error {
		m, err := models.First[models.Message](tx, "recipient = ?", email)
		mail = *m
		return err
	})
	return mail
}

func TestAMailedKeyIsNotKept(t *testing.T) {
	s := &server{}
	w := open(t, func(o *notify.Options) { o.Post = s })
	_, admin := w.cafe(t)
	token := w.invited(t, admin, "petr@cafe.example", identity.Buyer)
	m := w.deliver(t, "petr@cafe.example")
	if m.State != models.MessageSent || strings.Contains(m.Text+m.HTML+m.Subject, token) {
		t.Errorf("%s, kept: %q", m.State, m.Text)
	}
	if len(s.took) != 1 || !strings.Contains(s.took[0].Text, token) {
		t.Error("the mail itself has no link")
	}
}
