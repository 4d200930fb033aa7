package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"povtor/models"
	"povtor/portal/identity"
)

// signedIn answers a session; its tokens go into cookies.
type signedIn struct {
	Body identity.Session
}

// keep puts a session's tokens into the caller's cookies; an empty token takes its cookie away. They are set on the
// request itself: as three headers of one answer they would reach the browser as one.
func (s *Server) keep(ctx context.Context, st identity.Started) {
	r := requestOf(ctx)
	r.setCookie(s.cookie(accessCookie, st.Access, "/", true))
	r.setCookie(s.cookie(refreshCookie, st.Refresh, "/api/v1/session", true))
	r.setCookie(s.cookie(csrfCookie, st.CSRF, "/", false))
}

func (s *Server) cookie(name, value, path string, hidden bool) *fiber.Cookie {
	const kept = 30 * 24 * time.Hour
	c := &fiber.Cookie{Name: name, Value: value, Path: path, MaxAge: int(kept.Seconds()), HTTPOnly: hidden,
		Secure: s.options.Secure, SameSite: fiber.CookieSameSiteLaxMode}
	if value == "" {
		c.MaxAge, c.Expires = 0, fasthttp.CookieExpireDelete
	}
	return c
}

// started answers a session that begins or goes on.
func (s *Server) started(ctx context.Context, st identity.Started, err error) (*signedIn, error) {
	if err != nil {
		return nil, problemOf(ctx, err)
	}
	s.keep(ctx, st)
	if locale := viewer(ctx).Locale(); locale != "" {
		st.Session = st.Session.Reading(locale)
	}
	return &signedIn{Body: st.Session}, nil
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
		func(ctx context.Context, _ *struct{}) (*signedIn, error) {
			st, err := id.Refresh(ctx, requestOf(ctx).refresh)
			return s.started(ctx, st, err)
		})
	huma.Register(t.api, t.operation(identity.SessionUse, "POST /api/v1/session/switch", "Act in another company of yours"),
		func(ctx context.Context, in *identity.SwitchInput) (*signedIn, error) {
			st, err := id.Switch(ctx, viewer(ctx), *in)
			return s.started(ctx, st, err)
		})
	out := t.operation("", "DELETE /api/v1/session", "Sign out")
	out.DefaultStatus = http.StatusNoContent
	huma.Register(t.api, out, func(ctx context.Context, _ *struct{}) (*struct{}, error) {
		if err := id.SignOut(ctx, viewer(ctx)); err != nil {
			return nil, problemOf(ctx, err)
		}
		s.keep(ctx, identity.Started{})
		return nil, nil
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
