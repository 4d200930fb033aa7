// Package identitytest mints companies, people and viewers for tests, the way the product does.
package identitytest

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Now is the tests' instant: a Saturday noon in Moscow.
var Now = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// Clock stands still at Now.
func Clock() time.Time { return Now }

// Keys are the same in every test.
func Keys(t testing.TB) identity.Keys {
	t.Helper()
	k, err := identity.NewKeys(identity.Secret(strings.Repeat("test", 8)))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

var count atomic.Int64

// Company mints a company of a kind: models.ClientKind and so on.
func Company(t testing.TB, db *models.DB, kind, name string) models.Organisation {
	t.Helper()
	o := models.Organisation{ID: models.NewID[models.Organisation](), Kind: kind, Code: fmt.Sprintf("%s-%d", kind, count.Add(1)),
		Name: name, Locale: "ru", TimeZone: "Europe/Moscow", Currency: "RUB", NudgeRule: "cadence", Version: 1, CreatedAt: Now}
	if kind == models.ClientKind {
		o.Trade = "horeca"
	}
	Insert(t, db, &o)
	return o
}

// Agreement mints an active agreement of a year ago between the two.
func Agreement(t testing.TB, db *models.DB, client, supplier models.Organisation, change ...func(*models.Agreement)) models.Agreement {
	t.Helper()
	a := models.Agreement{ID: models.NewID[models.Agreement](), ClientID: client.ID, SupplierID: supplier.ID,
		Number: fmt.Sprintf("A-%d", count.Add(1)), Status: models.AgreementActive, Currency: "RUB", NetDays: 14, LeadDays: 2,
		ValidFrom: models.DateOf(Now, time.UTC).Add(-365), Version: 1, CreatedAt: Now}
	for _, c := range change {
		c(&a)
	}
	Insert(t, db, &a)
	return a
}

// Viewer mints a person in the company and signs them in.
func Viewer(t testing.TB, db *models.DB, in models.Organisation, role identity.Role) identity.Viewer {
	t.Helper()
	id := identity.New(db, Keys(t), Clock)
	v, err := id.Recognise(Access(t, db, in, role))
	if err != nil {
		t.Fatal("recognise the viewer:", err)
	}
	return v
}

// Access is the access token of a fresh person in the company.
func Access(t testing.TB, db *models.DB, in models.Organisation, role identity.Role) string {
	t.Helper()
	n := count.Add(1)
	user := models.User{ID: models.NewID[models.User](), Email: fmt.Sprintf("person%d@test.example", n),
		Name: fmt.Sprintf("Person %d", n), Locale: "ru", CreatedAt: Now}
	Insert(t, db, &user)
	Insert(t, db, &models.Membership{ID: models.NewID[models.Membership](), UserID: user.ID, OrganisationID: in.ID,
		Role: string(role), Influence: "decides", CreatedAt: Now})
	id := identity.New(db, Keys(t), Clock)
	started, err := models.In(t.Context(), db, identity.System("test").To(identity.SystemWork),
		func(tx *models.Tx) (identity.Started, error) {
			return id.Begin(tx, user, models.MembershipID{}, "test")
		})
	if err != nil {
		t.Fatal("sign in:", err)
	}
	return started.Access
}

// Insert adds rows as the system.
func Insert[T any](t testing.TB, db *models.DB, rows ...*T) {
	t.Helper()
	In(t, db, func(tx *models.Tx) error { return models.Insert(tx, rows...) })
}

// In runs a step as the system.
func In(t testing.TB, db *models.DB, step func(*models.Tx) error) {
	t.Helper()
	_, err := models.In(t.Context(), db, identity.System("test").To(identity.SystemWork),
		func(tx *models.Tx) (struct{}, error) { return struct{}{}, step(tx) })
	if err != nil {
		t.Fatal(err)
	}
}
