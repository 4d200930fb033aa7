package api

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"povtor/portal/identity"
)

// A browser must receive three cookies, each with its own path; and lose all three when it signs out.
func TestASessionIsThreeCookies(t *testing.T) {
	s := &Server{}
	app := fiber.New()
	give := func(st identity.Started) fiber.Handler {
		return func(c *fiber.Ctx) error {
			s.keep(context.WithValue(c.UserContext(), requestKey{}, &request{setCookie: c.Cookie}), st)
			return nil
		}
	}
	app.Get("/in", give(identity.Started{Access: "a", Refresh: "r", CSRF: "c"}))
	app.Get("/out", give(identity.Started{}))

	for path, want := range map[string][]string{
		"/in": {
			"povtor_access=a; max-age=2592000; path=/; HttpOnly; SameSite=Lax",
			"povtor_refresh=r; max-age=2592000; path=/api/v1/session; HttpOnly; SameSite=Lax",
			"povtor_csrf=c; max-age=2592000; path=/; SameSite=Lax",
		},
		"/out": {
			"povtor_access=; expires=Tue, 10 Nov 2009 23:00:00 GMT; path=/; HttpOnly; SameSite=Lax",
			"povtor_refresh=; expires=Tue, 10 Nov 2009 23:00:00 GMT; path=/api/v1/session; HttpOnly; SameSite=Lax",
			"povtor_csrf=; expires=Tue, 10 Nov 2009 23:00:00 GMT; path=/; SameSite=Lax",
		},
	} {
		answer, err := app.Test(httptest.NewRequest("GET", path, nil))
		if err != nil {
			t.Fatal(err)
		}
		if got := answer.Header.Values("Set-Cookie"); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s sets\n%s\nwant\n%s", path, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
