package studio_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
	"povtor/portal/studio"
)

// world is a supplier with a studio, and another that must not be touched.
type world struct {
	db       *models.DB
	jobs     *modelstest.Jobs
	s        *studio.Service
	supplier models.Organisation
	manager  identity.Viewer
	web      web
}

// web is what lies at addresses.
type web map[string]string

func (w web) Fetch(_ context.Context, address string, to io.Writer, _ int64) (string, error) {
	content, ok := w[address]
	if !ok {
		return "", errors.New("nothing there")
	}
	_, err := io.WriteString(to, content)
	return address[strings.LastIndexByte(address, '/')+1:], err
}

func open(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	db := modelstest.DB(t, Clock)
	w := &world{db: db, jobs: modelstest.Queue(db), web: web{}}
	w.s = studio.New(db, w.web)
	w.supplier = Company(t, db, models.SupplierKind, "Зерно")
	w.manager = Viewer(t, db, w.supplier, identity.SupplierManager)
	return w
}

// another is the same world with another supplier, whose catalogue is empty.
func (w *world) another(t testing.TB) *world {
	t.Helper()
	o := *w
	o.supplier = Company(t, w.db, models.SupplierKind, "Посуда")
	o.manager = Viewer(t, w.db, o.supplier, identity.SupplierManager)
	return &o
}

// file is a file on its way into the studio.
type file struct{ name, text string }

// begin uploads files and has them looked at.
func (w *world) begin(t testing.TB, source string, files ...file) studio.Detail {
	t.Helper()
	var in studio.BeginInput
	in.Body.Source = source
	for _, f := range files {
		in.Body.Files = append(in.Body.Files, f.name)
	}
	run, err := w.s.Begin(t.Context(), w.manager, in)
	if err != nil {
		t.Fatal("begin:", err)
	}
	for i, f := range files {
		rest, position := []byte(f.text), 0
		for len(rest) > 0 {
			n := min(len(rest), 1<<20)
			if _, err := w.s.Append(t.Context(), w.manager, studio.PieceInput{ID: run.ID, File: i, Position: position, RawBody: rest[:n]}); err != nil {
				t.Fatal("append:", err)
			}
			rest, position = rest[n:], position+1
		}
	}
	run, err = w.s.Look(t.Context(), w.manager, studio.LookInput{ID: run.ID})
	if err != nil {
		t.Fatal("look:", err)
	}
	return run
}

// read uploads files and makes the dry run.
func (w *world) read(t testing.TB, options models.ImportOptions, files ...file) studio.Detail {
	t.Helper()
	run := w.begin(t, "upload", files...)
	if run.State == models.ImportRefused {
		return run
	}
	if run.State == models.ImportAsking {
		in := studio.StartInput{ID: run.ID}
		in.Body.Options = &options
		if _, err := w.s.Start(t.Context(), w.manager, in); err != nil {
			t.Fatal("start:", err)
		}
	}
	return w.work(t, run.ID)
}

// work lets the worker at a run, and answers how it stands afterwards.
func (w *world) work(t testing.TB, id models.ImportRunID) studio.Detail {
	t.Helper()
	if _, err := w.s.Work(t.Context(), identity.System("import"), studio.Work{Run: id}); err != nil {
		t.Fatal("work:", err)
	}
	return w.get(t, id)
}

func (w *world) get(t testing.TB, id models.ImportRunID) studio.Detail {
	t.Helper()
	run, err := w.s.Get(t.Context(), w.manager, studio.GetInput{ID: id})
	if err != nil {
		t.Fatal("get:", err)
	}
	return run
}

// commit says yes to these limits and commits.
func (w *world) commit(t testing.TB, id models.ImportRunID, accept ...string) studio.Detail {
	t.Helper()
	in := studio.CommitInput{ID: id}
	in.Body.Accept = accept
	if _, err := w.s.Commit(t.Context(), w.manager, in); err != nil {
		t.Fatal("commit:", err)
	}
	return w.work(t, id)
}

// bring takes a file all the way.
func (w *world) bring(t testing.TB, options models.ImportOptions, files ...file) studio.Detail {
	t.Helper()
	run := w.read(t, options, files...)
	if run.State != models.ImportReady {
		t.Fatalf("not ready: %s %s %s", run.State, run.Code, run.Detail)
	}
	var accept []string
	for _, a := range run.Asks {
		accept = append(accept, a.Kind)
	}
	run = w.commit(t, run.ID, accept...)
	if run.State != models.ImportCommitted {
		t.Fatalf("not committed: %s %s %s", run.State, run.Code, run.Detail)
	}
	return run
}

// items are all of a kind in a dry run.
func (w *world) items(t testing.TB, id models.ImportRunID, kind string) []studio.Item {
	t.Helper()
	var out []studio.Item
	in := studio.ItemsInput{ID: id, Kind: kind, Limit: 7}
	for {
		page, err := w.s.Items(t.Context(), w.manager, in)
		if err != nil {
			t.Fatal("items:", err)
		}
		out = append(out, page.Items...)
		if in.After = page.Next; in.After == "" {
			return out
		}
	}
}

// catalogue is how every product of a supplier stands, by SKU.
func (w *world) catalogue(t testing.TB, supplier models.Organisation) map[string]map[string]json.RawMessage {
	t.Helper()
	out := map[string]map[string]json.RawMessage{}
	In(t, w.db, func(tx *models.Tx) error {
		return models.ExportProducts(tx, supplier.ID, func(p models.ExportedProduct) error {
			var sku string
			if err := json.Unmarshal(p.State["sku"], &sku); err != nil {
				return err
			}
			out[sku] = p.State
			return nil
		})
	})
	return out
}

func yes() *bool { b := true; return &b }
