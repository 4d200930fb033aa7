package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
)

// Secret prints as redacted wherever it is printed.
type Secret []byte

func (Secret) String() string               { return "[redacted]" }
func (Secret) GoString() string             { return "[redacted]" }
func (Secret) LogValue() slog.Value         { return slog.StringValue("[redacted]") }
func (Secret) MarshalText() ([]byte, error) { return []byte("[redacted]"), nil }

// Keys are the program's signing keys, one per purpose, all made from one secret.
type Keys struct{ access, csrf, link Secret }

// NewKeys derives the keys; the secret must be long enough to be one.
func NewKeys(secret Secret) (Keys, error) {
	if len(secret) < 32 {
		return Keys{}, errors.New("the signing secret must have at least 32 bytes")
	}
	return Keys{access: derive(secret, "access"), csrf: derive(secret, "csrf"), link: derive(secret, "link")}, nil
}

func derive(secret Secret, purpose string) Secret {
	m := hmac.New(sha256.New, secret)
	m.Write([]byte("povtor:" + purpose))
	return m.Sum(nil)
}

// NewToken is 256 bits for one use, as text, and how they are kept.
func NewToken() (token string, hash []byte) {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // it never fails
	token = base64.RawURLEncoding.EncodeToString(b)
	return token, HashToken(token)
}

// HashToken is how a token is kept.
func HashToken(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}
