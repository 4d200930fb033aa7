package studio

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
)

// batch is how many records go to the database at a time.
const batch = 2000

// read goes through a run's files, stages what they say and compares it with the catalogue.
func (w *worker) read(ctx context.Context) error {
	if string(w.run.Sample) == "null" {
		if err := w.look(ctx); err != nil {
			return err
		}
	}
	var mapping feed.Mapping
	if len(w.run.Mapping) > 0 {
		if err := json.Unmarshal(w.run.Mapping, &mapping); err != nil {
			return err
		}
	}
	known, links, files, err := w.prepare(ctx, &mapping)
	if err != nil {
		return err
	}
	goodsFirst(links, files)
	r := &runReading{worker: w, stager: &stager{currency: w.supplier.Currency, attributes: namesOf(known), types: map[string]int{}}, only: len(files) > 0}
	for i := range files {
		r.stager.file = links[i].Position
		if err := r.file(ctx, &files[i], links[i].Entry, &mapping); err != nil {
			return err
		}
	}
	if err := r.flush(ctx); err != nil {
		return err
	}
	return w.compare(ctx, r, mapping)
}

// look finds out how the tables are read of files that came without anybody to ask.
func (w *worker) look(ctx context.Context) error {
	tables, _, err := w.s.tablesOf(ctx, w.viewer, &w.run)
	if err != nil {
		return err
	}
	return w.in(ctx, func(tx *models.Tx) error {
		if _, err := adopt(tx, &w.run, tables); err != nil {
			return err
		}
		return models.TendImport(tx, w.run.ID, w.id, map[string]any{"mapping": w.run.Mapping, "sample": w.run.Sample, "fingerprint": w.run.Fingerprint})
	})
}

// prepare forgets what an earlier reading left, and says what there is to read.
func (w *worker) prepare(ctx context.Context, mapping *feed.Mapping) (known []models.Attribute, links []models.ImportRunFile, files []models.ImportFile, err error) {
	err = w.in(ctx, func(tx *models.Tx) error {
		if err := models.ClearStaged(tx, &w.run); err != nil {
			return err
		}
		if known, err = models.AttributesOf(tx); err != nil {
			return err
		}
		if mapping.Dictionary, err = dictionaryOf(tx, w.run.SupplierID); err != nil {
			return err
		}
		if links, files, err = models.FilesOfRun(tx, w.run.ID); err != nil {
			return err
		}
		var total int64
		for _, f := range files {
			total += f.Size
		}
		return models.TendImport(tx, w.run.ID, w.id, map[string]any{"bytes_total": total, "bytes_read": 0, "rows_read": 0, "code": "", "detail": ""})
	})
	return known, links, files, err
}

// runReading is one walk through a run's files.
type runReading struct {
	*worker
	*stager
	format  string
	before  int64 // bytes of the files that are read
	at      *progress
	records int
	only    bool // every file says that it tells changes only
}

// file reads one of the run's files.
func (r *runReading) file(ctx context.Context, f *models.ImportFile, entry string, mapping *feed.Mapping) error {
	spooled, err := r.s.spool(ctx, r.viewer, f)
	if err != nil {
		return err
	}
	defer spooled.Close()
	r.at = &progress{r: spooled}
	opened, err := feed.Open(f.Name, r.at, f.Size, feed.Bounds)
	if err != nil {
		return err
	}
	if entry != "" {
		opened.Parts = slices.DeleteFunc(opened.Parts, func(p feed.Part) bool { return p.Name != entry })
	}
	if r.format = string(opened.Kind); len(opened.Parts) > 0 {
		r.format = string(opened.Parts[0].Kind)
	}
	summary, err := opened.Read(ctx, ofFile(*mapping, f.Name), func(it *feed.Item) error {
		r.take(it)
		if len(r.items) < batch {
			return nil
		}
		return r.flush(ctx)
	})
	if err != nil {
		return err
	}
	for _, fault := range summary.Faults {
		r.told(fault)
	}
	mapping.Dictionary = &summary.Dictionary
	r.only = r.only && summary.OnlyChanges
	r.records += summary.Records
	r.before += f.Size
	r.at = nil
	return nil
}

// goodsFirst lets files that say what the goods are be read before those that only say what they cost and how many there are.
func goodsFirst(links []models.ImportRunFile, files []models.ImportFile) {
	late := func(i int) bool {
		name := strings.ToLower(path.Base(firstOf(links[i].Entry, files[i].Name)))
		return strings.HasPrefix(name, "offers") || strings.HasPrefix(name, "prices") || strings.HasPrefix(name, "rests")
	}
	at := 0
	for i := range files {
		if late(i) {
			continue
		}
		for j := i; j > at; j-- {
			files[j], files[j-1] = files[j-1], files[j]
			links[j], links[j-1] = links[j-1], links[j]
		}
		at++
	}
}

// ofFile is the part of a mapping that is told for one of several files.
func ofFile(m feed.Mapping, name string) feed.Mapping {
	var own []feed.Table
	for _, t := range m.Tables {
		if t.File == name {
			t.File = ""
			own = append(own, t)
		}
	}
	if own != nil {
		m.Tables = own
	}
	return m
}

// flush stages what has been gathered, and tells how far the reading is.
func (r *runReading) flush(ctx context.Context) error {
	err := r.in(ctx, func(tx *models.Tx) error {
		if err := models.StageItems(tx, &r.run, r.items); err != nil {
			return err
		}
		if err := models.StageFaults(tx, &r.run, r.faults); err != nil {
			return err
		}
		read := r.before
		if r.at != nil {
			read += r.at.far.Load()
		}
		return models.TendImport(tx, r.run.ID, r.worker.id, map[string]any{"bytes_read": read, "rows_read": r.seq})
	})
	r.items, r.faults = r.items[:0], r.faults[:0]
	return err
}

// spool puts a file together on the disk, where readers may go to and fro in it. It is gone when it is closed.
func (s *Service) spool(ctx context.Context, v identity.Viewer, f *models.ImportFile) (*spooled, error) {
	to, err := os.CreateTemp("", "povtor-import-*")
	if err != nil {
		return nil, err
	}
	out := &spooled{to}
	_, err = models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		return struct{}{}, models.CopyFile(tx, f, to)
	})
	if err != nil {
		out.Close()
		return nil, err
	}
	return out, nil
}

type spooled struct{ *os.File }

func (s *spooled) Close() { _ = s.File.Close(); _ = os.Remove(s.Name()) }

// progress notes how far into a file its reader has come.
type progress struct {
	r   io.ReaderAt
	far atomic.Int64
}

func (p *progress) ReadAt(b []byte, at int64) (int, error) {
	n, err := p.r.ReadAt(b, at)
	if to := at + int64(n); to > p.far.Load() {
		p.far.Store(to)
	}
	return n, err
}

var wholesale = regexp.MustCompile(`(?i)опт|wholesale|базов|основн|прайс|list|dealer|дилер`)

// listType is the price type whose prices become the list price: the one a person named, the only one, or the likeliest.
func listType(types map[string]int, chosen map[string]string) string {
	var names []string
	for name := range types {
		switch chosen[name] {
		case "list":
			return name
		case "":
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if wa, wb := wholesale.MatchString(a), wholesale.MatchString(b); wa != wb {
			if wa {
				return -1
			}
			return 1
		}
		if types[a] != types[b] {
			return types[b] - types[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	if len(names) == 0 {
		return ""
	}
	return names[0]
}
