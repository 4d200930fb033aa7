package studio

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Key is by what the supplier's own system signs in to push its catalogue.
type Key struct {
	ID        models.ExchangeKeyID `json:"id"`
	Name      string               `json:"name"`
	Login     string               `json:"login"`
	Options   models.ImportOptions `json:"options"`
	CreatedAt time.Time            `json:"created_at"`
	UsedAt    *time.Time           `json:"used_at"`
}

// NewKey is a key with its secret, which is told once and never again.
type NewKey struct {
	Key
	Secret string `json:"secret"`
}

func keyOf(k models.ExchangeKey) Key {
	return Key{k.ID, k.Name, k.Login, k.Options, k.CreatedAt, k.UsedAt}
}

// Keys are the supplier's exchange keys.
func (s *Service) Keys(ctx context.Context, v identity.Viewer, _ struct{}) ([]Key, error) {
	return models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) ([]Key, error) {
		rows, err := models.List[models.ExchangeKey](tx, "name, id", "ended_at IS NULL")
		out := make([]Key, len(rows))
		for i, k := range rows {
			out[i] = keyOf(k)
		}
		return out, err
	})
}

// AddKeyInput is a new key.
type AddKeyInput struct {
	Body struct {
		Name    string               `json:"name" minLength:"1" maxLength:"100"`
		Options models.ImportOptions `json:"options,omitempty"`
	}
}

// AddKey makes a key. Its secret is in the answer and nowhere else.
func (s *Service) AddKey(ctx context.Context, v identity.Viewer, in AddKeyInput) (NewKey, error) {
	secret, hash := identity.NewToken()
	return models.In(ctx, s.db, v.To(identity.ExchangeManage), func(tx *models.Tx) (NewKey, error) {
		name := strings.TrimSpace(in.Body.Name)
		if name == "" {
			return NewKey{}, models.Faulty(models.Invalid, "invalid-input", "Some of the input is wrong.").At("name", "missing", "Say what the key is for.")
		}
		key := models.ExchangeKey{ID: models.NewID[models.ExchangeKey](), SupplierID: v.Organisation(), Name: name,
			Login: "1c-" + strings.ToLower(rand.Text()[:12]), Hash: hash, Options: in.Body.Options, CreatedBy: v.User(), CreatedAt: tx.Now}
		if err := models.Insert(tx, &key); err != nil {
			return NewKey{}, err
		}
		return NewKey{keyOf(key), secret}, tx.Audit(models.Audit{Action: "exchange-key.made", Subject: "key:" + key.ID.String()})
	})
}

// KeyInput names a key.
type KeyInput struct {
	ID models.ExchangeKeyID `path:"id"`
}

// EndKey lets a key open nothing any longer.
func (s *Service) EndKey(ctx context.Context, v identity.Viewer, in KeyInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.ExchangeManage), func(tx *models.Tx) (struct{}, error) {
		n, err := models.UpdateWhere[models.ExchangeKey](tx, map[string]any{"ended_at": tx.Now}, "id = ? AND ended_at IS NULL", in.ID)
		if err != nil {
			return struct{}{}, err
		}
		if n == 0 {
			return struct{}{}, models.Faulty(models.NotFound, "not-found", "There is no such thing here.")
		}
		return struct{}{}, tx.Audit(models.Audit{Action: "exchange-key.ended", Subject: "key:" + in.ID.String()})
	})
}
