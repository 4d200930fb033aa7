package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// module is the first part of our own import paths.
const module = "povtor/"

// floors names, for each floor, the floors that its files may import. The roof is the root directory.
var floors = map[string][]string{
	"models": {"models"},
	"static": {"static"},
	"portal": {"portal", "models"},
	"api":    {"api", "portal", "models", "static"},
	"jobs":   {"jobs", "portal", "models"},
	"roof":   {"api", "jobs", "portal", "models", "static"},
}

// outside are directories that stand beside the house: programs for its builders, and the browser tests.
var outside = []string{"tools", "e2e", "node_modules", "data", "bin", "testdata"}

// fences names the one room in which a library may be named. The roof may name any.
var fences = map[string]string{
	"database/sql":                  "models",
	"gorm.io":                       "models",
	"github.com/jackc/pgx":          "models",
	"github.com/pressly/goose":      "models",
	"github.com/gofiber":            "api",
	"github.com/valyala/fasthttp":   "api",
	"github.com/danielgtaylor/huma": "api",
	"github.com/riverqueue":         "jobs",
	"github.com/stripe":             "portal/billing",
	"github.com/wneessen/go-mail":   "portal/notify",
	"net/smtp":                      "portal/notify",
	module + "models/localpg":       "models/modelstest",
}

// gates are the exceptions: River's driver wants the pgx pool by name.
var gates = map[string][]string{
	"jobs": {"github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool"},
}

// clocks are the calls that read the machine's clock; everybody but the roof is handed the time.
var clocks = []string{"Now", "Since", "Until"}

// vague are package names that say nothing about what is inside.
var vague = []string{"util", "utils", "common", "helper", "helpers", "misc", "shared"}

func TestFloors(t *testing.T) {
	found, err := breaches(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range found {
		t.Error(b)
	}
}

// breaches reads every Go file of a tree and answers where it leaves the house's plan.
func breaches(tree fs.FS) (found []string, err error) {
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains(outside, d.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, breach := range source(name).inspect(file) {
			found = append(found, name+": "+breach)
		}
		return nil
	})
	return found, err
}

// source is the path of a Go file below the root.
type source string

func (s source) floor() string {
	first, _, below := strings.Cut(string(s), "/")
	if !below {
		return "roof"
	}
	return first
}

// isTest says whether only tests see the file: theirs, and packages made for them, such as models/modelstest.
func (s source) isTest() bool {
	return strings.HasSuffix(string(s), "_test.go") || forTests(path.Dir(string(s)))
}

func forTests(pkg string) bool { return strings.HasSuffix(pkg, "test") }

// within says whether the file lies in a room, such as portal/billing, or below it.
func (s source) within(room string) bool { return strings.HasPrefix(string(s), room+"/") }

func (s source) inspect(file *ast.File) (found []string) {
	if floors[s.floor()] == nil {
		return []string{"no floor has the name " + s.floor()}
	}
	if name := strings.TrimSuffix(file.Name.Name, "_test"); slices.Contains(vague, name) {
		found = append(found, "package "+name+" has a name that says nothing")
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the parser has seen to it
		}
		if breach := s.mayImport(imported); breach != "" {
			found = append(found, breach)
		}
	}
	if breach := s.readsClock(file); breach != "" {
		found = append(found, breach)
	}
	return found
}

func (s source) mayImport(imported string) string {
	if rest, ours := strings.CutPrefix(imported, module); ours {
		floor, _, _ := strings.Cut(rest, "/")
		if !slices.Contains(floors[s.floor()], floor) {
			return fmt.Sprintf("%s may not import %s", s.floor(), imported)
		}
		if forTests(imported) && !s.isTest() {
			return imported + " is for tests"
		}
	}
	for library, room := range fences {
		if imported != library && !strings.HasPrefix(imported, library+"/") {
			continue
		}
		lawful := s.floor() == "roof" || s.within(room) || slices.Contains(gates[s.floor()], imported)
		if !lawful {
			return fmt.Sprintf("only %s may import %s", room, imported)
		}
	}
	return ""
}

func (s source) readsClock(file *ast.File) (breach string) {
	if s.floor() == "roof" || s.isTest() || s.within("models/localpg") {
		return ""
	}
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains(clocks, selector.Sel.Name) {
			breach = "reads the clock by time." + selector.Sel.Name
		}
		return true
	})
	return breach
}

// TestFloorsGuard plants breaches beside lawful neighbours and expects exactly the breaches to be found.
func TestFloorsGuard(t *testing.T) {
	importing := func(pkg string, paths ...string) *fstest.MapFile {
		text := "package " + pkg + "\n"
		for _, p := range paths {
			text += fmt.Sprintf("import _ %q\n", p)
		}
		return &fstest.MapFile{Data: []byte(text)}
	}
	saying := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

	lawful := fstest.MapFS{
		"main.go":                         importing("main", "povtor/api", "povtor/jobs", "povtor/models/localpg", "github.com/jackc/pgx/v5", "time"),
		"clock.go":                        saying("package main\nimport \"time\"\nvar now = time.Now\n"),
		"models/db.go":                    importing("models", "gorm.io/gorm", "github.com/jackc/pgx/v5/stdlib", "database/sql"),
		"models/db_test.go":               importing("models_test", "povtor/models", "povtor/models/modelstest"),
		"models/modelstest/server.go":     importing("modelstest", "povtor/models", "povtor/models/localpg"),
		"models/localpg/wait.go":          saying("package localpg\nimport \"time\"\nvar start = time.Now()\n"),
		"portal/billing/pay.go":           importing("billing", "povtor/models", "povtor/portal/identity", "github.com/stripe/stripe-go/v76"),
		"portal/notify/mail.go":           importing("notify", "github.com/wneessen/go-mail"),
		"portal/billing/billingtest/v.go": saying("package billingtest\nimport _ \"povtor/models/modelstest\"\nimport \"time\"\nvar now = time.Now()\n"),
		"portal/billing/pay_test.go":      saying("package billing\nimport \"time\"\nvar now = time.Now()\n"),
		"api/server.go":                   importing("api", "povtor/static", "povtor/portal/billing", "github.com/gofiber/fiber/v2"),
		"jobs/client.go":                  importing("jobs", "povtor/portal/billing", "github.com/riverqueue/river", "github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool"),
		"jobs/late.go":                    saying("package jobs\nimport \"time\"\nfunc late(now, due time.Time) bool { return now.Sub(due) > time.Hour }\n"),
		"tools/bench/main.go":             saying("package main\nimport _ \"gorm.io/gorm\"\nimport \"time\"\nvar now = time.Now()\n"),
		"node_modules/x/gyp/thing.go":     importing("util", "povtor/api"),
		"api/testdata/broken/thing.go":    saying("not Go at all"),
	}
	for name, planted := range map[string]struct {
		file *fstest.MapFile
		want string
	}{
		"models/up.go":                {importing("models", "povtor/portal/ordering"), "models may not import povtor/portal/ordering"},
		"models/river.go":             {importing("models", "github.com/riverqueue/river"), "only jobs may import github.com/riverqueue/river"},
		"models/testing.go":           {importing("models", "povtor/models/modelstest"), "povtor/models/modelstest is for tests"},
		"models/private.go":           {importing("models", "povtor/models/localpg"), "only models/modelstest may import povtor/models/localpg"},
		"portal/ordering/testing.go":  {importing("ordering", "povtor/portal/billing/billingtest"), "povtor/portal/billing/billingtest is for tests"},
		"static/up.go":                {importing("static", "povtor/models"), "static may not import povtor/models"},
		"portal/ordering/up.go":       {importing("ordering", "povtor/api"), "portal may not import povtor/api"},
		"portal/ordering/jobs.go":     {importing("ordering", "povtor/jobs"), "portal may not import povtor/jobs"},
		"portal/ordering/page.go":     {importing("ordering", "povtor/static"), "portal may not import povtor/static"},
		"portal/ordering/sql.go":      {importing("ordering", "gorm.io/gorm/clause"), "only models may import gorm.io/gorm/clause"},
		"portal/ordering/pgx.go":      {importing("ordering", "github.com/jackc/pgx/v5"), "only models may import github.com/jackc/pgx/v5"},
		"portal/ordering/pay.go":      {importing("ordering", "github.com/stripe/stripe-go/v76"), "only portal/billing may import github.com/stripe/stripe-go/v76"},
		"portal/billing/mail.go":      {importing("billing", "github.com/wneessen/go-mail"), "only portal/notify may import github.com/wneessen/go-mail"},
		"portal/ordering/web_test.go": {importing("ordering", "povtor/api"), "portal may not import povtor/api"},
		"portal/common/thing.go":      {importing("common"), "package common has a name that says nothing"},
		"api/across.go":               {importing("api", "povtor/jobs"), "api may not import povtor/jobs"},
		"api/pool.go":                 {importing("api", "github.com/jackc/pgx/v5/pgxpool"), "only models may import github.com/jackc/pgx/v5/pgxpool"},
		"jobs/across.go":              {importing("jobs", "povtor/api"), "jobs may not import povtor/api"},
		"jobs/page.go":                {importing("jobs", "povtor/static"), "jobs may not import povtor/static"},
		"jobs/huma.go":                {importing("jobs", "github.com/danielgtaylor/huma/v2"), "only api may import github.com/danielgtaylor/huma/v2"},
		"jobs/types.go":               {importing("jobs", "github.com/jackc/pgx/v5/pgtype"), "only models may import github.com/jackc/pgx/v5/pgtype"},
		"shop/new.go":                 {importing("shop"), "no floor has the name shop"},
		"api/clock.go":                {saying("package api\nimport \"time\"\nvar x = time.Now()\n"), "reads the clock by time.Now"},
		"jobs/clock.go":               {saying("package jobs\nimport \"time\"\nvar x = struct{ f func() time.Time }{time.Now}\n"), "reads the clock by time.Now"},
		"portal/ordering/since.go":    {saying("package ordering\nimport \"time\"\nfunc age(t time.Time) time.Duration { return time.Since(t) }\n"), "reads the clock by time.Since"},
		"main_breach.go":              {importing("main", "povtor/models/modelstest"), "povtor/models/modelstest is for tests"},
	} {
		t.Run(name, func(t *testing.T) {
			tree := fstest.MapFS{name: planted.file}
			for lawfulName, file := range lawful {
				tree[lawfulName] = file
			}
			got, err := breaches(tree)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{name + ": " + planted.want}, got); diff != "" {
				t.Error("breaches found (-want +got):\n" + diff)
			}
		})
	}
}
