package api_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"povtor/api"
	"povtor/api/apitest"
	"povtor/models"
	"povtor/portal/company"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

// mailed is the token of the last link that went to an address.
func mailed(t *testing.T, h *apitest.House, to, path string) (token string) {
	t.Helper()
	link := regexp.MustCompile(regexp.QuoteMeta("https://portal.example"+path) + `([\w-]+)`)
	identitytest.In(t, h.DB, func(tx *models.Tx) error {
		m, err := models.First[models.Message](tx, "recipient = ?", to)
		if err == nil {
			token = link.FindStringSubmatch(m.Text)[1]
		}
		return err
	})
	return token
}

// An invitation is followed to a session that works; a forgotten password to one that has ended.
func TestComeInByInvitationAndBackByMail(t *testing.T) {
	t.Parallel()
	h := apitest.Open(t)
	cafe := identitytest.Company(t, h.DB, models.ClientKind, "Кафе")
	admin := h.Person(t, cafe, identity.CompanyAdmin)
	const petr = "petr@cafe.example"
	a := h.Call(t, admin.Access, "POST", "/api/v1/members", body{"email": petr, "name": "Пётр", "role": "buyer"})
	var m company.Member
	if a.Into(t, &m); a.Status != 201 || !m.Invited || m.UserID != nil {
		t.Fatalf("invite: %d %s", a.Status, a.Body)
	}
	token := mailed(t, h, petr, "/invitation/")
	var offer company.Offer
	if a = h.Call(t, "", "GET", "/api/v1/invitations/"+token, nil); a.Status != 200 {
		t.Fatalf("offer: %d %s", a.Status, a.Body)
	}
	if a.Into(t, &offer); offer.Email != petr || offer.Organisation != "Кафе" || offer.HasAccount {
		t.Errorf("offer %+v", offer)
	}
	accept := body{"token": token, "name": "Пётр", "password": "a good password", "nudges": true}
	a = h.Call(t, "", "POST", "/api/v1/invitations/accept", accept)
	cookies := (&http.Response{Header: a.Header}).Cookies()
	if a.Status != 200 || len(cookies) != 3 || strings.Contains(string(a.Body), cookies[0].Value) {
		t.Fatalf("accept: %d %s, %d cookies", a.Status, a.Body, len(cookies))
	}
	dressed := func(r *http.Request) {
		for _, c := range cookies {
			r.AddCookie(c)
		}
	}
	var s identity.Session
	a = h.Send(t, "GET", "/api/v1/session", nil, dressed)
	if a.Into(t, &s); a.Status != 200 || s.User.Email != petr || s.Role != identity.Buyer {
		t.Errorf("session: %d %s", a.Status, a.Body)
	}
	if a = h.Call(t, "", "POST", "/api/v1/invitations/accept", accept); a.Status != 410 || a.Code() != "link-used" {
		t.Errorf("accepted twice: %d %s", a.Status, a.Body)
	}

	known := h.Call(t, "", "POST", "/api/v1/password-resets", body{"email": petr})
	unknown := h.Call(t, "", "POST", "/api/v1/password-resets", body{"email": "nobody@cafe.example"})
	if known.Status != 202 || unknown.Status != 202 || string(known.Body) != string(unknown.Body) {
		t.Errorf("asking: %d %s, %d %s", known.Status, known.Body, unknown.Status, unknown.Body)
	}
	for _, j := range h.Jobs.All() {
		if asked, ok := j.(company.ResetAsked); ok {
			if _, err := h.Portal.Company.SendReset(t.Context(), identity.System("test"), asked); err != nil {
				t.Fatal(err)
			}
		}
	}
	identitytest.In(t, h.DB, func(tx *models.Tx) error {
		_, err := models.DeleteWhere[models.Message](tx, "kind = ?", "invitation")
		return err
	})
	confirm := body{"token": mailed(t, h, petr, "/reset/"), "password": "the new password"}
	if a = h.Call(t, "", "POST", "/api/v1/password-resets/confirm", confirm); a.Status != 204 {
		t.Errorf("confirm: %d %s", a.Status, a.Body)
	}
	if a = h.Send(t, "GET", "/api/v1/session", nil, dressed); a.Status != 401 {
		t.Errorf("the session from before: %d %s", a.Status, a.Body)
	}
	if a = h.Call(t, "", "POST", "/api/v1/session", body{"email": petr, "password": "the new password"}); a.Status != 200 {
		t.Errorf("sign in: %d %s", a.Status, a.Body)
	}
}

func TestARepeatedInvitationIsOne(t *testing.T) {
	t.Parallel()
	h := apitest.Open(t)
	admin := h.Person(t, identitytest.Company(t, h.DB, models.ClientKind, "Кафе"), identity.CompanyAdmin)
	send := func(email string) apitest.Answer {
		return h.Send(t, "POST", "/api/v1/members", body{"email": email, "name": "Пётр", "role": "buyer"}, func(r *http.Request) {
			r.Header.Set("Authorization", "Bearer "+admin.Access)
			r.Header.Set("Idempotency-Key", "7c1f")
		})
	}
	first, again := send("petr@cafe.example"), send("petr@cafe.example")
	if first.Status != 201 || string(first.Body) != string(again.Body) {
		t.Errorf("%d %s, then %d %s", first.Status, first.Body, again.Status, again.Body)
	}
	if other := send("anna@cafe.example"); other.Status != 409 || other.Code() != "idempotency-key-reused" {
		t.Errorf("the same key for another request: %d %s", other.Status, other.Body)
	}
	identitytest.In(t, h.DB, func(tx *models.Tx) error {
		mails, err := models.List[models.Message](tx, "id", "true")
		if len(mails) != 1 {
			t.Errorf("%d mails", len(mails))
		}
		return err
	})
}

func TestAboutTellsWhomToSignInAsInADemoOnly(t *testing.T) {
	t.Parallel()
	for _, demo := range []bool{false, true} {
		h := apitest.Open(t, func(o *api.Options) { o.Demo = demo })
		var about api.About
		a := h.Call(t, "", "GET", "/api/v1/about", nil)
		if a.Into(t, &about); a.Status != 200 || about.Demo != demo || about.Outbox != demo || (len(about.People) > 0) != demo {
			t.Errorf("demo %v: %d %s", demo, a.Status, a.Body)
		}
		if strings.Contains(string(a.Body), "password") != demo {
			t.Errorf("demo %v: %s", demo, a.Body)
		}
		for _, r := range identity.Roles() {
			if demo && !slices.ContainsFunc(about.People, func(p api.DemoPerson) bool { return p.Role == r }) {
				t.Error("nobody to sign in as", r)
			}
		}
	}
}
