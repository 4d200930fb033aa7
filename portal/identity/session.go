package identity

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"povtor/models"
)

// Service keeps sessions.
type Service struct {
	db     *models.DB
	keys   Keys
	now    func() time.Time
	parser *jwt.Parser
	zones  sync.Map // time zones by name, looked up once
	ended  ended
}

// New makes the service.
func New(db *models.DB, keys Keys, now func() time.Time) *Service {
	return &Service{db: db, keys: keys, now: now, parser: jwt.NewParser(
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired(), jwt.WithTimeFunc(now))}
}

func (s *Service) zone(name string) *time.Location {
	if z, ok := s.zones.Load(name); ok {
		return z.(*time.Location)
	}
	z := models.ZoneOf(name)
	s.zones.Store(name, z)
	return z
}

// Session is what a page knows about who is signed in.
type Session struct {
	User         SessionUser         `json:"user"`
	Membership   models.MembershipID `json:"membership_id"`
	Role         Role                `json:"role"`
	Organisation SessionCompany      `json:"organisation"`
	Permissions  []Permission        `json:"permissions"`
	Memberships  []SessionSeat       `json:"memberships" doc:"Every company the person can switch to."`
	ExpiresAt    time.Time           `json:"expires_at" doc:"When the access token runs out; refresh before."`
}

// SessionUser is the person.
type SessionUser struct {
	ID     models.UserID `json:"id"`
	Name   string        `json:"name"`
	Email  string        `json:"email"`
	Locale string        `json:"locale"`
}

// SessionCompany is the company they act in.
type SessionCompany struct {
	ID       models.OrganisationID `json:"id"`
	Kind     string                `json:"kind" enum:"operator,supplier,client"`
	Name     string                `json:"name"`
	City     string                `json:"city"`
	Currency models.Currency       `json:"currency"`
	TimeZone string                `json:"time_zone"`

	names models.Organisation
}

// SessionSeat is one company they belong to.
type SessionSeat struct {
	ID           models.MembershipID `json:"id"`
	Role         Role                `json:"role"`
	Organisation SessionCompany      `json:"organisation"`
}

// Started is a session with the tokens that go into cookies, never into a body or a log.
type Started struct {
	Session Session
	Access  string
	Refresh string
	CSRF    string
}

// SignInInput is an address and a password.
type SignInInput struct {
	Body struct {
		Email    string `json:"email" maxLength:"254" example:"olga@example.com"`
		Password string `json:"password" maxLength:"200"`
	}
	Address   string `json:"-"` // where the request came from, for the rate limit
	UserAgent string `json:"-"`
}

const (
	guessWindow    = 15 * time.Minute
	guessesPerPair = 10  // at one person's password from one place: a stranger elsewhere cannot lock them out by it
	guessesPerMail = 100 // at one person's password from everywhere
	guessesPerHost = 100 // from one place at everybody's
)

// SignIn checks a password and starts a session in the person's first company. Anybody may try, a few times.
func (s *Service) SignIn(ctx context.Context, in SignInInput) (Started, error) {
	user, err := s.Prove(ctx, in.Body.Email, in.Body.Password, in.Address)
	if err != nil {
		return Started{}, err
	}
	return models.In(ctx, s.db, System("sign-in").To(SystemWork), func(tx *models.Tx) (Started, error) {
		for _, key := range guessKeys(user.Email, in.Address) { // who knows the password was not guessing
			if err := models.ForgetRate(tx, key); err != nil {
				return Started{}, err
			}
		}
		return s.Begin(tx, *user, models.MembershipID{}, in.UserAgent)
	})
}

// guessKeys are what tries at one person's password are counted under: from one place, and from everywhere.
func guessKeys(email, from string) [2]string {
	return [...]string{"sign-in:" + email + " from " + from, "sign-in:" + email}
}

// Prove finds the person by their address and checks the password; wrong-credentials (Unauthenticated) tells neither apart.
// A try counts against the address from where it came, against the address, and against where it came from.
func (s *Service) Prove(ctx context.Context, address, password, from string) (*models.User, error) {
	email := NormalEmail(address)
	keys := guessKeys(email, from)
	for _, limit := range []struct {
		key  string
		most int
	}{{keys[0], guessesPerPair}, {keys[1], guessesPerMail}, {"sign-in-from:" + from, guessesPerHost}} {
		if err := s.CountGuess(ctx, limit.key, limit.most); err != nil {
			return nil, err
		}
	}
	user, err := models.Read(ctx, s.db, System("sign-in").To(SystemWork), func(tx *models.Tx) (*models.User, error) {
		u, err := models.First[models.User](tx, "email = ? AND deactivated_at IS NULL", email)
		if models.KindOf(err) == models.NotFound {
			return &models.User{}, nil
		}
		return u, err
	})
	if err != nil {
		return nil, err
	}
	ok, err := passwordMatches(ctx, password, user.PasswordHash)
	if err != nil {
		return nil, err
	}
	if !ok || user.ID.IsZero() {
		return nil, models.Faulty(models.Unauthenticated, "wrong-credentials", "The address or the password is wrong.")
	}
	return user, nil
}

// CountGuess counts a try at something that could be guessed; past the limit it is Limited. It commits at once, so
// that a failing request still counts.
func (s *Service) CountGuess(ctx context.Context, key string, limit int) error {
	hits, err := models.In(context.WithoutCancel(ctx), s.db, System("sign-in").To(SystemWork), func(tx *models.Tx) (int, error) {
		return models.HitRate(tx, key, guessWindow)
	})
	if err != nil {
		return err
	}
	if hits > limit {
		f := models.Faulty(models.Limited, "too-many-attempts", "Too many attempts; wait a few minutes.")
		f.Retry = guessWindow
		return f
	}
	return nil
}

// NormalEmail is an address as it is kept.
func NormalEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Begin starts a session for a person in one of their companies (zero: the first). A step: whoever calls it has made
// sure who they are.
func (s *Service) Begin(tx *models.Tx, user models.User, in models.MembershipID, userAgent string) (Started, error) {
	seat, seats, err := s.seat(tx, user.ID, in)
	if err != nil {
		return Started{}, err
	}
	row := models.Session{ID: models.NewID[models.Session](), UserID: user.ID, MembershipID: seat.ID,
		UserAgent: cut(userAgent, 200), CreatedAt: tx.Now, LastSeenAt: tx.Now}
	if err := models.Insert(tx, &row); err != nil {
		return Started{}, err
	}
	if err := tx.Audit(models.Audit{Action: "session.started", Subject: "user:" + user.ID.String()}); err != nil {
		return Started{}, err
	}
	return s.issue(tx, user, row.ID, seat, seats)
}

// seat finds the company to act in among those the person belongs to.
func (s *Service) seat(tx *models.Tx, user models.UserID, want models.MembershipID) (models.Seat, []models.Seat, error) {
	seats, err := models.Seats(tx, user)
	if err != nil {
		return models.Seat{}, nil, err
	}
	for _, seat := range seats {
		if want.IsZero() || seat.ID == want {
			return seat, seats, nil
		}
	}
	if want.IsZero() {
		return models.Seat{}, nil, models.Faulty(models.Forbidden, "no-company", "You do not belong to a company here.")
	}
	return models.Seat{}, nil, models.Faulty(models.NotFound, "not-found", "You do not belong to this company.")
}

// issue makes the session's next pair of tokens.
func (s *Service) issue(tx *models.Tx, user models.User, session models.SessionID, seat models.Seat, seats []models.Seat) (Started, error) {
	refresh, hash := NewToken()
	err := models.Insert(tx, &models.RefreshToken{Hash: hash, SessionID: session, IssuedAt: tx.Now, ExpiresAt: tx.Now.Add(refreshFor)})
	if err != nil {
		return Started{}, err
	}
	v := Viewer{
		user: user.ID, name: user.Name, membership: seat.ID, session: session, organisation: seat.Organisation.ID,
		kind: seat.Organisation.Kind, role: Role(seat.Role), locale: user.Locale, zoneName: seat.Organisation.TimeZone,
	}
	token, until, err := s.keys.signAccess(v, tx.Now)
	if err != nil {
		return Started{}, err
	}
	return Started{Session: describe(user, seat, seats, user.Locale, until), Access: token, Refresh: refresh, CSRF: s.CSRF(session)}, nil
}

func describe(user models.User, seat models.Seat, seats []models.Seat, locale string, until time.Time) Session {
	out := Session{
		User:       SessionUser{user.ID, user.Name, user.Email, user.Locale},
		Membership: seat.ID, Role: Role(seat.Role), Organisation: company(seat.Organisation, locale),
		Permissions: Role(seat.Role).Permissions(), ExpiresAt: until, Memberships: make([]SessionSeat, len(seats)),
	}
	for i, o := range seats {
		out.Memberships[i] = SessionSeat{o.ID, Role(o.Role), company(o.Organisation, locale)}
	}
	return out
}

func company(o models.Organisation, locale string) SessionCompany {
	return SessionCompany{o.ID, o.Kind, o.In(locale), o.CityIn(locale), o.Currency, o.TimeZone, o}
}

// Reading is the same session with the companies' names in another language: that of the page it goes to.
func (s Session) Reading(locale string) Session {
	s.Organisation = company(s.Organisation.names, locale)
	seats := make([]SessionSeat, len(s.Memberships))
	for i, seat := range s.Memberships {
		seats[i] = SessionSeat{seat.ID, seat.Role, company(seat.Organisation.names, locale)}
	}
	s.Memberships = seats
	return s
}

func cut(s string, n int) string { return models.OneLine(s[:min(len(s), n)]) }
