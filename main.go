// Povtor is a B2B self-service buyer portal with reorder reminders.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // the companies' time zones, wherever the program runs
	"unicode"

	"github.com/alecthomas/kong"

	"povtor/models"
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
	k, err := kong.New(&c, kong.Name("povtor"), kong.Description("A B2B buyer portal with reorder reminders."), kong.Vars{"version": version})
	if err != nil {
		fail(err)
	}
	chosen, err := k.Parse(asked(os.Args[1:]))
	if err != nil {
		misused(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cfg := configFrom(os.Getenv)
	if chosen.Command() == "demo" && os.Getenv("LOG_LEVEL") == "" {
		cfg.logLevel = slog.LevelWarn // the newcomer's terminal shows where to go, not who went
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: cfg.logLevel}))
	slog.SetDefault(log)
	if err := chosen.Run(&program{ctx: ctx, config: cfg, log: log, now: clock(os.Getenv), out: os.Stdout}); err != nil {
		stop()
		fail(err)
	}
}

// asked is the command line, with "povtor help import" for "povtor import --help".
func asked(args []string) []string {
	switch {
	case len(args) == 0:
		return []string{"--help"}
	case args[0] == "help":
		return append(args[1:], "--help")
	}
	return args
}

// misused ends the program with what is wrong with its command line, and where to read how it goes.
func misused(err error) {
	topic := "povtor help"
	var usage *kong.ParseError
	if errors.As(err, &usage) && usage.Context != nil && usage.Context.Command() != "" {
		topic += " " + strings.Fields(usage.Context.Command())[0]
	}
	fmt.Fprintf(os.Stderr, "povtor: %s\nSee %s.\n", told(err), topic)
	os.Exit(2)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "povtor:", told(err))
	os.Exit(1)
}

// told is an error for a terminal: a fault's own words without what lay beneath, and no character that a terminal would obey.
func told(err error) string {
	text := err.Error()
	var f *models.Fault
	if errors.As(err, &f) && f.Message != "" {
		text = f.Message
	}
	var s strings.Builder
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' || r == unicode.ReplacementChar {
			s.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
			continue
		}
		s.WriteRune(r)
	}
	return s.String()
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
