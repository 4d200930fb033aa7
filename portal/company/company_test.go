package company_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/company"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
	"povtor/portal/notify"
)

// world is a service on a database of its own with a clock that the test turns.
type world struct {
	db      *models.DB
	id      *identity.Service
	company *company.Service
	mail    *notify.Service
	jobs    *modelstest.Jobs
	mu      sync.Mutex
	now     time.Time
}

func open(t *testing.T, change ...func(*notify.Options)) *world {
	t.Helper()
	t.Parallel()
	w := &world{now: Now}
	clock := func() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }
	w.db = modelstest.DB(t, clock)
	w.jobs = modelstest.Queue(w.db)
	w.id = identity.New(w.db, Keys(t), clock)
	o := notify.Options{Keys: Keys(t), Base: "https://portal.example"}
	for _, c := range change {
		c(&o)
	}
	w.mail = notify.New(w.db, o)
	w.company = company.New(w.db, w.id, w.mail)
	return w
}

func (w *world) pass(d time.Duration) { w.mu.Lock(); defer w.mu.Unlock(); w.now = w.now.Add(d) }

// person mints somebody with a password who belongs to the companies.
func (w *world) person(t *testing.T, email, password string, role identity.Role, in ...models.Organisation) models.User {
	t.Helper()
	hash, err := identity.HashPassword(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	u := models.User{ID: models.NewID[models.User](), Email: email, Name: "Ольга Смирнова", Locale: "ru", PasswordHash: hash, CreatedAt: Now}
	Insert(t, w.db, &u)
	for _, o := range in {
		Insert(t, w.db, &models.Membership{ID: models.NewID[models.Membership](), UserID: u.ID, OrganisationID: o.ID,
			Role: string(role), Influence: "decides", CreatedAt: Now})
	}
	return u
}

func (w *world) signIn(t *testing.T, email, password string) (identity.Started, error) {
	t.Helper()
	in := identity.SignInInput{Address: "10.0.0.1"}
	in.Body.Email, in.Body.Password = email, password
	return w.id.SignIn(t.Context(), in)
}

// viewer signs somebody in.
func (w *world) viewer(t *testing.T, email, password string) identity.Viewer {
	t.Helper()
	started, err := w.signIn(t, email, password)
	if err != nil {
		t.Fatal(err)
	}
	v, err := w.id.Recognise(started.Access)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (w *world) invite(t *testing.T, by identity.Viewer, email string, role identity.Role) (company.Member, error) {
	t.Helper()
	var in company.InviteInput
	in.Body.Email, in.Body.Name, in.Body.Role, in.Body.Influence = email, "Пётр  Новый", role, "handles"
	return w.company.Invite(t.Context(), by, in)
}

// invited is the token that went to the address.
func (w *world) invited(t *testing.T, by identity.Viewer, email string, role identity.Role) string {
	t.Helper()
	if _, err := w.invite(t, by, email, role); err != nil {
		t.Fatal("invite:", err)
	}
	return w.token(t, identity.NormalEmail(email), "/invitation/")
}

// token is the last one that was mailed to an address.
func (w *world) token(t *testing.T, email, path string) string {
	t.Helper()
	tokens := w.tokens(t, email, path)
	if len(tokens) == 0 {
		t.Fatal("nothing was mailed to", email)
	}
	return tokens[len(tokens)-1]
}

func (w *world) tokens(t *testing.T, email, path string) (all []string) {
	t.Helper()
	link := regexp.MustCompile(regexp.QuoteMeta("https://portal.example"+path) + `([\w-]+)`)
	In(t, w.db, func(tx *models.Tx) error {
		mails, err := models.List[models.Message](tx, "created_at, id", "recipient = ?", email)
		for _, m := range mails {
			all = append(all, link.FindStringSubmatch(m.Text)[1])
		}
		return err
	})
	return all
}

func (w *world) accept(t *testing.T, token, name, password string, nudges bool) (identity.Started, error) {
	t.Helper()
	in := company.AcceptInput{Address: "10.0.0.2"}
	in.Body.Token, in.Body.Name, in.Body.Password, in.Body.Nudges = token, name, password, nudges
	return w.company.Accept(t.Context(), in)
}

func (w *world) members(t *testing.T, v identity.Viewer) string {
	t.Helper()
	page, err := w.company.Members(t.Context(), v, company.MembersInput{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range page.Items {
		name := m.Email
		if m.Invited {
			name += " (invited)"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// cafe is a client with an administrator.
func (w *world) cafe(t *testing.T) (models.Organisation, identity.Viewer) {
	t.Helper()
	o := Company(t, w.db, models.ClientKind, "Кафе «Прибой»")
	w.person(t, "admin@cafe.example", "administrator", identity.CompanyAdmin, o)
	return o, w.viewer(t, "admin@cafe.example", "administrator")
}

func want(t *testing.T, what string, err error, code string) {
	t.Helper()
	if models.CodeOf(err) != code || (code == "") != (err == nil) {
		t.Errorf("%s: %v, want %q", what, err, code)
	}
}
