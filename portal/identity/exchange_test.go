package identity_test

import (
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
)

func TestAnExchangeKeyOpensItsSuppliersImportsAlone(t *testing.T) {
	w := open(t)
	supplier := Company(t, w.db, models.SupplierKind, "Зерно")
	secret, hash := identity.NewToken()
	maker := Viewer(t, w.db, supplier, identity.SupplierAdmin)
	key := models.ExchangeKey{ID: models.NewID[models.ExchangeKey](), SupplierID: supplier.ID, Name: "1С", Login: "1c-x", Hash: hash, CreatedBy: maker.User(), CreatedAt: Now}
	Insert(t, w.db, &key)
	e, err := w.id.ByExchangeKey(t.Context(), "1c-x", secret, "here")
	if err != nil || e.Organisation() != supplier.ID || !e.Can(identity.ImportManage) || e.Can(identity.ProductRead) || e.Can(identity.SystemWork) {
		t.Fatalf("%+v %v", e, err)
	}
	cookie := w.id.ExchangeCookie(e)
	if again, err := w.id.ByExchangeCookie(t.Context(), cookie); err != nil || again.Key.ID != key.ID {
		t.Errorf("by its cookie: %v", err)
	}
	for login, word := range map[string]string{"1c-x": "wrong", "1c-y": secret, "": ""} {
		if _, err := w.id.ByExchangeKey(t.Context(), login, word, "here"); models.KindOf(err) != models.Unauthenticated {
			t.Errorf("%q %q: %v", login, word, err)
		}
	}
	w.now = w.now.Add(25 * time.Hour)
	if _, err := w.id.ByExchangeCookie(t.Context(), cookie); models.KindOf(err) != models.Unauthenticated {
		t.Errorf("a cookie of yesterday: %v", err)
	}
	In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.ExchangeKey](tx, map[string]any{"ended_at": Now}, "id = ?", key.ID)
		return err
	})
	if _, err := w.id.ByExchangeKey(t.Context(), "1c-x", secret, "here"); models.KindOf(err) != models.Unauthenticated {
		t.Errorf("a key that has ended: %v", err)
	}
}
