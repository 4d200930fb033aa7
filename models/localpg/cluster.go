package localpg

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// superuser is the role that owns everything in a private server.
const superuser = "povtor"

// cluster is a directory with one server's data:
//
//	data/        what PostgreSQL keeps
//	password     the superuser's password, readable by the server's user only
//	server.log   what the server said since its last start
//	lock         held by the server for as long as one of its processes lives
type cluster struct {
	dir   string
	owner owner
	fast  bool
}

func (c cluster) data() string    { return filepath.Join(c.dir, "data") }
func (c cluster) logFile() string { return filepath.Join(c.dir, "server.log") }

// major answers the version that wrote the data, zero when there is none yet.
func (c cluster) major() int {
	b, err := os.ReadFile(filepath.Join(c.data(), "PG_VERSION"))
	if err != nil {
		return 0
	}
	return firstNumber(string(b))
}

func (c cluster) password() (string, error) {
	b, err := os.ReadFile(filepath.Join(c.dir, "password"))
	return strings.TrimSpace(string(b)), err
}

// create makes the data directory in one step: an interrupted one is thrown away by the next start.
func (c cluster) create(in installation) error {
	password := filepath.Join(c.dir, "password")
	if err := os.WriteFile(password, []byte(rand.Text()+"\n"), 0o600); err != nil {
		return err
	}
	if err := c.owner.own(password); err != nil {
		return err
	}
	unfinished := c.data() + ".unfinished"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	args := []string{
		"-D", unfinished, "-U", superuser, "--pwfile", password, "-A", "scram-sha-256",
		"-E", "UTF8", "--locale=" + ctype, "--lc-collate=C",
	}
	if c.fast {
		args = append(args, "--no-sync", "--wal-segsize=4")
	}
	if out, err := c.owner.command(c.dir, in.program("initdb"), args...).CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return os.Rename(unfinished, c.data())
}

// settings fit a machine with two cores that does other work as well.
func (c cluster) settings(port int) []string {
	set := []string{
		"listen_addresses=127.0.0.1",
		"port=" + strconv.Itoa(port),
		"unix_socket_directories=",
		"max_connections=200",
		"shared_buffers=256MB",
		"work_mem=16MB",
		"maintenance_work_mem=256MB",
		"effective_cache_size=1GB",
		"max_wal_size=2GB",
		"random_page_cost=1.1",
		"jit=off",
		"timezone=UTC",
		"log_timezone=UTC",
	}
	if c.fast {
		set = append(set, "shared_buffers=128MB", "max_wal_size=128MB", "fsync=off", "full_page_writes=off", "synchronous_commit=off")
	}
	args := []string{"-D", c.data()}
	for _, s := range set {
		args = append(args, "-c", s)
	}
	return args
}

// running answers the port of the server that has the data open and takes connections, zero when none does.
func (c cluster) running() int {
	b, err := os.ReadFile(filepath.Join(c.data(), "postmaster.pid"))
	if err != nil {
		return 0
	}
	const port, status = 3, 7 // lines of the file, from nought
	lines := strings.Split(string(b), "\n")
	if len(lines) <= status || strings.TrimSpace(lines[status]) != "ready" {
		return 0
	}
	return firstNumber(lines[port])
}

// forget removes what a server leaves behind that was not stopped in order. Only the holder of the lock may.
func (c cluster) forget() error {
	err := os.Remove(filepath.Join(c.data(), "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// lastWords are the end of the server's log, for the message that says why it did not start.
func (c cluster) lastWords() string {
	b, err := os.ReadFile(c.logFile())
	if err != nil {
		return ""
	}
	const enough = 2000
	return strings.TrimSpace(string(b[max(0, len(b)-enough):]))
}

const pause = 10 * time.Millisecond
