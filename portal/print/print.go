// Package print makes price lists that can be printed and sent on: PDF for the eye, XLSX for the desk. A buyer's holds what its
// company may buy at its own prices; a supplier's what one of its clients may buy at that client's prices, or everything on sale
// at list prices. It is made by a job, has a progress that survives a restart, and is seen by whoever asked for it and nobody
// else. A person has one under way at a time.
package print

import (
	"context"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Service makes price lists.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db: db} }

// Forms of a price list.
const (
	PDF  = "pdf"
	XLSX = "xlsx"
)

// Wanted is what to print.
type Wanted struct {
	Form      string                  `json:"form" enum:"pdf,xlsx" doc:"pdf: up to 5,000 goods; xlsx: up to 50,000."`
	Agreement *models.AgreementID     `json:"agreement,omitempty" doc:"For suppliers: at the prices of the client of this agreement, and of what it may buy. Left out: everything on sale at list prices."`
	Supplier  []models.OrganisationID `json:"supplier,omitempty" maxItems:"50" doc:"For buyers: of these alone."`
	Category  []models.CategoryID     `json:"category,omitempty" maxItems:"50" doc:"Each with all that hangs under it."`
	Brand     []string                `json:"brand,omitempty" maxItems:"50"`
	Available bool                    `json:"available,omitempty" doc:"Only what can be had now."`
	Q         string                  `json:"q,omitempty" maxLength:"100" doc:"Only what a search for this finds."`
	Pictures  bool                    `json:"pictures,omitempty" doc:"Of pdf: with pictures, up to 1,000 goods."`
	Attribute []string                `json:"attribute,omitempty" maxItems:"50" doc:"code:value, as the catalogue is narrowed by them. For buyers."`
}

// AskInput asks for a price list.
type AskInput struct{ Body Wanted }

// Print is a price list and how far it has come.
type Print struct {
	ID         models.PrintID    `json:"id"`
	Form       string            `json:"form" enum:"pdf,xlsx"`
	Title      string            `json:"title" doc:"For which client, or of which supplier; empty: of everything."`
	Day        models.Date       `json:"day" doc:"Whose prices it holds."`
	State      models.PrintState `json:"state" enum:"waiting,making,done,failed"`
	Done       int               `json:"done" doc:"Goods that were read."`
	Total      int               `json:"total" doc:"Goods there are; 0: not counted yet."`
	Code       string            `json:"code,omitempty" doc:"Why it failed: too-many-goods, nothing-to-print or failed."`
	Size       int               `json:"size" doc:"Of the file, in bytes."`
	CreatedAt  time.Time         `json:"created_at"`
	FinishedAt *time.Time        `json:"finished_at"`
}

func shown(p models.Print) Print {
	return Print{p.ID, p.Form, p.Title, p.Day, p.State, p.Done, p.Total, p.Code, p.Size, p.CreatedAt, p.FinishedAt}
}

// Make is the job that makes one.
type Make struct {
	PrintID models.PrintID `json:"print_id"`
}

// Kind names the job.
func (Make) Kind() string { return "make_print" }

// kept is how many price lists a person keeps: the newest.
const kept = 10

// Ask begins a price list. Conflict print-running while the person's last one is not finished; NotFound for an agreement that is
// not the supplier's.
func (s *Service) Ask(ctx context.Context, v identity.Viewer, in AskInput) (Print, error) {
	return models.In(ctx, s.db, v.To(identity.PrintMake), func(tx *models.Tx) (Print, error) {
		running, err := models.Exists[models.Print](tx, "user_id = ? AND state IN (?, ?)", v.User(), models.PrintWaiting, models.PrintMaking)
		if err != nil {
			return Print{}, err
		}
		if running {
			return Print{}, models.Faulty(models.Conflict, "print-running", "Your last price list is still being made.")
		}
		p := models.Print{ID: models.NewID[models.Print](), UserID: v.User(), Form: in.Body.Form, Locale: v.Locale(), Day: v.Today(tx.Now),
			Wanted: models.PrintedGoods{Suppliers: in.Body.Supplier, Categories: in.Body.Category, Brands: in.Body.Brand,
				Available: in.Body.Available, Words: strings.TrimSpace(in.Body.Q), Attributes: in.Body.Attribute, Pictures: in.Body.Pictures && in.Body.Form == PDF},
			State: models.PrintWaiting, BeatAt: tx.Now, CreatedAt: tx.Now}
		if err := address(tx, v, in.Body, &p); err != nil {
			return Print{}, err
		}
		if err := models.Insert(tx, &p); err != nil {
			return Print{}, err
		}
		if _, err := models.DeleteWhere[models.Print](tx, `user_id = ? AND state IN (?, ?) AND id NOT IN (
			SELECT id FROM prints WHERE user_id = ? ORDER BY created_at DESC LIMIT ?)`, v.User(), models.PrintDone, models.PrintFailed, v.User(), kept); err != nil {
			return Print{}, err
		}
		return shown(p), tx.Enqueue(Make{p.ID})
	})
}

// address says whose the price list is, and for whom or of whom.
func address(tx *models.Tx, v identity.Viewer, w Wanted, p *models.Print) error {
	own := v.Organisation()
	if v.Kind() == models.ClientKind {
		p.ClientID = &own
		if w.Agreement != nil {
			return models.Faulty(models.Invalid, "not-for-buyers", "A buyer's price list has its own company's prices.")
		}
		if len(w.Supplier) != 1 {
			return nil
		}
		supplier, err := models.Get(tx, w.Supplier[0])
		if err == nil {
			p.Title = supplier.In(v.Locale())
		}
		return err
	}
	p.SupplierID = &own
	p.Wanted.Suppliers = []models.OrganisationID{own}
	if w.Agreement == nil {
		return nil
	}
	agreement, err := models.Get(tx, *w.Agreement)
	if err != nil {
		return err
	}
	client, err := models.Get(tx, agreement.ClientID)
	if err != nil {
		return err
	}
	p.AgreementID, p.Title = w.Agreement, client.In(v.Locale())
	return nil
}

// Prints are all of a person's.
type Prints struct {
	Items []Print `json:"items" nullable:"false"`
}

// List is the viewer's own price lists, the newest first.
func (s *Service) List(ctx context.Context, v identity.Viewer, _ struct{}) (Prints, error) {
	return models.Read(ctx, s.db, v.To(identity.PrintMake), func(tx *models.Tx) (Prints, error) {
		found, err := models.List[models.Print](tx, "created_at DESC, id DESC", "user_id = ?", v.User())
		out := Prints{Items: make([]Print, len(found))}
		for i, p := range found {
			out.Items[i] = shown(p)
		}
		return out, err
	})
}

// GetInput names one.
type GetInput struct {
	ID models.PrintID `path:"id"`
}

// Get is one of the viewer's own.
func (s *Service) Get(ctx context.Context, v identity.Viewer, in GetInput) (Print, error) {
	return models.Read(ctx, s.db, v.To(identity.PrintMake), func(tx *models.Tx) (Print, error) {
		p, err := own(tx, v, in.ID)
		if err != nil {
			return Print{}, err
		}
		return shown(*p), nil
	})
}

func own(tx *models.Tx, v identity.Viewer, id models.PrintID) (*models.Print, error) {
	return models.First[models.Print](tx, "id = ? AND user_id = ?", id, v.User())
}

// File is a finished price list.
type File struct {
	Name      string
	MediaType string
	Content   []byte
}

// File is what came of one of the viewer's own; NotFound until it is done.
func (s *Service) File(ctx context.Context, v identity.Viewer, in GetInput) (File, error) {
	return models.Read(ctx, s.db, v.To(identity.PrintMake), func(tx *models.Tx) (File, error) {
		p, err := own(tx, v, in.ID)
		if err != nil {
			return File{}, err
		}
		file, err := models.First[models.PrintFile](tx, "print_id = ?", p.ID)
		if err != nil {
			return File{}, err
		}
		return File{fileName(*p), mediaTypes[p.Form], file.Content}, nil
	})
}

var mediaTypes = map[string]string{
	PDF: "application/pdf", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

func fileName(p models.Print) string {
	name := map[string]string{"ru": "Прайс-лист", "en": "Price list"}[p.Locale]
	if p.Title != "" {
		name += " " + p.Title
	}
	return name + " " + p.Day.String() + "." + p.Form
}
