package main

import (
	"errors"
	"strings"
	"testing"
)

func environment(pairs ...string) func(string) string {
	set := map[string]string{}
	for _, p := range pairs {
		name, value, _ := strings.Cut(p, "=")
		set[name] = value
	}
	return func(name string) string { return set[name] }
}

func TestSettingsThatCannotBeMeant(t *testing.T) {
	for setting, want := range map[string]string{
		"BASE_URL=portal.example.com":            "BASE_URL",
		"BASE_URL=ftp://portal.example.com":      "BASE_URL",
		"BASE_URL=https://":                      "BASE_URL",
		"BASE_URL=javascript:alert(1)":           "BASE_URL",
		"BASE_URL=https://a.example?x=1":         "BASE_URL",
		"BASE_URL=https://portal.example.com/":   "",
		"BASE_URL=http://localhost:8080":         "",
		"TRUSTED_PROXIES=proxy":                  "TRUSTED_PROXIES",
		"TRUSTED_PROXIES=10.0.0.0/33":            "TRUSTED_PROXIES",
		"TRUSTED_PROXIES=10.0.0.1,":              "TRUSTED_PROXIES",
		"TRUSTED_PROXIES=10.0.0.1, fd00::/8,::1": "",
		"DKIM_DOMAIN=example.com":                "DKIM_SELECTOR",
		"DKIM_KEY=key.pem":                       "DKIM_DOMAIN",
		"STRIPE_SECRET_KEY=sk_test_1":            "STRIPE_WEBHOOK_SECRET",
		"STRIPE_WEBHOOK_SECRET=whsec_1":          "STRIPE_SECRET_KEY",
		"LOG_LEVEL=loud":                         "LOG_LEVEL",
		"LOG_LEVEL=debug":                        "",
		"MAIL_URL=mail.example.com":              "MAIL_URL",
		"MAIL_URL=smtp://mail.example.com:587":   "",
	} {
		got := configFrom(environment(setting)).unsound()
		switch {
		case want == "" && len(got) > 0:
			t.Errorf("%s: %v", setting, got)
		case want != "" && (len(got) != 1 || !strings.Contains(got[0].Error(), want)):
			t.Errorf("%s: %v, want one about %s", setting, got, want)
		}
	}
}

func TestServeSaysEverythingAtOnce(t *testing.T) {
	err := configFrom(environment("BASE_URL=nonsense", "TRUSTED_PROXIES=x,y", "DKIM_KEY=k", "LOG_LEVEL=loud")).forServing()
	for _, want := range []string{"DATABASE_URL", "POVTOR_SECRET", "BASE_URL", `"x"`, `"y"`, "DKIM", "LOG_LEVEL"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("nothing about %s in: %v", want, err)
		}
	}
}

func TestAnErrorIsFitForATerminal(t *testing.T) {
	if got := told(errors.New("no \x1b[31mfile\a\nhere \xff")); got != `no \x1b[31mfile\a`+"\nhere \\ufffd" {
		t.Errorf("%q", got)
	}
}
