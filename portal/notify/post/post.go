// Package post hands letters to an SMTP server and says what became of them.
//
// A delivery ends in one of four ways, and the difference decides what follows: nil, the server has it; Permanent, it will never
// have it; Temporary, it does not have it now; Uncertain, the line broke while the server was deciding, and sending again may
// double the letter. Every letter carries a stable Message-ID, so that a doubled one can be told.
package post

import (
	"context"
	"errors"
	"sync"
)

// Sender keeps connections to one SMTP server and reuses them. It may be used by many goroutines.
type Sender struct {
	settings settings
	from     sender
	dkim     *key
	slots    chan struct{} // one for each connection that may be open

	mu     sync.Mutex
	idle   []*line
	closed bool
}

// Option changes how a Sender works.
type Option func(*Sender) error

// ErrClosed is what a closed Sender answers; it is Temporary.
var ErrClosed = errors.New("sender is closed")

// Open reads where to send, and from whom; it connects to nobody yet. From is an address with or without a name, such as
// "Povtor <noreply@portal.example>". The server's address is
//
//	smtp://[user:password@]host[:port][?tls=starttls|tls|none][&connections=N]
//
//	tls=starttls     the default: the line must become encrypted before anything is said on it; port 587
//	tls=tls          encrypted from the first byte; port 465
//	tls=none         in the clear; port 25. A password is refused unless the host is this machine
//	connections=N    at most N connections at a time, 1 to 50; 4 if not said
//
// The server's certificate is always checked against its name. Reserved characters in user and password are percent-encoded.
// Anything else in the address is an error, which never repeats the password.
func Open(mailURL, from string, options ...Option) (*Sender, error) {
	where, err := parse(mailURL)
	if err != nil {
		return nil, err
	}
	who, err := parseSender(from)
	if err != nil {
		return nil, err
	}
	s := &Sender{settings: where, from: who, slots: make(chan struct{}, where.connections)}
	for _, option := range options {
		if err := option(s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Send delivers one message. The error, if any, is a *Fault; it is Permanent, Temporary or Uncertain by errors.Is.
//
// A connection that went stale between two messages is replaced at once; everything else is left to the caller to try again.
func (s *Sender) Send(ctx context.Context, m Message) error {
	letter, err := s.compose(m)
	if err != nil {
		return &Fault{kind: Permanent, cause: err, text: err.Error()}
	}
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return &Fault{kind: Temporary, cause: ctx.Err(), text: "no free connection: " + ctx.Err().Error()}
	}
	for {
		l, err := s.line(ctx)
		if err != nil {
			return s.settings.dialFault(ctx, err)
		}
		reused := l.sent > 0
		fault := l.send(ctx, letter)
		s.put(l)
		if reused && fault != nil && fault.stale {
			continue
		}
		if fault != nil {
			fault.text = s.settings.redacted(fault.text)
			return fault
		}
		return nil
	}
}

// Close says goodbye on every connection. Messages that are being sent go out first if their context allows; later ones are refused.
func (s *Sender) Close() error {
	s.mu.Lock()
	idle := s.idle
	s.idle, s.closed = nil, true
	s.mu.Unlock()
	for _, l := range idle {
		l.quit()
	}
	return nil
}

// line takes the connection that was used last, or opens one.
func (s *Sender) line(ctx context.Context) (*line, error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, ErrClosed
	}
	if last := len(s.idle) - 1; last >= 0 {
		l := s.idle[last]
		s.idle = s.idle[:last]
		s.mu.Unlock()
		return l, nil
	}
	s.mu.Unlock()
	return dial(ctx, s.settings, s.from.domain)
}

// put keeps a sound connection for the next message.
func (s *Sender) put(l *line) {
	s.mu.Lock()
	keep := !l.broken && l.sent < perConnection && !s.closed
	if keep {
		s.idle = append(s.idle, l)
	}
	s.mu.Unlock()
	if !keep {
		l.quit()
	}
}
