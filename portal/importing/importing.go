// Package importing brings in what a company already has: clients, suppliers, products and order history, from CSV files
// of any size. A second run of the same file changes nothing. A row that cannot be taken is named by line, column,
// value and code; the others are kept, or, when strict, none is.
package importing

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/identity"
)

// Service imports files.
type Service struct {
	db      *models.DB
	cadence *cadence.Service
}

// New makes the service; cadences are rebuilt for the pairs whose history an import changes.
func New(db *models.DB, c *cadence.Service) *Service { return &Service{db: db, cadence: c} }

// Request is one file to bring in.
type Request struct {
	Kind     string
	File     io.Reader
	Mapping  map[string]string // our column -> the file's
	Strict   bool              // keep nothing when any row is bad
	Currency models.Currency   // of amounts, and of prices that name none
}

// Report says what came of it.
type Report struct {
	Rows    int64 // with anything in them
	Taken   int64 // came into the comparison
	Changed models.Changed
	History models.History
	Faults  []models.ImportFault // every bad row, by line
	Pairs   int                  // trading pairs whose rhythm was learned anew
	Kept    bool                 // false: strict, and something was bad
}

var errStrict = errors.New("strict import with bad rows")

// Run brings in one file in one transaction.
func (s *Service) Run(ctx context.Context, v identity.Viewer, q Request) (Report, error) {
	kind, err := KindOf(q.Kind)
	if err != nil {
		return Report{}, models.Faulty(models.Invalid, "unknown-import", err.Error())
	}
	t, err := openTable(q.File)
	if err != nil {
		return Report{}, models.Faulty(models.Invalid, "unreadable-file", err.Error())
	}
	at, err := kind.match(t.header, q.Mapping)
	if err != nil {
		return Report{}, models.Faulty(models.Invalid, "missing-column", err.Error())
	}
	var report Report
	pairs, err := models.In(ctx, s.db, v.To(identity.ImportRun), func(tx *models.Tx) ([]models.Pair, error) {
		run := &run{tx: tx, kind: kind, report: &report, table: t,
			row: row{columns: kind.Columns, at: at, currency: q.Currency, line: 1, values: make([]any, 0, kind.staged.Width())}}
		pairs, err := run.all(q)
		if err == nil && q.Strict && len(report.Faults) > 0 {
			err = errStrict
		}
		return pairs, err
	})
	if errors.Is(err, errStrict) {
		return report, nil
	}
	if err != nil {
		return report, err
	}
	report.Kept, report.Pairs = true, len(pairs)
	if len(pairs) > 0 {
		_, err = s.cadence.Rebuild(ctx, v, cadence.RebuildInput{})
	}
	return report, err
}

// run is one file on its way in.
type run struct {
	tx     *models.Tx
	kind   Kind
	table  *table
	row    row
	report *Report
}

func (r *run) all(q Request) ([]models.Pair, error) {
	taken, err := models.Stage(r.tx, r.kind.staged, r.next)
	if err != nil {
		return nil, fmt.Errorf("after line %d: %w", r.row.line, err)
	}
	r.report.Taken = taken
	switch r.kind.Name {
	case "clients", "suppliers":
		return nil, r.companies()
	case "products":
		return nil, r.products()
	}
	return r.history(q.Currency)
}

// next yields the next good row to the staging table, or nil at the end.
func (r *run) next() ([]any, error) {
	for {
		if err := r.tx.Context().Err(); err != nil {
			return nil, err
		}
		cells, err := r.table.csv.Read()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		r.row.line, _ = r.table.csv.FieldPos(0)
		var syntax *csv.ParseError
		if errors.As(err, &syntax) {
			r.report.Faults = append(r.report.Faults, models.ImportFault{Line: syntax.Line, Code: "not-csv"})
			continue
		}
		if err != nil {
			return nil, err
		}
		if blank(cells) {
			continue
		}
		r.report.Rows++
		r.row.cells, r.row.values, r.row.faults = cells, r.row.values[:0], r.row.faults[:0]
		r.kind.read(&r.row)
		if len(r.row.faults) == 0 {
			return r.row.values, nil
		}
		r.report.Faults = append(r.report.Faults, r.row.faults...)
	}
}

func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return false
		}
	}
	return true
}

func (r *run) companies() error {
	if err := r.bad(models.DropRepeats(r.tx, "code", "code")); err != nil {
		return err
	}
	kind := models.ClientKind
	if r.kind.Name == "suppliers" {
		kind = models.SupplierKind
	}
	var err error
	r.report.Changed, err = models.MergeCompanies(r.tx, kind)
	return err
}

func (r *run) products() error {
	if err := r.bad(models.DropRepeats(r.tx, "sku", "supplier", "sku")); err != nil {
		return err
	}
	if err := r.bad(models.UnknownSuppliers(r.tx)); err != nil {
		return err
	}
	var err error
	r.report.Changed, err = models.MergeProducts(r.tx)
	return err
}

func (r *run) history(currency models.Currency) ([]models.Pair, error) {
	if err := r.bad(models.ResolveHistory(r.tx)); err != nil {
		return nil, err
	}
	var err error
	if r.report.History, err = models.MergeHistory(r.tx, currency); err != nil {
		return nil, err
	}
	pairs, err := models.TouchedPairs(r.tx)
	if err != nil {
		return nil, err
	}
	return pairs, r.sales(pairs)
}

// sales sums the figures of the suppliers up anew whose history has grown.
func (r *run) sales(pairs []models.Pair) error {
	done := map[models.OrganisationID]bool{}
	for _, p := range pairs {
		if done[p.Supplier] {
			continue
		}
		done[p.Supplier] = true
		if err := models.RebuildSales(r.tx, p.Supplier); err != nil {
			return err
		}
	}
	return nil
}

// bad notes rows that could not be taken.
func (r *run) bad(faults []models.ImportFault, err error) error {
	r.report.Faults = append(r.report.Faults, faults...)
	return err
}
