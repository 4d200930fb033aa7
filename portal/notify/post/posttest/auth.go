package posttest

import (
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// AuthMechanisms offers PLAIN where a password is asked for.
func (s *session) AuthMechanisms() []string {
	if s.sink.options.User == "" {
		return nil
	}
	return []string{sasl.Plain}
}

// Auth lets the one user in.
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.sink.options.User || password != s.sink.options.Password {
			return smtp.ErrAuthFailed
		}
		s.in = true
		return nil
	}), nil
}
