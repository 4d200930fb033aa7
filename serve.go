package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"povtor/api"
	"povtor/jobs"
	"povtor/models"
	"povtor/portal/billing/stripefake"
)

type serveCommand struct {
	Addr   string `default:"127.0.0.1:8080" env:"ADDR" help:"Where to listen."`
	NoJobs bool   `help:"Leave the jobs to 'povtor work'."`
}

func (c serveCommand) Run(p *program) error {
	if err := p.config.forServing(); err != nil {
		return err
	}
	door, err := listen(p.ctx, c.Addr)
	if err != nil {
		return err
	}
	defer door.Close()
	return p.serve(serving{door: door, work: !c.NoJobs})
}

type workCommand struct{}

func (workCommand) Run(p *program) error {
	if err := p.config.forServing(); err != nil {
		return err
	}
	return p.serve(serving{work: true})
}

type migrateCommand struct{}

func (migrateCommand) Run(p *program) error {
	if p.config.databaseURL == "" {
		return errors.New("DATABASE_URL is missing")
	}
	if err := errors.Join(p.config.unsound()...); err != nil {
		return err
	}
	h, err := p.open(false)
	if err != nil {
		return err
	}
	h.close()
	fmt.Fprintln(p.out, "The schema is up to date.")
	return nil
}

type healthCommand struct {
	Addr string `default:"127.0.0.1:8080" env:"ADDR" help:"Where the server listens."`
}

func (c healthCommand) Run(p *program) error {
	ctx, cancel := context.WithTimeout(p.ctx, 3*time.Second)
	defer cancel()
	_, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1:"+port+"/readyz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", res.Status)
	}
	return nil
}

// serving says what this process does.
type serving struct {
	door   net.Listener // taken before anything is made or migrated; nil: no HTTP
	work   bool
	demo   bool
	cards  *stripefake.Fake     // a demo's, in the place of Stripe; nil: none
	before func(*house) error   // once the house stands, before the doors open
	opened func(address string) // once the doors are open
}

// serve opens the house, serves until the context ends, and closes in order: no new requests, requests done, jobs
// done, database.
func (p *program) serve(s serving) error {
	h, err := p.open(s.demo)
	if err != nil {
		return err
	}
	defer h.close()
	queue, err := jobs.New(h.db.Pool(), h.jobs(), jobs.Options{Work: s.work, Log: p.log})
	if err != nil {
		return err
	}
	h.db.UseQueue(queue.Enqueue)
	if s.before != nil {
		if err := s.before(h); err != nil {
			return err
		}
	}
	if s.work {
		if err := queue.Start(context.WithoutCancel(p.ctx)); err != nil {
			return err
		}
		defer func() {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			if err := queue.Stop(ctx); err != nil {
				p.log.Warn("jobs did not end in time", "err", err)
			}
		}()
	}
	if s.door == nil {
		p.log.Info("working jobs")
		<-p.ctx.Done()
		return nil
	}
	return p.answer(h, s)
}

// answer serves until the context ends.
func (p *program) answer(h *house, s serving) error {
	metrics := prometheus.NewRegistry()
	metrics.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "povtor_ledger_differences",
		Help: "Figures of documents that the ledger did not bear out when this copy last checked."}, h.receivables.Differing))
	metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	server, err := api.New(h.api(), api.Options{
		Secure: !s.demo && isHTTPS(p.config.baseURL), Proxies: p.config.proxies, Demo: s.demo, TestCards: s.cards, Version: version, Now: p.now,
		Ready: h.db.Ping, Metrics: metrics, Log: p.log,
	})
	if err != nil {
		return err
	}
	go h.identity.Watch(p.ctx)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(s.door) }()
	if s.opened != nil {
		s.opened(s.door.Addr().String())
	} else {
		p.log.Info("serving", "addr", s.door.Addr().String(), "version", version)
	}
	select {
	case err := <-ended:
		return err
	case <-p.ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return server.Shutdown(ctx)
}

// listen takes an address, or says why it cannot be had. Whoever calls meanwhile waits until the house stands.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("cannot listen on %s: another program does already; choose another with --addr", addr)
	case err != nil:
		return nil, fmt.Errorf("--addr: cannot listen on %q, which should read like 127.0.0.1:8080: %w", addr, err)
	}
	return l, nil
}

func isHTTPS(url string) bool { return len(url) > 8 && url[:8] == "https://" }

// open connects and migrates.
func (p *program) open(demo bool) (*house, error) {
	if err := models.Migrate(p.ctx, p.config.databaseURL); err != nil {
		return nil, err
	}
	db, err := models.Open(p.ctx, models.Options{URL: p.config.databaseURL, Now: p.now})
	if err != nil {
		return nil, err
	}
	if err := jobs.Migrate(p.ctx, db.Pool()); err != nil {
		db.Close()
		return nil, err
	}
	h, err := assemble(db, p, demo)
	if err != nil {
		db.Close()
	}
	return h, err
}
