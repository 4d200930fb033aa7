package product_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/product"
)

// shop is a supplier with a few products, somebody who keeps them, and a stranger who keeps another's.
type shop struct {
	db                *models.DB
	product           *product.Service
	supplier, other   models.Organisation
	manager, stranger identity.Viewer
	list              models.PriceList
	products          []models.Product
}

func open(t *testing.T, products int) *shop {
	t.Helper()
	t.Parallel()
	return stock(t, modelstest.DB(t, identitytest.Clock), products)
}

// stock opens the shop in a database.
func stock(t *testing.T, db *models.DB, products int) *shop {
	t.Helper()
	s := &shop{db: db, product: product.New(db)}
	s.supplier, s.other = identitytest.Company(t, db, models.SupplierKind, "Крепёж"), identitytest.Company(t, db, models.SupplierKind, "Чужой")
	s.manager, s.stranger = identitytest.Viewer(t, db, s.supplier, identity.SupplierManager), identitytest.Viewer(t, db, s.other, identity.SupplierManager)
	s.list = cataloguetest.ListPrices(t, db, s.supplier)
	for i := range products {
		p := cataloguetest.Product(t, db, s.supplier, fmt.Sprint("Болт ", i))
		cataloguetest.Price(t, db, s.list, p, "1", "10", "10", "9.5")
		cataloguetest.Stock(t, db, p, "7")
		s.products = append(s.products, p)
	}
	return s
}

// change runs a writing of the manager's between watching and recording.
func (s *shop) change(t *testing.T, cause models.ChangeCause, batch models.BatchID, ids []models.ProductID, write func(*models.Tx) error) int64 {
	t.Helper()
	n, err := models.In(t.Context(), s.db, s.manager.To(identity.ProductEdit), func(tx *models.Tx) (int64, error) {
		if err := models.WatchProducts(tx, ids...); err != nil {
			return 0, err
		}
		if err := write(tx); err != nil {
			return 0, err
		}
		return models.RecordChanges(tx, cause, batch)
	})
	if err != nil {
		t.Fatal("change:", err)
	}
	return n
}

// states are the products as the history sees them.
func (s *shop) states(t *testing.T) map[models.ProductID]string {
	t.Helper()
	all, err := models.Read(t.Context(), s.db, s.manager.To(identity.ProductRead), models.ProductStates)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// scribble changes something of a product, and what hangs on it, at random.
func (s *shop) scribble(tx *models.Tx, r *rand.Rand, p models.ProductID) error {
	value := func(n int64) decimal.Decimal { return decimal.New(r.Int64N(n)+1, -1) }
	set := func(column string, v any) error {
		_, err := models.UpdateWhere[models.Product](tx, map[string]any{column: v}, "id = ?", p)
		return err
	}
	switch r.IntN(8) {
	case 0:
		return set("name_ru", fmt.Sprint("Имя ", r.IntN(5)))
	case 1:
		return set("minimum", value(50))
	case 2:
		return set("lead_days", []any{nil, 3, 5}[r.IntN(3)])
	case 3:
		return set("status", []models.ProductStatus{models.ProductDraft, models.ProductActive, models.ProductDiscontinued}[r.IntN(3)])
	case 4:
		if _, err := models.DeleteWhere[models.Price](tx, "product_id = ?", p); err != nil {
			return err
		}
		for i := range r.IntN(3) {
			if err := models.Insert(tx, &models.Price{PriceListID: s.list.ID, SupplierID: s.supplier.ID, ProductID: p,
				FromQuantity: decimal.NewFromInt(int64(1 + 10*i)), UnitPrice: value(900)}); err != nil {
				return err
			}
		}
		return nil
	case 5:
		_, err := models.DeleteWhere[models.Stock](tx, "product_id = ?", p)
		if err == nil && r.IntN(3) > 0 {
			err = models.Insert(tx, &models.Stock{ProductID: p, SupplierID: s.supplier.ID, OnHand: value(90), UpdatedAt: tx.Now})
		}
		return err
	case 6:
		return models.SetUnits(tx, models.Product{ID: p, SupplierID: s.supplier.ID}, []models.ProductUnit{{Unit: "box", Factor: value(40)}}[:r.IntN(2)])
	default:
		return models.SetCompanions(tx, models.Product{ID: p, SupplierID: s.supplier.ID}, []models.ProductID{s.products[r.IntN(len(s.products))].ID})
	}
}

// Whatever is changed together, taking it back restores everything exactly; taking that back changes it again.
func TestUndoRestoresExactly(t *testing.T) {
	s := open(t, 4)
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 7))
		before := s.states(t)
		batch := models.NewID[models.Batch]()
		var ids []models.ProductID
		for _, p := range s.products {
			ids = append(ids, p.ID)
		}
		fresh := models.NewID[models.Product]()
		for range 1 + r.IntN(2) {
			s.change(t, models.ChangedByImport, batch, append(ids, fresh), func(tx *models.Tx) error {
				for range 1 + r.IntN(6) {
					if err := s.scribble(tx, r, ids[r.IntN(len(ids))]); err != nil {
						return err
					}
				}
				if there, err := models.Exists[models.Product](tx, "id = ?", fresh); there || err != nil {
					return err
				}
				p := s.products[0]
				p.ID, p.SKU = fresh, fmt.Sprint("NEW-", seed)
				return models.Insert(tx, &p)
			})
		}
		after := s.states(t)
		back, err := s.product.UndoBatch(t.Context(), s.manager, product.BatchInput{Batch: batch})
		if err != nil || back.KeptAll != 0 || back.Removed != 1 {
			t.Fatalf("seed %d: %+v, %v", seed, back, err)
		}
		if diff := cmp.Diff(before, s.states(t)); diff != "" {
			t.Fatalf("seed %d: not as before:\n%s", seed, diff)
		}
		delete(after, fresh)
		if cmp.Equal(before, after) {
			continue
		}
		if _, err := s.product.UndoBatch(t.Context(), s.manager, product.BatchInput{Batch: *back.Batch}); err != nil {
			t.Fatalf("seed %d: undo of the undo: %v", seed, err)
		}
		if diff := cmp.Diff(after, s.states(t)); diff != "" {
			t.Fatalf("seed %d: not as after:\n%s", seed, diff)
		}
	}
}
