package studio

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
)

// StartInput says how an import's files are read, and what becomes of the goods. What is left out stays as it was.
type StartInput struct {
	ID   models.ImportRunID `path:"id"`
	Body struct {
		Tables  []feed.Table          `json:"tables,omitempty" maxItems:"100"`
		Options *models.ImportOptions `json:"options,omitempty"`
	}
}

// Validate reports columns that mean nothing we know.
func (in *StartInput) Validate() error {
	var f models.Faults
	known := map[feed.Field]bool{feed.Ignored: true}
	for _, field := range feed.Fields {
		known[field] = true
	}
	for i, t := range in.Body.Tables {
		f.Check(len(t.Columns) <= feed.Bounds.Columns, fmt.Sprintf("tables/%d/columns", i), "too-many", "A table has at most 1024 columns.")
		for j, c := range t.Columns {
			f.Check(known[c.Field], fmt.Sprintf("tables/%d/columns/%d/field", i, j), "unknown-field", "There is no such field.")
		}
	}
	if in.Body.Options != nil {
		for name, where := range in.Body.Options.PriceTypes {
			_, err := uuid.Parse(where)
			f.Check(where == "list" || where == "ignore" || err == nil, "options/price_types/"+name, "unknown-list", "A price type goes into the list price, into another list by its id, or nowhere.")
		}
	}
	return f.Err()
}

// Start reads an import's files and compares them with the catalogue: the dry run. A run that was read before is read anew; what
// it found before is forgotten. How tables are read is remembered for the next file with the same header.
func (s *Service) Start(ctx context.Context, v identity.Viewer, in StartInput) (Run, error) {
	if err := in.Validate(); err != nil {
		return Run{}, err
	}
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Run, error) {
		run, err := models.Lock(tx, in.ID)
		if err != nil {
			return Run{}, err
		}
		switch run.State {
		case models.ImportAsking, models.ImportReady, models.ImportFailed:
		case models.ImportRefused:
			if len(run.Sample) == 0 || string(run.Sample) == "null" {
				return Run{}, models.Faulty(models.Conflict, "not-readable", "The file cannot be read.")
			}
		default:
			return Run{}, models.Faulty(models.Conflict, "not-ready", "This import cannot be read now.")
		}
		if in.Body.Options != nil {
			run.Options = *in.Body.Options
		}
		if in.Body.Tables != nil {
			run.Mapping = asJSON(feed.Mapping{Tables: withoutSamples(in.Body.Tables)})
			if err := resample(run, in.Body.Tables); err != nil {
				return Run{}, err
			}
		}
		if run.Fingerprint != "" {
			err := models.RememberMapping(tx, models.ImportMapping{SupplierID: run.SupplierID, Fingerprint: run.Fingerprint, Name: run.Name,
				Mapping: run.Mapping, Options: run.Options, UsedAt: tx.Now})
			if err != nil {
				return Run{}, err
			}
		}
		return s.enqueue(tx, run)
	})
}

// enqueue lets a run be read.
func (s *Service) enqueue(tx *models.Tx, run *models.ImportRun) (Run, error) {
	run.State, run.Code, run.Detail, run.Worker, run.BeatAt, run.Version = models.ImportReading, "", "", nil, nil, run.Version+1
	run.BytesRead, run.RowsRead, run.Counts, run.Asks = 0, 0, models.ImportCounts{}, []models.ImportAsk{}
	err := models.Update(tx, run, "state", "code", "detail", "worker", "beat_at", "version", "bytes_read", "rows_read", "counts", "asks", "mapping", "options", "sample")
	if err != nil {
		return Run{}, err
	}
	if err := tx.Enqueue(Work{run.ID}); err != nil {
		return Run{}, err
	}
	return describe(tx, run)
}

// resample lets the page show the columns as they were told.
func resample(run *models.ImportRun, told []feed.Table) error {
	var seen sample
	if err := json.Unmarshal(run.Sample, &seen); err != nil {
		return err
	}
	run.Sample = asJSON(sample{Tables: withSamples(told, seen.Tables)})
	return nil
}

// Mapping is how files with a certain header are read.
type Mapping struct {
	ID      string               `json:"id"`
	Name    string               `json:"name" doc:"Of the file it was told for."`
	Columns []string             `json:"columns" doc:"The columns that mean something."`
	Options models.ImportOptions `json:"options"`
	UsedAt  string               `json:"used_at"`
}

// Mappings are how the supplier's files are read that were read before.
func (s *Service) Mappings(ctx context.Context, v identity.Viewer, _ struct{}) ([]Mapping, error) {
	return models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) ([]Mapping, error) {
		kept, err := models.List[models.ImportMapping](tx, "used_at DESC", "true")
		out := []Mapping{}
		for _, m := range kept {
			var how feed.Mapping
			if err := json.Unmarshal(m.Mapping, &how); err != nil {
				return nil, err
			}
			view := Mapping{ID: m.Fingerprint, Name: m.Name, Columns: []string{}, Options: m.Options, UsedAt: m.UsedAt.Format("2006-01-02T15:04:05Z07:00")}
			for _, t := range how.Tables {
				for _, c := range t.Columns {
					if c.Field != feed.Ignored {
						view.Columns = append(view.Columns, c.Name)
					}
				}
			}
			out = append(out, view)
		}
		return out, err
	})
}

// ForgetInput names a remembered mapping.
type ForgetInput struct {
	ID string `path:"id" maxLength:"64"`
}

// Forget lets the next file with that header be asked about again.
func (s *Service) Forget(ctx context.Context, v identity.Viewer, in ForgetInput) (struct{}, error) {
	return models.In(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		n, err := models.DeleteWhere[models.ImportMapping](tx, "fingerprint = ?", in.ID)
		if err == nil && n == 0 {
			err = models.Faulty(models.NotFound, "not-found", "There is no such thing here.")
		}
		return struct{}{}, err
	})
}
