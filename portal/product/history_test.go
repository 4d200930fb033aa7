package product_test

import (
	"testing"

	"povtor/models"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/product"
)

// rename is one change of a name.
func (s *shop) rename(t *testing.T, p models.ProductID, name string, batch models.BatchID) {
	t.Helper()
	s.change(t, models.ChangedByPage, batch, []models.ProductID{p}, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Product](tx, map[string]any{"name_ru": name, "brand": name}, "id = ?", p)
		return err
	})
}

func (s *shop) history(t *testing.T, p models.ProductID) []product.Change {
	t.Helper()
	page, err := s.product.History(t.Context(), s.manager, product.HistoryInput{ID: p})
	if err != nil {
		t.Fatal(err)
	}
	return page.Items
}

// What changed again since is told, and left as it is; the rest goes back.
func TestUndoKeepsWhatChangedAgain(t *testing.T) {
	s := open(t, 2)
	p := s.products[0].ID
	s.rename(t, p, "Винт", models.BatchID{})
	s.change(t, models.ChangedByAPI, models.BatchID{}, []models.ProductID{p}, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Product](tx, map[string]any{"brand": "Юг"}, "id = ?", p)
		return err
	})
	first := s.history(t, p)[1]
	back, err := s.product.Undo(t.Context(), s.manager, product.UndoInput{ID: p, Change: first.ID})
	if err != nil || back.Products != 1 || back.KeptAll != 1 || back.Kept[0].Field != "brand" || string(back.Kept[0].Now) != `"Юг"` || string(back.Kept[0].Was) != `"Винт"` {
		t.Fatalf("%+v, %v", back, err)
	}
	h := s.history(t, p)
	if top := h[0]; top.Cause != models.ChangedByUndo || len(top.Fields) != 1 || top.Fields[0].Field != "name_ru" || string(top.Fields[0].After) != `"Болт 0"` || top.By == "" {
		t.Errorf("the history tells %+v", top)
	}
	if !h[2].Undone || h[1].Undone {
		t.Error("which change was taken back cannot be told")
	}
	if _, err := s.product.Undo(t.Context(), s.manager, product.UndoInput{ID: p, Change: first.ID}); models.CodeOf(err) != "already-undone" {
		t.Error("a second time:", err)
	}
}

// A product that was made and has been wanted since is discontinued; one that others changed since stays.
func TestUndoOfAMadeProductThatIsWanted(t *testing.T) {
	s := open(t, 1)
	batch := models.NewID[models.Batch]()
	made := map[string]models.ProductID{"wanted": models.NewID[models.Product](), "touched": models.NewID[models.Product](), "idle": models.NewID[models.Product]()}
	for name, id := range made {
		s.change(t, models.ChangedByImport, batch, []models.ProductID{id}, func(tx *models.Tx) error {
			p := s.products[0]
			p.ID, p.SKU = id, name
			return models.Insert(tx, &p)
		})
	}
	client := identitytest.Company(t, s.db, models.ClientKind, "Кафе")
	buyer := identitytest.Viewer(t, s.db, client, identity.Buyer)
	identitytest.In(t, s.db, func(tx *models.Tx) error {
		c := models.Cart{ID: models.NewID[models.Cart](), ClientID: client.ID, UserID: buyer.User(), Status: models.CartOpen, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
		if err := models.Insert(tx, &c); err != nil {
			return err
		}
		return models.Insert(tx, &models.CartLine{CartID: c.ID, ClientID: client.ID, SupplierID: s.supplier.ID, ProductID: made["wanted"], Quantity: s.products[0].Minimum, AddedAt: tx.Now})
	})
	s.rename(t, made["touched"], "Винт", models.BatchID{})
	back, err := s.product.UndoBatch(t.Context(), s.manager, product.BatchInput{Batch: batch})
	if err != nil || back.Removed != 1 || back.Retired != 1 || back.KeptAll != 1 || back.Kept[0].SKU != "touched" {
		t.Fatalf("%+v, %v", back, err)
	}
	states := s.states(t)
	if _, there := states[made["idle"]]; there || len(states) != 3 {
		t.Errorf("%d products are there", len(states))
	}
}

// Stock that orders hold is not undone away from under them.
func TestUndoLeavesWhatOrdersHold(t *testing.T) {
	s := open(t, 1)
	p := s.products[0].ID
	batch := models.NewID[models.Batch]()
	s.change(t, models.ChangedByImport, batch, []models.ProductID{p}, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Stock](tx, map[string]any{"on_hand": 50}, "product_id = ?", p)
		return err
	})
	identitytest.In(t, s.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Stock](tx, map[string]any{"reserved": 20}, "product_id = ?", p)
		return err
	})
	back, err := s.product.UndoBatch(t.Context(), s.manager, product.BatchInput{Batch: batch})
	if err != nil || back.Products != 0 || back.KeptAll != 1 || back.Kept[0].Field != "on_hand" {
		t.Errorf("%+v, %v", back, err)
	}
}

func TestHistoryAndUndoAreTheSuppliersOwn(t *testing.T) {
	s := open(t, 1)
	p := s.products[0].ID
	batch := models.NewID[models.Batch]()
	s.rename(t, p, "Винт", batch)
	change := s.history(t, p)[0].ID
	theirs := cataloguetest.Product(t, s.db, s.other, "Чужой болт")
	client := identitytest.Company(t, s.db, models.ClientKind, "Кафе")
	identitytest.Agreement(t, s.db, client, s.supplier)
	buyer := identitytest.Viewer(t, s.db, client, identity.CompanyAdmin)
	for name, c := range map[string]struct {
		v    identity.Viewer
		id   models.ProductID
		kind models.Kind
	}{"a stranger": {s.stranger, p, models.NotFound}, "a client": {buyer, p, models.Forbidden}, "beside one's own product": {s.stranger, theirs.ID, models.NotFound}} {
		_, err := s.product.Undo(t.Context(), c.v, product.UndoInput{ID: c.id, Change: change})
		_, inBatch := s.product.UndoBatch(t.Context(), c.v, product.BatchInput{Batch: batch})
		if models.KindOf(err) != c.kind || models.KindOf(inBatch) != c.kind {
			t.Errorf("%s takes it back: %v, %v", name, err, inBatch)
		}
		if _, err := s.product.History(t.Context(), c.v, product.HistoryInput{ID: p}); models.KindOf(err) != c.kind {
			t.Errorf("%s reads it: %v", name, err)
		}
	}
	if s.change(t, models.ChangedByPage, models.BatchID{}, []models.ProductID{theirs.ID, p}, func(*models.Tx) error { return nil }); len(s.history(t, p)) != 1 {
		t.Error("a change of nothing left a trace")
	}
}
