package models

import "time"

// PrintID names a printed price list.
type PrintID = ID[Print]

// PrintState is how far a printed price list has come.
type PrintState string

const (
	PrintWaiting PrintState = "waiting"
	PrintMaking  PrintState = "making"
	PrintDone    PrintState = "done"
	PrintFailed  PrintState = "failed"
)

// Print is a price list that somebody asked to have printed. Nobody else sees it.
type Print struct {
	ID          PrintID         `gorm:"primaryKey"`
	ClientID    *OrganisationID // a buyer's
	SupplierID  *OrganisationID // a supplier's
	UserID      UserID
	AgreementID *AgreementID // a supplier's: at whose prices; nil: at list prices
	Title       string       // for whom or of whom it is
	Form        string       // pdf or xlsx
	Locale      string
	Day         Date
	Wanted      PrintedGoods `gorm:"serializer:json"`
	State       PrintState
	Done        int // goods that were read
	Total       int // 0: not counted yet
	Code        string
	Size        int
	BeatAt      time.Time // when whoever makes it was last heard of
	CreatedAt   time.Time
	FinishedAt  *time.Time
}

func (Print) Owner() Ownership { return ByBoth }

// PrintedGoods narrow what is printed; nothing named: everything on sale.
type PrintedGoods struct {
	Suppliers  []OrganisationID `json:"suppliers,omitempty"`
	Categories []CategoryID     `json:"categories,omitempty"`
	Brands     []string         `json:"brands,omitempty"`
	Available  bool             `json:"available,omitempty"`
	Words      string           `json:"words,omitempty"`      // as they were typed into the search
	Attributes []string         `json:"attributes,omitempty"` // code:value
	Pictures   bool             `json:"pictures,omitempty"`
}

// PrintFile is what came of it.
type PrintFile struct {
	PrintID    PrintID `gorm:"primaryKey"`
	ClientID   *OrganisationID
	SupplierID *OrganisationID
	Content    []byte
}

func (PrintFile) Owner() Ownership { return ByBoth }

// ClaimPrint makes a worker the only one at a price list; false where it is finished, or another is at it and was heard of since.
func ClaimPrint(tx *Tx, id PrintID, since time.Time) (bool, error) {
	n, err := UpdateWhere[Print](tx, map[string]any{"state": PrintMaking, "done": 0, "beat_at": tx.Now},
		"id = ? AND (state = ? OR state = ? AND beat_at < ?)", id, PrintWaiting, PrintMaking, since)
	return n == 1, err
}

// SilentPrints are those unfinished of which nothing was heard since.
func SilentPrints(tx *Tx, since time.Time) ([]Print, error) {
	return List[Print](tx, "created_at", "state IN (?, ?) AND beat_at < ?", PrintWaiting, PrintMaking, since)
}
