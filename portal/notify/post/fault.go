package post

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/wneessen/go-mail"
)

// Kind is how a delivery failed, for errors.Is.
type Kind string

const (
	// Permanent: the server refused for good, or the message cannot be sent at all. Trying again is of no use.
	Permanent Kind = "permanent"
	// Temporary: the server does not have the message. Try again later.
	Temporary Kind = "temporary"
	// Uncertain: the connection broke after the whole message was sent and before the answer came. The server may have it.
	Uncertain Kind = "uncertain"
)

func (k Kind) Error() string { return string(k) }

// Fault is how a delivery failed.
type Fault struct {
	// Code and Enhanced are the server's answer (550 and 5.1.1); 0 and "" where none came.
	Code     int
	Enhanced string
	// Recipient tells that it was the recipient's address which was refused.
	Recipient bool

	kind  Kind
	cause error
	text  string
	stale bool // the connection was dead before anything was said on it
}

func (f *Fault) Error() string { return fmt.Sprintf("mail: %s: %s", string(f.kind), f.text) }

// Unwrap gives the kind and, where there is one, the cause (context.Canceled, say).
func (f *Fault) Unwrap() []error {
	if f.cause == nil {
		return []error{f.kind}
	}
	return []error{f.kind, f.cause}
}

// Bounced tells that the address itself is no good (no such user, mailbox closed) and should not be written to again. A refusal
// for reasons of policy or of the server's own troubles says nothing about the address.
func (f *Fault) Bounced() bool {
	if f.kind != Permanent || !f.Recipient {
		return false
	}
	return f.Enhanced == "" || strings.HasPrefix(f.Enhanced, "5.1.") || strings.HasPrefix(f.Enhanced, "5.2.")
}

// dialFault is a server that cannot be reached, or that does not let us in: the recipients have no part in it.
func (s settings) dialFault(ctx context.Context, err error) *Fault {
	f := &Fault{kind: Temporary, text: s.redacted(fmt.Sprintf("%s:%d: %v", s.host, s.port, err))}
	switch {
	case ctx.Err() != nil:
		f.cause = ctx.Err()
	case errors.Is(err, ErrClosed):
		f.cause = ErrClosed
	}
	return f
}

// classify reads the library's error by the command at which it happened.
func classify(ctx context.Context, err error) *Fault {
	f := &Fault{kind: Temporary, text: err.Error(), cause: ctx.Err()}
	var sent *mail.SendError
	if !errors.As(err, &sent) {
		return f
	}
	f.Code, f.Enhanced = sent.ErrorCode(), sent.EnhancedStatusCode()
	// The library goes on to name the recipient, who has no place in a log.
	f.text, _, _ = strings.Cut(f.text, ", affected ")
	refused := f.Code >= 500
	switch sent.Reason {
	case mail.ErrConnCheck:
		f.stale = true
	case mail.ErrSMTPRcptTo:
		f.Recipient = true
		if refused {
			f.kind = Permanent
		}
	case mail.ErrSMTPData:
		if refused {
			f.kind = Permanent
		}
	case mail.ErrSMTPDataClose:
		switch {
		case refused:
			f.kind = Permanent
		case f.Code == 0:
			f.kind = Uncertain
		}
	case mail.ErrGetSender, mail.ErrGetRcpts, mail.ErrNoUnencoded:
		f.kind = Permanent
	}
	return f
}
