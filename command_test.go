package main

import (
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"povtor/models"
	"povtor/portal/importing"
)

func run(t *testing.T, set ...string) *program {
	t.Helper()
	return &program{ctx: t.Context(), config: configFrom(environment(set...)), log: slog.New(slog.DiscardHandler), now: time.Now, out: io.Discard}
}

// TestABusyAddressIsNoticedFirst: before a database is made.
func TestABusyAddressIsNoticedFirst(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for addr, want := range map[string]string{l.Addr().String(): "another program", "nonsense": "--addr", "127.0.0.1:99999": "--addr"} {
		data := filepath.Join(t.TempDir(), "data")
		err := demoCommand{Addr: addr, Data: data}.Run(run(t))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", addr, err, want)
		}
		if _, err := os.Stat(data); !os.IsNotExist(err) {
			t.Errorf("%s: a database was made", addr)
		}
	}
}

func TestNoDatabaseIsMadeUnasked(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("c.csv", []byte("code,name\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"import": importCommand{Kind: "clients", File: "c.csv", Currency: "RUB"}.Run(run(t)),
		"plan":   nudgePlanCommand{}.Run(run(t)),
		"send":   nudgeSendCommand{}.Run(run(t)),
	} {
		if err == nil || !strings.Contains(err.Error(), "--data") || !strings.Contains(err.Error(), "./data") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat("data"); !os.IsNotExist(err) {
		t.Error("./data was made")
	}
}

func TestWhatAnImportTells(t *testing.T) {
	fault := func(line int) models.ImportFault {
		return models.ImportFault{Line: line, Column: "name", Value: "\x1b[2J", Code: "too-long"}
	}
	for _, c := range []struct {
		report importing.Report
		said   string
		ended  string
	}{
		{importing.Report{Kept: true, Rows: 1, Changed: models.Changed{Added: 1}}, "1 row: 1 added, 0 updated, 0 as they were, 0 bad\n", ""},
		{importing.Report{Kept: true, Rows: 3, Bad: 1, Faults: []models.ImportFault{fault(2), fault(2)}},
			"line 2: name \"\\x1b[2J\": too-long\nline 2: name \"\\x1b[2J\": too-long\n3 rows: 0 added, 0 updated, 0 as they were, 1 bad (2 faults)\n", ""},
		{importing.Report{Kept: true, Rows: 1, Bad: 1, Faults: []models.ImportFault{fault(2)}},
			"line 2: name \"\\x1b[2J\": too-long\n1 row: 0 added, 0 updated, 0 as they were, 1 bad\n", "every row is bad"},
		{importing.Report{Kept: true, Rows: 2, Bad: 1, Torn: 1, Faults: []models.ImportFault{{Line: 2, Value: `"a`, Code: "unclosed-quote"}}},
			"line 2: \"\\\"a\": unclosed-quote\n2 rows: 0 added, 0 updated, 0 as they were, 1 bad\n", "1 line could not be read as CSV and was left out"},
		{importing.Report{Rows: 2, Bad: 1, Faults: []models.ImportFault{fault(2)}},
			"line 2: name \"\\x1b[2J\": too-long\n2 rows: 0 added, 0 updated, 0 as they were, 1 bad\n", "--strict"},
	} {
		var said strings.Builder
		(&program{out: &said}).tell("clients", c.report)
		if said.String() != c.said {
			t.Errorf("said %q, want %q", said.String(), c.said)
		}
		err := verdict(c.report)
		if c.ended == "" && err != nil || c.ended != "" && (err == nil || !strings.Contains(err.Error(), c.ended)) {
			t.Errorf("ended with %v, want %q", err, c.ended)
		}
	}
}
