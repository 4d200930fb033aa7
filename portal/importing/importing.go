// Package importing brings in what a company already has: clients, suppliers, products and order history, from CSV files
// of any size. A second run of the same file changes nothing. A row that cannot be taken is named by line, column,
// value and code; the others are kept, or, when strict, none is.
package importing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/csvfile"
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
	Bad     int64                // rows that could not be taken; one may have several faults
	Torn    int64                // of them lines that are no CSV, such as a quotation mark that is never closed
	Faults  []models.ImportFault // everything that is wrong, by line
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
	if !currencies.MatchString(string(q.Currency)) {
		return Report{}, models.Faulty(models.Invalid, "unknown-currency", "A currency is three capital letters, such as RUB.")
	}
	file, header, err := openFile(q.File)
	if err != nil {
		return Report{}, err
	}
	at, err := kind.match(header, q.Mapping)
	if err != nil {
		return Report{}, err
	}
	r := &run{kind: kind, file: file, row: row{columns: kind.Columns, at: at, currency: q.Currency, values: make([]any, 0, kind.staged.Width())}}
	pairs, err := models.In(ctx, s.db, v.To(identity.ImportRun), func(tx *models.Tx) ([]models.Pair, error) {
		r.tx, r.report = tx, Report{}
		pairs, err := r.all(q)
		r.count()
		if err == nil && q.Strict && r.report.Bad > 0 {
			err = errStrict
		}
		return pairs, err
	})
	switch {
	case errors.Is(err, errStrict):
		return r.report, nil
	case r.unread != nil:
		return r.report, r.unread
	case err != nil && models.KindOf(err) == models.Internal && ctx.Err() == nil:
		slog.DebugContext(ctx, "import failed", "err", err)
		return r.report, models.Faulty(models.Internal, "import-failed", "The database refused the file; nothing of it was kept. LOG_LEVEL=debug says more.").Because(err)
	case err != nil:
		return r.report, err
	}
	r.report.Kept, r.report.Pairs = true, len(pairs)
	if len(pairs) > 0 {
		_, err = s.cadence.Rebuild(ctx, v, cadence.RebuildInput{})
	}
	return r.report, err
}

// run is one file on its way in.
type run struct {
	tx     *models.Tx
	kind   Kind
	file   *csvfile.Reader
	row    row
	report Report
	unread error // why the file could not be read to its end
}

func (r *run) all(q Request) ([]models.Pair, error) {
	taken, err := models.Stage(r.tx, r.kind.staged, r.next)
	if err != nil {
		return nil, err
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
		record, err := r.file.Next()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		var f csvfile.Fault
		if errors.As(err, &f) {
			r.report.Rows++
			r.report.Torn++
			r.report.Faults = append(r.report.Faults, models.ImportFault{Line: f.Line, Value: f.Value, Code: f.Code})
			continue
		}
		if err != nil {
			r.unread = models.Faulty(models.Invalid, "unreadable-file", fmt.Sprintf("The file cannot be read after line %d; nothing of it was kept.", r.file.Line())).Because(err)
			return nil, err
		}
		if record.Blank() {
			continue
		}
		r.report.Rows++
		r.row.record, r.row.values, r.row.faults = record, r.row.values[:0], r.row.faults[:0]
		r.kind.read(&r.row)
		if len(r.row.faults) == 0 {
			return r.row.values, nil
		}
		r.report.Faults = append(r.report.Faults, r.row.faults...)
	}
}

// count puts what is wrong in the file's order and says how many rows it is.
func (r *run) count() {
	slices.SortStableFunc(r.report.Faults, func(a, b models.ImportFault) int { return cmp.Compare(a.Line, b.Line) })
	last := 0
	for _, f := range r.report.Faults {
		if f.Line != last {
			r.report.Bad++
		}
		last = f.Line
	}
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
