package notify

import (
	"context"
	"errors"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify/letter"
	"povtor/portal/notify/post"
)

// Deliver is the job of one mail.
type Deliver struct {
	Message models.MessageID `json:"message"`
}

// Kind names the job.
func (Deliver) Kind() string { return "deliver_mail" }

// patience is how long a mail that cannot be handed over is tried; it outlasts a weekend.
const patience = 4 * 24 * time.Hour

// waits are the pauses after a failed try; the last one repeats.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour}

// Deliver hands one mail over, unless somebody else is at it or it is done. What fails for now is put back with a later
// time; the sweep calls again. The system's own.
func (s *Service) Deliver(ctx context.Context, v identity.Viewer, in Deliver) (none struct{}, err error) {
	m, err := models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (*models.Message, error) { return s.claim(tx, in.Message) })
	if err != nil || m == nil {
		return none, err
	}
	handed := s.hand(ctx, v, *m)
	// What became of it is kept even when the program is being stopped.
	_, err = models.In(context.WithoutCancel(ctx), s.db, v.To(identity.SystemWork), func(tx *models.Tx) (struct{}, error) {
		return none, s.settle(tx, m.ID, handed)
	})
	return none, err
}

// claim takes a mail to be handed over; nil where there is nothing to hand over.
func (s *Service) claim(tx *models.Tx, id models.MessageID) (*models.Message, error) {
	m, err := models.Lock(tx, id)
	if err != nil || m.State != models.MessageQueued || tx.Now.Before(m.DueAt) {
		return nil, err
	}
	drop, err := s.objection(tx, m)
	if err != nil {
		return nil, err
	}
	if drop != "" {
		m.State, m.Reason = models.MessageDropped, drop
		return nil, models.Update(tx, m, "state", "reason")
	}
	if tx.Now.Before(m.DueAt) {
		return nil, models.Update(tx, m, "due_at")
	}
	m.Attempts++
	m.State, m.ClaimedAt = models.MessageSending, &tx.Now
	if s.options.Post == nil {
		return nil, s.sent(tx, m)
	}
	return m, models.Update(tx, m, "state", "claimed_at", "attempts", "subject", "html", "text", "headers")
}

// objection says why a mail is not to be sent any more.
func (s *Service) objection(tx *models.Tx, m *models.Message) (string, error) {
	reason, err := models.Suppressed(tx, m.Recipient)
	if err != nil {
		return "", err
	}
	if reason != "" {
		return "suppressed: " + reason, nil
	}
	if tx.Now.Sub(m.CreatedAt) > patience {
		return "too late", nil
	}
	if still := s.manners[letter.Kind(m.Kind)].Still; still != nil {
		return still(tx, m)
	}
	return "", nil
}

// hand speaks to the mail server, within half the time after which the try counts as dead.
func (s *Service) hand(ctx context.Context, v identity.Viewer, m models.Message) error {
	ctx, cancel := context.WithTimeout(ctx, s.options.Lease/2)
	defer cancel()
	mail := post.Message{ID: m.ID.String(), Date: m.CreatedAt, To: m.Recipient, Subject: m.Subject, HTML: m.HTML, Text: m.Text, Headers: m.Headers}
	if m.InvoiceID != nil && s.options.Papers != nil {
		paper, err := s.options.Papers(ctx, v, *m.InvoiceID)
		if err != nil {
			return err
		}
		mail.Attachments = append(mail.Attachments, paper)
	}
	return s.options.Post.Send(ctx, mail)
}

// settle notes what became of a try.
func (s *Service) settle(tx *models.Tx, id models.MessageID, handed error) error {
	m, err := models.Lock(tx, id)
	if err != nil {
		return err
	}
	if handed == nil {
		return s.sent(tx, m)
	}
	if m.State != models.MessageSending {
		return nil
	}
	m.Reason = handed.Error()
	switch {
	case errors.Is(handed, post.Permanent):
		m.State = models.MessageRefused
		if err := suppressBounced(tx, m.Recipient, handed); err != nil {
			return err
		}
	case errors.Is(handed, post.Uncertain) && s.manners[letter.Kind(m.Kind)].Reminder:
		m.State = models.MessageUncertain
	default:
		m.State, m.DueAt = models.MessageQueued, tx.Now.Add(waits[min(m.Attempts, len(waits))-1])
	}
	return models.Update(tx, m, "state", "reason", "due_at")
}

// suppressBounced keeps an address that does not exist from being written to again.
func suppressBounced(tx *models.Tx, email string, refusal error) error {
	if f, ok := errors.AsType[*post.Fault](refusal); !ok || !f.Bounced() {
		return nil
	}
	return models.Suppress(tx, email, "bounced")
}

func (s *Service) sent(tx *models.Tx, m *models.Message) error {
	m.State, m.Reason, m.SentAt = models.MessageSent, "", &tx.Now
	if s.options.Post != nil && s.manners[letter.Kind(m.Kind)].Secret {
		m.HTML, m.Text = "", ""
	}
	if err := models.Update(tx, m, "state", "reason", "sent_at", "claimed_at", "attempts", "subject", "html", "text", "headers"); err != nil {
		return err
	}
	if tell := s.manners[letter.Kind(m.Kind)].Sent; tell != nil {
		return tell(tx, *m)
	}
	return nil
}

// Sweep is the job that looks for what was left behind.
type Sweep struct{}

// Kind names the job.
func (Sweep) Kind() string { return "sweep_mail" }

const sweepAtATime = 500

// Swept says what a sweep found.
type Swept struct{ Queued, Uncertain int }

// Sweep settles the mails whose sender has died, and queues again those whose time has come. The system's own, once a
// minute.
func (s *Service) Sweep(ctx context.Context, v identity.Viewer, _ Sweep) (out Swept, err error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (out Swept, err error) {
		stuck, err := models.StuckMessages(tx, tx.Now.Add(-s.options.Lease), sweepAtATime)
		if err != nil {
			return out, err
		}
		for _, id := range stuck {
			uncertain, err := s.unstick(tx, id)
			if err != nil {
				return out, err
			}
			if uncertain {
				out.Uncertain++
			}
		}
		due, err := models.DueMessages(tx, sweepAtATime)
		if err != nil {
			return out, err
		}
		for _, id := range due {
			if err := tx.Enqueue(Deliver{id}); err != nil {
				return out, err
			}
			out.Queued++
		}
		return out, nil
	})
}

// unstick decides about a mail whose sender has died: nobody knows whether it went out.
func (s *Service) unstick(tx *models.Tx, id models.MessageID) (uncertain bool, err error) {
	m, err := models.Lock(tx, id)
	if err != nil || m.State != models.MessageSending {
		return false, err
	}
	const died = "the sender died while handing it over"
	m.State, m.Reason, m.DueAt = models.MessageQueued, died, tx.Now
	if s.manners[letter.Kind(m.Kind)].Reminder {
		m.State = models.MessageUncertain
	}
	return m.State == models.MessageUncertain, models.Update(tx, m, "state", "reason", "due_at")
}
