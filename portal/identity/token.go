package identity

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"povtor/models"
)

const (
	accessFor  = 10 * time.Minute
	refreshFor = 30 * 24 * time.Hour
)

// claims are what an access token says; it is believed until it runs out.
type claims struct {
	Name         string                `json:"name"`
	Membership   models.MembershipID   `json:"mid"`
	Session      models.SessionID      `json:"sid"`
	Organisation models.OrganisationID `json:"oid"`
	Kind         string                `json:"kind"`
	Role         Role                  `json:"role"`
	Locale       string                `json:"loc"`
	Zone         string                `json:"tz"`
	jwt.RegisteredClaims
}

// signAccess makes an access token for the viewer.
func (k Keys) signAccess(v Viewer, now time.Time) (string, time.Time, error) {
	until := now.Add(accessFor)
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims{
		Name: v.name, Membership: v.membership, Session: v.session, Organisation: v.organisation,
		Kind: v.kind, Role: v.role, Locale: v.locale, Zone: v.zoneName,
		RegisteredClaims: jwt.RegisteredClaims{
			Subject: v.user.String(), IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(until),
		},
	}).SignedString([]byte(k.access))
	return token, until, err
}

// Recognise is the viewer an access token speaks for; a token that is stale, forged or empty is Unauthenticated.
func (s *Service) Recognise(token string) (Viewer, error) {
	if token == "" {
		return Viewer{}, models.Faulty(models.Unauthenticated, "not-signed-in", "Sign in first.")
	}
	var c claims
	_, err := s.parser.ParseWithClaims(token, &c, func(*jwt.Token) (any, error) { return []byte(s.keys.access), nil })
	if err != nil {
		return Viewer{}, models.Faulty(models.Unauthenticated, "session-ended", "Sign in again.").Because(err)
	}
	user, err := models.ParseID[models.User](c.Subject)
	if err != nil {
		return Viewer{}, models.Faulty(models.Unauthenticated, "session-ended", "Sign in again.").Because(err)
	}
	if s.ended.has(c.Session) {
		return Viewer{}, models.Faulty(models.Unauthenticated, "session-ended", "Sign in again.")
	}
	return Viewer{
		user: user, name: c.Name, membership: c.Membership, session: c.Session, organisation: c.Organisation,
		kind: c.Kind, role: c.Role, locale: c.Locale, zoneName: c.Zone, zone: s.zone(c.Zone),
	}, nil
}

// CSRF is the token a page must send back on every write of this session.
func (s *Service) CSRF(session models.SessionID) string {
	m := hmac.New(sha256.New, s.keys.csrf)
	m.Write(session.UUID[:])
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// CSRFMatches reports whether a page sent back the session's own token.
func (s *Service) CSRFMatches(session models.SessionID, token string) bool {
	return hmac.Equal([]byte(s.CSRF(session)), []byte(token))
}

// SignLink makes a token for one purpose that runs out; it carries the text and needs no row.
func (k Keys) SignLink(purpose, text string, until time.Time) string {
	c := jwt.RegisteredClaims{Audience: jwt.ClaimStrings{purpose}, Subject: text, ExpiresAt: jwt.NewNumericDate(until)}
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte(k.link))
	if err != nil {
		panic(err) // a key of bytes always signs
	}
	return token
}

// ReadLink is the text of a signed link: NotFound when forged or made for something else, Gone when it ran out.
func (k Keys) ReadLink(purpose, token string, now time.Time) (string, error) {
	var c jwt.RegisteredClaims
	_, err := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithAudience(purpose), jwt.WithoutClaimsValidation()).
		ParseWithClaims(token, &c, func(*jwt.Token) (any, error) { return []byte(k.link), nil })
	if err != nil || len(c.Audience) != 1 || c.Audience[0] != purpose || c.ExpiresAt == nil {
		return "", models.Faulty(models.NotFound, "no-such-link", "This link is not one of ours.")
	}
	if now.After(c.ExpiresAt.Time) {
		return "", models.Faulty(models.Gone, "link-expired", "This link has run out.")
	}
	return c.Subject, nil
}
