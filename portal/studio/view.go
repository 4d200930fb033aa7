package studio

import (
	"context"
	"encoding/json"
	"time"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
)

// Run is an import as its supplier's people see it.
type Run struct {
	ID          models.ImportRunID    `json:"id"`
	Name        string                `json:"name"`
	Source      string                `json:"source" enum:"upload,api,url,1c"`
	State       models.ImportState    `json:"state" enum:"receiving,mapping,reading,ready,committing,committed,undone,refused,failed,cancelled"`
	Format      string                `json:"format" doc:"csv, xlsx, yml, commerceml or zip; empty until it is known."`
	By          string                `json:"by" doc:"Who began it; empty: a feed or an exchange."`
	CreatedAt   time.Time             `json:"created_at"`
	ReadyAt     *time.Time            `json:"ready_at"`
	CommittedAt *time.Time            `json:"committed_at"`
	CommittedBy string                `json:"committed_by" doc:"Empty: no limit was passed, so nobody had to."`
	UndoneAt    *time.Time            `json:"undone_at"`
	UndoneBy    string                `json:"undone_by"`
	Progress    Progress              `json:"progress"`
	Counts      models.ImportCounts   `json:"counts"`
	Asks        []models.ImportAsk    `json:"asks" doc:"Limits that were passed: committing needs a yes to each."`
	Answers     []models.ImportAnswer `json:"answers" doc:"Who said yes."`
	Options     models.ImportOptions  `json:"options"`
	Code        string                `json:"code" doc:"Why it was refused, failed or not committed: a stable slug."`
	Detail      string                `json:"detail"`
	Reason      string                `json:"reason" doc:"What the code means, in the reader's language."`
	Version     int                   `json:"version"`
}

// ETag is its version.
func (r Run) ETag() int { return r.Version }

// Progress is how far the reading is, or the writing.
type Progress struct {
	Read    int64 `json:"read" doc:"Bytes."`
	Total   int64 `json:"total" doc:"Bytes; 0 until they are known."`
	Rows    int   `json:"rows"`
	Written int   `json:"written" doc:"Of a commit: goods, of those that it applies. It begins anew when the program was restarted."`
}

// Detail is an import with how its files are read.
type Detail struct {
	Run
	Files      []File       `json:"files"`
	Tables     []feed.Table `json:"tables" doc:"How its tables are read, or proposed to be: each column with a few of its values. None of files that say so themselves."`
	Remembered bool         `json:"remembered" doc:"They are read as an earlier file with the same header was."`
}

// File is one of an import's files.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size" doc:"Bytes that have come."`
	Pieces int    `json:"pieces" doc:"Pieces that have come."`
}

// sample is what looking at the files found.
type sample struct {
	Tables     []feed.Table `json:"tables"`
	Remembered bool         `json:"remembered"`
}

// describe makes the view of one run.
func describe(tx *models.Tx, run *models.ImportRun) (Run, error) {
	out, err := describeAll(tx, []models.ImportRun{*run})
	if err != nil {
		return Run{}, err
	}
	return out[0], nil
}

func describeAll(tx *models.Tx, runs []models.ImportRun) ([]Run, error) {
	var people []models.UserID
	for _, r := range runs {
		for _, who := range []*models.UserID{r.CreatedBy, r.CommittedBy, r.UndoneBy} {
			if who != nil {
				people = append(people, *who)
			}
		}
	}
	names, err := models.NamesOf(tx, people)
	if err != nil {
		return nil, err
	}
	name := func(who *models.UserID) string {
		if who == nil {
			return ""
		}
		return names[*who]
	}
	out := make([]Run, len(runs))
	for i, r := range runs {
		out[i] = Run{ID: r.ID, Name: r.Name, Source: r.Source, State: r.State, Format: r.Format, By: name(r.CreatedBy), CreatedAt: r.CreatedAt,
			ReadyAt: r.ReadyAt, CommittedAt: r.CommittedAt, CommittedBy: name(r.CommittedBy), UndoneAt: r.UndoneAt, UndoneBy: name(r.UndoneBy),
			Progress: Progress{r.BytesRead, r.BytesTotal, r.RowsRead, r.Written}, Counts: r.Counts, Asks: r.Asks, Answers: r.Answers, Options: r.Options,
			Code: r.Code, Detail: r.Detail, Version: r.Version}
		if out[i].Asks == nil {
			out[i].Asks = []models.ImportAsk{}
		}
		if out[i].Answers == nil {
			out[i].Answers = []models.ImportAnswer{}
		}
	}
	return out, nil
}

// ListInput asks for a stretch of a supplier's imports.
type ListInput struct {
	After string `query:"after" maxLength:"200"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
}

// List are the supplier's imports, the newest first.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (models.Page[Run], error) {
	return models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (models.Page[Run], error) {
		var before models.ImportRunID
		if _, err := models.ReadCursor(in.After, &before); err != nil {
			return models.Page[Run]{}, err
		}
		runs, err := models.ImportRuns(tx, before, in.Limit)
		if err != nil {
			return models.Page[Run]{}, err
		}
		views, err := describeAll(tx, runs)
		for i := range views {
			views[i].Reason = meaning(views[i].Code, v.Locale())
		}
		return models.PageOf(views, in.Limit, func(r Run) models.Cursor { return models.Cursor{r.ID} }), err
	})
}

// GetInput names a run.
type GetInput struct {
	ID models.ImportRunID `path:"id"`
}

// Get is one import with how it is read.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in GetInput) (Detail, error) {
	return models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (Detail, error) {
		run, err := models.Get(tx, in.ID)
		if err != nil {
			return Detail{}, err
		}
		out, err := detail(tx, run)
		out.Reason = meaning(out.Code, v.Locale())
		return out, err
	})
}

func detail(tx *models.Tx, run *models.ImportRun) (Detail, error) {
	view, err := describe(tx, run)
	if err != nil {
		return Detail{}, err
	}
	out := Detail{Run: view, Files: []File{}, Tables: []feed.Table{}}
	_, files, err := models.FilesOfRun(tx, run.ID)
	if err != nil {
		return out, err
	}
	for _, f := range files {
		out.Files = append(out.Files, File{f.Name, f.Size, f.Pieces})
	}
	if len(run.Sample) > 0 {
		var seen sample
		if err := json.Unmarshal(run.Sample, &seen); err != nil {
			return out, err
		}
		out.Tables, out.Remembered = append(out.Tables, seen.Tables...), seen.Remembered
	}
	return out, nil
}

// ItemsInput asks for a stretch of a dry run.
type ItemsInput struct {
	ID    models.ImportRunID `path:"id"`
	Kind  string             `query:"kind" enum:",new,changed,same,vanished,faulty,up,down,stale" doc:"up and down: by the list price, the greatest change first; empty: all that the commit writes."`
	Words string             `query:"q" maxLength:"100" doc:"In the SKU or the name."`
	After string             `query:"after" maxLength:"200"`
	Limit int                `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// Item is what the dry run made of one product.
type Item struct {
	Seq         int               `json:"seq"`
	Line        int               `json:"line" doc:"In its file; 0: the catalogue's own, in no file."`
	SKU         string            `json:"sku"`
	ExternalID  string            `json:"external_id"`
	Name        string            `json:"name"`
	ProductID   *models.ProductID `json:"product_id" doc:"null: not in the catalogue yet."`
	Kind        string            `json:"kind"`
	Changes     []Change          `json:"changes" doc:"What the commit writes."`
	PriceChange *string           `json:"price_change" doc:"Of the list price, in per cent."`
	Stale       bool              `json:"stale" doc:"Somebody changed it since the dry run."`
}

// Items are the products of a dry run.
func (s *Service) Items(ctx context.Context, v identity.Viewer, in ItemsInput) (models.Page[Item], error) {
	return models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (models.Page[Item], error) {
		if _, err := models.Get(tx, in.ID); err != nil {
			return models.Page[Item]{}, err
		}
		f := models.ItemFilter{Kind: in.Kind, Words: in.Words, Limit: in.Limit}
		var at models.ItemPlace
		if there, err := models.ReadCursor(in.After, &at.Change, &at.Seq); err != nil {
			return models.Page[Item]{}, err
		} else if there {
			f.After = &at
		}
		items, err := models.ImportItems(tx, in.ID, f)
		if err != nil {
			return models.Page[Item]{}, err
		}
		say, err := sayings(tx, v, in.ID, items)
		if err != nil {
			return models.Page[Item]{}, err
		}
		page := models.PageOf(items, in.Limit, func(i models.ImportItem) models.Cursor {
			change := 0.0
			if i.PriceChange != nil {
				change = i.PriceChange.Abs().InexactFloat64()
			}
			return models.Cursor{change, i.Seq}
		})
		return models.MapPage(page, say.item), nil
	})
}

// FaultsInput asks for a stretch of what could not be taken.
type FaultsInput struct {
	ID    models.ImportRunID `path:"id"`
	After int                `query:"after" minimum:"0"`
	Limit int                `query:"limit" minimum:"1" maximum:"500" default:"50"`
}

// Fault is a place of a file that could not be taken, or is worth a look.
type Fault struct {
	File    string `json:"file"`
	Sheet   string `json:"sheet"`
	Line    int    `json:"line"`
	Column  string `json:"column"`
	Value   string `json:"value"`
	Code    string `json:"code"`
	Message string `json:"message" doc:"What the code means, in the reader's language."`
	Note    bool   `json:"note" doc:"The row was taken all the same."`
}

// FaultPage is a stretch of them.
type FaultPage struct {
	Items []Fault `json:"items"`
	Next  string  `json:"next" doc:"Pass as ?after= for the next stretch; empty at the end."`
}

// Faults are the places of a run's files that are worth a look.
func (s *Service) Faults(ctx context.Context, v identity.Viewer, in FaultsInput) (FaultPage, error) {
	return models.Read(ctx, s.db, v.To(identity.ImportManage), func(tx *models.Tx) (FaultPage, error) {
		if _, err := models.Get(tx, in.ID); err != nil {
			return FaultPage{}, err
		}
		_, files, err := models.FilesOfRun(tx, in.ID)
		if err != nil {
			return FaultPage{}, err
		}
		found, err := models.RunFaults(tx, in.ID, in.After, in.Limit+1)
		if err != nil {
			return FaultPage{}, err
		}
		out := FaultPage{Items: []Fault{}}
		for i, f := range found {
			if i == in.Limit {
				out.Next = itoa(found[i-1].Seq)
				break
			}
			out.Items = append(out.Items, faultOf(f, files, v.Locale()))
		}
		return out, nil
	})
}

func faultOf(f models.RunFault, files []models.ImportFile, locale string) Fault {
	out := Fault{Sheet: f.Sheet, Line: f.Line, Column: f.Column, Value: f.Value, Code: f.Code, Message: meaning(f.Code, locale), Note: f.Note}
	if f.File < len(files) {
		out.File = files[f.File].Name
	}
	return out
}
