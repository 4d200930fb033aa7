package identity

import (
	"context"
	"crypto/hmac"
	"time"

	"povtor/models"
)

// triesPerKey is how many wrong secrets an exchange key may be tried with in a quarter of an hour.
const triesPerKey = 20

// Exchange is a supplier's own system, signed in.
type Exchange struct {
	Viewer
	Key      models.ExchangeKey
	Supplier models.Organisation
}

// ByExchangeKey is the viewer that a key and its secret stand for: it may bring files into its supplier's catalogue, and nothing
// else. wrong-credentials (Unauthenticated) tells a wrong key from a wrong secret no more than a sign-in does.
func (s *Service) ByExchangeKey(ctx context.Context, login, secret, from string) (Exchange, error) {
	wrong := models.Faulty(models.Unauthenticated, "wrong-credentials", "The key or its secret is wrong.")
	if len(login) > 100 || len(secret) > 200 {
		return Exchange{}, wrong
	}
	e, err := s.exchange(ctx, "login = ? AND ended_at IS NULL", login)
	if err != nil {
		return Exchange{}, err
	}
	if !hmac.Equal(e.Key.Hash, HashToken(secret)) {
		if err := s.CountGuess(ctx, "exchange:"+login, triesPerKey); err != nil {
			return Exchange{}, err
		}
		if err := s.CountGuess(ctx, "exchange-from:"+from, guessesPerHost); err != nil {
			return Exchange{}, err
		}
		return Exchange{}, wrong
	}
	return e, s.noteUse(ctx, e.Key)
}

// exchange finds a key and its supplier; nothing where there is none.
func (s *Service) exchange(ctx context.Context, which string, args ...any) (Exchange, error) {
	return models.Read(ctx, s.db, System("exchange").To(SystemWork), func(tx *models.Tx) (e Exchange, err error) {
		key, err := models.First[models.ExchangeKey](tx, which, args...)
		if models.KindOf(err) == models.NotFound {
			return e, nil
		}
		if err != nil {
			return e, err
		}
		supplier, err := models.Get(tx, key.SupplierID)
		if err != nil {
			return e, err
		}
		return Exchange{Within("1c", *supplier, ImportManage), *key, *supplier}, nil
	})
}

// exchangeFor is how long an exchange may take.
const exchangeFor = 24 * time.Hour

// ExchangeCookie stands for a key and its secret until the exchange is over.
func (s *Service) ExchangeCookie(e Exchange) string {
	return s.keys.SignLink("exchange", e.Key.ID.String(), s.now().Add(exchangeFor))
}

// ByExchangeCookie is the viewer whom an exchange's cookie stands for.
func (s *Service) ByExchangeCookie(ctx context.Context, cookie string) (Exchange, error) {
	over := models.Faulty(models.Unauthenticated, "session-ended", "Sign in again.")
	text, err := s.keys.ReadLink("exchange", cookie, s.now())
	if err != nil {
		return Exchange{}, over
	}
	id, err := models.ParseID[models.ExchangeKey](text)
	if err != nil {
		return Exchange{}, over
	}
	e, err := s.exchange(ctx, "id = ? AND ended_at IS NULL", id)
	if err == nil && e.Key.ID.IsZero() {
		err = over
	}
	return e, err
}

// noteUse keeps when a key was last used, to the minute.
func (s *Service) noteUse(ctx context.Context, key models.ExchangeKey) error {
	if key.UsedAt != nil && s.now().Sub(*key.UsedAt) < time.Minute {
		return nil
	}
	_, err := models.In(ctx, s.db, System("exchange").To(SystemWork), func(tx *models.Tx) (struct{}, error) {
		key.UsedAt = &tx.Now
		return struct{}{}, models.Update(tx, &key, "used_at")
	})
	return err
}

// CountCalls counts a call of somebody who is known; past the limit in a quarter of an hour it is Limited.
func (s *Service) CountCalls(ctx context.Context, key string, limit int) error {
	return s.CountGuess(ctx, key, limit)
}
