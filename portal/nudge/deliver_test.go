package nudge_test

import (
	"strings"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify"
	"povtor/portal/nudge"
	"povtor/portal/reorder/reordertest"
)

// What happens between the writing of a mail and its handing over.
func TestAskedAgainWhenHandedOver(t *testing.T) {
	t.Parallel()
	dropped := func(t *testing.T, w *world, why nudge.Code) {
		t.Helper()
		if m := w.deliver(t)[0]; m.State != models.MessageDropped || m.Reason != string(why) {
			t.Errorf("%s: %s", m.State, m.Reason)
		}
		if n := len(w.nudges(t)); n != 1 {
			t.Errorf("%d reminders kept", n)
		}
	}
	t.Run("they have ordered", func(t *testing.T) {
		t.Parallel()
		w := open(t)
		c, s := w.late(t)
		w.send(t)
		w.Orders(t, c, s, today)
		dropped(t, w, nudge.Ordered)
	})
	t.Run("they have unsubscribed", func(t *testing.T) {
		t.Parallel()
		w := open(t)
		w.late(t)
		w.send(t)
		link := w.mails(t)[0].Headers["List-Unsubscribe"]
		token := strings.TrimSuffix(link[strings.LastIndex(link, "/")+1:], ">")
		if _, err := w.mail.UnsubscribeInOneClick(t.Context(), identity.Viewer{}, notify.UnsubscribeInput{Token: token}); err != nil {
			t.Fatal(err)
		}
		dropped(t, w, nudge.NoConsent)
		if got := w.plan(t).Candidates; len(got) != 0 {
			t.Errorf("planned %+v", got)
		}
	})
	t.Run("it is sold out", func(t *testing.T) {
		t.Parallel()
		w := open(t)
		_, s := w.late(t)
		w.send(t)
		reordertest.Change[models.Stock](t, w.World, map[string]any{"on_hand": 0}, "supplier_id = ?", s.ID)
		dropped(t, w, nudge.OutOfStock)
	})
	t.Run("one of two has been ordered from", func(t *testing.T) {
		t.Parallel()
		w := open(t)
		c, s := w.late(t)
		w.also(t, c)
		w.send(t)
		w.Orders(t, c, s, today)
		if m := w.deliver(t)[0]; m.State != models.MessageSent || strings.Contains(m.Text, "Supplier") || !strings.Contains(m.Text, "Another") {
			t.Errorf("%s %s:\n%s", m.State, m.Reason, m.Text)
		}
	})
	t.Run("the evening has come", func(t *testing.T) {
		t.Parallel()
		w := open(t)
		w.late(t)
		w.send(t)
		w.At(noon.Add(11 * time.Hour))
		m := w.deliver(t)[0]
		morning := time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)
		if m.State != models.MessageQueued || !m.DueAt.Equal(morning) {
			t.Fatalf("%s until %s", m.State, m.DueAt)
		}
		w.At(morning)
		if m := w.deliver(t)[0]; m.State != models.MessageSent || !strings.Contains(m.Text, "день 21") {
			t.Errorf("%s %s:\n%s", m.State, m.Reason, m.Text)
		}
	})
}
