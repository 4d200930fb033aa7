package studio_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"povtor/models"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
	"povtor/portal/studio"
)

const list = "Артикул;Наименование;Категория;Цена;Остаток;Ед\n" +
	"001;Кофе в зёрнах;Кофе;1642,20;10;шт\n" +
	"002;Чай чёрный;Чай;120;5;шт\n" +
	"003;Сахар;Бакалея;60;;кг\n"

func TestAListBecomesACatalogue(t *testing.T) {
	w := open(t)
	run := w.read(t, models.ImportOptions{}, file{"прайс.csv", list})
	if run.State != models.ImportReady || run.Counts.New != 3 || run.Counts.Faulty != 0 || run.Counts.Categories != 3 {
		t.Fatalf("dry run: %s %s %+v", run.State, run.Code, run.Counts)
	}
	if got := w.catalogue(t, w.supplier); len(got) != 0 {
		t.Fatalf("a dry run wrote %d products", len(got))
	}
	run = w.commit(t, run.ID)
	if run.State != models.ImportCommitted || run.Progress.Written != run.Counts.Applies {
		t.Fatalf("%s %s %+v", run.State, run.Code, run.Progress)
	}
	got := w.catalogue(t, w.supplier)
	for sku, want := range map[string]map[string]string{
		"001": {"name_ru": `"Кофе в зёрнах"`, "list_price": `[[1, 1642.2]]`, "on_hand": `10`, "status": `"active"`, "unit": `"pcs"`},
		"003": {"list_price": `[[1, 60]]`, "on_hand": `null`, "unit": `"kg"`},
	} {
		for field, value := range want {
			if have := string(got[sku][field]); have != value {
				t.Errorf("%s %s: %s, want %s", sku, field, have, value)
			}
		}
	}
	again := w.read(t, models.ImportOptions{}, file{"прайс.csv", list})
	if !again.Remembered {
		t.Error("the mapping was not remembered")
	}
	if c := again.Counts; c.Same != 3 || c.Applies != 0 {
		t.Errorf("the same list again: %+v", c)
	}
}

func TestMissingIsNotZero(t *testing.T) {
	w := open(t)
	w.bring(t, models.ImportOptions{}, file{"a.csv", list})
	run := w.bring(t, models.ImportOptions{}, file{"b.csv", "Артикул;Цена\n001;1700\n002;\n"})
	if c := run.Counts; c.Changed != 1 || c.Same != 1 || c.Up != 1 {
		t.Errorf("%+v", c)
	}
	got := w.catalogue(t, w.supplier)
	if string(got["001"]["on_hand"]) != "10" || string(got["001"]["name_ru"]) != `"Кофе в зёрнах"` || string(got["002"]["list_price"]) != "[[1, 120]]" {
		t.Errorf("%s", got)
	}
}

func TestBeyondALimitAPersonSaysYes(t *testing.T) {
	w := open(t)
	w.bring(t, models.ImportOptions{}, file{"a.csv", list})
	run := w.read(t, models.ImportOptions{Whole: yes(), Vanished: "discontinue"}, file{"b.csv", "Артикул;Цена\n001;160\n"})
	want := []models.ImportAsk{{Kind: "price", Count: 1, Of: 1, Limit: 50}, {Kind: "vanished", Count: 2, Of: 3, Limit: 20}}
	if d := cmp.Diff(want, run.Asks); d != "" {
		t.Fatal(d)
	}
	in := studio.CommitInput{ID: run.ID}
	in.Body.Accept = []string{"price"}
	if _, err := w.s.Commit(t.Context(), w.manager, in); models.CodeOf(err) != "needs-a-yes" {
		t.Fatalf("half a yes: %v", err)
	}
	run = w.commit(t, run.ID, "price", "vanished")
	if run.State != models.ImportCommitted || len(run.Answers) != 2 || run.Answers[0].By != w.manager.User() {
		t.Errorf("%s %+v", run.State, run.Answers)
	}
	if got := w.catalogue(t, w.supplier); string(got["002"]["status"]) != `"discontinued"` {
		t.Errorf("vanished goods: %s", got["002"]["status"])
	}
	back := w.bring(t, models.ImportOptions{}, file{"c.csv", "Артикул;Цена\n002;120\n"})
	if got := w.catalogue(t, w.supplier); back.Counts.Changed != 1 || string(got["002"]["status"]) != `"active"` {
		t.Errorf("goods that are there again: %s", got["002"]["status"])
	}
}

func TestAChangeSinceTheDryRunIsTold(t *testing.T) {
	w := open(t)
	w.bring(t, models.ImportOptions{}, file{"a.csv", list})
	run := w.read(t, models.ImportOptions{}, file{"b.csv", "Артикул;Цена;Наименование\n001;1700;Кофе\n002;130;Чай\n"})
	before := w.catalogue(t, w.supplier)
	In(t, w.db, func(tx *models.Tx) error {
		_, err := models.UpdateWhere[models.Product](tx, map[string]any{"name_ru": "Кофе «Арабика»"}, "sku = '001'")
		return err
	})
	run = w.commit(t, run.ID)
	if run.State != models.ImportReady || run.Code != "stale" || run.Counts.Stale != 1 {
		t.Fatalf("%s %s %+v", run.State, run.Code, run.Counts)
	}
	if stale := w.items(t, run.ID, "stale"); len(stale) != 1 || stale[0].SKU != "001" {
		t.Errorf("told: %+v", stale)
	}
	if got := w.catalogue(t, w.supplier); string(got["002"]["list_price"]) != string(before["002"]["list_price"]) {
		t.Error("half of it was written")
	}
	if _, err := w.s.Commit(t.Context(), w.manager, studio.CommitInput{ID: run.ID}); models.CodeOf(err) != "stale" {
		t.Errorf("commit what is stale: %v", err)
	}
	if _, err := w.s.Start(t.Context(), w.manager, studio.StartInput{ID: run.ID}); err != nil {
		t.Fatal(err)
	}
	w.work(t, run.ID)
	if run = w.commit(t, run.ID); run.State != models.ImportCommitted {
		t.Errorf("after comparing again: %s %s", run.State, run.Code)
	}
}

func TestUndoRestoresExactly(t *testing.T) {
	w := open(t)
	w.bring(t, models.ImportOptions{}, file{"a.csv", list})
	before := w.catalogue(t, w.supplier)
	run := w.bring(t, models.ImportOptions{Whole: yes(), Vanished: "draft"}, file{"b.csv", "Артикул;Цена;Остаток;Категория;Бренд\n001;1700;3;Новое / Глубже;Арабика\n"},
		file{"c.csv", "Артикул;Наименование;Категория;Цена\n777;Новинка;Совсем новое;5\n"})
	if d := cmp.Diff(before, w.catalogue(t, w.supplier)); d == "" {
		t.Fatal("the import changed nothing")
	}
	undone, err := w.s.Undo(t.Context(), w.manager, studio.CancelInput{ID: run.ID})
	if err != nil || undone.Removed != 1 || undone.Kept != 0 || undone.Run.State != models.ImportUndone {
		t.Fatalf("%+v %v", undone, err)
	}
	if d := cmp.Diff(before, w.catalogue(t, w.supplier)); d != "" {
		t.Error(d)
	}
	In(t, w.db, func(tx *models.Tx) error {
		all, err := models.Categories(tx, "ru")
		for _, c := range all {
			if strings.Contains(c.NameRu, "ново") || strings.Contains(c.NameRu, "Глубже") {
				t.Error("a category was left behind:", c.NameRu)
			}
		}
		return err
	})
	if _, err := w.s.Undo(t.Context(), w.manager, studio.CancelInput{ID: run.ID}); models.CodeOf(err) != "not-committed" {
		t.Errorf("undo twice: %v", err)
	}
}

func TestAnotherSuppliersRunIsNotThere(t *testing.T) {
	w := open(t)
	run := w.read(t, models.ImportOptions{}, file{"a.csv", list})
	other := Viewer(t, w.db, Company(t, w.db, models.SupplierKind, "Чужие"), identity.SupplierAdmin)
	for what, err := range map[string]error{
		"get":    second(w.s.Get(t.Context(), other, studio.GetInput{ID: run.ID})),
		"items":  second(w.s.Items(t.Context(), other, studio.ItemsInput{ID: run.ID, Limit: 5})),
		"faults": second(w.s.Faults(t.Context(), other, studio.FaultsInput{ID: run.ID, Limit: 5})),
		"commit": second(w.s.Commit(t.Context(), other, studio.CommitInput{ID: run.ID})),
		"start":  second(w.s.Start(t.Context(), other, studio.StartInput{ID: run.ID})),
		"cancel": second(w.s.Cancel(t.Context(), other, studio.CancelInput{ID: run.ID})),
		"undo":   second(w.s.Undo(t.Context(), other, studio.CancelInput{ID: run.ID})),
	} {
		if models.KindOf(err) != models.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	page, err := w.s.List(t.Context(), other, studio.ListInput{Limit: 10})
	if err != nil || len(page.Items) != 0 {
		t.Errorf("list: %v %v", page, err)
	}
	buyer := Viewer(t, w.db, Company(t, w.db, models.ClientKind, "Кафе"), identity.Buyer)
	if _, err := w.s.Get(t.Context(), buyer, studio.GetInput{ID: run.ID}); models.KindOf(err) != models.Forbidden {
		t.Errorf("a buyer: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }
