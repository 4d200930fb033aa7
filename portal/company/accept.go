package company

import (
	"context"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Offer is what an invitation offers, to whoever has its link.
type Offer struct {
	Email        string        `json:"email"`
	Name         string        `json:"name"`
	Organisation string        `json:"organisation"`
	Role         identity.Role `json:"role"`
	Locale       string        `json:"locale" enum:"ru,en" doc:"The company's language."`
	HasAccount   bool          `json:"has_account" doc:"The person has a password in the portal already and accepts with that one."`
}

// OfferInput is a link's token.
type OfferInput struct {
	Token string `path:"token" maxLength:"100"`
}

// Offer shows what an invitation offers. Anybody with the link may; it changes nothing. NotFound for a link that is not ours,
// Gone for one that has run out, was used or taken back.
func (s *Service) Offer(ctx context.Context, v identity.Viewer, in OfferInput) (Offer, error) {
	return models.Read(ctx, s.db, identity.System("invitation").To(identity.SystemWork), func(tx *models.Tx) (Offer, error) {
		i, err := models.First[models.Invitation](tx, "hash = ?", identity.HashToken(in.Token))
		if err := usable(tx, i, err); err != nil {
			return Offer{}, err
		}
		company, err := models.Get(tx, i.OrganisationID)
		if err != nil {
			return Offer{}, err
		}
		user, err := person(tx, i.Email)
		if err != nil {
			return Offer{}, err
		}
		locale := v.Locale()
		if locale == "" {
			locale = company.Locale
		}
		return Offer{Email: i.Email, Name: i.Name, Organisation: company.In(locale), Role: identity.Role(i.Role), Locale: company.Locale,
			HasAccount: user.PasswordHash != ""}, nil
	})
}

// usable says why an invitation cannot be accepted now. Whoever sent it must be an administrator still, and the role one of
// the company's.
func usable(tx *models.Tx, i *models.Invitation, err error) error {
	switch {
	case models.KindOf(err) == models.NotFound:
		return errNoLink
	case err != nil:
		return err
	case i.WithdrawnAt != nil:
		return errWithdrawn
	case i.AcceptedAt != nil:
		return errUsed
	case !tx.Now.Before(i.ExpiresAt):
		return errExpired
	}
	company, err := models.Get(tx, i.OrganisationID)
	if err != nil {
		return err
	}
	may, err := mayInvite(tx, i.InvitedBy, company.ID)
	if err != nil {
		return err
	}
	if !may || !identity.Role(i.Role).Fits(company.Kind) {
		return errWithdrawn
	}
	return nil
}

// person is whose address it is; one without an id: nobody's yet. A closed account is Forbidden.
func person(tx *models.Tx, email string) (*models.User, error) {
	user, err := models.First[models.User](tx, "email = ?", email)
	if models.KindOf(err) == models.NotFound {
		return &models.User{Email: email}, nil
	}
	if err == nil && user.DeactivatedAt != nil {
		return nil, errDeactivated
	}
	return user, err
}

// AcceptInput takes an invitation up.
type AcceptInput struct {
	Body struct {
		Token    string `json:"token" maxLength:"100"`
		Name     string `json:"name,omitempty" maxLength:"120" doc:"For who is new to the portal."`
		Password string `json:"password" maxLength:"200" doc:"A new one; for who has an account, theirs."`
		Nudges   bool   `json:"nudges,omitempty" doc:"Consents to reorder reminders by mail. Clients' people only."`
	}
	Address   string `json:"-"` // where the request came from, for the rate limit
	UserAgent string `json:"-"`
}

// Accept takes an invitation up, once, and signs the person in at the company. Anybody with the link may. Somebody new gets
// the name and the password they give; somebody with an account must give its password, which stays as it is.
func (s *Service) Accept(ctx context.Context, in AcceptInput) (identity.Started, error) {
	if err := s.identity.CountGuess(ctx, "link-from:"+in.Address, linkGuesses); err != nil {
		return identity.Started{}, err
	}
	user, err := models.Read(ctx, s.db, identity.System("invitation").To(identity.SystemWork), func(tx *models.Tx) (*models.User, error) {
		i, err := models.First[models.Invitation](tx, "hash = ?", identity.HashToken(in.Body.Token))
		if err := usable(tx, i, err); err != nil {
			return nil, err
		}
		return person(tx, i.Email)
	})
	if err != nil {
		return identity.Started{}, err
	}
	had := user.PasswordHash
	if err := s.prove(ctx, in, user); err != nil {
		return identity.Started{}, err
	}
	return models.In(ctx, s.db, identity.System("invitation").To(identity.SystemWork), func(tx *models.Tx) (identity.Started, error) {
		return s.accept(tx, in, *user, had)
	})
}

// prove checks the password of somebody who has one, and readies name and password of somebody who has not.
func (s *Service) prove(ctx context.Context, in AcceptInput, user *models.User) error {
	if user.PasswordHash != "" {
		_, err := s.identity.Prove(ctx, user.Email, in.Body.Password, in.Address)
		return err
	}
	var f models.Faults
	name := models.OneLine(in.Body.Name)
	f.Check(name != "" || user.Name != "", "name", "required", "Say who you are.")
	identity.CheckPassword(&f, "password", in.Body.Password, user.Email)
	if err := f.Err(); err != nil {
		return err
	}
	hash, err := identity.HashPassword(ctx, in.Body.Password)
	if name != "" {
		user.Name = name
	}
	user.PasswordHash = hash
	return err
}

func (s *Service) accept(tx *models.Tx, in AcceptInput, user models.User, had string) (identity.Started, error) {
	var none identity.Started
	i, err := models.LockFirst[models.Invitation](tx, "hash = ?", identity.HashToken(in.Body.Token))
	if err := usable(tx, i, err); err != nil {
		return none, err
	}
	company, err := models.Get(tx, i.OrganisationID)
	if err != nil {
		return none, err
	}
	if err := keep(tx, &user, had, company.Locale); err != nil {
		return none, err
	}
	membership, err := join(tx, user.ID, *i)
	if err != nil {
		return none, err
	}
	if company.Kind == models.ClientKind {
		if _, err := models.GiveConsent(tx, user.ID, company.ID, models.NudgeConsent, in.Body.Nudges, models.ConsentByInvitation); err != nil {
			return none, err
		}
	}
	i.AcceptedAt = &tx.Now
	if err := models.Update(tx, i, "accepted_at"); err != nil {
		return none, err
	}
	err = tx.Audit(models.Audit{Action: "member.joined", Subject: "user:" + user.ID.String(), Detail: map[string]any{"organisation": company.ID,
		"role": i.Role, "invited_by": i.InvitedBy, "nudges": company.Kind == models.ClientKind && in.Body.Nudges}})
	if err != nil {
		return none, err
	}
	return s.identity.Begin(tx, user, membership, in.UserAgent)
}

// keep writes somebody new, or the first password of somebody known. What was read before must still be true.
func keep(tx *models.Tx, user *models.User, had, locale string) error {
	now, err := person(tx, user.Email)
	switch {
	case err != nil:
		return err
	case now.ID != user.ID || now.PasswordHash != had:
		return models.Faulty(models.Conflict, "changed-meanwhile", "This account changed meanwhile; try again.")
	case now.ID.IsZero():
		user.ID, user.Locale, user.CreatedAt = models.NewID[models.User](), locale, tx.Now
		return models.Insert(tx, user)
	case had == "":
		return models.Update(tx, user, "name", "password_hash")
	}
	return nil
}

// join gives a person their place in the company; one that had ended begins anew.
func join(tx *models.Tx, user models.UserID, i models.Invitation) (models.MembershipID, error) {
	m, err := models.LockFirst[models.Membership](tx, "user_id = ? AND organisation_id = ?", user, i.OrganisationID)
	if err != nil && models.KindOf(err) != models.NotFound {
		return models.MembershipID{}, err
	}
	known := err == nil
	if known && m.EndedAt == nil {
		return models.MembershipID{}, errMember
	}
	if !known {
		m = &models.Membership{ID: models.NewID[models.Membership](), UserID: user, OrganisationID: i.OrganisationID}
	}
	m.Role, m.JobTitle, m.Influence, m.CreatedAt, m.EndedAt = i.Role, i.JobTitle, i.Influence, tx.Now, (*time.Time)(nil)
	if known {
		return m.ID, models.Update(tx, m, "role", "job_title", "influence", "created_at", "ended_at")
	}
	return m.ID, models.Insert(tx, m)
}

// Validate asks for what the key and the password cannot be without.
func (in AcceptInput) Validate() error {
	var f models.Faults
	f.Check(strings.TrimSpace(in.Body.Token) != "", "token", "required", "The link's token is missing.")
	f.Check(in.Body.Password != "", "password", "required", "Give a password.")
	return f.Err()
}
