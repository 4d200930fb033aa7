package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// InvitationID names an invitation.
type InvitationID = ID[Invitation]

// Invitation asks an address to join a company in a role. The token in its mail is kept as a hash.
type Invitation struct {
	ID             InvitationID `gorm:"primaryKey"`
	Hash           []byte
	OrganisationID OrganisationID
	Email          string
	Name           string // as the one who invites knows it
	Role           string
	JobTitle       string
	Influence      string // decides, handles, influences
	InvitedBy      UserID
	IssuedAt       time.Time
	ExpiresAt      time.Time
	AcceptedAt     *time.Time
	WithdrawnAt    *time.Time
}

func (Invitation) Owner() Ownership { return SystemOnly }

// PasswordResetID names a wish for a new password.
type PasswordResetID = ID[PasswordReset]

// PasswordReset is somebody's wish for a new password. Whose it is, and the hash of the mailed token, come with the mail.
type PasswordReset struct {
	ID        PasswordResetID `gorm:"primaryKey"`
	Email     string          // as it was typed; nobody may have it
	AskedAt   time.Time
	UserID    *UserID
	Hash      []byte
	ExpiresAt *time.Time
	UsedAt    *time.Time
}

func (PasswordReset) Owner() Ownership { return SystemOnly }

// Member is somebody who belongs to a company, or is invited to.
type Member struct {
	ID           MembershipID // of the membership, else of the invitation
	UserID       *UserID      // nil: invited
	Name         string
	Email        string
	Role         string
	JobTitle     string
	Influence    string
	InvitedUntil *time.Time // nil: belongs to it
}

// MemberPlace is a place in a list of members, which runs by name.
type MemberPlace struct {
	Name string
	ID   MembershipID
}

// Members are the people of a company and those invited to it, after a place in the list where there is one: one more than
// the limit where there are more. For the system alone.
func Members(tx *Tx, company OrganisationID, after *MemberPlace, limit int) ([]Member, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	f := &filter{args: []any{company}, parts: []string{"true"}}
	if after != nil {
		f.and(`(name, id) > (?, ?)`, after.Name, after.ID)
	}
	sql := `SELECT id, user_id, name, email, role, job_title, influence, until FROM (
			SELECT m.id, m.user_id, u.name, u.email, m.role, m.job_title, m.influence, NULL::timestamptz AS until
			FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation_id = $1 AND m.ended_at IS NULL
			UNION ALL
			SELECT i.id, NULL, i.name, i.email, i.role, i.job_title, i.influence, i.expires_at
			FROM invitations i WHERE i.organisation_id = $1 AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL
		) all_of_them WHERE ` + f.String() + ` ORDER BY name, id LIMIT ` + f.param(limit+1)
	return rows(tx, sql, f.args, func(r pgx.Rows, m *Member) error {
		return r.Scan(&m.ID, &m.UserID, &m.Name, &m.Email, &m.Role, &m.JobTitle, &m.Influence, &m.InvitedUntil)
	})
}

// SessionsEndedSince are the sessions that ended after an instant. For the system alone.
func SessionsEndedSince(tx *Tx, since time.Time) ([]SessionID, error) {
	scope, args, err := tx.where(SystemOnly, "s", []any{since})
	if err != nil {
		return nil, err
	}
	return rows(tx, `SELECT s.id FROM sessions s WHERE s.ended_at > $1 AND `+scope, args, func(r pgx.Rows, id *SessionID) error { return r.Scan(id) })
}

// EndSessions ends the open sessions of a person, or of a membership alone, and says how many there were. For the system
// alone.
func EndSessions(tx *Tx, user UserID, in *MembershipID, reason string) (int64, error) {
	return UpdateWhere[Session](tx, map[string]any{"ended_at": tx.Now, "end_reason": reason},
		"user_id = ? AND (?::uuid IS NULL OR membership_id = ?) AND ended_at IS NULL", user, in, in)
}
