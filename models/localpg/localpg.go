package localpg

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Options say where a server keeps its data and how careful it is with it.
type Options struct {
	Dir     string // belongs to the server alone; made when missing
	Fast    bool   // for tests: data may be lost when the machine stops
	Discard bool   // for tests: Dir is removed once the server has stopped
}

// Server is a running PostgreSQL server.
type Server struct {
	port     int
	password string
	process  *exec.Cmd  // nil when another process started it
	exited   chan error // the process's end, once
}

// Start answers a server that has the data of o.Dir open and takes connections. When another process
// already runs one there, that one is shared, and it is the other process that stops it. The context
// bounds the starting, not the server's life. A machine without PostgreSQL is ErrNoPostgres.
func Start(ctx context.Context, o Options) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute) // a big recovery takes one
	defer cancel()
	in, err := find(cluster{dir: o.Dir}.major())
	if err != nil {
		return nil, err
	}
	owner, err := chooseOwner(o.Dir)
	if err != nil {
		return nil, err
	}
	dir, err := owner.home(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("the directory of the private PostgreSQL: %w", err)
	}
	c := cluster{dir: dir, owner: owner, fast: o.Fast}
	for {
		lock, err := c.lock()
		if err != nil {
			return nil, err
		}
		if lock != nil {
			defer lock.Close()
			return c.start(ctx, in, lock, o.Discard)
		}
		if s := c.join(ctx); s != nil {
			return s, nil
		}
		if err := sleep(ctx); err != nil {
			return nil, fmt.Errorf("another process has %s open and its PostgreSQL is not ready: %w", dir, err)
		}
	}
}

// join answers the server that another process runs on this data, nil while it is not ready.
func (c cluster) join(ctx context.Context) *Server {
	port := c.running()
	if port == 0 {
		return nil
	}
	password, err := c.password()
	if err != nil {
		return nil
	}
	s := &Server{port: port, password: password}
	if s.ping(ctx) != nil {
		return nil
	}
	return s
}

// start runs a server on data that nobody has open. The lock passes to the server's processes.
func (c cluster) start(ctx context.Context, in installation, lock *os.File, discard bool) (*Server, error) {
	if c.major() == 0 {
		if err := c.create(in); err != nil {
			return nil, err
		}
	}
	if err := c.forget(); err != nil {
		return nil, err
	}
	password, err := c.password()
	if err != nil {
		return nil, fmt.Errorf("the private PostgreSQL's password is gone: %w", err)
	}
	const attempts = 3 // a free port may be taken by somebody else before the server has it
	for attempt := 1; ; attempt++ {
		s := &Server{password: password}
		err := s.run(ctx, c, in, lock, discard)
		if err == nil {
			return s, nil
		}
		if attempt == attempts || ctx.Err() != nil {
			return nil, fmt.Errorf("PostgreSQL did not start: %w\n%s", err, c.lastWords())
		}
	}
}

func (s *Server) run(ctx context.Context, c cluster, in installation, lock *os.File, discard bool) (err error) {
	if s.port, err = freePort(); err != nil {
		return err
	}
	log, err := os.Create(c.logFile())
	if err != nil {
		return err
	}
	defer log.Close()

	s.process = tethered(c, in.program("postgres"), c.settings(s.port), discard)
	s.process.Stdout, s.process.Stderr = log, log
	s.process.ExtraFiles = []*os.File{lock}
	if _, err := s.process.StdinPipe(); err != nil { // the tether: closed by Wait, or by our end
		return err
	}
	if err := s.process.Start(); err != nil {
		return err
	}
	s.exited = make(chan error, 1)
	go func() {
		s.exited <- s.process.Wait()
		close(s.exited)
	}()
	for c.running() == 0 || s.ping(ctx) != nil {
		select {
		case err := <-s.exited:
			return errors.Join(errors.New("it ended at once"), err)
		default:
		}
		if err := sleep(ctx); err != nil {
			return errors.Join(err, s.Stop())
		}
	}
	return nil
}

// URL is the address of a database of this server. It holds the password: keep it out of logs.
func (s *Server) URL(database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(superuser, s.password),
		Host:     net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

// CreateDatabase makes sure that the server has a database of this name.
func (s *Server) CreateDatabase(ctx context.Context, name string) error {
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "create database "+pgx.Identifier{name}.Sanitize())
	var refusal *pgconn.PgError
	const duplicateDatabase, uniqueViolation = "42P04", "23505" // the second when two make it at once
	if errors.As(err, &refusal) && (refusal.Code == duplicateDatabase || refusal.Code == uniqueViolation) {
		return nil
	}
	return err
}

// Stop ends the server in order: connections are closed and the data is written out. A server that
// another process started is left alone.
func (s *Server) Stop() error {
	if s.process == nil {
		return nil
	}
	const patience = 20 * time.Second
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT} { // fast, then immediate
		if err := s.process.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return err
		}
		select {
		case err := <-s.exited:
			return err
		case <-time.After(patience):
		}
	}
	return fmt.Errorf("PostgreSQL (process %d) does not stop", s.process.Process.Pid)
}

func (s *Server) ping(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

func sleep(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}
