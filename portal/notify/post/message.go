package post

import (
	"bytes"
	"errors"
	"fmt"
	"net/mail"
	"net/textproto"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
)

// Message is one letter to one address.
type Message struct {
	// ID is the letter's own and the same on every attempt; Message-ID is made of it and the sender's domain. Letters, digits,
	// dots, hyphens and underscores.
	ID string
	// Date of the letter, the same on every attempt.
	Date time.Time
	// To is an address with or without a name.
	To          string
	Subject     string
	HTML, Text  string // at least the text
	Headers     map[string]string
	Attachments []Attachment
}

// Attachment is a file that travels with the letter.
type Attachment struct {
	Name        string // as the reader sees it: "Счёт МС-2026-000214.pdf"
	ContentType string // "application/pdf"
	Data        []byte
}

var (
	idRule     = regexp.MustCompile(`^[A-Za-z0-9._-]{1,128}$`)
	headerRule = regexp.MustCompile(`^[A-Za-z0-9-]{1,64}$`)
	typeRule   = regexp.MustCompile(`^[a-z0-9.+-]+/[a-z0-9.+-]+$`)

	// ours are the headers that a caller may not set: they decide who gets what from whom.
	ours = []string{"From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Return-Path", "Subject", "Date", "Message-Id", "Mime-Version", "Dkim-Signature", "Received"}
)

// check reports everything that keeps the message from being sent.
func (m Message) check() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if !idRule.MatchString(m.ID) {
		fault("message id %q is not letters, digits, dots, hyphens and underscores", m.ID)
	}
	if _, err := mail.ParseAddress(m.To); err != nil {
		fault("recipient is not an address")
	}
	if m.Date.IsZero() {
		fault("no date")
	}
	if m.Text == "" {
		fault("no text")
	}
	if broken(m.Subject) {
		fault("the subject breaks its line")
	}
	for name, value := range m.Headers {
		canonical := textproto.CanonicalMIMEHeaderKey(name)
		switch {
		case !headerRule.MatchString(name), slices.Contains(ours, canonical), strings.HasPrefix(canonical, "Content-"):
			fault("header %q is not the caller's to set", name)
		case broken(value):
			fault("header %s breaks its line", name)
		}
	}
	for _, a := range m.Attachments {
		if a.Name == "" || broken(a.Name) || !typeRule.MatchString(a.ContentType) {
			fault("attachment %q of type %q", a.Name, a.ContentType)
		}
	}
	return errors.Join(faults...)
}

func broken(line string) bool { return strings.ContainsFunc(line, unicode.IsControl) }

// compose writes the message in the library's terms, and signs it if there is a key.
func (s *Sender) compose(m Message) (*gomail.Msg, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := letter.FromFormat(s.from.name, s.from.address); err != nil {
		return nil, errors.New("sender is not an address")
	}
	if err := letter.To(m.To); err != nil {
		return nil, errors.New("recipient is not an address")
	}
	letter.Subject(m.Subject)
	letter.SetMessageIDWithValue(m.ID + "@" + s.from.domain)
	letter.SetDateWithValue(m.Date)
	for name, value := range m.Headers {
		letter.SetGenHeader(gomail.Header(name), value)
	}
	letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		letter.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	for _, a := range m.Attachments {
		letter.AttachReadSeeker(a.Name, bytes.NewReader(a.Data), gomail.WithFileContentType(gomail.ContentType(a.ContentType)))
	}
	if s.dkim == nil {
		return letter, nil
	}
	return letter, s.dkim.sign(letter, m)
}
