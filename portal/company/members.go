package company

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Member is somebody who belongs to a company, or is invited to.
type Member struct {
	ID           models.MembershipID `json:"id" doc:"Of the membership, or of the invitation."`
	UserID       *models.UserID      `json:"user_id" doc:"Null until the invitation is accepted."`
	Name         string              `json:"name"`
	Email        string              `json:"email"`
	Role         identity.Role       `json:"role"`
	JobTitle     string              `json:"job_title"`
	Influence    string              `json:"influence" enum:"decides,handles,influences" doc:"What they have to say in a purchase."`
	Invited      bool                `json:"invited"`
	InvitedUntil *time.Time          `json:"invited_until" doc:"When the invitation's link runs out."`
}

func memberOf(m models.Member) Member {
	return Member{m.ID, m.UserID, m.Name, m.Email, identity.Role(m.Role), m.JobTitle, m.Influence, m.InvitedUntil != nil, m.InvitedUntil}
}

// MembersInput pages the list.
type MembersInput struct {
	Limit int    `query:"limit" default:"24" minimum:"1" maximum:"100"`
	After string `query:"after" maxLength:"600"`
}

// Members lists the people of the viewer's own company and those invited to it, by name.
func (s *Service) Members(ctx context.Context, v identity.Viewer, in MembersInput) (page models.Page[Member], err error) {
	var place models.MemberPlace
	more, err := models.ReadCursor(in.After, &place.Name, &place.ID)
	if err != nil {
		return page, err
	}
	after := &place
	if !more {
		after = nil
	}
	return models.Read(ctx, s.db, v.OnBehalf(identity.MemberRead), func(tx *models.Tx) (models.Page[Member], error) {
		members, err := models.Members(tx, v.Organisation(), after, in.Limit)
		return models.MapPage(models.PageOf(members, in.Limit, func(m models.Member) models.Cursor { return models.Cursor{m.Name, m.ID} }), memberOf), err
	})
}

// RemoveInput names a membership of the company, or an invitation to it.
type RemoveInput struct {
	ID models.MembershipID `path:"id"`
}

// Remove ends somebody's place in the viewer's company, and their sessions in it; or takes an invitation back. Nobody removes
// themselves (Conflict), so that a company always keeps an administrator. Their access token lives on for the minutes it has
// left.
func (s *Service) Remove(ctx context.Context, v identity.Viewer, in RemoveInput) (none struct{}, err error) {
	return models.In(ctx, s.db, v.OnBehalf(identity.MemberInvite), func(tx *models.Tx) (struct{}, error) {
		company, err := administered(tx, v)
		if err != nil {
			return none, err
		}
		withdrawn, err := withdraw(tx, company.ID, models.InvitationID{UUID: in.ID.UUID})
		if err != nil || withdrawn {
			return none, err
		}
		m, err := models.LockFirst[models.Membership](tx, "id = ? AND organisation_id = ? AND ended_at IS NULL", in.ID, company.ID)
		if err != nil {
			return none, err
		}
		if m.UserID == v.User() {
			return none, models.Faulty(models.Conflict, "own-membership", "Another administrator must end your membership.")
		}
		m.EndedAt = &tx.Now
		if err := models.Update(tx, m, "ended_at"); err != nil {
			return none, err
		}
		if _, err := models.EndSessions(tx, m.UserID, &m.ID, "membership ended"); err != nil {
			return none, err
		}
		return none, tx.Audit(models.Audit{Action: "member.removed", Subject: "user:" + m.UserID.String(), Detail: map[string]any{"role": m.Role}})
	})
}

func withdraw(tx *models.Tx, company models.OrganisationID, id models.InvitationID) (bool, error) {
	i, err := models.LockFirst[models.Invitation](tx, "id = ? AND organisation_id = ? AND accepted_at IS NULL AND withdrawn_at IS NULL", id, company)
	if models.KindOf(err) == models.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	i.WithdrawnAt = &tx.Now
	if err := models.Update(tx, i, "withdrawn_at"); err != nil {
		return false, err
	}
	return true, tx.Audit(models.Audit{Action: "invitation.withdrawn", Subject: "invitation:" + id.String(), Detail: map[string]any{"role": i.Role}})
}

// administered is the viewer's own company, held until the transaction ends so that two administrators do not remove each
// other, for somebody who is its administrator still: an access token is believed a few minutes longer than its role lasts.
func administered(tx *models.Tx, v identity.Viewer) (*models.Organisation, error) {
	company, err := models.Lock(tx, v.Organisation())
	if err != nil {
		return nil, err
	}
	may, err := mayInvite(tx, v.User(), company.ID)
	if err != nil {
		return nil, err
	}
	if !may {
		return nil, models.Faulty(models.Forbidden, "not-allowed", "You are not an administrator here any more.")
	}
	return company, nil
}

// mayInvite reports whether a person is an administrator of the company now.
func mayInvite(tx *models.Tx, user models.UserID, company models.OrganisationID) (bool, error) {
	m, err := models.First[models.Membership](tx, "user_id = ? AND organisation_id = ? AND ended_at IS NULL", user, company)
	if models.KindOf(err) == models.NotFound {
		return false, nil
	}
	return err == nil && identity.Role(m.Role).Allows(identity.MemberInvite), err
}
