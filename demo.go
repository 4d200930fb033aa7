package main

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"

	"povtor/jobs"
	"povtor/models/localpg"
)

type demoCommand struct {
	Addr string `default:"127.0.0.1:8080" help:"Where to listen."`
	Data string `default:"./data" help:"Where the demo keeps its database."`
}

// Run serves a demo world from a private Postgres, or from DATABASE_URL where it is set. A second start finds the
// world as it was left.
func (c demoCommand) Run(p *program) error {
	stop, err := p.ground(c.Data)
	if err != nil {
		return err
	}
	defer stop()
	if p.config.baseURL == "" {
		p.config.baseURL = "http://" + reachable(c.Addr)
	}
	return p.serve(serving{addr: c.Addr, work: true, demo: true, opened: func(string) { p.greet() }})
}

// ground makes sure of a database and a secret: those of the environment, or the demo's own under its data.
func (p *program) ground(data string) (stop func(), err error) {
	if len(p.config.secret) == 0 {
		if p.config.secret, err = keptSecret(data); err != nil {
			return nil, err
		}
	}
	if p.config.databaseURL != "" {
		return func() {}, nil
	}
	pg, err := localpg.Start(p.ctx, localpg.Options{Dir: filepath.Join(data, "postgres")})
	if err != nil {
		return nil, err
	}
	if err := pg.CreateDatabase(p.ctx, "povtor"); err != nil {
		return nil, errors.Join(err, pg.Stop())
	}
	p.config.databaseURL = pg.URL("povtor")
	return func() {
		if err := pg.Stop(); err != nil {
			p.log.Warn("the demo's Postgres did not stop cleanly", "err", err)
		}
	}, nil
}

// withHouse runs fn in a house that stands but does not serve: for commands that do one thing.
func (p *program) withHouse(data string, fn func(*house) error) error {
	demo := p.config.databaseURL == ""
	stop, err := p.ground(data)
	if err != nil {
		return err
	}
	defer stop()
	h, err := p.open(demo)
	if err != nil {
		return err
	}
	defer h.close()
	queue, err := jobs.New(h.db.Pool(), h.jobs(), jobs.Options{Log: p.log})
	if err != nil {
		return err
	}
	h.db.UseQueue(queue.Enqueue)
	return fn(h)
}

// greet tells a newcomer where to go and whom to sign in as.
func (p *program) greet() {
	fmt.Fprintf(p.out, "\n  Povtor is at %s\n", p.config.baseURL)
}

// reachable is a listening address as a browser on this machine would write it.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if host == "" || host == "0.0.0.0" || host == "::" || host == "127.0.0.1" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
