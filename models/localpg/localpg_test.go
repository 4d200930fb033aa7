package localpg

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestMain turns the binary into a program that starts a server and waits to be killed, for the tests
// that need a second process.
func TestMain(m *testing.M) {
	if dir := os.Getenv("LOCALPG_TEST_DIR"); dir != "" {
		s, err := Start(context.Background(), Options{Dir: dir, Fast: true, Discard: os.Getenv("LOCALPG_TEST_DISCARD") != ""})
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(s.URL("postgres"))
		select {}
	}
	os.Exit(m.Run())
}

// openDir is a directory that every user may enter, as t.TempDir's is closed to the server's user when root runs the tests.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "localpg-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "pg")
}

func start(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := Start(t.Context(), Options{Dir: dir, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, s) })
	return s
}

func stop(t *testing.T, s *Server) {
	t.Helper()
	if err := s.Stop(); err != nil {
		t.Error("stop:", err)
	}
}

func query(t *testing.T, url, sql string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var answer string
	if err := conn.QueryRow(t.Context(), sql).Scan(&answer); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		t.Fatalf("%s: %v", sql, err)
	}
	return answer
}

func TestDataIsKeptForTheNextStart(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	s := start(t, dir)
	for range 2 {
		if err := s.CreateDatabase(t.Context(), "shop-1"); err != nil {
			t.Fatal("create database:", err)
		}
	}
	query(t, s.URL("shop-1"), "create table note as select 'kept' as text")
	stop(t, s)
	if answers(s.URL("postgres")) {
		t.Error("the server answers after Stop")
	}

	s = start(t, dir)
	if got := query(t, s.URL("shop-1"), "select text from note"); got != "kept" {
		t.Errorf("after a second start the note reads %q", got)
	}
}

func TestCyrillicHasCapitals(t *testing.T) {
	t.Parallel()
	s := start(t, openDir(t))
	if got := query(t, s.URL("postgres"), "select upper('щётка')"); got != "ЩЁТКА" {
		t.Errorf("upper('щётка') = %q", got)
	}
}

func TestAPasswordIsAsked(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	s := start(t, dir)
	u, err := url.Parse(s.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(superuser, "guess")
	if answers(u.String()) {
		t.Error("a wrong password is let in")
	}
	for name, most := range map[string]fs.FileMode{".": 0o700, "password": 0o600, "data": 0o700} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != most {
			t.Errorf("%s has mode %o, want %o", name, info.Mode().Perm(), most)
		}
	}
}

func TestASecondStartSharesTheServer(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	servers := make(chan *Server, 3)
	for range cap(servers) {
		go func() {
			s, err := Start(t.Context(), Options{Dir: dir, Fast: true})
			if err != nil {
				t.Error(err)
			}
			servers <- s
		}()
	}
	var owners []*Server
	ports := map[int]bool{}
	for range cap(servers) {
		s := <-servers
		if s == nil {
			continue
		}
		ports[s.port] = true
		if s.process != nil {
			owners = append(owners, s)
			continue
		}
		stop(t, s)
	}
	if len(owners) != 1 || len(ports) != 1 {
		t.Fatalf("%d servers on %d ports, want one", len(owners), len(ports))
	}
	if !answers(owners[0].URL("postgres")) {
		t.Error("a guest's Stop ended the host's server")
	}
	stop(t, owners[0])
}

func TestTheServerDiesWithItsParent(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	url, parent := startElsewhere(t, "LOCALPG_TEST_DIR="+dir)
	query(t, url, "create table note as select 'kept' as text")

	guest := start(t, dir)
	if guest.process != nil {
		t.Fatal("a second server on the same data")
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the server is gone", func() bool { return !answers(url) })

	s := start(t, dir)
	if s.process == nil {
		t.Fatal("joined a server that was to be gone")
	}
	if got := query(t, s.URL("postgres"), "select text from note"); got != "kept" {
		t.Errorf("after kill -9 of the parent the note reads %q", got)
	}
}

func TestADiscardedServerLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	_, parent := startElsewhere(t, "LOCALPG_TEST_DIR="+dir, "LOCALPG_TEST_DISCARD=yes")
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the directory is empty", func() bool {
		left, err := filepath.Glob(filepath.Join(dir, "*"))
		return err == nil && len(left) == 0
	})
}

func TestLeftoversDoNotPreventAStart(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	s := start(t, dir)
	if err := s.process.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-s.exited

	// The process file of a server that was killed may name a process that is alive and is something else.
	file := filepath.Join(dir, "data", "postmaster.pid")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitN(string(b), "\n", 2)
	if err := os.WriteFile(file, []byte(fmt.Sprintf("%d\n%s", os.Getpid(), lines[1])), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "data.unfinished"), 0o700); err != nil {
		t.Fatal(err)
	}
	start(t, dir)
}

func TestADirectoryBehindAClosedOne(t *testing.T) {
	old := shelter
	shelter = filepath.Dir(openDir(t)) + "/shelter"
	defer func() { shelter = old }()
	dir := openDir(t)
	if err := os.Chmod(filepath.Dir(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	s := start(t, dir)
	query(t, s.URL("postgres"), "create table note as select 'kept' as text")
	stop(t, s)
	s = start(t, dir)
	if got := query(t, s.URL("postgres"), "select text from note"); got != "kept" {
		t.Errorf("after a second start the note reads %q", got)
	}
}

func startElsewhere(t *testing.T, env ...string) (url string, parent *exec.Cmd) {
	t.Helper()
	parent = exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), env...)
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = parent.Process.Kill(); _ = parent.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "postgres://") {
		t.Fatalf("the other process said %q, %v", line, err)
	}
	return strings.TrimSpace(line), parent
}

func answers(url string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return false
	}
	_ = conn.Close(ctx)
	return true
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 500 {
		if holds() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("not within 10 s: %s", what)
}
