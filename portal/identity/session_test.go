package identity_test

import (
	"testing"
	"time"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
)

// world is a service on a database of its own with a clock that the test turns.
type world struct {
	db  *models.DB
	id  *identity.Service
	now time.Time
}

func open(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	w := &world{now: Now}
	clock := func() time.Time { return w.now }
	w.db = modelstest.DB(t, clock)
	w.id = identity.New(w.db, Keys(t), clock)
	return w
}

// person mints somebody with a password who belongs to the companies.
func (w *world) person(t *testing.T, email, password string, in ...models.Organisation) models.User {
	t.Helper()
	hash, err := identity.HashPassword(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	u := models.User{ID: models.NewID[models.User](), Email: email, Name: "Ольга Смирнова", Locale: "ru", PasswordHash: hash, CreatedAt: Now}
	Insert(t, w.db, &u)
	for i, o := range in {
		Insert(t, w.db, &models.Membership{ID: models.NewID[models.Membership](), UserID: u.ID, OrganisationID: o.ID,
			Role: string(identity.Buyer), Influence: "decides", CreatedAt: Now.Add(time.Duration(i) * time.Second)})
	}
	return u
}

func (w *world) signIn(t *testing.T, email, password string) (identity.Started, error) {
	t.Helper()
	in := identity.SignInInput{Address: "127.0.0.1"}
	in.Body.Email, in.Body.Password = email, password
	return w.id.SignIn(t.Context(), in)
}

func TestSignIn(t *testing.T) {
	w := open(t)
	cafe := Company(t, w.db, models.ClientKind, "Кафе")
	w.person(t, "olga@cafe.example", "correct horse", cafe)
	for _, c := range []struct{ name, email, password, code string }{
		{"right", "olga@cafe.example", "correct horse", ""},
		{"address in capitals, with blanks", " Olga@Cafe.example ", "correct horse", ""},
		{"wrong password", "olga@cafe.example", "wrong horse", "wrong-credentials"},
		{"nobody of that address", "nobody@cafe.example", "correct horse", "wrong-credentials"},
		{"no password", "olga@cafe.example", "", "wrong-credentials"},
	} {
		started, err := w.signIn(t, c.email, c.password)
		if models.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", c.name, err, c.code)
		}
		if c.code == "" && started.Session.Organisation.ID != cafe.ID {
			t.Errorf("%s: signed in to %+v", c.name, started.Session.Organisation)
		}
	}
}

func TestSignInIsLimitedPerAddressAndRecovers(t *testing.T) {
	w := open(t)
	w.person(t, "olga@cafe.example", "correct horse", Company(t, w.db, models.ClientKind, "Кафе"))
	for range 15 {
		if _, err := w.signIn(t, "olga@cafe.example", "correct horse"); err != nil {
			t.Fatalf("signing in often is not guessing: %v", err)
		}
	}
	for range 10 {
		if _, err := w.signIn(t, "olga@cafe.example", "guess"); models.CodeOf(err) != "wrong-credentials" {
			t.Fatal(err)
		}
	}
	if _, err := w.signIn(t, "olga@cafe.example", "correct horse"); models.KindOf(err) != models.Limited {
		t.Fatalf("the eleventh try: %v", err)
	}
	w.now = w.now.Add(16 * time.Minute)
	if _, err := w.signIn(t, "olga@cafe.example", "correct horse"); err != nil {
		t.Fatalf("after the window: %v", err)
	}
}

// TestAStrangerCannotLockSomebodyOut: guesses from one place leave the person's own place open, until there are very many.
func TestAStrangerCannotLockSomebodyOut(t *testing.T) {
	w := open(t)
	w.person(t, "olga@cafe.example", "correct horse", Company(t, w.db, models.ClientKind, "Кафе"))
	try := func(from, password string) error {
		in := identity.SignInInput{Address: from}
		in.Body.Email, in.Body.Password = "olga@cafe.example", password
		_, err := w.id.SignIn(t.Context(), in)
		return err
	}
	for range 12 {
		_ = try("203.0.113.9", "guess")
	}
	if err := try("203.0.113.9", "correct horse"); models.KindOf(err) != models.Limited {
		t.Errorf("from where it was guessed: %v", err)
	}
	if err := try("198.51.100.7", "correct horse"); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
	if err := try("203.0.113.9", "correct horse"); models.KindOf(err) != models.Limited {
		t.Errorf("the stranger is let in again: %v", err)
	}
	for range 100 {
		_ = w.id.CountGuess(t.Context(), "sign-in:olga@cafe.example", 1000)
	}
	if err := try("198.51.100.8", "correct horse"); models.KindOf(err) != models.Limited {
		t.Errorf("after a hundred from everywhere: %v", err)
	}
}

func TestRefreshRotatesAndReuseEndsTheSession(t *testing.T) {
	w := open(t)
	w.person(t, "olga@cafe.example", "correct horse", Company(t, w.db, models.ClientKind, "Кафе"))
	first, err := w.signIn(t, "olga@cafe.example", "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	second, err := w.id.Refresh(t.Context(), first.Refresh)
	if err != nil || second.Refresh == first.Refresh {
		t.Fatalf("refresh: %v, rotated %v", err, second.Refresh != first.Refresh)
	}
	if _, err := w.id.Refresh(t.Context(), first.Refresh); err != nil {
		t.Fatalf("another tab a moment later: %v", err)
	}
	w.now = w.now.Add(time.Minute)
	if _, err := w.id.Refresh(t.Context(), first.Refresh); models.CodeOf(err) != "session-ended" {
		t.Fatalf("a token used before: %v", err)
	}
	if _, err := w.id.Refresh(t.Context(), second.Refresh); models.CodeOf(err) != "session-ended" {
		t.Fatalf("the rest of the family must be dead too: %v", err)
	}
}

func TestTokensRunOutAndSignOutEndsThem(t *testing.T) {
	w := open(t)
	w.person(t, "olga@cafe.example", "correct horse", Company(t, w.db, models.ClientKind, "Кафе"))
	started, err := w.signIn(t, "olga@cafe.example", "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	v, err := w.id.Recognise(started.Access)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.id.Recognise(started.Access + "x"); models.KindOf(err) != models.Unauthenticated {
		t.Errorf("a forged token: %v", err)
	}
	if err := w.id.SignOut(t.Context(), v); err != nil {
		t.Fatal(err)
	}
	if _, err := w.id.Refresh(t.Context(), started.Refresh); models.CodeOf(err) != "session-ended" {
		t.Errorf("refresh after sign-out: %v", err)
	}
	if _, err := w.id.Current(t.Context(), v, struct{}{}); models.CodeOf(err) != "session-ended" {
		t.Errorf("session after sign-out: %v", err)
	}
	w.now = w.now.Add(11 * time.Minute)
	if _, err := w.id.Recognise(started.Access); models.CodeOf(err) != "session-ended" {
		t.Errorf("a stale access token: %v", err)
	}
}

func TestSwitchOnlyToOnesOwnCompanies(t *testing.T) {
	w := open(t)
	cafe, bar, other := Company(t, w.db, models.ClientKind, "Кафе"), Company(t, w.db, models.ClientKind, "Бар"), Company(t, w.db, models.ClientKind, "Чужие")
	w.person(t, "olga@cafe.example", "correct horse", cafe, bar)
	w.person(t, "petr@other.example", "correct horse", other)
	olga, _ := w.signIn(t, "olga@cafe.example", "correct horse")
	petr, _ := w.signIn(t, "petr@other.example", "correct horse")
	v, err := w.id.Recognise(olga.Access)
	if err != nil {
		t.Fatal(err)
	}
	var in identity.SwitchInput
	in.Body.Membership = petr.Session.Membership
	if _, err := w.id.Switch(t.Context(), v, in); models.KindOf(err) != models.NotFound {
		t.Errorf("into another person's seat: %v", err)
	}
	in.Body.Membership = olga.Session.Memberships[1].ID
	moved, err := w.id.Switch(t.Context(), v, in)
	if err != nil || moved.Session.Organisation.ID != bar.ID {
		t.Fatalf("into one's own: %v, %+v", err, moved.Session.Organisation)
	}
	again, err := w.id.Refresh(t.Context(), moved.Refresh)
	if err != nil || again.Session.Organisation.ID != bar.ID {
		t.Errorf("the next token stays there: %v, %+v", err, again.Session.Organisation)
	}
}

func TestLinksServeOnePurposeAndRunOut(t *testing.T) {
	t.Parallel()
	k := Keys(t)
	token := k.SignLink("nudge", "some-id", Now.Add(time.Hour))
	if text, err := k.ReadLink("nudge", token, Now); err != nil || text != "some-id" {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := k.ReadLink("unsubscribe", token, Now); models.KindOf(err) != models.NotFound {
		t.Errorf("for another purpose: %v", err)
	}
	if _, err := k.ReadLink("nudge", token+"x", Now); models.KindOf(err) != models.NotFound {
		t.Errorf("forged: %v", err)
	}
	if _, err := k.ReadLink("nudge", token, Now.Add(2*time.Hour)); models.KindOf(err) != models.Gone {
		t.Errorf("later: %v", err)
	}
}
