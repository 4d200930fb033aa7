package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"povtor/portal/billing/gateway"
	"povtor/portal/identity"
)

// config is what the environment says; flags say the rest.
type config struct {
	databaseURL                         string
	secret                              identity.Secret
	mailURL                             string // empty: mails wait in the outbox
	mailFrom                            string
	dkimDomain                          string // empty: mails are not signed
	dkimSelector, dkimKey               string
	stripeKey, stripeSecrets, stripeURL string   // empty: nobody is paid by card
	baseURL                             string   // how people reach the portal from a mail
	proxies                             []string // whose word on a caller's address is taken
	logLevel                            slog.Level
	badLevel                            bool // LOG_LEVEL is none
}

// configFrom reads the environment; [config.unsound] says what is wrong with it.
func configFrom(env func(string) string) config {
	c := config{
		databaseURL: env("DATABASE_URL"), secret: identity.Secret(env("POVTOR_SECRET")),
		mailURL: env("MAIL_URL"), mailFrom: env("MAIL_FROM"),
		dkimDomain: env("DKIM_DOMAIN"), dkimSelector: env("DKIM_SELECTOR"), dkimKey: env("DKIM_KEY"), baseURL: strings.TrimSuffix(env("BASE_URL"), "/"),
	}
	c.stripeKey, c.stripeSecrets, c.stripeURL = env("STRIPE_SECRET_KEY"), env("STRIPE_WEBHOOK_SECRET"), env("STRIPE_API_URL")
	if c.mailFrom == "" {
		c.mailFrom = "Povtor <povtor@localhost>"
	}
	if proxies := env("TRUSTED_PROXIES"); proxies != "" {
		for proxy := range strings.SplitSeq(proxies, ",") {
			c.proxies = append(c.proxies, strings.TrimSpace(proxy))
		}
	}
	if level := env("LOG_LEVEL"); level != "" {
		c.badLevel = c.logLevel.UnmarshalText([]byte(level)) != nil
	}
	return c
}

// forServing is everything that a real installation lacks or has wrong.
func (c config) forServing() error {
	var wrong []error
	if c.databaseURL == "" {
		wrong = append(wrong, errors.New("DATABASE_URL is missing: the address of a Postgres database (to try Povtor without one: povtor demo)"))
	}
	if len(c.secret) < 32 {
		wrong = append(wrong, errors.New("POVTOR_SECRET is missing or short: 32 random characters or more, the same for every copy; it signs sessions and links"))
	}
	if c.baseURL == "" {
		wrong = append(wrong, errors.New("BASE_URL is missing: how people reach the portal, such as https://portal.example.com; links in mails begin with it"))
	}
	return errors.Join(append(wrong, c.unsound()...)...)
}

// unsound is everything that is set and cannot be meant.
func (c config) unsound() (wrong []error) {
	say := func(ok bool, text string) {
		if !ok {
			wrong = append(wrong, errors.New(text))
		}
	}
	say(!c.badLevel, "LOG_LEVEL is not one of debug, info, warn, error")
	if c.baseURL != "" {
		u, err := url.Parse(c.baseURL)
		say(err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil && u.RawQuery == "" && u.Fragment == "",
			"BASE_URL is not an address that begins with http:// or https://, such as https://portal.example.com")
	}
	for _, proxy := range c.proxies {
		_, _, err := net.ParseCIDR(proxy)
		say(err == nil || net.ParseIP(proxy) != nil,
			fmt.Sprintf("TRUSTED_PROXIES: %q is neither an address nor a network, such as 10.0.0.0/8; several go with commas", proxy))
	}
	signs := c.dkimDomain != "" && c.dkimSelector != "" && c.dkimKey != ""
	say(signs || c.dkimDomain+c.dkimSelector+c.dkimKey == "", "DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY go together: set all three or none")
	if signs == (c.dkimDomain != "") {
		if m, err := c.openMail(); err != nil {
			wrong = append(wrong, err)
		} else if m != nil {
			_ = m.Close()
		}
	}
	return append(wrong, c.stripe(nil).Unsound()...)
}

// stripe is how to reach the card processor.
func (c config) stripe(now func() time.Time) gateway.Options {
	return gateway.Options{Key: c.stripeKey, WebhookSecrets: c.stripeSecrets, URL: c.stripeURL, Now: now}
}

// keptSecret is the demo's own signing secret, made at the first start and kept with its data.
func keptSecret(dir string) (identity.Secret, error) {
	path := filepath.Join(dir, "secret")
	b, err := os.ReadFile(path)
	if err == nil && len(b) >= 32 {
		return b, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	random := make([]byte, 32)
	_, _ = rand.Read(random)
	b = []byte(hex.EncodeToString(random))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return b, os.WriteFile(path, b, 0o600)
}
