package post

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"

	"povtor/portal/notify/post/posttest"
)

func encoded(t *testing.T, private crypto.Signer) []byte {
	t.Helper()
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw})
}

// record is what the DNS says of a key.
func record(t *testing.T, public crypto.PublicKey) string {
	t.Helper()
	if key, ok := public.(ed25519.PublicKey); ok {
		return "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(key)
	}
	raw, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(raw)
}

func TestDKIM(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, private := range map[string]crypto.Signer{"rsa": rsaKey, "ed25519": edKey} {
		sink := posttest.Start(t, posttest.Options{})
		s := open(t, sink.URL(), WithDKIM("portal.example", "s1", encoded(t, private)))
		m := message("1")
		m.Attachments = []Attachment{{"Счёт.pdf", "application/pdf", bytes.Repeat([]byte("%PDF\r\n"), 1000)}}
		if err := s.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		raw := sink.Mails()[0].Raw
		lookup := &dkim.VerifyOptions{LookupTXT: func(name string) ([]string, error) {
			if name != "s1._domainkey.portal.example" {
				return nil, fmt.Errorf("asked for %s", name)
			}
			return []string{record(t, private.Public())}, nil
		}}
		found, err := dkim.VerifyWithOptions(bytes.NewReader(raw), lookup)
		if err != nil || len(found) != 1 || found[0].Err != nil || found[0].Domain != "portal.example" {
			t.Fatalf("%s: %+v %v", name, found, err)
		}
		for _, header := range []string{"From", "To", "Subject", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post"} {
			if !slices.ContainsFunc(found[0].HeaderKeys, func(h string) bool { return strings.EqualFold(h, header) }) {
				t.Errorf("%s: %s is not signed", name, header)
			}
		}
		for _, forged := range [][2]string{{"List-Unsubscribe=One-Click", "List-Unsubscribe=No"}, {"MIME-Version:", "From: evil@example.com\r\nMIME-Version:"}} {
			changed := bytes.Replace(raw, []byte(forged[0]), []byte(forged[1]), 1)
			if found, err := dkim.VerifyWithOptions(bytes.NewReader(changed), lookup); err == nil && found[0].Err == nil {
				t.Errorf("%s: the signature survives %q", name, forged[1])
			}
		}
	}
}

func TestBadKeys(t *testing.T) {
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	_, good, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, option := range map[string]Option{
		"short":    WithDKIM("portal.example", "s1", encoded(t, short)),
		"no pem":   WithDKIM("portal.example", "s1", []byte("secret")),
		"domain":   WithDKIM("portal", "s1", encoded(t, good)),
		"selector": WithDKIM("portal.example", "s1; x", encoded(t, good)),
	} {
		if _, err := Open("smtp://mail.example", "noreply@portal.example", option); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
