package modelstest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"github.com/jackc/pgx/v5"

	"povtor/models"
)

// host is a server where test databases may be made.
type host struct {
	admin string // the address of a database from where others can be made

	mu    sync.Mutex
	ready map[string]bool // the templates that are known to exist
}

func newHost(admin string) *host { return &host{admin: admin, ready: map[string]bool{}} }

// given is the server that DATABASE_URL names, nil when it names none.
func given() (*host, error) {
	address := os.Getenv("DATABASE_URL")
	if address == "" {
		return nil, nil
	}
	if u, err := url.Parse(address); err != nil || u.Host == "" {
		return nil, errors.New("DATABASE_URL is not of the form postgres://user:password@host:port/database")
	}
	return newHost(address), nil
}

func (h *host) url(database string) string {
	u, err := url.Parse(h.admin)
	if err != nil {
		return h.admin
	}
	u.Path = "/" + database
	return u.String()
}

func (h *host) exec(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, h.admin)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(ctx))
}

// template answers the name of a database that has gone through these steps, after making it if need be.
func (h *host) template(ctx context.Context, steps []Step) (string, error) {
	if len(steps) == 0 {
		return "template0", nil
	}
	key, err := key(steps)
	if err != nil {
		return "", err
	}
	name := "povtor_template_" + key
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ready[name] {
		return name, nil
	}
	if err := h.prepare(ctx, name, steps); err != nil {
		return "", err
	}
	h.ready[name] = true
	return name, nil
}

// prepare makes the template unless it is there. A half-made one, which is not marked as a template yet,
// is thrown away. Of several test binaries on one server one prepares, the others wait.
func (h *host) prepare(ctx context.Context, name string, steps []Step) error {
	conn, err := pgx.Connect(ctx, h.admin)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx)) // and with it goes the lock
	const preparing = 0x706f76746f72
	if _, err := conn.Exec(ctx, "select pg_advisory_lock($1)", preparing); err != nil {
		return err
	}
	var there bool
	err = conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1 and datistemplate)", name).Scan(&there)
	if there || err != nil {
		return err
	}
	for _, sql := range []string{"drop database if exists %s with (force)", "create database %s template template0"} {
		if _, err := conn.Exec(ctx, fmt.Sprintf(sql, name)); err != nil {
			return err
		}
	}
	for _, step := range steps {
		if err := step.Run(ctx, h.url(name)); err != nil {
			return fmt.Errorf("%s: %w", step.Name, err)
		}
	}
	_, err = conn.Exec(ctx, fmt.Sprintf("alter database %s with is_template true allow_connections false", name))
	return err
}

// key tells templates apart: by their steps, by the migrations' text, and by the libraries' versions,
// as a step may run migrations that a library brings.
func key(steps []Step) (string, error) {
	sum := sha256.New()
	for _, step := range steps {
		fmt.Fprintln(sum, step.Name)
	}
	migrations := models.Migrations()
	err := fs.WalkDir(migrations, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(migrations, path)
		fmt.Fprintf(sum, "%s %d\n%s", path, len(text), text)
		return err
	})
	if err != nil {
		return "", err
	}
	libraries, err := goSum()
	if err != nil {
		return "", err
	}
	sum.Write(libraries)
	return fmt.Sprintf("%x", sum.Sum(nil)[:8]), nil
}

// goSum reads the module's list of libraries: tests run in their package's directory.
func goSum() ([]byte, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.sum"))
		if err == nil {
			return text, nil
		}
		if !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return nil, err
		}
		dir = filepath.Dir(dir)
	}
}
