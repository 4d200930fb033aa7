package models

import (
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// MessageID names a mail.
type MessageID = ID[Message]

// MessageState is where a mail stands.
type MessageState string

// A mail goes queued, sending, and then to one of the others; a try that failed for now goes back to queued.
const (
	MessageQueued    MessageState = "queued"
	MessageSending   MessageState = "sending"   // a try is under way, or its sender has died
	MessageSent      MessageState = "sent"      // the mail server took it; without one, it is in the outbox
	MessageRefused   MessageState = "refused"   // the mail server will never take it
	MessageUncertain MessageState = "uncertain" // it may have gone out; a reminder is not sent again
	MessageDropped   MessageState = "dropped"   // not to be sent any more: suppressed, or its reason has gone
)

// Message is a mail to one person. Its row is the promise; a job keeps it.
type Message struct {
	ID        MessageID `gorm:"primaryKey"`
	Kind      string    // as letter.Kind
	DedupeKey string    // what makes it the same message: nudge:<client>:<day>, order-confirmed:<order>:<user>
	ClientID  *OrganisationID
	UserID    *UserID
	InvoiceID *InvoiceID // the invoice it carries as an attachment
	Recipient string
	Locale    string
	Subject   string
	HTML      string
	Text      string
	Headers   map[string]string `gorm:"serializer:json"`
	State     MessageState
	Reason    string // why it was refused, dropped or put back
	Attempts  int
	CreatedAt time.Time
	DueAt     time.Time // not to be tried before
	ClaimedAt *time.Time
	SentAt    *time.Time
}

func (Message) Owner() Ownership { return SystemOnly }

// DueMessages are mails whose time has come, the longest waiting first. For the system alone.
func DueMessages(tx *Tx, limit int) ([]MessageID, error) {
	return messageIDs(tx, `SELECT id FROM messages WHERE state = 'queued' AND due_at <= $1 ORDER BY due_at, id LIMIT $2`, tx.Now, limit)
}

// StuckMessages are mails whose try began before that instant and never came to an end. For the system alone.
func StuckMessages(tx *Tx, before time.Time, limit int) ([]MessageID, error) {
	return messageIDs(tx, `SELECT id FROM messages WHERE state = 'sending' AND claimed_at < $1 ORDER BY claimed_at, id LIMIT $2`, before, limit)
}

func messageIDs(tx *Tx, sql string, args ...any) ([]MessageID, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, sql, args, func(r pgx.Rows, id *MessageID) error { return r.Scan(id) })
}

// Suppression is an address nobody may write to.
type Suppression struct {
	Email  string `gorm:"primaryKey"`
	Reason string // bounced, complained, asked
	At     time.Time
}

func (Suppression) Owner() Ownership { return SystemOnly }

// Suppressed says why nobody may write to an address; empty: one may.
func Suppressed(tx *Tx, email string) (string, error) {
	s, err := First[Suppression](tx, "email = lower(?)", email)
	if KindOf(err) == NotFound {
		return "", nil
	}
	return s.Reason, err
}

// Suppress puts an address on the list; one that is there stays as it is.
func Suppress(tx *Tx, email, reason string) error {
	_, err := InsertIfNew(tx, &Suppression{Email: strings.ToLower(email), Reason: reason, At: tx.Now})
	return err
}

// StaffOf are the people who hold one of those roles in a company and have come to the portal. For the system alone.
func StaffOf(tx *Tx, company OrganisationID, roles ...string) ([]User, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, `SELECT u.id, u.email, u.name, u.locale FROM memberships m JOIN users u ON u.id = m.user_id
		WHERE m.organisation_id = $1 AND m.role = ANY($2) AND m.ended_at IS NULL AND u.deactivated_at IS NULL AND u.password_hash <> ''
		ORDER BY m.created_at, u.id`, []any{company, roles},
		func(r pgx.Rows, u *User) error { return r.Scan(&u.ID, &u.Email, &u.Name, &u.Locale) })
}

// Outbox lists mails without what they say, the newest first, after a place in the list where there is one. For the system
// alone.
func Outbox(tx *Tx, more bool, at time.Time, id MessageID, limit int) ([]Message, error) {
	if tx.scope.kind != ofEverything {
		return nil, errUnscoped
	}
	return rows(tx, `SELECT id, kind, recipient, subject, created_at, state, reason FROM messages
		WHERE NOT $1 OR (created_at, id) < ($2, $3) ORDER BY created_at DESC, id DESC LIMIT $4`, []any{more, at, id, limit},
		func(r pgx.Rows, m *Message) error {
			return r.Scan(&m.ID, &m.Kind, &m.Recipient, &m.Subject, &m.CreatedAt, &m.State, &m.Reason)
		})
}
