package identity

import (
	"context"
	"time"

	"povtor/models"
)

// grace is how long a token just used may be sent once more by another tab or a retried request.
const grace = 10 * time.Second

var errSessionEnded = models.Faulty(models.Unauthenticated, "session-ended", "Sign in again.")

// Refresh trades a refresh token for the next pair. A token that was used before has been stolen or copied: its whole
// session ends.
func (s *Service) Refresh(ctx context.Context, token string) (Started, error) {
	type outcome struct {
		Started
		reused bool
	}
	out, err := models.In(ctx, s.db, System("refresh").To(SystemWork), func(tx *models.Tx) (outcome, error) {
		row, err := models.LockFirst[models.RefreshToken](tx, "hash = ?", HashToken(token))
		if err != nil || !tx.Now.Before(row.ExpiresAt) {
			return outcome{}, errSessionEnded
		}
		session, user, err := s.open(tx, row.SessionID)
		if err != nil {
			return outcome{}, err
		}
		if row.UsedAt != nil && tx.Now.Sub(*row.UsedAt) > grace {
			return outcome{reused: true}, endSession(tx, session, "refresh token reused")
		}
		if row.UsedAt == nil {
			row.UsedAt = &tx.Now
			if err := models.Update(tx, row, "used_at"); err != nil {
				return outcome{}, err
			}
		}
		session.LastSeenAt = tx.Now
		if err := models.Update(tx, session, "last_seen_at"); err != nil {
			return outcome{}, err
		}
		seat, seats, err := s.seat(tx, user.ID, session.MembershipID)
		if err != nil {
			return outcome{}, errSessionEnded
		}
		started, err := s.issue(tx, *user, session.ID, seat, seats)
		return outcome{Started: started}, err
	})
	if err == nil && out.reused {
		err = errSessionEnded
	}
	return out.Started, err
}

// open is the session and its person, if both are still welcome.
func (s *Service) open(tx *models.Tx, id models.SessionID) (*models.Session, *models.User, error) {
	session, err := models.Lock(tx, id)
	if err != nil || session.EndedAt != nil {
		return nil, nil, errSessionEnded
	}
	user, err := models.First[models.User](tx, "id = ? AND deactivated_at IS NULL", session.UserID)
	if err != nil {
		return nil, nil, errSessionEnded
	}
	return session, user, nil
}

func endSession(tx *models.Tx, session *models.Session, reason string) error {
	session.EndedAt, session.EndReason = &tx.Now, reason
	if err := models.Update(tx, session, "ended_at", "end_reason"); err != nil {
		return err
	}
	return tx.Audit(models.Audit{Action: "session.ended", Subject: "user:" + session.UserID.String(),
		Detail: map[string]any{"reason": reason}})
}

// SignOut ends the session of a refresh token; an unknown one is already out.
func (s *Service) SignOut(ctx context.Context, v Viewer) error {
	if v.session.IsZero() {
		return nil
	}
	_, err := models.In(ctx, s.db, System("sign-out").To(SystemWork), func(tx *models.Tx) (struct{}, error) {
		session, err := models.Lock(tx, v.session)
		switch {
		case models.KindOf(err) == models.NotFound:
			return struct{}{}, nil
		case err != nil || session.EndedAt != nil:
			return struct{}{}, err
		}
		return struct{}{}, endSession(tx, session, "signed out")
	})
	if err == nil {
		s.ended.learn(s.now(), v.session)
	}
	return err
}

// SwitchInput names the membership to act in.
type SwitchInput struct {
	Body struct {
		Membership models.MembershipID `json:"membership_id"`
	}
}

// Switch moves the session to another company of the same person.
func (s *Service) Switch(ctx context.Context, v Viewer, in SwitchInput) (Started, error) {
	if g := v.To(SessionUse); g.Refuse != nil {
		return Started{}, g.Refuse
	}
	return models.In(ctx, s.db, System("switch").To(SystemWork), func(tx *models.Tx) (Started, error) {
		session, user, err := s.open(tx, v.session)
		if err != nil {
			return Started{}, err
		}
		seat, seats, err := s.seat(tx, user.ID, in.Body.Membership)
		if err != nil {
			return Started{}, err
		}
		session.MembershipID = seat.ID
		if err := models.Update(tx, session, "membership_id"); err != nil {
			return Started{}, err
		}
		return s.issue(tx, *user, session.ID, seat, seats)
	})
}

// Current describes the session as it stands now.
func (s *Service) Current(ctx context.Context, v Viewer, _ struct{}) (Session, error) {
	if g := v.To(SessionUse); g.Refuse != nil {
		return Session{}, g.Refuse
	}
	return models.Read(ctx, s.db, System("session").To(SystemWork), func(tx *models.Tx) (Session, error) {
		session, err := models.Get(tx, v.session)
		if err != nil || session.EndedAt != nil {
			return Session{}, errSessionEnded
		}
		user, err := models.First[models.User](tx, "id = ? AND deactivated_at IS NULL", v.user)
		if err != nil {
			return Session{}, errSessionEnded
		}
		seat, seats, err := s.seat(tx, v.user, v.membership)
		if err != nil {
			return Session{}, errSessionEnded
		}
		return describe(*user, seat, seats, v.locale, tx.Now.Add(accessFor)), nil
	})
}

// MeInput changes one's own name or language.
type MeInput struct {
	Body struct {
		Name   *string `json:"name,omitempty" maxLength:"120"`
		Locale string  `json:"locale,omitempty" enum:"ru,en"`
	}
}

// Validate reports a name with nothing in it to be seen.
func (in MeInput) Validate() error {
	var f models.Faults
	f.Check(in.Body.Name == nil || models.OneLine(*in.Body.Name) != "", "name", "required", "Say who you are.")
	return f.Err()
}

// ChangeMe changes one's own name or language; the next tokens carry it.
func (s *Service) ChangeMe(ctx context.Context, v Viewer, in MeInput) (Session, error) {
	if g := v.To(SessionUse); g.Refuse != nil {
		return Session{}, g.Refuse
	}
	_, err := models.In(ctx, s.db, System("me").To(SystemWork), func(tx *models.Tx) (struct{}, error) {
		user, err := models.Lock(tx, v.user)
		if err != nil {
			return struct{}{}, err
		}
		if in.Body.Name != nil {
			user.Name = models.OneLine(*in.Body.Name)
		}
		if in.Body.Locale != "" {
			user.Locale = in.Body.Locale
		}
		return struct{}{}, models.Update(tx, user, "name", "locale")
	})
	if err != nil {
		return Session{}, err
	}
	return s.Current(ctx, v, struct{}{})
}
