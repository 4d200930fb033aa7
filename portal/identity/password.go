package identity

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"povtor/models"
)

// cost is OWASP's: 19 MiB, two passes.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds how many passwords are hashed at a time, and with it the memory a burst of sign-ins can take.
var hashing = make(chan struct{}, 4)

// nobody's password: compared when there is no such person, so that both answers take the same time.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$wgDbBJMqRrNr4YWnnlJXdIJMxy2Mu0W1GrMGW4pPlQ0"

// HashPassword makes what is kept of a password.
func HashPassword(ctx context.Context, password string) (string, error) {
	if err := turn(ctx); err != nil {
		return "", err
	}
	defer func() { <-hashing }()
	return argon2id.CreateHash(password, cost)
}

func passwordMatches(ctx context.Context, password, hash string) (bool, error) {
	if err := turn(ctx); err != nil {
		return false, err
	}
	defer func() { <-hashing }()
	if hash == "" {
		hash = nobody
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

func turn(ctx context.Context) error {
	select {
	case hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// CheckPassword notes what is wrong with a new password.
func CheckPassword(f *models.Faults, field, password, email string) {
	n := utf8.RuneCountInString(password)
	f.Check(n >= 10, field, "too-short", "Use at least 10 characters.")
	f.Check(n <= 200, field, "too-long", "Use at most 200 characters.")
	name, _, _ := strings.Cut(email, "@")
	f.Check(name == "" || !strings.EqualFold(password, email), field, "too-easy", "Do not use your address as the password.")
}
