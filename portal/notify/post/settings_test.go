package post

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"povtor/portal/notify/post/posttest"
)

func TestAddress(t *testing.T) {
	for url, want := range map[string]settings{
		"smtp://mail.example":                        {host: "mail.example", port: 587, security: startTLS, connections: 4},
		"smtp://mail.example:2525/":                  {host: "mail.example", port: 2525, security: startTLS, connections: 4},
		"smtp://mail.example?tls=tls":                {host: "mail.example", port: 465, security: implicitTLS, connections: 4},
		"smtp://mail.example?tls=none&connections=1": {host: "mail.example", port: 25, security: noTLS, connections: 1},
		"smtp://u%40x:p%3Aw%2F%3F@mail.example:587":  {host: "mail.example", port: 587, security: startTLS, connections: 4, user: "u@x", password: "p:w/?"},
		"smtp://u:secret@127.0.0.1:1025?tls=none":    {host: "127.0.0.1", port: 1025, security: noTLS, connections: 4, user: "u", password: "secret"},
		"smtp://[::1]:1025?tls=none":                 {host: "::1", port: 1025, security: noTLS, connections: 4},
	} {
		want.timeout = time.Minute
		if got, err := parse(url); err != nil || got != want {
			t.Errorf("%s: %+v %v", url, got, err)
		}
	}
}

func TestBadAddresses(t *testing.T) {
	for _, url := range []string{
		"", "mail.example:587", "smtps://u:hunter2@mail.example", "http://mail.example", "smtp://", "smtp://:587", "smtp:mail.example",
		"smtp://u:hunter2@mail.example:0", "smtp://u:hunter2@mail.example:99999", "smtp://u:hunter2@mail.example:port",
		"smtp://u:hunter2@mail.example?tls=maybe", "smtp://u:hunter2@mail.example?ssl=1", "smtp://u:hunter2@mail.example?tls=tls&tls=none",
		"smtp://u:hunter2@mail.example?connections=0", "smtp://u:hunter2@mail.example?connections=1000", "smtp://u:hunter2@mail.example/inbox",
		"smtp://u:hunter2@mail.example#x", "smtp://u@mail.example", "smtp://:hunter2@mail.example", "smtp://u:hunter2@mail.example?tls=none",
		"smtp://u:hunter2%zz@mail.example", "smtp://u:hunter2\n@mail.example", "smtp://u:hunter2@mail.example?tls=%zz",
	} {
		_, err := Open(url, "noreply@portal.example")
		if err == nil {
			t.Errorf("%q passes", url)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: the password is in %v", url, err)
		}
	}
	for _, from := range []string{"", "noreply", "a@b, c@d", "Povtor <noreply@portal.example>\r\nBcc: x@example.com"} {
		if _, err := Open("smtp://mail.example", from); err == nil {
			t.Errorf("from %q passes", from)
		}
	}
	s, err := parse("smtp://user:hunter2@mail.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, printed := range []string{fmt.Sprint(s), fmt.Sprintf("%+v", s), fmt.Sprintf("%#v", s), fmt.Sprint(&s)} {
		if strings.Contains(printed, "hunter2") {
			t.Errorf("the password is printed: %s", printed)
		}
	}
}

// certificate makes a server's certificate for 127.0.0.1, and what a client needs to trust it.
func certificate(t *testing.T) (server, client *tls.Config) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "sink"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	raw, err := x509.CreateCertificate(rand.Reader, &template, &template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: private}}}, &tls.Config{RootCAs: roots}
}

func TestEncryptionAndPassword(t *testing.T) {
	server, client := certificate(t)
	for name, options := range map[string]posttest.Options{
		"starttls":         {TLS: server, User: "user", Password: "hunter2"},
		"tls":              {TLS: server, ImplicitTLS: true, User: "user", Password: "hunter2"},
		"none on loopback": {User: "user", Password: "hunter2"},
	} {
		sink := posttest.Start(t, options)
		s := open(t, sink.URL())
		s.settings.roots = client
		if err := s.Send(t.Context(), message("1")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		wrong := open(t, strings.Replace(sink.URL(), "hunter2", "hunter3", 1))
		wrong.settings.roots = client
		if err := wrong.Send(t.Context(), message("2")); !errors.Is(err, Temporary) || strings.Contains(err.Error(), "hunter") {
			t.Errorf("%s, wrong password: %v", name, err)
		}
		if options.TLS == nil {
			continue
		}
		if err := open(t, sink.URL()).Send(t.Context(), message("3")); !errors.Is(err, Temporary) || !strings.Contains(err.Error(), "certificate") {
			t.Errorf("%s, unknown certificate: %v", name, err)
		}
	}
}

// A server that does not offer encryption is not spoken to, and above all is not told the password.
func TestNoDowngrade(t *testing.T) {
	sink := posttest.Start(t, posttest.Options{User: "user", Password: "hunter2"})
	s := open(t, strings.Replace(sink.URL(), "tls=none", "tls=starttls", 1))
	if err := s.Send(t.Context(), message("1")); !errors.Is(err, Temporary) {
		t.Errorf("%v", err)
	}
	if len(sink.Mails()) != 0 {
		t.Error("the message went out in the clear")
	}
}
