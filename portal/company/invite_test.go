package company_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/company"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
)

func TestAnInvitationMakesAMember(t *testing.T) {
	w := open(t)
	cafe, admin := w.cafe(t)
	token := w.invited(t, admin, " Petr@Cafe.example ", identity.Buyer)
	if got := w.members(t, admin); got != "petr@cafe.example (invited), admin@cafe.example" && got != "admin@cafe.example, petr@cafe.example (invited)" {
		t.Error("members:", got)
	}
	offer, err := w.company.Offer(t.Context(), identity.Viewer{}, company.OfferInput{Token: token})
	if err != nil || offer != (company.Offer{Email: "petr@cafe.example", Name: "Пётр Новый", Organisation: cafe.Name, Role: identity.Buyer, Locale: "ru"}) {
		t.Errorf("offer %+v, %v", offer, err)
	}
	started, err := w.accept(t, token, "Пётр Новый", "a good password", true)
	if err != nil {
		t.Fatal("accept:", err)
	}
	if s := started.Session; s.Organisation.ID != cafe.ID || s.Role != identity.Buyer || s.User.Email != "petr@cafe.example" || started.Access == "" {
		t.Errorf("session %+v", s)
	}
	if got := w.members(t, admin); strings.Contains(got, "invited") {
		t.Error("members:", got)
	}
	if _, err := w.signIn(t, "petr@cafe.example", "a good password"); err != nil {
		t.Error("signs in afterwards:", err)
	}
	_, err = w.accept(t, token, "Пётр Новый", "another password", true)
	want(t, "used twice", err, "link-used")
	_, err = w.company.Offer(t.Context(), identity.Viewer{}, company.OfferInput{Token: token})
	want(t, "looked at afterwards", err, "link-used")
}

func TestConsentIsGivenNeverAssumed(t *testing.T) {
	w := open(t)
	cafe, admin := w.cafe(t)
	beans := Company(t, w.db, models.SupplierKind, "Зёрна")
	w.person(t, "admin@beans.example", "administrator", identity.SupplierAdmin, beans)
	seller := w.viewer(t, "admin@beans.example", "administrator")
	for _, c := range []struct {
		by      identity.Viewer
		email   string
		role    identity.Role
		ticked  bool
		in      models.Organisation
		granted bool
	}{
		{admin, "yes@cafe.example", identity.Buyer, true, cafe, true},
		{admin, "no@cafe.example", identity.Buyer, false, cafe, false},
		{seller, "yes@beans.example", identity.SupplierManager, true, beans, false}, // reminders are for clients
	} {
		started, err := w.accept(t, w.invited(t, c.by, c.email, c.role), "Новый", "a good password", c.ticked)
		if err != nil {
			t.Fatal(c.email, err)
		}
		In(t, w.db, func(tx *models.Tx) error {
			granted, err := models.Consents(tx, started.Session.User.ID, c.in.ID, models.NudgeConsent)
			if granted != c.granted {
				t.Errorf("%s: consent %v", c.email, granted)
			}
			return err
		})
	}
}

func TestWhoMayInviteWhomAsWhat(t *testing.T) {
	w := open(t)
	_, admin := w.cafe(t)
	cafe := admin.Organisation()
	beans := Company(t, w.db, models.SupplierKind, "Зёрна")
	operator := Company(t, w.db, models.OperatorKind, "Портал")
	seller, head := Viewer(t, w.db, beans, identity.SupplierAdmin), Viewer(t, w.db, operator, identity.OperatorAdmin)
	for _, c := range []struct {
		who  string
		by   identity.Viewer
		role identity.Role
		code string
	}{
		{"client's administrator", admin, identity.CompanyAdmin, ""},
		{"client's administrator into the supplier's side", admin, identity.SupplierAdmin, "invalid-input"},
		{"client's administrator into the operator's side", admin, identity.OperatorAdmin, "invalid-input"},
		{"supplier's administrator into the client's side", seller, identity.Buyer, "invalid-input"},
		{"supplier's administrator", seller, identity.SupplierManager, ""},
		{"operator's administrator", head, identity.AccountManager, ""},
		{"operator's administrator into a client's side", head, identity.Buyer, "invalid-input"},
		{"no role at all", admin, "god", "invalid-input"},
		{"buyer", viewerIn(t, w, cafe, identity.Buyer), identity.Buyer, "not-allowed"},
		{"head of sales", Viewer(t, w.db, operator, identity.HeadOfSales), identity.AccountManager, "not-allowed"},
		{"nobody", identity.Viewer{}, identity.Buyer, "not-signed-in"},
	} {
		_, err := w.invite(t, c.by, strings.ReplaceAll(c.who, " ", ".")+"@new.example", c.role)
		want(t, c.who, err, c.code)
	}
}

// viewerIn mints somebody in a company.
func viewerIn(t *testing.T, w *world, in models.OrganisationID, role identity.Role) (v identity.Viewer) {
	t.Helper()
	var o models.Organisation
	In(t, w.db, func(tx *models.Tx) error {
		found, err := models.Get(tx, in)
		o = *found
		return err
	})
	return Viewer(t, w.db, o, role)
}

func TestWhatIsNoAddressIsRefused(t *testing.T) {
	t.Parallel()
	for _, email := range []string{"", "olga", "olga@", "@cafe.example", "olga@cafe", "Olga <olga@cafe.example>", "olga@cafe.example\nBcc: x@y.example", "a b@cafe.example", "a@b.example, c@d.example"} {
		var in company.InviteInput
		in.Body.Email, in.Body.Name = email, "Olga"
		if err := in.Validate(); models.KindOf(err) != models.Invalid {
			t.Errorf("%q: %v", email, err)
		}
	}
}

func TestInvitingAgainReplacesTheLink(t *testing.T) {
	w := open(t)
	_, admin := w.cafe(t)
	first := w.invited(t, admin, "petr@cafe.example", identity.Buyer)
	w.pass(time.Second)
	second := w.invited(t, admin, "petr@cafe.example", identity.Accountant)
	_, err := w.accept(t, first, "Пётр", "a good password", false)
	want(t, "the first link", err, "link-withdrawn")
	started, err := w.accept(t, second, "Пётр", "a good password", false)
	if err != nil || started.Session.Role != identity.Accountant {
		t.Errorf("%v as %v", err, started.Session.Role)
	}
	_, err = w.invite(t, admin, "petr@cafe.example", identity.CompanyAdmin)
	want(t, "a member invited again", err, "already-a-member")
}

func TestALinkThatIsNotGood(t *testing.T) {
	w := open(t)
	_, admin := w.cafe(t)
	token := w.invited(t, admin, "petr@cafe.example", identity.Buyer)
	for _, forged := range []string{"", token[1:], token + "x", strings.Repeat("A", 43)} {
		_, err := w.accept(t, forged, "Пётр", "a good password", false)
		want(t, "forged", err, "no-such-link")
	}
	for _, password := range []string{"short", "petr@cafe.example", strings.Repeat("x", 201)} {
		_, err := w.accept(t, token, "Пётр", password, false)
		want(t, "password "+password[:5], err, "invalid-input")
	}
	w.pass(7*24*time.Hour - time.Second)
	if _, err := w.company.Offer(t.Context(), identity.Viewer{}, company.OfferInput{Token: token}); err != nil {
		t.Error("in its last second:", err)
	}
	w.pass(time.Second)
	_, err := w.accept(t, token, "Пётр", "a good password", false)
	want(t, "a week later", err, "link-expired")
}

func TestGuessingLinksIsLimited(t *testing.T) {
	w := open(t)
	for i := range 61 {
		_, err := w.accept(t, strings.Repeat("A", 43), "", "x", false)
		if code := models.CodeOf(err); (code == "too-many-attempts") != (i == 60) {
			t.Fatalf("try %d: %v", i, err)
		}
	}
}

func TestAnAccountJoinsWithItsOwnPassword(t *testing.T) {
	w := open(t)
	cafe, admin := w.cafe(t)
	bar := Company(t, w.db, models.ClientKind, "Бар")
	w.person(t, "olga@bar.example", "her own password", identity.Buyer, bar)
	token := w.invited(t, admin, "olga@bar.example", identity.Approver)
	offer, err := w.company.Offer(t.Context(), identity.Viewer{}, company.OfferInput{Token: token})
	if err != nil || !offer.HasAccount {
		t.Errorf("offer %+v, %v", offer, err)
	}
	_, err = w.accept(t, token, "Mallory", "a new password", false)
	want(t, "with a password of the link holder's choice", err, "wrong-credentials")
	started, err := w.accept(t, token, "Mallory", "her own password", false)
	if err != nil {
		t.Fatal(err)
	}
	if s := started.Session; s.Organisation.ID != cafe.ID || len(s.Memberships) != 2 || s.User.Name != "Ольга Смирнова" {
		t.Errorf("session %+v", s)
	}
	if _, err := w.signIn(t, "olga@bar.example", "her own password"); err != nil {
		t.Error("the password stays:", err)
	}
}

func TestGuessingThePasswordBehindAnInvitationIsLimited(t *testing.T) {
	w := open(t)
	_, admin := w.cafe(t)
	w.person(t, "olga@bar.example", "her own password", identity.Buyer, Company(t, w.db, models.ClientKind, "Бар"))
	token := w.invited(t, admin, "olga@bar.example", identity.Approver)
	for range 10 {
		_, err := w.accept(t, token, "", "a guess", false)
		want(t, "guess", err, "wrong-credentials")
	}
	_, err := w.accept(t, token, "", "her own password", false)
	want(t, "one guess too many", err, "too-many-attempts")
	in := identity.SignInInput{Address: "10.0.0.2"}
	in.Body.Email, in.Body.Password = "olga@bar.example", "her own password"
	_, err = w.id.SignIn(t.Context(), in)
	want(t, "and at the front door", err, "too-many-attempts")
	if _, err := w.signIn(t, "olga@bar.example", "her own password"); err != nil {
		t.Error("she herself, from elsewhere:", err)
	}
}

func TestAnInvitationDiesWithItsSendersRole(t *testing.T) {
	w := open(t)
	cafe, admin := w.cafe(t)
	w.person(t, "second@cafe.example", "administrator", identity.CompanyAdmin, cafe)
	second := w.viewer(t, "second@cafe.example", "administrator")
	token := w.invited(t, second, "petr@cafe.example", identity.CompanyAdmin)
	In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Membership](tx, map[string]any{"role": string(identity.Buyer)}, "user_id = ?", second.User())
		return err
	})
	_, err := w.accept(t, token, "Пётр", "a good password", false)
	want(t, "from somebody who is no administrator any more", err, "link-withdrawn")
	_, err = w.invite(t, second, "anna@cafe.example", identity.Buyer)
	want(t, "with a token older than the role", err, "not-allowed")
	if _, err := w.invite(t, admin, "petr@cafe.example", identity.Buyer); err != nil {
		t.Error("the other administrator invites:", err)
	}
}

func TestARoleIsJudgedAgainAtAcceptance(t *testing.T) {
	w := open(t)
	_, admin := w.cafe(t)
	token := w.invited(t, admin, "petr@cafe.example", identity.Buyer)
	In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Invitation](tx, map[string]any{"role": string(identity.OperatorAdmin)}, "email = ?", "petr@cafe.example")
		return err
	})
	_, err := w.accept(t, token, "Пётр", "a good password", false)
	want(t, "a role of another side", err, "link-withdrawn")
}

func TestAcceptedAtOnceByTwoOneJoins(t *testing.T) {
	w := open(t)
	_, admin := w.cafe(t)
	token := w.invited(t, admin, "petr@cafe.example", identity.Buyer)
	var all sync.WaitGroup
	var mu sync.Mutex
	joined := 0
	for range 4 {
		all.Go(func() {
			in := company.AcceptInput{Address: "10.0.0.3"}
			in.Body.Token, in.Body.Name, in.Body.Password = token, "Пётр", "a good password"
			_, err := w.company.Accept(t.Context(), in)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				joined++
			} else if code := models.CodeOf(err); code != "link-used" && code != "changed-meanwhile" {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if joined != 1 {
		t.Errorf("%d joined", joined)
	}
}

func TestAClosedAccountStaysClosed(t *testing.T) {
	w := open(t)
	_, admin := w.cafe(t)
	olga := w.person(t, "olga@bar.example", "her own password", identity.Buyer)
	In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.User](tx, map[string]any{"deactivated_at": Now}, "id = ?", olga.ID)
		return err
	})
	_, err := w.accept(t, w.invited(t, admin, "olga@bar.example", identity.Buyer), "Ольга", "her own password", false)
	want(t, "a closed account", err, "deactivated")
}

func TestInvitationsAreBounded(t *testing.T) {
	w := open(t)
	_, admin := w.cafe(t)
	for range 100 {
		if _, err := w.invite(t, admin, "petr@cafe.example", identity.Buyer); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.invite(t, admin, "petr@cafe.example", identity.Buyer)
	want(t, "one too many", err, "too-many-invitations")
	w.pass(time.Hour)
	_, err = w.invite(t, admin, "petr@cafe.example", identity.Buyer)
	want(t, "an hour later", err, "")
}
