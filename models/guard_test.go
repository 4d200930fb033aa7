package models_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"povtor/models"
	"povtor/models/modelstest"
)

var now = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

func everything() models.Grant {
	return models.Grant{Scope: models.OfEverything(), Actor: models.Actor{System: "test"}}
}

func of(s models.Scope) models.Grant {
	return models.Grant{Scope: s, Actor: models.Actor{User: models.NewID[models.User]()}}
}

// world has two clients and two suppliers; the first client trades with the first supplier, the second with both.
type world struct {
	db                 *models.DB
	cafe, bar          models.Organisation
	beans, cups        models.Organisation
	manager            models.User
	cafeBeans, barCups models.Agreement
	cafeDoor, barDoor  models.Location
}

func open(t *testing.T) world {
	t.Helper()
	t.Parallel()
	w := world{db: modelstest.DB(t, clock)}
	company := func(kind, code string) models.Organisation {
		return models.Organisation{ID: models.NewID[models.Organisation](), Kind: kind, Code: code, Name: code, Locale: "ru",
			TimeZone: "Europe/Moscow", Currency: "RUB", NudgeRule: "cadence", Version: 1, CreatedAt: now}
	}
	w.cafe, w.bar = company("client", "cafe"), company("client", "bar")
	w.beans, w.cups = company("supplier", "beans"), company("supplier", "cups")
	w.manager = models.User{ID: models.NewID[models.User](), Email: "m@povtor.example", Name: "M", Locale: "ru", CreatedAt: now}
	agreement := func(c, s models.Organisation, manager *models.UserID) models.Agreement {
		return models.Agreement{ID: models.NewID[models.Agreement](), ClientID: c.ID, SupplierID: s.ID, Number: c.Code + s.Code,
			Status: "active", Currency: "RUB", AccountManagerID: manager, ValidFrom: models.DateOf(now, time.UTC), Version: 1, CreatedAt: now}
	}
	w.cafeBeans, w.barCups = agreement(w.cafe, w.beans, &w.manager.ID), agreement(w.bar, w.cups, nil)
	barBeans := agreement(w.bar, w.beans, nil)
	door := func(c models.Organisation) models.Location {
		return models.Location{ID: models.NewID[models.Location](), ClientID: c.ID, Name: "door of " + c.Code, CreatedAt: now}
	}
	w.cafeDoor, w.barDoor = door(w.cafe), door(w.bar)
	run(t, w.db, everything(), func(tx *models.Tx) error {
		return errors.Join(
			models.Insert(tx, &w.cafe, &w.bar, &w.beans, &w.cups),
			models.Insert(tx, &w.manager),
			models.Insert(tx, &w.cafeBeans, &w.barCups, &barBeans),
			models.Insert(tx, &w.cafeDoor, &w.barDoor))
	})
	return w
}

func try(t *testing.T, db *models.DB, g models.Grant, fn func(*models.Tx) error) error {
	t.Helper()
	_, err := models.In(t.Context(), db, g, func(tx *models.Tx) (struct{}, error) { return struct{}{}, fn(tx) })
	return err
}

func run(t *testing.T, db *models.DB, g models.Grant, fn func(*models.Tx) error) {
	t.Helper()
	if err := try(t, db, g, fn); err != nil {
		t.Fatal(err)
	}
}

func TestEachScopeReachesItsOwnRows(t *testing.T) {
	w := open(t)
	for _, c := range []struct {
		who                              string
		scope                            models.Scope
		agreements, companies, locations string
	}{
		{"cafe", models.OfClient(w.cafe.ID), "cafebeans", "beans cafe", "door of cafe"},
		{"bar", models.OfClient(w.bar.ID), "barbeans barcups", "bar beans cups", "door of bar"},
		{"beans", models.OfSupplier(w.beans.ID), "barbeans cafebeans", "bar beans cafe", ""},
		{"cups", models.OfSupplier(w.cups.ID), "barcups", "bar cups", ""},
		{"manager", models.OfBook(w.manager.ID), "cafebeans", "beans cafe", ""},
		{"head of sales", models.OfEverything(), "barbeans barcups cafebeans", "bar beans cafe cups", "door of bar door of cafe"},
	} {
		run(t, w.db, of(c.scope), func(tx *models.Tx) error {
			agreements, err := models.List[models.Agreement](tx, "number", "")
			if err != nil {
				return err
			}
			companies, err := models.List[models.Organisation](tx, "code", "")
			if err != nil {
				return err
			}
			locations, err := models.List[models.Location](tx, "name", "")
			if err != nil {
				return err
			}
			same(t, c.who+" agreements", names(agreements, func(a models.Agreement) string { return a.Number }), c.agreements)
			same(t, c.who+" companies", names(companies, func(o models.Organisation) string { return o.Code }), c.companies)
			same(t, c.who+" locations", names(locations, func(l models.Location) string { return l.Name }), c.locations)
			return nil
		})
	}
}

func TestAnotherCompanysRowIsNotThere(t *testing.T) {
	w := open(t)
	run(t, w.db, of(models.OfClient(w.cafe.ID)), func(tx *models.Tx) error {
		for what, err := range map[string]error{
			"get":            second(models.Get(tx, w.barDoor.ID)),
			"lock":           second(models.Lock(tx, w.barDoor.ID)),
			"or":             second(models.First[models.Location](tx, "name = ? OR name = ?", "door of bar", "nothing")),
			"update":         models.Update(tx, &models.Location{ID: w.barDoor.ID, ClientID: w.cafe.ID, Name: "taken"}, "name", "client_id"),
			"its supplier":   second(models.Get(tx, w.cups.ID)),
			"its agreement":  second(models.Get(tx, w.barCups.ID)),
			"other's person": second(models.Get(tx, w.manager.ID)),
		} {
			if models.KindOf(err) != models.NotFound {
				t.Errorf("%s: %v, want not found", what, err)
			}
		}
		if n, err := models.DeleteWhere[models.Location](tx, "id = ?", w.barDoor.ID); n != 0 || err != nil {
			t.Errorf("delete: %d rows, %v", n, err)
		}
		if n, err := models.UpdateWhere[models.Location](tx, map[string]any{"name": "taken"}, "1 = 1"); n != 1 || err != nil {
			t.Errorf("update where: %d rows, %v; want only one's own", n, err)
		}
		return nil
	})
}

func TestARowForAnotherCompanyIsRefused(t *testing.T) {
	w := open(t)
	mine := models.Location{ID: models.NewID[models.Location](), ClientID: w.cafe.ID, Name: "second door", CreatedAt: now}
	run(t, w.db, of(models.OfClient(w.cafe.ID)), func(tx *models.Tx) error { return models.Insert(tx, &mine) })
	theirs := models.Location{ID: models.NewID[models.Location](), ClientID: w.bar.ID, Name: "trap door", CreatedAt: now}
	for who, s := range map[string]models.Scope{"client": models.OfClient(w.cafe.ID), "supplier": models.OfSupplier(w.beans.ID), "nobody": {}} {
		err := try(t, w.db, of(s), func(tx *models.Tx) error { return models.Insert(tx, &theirs) })
		if err == nil || !strings.Contains(err.Error(), "owner's scope") {
			t.Errorf("%s: %v", who, err)
		}
	}
}

func TestClosedDoors(t *testing.T) {
	w := open(t)
	t.Run("no scope", func(t *testing.T) {
		err := try(t, w.db, of(models.Scope{}), func(tx *models.Tx) error { return second(models.Get(tx, w.cafe.ID)) })
		if err == nil || models.KindOf(err) == models.NotFound {
			t.Errorf("a grant without a scope read something: %v", err)
		}
	})
	t.Run("refused", func(t *testing.T) {
		refusal := models.Faulty(models.Forbidden, "not-allowed", "")
		err := try(t, w.db, models.Grant{Scope: models.OfEverything(), Refuse: refusal}, func(*models.Tx) error { t.Error("entered"); return nil })
		if !errors.Is(err, refusal) {
			t.Error(err)
		}
	})
	t.Run("read-only", func(t *testing.T) {
		_, err := models.Read(t.Context(), w.db, everything(), func(tx *models.Tx) (struct{}, error) {
			return struct{}{}, models.Update(tx, &models.Location{ID: w.cafeDoor.ID, Name: "x"}, "name")
		})
		if err == nil || !strings.Contains(err.Error(), "read-only") {
			t.Error(err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func names[T any](rows []T, name func(T) string) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = name(r)
	}
	return strings.Join(out, " ")
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: got %q, want %q", what, g, w)
	}
}
