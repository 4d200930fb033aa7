package notify

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Mail is a mail as the outbox lists it.
type Mail struct {
	ID        models.MessageID    `json:"id"`
	Kind      string              `json:"kind" example:"nudge"`
	Recipient string              `json:"recipient"`
	Subject   string              `json:"subject"`
	CreatedAt time.Time           `json:"created_at"`
	State     models.MessageState `json:"state" enum:"queued,sending,sent,refused,uncertain,dropped"`
	Reason    string              `json:"reason,omitempty" doc:"Why it was refused, dropped or put back."`
}

// WholeMail is a mail with what it says.
type WholeMail struct {
	Mail
	HTML    string            `json:"html"`
	Text    string            `json:"text"`
	Headers map[string]string `json:"headers"`
}

// OutboxInput pages the list.
type OutboxInput struct {
	Limit int    `query:"limit" default:"24" minimum:"1" maximum:"100"`
	After string `query:"after" maxLength:"300"`
}

// Outbox lists the mails of a portal that is tried out, the newest first; anywhere else there is no such list.
func (s *Service) Outbox(ctx context.Context, _ identity.Viewer, in OutboxInput) (page models.Page[Mail], err error) {
	var (
		at time.Time
		id models.MessageID
	)
	if err := s.open(); err != nil {
		return page, err
	}
	more, err := models.ReadCursor(in.After, &at, &id)
	if err != nil {
		return page, err
	}
	return models.Read(ctx, s.db, identity.System("outbox").To(identity.SystemWork), func(tx *models.Tx) (models.Page[Mail], error) {
		mails, err := models.Outbox(tx, more, at, id, in.Limit+1)
		return models.MapPage(models.PageOf(mails, in.Limit, func(m models.Message) models.Cursor { return models.Cursor{m.CreatedAt, m.ID} }), mailOf), err
	})
}

// OutboxMailInput names a mail.
type OutboxMailInput struct {
	ID models.MessageID `path:"id"`
}

// OutboxMail is one of them with what it says.
func (s *Service) OutboxMail(ctx context.Context, _ identity.Viewer, in OutboxMailInput) (WholeMail, error) {
	if err := s.open(); err != nil {
		return WholeMail{}, err
	}
	return models.Read(ctx, s.db, identity.System("outbox").To(identity.SystemWork), func(tx *models.Tx) (WholeMail, error) {
		m, err := models.Get(tx, in.ID)
		if err != nil {
			return WholeMail{}, err
		}
		return WholeMail{Mail: mailOf(*m), HTML: m.HTML, Text: m.Text, Headers: m.Headers}, nil
	})
}

func (s *Service) open() error {
	if !s.options.Open {
		return models.Faulty(models.NotFound, "not-found", "There is no outbox to read here.")
	}
	return nil
}

func mailOf(m models.Message) Mail {
	return Mail{ID: m.ID, Kind: m.Kind, Recipient: m.Recipient, Subject: m.Subject, CreatedAt: m.CreatedAt, State: m.State, Reason: m.Reason}
}
