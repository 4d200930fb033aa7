// Package modelstest gives each test a database of its own on a real PostgreSQL.
//
// A template is migrated once and cloned for every test, which takes some 20 ms. The server is the one that
// DATABASE_URL names, where databases are made and dropped and the named one is left alone; without it
// each test binary has a private server in memory, started from a prepared copy, which goes when the
// binary ends, however it ends. A machine without PostgreSQL fails the test, it does not skip it.
package modelstest

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"povtor/models"
)

// Step prepares a template beyond [models.Migrate], as with the tables of the queue. Its name tells one
// step from another.
type Step struct {
	Name string
	Run  func(ctx context.Context, url string) error
}

// migrate is the step that every template has.
var migrate = Step{Name: "models", Run: models.Migrate}

// URL is the address of a migrated database that is this test's own and is gone when the test ends.
func URL(t testing.TB, then ...Step) string {
	t.Helper()
	return clone(t, append([]Step{migrate}, then...))
}

// Empty is the address of a database without tables, for what brings its own.
func Empty(t testing.TB) string {
	t.Helper()
	return clone(t, nil)
}

// DB opens a database of the test's own. The clock is handed in.
func DB(t testing.TB, now func() time.Time, then ...Step) *models.DB {
	t.Helper()
	url := URL(t, then...)
	db, err := models.Open(t.Context(), models.Options{URL: url, MaxConns: 8, Now: now})
	if err != nil {
		t.Fatal("open the test database:", err)
	}
	t.Cleanup(db.Close) // runs before URL's, which drops the database
	return db
}

func clone(t testing.TB, steps []Step) string {
	t.Helper()
	h, err := findHost()
	if err != nil {
		t.Fatal(err)
	}
	template, err := h.template(t.Context(), steps)
	if err != nil {
		t.Fatal("prepare the template database:", err)
	}
	name := "povtor_test_" + strings.ToLower(rand.Text()[:12])
	if err := h.exec(t.Context(), fmt.Sprintf("create database %s template %s", name, template)); err != nil {
		t.Fatal("clone the template database:", err)
	}
	t.Cleanup(func() {
		if err := h.exec(context.Background(), fmt.Sprintf("drop database %s with (force)", name)); err != nil {
			t.Error("drop the test database:", err)
		}
	})
	return h.url(name)
}

// findHost is called once per test binary: it may start a server.
var findHost = sync.OnceValues(func() (*host, error) {
	h, err := given()
	if h != nil || err != nil {
		return h, err
	}
	return private(context.Background())
})

// Analyze lets the planner know what a test has filled in.
func Analyze(t testing.TB, url string) {
	t.Helper()
	if err := newHost(url).exec(t.Context(), "analyze"); err != nil {
		t.Fatal("analyze the test database:", err)
	}
}
