package notify

import (
	"context"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Preferences are what a person wants to hear from the portal about the company they act in.
type Preferences struct {
	Nudges bool `json:"nudges" doc:"Reminders to reorder, by mail."`
}

// Preferences are the viewer's own.
func (s *Service) Preferences(ctx context.Context, v identity.Viewer, _ struct{}) (Preferences, error) {
	return models.Read(ctx, s.db, v.To(identity.PreferenceEdit), func(tx *models.Tx) (Preferences, error) {
		yes, err := models.Consents(tx, v.User(), v.Organisation(), models.NudgeConsent)
		return Preferences{yes}, err
	})
}

// PreferencesInput is what they want from now on.
type PreferencesInput struct{ Body Preferences }

// SetPreferences keeps the viewer's word; the earlier ones stay on record.
func (s *Service) SetPreferences(ctx context.Context, v identity.Viewer, in PreferencesInput) (Preferences, error) {
	return models.In(ctx, s.db, v.To(identity.PreferenceEdit), func(tx *models.Tx) (Preferences, error) {
		return in.Body, giveConsent(tx, v.User(), v.Organisation(), in.Body.Nudges, models.ConsentByPreferences)
	})
}

func giveConsent(tx *models.Tx, user models.UserID, client models.OrganisationID, granted bool, source string) error {
	changed, err := models.GiveConsent(tx, user, client, models.NudgeConsent, granted, source)
	if err != nil || !changed {
		return err
	}
	return tx.Audit(models.Audit{Action: "consent.changed", Subject: "user:" + user.String(),
		Detail: map[string]any{"kind": models.NudgeConsent, "granted": granted, "source": source, "client": client.String()}})
}

const (
	unsubscribePurpose = "unsubscribe"
	unsubscribeFor     = 5 * 365 * 24 * time.Hour // old mail must still unsubscribe
)

// UnsubscribeLink is the address, in every reminder, that ends them for that person and company: a page to people, one
// click to their mail program (RFC 8058).
func (s *Service) UnsubscribeLink(user models.UserID, client models.OrganisationID, now time.Time) string {
	return s.Link("/unsubscribe/" + s.options.Keys.SignLink(unsubscribePurpose, user.String()+" "+client.String(), now.Add(unsubscribeFor)))
}

// UnsubscribeInput is a link's token.
type UnsubscribeInput struct {
	Token string `path:"token" maxLength:"600"`
}

// Subscription is whom a link speaks for, without giving them away.
type Subscription struct {
	Email   string `json:"email_masked" example:"o***@example.com"`
	Company string `json:"company"`
	Nudges  bool   `json:"nudges" doc:"Whether they get reminders now."`
}

// Subscription shows what a link would end. Anybody with the link may; it changes nothing.
func (s *Service) Subscription(ctx context.Context, v identity.Viewer, in UnsubscribeInput) (Subscription, error) {
	return models.Read(ctx, s.db, identity.System("unsubscribe").To(identity.SystemWork), func(tx *models.Tx) (Subscription, error) {
		user, client, err := s.subscriber(tx, in.Token)
		if err != nil {
			return Subscription{}, err
		}
		yes, err := models.Consents(tx, user.ID, client.ID, models.NudgeConsent)
		locale := v.Locale()
		if locale == "" {
			locale = user.Locale
		}
		return Subscription{Email: masked(user.Email), Company: client.In(locale), Nudges: yes}, err
	})
}

// Unsubscribe ends the reminders of the person and company the link speaks for. Anybody with the link may, as often as
// they like.
func (s *Service) Unsubscribe(ctx context.Context, _ identity.Viewer, in UnsubscribeInput) (struct{}, error) {
	return s.unsubscribe(ctx, in, models.ConsentByLink)
}

// UnsubscribeInOneClick is Unsubscribe by the mail program's own button (RFC 8058): no page, no session.
func (s *Service) UnsubscribeInOneClick(ctx context.Context, _ identity.Viewer, in UnsubscribeInput) (struct{}, error) {
	return s.unsubscribe(ctx, in, models.ConsentByOneClick)
}

func (s *Service) unsubscribe(ctx context.Context, in UnsubscribeInput, source string) (none struct{}, err error) {
	return models.In(ctx, s.db, identity.System("unsubscribe").To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		user, client, err := s.subscriber(tx, in.Token)
		if err != nil {
			return none, err
		}
		return none, giveConsent(tx, user.ID, client.ID, false, source)
	})
}

func (s *Service) subscriber(tx *models.Tx, token string) (*models.User, *models.Organisation, error) {
	text, err := s.options.Keys.ReadLink(unsubscribePurpose, token, tx.Now)
	if err != nil {
		return nil, nil, err
	}
	first, second, _ := strings.Cut(text, " ")
	userID, err := models.ParseID[models.User](first)
	if err != nil {
		return nil, nil, err
	}
	clientID, err := models.ParseID[models.Organisation](second)
	if err != nil {
		return nil, nil, err
	}
	user, err := models.Get(tx, userID)
	if err != nil {
		return nil, nil, err
	}
	client, err := models.Get(tx, clientID)
	return user, client, err
}

// masked lets a person recognise their own address and nobody else learn it.
func masked(email string) string {
	name, domain, _ := strings.Cut(email, "@")
	if first := []rune(name); len(first) > 0 {
		return string(first[0]) + "***@" + domain
	}
	return "***@" + domain
}
