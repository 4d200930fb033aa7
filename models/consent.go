package models

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// NudgeConsent is a person's word on reorder reminders.
const NudgeConsent = "nudge"

// Where a person gave or took back their word.
const (
	ConsentByInvitation  = "invitation"
	ConsentByPreferences = "preferences"
	ConsentByLink        = "unsubscribe_link"
	ConsentByOneClick    = "one_click" // the mail program's own button (RFC 8058)
)

// Consent is one word of a person on one kind of mail about one company. The last one counts; none means no.
type Consent struct {
	ID       ID[Consent] `gorm:"primaryKey"`
	UserID   UserID
	ClientID OrganisationID
	Kind     string
	Granted  bool
	Source   string
	At       time.Time
}

func (Consent) Owner() Ownership { return ByClient }

// Consents reports whether a person's last word was yes.
func Consents(tx *Tx, user UserID, client OrganisationID, kind string) (bool, error) {
	last, err := List[Consent](tx, "at DESC, id DESC LIMIT 1", "user_id = ? AND client_id = ? AND kind = ?", user, client, kind)
	return err == nil && len(last) == 1 && last[0].Granted, err
}

// GiveConsent keeps a person's word where it changes anything; it reports whether it did.
func GiveConsent(tx *Tx, user UserID, client OrganisationID, kind string, granted bool, source string) (bool, error) {
	had, err := Consents(tx, user, client, kind)
	if err != nil || had == granted {
		return false, err
	}
	return true, Insert(tx, &Consent{ID: NewID[Consent](), UserID: user, ClientID: client, Kind: kind, Granted: granted, Source: source, At: tx.Now})
}

// Contact is a person at a client whom a reminder could go to.
type Contact struct {
	Client    OrganisationID
	User      UserID
	Email     string
	Name      string
	Locale    string
	Role      string
	Decides   bool // the last word is theirs
	Consents  bool
	Forbidden bool // the address is suppressed
}

// ContactsOf are the people of those clients who may order, the one who decides first, then the first who came. For the
// system alone.
func ContactsOf(tx *Tx, clients []OrganisationID) ([]Contact, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, `SELECT m.organisation_id, u.id, u.email, u.name, u.locale, m.role, m.influence = 'decides',
			coalesce((SELECT c.granted FROM consents c WHERE c.user_id = u.id AND c.client_id = m.organisation_id AND c.kind = 'nudge'
				ORDER BY c.at DESC, c.id DESC LIMIT 1), false),
			EXISTS (SELECT 1 FROM suppressions s WHERE s.email = u.email)
		FROM memberships m JOIN users u ON u.id = m.user_id
		WHERE m.organisation_id = ANY($1) AND m.role IN ('buyer', 'company_admin') AND m.ended_at IS NULL AND u.deactivated_at IS NULL
		ORDER BY m.organisation_id, m.influence <> 'decides', m.created_at, u.id`, []any{clients},
		func(r pgx.Rows, c *Contact) error {
			return r.Scan(&c.Client, &c.User, &c.Email, &c.Name, &c.Locale, &c.Role, &c.Decides, &c.Consents, &c.Forbidden)
		})
}
