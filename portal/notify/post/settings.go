package post

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// settings are what the server's address says; [Open] documents it.
type settings struct {
	host           string
	port           int
	security       string
	user, password string
	connections    int
	timeout        time.Duration // for one message, from the first command to the last answer
	roots          *tls.Config
}

const (
	startTLS    = "starttls"
	implicitTLS = "tls"
	noTLS       = "none"
)

var defaultPorts = map[string]int{startTLS: 587, implicitTLS: 465, noTLS: 25}

func parse(address string) (settings, error) {
	bad := func(what string) (settings, error) {
		return settings{}, errors.New("mail address of the server: " + what)
	}
	u, err := url.Parse(address)
	if err != nil {
		// The parser's own words would repeat the password.
		return bad("not a URL; smtp://user:password@host:587?tls=starttls is one")
	}
	switch {
	case u.Scheme != "smtp":
		return bad("it begins with smtp://")
	case u.Hostname() == "":
		return bad("no host")
	case u.Path != "" && u.Path != "/", u.Fragment != "", u.Opaque != "":
		return bad("nothing but ?tls= and &connections= may follow the host")
	}
	s := settings{host: u.Hostname(), security: startTLS, connections: 4, timeout: time.Minute}
	if err := s.readQuery(u.RawQuery); err != nil {
		return bad(err.Error())
	}
	s.port = defaultPorts[s.security]
	if u.Port() != "" {
		if s.port, err = strconv.Atoi(u.Port()); err != nil || s.port < 1 || s.port > 65535 {
			return bad("the port is 1 to 65535")
		}
	}
	if u.User != nil {
		s.user = u.User.Username()
		s.password, _ = u.User.Password()
		if s.user == "" || s.password == "" {
			return bad("user and password come together")
		}
	}
	if s.password != "" && s.security == noTLS && !loopback(s.host) {
		return bad("a password over tls=none would be readable on the way")
	}
	return s, nil
}

func (s *settings) readQuery(raw string) error {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return errors.New("what follows the question mark cannot be read")
	}
	for name, values := range query {
		if len(values) != 1 {
			return fmt.Errorf("%s is said twice", name)
		}
		switch value := values[0]; name {
		case "tls":
			if _, known := defaultPorts[value]; !known {
				return errors.New("tls is starttls, tls or none")
			}
			s.security = value
		case "connections":
			if s.connections, err = strconv.Atoi(value); err != nil || s.connections < 1 || s.connections > 50 {
				return errors.New("connections is 1 to 50")
			}
		default:
			return fmt.Errorf("there is no setting %q", name)
		}
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// redacted takes the password out of what a server or a library says.
func (s settings) redacted(text string) string {
	if s.password == "" {
		return text
	}
	return strings.ReplaceAll(text, s.password, "[redacted]")
}

// String keeps the password out of logs that print the settings.
func (s settings) String() string {
	return fmt.Sprintf("smtp://%s:%d?tls=%s", s.host, s.port, s.security)
}

// GoString does the same for %#v.
func (s settings) GoString() string { return s.String() }

// sender is who the letters are from.
type sender struct {
	name, address, domain string
}

func parseSender(from string) (sender, error) {
	parsed, err := mail.ParseAddress(from)
	if err != nil {
		return sender{}, fmt.Errorf("sender %q is not an address", from)
	}
	_, domain, _ := strings.Cut(parsed.Address, "@")
	return sender{parsed.Name, parsed.Address, domain}, nil
}
