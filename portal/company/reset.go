package company

import (
	"context"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify"
	"povtor/portal/notify/letter"
)

const (
	resetFor    = time.Hour
	asksPerMail = 5
	asksPerHost = 30
	resetReason = "password reset"
	resetKey    = "password-reset:" // and the id: the mail of a wish
)

// AskInput is the address of somebody who forgot their password.
type AskInput struct {
	Body struct {
		Email string `json:"email" maxLength:"254" example:"olga@example.com"`
	}
	Address string `json:"-"` // where the request came from, for the rate limit
}

// ResetAsked is the job that writes the mail.
type ResetAsked struct {
	Reset models.PasswordResetID `json:"reset"`
}

// Kind names the job.
func (ResetAsked) Kind() string { return "company.reset_asked" }

// AskReset notes that somebody wants a new password. Anybody may ask, a few times. Nothing about the address is looked up
// before the answer, so that neither it nor its time tells who has an account.
func (s *Service) AskReset(ctx context.Context, in AskInput) error {
	email := identity.NormalEmail(in.Body.Email)
	if err := s.identity.CountGuess(ctx, "reset-from:"+in.Address, asksPerHost); err != nil {
		return err
	}
	if err := s.identity.CountGuess(ctx, "reset:"+email, asksPerMail); err != nil {
		return err
	}
	_, err := models.In(ctx, s.db, identity.System("password").To(identity.SystemWork), func(tx *models.Tx) (none struct{}, err error) {
		r := models.PasswordReset{ID: models.NewID[models.PasswordReset](), Email: email, AskedAt: tx.Now}
		if err := models.Insert(tx, &r); err != nil {
			return none, err
		}
		return none, tx.Enqueue(ResetAsked{r.ID})
	})
	return err
}

// SendReset writes the mail with the link, once; for an address that nobody has it forgets the wish. The system's own.
func (s *Service) SendReset(ctx context.Context, v identity.Viewer, in ResetAsked) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (none struct{}, err error) {
		r, err := models.Lock(tx, in.Reset)
		if err != nil || r.Hash != nil {
			return none, err
		}
		user, err := models.First[models.User](tx, "email = ? AND deactivated_at IS NULL", r.Email)
		if models.KindOf(err) == models.NotFound {
			_, err = models.DeleteWhere[models.PasswordReset](tx, "id = ?", r.ID)
		}
		if err != nil || user.ID.IsZero() {
			return none, err
		}
		until := tx.Now.Add(resetFor)
		token, hash := identity.NewToken()
		r.UserID, r.Hash, r.ExpiresAt = &user.ID, hash, &until
		if err := models.Update(tx, r, "user_id", "hash", "expires_at"); err != nil {
			return none, err
		}
		_, err = s.mail.Write(tx, resetKey+r.ID.String(), notify.To{User: &user.ID, Email: user.Email, Name: user.Name, Locale: user.Locale},
			letter.PasswordReset{ValidFor: resetFor, Link: s.mail.Link("/reset/" + token)})
		return none, err
	})
}

// stillOpen keeps a mail from going out whose link has run out or was used while the mail server was away.
func stillOpen(tx *models.Tx, m *models.Message) (drop string, err error) {
	id, err := models.ParseID[models.PasswordReset](strings.TrimPrefix(m.DedupeKey, resetKey))
	if err != nil {
		return "", err
	}
	open, err := models.Exists[models.PasswordReset](tx, "id = ? AND used_at IS NULL AND expires_at > ?", id, tx.Now)
	if err != nil || open {
		return "", err
	}
	return "its link has run out", nil
}

// ConfirmInput is a link's token and the new password.
type ConfirmInput struct {
	Body struct {
		Token    string `json:"token" maxLength:"100"`
		Password string `json:"password" maxLength:"200"`
	}
	Address string `json:"-"` // where the request came from, for the rate limit
}

// ConfirmReset sets the password and ends every session of the person. Anybody with the link may, once, within the hour:
// NotFound for a link that is not ours, Gone for one that has run out or was used.
func (s *Service) ConfirmReset(ctx context.Context, in ConfirmInput) error {
	if err := s.identity.CountGuess(ctx, "link-from:"+in.Address, linkGuesses); err != nil {
		return err
	}
	system := identity.System("password").To(identity.SystemWork)
	user, err := models.Read(ctx, s.db, system, func(tx *models.Tx) (*models.User, error) {
		r, err := models.First[models.PasswordReset](tx, "hash = ?", identity.HashToken(in.Body.Token))
		if err := usableReset(tx, r, err); err != nil {
			return nil, err
		}
		return models.First[models.User](tx, "id = ? AND deactivated_at IS NULL", *r.UserID)
	})
	if err != nil {
		return err
	}
	var f models.Faults
	identity.CheckPassword(&f, "password", in.Body.Password, user.Email)
	if err := f.Err(); err != nil {
		return err
	}
	hash, err := identity.HashPassword(ctx, in.Body.Password)
	if err != nil {
		return err
	}
	_, err = models.In(ctx, s.db, system, func(tx *models.Tx) (struct{}, error) { return struct{}{}, setPassword(tx, in.Body.Token, hash) })
	return err
}

func usableReset(tx *models.Tx, r *models.PasswordReset, err error) error {
	switch {
	case models.KindOf(err) == models.NotFound:
		return errNoLink
	case err != nil:
		return err
	case r.UsedAt != nil:
		return errUsed
	case r.ExpiresAt == nil || !tx.Now.Before(*r.ExpiresAt):
		return errExpired
	}
	return nil
}

// setPassword spends the link, and with it every other link of the person.
func setPassword(tx *models.Tx, token, hash string) error {
	r, err := models.LockFirst[models.PasswordReset](tx, "hash = ?", identity.HashToken(token))
	if err := usableReset(tx, r, err); err != nil {
		return err
	}
	user, err := models.Lock(tx, *r.UserID)
	if err != nil {
		return err
	}
	user.PasswordHash = hash
	if err := models.Update(tx, user, "password_hash"); err != nil {
		return err
	}
	if _, err := models.UpdateWhere[models.PasswordReset](tx, map[string]any{"used_at": tx.Now}, "user_id = ? AND used_at IS NULL", user.ID); err != nil {
		return err
	}
	ended, err := models.EndSessions(tx, user.ID, nil, resetReason)
	if err != nil {
		return err
	}
	return tx.Audit(models.Audit{Action: "password.reset", Subject: "user:" + user.ID.String(), Detail: map[string]any{"sessions_ended": ended}})
}
