package vocabulary_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue"
	"povtor/portal/catalogue/cataloguetest"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/vocabulary"
)

func TestWhatIsNotFoundIsToldAndTaught(t *testing.T) {
	t.Parallel()
	db := modelstest.DB(t, identitytest.Clock)
	words, shop := vocabulary.New(db), catalogue.New(db)
	supplier, other := identitytest.Company(t, db, models.SupplierKind, "Крепёж"), identitytest.Company(t, db, models.SupplierKind, "Чужой")
	client := identitytest.Company(t, db, models.ClientKind, "Кафе")
	identitytest.Agreement(t, db, client, supplier)
	cataloguetest.Product(t, db, supplier, "Саморез по дереву")
	manager, stranger := identitytest.Viewer(t, db, supplier, identity.SupplierManager), identitytest.Viewer(t, db, other, identity.SupplierManager)
	buyer := identitytest.Viewer(t, db, client, identity.Buyer)
	look := func(q string, more ...string) int {
		t.Helper()
		page, err := shop.List(t.Context(), buyer, catalogue.ListInput{Filter: catalogue.Filter{Q: q, Brand: more}})
		if err != nil {
			t.Fatal(err)
		}
		return len(page.Items)
	}
	for _, q := range []string{"гвоз", "гвозд", "гвоздодёр", "гвоздод", "шуруп", "шуруп", "саморез", "Шуруп!", "ab"} {
		look(q)
	}
	look("втулка", "Севермет")
	misses := func(v identity.Viewer) []vocabulary.Miss {
		t.Helper()
		page, err := words.Misses(t.Context(), v, vocabulary.MissesInput{})
		if err != nil {
			t.Fatal(err)
		}
		return page.Items
	}
	today := models.DateOf(identitytest.Now, models.ZoneOf("Europe/Moscow"))
	if d := cmp.Diff([]vocabulary.Miss{{Words: "шуруп", Times: 3, Clients: []string{"Кафе"}, Total: 1, LastOn: today},
		{Words: "гвоздодер", Times: 1, Clients: []string{"Кафе"}, Total: 1, LastOn: today}}, misses(manager)); d != "" {
		t.Error(d)
	}
	if got := misses(stranger); len(got) != 0 {
		t.Errorf("a stranger is told %+v", got)
	}

	in := vocabulary.AddInput{}
	in.Body.Words, in.Body.Meant = "Шурупы", "саморез"
	added, err := words.Add(t.Context(), manager, in)
	if err != nil {
		t.Fatal(err)
	}
	if look("шуруп") != 1 || len(misses(manager)) != 1 {
		t.Error("the synonym does not answer")
	}
	if _, err := words.Add(t.Context(), manager, in); models.CodeOf(err) != "known-already" {
		t.Errorf("the same again: %v", err)
	}
	in.Body.Meant = "и"
	if _, err := words.Add(t.Context(), manager, in); models.KindOf(err) != models.Invalid {
		t.Errorf("nothing but a particle: %v", err)
	}
	if _, err := words.Remove(t.Context(), stranger, vocabulary.RemoveInput{ID: added.ID}); models.KindOf(err) != models.NotFound {
		t.Errorf("a stranger's synonym: %v", err)
	}
	list, err := words.Synonyms(t.Context(), manager, vocabulary.SynonymsInput{Q: "саморез"})
	if err != nil || len(list.Items) != 1 || list.Items[0].ID != added.ID {
		t.Errorf("listed %+v, %v", list, err)
	}
	if _, err := words.Remove(t.Context(), manager, vocabulary.RemoveInput{ID: added.ID}); err != nil || look("шуруп") != 0 {
		t.Errorf("forgotten, it still answers: %v", err)
	}
	if _, err := words.Misses(t.Context(), buyer, vocabulary.MissesInput{}); models.KindOf(err) != models.Forbidden {
		t.Errorf("a client reads what was not found: %v", err)
	}
}

// What was not found is kept for ninety days and then tidied away.
func TestWhatWasNotFoundLongAgoGoes(t *testing.T) {
	t.Parallel()
	db := modelstest.DB(t, identitytest.Clock)
	supplier, client := identitytest.Company(t, db, models.SupplierKind, "Крепёж"), identitytest.Company(t, db, models.ClientKind, "Кафе")
	today := models.DateOf(identitytest.Now, models.ZoneOf("Europe/Moscow"))
	missed := [][]any{{supplier.ID, client.ID, today.Add(-92), "давно"}, {supplier.ID, client.ID, today.Add(-88), "недавно"}}
	identitytest.In(t, db, func(tx *models.Tx) error {
		at := 0
		_, err := models.Load(tx, "search_misses", []string{"supplier_id", "client_id", "on_day", "words"}, func() ([]any, error) {
			if at++; at > len(missed) {
				return nil, nil
			}
			return missed[at-1], nil
		})
		return err
	})
	identitytest.In(t, db, func(tx *models.Tx) error {
		if n, err := models.Tidy(tx); n != 1 || err != nil {
			t.Errorf("%d went, %v", n, err)
		}
		return nil
	})
}
