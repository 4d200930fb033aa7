package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"povtor/models"
	"povtor/portal/identity"
)

// signedIn answers a session and puts its tokens into cookies.
type signedIn struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      identity.Session
}

func (s *Server) cookies(st identity.Started) []http.Cookie {
	const session = 30 * 24 * time.Hour
	return []http.Cookie{
		s.cookie(accessCookie, st.Access, "/", session, true),
		s.cookie(refreshCookie, st.Refresh, "/api/v1/session", session, true),
		s.cookie(csrfCookie, st.CSRF, "/", session, false),
	}
}

func (s *Server) cookie(name, value, path string, age time.Duration, hidden bool) http.Cookie {
	c := http.Cookie{Name: name, Value: value, Path: path, MaxAge: int(age.Seconds()), HttpOnly: hidden,
		Secure: s.options.Secure, SameSite: http.SameSiteLaxMode}
	if value == "" {
		c.MaxAge = -1
	}
	return c
}

// started answers a session that begins or goes on.
func (s *Server) started(ctx context.Context, st identity.Started, err error) (*signedIn, error) {
	if err != nil {
		return nil, problemOf(ctx, err)
	}
	return &signedIn{SetCookie: s.cookies(st), Body: st.Session}, nil
}

type refreshInput struct {
	Refresh string `cookie:"povtor_refresh"`
}

type signedOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
}

// sessionRoutes are apart from the others because they alone handle cookies.
func (s *Server) sessionRoutes(t *Table) {
	id := s.portal.Identity
	huma.Register(t.api, t.operation("", "POST /api/v1/session", "Sign in"),
		func(ctx context.Context, in *identity.SignInInput) (*signedIn, error) {
			r := requestOf(ctx)
			in.Address, in.UserAgent = r.address, r.agent
			st, err := id.SignIn(ctx, *in)
			return s.started(ctx, st, err)
		})
	huma.Register(t.api, t.operation("", "POST /api/v1/session/refresh", "Get the next access token"),
		func(ctx context.Context, in *refreshInput) (*signedIn, error) {
			st, err := id.Refresh(ctx, in.Refresh)
			return s.started(ctx, st, err)
		})
	huma.Register(t.api, t.operation(identity.SessionUse, "POST /api/v1/session/switch", "Act in another company of yours"),
		func(ctx context.Context, in *identity.SwitchInput) (*signedIn, error) {
			st, err := id.Switch(ctx, viewer(ctx), *in)
			return s.started(ctx, st, err)
		})
	out := t.operation("", "DELETE /api/v1/session", "Sign out")
	out.DefaultStatus = http.StatusNoContent
	huma.Register(t.api, out, func(ctx context.Context, _ *struct{}) (*signedOut, error) {
		if err := id.SignOut(ctx, viewer(ctx)); err != nil {
			return nil, problemOf(ctx, err)
		}
		return &signedOut{SetCookie: s.cookies(identity.Started{})}, nil
	})
	door(t, identity.SessionUse, "GET /api/v1/session", "Who is signed in", func(ctx context.Context, v identity.Viewer, in struct{}) (identity.Session, error) {
		out, err := id.Current(ctx, v, in)
		if models.KindOf(err) == models.NotFound {
			err = models.Faulty(models.Unauthenticated, "session-ended", "Sign in again.")
		}
		return out, err
	})
	door(t, identity.SessionUse, "PATCH /api/v1/me", "Change your own name or language", id.ChangeMe)
}
