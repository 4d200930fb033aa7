// Povtor is a B2B self-service buyer portal with reorder reminders.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // the companies' time zones, wherever the program runs

	"github.com/alecthomas/kong"
)

var version = "dev" // set by the build

// commands is the program as its user sees it.
type commands struct {
	Demo    demoCommand      `cmd:"" help:"Try Povtor: a private Postgres, a demo world, no configuration."`
	Serve   serveCommand     `cmd:"" help:"Serve the portal and work its jobs, on DATABASE_URL."`
	Work    workCommand      `cmd:"" help:"Only work jobs, on DATABASE_URL."`
	Migrate migrateCommand   `cmd:"" help:"Bring the database's schema up to date."`
	Import  importCommand    `cmd:"" help:"Bring in clients, suppliers, products or order history from CSV."`
	Nudge   nudgeCommand     `cmd:"" help:"Reorder reminders."`
	Cadence cadenceCommand   `cmd:"" help:"The reorder rhythm, without a database."`
	Health  healthCommand    `cmd:"" help:"Ask a running server whether it can serve; for a container's health check."`
	Version kong.VersionFlag `help:"Print the version."`
}

// program is what every command is handed.
type program struct {
	ctx    context.Context
	config config
	log    *slog.Logger
	now    func() time.Time
	out    io.Writer
}

func main() {
	var c commands
	k := kong.Parse(&c, kong.Name("povtor"), kong.Description("A B2B buyer portal with reorder reminders."),
		kong.UsageOnError(), kong.Vars{"version": version})
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cfg, err := configFrom(os.Getenv)
	if err != nil {
		fail(err)
	}
	if k.Command() == "demo" && os.Getenv("LOG_LEVEL") == "" {
		cfg.logLevel = slog.LevelWarn // the newcomer's terminal shows where to go, not who went
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: cfg.logLevel}))
	slog.SetDefault(log)
	if err := k.Run(&program{ctx: ctx, config: cfg, log: log, now: clock(os.Getenv), out: os.Stdout}); err != nil {
		stop()
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "povtor:", err)
	os.Exit(1)
}

// clock is the machine's, or, for tests of the whole program, one that starts at POVTOR_CLOCK and runs on from there.
func clock(env func(string) string) func() time.Time {
	start, err := time.Parse(time.RFC3339, env("POVTOR_CLOCK"))
	if err != nil {
		return time.Now
	}
	began := time.Now()
	return func() time.Time { return start.Add(time.Since(began)) }
}
