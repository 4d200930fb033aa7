// Package posttest is an SMTP server for tests: it keeps what it is sent, and can be told to be slow, to refuse and to hang up.
package posttest

import (
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// HangUp, returned by a hook, cuts the connection without an answer.
const HangUp hangUp = "hang up"

type hangUp string

func (h hangUp) Error() string { return string(h) }

// Refusal, returned by a hook, is the server's answer: a code such as 450 or 550, an enhanced code such as "5.1.1" and a text.
func Refusal(code int, enhanced [3]int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: text}
}

// Hooks are asked at the turns of a delivery; each may sleep, and may return Refusal(...) or HangUp. A nil hook lets everything pass.
type Hooks struct {
	Sender    func(from string) error // at MAIL FROM
	Recipient func(to string) error   // at RCPT TO
	Content   func() error            // after DATA, before the content is read
	// Received is asked after the content, before it is kept and answered: what is refused or cut here is not delivered.
	Received func(Mail) error
	// Kept is asked after the message is kept and before it is answered: a HangUp here leaves the sender uncertain.
	Kept func(Mail) error
}

// Options of a Sink; the zero value listens on loopback at a free port, in the clear, and lets everybody in.
type Options struct {
	Addr           string // "127.0.0.1:0" if empty
	TLS            *tls.Config
	ImplicitTLS    bool // encrypted from the first byte instead of by STARTTLS
	User, Password string
}

// Sink is the server.
type Sink struct {
	server      *smtp.Server
	listener    net.Listener
	options     Options
	connections atomic.Int64

	mu    sync.Mutex
	hooks Hooks
	mails []Mail
	kept  chan struct{} // closed and replaced at every message
}

// Start runs a Sink until the test ends.
func Start(t testing.TB, options Options) *Sink {
	t.Helper()
	s, err := Listen(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// Listen runs a Sink until Close.
func Listen(options Options) (*Sink, error) {
	if options.Addr == "" {
		options.Addr = "127.0.0.1:0"
	}
	listener, err := net.Listen("tcp", options.Addr)
	if err != nil {
		return nil, err
	}
	s := &Sink{listener: listener, options: options, kept: make(chan struct{})}
	s.server = smtp.NewServer(s)
	s.server.Domain, s.server.AllowInsecureAuth, s.server.EnableSMTPUTF8 = "localhost", true, true
	s.server.TLSConfig = options.TLS
	s.server.ErrorLog = log.New(io.Discard, "", 0)
	if options.ImplicitTLS {
		listener = tls.NewListener(listener, options.TLS)
	}
	go func() { _ = s.server.Serve(listener) }()
	return s, nil
}

// Addr is the host and port that it listens at.
func (s *Sink) Addr() string { return s.listener.Addr().String() }

// URL is what a program is given as the address of its mail server.
func (s *Sink) URL() string {
	security, user := "none", ""
	if s.options.TLS != nil {
		security = "starttls"
	}
	if s.options.ImplicitTLS {
		security = "tls"
	}
	if s.options.User != "" {
		user = s.options.User + ":" + s.options.Password + "@"
	}
	return "smtp://" + user + s.Addr() + "?tls=" + security
}

// Close hangs up on everybody.
func (s *Sink) Close() {
	_ = s.listener.Close()
	_ = s.server.Close()
}

// Set replaces the hooks from the next command on.
func (s *Sink) Set(hooks Hooks) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hooks = hooks
}

// Mails are the messages kept so far.
func (s *Sink) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.mails)
}

// Connections is how many times somebody connected.
func (s *Sink) Connections() int { return int(s.connections.Load()) }

// Wait waits until n messages are kept, and tells whether they came in time.
func (s *Sink) Wait(n int, patience time.Duration) bool {
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for {
		s.mu.Lock()
		enough, kept := len(s.mails) >= n, s.kept
		s.mu.Unlock()
		if enough {
			return true
		}
		select {
		case <-kept:
		case <-timeout.C:
			return false
		}
	}
}

// NewSession makes a Sink the server's backend.
func (s *Sink) NewSession(c *smtp.Conn) (smtp.Session, error) {
	s.connections.Add(1)
	return &session{sink: s, conn: c}, nil
}

func (s *Sink) current() Hooks {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hooks
}

func (s *Sink) keep(m Mail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = append(s.mails, m)
	close(s.kept)
	s.kept = make(chan struct{})
}

type session struct {
	sink *Sink
	conn *smtp.Conn
	mail Mail
	in   bool
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.sink.options.User != "" && !s.in {
		return smtp.ErrAuthRequired
	}
	s.mail = Mail{From: from}
	if ask := s.sink.current().Sender; ask != nil {
		return s.answer(ask(from))
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if ask := s.sink.current().Recipient; ask != nil {
		if err := ask(to); err != nil {
			return s.answer(err)
		}
	}
	s.mail.To = append(s.mail.To, to)
	return nil
}

func (s *session) Data(content io.Reader) error {
	hooks := s.sink.current()
	if hooks.Content != nil {
		if err := hooks.Content(); err != nil {
			return s.answer(err)
		}
	}
	raw, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	m := s.mail
	m.Raw = raw
	if hooks.Received != nil {
		if err := hooks.Received(m); err != nil {
			return s.answer(err)
		}
	}
	s.sink.keep(m)
	if hooks.Kept != nil {
		return s.answer(hooks.Kept(m))
	}
	return nil
}

// answer hangs up if it was told to.
func (s *session) answer(err error) error {
	if errors.Is(err, HangUp) {
		_ = s.conn.Conn().Close()
	}
	return err
}

func (s *session) Reset()        { s.mail = Mail{} }
func (s *session) Logout() error { return nil }
