package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"text/tabwriter"

	"povtor/jobs"
	"povtor/models"
	"povtor/models/localpg"
	"povtor/portal/demo"
	"povtor/portal/identity"
)

type demoCommand struct {
	Addr string `default:"127.0.0.1:8080" help:"Where to listen."`
	Data string `default:"./data" help:"Where the demo keeps its database."`
}

// Run serves a demo world from a private Postgres, or from DATABASE_URL where it is set. A second start finds the
// world as it was left.
func (c demoCommand) Run(p *program) error {
	if err := errors.Join(p.config.unsound()...); err != nil {
		return err
	}
	door, err := listen(p.ctx, c.Addr)
	if err != nil {
		return err
	}
	defer door.Close()
	settle, err := p.ground(c.Data)
	if err != nil {
		return err
	}
	defer settle()
	if p.config.baseURL == "" {
		p.config.baseURL = "http://" + reachable(c.Addr)
	}
	cards, stop, err := p.playCards(c.Data, door.Addr().String())
	if err != nil {
		return err
	}
	defer stop()
	before := func(h *house) error { return errors.Join(p.fillDemo(h), p.connect(h, cards)) }
	return p.serve(serving{door: door, work: true, demo: true, cards: cards, before: before, opened: func(string) { p.greet() }})
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

// usualData is where the demo keeps its database when nobody says otherwise.
const usualData = "./data"

// withHouse runs fn in a house that stands but does not serve: for commands that do one thing. Without DATABASE_URL that is
// the database under data; one is made only where data was named (it is not empty).
func (p *program) withHouse(data string, fn func(*house) error) error {
	if err := errors.Join(p.config.unsound()...); err != nil {
		return err
	}
	isDemo := p.config.databaseURL == ""
	if isDemo {
		named := data != ""
		data = cmp.Or(data, usualData)
		if _, err := os.Stat(filepath.Join(data, "postgres")); errors.Is(err, fs.ErrNotExist) {
			if !named {
				return fmt.Errorf("there is no database: DATABASE_URL is not set and there is none under %s. "+
					"Set DATABASE_URL, start povtor demo first, or say where to make one with --data DIR", data)
			}
			fmt.Fprintf(os.Stderr, "Making a database under %s.\n", data)
		}
	}
	stop, err := p.ground(data)
	if err != nil {
		return err
	}
	defer stop()
	h, err := p.open(isDemo)
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

// fillDemo makes the demo world, once.
func (p *program) fillDemo(h *house) error {
	hash, err := identity.HashPassword(p.ctx, demo.Password)
	if err != nil {
		return err
	}
	made, err := demo.Fill(p.ctx, h.db, p.now(), hash)
	if models.CodeOf(err) == "not-the-demos" {
		return errors.New("this database holds companies that are not the demo's, so there is nobody to sign in as: " +
			"try the demo in a directory of its own (povtor demo --data ./demo), or serve this database with povtor serve")
	}
	if err != nil {
		return fmt.Errorf("make the demo world: %w", err)
	}
	if made.Loaded {
		if err := p.bringFiles(h); err != nil {
			return fmt.Errorf("bring the demo's files: %w", err)
		}
		fmt.Fprintf(p.out, "  Made a demo world: %d clients, %d suppliers, %d products, %d orders\n", made.Clients, made.Suppliers, made.Products, made.Orders)
	}
	return nil
}

// bringFiles lets the demo's supplier bring files through the studio, as its manager would.
func (p *program) bringFiles(h *house) error {
	var in identity.SignInInput
	in.Body.Email, in.Body.Password = demo.Manager().Email, demo.Password
	started, err := h.identity.SignIn(p.ctx, in)
	if err != nil {
		return err
	}
	v, err := h.identity.Recognise(started.Access)
	if err != nil {
		return err
	}
	return errors.Join(demo.Import(p.ctx, h.studio, v), h.identity.SignOut(p.ctx, v))
}

// greet tells a newcomer where to go and whom to sign in as.
func (p *program) greet() {
	fmt.Fprintf(p.out, "\n  Povtor is at %s\n\n  Sign in with the password %s as\n", p.config.baseURL, demo.Password)
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	for _, person := range demo.People() {
		fmt.Fprintf(w, "    %s\t%s\t%s, %s\n", person.Role, person.Email, person.Name, person.Organisation)
	}
	_ = w.Flush()
	fmt.Fprintf(p.out, "\n  Mails land in %s/outbox. Ctrl-C stops everything; the next start finds it as it was.\n\n", p.config.baseURL)
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
