package models

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"
)

// ImportRunID names an import. It is the batch of the changes the import made.
type ImportRunID = ID[ImportRun]

// ImportState is how far an import has come.
type ImportState string

const (
	ImportReceiving  ImportState = "receiving"  // its files are on their way
	ImportAsking     ImportState = "mapping"    // waits for a word on what its columns are
	ImportReading    ImportState = "reading"    // is read and compared with the catalogue
	ImportReady      ImportState = "ready"      // the dry run is done; nothing is written yet
	ImportCommitting ImportState = "committing" // is being written
	ImportCommitted  ImportState = "committed"
	ImportUndone     ImportState = "undone"    // committed, and taken back
	ImportRefused    ImportState = "refused"   // the file cannot be read
	ImportFailed     ImportState = "failed"    // we could not do it
	ImportCancelled  ImportState = "cancelled" // given up by a person, or superseded by the next
)

// ImportRun is a file, or several that belong together, on the way into a supplier's catalogue.
type ImportRun struct {
	ID          ImportRunID `gorm:"primaryKey"`
	SupplierID  OrganisationID
	Source      string // upload, api, url or 1c
	FeedID      *ImportFeedID
	KeyID       *ExchangeKeyID
	Name        string
	State       ImportState
	Format      string
	Mapping     json.RawMessage // how the file is read, in the words of its readers
	Options     ImportOptions   `gorm:"serializer:json"`
	Sample      json.RawMessage // null until the file has been looked at
	Fingerprint string          // of the header
	BytesTotal  int64
	BytesRead   int64
	RowsRead    int
	Written     int                  // goods, of a commit under way
	Counts      ImportCounts         `gorm:"serializer:json"`
	Asked       map[string]AskedName `gorm:"serializer:json"` // attributes that nobody has asked for yet, by their codes
	Asks        []ImportAsk          `gorm:"serializer:json"`
	Answers     []ImportAnswer       `gorm:"serializer:json"`
	Code        string               // why refused, failed or not committed
	Detail      string
	Worker      *uuid.UUID
	BeatAt      *time.Time
	CreatedBy   *UserID // nil: an exchange or a feed
	CreatedAt   time.Time
	ReadyAt     *time.Time
	CommittedBy *UserID
	CommittedAt *time.Time
	UndoneBy    *UserID
	UndoneAt    *time.Time
	Version     int
}

func (ImportRun) Owner() Ownership { return SupplierOwn }

// ImportOptions say what becomes of the goods of a file, and beyond which limits a person is asked.
type ImportOptions struct {
	Whole         *bool             `json:"whole,omitempty" doc:"The file is the whole assortment: what is not in it has vanished. Left out: as the file says of itself."`
	Vanished      string            `json:"vanished,omitempty" enum:"leave,out_of_stock,draft,discontinue" doc:"What becomes of goods that have vanished; leave where left out."`
	Drafts        bool              `json:"drafts,omitempty" doc:"New goods wait as drafts instead of going on sale."`
	Gross         bool              `json:"gross,omitempty" doc:"Prices of which the file does not say so have VAT in them."`
	PriceTypes    map[string]string `json:"price_types,omitempty" doc:"By the file's name of a price type: list, ignore, or the id of another price list of the supplier's in its own currency. Left out: guessed."`
	PriceLimit    *int              `json:"price_limit,omitempty" minimum:"1" maximum:"1000" doc:"A price that changes by more than so many per cent needs a yes; 50 where left out."`
	VanishedLimit *int              `json:"vanished_limit,omitempty" minimum:"0" maximum:"100" doc:"So does it when more than so many per cent of the goods on sale vanish; 20 where left out."`
	FaultyLimit   *int              `json:"faulty_limit,omitempty" minimum:"0" maximum:"100" doc:"And when more than so many per cent of the rows are faulty; 10 where left out."`
}

// ImportCounts are what a dry run came to.
type ImportCounts struct {
	Rows       int      `json:"rows"`
	New        int      `json:"new"`
	Changed    int      `json:"changed"`
	Same       int      `json:"same"`
	Vanished   int      `json:"vanished"`
	Faulty     int      `json:"faulty" doc:"Rows that are not taken."`
	Notes      int      `json:"notes" doc:"Places worth a look in rows that are taken."`
	Up         int      `json:"up" doc:"Prices that rise."`
	Down       int      `json:"down" doc:"Prices that fall."`
	Stale      int      `json:"stale" doc:"Goods that somebody changed after the dry run."`
	Categories int      `json:"categories" doc:"Categories that are made."`
	Pictures   int      `json:"pictures" doc:"Goods whose pictures are fetched after the commit."`
	PriceTypes []string `json:"price_types,omitempty" doc:"The price types the file knows."`
	ListType   string   `json:"list_type" doc:"The one whose prices become the list price."`
	Whole      bool     `json:"whole" doc:"The file was taken for the whole assortment."`
	Applies    int      `json:"applies" doc:"Goods that the commit writes."`
}

// ImportAsk is a limit that was passed: committing needs a yes to it.
type ImportAsk struct {
	Kind  string `json:"kind" enum:"price,vanished,faulty"`
	Count int    `json:"count" doc:"How many goods or rows."`
	Of    int    `json:"of"`
	Limit int    `json:"limit" doc:"In per cent."`
}

// ImportAnswer is a yes, and whose.
type ImportAnswer struct {
	Kind string    `json:"kind"`
	By   UserID    `json:"by"`
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

// AskedName is what a file calls an attribute.
type AskedName struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
}

// ClaimImport makes a worker the only one at an import in that state; false where another is at it and alive, or the state is
// over. A worker that was not heard of for so long is taken for dead.
func ClaimImport(tx *Tx, id ImportRunID, state ImportState, worker uuid.UUID, dead time.Duration) (bool, error) {
	n, err := UpdateWhere[ImportRun](tx, map[string]any{"worker": worker, "beat_at": tx.Now},
		"id = ? AND state = ? AND (worker IS NULL OR worker = ? OR beat_at IS NULL OR beat_at < ?)", id, state, worker, tx.Now.Add(-dead))
	return n == 1, err
}

// errImportTaken tells a worker that its import was given to another, cancelled or finished.
var errImportTaken = Faulty(Conflict, "import-taken", "Somebody else is at this import now.")

// TendImport writes a worker's columns of its import, and that it is alive; Conflict where the import is no longer its own.
func TendImport(tx *Tx, id ImportRunID, worker uuid.UUID, values map[string]any) error {
	values["beat_at"] = tx.Now
	n, err := UpdateWhere[ImportRun](tx, values, "id = ? AND worker = ?", id, worker)
	if err == nil && n == 0 {
		return errImportTaken
	}
	return err
}

// ForsakenImports are those that nobody has been working at for so long.
func ForsakenImports(tx *Tx, dead time.Duration) ([]ImportRun, error) {
	return List[ImportRun](tx, "id", "state IN ('reading', 'committing') AND (beat_at IS NULL OR beat_at < ?)", tx.Now.Add(-dead))
}
