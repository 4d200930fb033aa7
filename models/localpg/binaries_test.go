package localpg

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// plant makes a directory whose postgres says that it has this version.
func plant(t *testing.T, dir, version string) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"initdb", "postgres"} {
		program := "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(program), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	nine := plant(t, filepath.Join(root, "pg", "9", "bin"), "9.6.24 (Debian)")
	fifteen := plant(t, filepath.Join(root, "pg", "15", "bin"), "15.18 (Debian 15.18-0+deb12u1)")
	seventeen := plant(t, filepath.Join(root, "pg", "17", "bin"), "17.2")
	links := filepath.Join(root, "links")
	if err := os.Mkdir(links, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(fifteen, "initdb"), filepath.Join(links, "initdb")); err != nil {
		t.Fatal(err)
	}
	empty := t.TempDir()

	for _, c := range []struct {
		name            string
		pgBin, path     string
		packaged        string
		major           int
		want, complaint string
	}{
		{name: "nothing", path: empty, packaged: empty, complaint: "PG_BIN=/directory"},
		{name: "PG_BIN first", pgBin: fifteen, path: seventeen, packaged: root + "/pg/*/bin", want: fifteen},
		{name: "PG_BIN wrong", pgBin: empty, path: seventeen, packaged: root + "/pg/*/bin", complaint: "PG_BIN: " + empty + " has no program initdb"},
		{name: "PATH by a link", path: links, packaged: root + "/pg/*/bin", want: fifteen},
		{name: "newest package", path: empty, packaged: root + "/pg/*/bin", want: seventeen},
		{name: "the data's version", path: empty, packaged: root + "/pg/*/bin", major: 15, want: fifteen},
		{name: "the data's version is gone", path: empty, packaged: root + "/pg/*/bin", major: 16, complaint: "written by PostgreSQL 16"},
		{name: "too old", path: empty, packaged: nine, complaint: "too old"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("PG_BIN", c.pgBin)
			t.Setenv("PATH", c.path)
			old := packaged
			packaged = []string{c.packaged}
			defer func() { packaged = old }()

			in, err := find(c.major)
			if c.complaint != "" {
				if err == nil || !strings.Contains(err.Error(), c.complaint) {
					t.Fatalf("got %v, %v; want a complaint with %q", in, err, c.complaint)
				}
				return
			}
			if err != nil || in.dir != c.want {
				t.Errorf("got %q, %v; want %q", in.dir, err, c.want)
			}
		})
	}
}

func TestNoPostgresIsKnownByItsError(t *testing.T) {
	t.Setenv("PG_BIN", "")
	t.Setenv("PATH", t.TempDir())
	old := packaged
	packaged = nil
	defer func() { packaged = old }()
	if _, err := Start(t.Context(), Options{Dir: filepath.Join(t.TempDir(), "pg")}); !errors.Is(err, ErrNoPostgres) {
		t.Errorf("got %v", err)
	}
}
