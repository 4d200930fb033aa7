package post

import (
	"crypto"
	"crypto/rsa"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/emersion/go-msgauth/dkim"
	"github.com/wneessen/go-mail"
)

// key signs letters in the name of a domain.
type key struct {
	domain, selector string
	private          crypto.Signer
}

var (
	domainRule   = regexp.MustCompile(`^[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$`)
	selectorRule = regexp.MustCompile(`^[a-zA-Z0-9._-]+$`)
)

// WithDKIM signs every letter (RFC 6376) with a private key in PEM: RSA of at least 2048 bits, or Ed25519. The public half stands in
// the DNS at selector._domainkey.domain.
func WithDKIM(domain, selector string, pem []byte) Option {
	return func(s *Sender) error {
		if !domainRule.MatchString(domain) || !selectorRule.MatchString(selector) {
			return errors.New("dkim: domain and selector are names in the DNS")
		}
		private, err := mail.PrivKeyFromPEM(pem)
		if err != nil {
			return errors.New("dkim: the key is not a private RSA or Ed25519 key in PEM")
		}
		if weak, ok := private.(*rsa.PrivateKey); ok && weak.N.BitLen() < 2048 {
			return errors.New("dkim: the RSA key is shorter than 2048 bits")
		}
		s.dkim = &key{domain, selector, private}
		return nil
	}
}

// signed headers beside the message's own, which receivers want covered too: one-click unsubscribe must be (RFC 8058). What is
// named twice cannot be added a second time by somebody else.
var signed = []string{"From", "From", "To", "Subject", "Subject", "Date", "Message-ID", "Content-Type", "MIME-Version"}

// sign renders the letter once for the signature; it comes out the same when it is sent.
func (k *key) sign(letter *mail.Msg, m Message) error {
	signer, err := dkim.NewSigner(&dkim.SignOptions{
		Domain: k.domain, Selector: k.selector, Signer: k.private,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
		HeaderKeys: slices.Concat(signed, slices.Sorted(maps.Keys(m.Headers))),
	})
	if err != nil {
		return fmt.Errorf("dkim: %w", err)
	}
	if _, err := letter.WriteTo(signer); err != nil {
		return fmt.Errorf("dkim: %w", err)
	}
	if err := signer.Close(); err != nil {
		return fmt.Errorf("dkim: %w", err)
	}
	_, signature, _ := strings.Cut(signer.Signature(), ": ")
	letter.SetGenHeaderPreformatted("DKIM-Signature", strings.TrimRight(signature, "\r\n"))
	return nil
}
