package identity_test

import (
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
)

// What was signed out reads nothing more, with whatever token: at once here, and in another process once it has looked.
func TestAnEndedSessionIsShutEverywhere(t *testing.T) {
	w := open(t)
	cafe := Company(t, w.db, models.ClientKind, "Кафе")
	w.person(t, "olga@cafe.example", "correct horse", cafe)
	other := identity.New(w.db, Keys(t), func() time.Time { return w.now })
	out, err := w.signIn(t, "olga@cafe.example", "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	kept, err := w.signIn(t, "olga@cafe.example", "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	v, err := w.id.Recognise(out.Access)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.id.SignOut(t.Context(), v); err != nil {
		t.Fatal(err)
	}
	if _, err := w.id.Recognise(out.Access); models.KindOf(err) != models.Unauthenticated {
		t.Errorf("where it was signed out: %v", err)
	}
	if err := other.LearnEnded(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Recognise(out.Access); models.KindOf(err) != models.Unauthenticated {
		t.Errorf("elsewhere: %v", err)
	}
	for _, s := range []*identity.Service{w.id, other} {
		if _, err := s.Recognise(kept.Access); err != nil {
			t.Errorf("the other session: %v", err)
		}
	}
}
