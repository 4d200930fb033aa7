// Package notify writes to people and sees to it that what was written arrives: never lost, never doubled.
//
// A mail is a row in the transaction that gives rise to it; a job delivers it after commit. The row moves from queued to
// sending, which is committed before the mail server is spoken to, and from there to what came of it. A process that dies
// in between leaves a row in sending: nobody can know whether that mail went out. A reminder is then marked uncertain and
// not sent again; anything else is sent again under the same Message-ID.
package notify

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify/letter"
	"povtor/portal/notify/post"
	"povtor/portal/wording"
)

// Options say how mails look and leave.
type Options struct {
	Keys   identity.Keys // sign the links that unsubscribe
	Post   Post          // nil: there is no mail server, mails stay in the outbox
	Base   string        // how people reach the portal: https://portal.example.com
	Portal string        // what the operator calls it; empty: Povtor
	Open   bool          // anybody may read the outbox: the demo
	Papers Papers        // nil: mails carry no invoices
	Lease  time.Duration // a try that takes longer has died; 0: two minutes
}

// Post hands mails to a mail server; [post.Sender] is one.
type Post interface {
	Send(ctx context.Context, m post.Message) error
}

// Papers prints an invoice for a mail to carry.
type Papers func(ctx context.Context, v identity.Viewer, id models.InvoiceID) (post.Attachment, error)

// Manner is what a kind of mail asks of its delivery.
type Manner struct {
	// Reminder is mail that is rather lost than sent twice, and not sent a day late.
	Reminder bool
	// Secret is mail with a key in it: once a mail server has it, what it says is not kept.
	Secret bool
	// Still is asked at the moment of sending, in the transaction that claims the mail. It may rewrite the mail, or say why
	// it is not to be sent any more.
	Still func(tx *models.Tx, m *models.Message) (drop string, err error)
	// Sent is told in the transaction that notes it.
	Sent func(tx *models.Tx, m models.Message) error
}

// Service keeps the outbox.
type Service struct {
	db      *models.DB
	options Options
	manners map[letter.Kind]Manner
}

// New makes the service.
func New(db *models.DB, o Options) *Service {
	if o.Lease == 0 {
		o.Lease = 2 * time.Minute
	}
	if o.Portal == "" {
		o.Portal = "Povtor"
	}
	return &Service{db: db, options: o, manners: map[letter.Kind]Manner{}}
}

// Mind sets the manner of a kind of mail; at the start, before anything is delivered.
func (s *Service) Mind(kind letter.Kind, m Manner) { s.manners[kind] = m }

// Link is the address of a page of the portal.
func (s *Service) Link(path string) string { return s.options.Base + path }

// To is whom a mail is for.
type To struct {
	User    *models.UserID
	Client  *models.OrganisationID
	Email   string
	Name    string
	Company string
	Locale  string
}

// Write renders a letter and queues it; see [Service.Queue]. A step of the system's own transactions.
func (s *Service) Write(tx *models.Tx, key string, to To, about letter.About, change ...func(*models.Message)) (models.MessageID, error) {
	m, err := s.Compose(tx, to, about)
	if err != nil {
		return models.MessageID{}, err
	}
	m.DedupeKey = key
	for _, c := range change {
		c(&m)
	}
	return s.Queue(tx, m)
}

// Compose renders a letter as a mail that has not been queued.
func (s *Service) Compose(tx *models.Tx, to To, about letter.About) (m models.Message, err error) {
	from, err := s.sender(tx, to.Locale)
	if err != nil {
		return m, err
	}
	l, err := letter.Render(wording.Of(to.Locale), from, letter.Reader{Name: firstName(to.Name), Company: to.Company}, about)
	if err != nil {
		return m, err
	}
	return models.Message{Kind: string(l.Kind), ClientID: to.Client, UserID: to.User, Recipient: to.Email, Locale: to.Locale,
		Subject: l.Subject, HTML: l.HTML, Text: l.Text, Headers: l.Headers}, nil
}

// sender is the operator, with the postal address that commercial mail must carry.
func (s *Service) sender(tx *models.Tx, locale string) (letter.Sender, error) {
	operators, err := models.List[models.Organisation](tx, "created_at, id LIMIT 1", "kind = ?", models.OperatorKind)
	if err != nil || len(operators) == 0 {
		return letter.Sender{Portal: s.options.Portal, Imprint: s.options.Portal}, err
	}
	o := operators[0]
	imprint := o.LegalName
	if imprint == "" || locale == "en" {
		imprint = o.In(locale)
	}
	if o.Address != "" {
		imprint += ", " + o.Address
	}
	return letter.Sender{Portal: s.options.Portal, Imprint: imprint}, nil
}

// Queue keeps a mail to be delivered after the transaction has committed. The same dedupe key is the same mail: it is
// queued once, however often it is asked for, and the zero id says that it was there already.
func (s *Service) Queue(tx *models.Tx, m models.Message) (models.MessageID, error) {
	m.ID, m.State, m.CreatedAt, m.DueAt = models.NewID[models.Message](), models.MessageQueued, tx.Now, tx.Now
	if m.Headers == nil {
		m.Headers = map[string]string{}
	}
	fresh, err := models.InsertIfNew(tx, &m)
	if err != nil || !fresh {
		return models.MessageID{}, err
	}
	return m.ID, tx.Enqueue(Deliver{m.ID})
}
