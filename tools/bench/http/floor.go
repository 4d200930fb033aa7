package main

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/valyala/fasthttp"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/tools/rig"
)

// catch runs a use case once against a database that tells its statements, and gives them back with their values in
// place.
func (b *bench) catch(ctx context.Context, use useCase) ([]string, error) {
	var caught []string
	listening := false
	db, err := models.Open(ctx, models.Options{URL: b.url, MaxConns: 2, Now: time.Now, Trace: func(sql string, args []any) {
		if listening && !strings.HasPrefix(sql, ";") {
			caught = append(caught, inline(sql, args))
		}
	}})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	keys, err := identity.NewKeys(identity.Secret(rig.Secret))
	if err != nil {
		return nil, err
	}
	v, err := identity.New(db, keys, time.Now).Recognise(b.token)
	if err != nil {
		return nil, err
	}
	listening = true
	return caught, use(ctx, db, v)
}

// serveFloor answers every request by running the statements in one round trip and writing their rows as JSON, with
// nothing else about it: no session, no scope, no types.
func serveFloor(ctx context.Context, o options) error {
	var statements []string
	if err := json.Unmarshal([]byte(os.Getenv("FLOOR_SQL")), &statements); err != nil {
		return err
	}
	cfg, err := pgxpool.ParseConfig(o.url)
	if err != nil {
		return err
	}
	cfg.MaxConns = 16
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return err
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/", func(c *fiber.Ctx) error {
		var batch pgx.Batch
		out := []byte{'['}
		for _, s := range statements {
			batch.Queue(s).Query(func(r pgx.Rows) error {
				for r.Next() {
					out = appendRow(out, r)
				}
				return r.Err()
			})
		}
		if err := pool.SendBatch(c.Context(), &batch).Close(); err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
		return c.Send(append(out, ']'))
	})
	return app.Listen(o.floor)
}

// appendRow writes one row as an array of values.
func appendRow(out []byte, r pgx.Rows) []byte {
	values, err := r.Values()
	if err != nil {
		return out
	}
	text, err := json.Marshal(values)
	if err != nil {
		return out
	}
	if len(out) > 1 {
		out = append(out, ',')
	}
	return append(out, text...)
}

// bare measures the bare handler.
func (b *bench) bare(ctx context.Context, statements []string, conns int) (rig.Figures, error) {
	self, err := os.Executable()
	if err != nil {
		return rig.Figures{}, err
	}
	addr, err := rig.FreeAddr()
	if err != nil {
		return rig.Figures{}, err
	}
	text, err := json.Marshal(statements)
	if err != nil {
		return rig.Figures{}, err
	}
	cmd := exec.CommandContext(ctx, self, "-floor", addr, "-url", b.url)
	cmd.Env = append(os.Environ(), "FLOOR_SQL="+string(text))
	p, err := rig.Await(ctx, cmd, addr, "/")
	if err != nil {
		return rig.Figures{}, err
	}
	defer p.Stop()
	get := func(_ int, r *fasthttp.Request) { r.SetRequestURI("http://" + addr + "/") }
	if _, err := rig.Drive(ctx, p.PID(), conns, b.time/4, get); err != nil {
		return rig.Figures{}, err
	}
	return rig.Drive(ctx, p.PID(), conns, b.time, get)
}

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench measures the statements alone; without the program the column stays empty.
func (b *bench) pgbench(ctx context.Context, statements []string, conns int) (string, error) {
	program := ""
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if len(found) > 0 {
		program = found[len(found)-1]
	} else if path, err := exec.LookPath("pgbench"); err == nil {
		program = path
	}
	if program == "" {
		return "", nil
	}
	script := filepath.Join(os.TempDir(), "povtor-bench.sql")
	oneLine := regexp.MustCompile(`\s+`)
	var text strings.Builder
	for _, s := range statements {
		text.WriteString(oneLine.ReplaceAllString(s, " ") + ";\n")
	}
	if err := os.WriteFile(script, []byte(text.String()), 0o600); err != nil {
		return "", err
	}
	defer os.Remove(script)
	out, err := exec.CommandContext(ctx, program, "-n", "-M", "prepared", "-c", strconv.Itoa(conns), "-j", "2", "-T",
		strconv.Itoa(max(1, int(b.time.Seconds()))), "-f", script, b.url).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("pgbench: %w\n%s", err, out)
	}
	m := tps.FindSubmatch(out)
	if m == nil {
		return "", fmt.Errorf("pgbench said %s", out)
	}
	n, err := strconv.ParseFloat(string(m[1]), 64)
	return fmt.Sprintf("%.0f", n), err
}

var parameter = regexp.MustCompile(`\$(\d+)`)

// inline puts values in the places of parameters.
func inline(sql string, args []any) string {
	return parameter.ReplaceAllStringFunc(sql, func(p string) string {
		n, _ := strconv.Atoi(p[1:])
		return literal(args[n-1])
	})
}

func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case driver.Valuer:
		plain, err := v.Value()
		if err != nil {
			return "NULL"
		}
		return literal(plain)
	case time.Time:
		return "'" + v.Format(time.RFC3339Nano) + "'"
	case bool, int, int32, int64, float64:
		return fmt.Sprint(v)
	}
	if r := reflect.ValueOf(v); r.Kind() == reflect.Slice {
		parts := make([]string, r.Len())
		for i := range parts {
			parts[i] = strings.Trim(literal(r.Index(i).Interface()), "'")
		}
		return "'{" + strings.Join(parts, ",") + "}'"
	}
	return "'" + strings.ReplaceAll(fmt.Sprint(v), "'", "''") + "'"
}
