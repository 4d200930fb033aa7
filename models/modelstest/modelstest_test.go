package modelstest

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestMain turns the binary into another one that has a server and waits to be killed.
func TestMain(m *testing.M) {
	if os.Getenv("MODELSTEST_ELSEWHERE") != "" {
		h, err := private(context.Background())
		if err != nil {
			os.Exit(1)
		}
		os.Stdout.WriteString(h.admin + "\n")
		select {}
	}
	os.Exit(m.Run())
}

func exec1(t *testing.T, url, sql string) {
	t.Helper()
	if err := newHost(url).exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func number(t *testing.T, url, sql string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if err := conn.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

func TestEachTestHasItsOwnMigratedDatabase(t *testing.T) {
	var first, second string
	t.Run("one", func(t *testing.T) {
		first = URL(t)
		if number(t, first, "select count(*) from goose_db_version") == 0 {
			t.Error("the database is not migrated")
		}
		exec1(t, first, "create table mine (n int)")
		second = URL(t)
		exec1(t, second, "create table mine (n int)")
	})
	for _, url := range []string{first, second} {
		if conn, err := pgx.Connect(t.Context(), url); err == nil {
			conn.Close(t.Context())
			t.Error("the database is still there after its test")
		}
	}
}

func TestADatabaseOpensAsModels(t *testing.T) {
	db := DB(t, func() time.Time { return time.Date(2026, 3, 9, 8, 0, 0, 0, time.UTC) })
	if err := db.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestStepsRunOncePerTemplate(t *testing.T) {
	runs := 0
	queue := Step{Name: "queue", Run: func(ctx context.Context, url string) error {
		runs++
		return newHost(url).exec(ctx, "create table queue (n int)")
	}}
	for range 3 {
		if n := number(t, URL(t, queue), "select count(*) from queue"); n != 0 {
			t.Error("rows in the queue:", n)
		}
	}
	if runs != 1 && os.Getenv("DATABASE_URL") == "" { // a given server may have the template from before
		t.Errorf("the step ran %d times", runs)
	}
	if n := number(t, Empty(t), "select count(*) from pg_tables where schemaname = 'public'"); n != 0 {
		t.Errorf("an empty database has %d tables", n)
	}
}

func TestAFailingStepLeavesNoTemplate(t *testing.T) {
	h, err := findHost()
	if err != nil {
		t.Fatal(err)
	}
	fail := errors.New("no such extension")
	step := Step{Name: t.Name(), Run: func(context.Context, string) error { return fail }}
	if _, err := h.template(t.Context(), []Step{step}); !errors.Is(err, fail) {
		t.Fatal("got", err)
	}
	step.Run = func(ctx context.Context, url string) error {
		return newHost(url).exec(ctx, "create table done (n int)")
	}
	name, err := h.template(t.Context(), []Step{step})
	if err != nil {
		t.Fatal("the second time:", err)
	}
	exec1(t, h.admin, "alter database "+name+" with is_template false")
	exec1(t, h.admin, "drop database "+name)
}

func TestTheServerGoesWithItsBinary(t *testing.T) {
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), "MODELSTEST_ELSEWHERE=yes")
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Process.Kill(); _ = other.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSpace(line)
	exec1(t, url, "select 1")
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for range 500 {
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			return
		}
		conn.Close(t.Context())
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("the server outlives its test binary")
}

func TestSweepSparesTheLiving(t *testing.T) {
	kept, err := keptDir()
	if err != nil {
		t.Fatal(err)
	}
	starting, err := flock(filepath.Join(kept, "lock"), syscall.LOCK_EX)
	if err != nil {
		t.Fatal(err)
	}
	defer starting.Close()
	dead, err := os.MkdirTemp(memory(), runPattern)
	if err != nil {
		t.Fatal(err)
	}
	alive, err := os.MkdirTemp(memory(), runPattern)
	if err != nil {
		t.Fatal(err)
	}
	lock, err := flock(filepath.Join(alive, "lock"), syscall.LOCK_EX)
	if err != nil {
		t.Fatal(err)
	}
	sweep()
	if _, err := os.Stat(dead); err == nil {
		t.Error("the dead one is still there")
	}
	if _, err := os.Stat(alive); err != nil {
		t.Error("the living one is gone:", err)
	}
	lock.Close()
	sweep()
}

func TestAnotherUsersDirectoryIsRefused(t *testing.T) {
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(os.TempDir(), link); err != nil {
		t.Fatal(err)
	}
	if _, err := ownDir(link); err == nil {
		t.Error("a link is taken for a directory of our own")
	}
}
