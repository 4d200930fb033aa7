package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/importing"
)

type importCommand struct {
	Kind     string   `arg:"" enum:"clients,suppliers,products,order-history" help:"clients, suppliers, products or order-history."`
	File     string   `arg:"" type:"existingfile" placeholder:"FILE.csv[.gz]" help:"The file: CSV with a header, plain or gzip. Bad rows are named and left out; the exit code is 1 when every row is bad or lines are no CSV."`
	Map      []string `placeholder:"OURS=THEIRS" help:"Our column and the file's own name for it; several with commas."`
	Strict   bool     `help:"Keep nothing when any row is bad."`
	Currency string   `default:"RUB" help:"Of amounts, and of prices that name none."`
	Faults   string   `placeholder:"FILE.csv" help:"Write every bad row there: line, column, value, code."`
	Data     string   `placeholder:"DIR" help:"Without DATABASE_URL: the demo's directory, ./data where there is one; made when it is named here."`
}

// shown is how many bad rows are named on the screen; --faults has them all.
const shown = 20

func (c importCommand) Run(p *program) error {
	mapping, err := importing.ReadMapping(c.Map)
	if err != nil {
		return err
	}
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	file, done := progressOf(f)
	return p.withHouse(c.Data, func(h *house) error {
		report, err := h.importing.Run(p.ctx, identity.System("import"), importing.Request{
			Kind: c.Kind, File: file, Mapping: mapping, Strict: c.Strict, Currency: models.Currency(c.Currency),
		})
		done()
		if err != nil {
			return err
		}
		if err := writeFaults(c.Faults, report.Faults); err != nil {
			return err
		}
		p.tell(c.Kind, report)
		return verdict(report)
	})
}

// verdict is how the program ends: well when the file was read, though rows of it were bad; not when nothing of it was taken, or
// lines could not be told apart.
func verdict(r importing.Report) error {
	switch {
	case !r.Kept:
		return errors.New("nothing was kept, because --strict was given and rows are bad")
	case r.Rows > 0 && r.Bad == r.Rows:
		return errors.New("nothing was kept: every row is bad")
	case r.Torn > 0:
		return fmt.Errorf("%s could not be read as CSV and %s left out", many(r.Torn, "line"), was(r.Torn))
	}
	return nil
}

func was(n int64) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// many is "1 row" or "2 rows".
func many(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// badly says how many rows are bad, and how often.
func badly(r importing.Report) string {
	if n := int64(len(r.Faults)); n != r.Bad {
		return fmt.Sprintf("%d bad (%s)", r.Bad, many(n, "fault"))
	}
	return fmt.Sprintf("%d bad", r.Bad)
}

// tell prints what an import came to.
func (p *program) tell(kind string, r importing.Report) {
	for i, f := range r.Faults {
		if i == shown {
			fmt.Fprintf(p.out, "... and %d more; --faults FILE.csv writes them all\n", len(r.Faults)-shown)
			break
		}
		place := strings.TrimSpace(f.Column + " " + strconv.Quote(f.Value))
		fmt.Fprintf(p.out, "line %d: %s: %s\n", f.Line, place, f.Code)
	}
	if kind == "order-history" {
		h := r.History
		fmt.Fprintf(p.out, "%s: %s added, %d known, %s; %s and %s added; %s learned\n", many(r.Rows, "row"), many(h.Lines, "line"),
			h.LinesKnown, badly(r), many(h.Orders, "order"), many(h.Agreements, "agreement"), many(int64(r.Pairs), "rhythm"))
		return
	}
	fmt.Fprintf(p.out, "%s: %d added, %d updated, %d as they were, %s\n",
		many(r.Rows, "row"), r.Changed.Added, r.Changed.Updated, r.Changed.Same, badly(r))
}

// progressOf shows how much of a file has been read, on a terminal.
func progressOf(f *os.File) (io.Reader, func()) {
	info, err := f.Stat()
	screen, serr := os.Stderr.Stat()
	if err != nil || serr != nil || screen.Mode()&os.ModeCharDevice == 0 {
		return f, func() {}
	}
	bars := mpb.New(mpb.WithOutput(os.Stderr))
	bar := bars.AddBar(info.Size(), mpb.PrependDecorators(decor.Name("read "), decor.CountersKibiByte("% .1f / % .1f")),
		mpb.AppendDecorators(decor.Percentage(), decor.Elapsed(decor.ET_STYLE_GO, decor.WC{W: 8})))
	return bar.ProxyReader(f), func() { bar.SetTotal(-1, true); bars.Wait() }
}

func writeFaults(path string, faults []models.ImportFault) error {
	if path == "" {
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	_ = w.Write([]string{"line", "column", "value", "code"})
	for _, x := range faults {
		_ = w.Write([]string{strconv.Itoa(x.Line), x.Column, guard(x.Value), x.Code})
	}
	w.Flush()
	return errors.Join(w.Error(), f.Close())
}

// guard keeps a spreadsheet from taking text for a formula.
func guard(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r') {
		return "'" + s
	}
	return s
}
