package api

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
)

// request is what the rest of the floor may know about the call it is serving.
type request struct {
	id       string
	viewer   identity.Viewer
	key      string // Idempotency-Key
	path     string
	body     []byte
	address  string // where it came from
	agent    string
	has      string // If-None-Match: what the caller has of it already
	refresh  string // the session's refresh token, where the browser sends its cookie
	exchange string // the cookie of a 1C that is signed in
	// setCookie gives the caller a cookie with the answer.
	setCookie func(*fiber.Cookie)
}

type requestKey struct{}

func requestOf(ctx context.Context) request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return *r
	}
	return request{}
}

func requestID(ctx context.Context) string       { return requestOf(ctx).id }
func viewer(ctx context.Context) identity.Viewer { return requestOf(ctx).viewer }

const (
	accessCookie  = "povtor_access"
	refreshCookie = "povtor_refresh"
	csrfCookie    = "povtor_csrf"
	csrfHeader    = "X-CSRF-Token"
)

// recognise finds out who is calling, gives the request an id, and refuses a write that a foreign page made the
// browser send.
func (s *Server) recognise(c *fiber.Ctx) error {
	r := &request{id: uuid.NewString(), key: c.Get("Idempotency-Key"), path: c.OriginalURL(), body: c.Body(),
		address: c.IP(), agent: c.Get(fiber.HeaderUserAgent), has: c.Get(fiber.HeaderIfNoneMatch), refresh: c.Cookies(refreshCookie), exchange: c.Cookies(exchangeCookie), setCookie: c.Cookie}
	c.Set("X-Request-Id", r.id)
	c.SetUserContext(context.WithValue(c.UserContext(), requestKey{}, r))
	if len(r.key) > 100 || !text(r.key) {
		return models.Faulty(models.Malformed, "bad-idempotency-key", "An Idempotency-Key is text of at most 100 characters.")
	}
	token, byCookie := bearer(c), false
	if token == "" {
		token, byCookie = c.Cookies(accessCookie), true
	}
	if v, err := s.portal.Identity.Recognise(token); err == nil {
		r.viewer = v.On(r.id).Reading(language(c.Get(fiber.HeaderAcceptLanguage)))
	} else {
		r.viewer = r.viewer.Reading(language(c.Get(fiber.HeaderAcceptLanguage)))
	}
	if byCookie && r.viewer.SignedIn() && !safe(c.Method()) && !s.portal.Identity.CSRFMatches(r.viewer.Session(), c.Get(csrfHeader)) {
		return models.Faulty(models.Forbidden, "csrf", "The page must send the session's token in "+csrfHeader+".")
	}
	return c.Next()
}

func bearer(c *fiber.Ctx) string {
	token, ok := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ")
	if !ok {
		return ""
	}
	return token
}

func safe(method string) bool {
	return method == fiber.MethodGet || method == fiber.MethodHead || method == fiber.MethodOptions
}

// language is the first of ours that the header asks for.
func language(header string) string {
	for part := range strings.SplitSeq(header, ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		switch lang, _, _ := strings.Cut(tag, "-"); lang {
		case "ru", "en":
			return lang
		}
	}
	return ""
}
