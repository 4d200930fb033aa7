package cadence_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
)

// history loads orders of so many clients with so many suppliers each over three years.
func history(b *testing.B, db *models.DB, clients, suppliers int) (orders int64) {
	r := rand.New(rand.NewPCG(1, 2))
	companies := func(kind string, n int) (ids []models.OrganisationID) {
		rows := make([]*models.Organisation, n)
		for i := range rows {
			rows[i] = &models.Organisation{ID: models.NewID[models.Organisation](), Kind: kind, Code: fmt.Sprint(kind, i), Name: fmt.Sprint(kind, i), Locale: "ru",
				TimeZone: "Europe/Moscow", Currency: "RUB", NudgeRule: "cadence", Version: 1, CreatedAt: identitytest.Now}
			ids = append(ids, rows[i].ID)
		}
		identitytest.Insert(b, db, rows...)
		return ids
	}
	buyers, sellers := companies(models.ClientKind, clients), companies(models.SupplierKind, suppliers)
	last := models.NewDate(2026, 11, 20)
	pair, day, gap := 0, last.Add(-3*365), 5+r.IntN(30)
	next := func() ([]any, error) {
		for day > last {
			if pair++; pair == clients*suppliers {
				return nil, nil
			}
			day, gap = last.Add(-3*365+r.IntN(60)), 5+r.IntN(60)
		}
		id, on := models.NewID[models.PurchaseOrder](), day
		day = day.Add(1 + r.IntN(2*gap))
		total := int64(r.IntN(1_000_000))
		return []any{id, id.String(), buyers[pair/suppliers], sellers[pair%suppliers], "closed", "RUB", total, 0, total, "history", uuid.New(), on.Time(), on}, nil
	}
	identitytest.In(b, db, func(tx *models.Tx) (err error) {
		orders, err = models.Load(tx, "purchase_orders", []string{"id", "number", "client_id", "supplier_id", "status", "currency", "net", "tax", "total",
			"source", "checkout_id", "placed_at", "placed_on"}, next)
		return err
	})
	return orders
}

// What follows an import: every pair learned anew, the prior, and every date from it.
func BenchmarkRebuild(b *testing.B) {
	db := modelstest.DB(b, identitytest.Clock)
	orders := history(b, db, 150, 130)
	s := cadence.New(db)
	b.ResetTimer()
	for range b.N {
		out, err := s.Rebuild(b.Context(), identity.System("bench"), cadence.RebuildInput{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Pairs), "pairs")
	}
	b.ReportMetric(float64(orders)*float64(b.N)/b.Elapsed().Seconds(), "orders/s")
}

// What follows one order.
func BenchmarkLearn(b *testing.B) {
	db := modelstest.DB(b, identitytest.Clock)
	history(b, db, 2, 2)
	pair := models.Pair{
		Client:   identitytest.Company(b, db, models.ClientKind, "Client").ID,
		Supplier: identitytest.Company(b, db, models.SupplierKind, "Supplier").ID,
	}
	b.ResetTimer()
	for i := range b.N {
		identitytest.In(b, db, func(tx *models.Tx) error { return cadence.Learn(tx, pair, models.NewDate(2000, 1, 1).Add(i)) })
	}
}
