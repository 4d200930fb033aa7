package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"povtor/portal/identity"
)

// config is what the environment says; flags say the rest.
type config struct {
	databaseURL           string
	secret                identity.Secret
	mailURL               string // empty: mails wait in the outbox
	mailFrom              string
	dkimDomain            string // empty: mails are not signed
	dkimSelector, dkimKey string
	baseURL               string   // how people reach the portal from a mail
	proxies               []string // whose word on a caller's address is taken
	logLevel              slog.Level
}

// configFrom reads the environment and reports everything that is wrong with it at once.
func configFrom(env func(string) string) (config, error) {
	c := config{
		databaseURL: env("DATABASE_URL"), secret: identity.Secret(env("POVTOR_SECRET")),
		mailURL: env("MAIL_URL"), mailFrom: env("MAIL_FROM"),
		dkimDomain: env("DKIM_DOMAIN"), dkimSelector: env("DKIM_SELECTOR"), dkimKey: env("DKIM_KEY"), baseURL: strings.TrimSuffix(env("BASE_URL"), "/"),
	}
	if c.mailFrom == "" {
		c.mailFrom = "Povtor <povtor@localhost>"
	}
	if proxies := env("TRUSTED_PROXIES"); proxies != "" {
		c.proxies = strings.Split(proxies, ",")
	}
	if level := env("LOG_LEVEL"); level != "" {
		if err := c.logLevel.UnmarshalText([]byte(level)); err != nil {
			return c, errors.New("LOG_LEVEL is not one of debug, info, warn, error")
		}
	}
	return c, nil
}

// forServing adds what only a real installation must have.
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
	return errors.Join(wrong...)
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
