package nudge_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/nudge"
	"povtor/portal/reorder/reordertest"
)

func (w *world) token(t *testing.T, n models.Nudge) string {
	return nudge.Token(identitytest.Keys(t), n.ID, n.CreatedAt)
}

func TestTheLinkOpensTheBasketForTwoWeeks(t *testing.T) {
	t.Parallel()
	w := open(t)
	_, s := w.late(t)
	w.send(t)
	n := w.nudges(t)[0]
	token := w.token(t, n)
	if !strings.Contains(w.mails(t)[0].Text, token) {
		t.Error("the mail has another link")
	}
	for range 2 {
		got, err := w.service.Follow(t.Context(), identity.Viewer{}, nudge.FollowInput{Token: token})
		if err != nil || got.Client.Name != "Shop" || got.Supplier.ID != s.ID || len(got.Lines) != 3 || got.Reason.SilentDays != 20 || !got.ExpiresAt.Equal(noon.Add(14*24*time.Hour)) {
			t.Fatalf("opened %+v, %v", got, err)
		}
	}
	if opened := w.nudges(t)[0].OpenedAt; opened == nil || !opened.Equal(noon) {
		t.Error("opened at", opened)
	}
	if events := reordertest.Rows[models.Event](t, w.World, "id", "kind = 'nudge.opened'"); len(events) != 1 {
		t.Errorf("%d events", len(events))
	}
	for _, bad := range []string{"", "x", token + "x", identitytest.Keys(t).SignLink("unsubscribe", n.ID.String(), noon.Add(time.Hour)),
		identitytest.Keys(t).SignLink("nudge", uuid.NewString(), noon.Add(time.Hour))} {
		if _, err := w.service.Follow(t.Context(), identity.Viewer{}, nudge.FollowInput{Token: bad}); models.KindOf(err) != models.NotFound {
			t.Errorf("%q: %v", bad, err)
		}
	}
	w.At(noon.Add(14*24*time.Hour + time.Second))
	if _, err := w.service.Follow(t.Context(), identity.Viewer{}, nudge.FollowInput{Token: token}); models.KindOf(err) != models.Gone {
		t.Error("after two weeks:", err)
	}
}

func TestAnOrderNamesTheReminderBehindIt(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, s := w.late(t)
	other, theirs := w.late(t)
	w.send(t)
	behind := func(v identity.Viewer, token string, p models.Pair) *models.NudgeID {
		id, err := models.Read(t.Context(), w.DB, v.To(identity.OrderPlace), func(tx *models.Tx) (*models.NudgeID, error) {
			return nudge.Behind(tx, identitytest.Keys(t), token, p)
		})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	for _, n := range w.nudges(t) {
		token := w.token(t, n)
		mine := behind(c.Buyer, token, models.Pair{Client: c.ID, Supplier: s.ID})
		their := behind(other.Buyer, token, models.Pair{Client: other.ID, Supplier: theirs.ID})
		if (mine != nil) != (n.ClientID == c.ID) || (their != nil) != (n.ClientID == other.ID) {
			t.Errorf("behind an order of one %v, of the other %v", mine, their)
		}
		if behind(c.Buyer, token, models.Pair{Client: c.ID, Supplier: theirs.ID}) != nil || behind(c.Buyer, "", models.Pair{Client: c.ID, Supplier: s.ID}) != nil {
			t.Error("a reminder behind an order of another pair, or of no link")
		}
	}
}
