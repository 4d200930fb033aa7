package company

import (
	"context"
	"net/mail"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify"
	"povtor/portal/notify/letter"
)

const (
	invitationFor     = 7 * 24 * time.Hour
	invitationWindow  = time.Hour
	invitationsAnHour = 100 // a company's, so that nobody makes the portal write to the world
)

// InviteInput asks somebody to join the viewer's company.
type InviteInput struct {
	Body struct {
		Email     string        `json:"email" maxLength:"254" example:"olga@example.com"`
		Name      string        `json:"name" maxLength:"120"`
		Role      identity.Role `json:"role" enum:"buyer,approver,accountant,company_admin,supplier_manager,supplier_admin,account_manager,head_of_sales,marketer,operator_admin" doc:"One of the company's own side."`
		JobTitle  string        `json:"job_title,omitempty" maxLength:"120"`
		Influence string        `json:"influence,omitempty" enum:"decides,handles,influences" default:"handles"`
	}
}

// Validate reports what cannot be an address or a name.
func (in InviteInput) Validate() error {
	var f models.Faults
	in.check(&f)
	return f.Err()
}

func (in InviteInput) check(f *models.Faults) {
	f.Check(isAddress(in.Body.Email), "email", "not-an-address", "This is not a mail address.")
	f.Check(models.OneLine(in.Body.Name) != "", "name", "required", "Say who they are.")
}

// isAddress reports a plain mail address: no display name, no comment, a domain with a dot.
func isAddress(s string) bool {
	email := identity.NormalEmail(s)
	a, err := mail.ParseAddress(email)
	_, domain, _ := strings.Cut(email, "@")
	return err == nil && a.Address == email && strings.Contains(domain, ".") && !strings.ContainsAny(email, " <>\"")
}

// Invite asks an address to join the viewer's own company, by mail. An administrator only, and only into the roles of the
// company's own side. Invited again, the first link ends and another goes out; who belongs to the company already is a
// Conflict.
func (s *Service) Invite(ctx context.Context, v identity.Viewer, in InviteInput) (Member, error) {
	var f models.Faults
	in.check(&f)
	f.Check(in.Body.Role.Fits(v.Kind()), "role", "not-here", "Your company has no such role.")
	if g := v.To(identity.MemberInvite); g.Refuse != nil {
		return Member{}, g.Refuse
	}
	if err := f.Err(); err != nil {
		return Member{}, err
	}
	return models.In(ctx, s.db, v.OnBehalf(identity.MemberInvite), func(tx *models.Tx) (Member, error) {
		company, err := administered(tx, v)
		if err != nil {
			return Member{}, err
		}
		if err := mayWrite(tx, company.ID); err != nil {
			return Member{}, err
		}
		i, err := draft(tx, v, in)
		if err != nil {
			return Member{}, err
		}
		if err := replace(tx, i); err != nil {
			return Member{}, err
		}
		token, hash := identity.NewToken()
		i.Hash = hash
		if err := models.Insert(tx, i); err != nil {
			return Member{}, err
		}
		if err := s.writeInvitation(tx, v, *company, *i, token); err != nil {
			return Member{}, err
		}
		return invited(*i), tx.Audit(models.Audit{Action: "member.invited", Subject: "invitation:" + i.ID.String(),
			Detail: map[string]any{"role": i.Role, "email": i.Email}})
	})
}

// mayWrite bounds how many invitations a company sends.
func mayWrite(tx *models.Tx, company models.OrganisationID) error {
	sent, err := models.HitRate(tx, "invite:"+company.String(), invitationWindow)
	if err != nil {
		return err
	}
	if sent > invitationsAnHour {
		f := models.Faulty(models.Limited, "too-many-invitations", "Too many invitations; wait an hour.")
		f.Retry = invitationWindow
		return f
	}
	return nil
}

// draft is the invitation without its key; a Conflict for somebody who belongs to the company already.
func draft(tx *models.Tx, v identity.Viewer, in InviteInput) (*models.Invitation, error) {
	email := identity.NormalEmail(in.Body.Email)
	user, err := models.First[models.User](tx, "email = ?", email)
	if err != nil && models.KindOf(err) != models.NotFound {
		return nil, err
	}
	if err == nil {
		there, err := models.Exists[models.Membership](tx, "user_id = ? AND organisation_id = ? AND ended_at IS NULL", user.ID, v.Organisation())
		if err != nil {
			return nil, err
		}
		if there {
			return nil, errMember
		}
	}
	return &models.Invitation{
		ID: models.NewID[models.Invitation](), OrganisationID: v.Organisation(), Email: email, Name: models.OneLine(in.Body.Name), Role: string(in.Body.Role),
		JobTitle: models.OneLine(in.Body.JobTitle), Influence: in.Body.Influence, InvitedBy: v.User(), IssuedAt: tx.Now, ExpiresAt: tx.Now.Add(invitationFor),
	}, nil
}

var errMember = models.Faulty(models.Conflict, "already-a-member", "This person already belongs to the company.")

// replace ends the open invitation of the same address.
func replace(tx *models.Tx, i *models.Invitation) error {
	_, err := models.UpdateWhere[models.Invitation](tx, map[string]any{"withdrawn_at": tx.Now},
		"organisation_id = ? AND email = ? AND accepted_at IS NULL AND withdrawn_at IS NULL", i.OrganisationID, i.Email)
	return err
}

func (s *Service) writeInvitation(tx *models.Tx, v identity.Viewer, company models.Organisation, i models.Invitation, token string) error {
	locale := company.Locale
	_, err := s.mail.Write(tx, "invitation:"+i.ID.String(), notify.To{Email: i.Email, Name: i.Name, Company: company.In(locale), Locale: locale},
		letter.Invitation{Inviter: v.Name(), Company: company.In(locale), Role: roleIn(locale, identity.Role(i.Role)), ValidFor: invitationFor,
			Link: s.mail.Link("/invitation/" + token)})
	return err
}

func invited(i models.Invitation) Member {
	return Member{ID: models.MembershipID{UUID: i.ID.UUID}, Name: i.Name, Email: i.Email, Role: identity.Role(i.Role), JobTitle: i.JobTitle,
		Influence: i.Influence, Invited: true, InvitedUntil: &i.ExpiresAt}
}

// roleIn is a role in the reader's words.
func roleIn(locale string, r identity.Role) string {
	words := roleWords[r]
	return models.NameIn(locale, words[0], words[1])
}

var roleWords = map[identity.Role][2]string{
	identity.Buyer:           {"менеджер по закупкам", "purchasing manager"},
	identity.Approver:        {"согласующий", "approver"},
	identity.Accountant:      {"бухгалтер", "accountant"},
	identity.CompanyAdmin:    {"администратор компании", "company administrator"},
	identity.SupplierManager: {"менеджер поставщика", "supplier manager"},
	identity.SupplierAdmin:   {"администратор поставщика", "supplier administrator"},
	identity.AccountManager:  {"аккаунт-менеджер", "account manager"},
	identity.HeadOfSales:     {"руководитель отдела продаж", "head of sales"},
	identity.Marketer:        {"маркетолог", "marketer"},
	identity.OperatorAdmin:   {"администратор портала", "portal administrator"},
}
