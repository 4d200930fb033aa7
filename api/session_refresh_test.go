package api_test

import (
	"net/http"
	"testing"

	"povtor/api/apitest"
	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

// What a browser does when its access token has run out: it sends its cookies and gets the next ones.
func TestABrowserRefreshesItsSession(t *testing.T) {
	t.Parallel()
	h := apitest.Open(t)
	cafe := identitytest.Company(t, h.DB, models.ClientKind, "Кафе")
	cafe.NameEn = "Cafe"
	identitytest.In(t, h.DB, func(tx *models.Tx) error { return models.Update(tx, &cafe, "name_en") })
	const password = "a good password"
	hash, err := identity.HashPassword(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	buyer := models.User{ID: models.NewID[models.User](), Email: "anna@cafe.example", Name: "Анна", Locale: "ru",
		PasswordHash: hash, CreatedAt: identitytest.Now}
	identitytest.Insert(t, h.DB, &buyer)
	identitytest.Insert(t, h.DB, &models.Membership{ID: models.NewID[models.Membership](), UserID: buyer.ID,
		OrganisationID: cafe.ID, Role: string(identity.Buyer), Influence: "decides", CreatedAt: identitytest.Now})
	in := h.Call(t, "", "POST", "/api/v1/session", body{"email": buyer.Email, "password": password})
	if in.Status != 200 {
		t.Fatalf("sign in: %d %s", in.Status, in.Body)
	}
	held := jar(in.Header)
	out := h.Send(t, "POST", "/api/v1/session/refresh", nil, func(r *http.Request) {
		r.AddCookie(&http.Cookie{Name: "povtor_refresh", Value: held["povtor_refresh"]})
		r.AddCookie(&http.Cookie{Name: "povtor_csrf", Value: held["povtor_csrf"]})
		r.Header.Set("Accept-Language", "en")
	})
	if out.Status != 200 {
		t.Fatalf("refresh: %d %s", out.Status, out.Body)
	}
	next := jar(out.Header)
	for _, name := range []string{"povtor_access", "povtor_refresh", "povtor_csrf"} {
		if next[name] == "" {
			t.Errorf("%s did not come", name)
		}
	}
	var session identity.Session
	if out.Into(t, &session); session.Organisation.Name != "Cafe" || session.Memberships[0].Organisation.Name != "Cafe" {
		t.Errorf("to an English page the company is called %q", session.Organisation.Name)
	}
	if next["povtor_refresh"] == held["povtor_refresh"] {
		t.Error("the refresh token was not turned")
	}
	if a := h.Send(t, "GET", "/api/v1/session", nil, func(r *http.Request) {
		r.AddCookie(&http.Cookie{Name: "povtor_access", Value: next["povtor_access"]})
	}); a.Status != 200 {
		t.Errorf("the new access token: %d %s", a.Status, a.Body)
	}
	if a := h.Send(t, "POST", "/api/v1/session/refresh", nil, func(*http.Request) {}); a.Status != 401 {
		t.Errorf("without a cookie: %d", a.Status)
	}
}

func jar(h http.Header) map[string]string {
	cookies := map[string]string{}
	for _, c := range (&http.Response{Header: h}).Cookies() {
		cookies[c.Name] = c.Value
	}
	return cookies
}
