package models

import "time"

// UserID names a person.
type UserID = ID[User]

// User is a person. What they may do hangs on their memberships.
type User struct {
	ID            UserID `gorm:"primaryKey"`
	Email         string
	Name          string
	Locale        string
	PasswordHash  string // empty: invited, not yet set
	CreatedAt     time.Time
	DeactivatedAt *time.Time
}

func (User) Owner() Ownership { return SystemOnly }

// MembershipID names a person's place in a company.
type MembershipID = ID[Membership]

// Membership is a person's place in a company.
type Membership struct {
	ID             MembershipID `gorm:"primaryKey"`
	UserID         UserID
	OrganisationID OrganisationID
	Role           string
	JobTitle       string
	Influence      string // decides, handles, influences
	CreatedAt      time.Time
	EndedAt        *time.Time
}

func (Membership) Owner() Ownership { return SystemOnly }

// SessionID names one signed-in browser.
type SessionID = ID[Session]

// Session is one signed-in browser; ending it ends every token of its family.
type Session struct {
	ID           SessionID `gorm:"primaryKey"`
	UserID       UserID
	MembershipID MembershipID
	UserAgent    string
	CreatedAt    time.Time
	LastSeenAt   time.Time
	EndedAt      *time.Time
	EndReason    string
}

func (Session) Owner() Ownership { return SystemOnly }

// RefreshToken works once; a second use ends its session.
type RefreshToken struct {
	Hash      []byte `gorm:"primaryKey"`
	SessionID SessionID
	IssuedAt  time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

func (RefreshToken) Owner() Ownership { return SystemOnly }

// Seat is a membership with the company it is in.
type Seat struct {
	Membership
	Organisation Organisation
}

// Seats are the companies a person belongs to, the first joined first. For the system alone.
func Seats(tx *Tx, user UserID) ([]Seat, error) {
	members, err := List[Membership](tx, "created_at, id", "user_id = ? AND ended_at IS NULL", user)
	if err != nil || len(members) == 0 {
		return nil, err
	}
	ids := make([]OrganisationID, len(members))
	for i, m := range members {
		ids[i] = m.OrganisationID
	}
	companies, err := List[Organisation](tx, "id", "id IN ?", ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[OrganisationID]Organisation, len(companies))
	for _, c := range companies {
		byID[c.ID] = c
	}
	seats := make([]Seat, len(members))
	for i, m := range members {
		seats[i] = Seat{m, byID[m.OrganisationID]}
	}
	return seats, nil
}

// HitRate counts one more hit in the current window of a key and says how many there have been. For the system alone.
func HitRate(tx *Tx, key string, window time.Duration) (hits int, err error) {
	if _, _, err := tx.scope.Where(SystemOnly, "rate_windows", true, nil); err != nil || tx.scope.kind != ofEverything {
		return 0, errUnscoped
	}
	err = tx.q.QueryRow(tx.ctx, `INSERT INTO rate_windows (key, starts, hits) VALUES ($1, $2, 1)
		ON CONFLICT (key, starts) DO UPDATE SET hits = rate_windows.hits + 1 RETURNING hits`,
		key, tx.Now.Truncate(window)).Scan(&hits)
	return hits, err
}

// ForgetRate forgets the hits of a key. For the system alone.
func ForgetRate(tx *Tx, key string) error {
	if tx.scope.kind != ofEverything {
		return errUnscoped
	}
	_, err := tx.q.Exec(tx.ctx, `DELETE FROM rate_windows WHERE key = $1`, key)
	return err
}
