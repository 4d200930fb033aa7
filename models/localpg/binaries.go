package localpg

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ErrNoPostgres says that the machine has no PostgreSQL server, and names the three ways out.
var ErrNoPostgres = errors.New(`no PostgreSQL server was found; one of these helps:
  1. install it:       apt-get install postgresql   (on a Mac: brew install postgresql@17)
  2. say where it is:  PG_BIN=/directory/with/initdb/and/postgres
  3. use one you run:  DATABASE_URL=postgres://user:password@host:5432/database`)

// oldest is the first major version that knows everything the schema uses.
const oldest = 15

// installation is one directory that holds initdb and postgres.
type installation struct {
	dir   string
	major int
}

func (i installation) program(name string) string { return filepath.Join(i.dir, name) }

// packaged are the places where Debian, Red Hat, Homebrew and Postgres.app keep the server's programs,
// most of which are not on anybody's PATH.
var packaged = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// find answers the installation to use: PG_BIN when it is set, otherwise the newest one, preferring
// what PATH names. With major above zero only that version will do, because data of one major version
// cannot be read by another.
func find(major int) (installation, error) {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		in, err := inspect(dir)
		if err != nil {
			return in, fmt.Errorf("PG_BIN: %w", err)
		}
		return in, in.suits(major)
	}
	found := onPath()
	found = append(found, inPackages()...)
	if len(found) == 0 {
		return installation{}, ErrNoPostgres
	}
	for _, in := range found {
		if in.suits(major) == nil {
			return in, nil
		}
	}
	return found[0], found[0].suits(major)
}

func onPath() []installation {
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		return nil
	}
	if real, err := filepath.EvalSymlinks(initdb); err == nil {
		initdb = real
	}
	in, err := inspect(filepath.Dir(initdb))
	if err != nil {
		return nil
	}
	return []installation{in}
}

// inPackages answers the newest first.
func inPackages() []installation {
	var found []installation
	for _, pattern := range packaged {
		dirs, _ := filepath.Glob(pattern) // the patterns are well formed, the only fault there is
		for _, dir := range dirs {
			if in, err := inspect(dir); err == nil {
				found = append(found, in)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b installation) int { return cmp.Compare(b.major, a.major) })
	return found
}

// inspect looks at a directory and asks its server for its version.
func inspect(dir string) (installation, error) {
	in := installation{dir: dir}
	for _, name := range []string{"initdb", "postgres"} {
		if _, err := exec.LookPath(in.program(name)); err != nil {
			return in, fmt.Errorf("%s has no program %s", dir, name)
		}
	}
	out, err := exec.Command(in.program("postgres"), "--version").Output()
	if err != nil {
		return in, fmt.Errorf("%s --version: %w", in.program("postgres"), err)
	}
	in.major = firstNumber(string(out))
	return in, nil
}

func (i installation) suits(major int) error {
	if i.major < oldest {
		return fmt.Errorf("PostgreSQL %d in %s is too old, %d or newer is needed\n%w", i.major, i.dir, oldest, ErrNoPostgres)
	}
	if major != 0 && i.major != major {
		return fmt.Errorf("the data was written by PostgreSQL %d and %s holds %d: install %d again, or move the data away to start afresh",
			major, i.dir, i.major, major)
	}
	return nil
}

var digits = regexp.MustCompile(`\d+`)

func firstNumber(s string) int {
	n, _ := strconv.Atoi(digits.FindString(strings.TrimSpace(s)))
	return n
}
