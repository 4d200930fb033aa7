package studio

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
)

const (
	// Piece is the most that one piece of a file may have.
	Piece = 2 << 20
	// Largest is the most that a file may have.
	Largest = 512 << 20
	// unread is how many imports a supplier may have begun and not finished.
	unread = 300
)

// BeginInput announces the files of an import.
type BeginInput struct {
	Body struct {
		Files  []string `json:"files" minItems:"1" maxItems:"20" doc:"Their names, in the order in which they are read."`
		Source string   `json:"source,omitempty" enum:"upload,api" default:"api" doc:"upload: a person waits and will say yes. api: the import is committed by itself where no limit is passed."`
	}
}

// Validate reports names that are none.
func (in *BeginInput) Validate() error {
	var f models.Faults
	for i, name := range in.Body.Files {
		f.Check(plainName(name) != "" && len(name) <= 300, fmt.Sprintf("files/%d", i), "bad-name", "A file has a name of at most 300 bytes.")
	}
	return f.Err()
}

// plainName is a file's name without folders.
func plainName(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, ""), "\\", "/")
	name = strings.TrimSpace(name[strings.LastIndexByte(name, '/')+1:])
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, name)
}

// Begin makes room for the files of an import; they follow piece by piece.
func (s *Service) Begin(ctx context.Context, v identity.Viewer, in BeginInput) (Detail, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Detail, error) {
		if err := in.Validate(); err != nil {
			return Detail{}, err
		}
		waiting, err := models.List[models.ImportRun](tx, "id", "state IN ('receiving', 'mapping') AND created_at > ?", tx.Now.AddDate(0, 0, -1))
		if err != nil {
			return Detail{}, err
		}
		if len(waiting) >= unread {
			return Detail{}, models.Faulty(models.Limited, "too-many-imports", "Finish or give up the imports you have begun.")
		}
		source := in.Body.Source
		if source == "" {
			source = "api"
		}
		who := v.User()
		run := models.ImportRun{ID: models.NewID[models.ImportRun](), SupplierID: v.Organisation(), Source: source, Name: plainName(in.Body.Files[0]),
			State: models.ImportReceiving, CreatedBy: &who, CreatedAt: tx.Now}
		if err := begin(tx, &run); err != nil {
			return Detail{}, err
		}
		for i, name := range in.Body.Files {
			f := models.ImportFile{ID: models.NewID[models.ImportFile](), SupplierID: run.SupplierID, Name: plainName(name), CreatedAt: tx.Now}
			if err := models.Insert(tx, &f); err != nil {
				return Detail{}, err
			}
			if err := models.Insert(tx, &models.ImportRunFile{RunID: run.ID, SupplierID: run.SupplierID, Position: i, FileID: f.ID}); err != nil {
				return Detail{}, err
			}
		}
		return detail(tx, &run)
	})
}

// begin adds a run.
func begin(tx *models.Tx, run *models.ImportRun) error {
	run.Version, run.Mapping, run.Sample, run.Asked = 1, json.RawMessage(`{}`), json.RawMessage(`null`), map[string]models.AskedName{}
	run.Asks, run.Answers = []models.ImportAsk{}, []models.ImportAnswer{}
	return models.Insert(tx, run)
}

// PieceInput is a piece of one of an import's files.
type PieceInput struct {
	ID       models.ImportRunID `path:"id"`
	File     int                `query:"file" minimum:"0" doc:"Which of the files that were announced; the first is 0."`
	Position int                `query:"position" minimum:"0" doc:"Which of the file's pieces; the first is 0. They come one after another; one that comes again is passed over."`
	RawBody  []byte             `contentType:"application/octet-stream"`
}

// Append takes a piece of a file.
func (s *Service) Append(ctx context.Context, v identity.Viewer, in PieceInput) (File, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (File, error) {
		run, err := models.Get(tx, in.ID)
		if err != nil {
			return File{}, err
		}
		if run.State != models.ImportReceiving {
			return File{}, models.Faulty(models.Conflict, "not-receiving", "The files of this import have come.")
		}
		link, err := models.First[models.ImportRunFile](tx, "run_id = ? AND position = ?", run.ID, in.File)
		if err != nil {
			return File{}, err
		}
		f, err := models.Lock(tx, link.FileID)
		if err != nil {
			return File{}, err
		}
		return File{f.Name, f.Size, f.Pieces}, appendPiece(tx, f, in.Position, in.RawBody)
	})
}

func appendPiece(tx *models.Tx, f *models.ImportFile, position int, content []byte) error {
	switch {
	case len(content) == 0:
		return models.Faulty(models.Invalid, "empty-piece", "The piece is empty.")
	case len(content) > Piece:
		return models.Faulty(models.Invalid, "piece-too-large", "A piece has at most 2 MB.")
	case f.Size+int64(len(content)) > Largest:
		return models.Faulty(models.Invalid, "too-large", "A file has at most 512 MB.")
	}
	return models.AppendPiece(tx, f, position, content)
}

// LookInput names a run whose files have come.
type LookInput struct {
	ID models.ImportRunID `path:"id"`
}

// Look finds out what the files are. Tables wait for a word on their columns, unless a file with the same header was read
// before: then they are read as that was. Files that say themselves what is what are read at once.
func (s *Service) Look(ctx context.Context, v identity.Viewer, in LookInput) (Detail, error) {
	run, err := models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (*models.ImportRun, error) { return models.Get(tx, in.ID) })
	if err != nil {
		return Detail{}, err
	}
	if run.State != models.ImportReceiving {
		return Detail{}, models.Faulty(models.Conflict, "not-receiving", "The files of this import have been looked at.")
	}
	seen, format, err := s.tablesOf(ctx, v, run)
	var unreadable *feed.Fault
	if err != nil && !errors.As(err, &unreadable) {
		return Detail{}, err
	}
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Detail, error) {
		run, err := models.Lock(tx, in.ID)
		if err != nil {
			return Detail{}, err
		}
		run.Format, run.Version = format, run.Version+1
		if unreadable != nil {
			run.State, run.Code, run.Detail, run.Sample = models.ImportRefused, string(unreadable.Code), placeOf(unreadable), json.RawMessage(`null`)
		} else if err := meet(tx, run, seen); err != nil {
			return Detail{}, err
		}
		if err := models.Update(tx, run, "state", "format", "code", "detail", "sample", "mapping", "options", "fingerprint", "version"); err != nil {
			return Detail{}, err
		}
		return detail(tx, run)
	})
}

// tablesOf proposes how a run's tables are read.
func (s *Service) tablesOf(ctx context.Context, v identity.Viewer, run *models.ImportRun) (tables []feed.Table, format string, err error) {
	_, files, err := s.filesOf(ctx, v, run.ID)
	if err != nil {
		return nil, "", err
	}
	for i := range files {
		f := &files[i]
		err := func() error {
			spooled, err := s.spool(ctx, v, f)
			if err != nil {
				return err
			}
			defer spooled.Close()
			opened, err := feed.Open(f.Name, spooled, f.Size, feed.Bounds)
			if err != nil {
				return err
			}
			format = string(opened.Kind)
			found, err := opened.Layouts(ctx)
			for _, t := range found {
				if t.File == "" && len(files) > 1 {
					t.File = f.Name
				}
				tables = append(tables, t)
			}
			return err
		}()
		if err != nil {
			return nil, format, err
		}
	}
	return tables, format, nil
}

func (s *Service) filesOf(ctx context.Context, v identity.Viewer, id models.ImportRunID) (links []models.ImportRunFile, files []models.ImportFile, err error) {
	_, err = models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		links, files, err = models.FilesOfRun(tx, id)
		return struct{}{}, err
	})
	return links, files, err
}

// meet decides what follows from what the files are.
func meet(tx *models.Tx, run *models.ImportRun, tables []feed.Table) error {
	remembered, err := adopt(tx, run, tables)
	if err != nil {
		return err
	}
	if len(tables) > 0 && !remembered && run.Source == "upload" {
		run.State = models.ImportAsking
		return nil
	}
	run.State = models.ImportReading
	return tx.Enqueue(Work{run.ID})
}

// adopt lays on a run how a file with the same header was read before, and says whether there was one; else what is proposed.
func adopt(tx *models.Tx, run *models.ImportRun, tables []feed.Table) (remembered bool, err error) {
	seen := sample{Tables: tables}
	run.Fingerprint = cmp.Or(fingerprint(tables), run.Format) // an exchange is known by its form: its words say themselves what they are
	known, err := models.First[models.ImportMapping](tx, "supplier_id = ? AND fingerprint = ?", run.SupplierID, run.Fingerprint)
	switch {
	case err == nil:
		var m feed.Mapping
		if err := json.Unmarshal(known.Mapping, &m); err != nil {
			return false, err
		}
		seen.Tables, seen.Remembered, run.Mapping = withSamples(m.Tables, tables), true, known.Mapping
		if run.Source == "upload" {
			run.Options = known.Options
		}
	case models.KindOf(err) != models.NotFound:
		return false, err
	default:
		run.Mapping = asJSON(feed.Mapping{Tables: withoutSamples(tables)})
	}
	run.Sample = asJSON(seen)
	return seen.Remembered, nil
}

// fingerprint tells files of one make from others: by the names of their columns.
func fingerprint(tables []feed.Table) string {
	if len(tables) == 0 {
		return ""
	}
	h := sha256.New()
	for _, t := range tables {
		fmt.Fprintf(h, "\x02%d", t.HeaderRows)
		for _, c := range t.Columns {
			fmt.Fprintf(h, "\x01%s", plain(c.Name))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func withoutSamples(tables []feed.Table) []feed.Table {
	out := slices.Clone(tables)
	for i := range out {
		out[i].Columns = slices.Clone(out[i].Columns)
		for j := range out[i].Columns {
			out[i].Columns[j].Samples = nil
		}
	}
	return out
}

// withSamples puts the values of the present file beside a mapping.
func withSamples(mapped, seen []feed.Table) []feed.Table {
	out := withoutSamples(mapped)
	for i := range out {
		at := slices.IndexFunc(seen, func(t feed.Table) bool { return len(seen) == 1 || t.Sheet == out[i].Sheet && t.File == out[i].File })
		if at < 0 {
			continue
		}
		for j := range out[i].Columns {
			c := &out[i].Columns[j]
			if k := slices.IndexFunc(seen[at].Columns, func(x feed.Column) bool { return x.Name == c.Name && x.Index == c.Index }); k >= 0 {
				c.Samples = seen[at].Columns[k].Samples
			}
		}
	}
	return out
}
