package studio_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
	"povtor/portal/studio"
)

// What is written out and read in again changes nothing.
func TestWhatIsExportedReadsBackTheSame(t *testing.T) {
	w := open(t)
	w.bring(t, models.ImportOptions{}, file{"a.csv", "Артикул;Код;Наименование;Категория;Бренд;Цена;Остаток;Ед;Мин. заказ;Кратность;НДС;Вес\n" +
		"001;id-1;Кофе \"в зёрнах\";Напитки / Кофе;=Бренд;1642,2;10;шт;3;2;10%;0,5 кг\n002;id-2;Чай;Напитки;;120;;кг;1;1;22%;\n"})
	before := w.catalogue(t, w.supplier)
	for _, format := range []string{"csv", "xlsx", "yml", "commerceml"} {
		out, err := w.s.Export(t.Context(), w.manager, studio.ExportInput{Format: format})
		if err != nil {
			t.Fatal(format, err)
		}
		var b bytes.Buffer
		if err := out.Write(t.Context(), &b); err != nil {
			t.Fatal(format, err)
		}
		run := w.read(t, models.ImportOptions{Whole: yes(), Vanished: "discontinue"}, file{out.Name, b.String()})
		if run.State != models.ImportReady || run.Counts.Applies != 0 || run.Counts.Vanished != 0 || run.Counts.Same != 2 {
			t.Errorf("%s: %s %s %+v %+v", format, run.State, run.Code, run.Counts, w.items(t, run.ID, ""))
		}
	}
	if d := cmp.Diff(before, w.catalogue(t, w.supplier)); d != "" {
		t.Error(d)
	}
}

// A worker that died is followed by another, which begins anew; one that lives is left alone.
func TestAKilledWorkerIsFollowedByAnother(t *testing.T) {
	w := open(t)
	run := w.begin(t, "upload", file{"a.csv", list})
	if _, err := w.s.Start(t.Context(), w.manager, studio.StartInput{ID: run.ID}); err != nil {
		t.Fatal(err)
	}
	ctx, kill := context.WithCancel(t.Context())
	kill()
	if _, err := w.s.Work(ctx, identity.System("import"), studio.Work{Run: run.ID}); err == nil {
		t.Fatal("a worker that was stopped says nothing")
	}
	other := uuid.New()
	hold := func(at time.Time, state models.ImportState) {
		In(t, w.db, func(tx *models.Tx) error {
			_, err := models.UpdateWhere[models.ImportRun](tx, map[string]any{"worker": other, "beat_at": at, "state": state}, "id = ?", run.ID)
			return err
		})
	}
	hold(Now, models.ImportReading)
	if got := w.work(t, run.ID); got.State != models.ImportReading {
		t.Fatalf("another's work was taken: %s", got.State)
	}
	hold(Now.Add(-time.Hour), models.ImportReading) // and half of it was staged
	before := len(w.jobs.All())
	if _, err := w.s.Sweep(t.Context(), identity.System("import"), studio.Sweep{}); err != nil {
		t.Fatal(err)
	}
	if all := w.jobs.All(); len(all) != before+1 || all[before] != (studio.Work{Run: run.ID}) {
		t.Fatalf("the sweep gave it to nobody: %v", all[before:])
	}
	if got := w.work(t, run.ID); got.State != models.ImportReady || got.Counts.New != 3 {
		t.Fatalf("after the death: %s %+v", got.State, got.Counts)
	}
	hold(Now.Add(-time.Hour), models.ImportCommitting)
	if got := w.work(t, run.ID); got.State != models.ImportCommitted {
		t.Fatalf("a commit after a death: %s", got.State)
	}
	after := w.catalogue(t, w.supplier)
	if got := w.work(t, run.ID); got.State != models.ImportCommitted {
		t.Fatal(got.State)
	}
	if d := cmp.Diff(after, w.catalogue(t, w.supplier)); d != "" || len(after) != 3 {
		t.Error("committed twice:", d)
	}
}

func TestAFeedIsFetchedAndWaitsOnlyWhereALimitAsks(t *testing.T) {
	w := open(t)
	const at = "https://feeds.example/price.csv"
	f, err := w.s.AddFeed(t.Context(), w.manager, studio.AddFeedInput{Body: studio.FeedBody{Name: "Ночной", URL: at, Every: "day", At: "06:30"}})
	if err != nil || f.NextAt == nil || !f.NextAt.Equal(time.Date(2026, 11, 22, 3, 30, 0, 0, time.UTC)) {
		t.Fatalf("%+v %v", f, err)
	}
	fetch := func(content string) studio.Run {
		t.Helper()
		w.web[at] = content
		if _, err := w.s.Fetch(t.Context(), identity.System("import"), studio.Fetch{Feed: f.ID}); err != nil {
			t.Fatal(err)
		}
		page, err := w.s.List(t.Context(), w.manager, studio.ListInput{Limit: 10})
		if err != nil || len(page.Items) == 0 {
			t.Fatal("no run:", err)
		}
		w.work(t, page.Items[0].ID)
		return w.work(t, page.Items[0].ID).Run
	}
	if run := fetch(list); run.State != models.ImportCommitted || run.CommittedBy != "" || run.Counts.New != 3 {
		t.Fatalf("no limit was passed: %s %+v", run.State, run.Counts)
	}
	jump := fetch(strings.Replace(list, "1642,20", "16,42", 1))
	if jump.State != models.ImportReady || len(jump.Asks) != 1 {
		t.Fatalf("a fall of 99 per cent: %s %+v", jump.State, jump.Asks)
	}
	if next := fetch(list); next.State != models.ImportCommitted || w.get(t, jump.ID).State != models.ImportCancelled {
		t.Errorf("the next fetch: %s, the one before: %s", next.State, w.get(t, jump.ID).State)
	}
	delete(w.web, at)
	if _, err := w.s.Fetch(t.Context(), identity.System("import"), studio.Fetch{Feed: f.ID}); err != nil {
		t.Fatal(err)
	}
	all, err := w.s.Feeds(t.Context(), w.manager, struct{}{})
	if err != nil || all[0].LastCode != "not-fetched" {
		t.Errorf("%+v %v", all, err)
	}
	in := studio.AddFeedInput{Body: studio.FeedBody{Name: "x", URL: "https://127.0.0.1/x", Every: "day", At: "06:30"}}
	if err := in.Validate(); models.KindOf(err) != models.Invalid {
		t.Errorf("an address inside: %v", err)
	}
}

func TestFaultsComeAsAFileThatNoSheetTakesForFormulas(t *testing.T) {
	w := open(t)
	run := w.read(t, models.ImportOptions{}, file{"=a.csv", "Артикул;Наименование;Цена\n1;Кофе;=HYPERLINK(1)\n;Без кода;5\n1;Кофе;7\n"})
	out, err := w.s.FaultFile(t.Context(), w.manager, studio.GetInput{ID: run.ID})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := out.Write(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if strings.Count(text, "\n") < 4 || !strings.Contains(text, "'=HYPERLINK(1)") || !strings.Contains(text, "'=a.csv") || strings.Contains(text, ";=") {
		t.Error(text)
	}
	if run.Counts.Faulty != 2 || run.Counts.New != 1 {
		t.Errorf("%+v", run.Counts)
	}
}
