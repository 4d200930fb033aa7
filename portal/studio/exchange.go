package studio

import (
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
)

// Exchange speaks with a supplier's 1C, which pushes its catalogue by itself: it signs in, opens a session, sends files piece by
// piece, and asks for each to be imported until it hears success or failure. Every file goes the way that uploaded ones go: where
// no limit is passed it is committed by itself, else it waits for a yes, and what comes later is laid on top of it.
type Exchange struct {
	s *Service
	identity.Exchange
}

// With is the exchange of whoever signed in.
func (s *Service) With(e identity.Exchange) Exchange { return Exchange{s, e} }

// Open begins a session: files that earlier ones left behind are no longer looked at.
func (x Exchange) Open(ctx context.Context) error {
	_, err := models.In(ctx, x.s.db, x.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		x.Key.SessionAt = &tx.Now
		return struct{}{}, models.Update(tx, &x.Key, "session_at")
	})
	return err
}

// exchangeName is a file's name in an exchange, folders and all: pictures are told apart by them.
func exchangeName(name string) string {
	name = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(strings.ToValidUTF8(name, ""), "\\", "/")), "/")
	if len(name) > 300 {
		return ""
	}
	return name
}

// Put appends what came to a file of the session.
func (x Exchange) Put(ctx context.Context, name string, content []byte) error {
	name = exchangeName(name)
	if name == "" {
		return models.Faulty(models.Invalid, "bad-name", "A file has a name of at most 300 bytes.")
	}
	_, err := models.In(ctx, x.s.db, x.To(identity.ImportManage), func(tx *models.Tx) (struct{}, error) {
		if _, err := models.Lock(tx, x.Key.ID); err != nil { // two connections do not begin the same file
			return struct{}{}, err
		}
		f, err := models.OpenExchangeFile(tx, x.Key, name)
		if models.KindOf(err) == models.NotFound {
			f = &models.ImportFile{ID: models.NewID[models.ImportFile](), SupplierID: x.Supplier.ID, KeyID: &x.Key.ID, Name: name, CreatedAt: tx.Now}
			err = models.Insert(tx, f)
		}
		if err != nil {
			return struct{}{}, err
		}
		for len(content) > 0 {
			n := min(len(content), Piece)
			if err := appendPiece(tx, f, f.Pieces, content[:n]); err != nil {
				return struct{}{}, err
			}
			content = content[n:]
		}
		return struct{}{}, nil
	})
	return err
}

// Verdict is what an exchange is told of an import.
type Verdict struct {
	Done   bool // else it is to ask again
	Failed bool
	Text   string // for whoever reads 1C's log
}

// patience is how long a question about an import waits for its end before it is told to ask again.
const patience = 8 * time.Second

// Import lets a file of the session be imported, and tells how far that is. Asking again has no further effect.
func (x Exchange) Import(ctx context.Context, name string) (Verdict, error) {
	run, err := x.runFor(ctx, exchangeName(name))
	if err != nil {
		return Verdict{}, err
	}
	wait, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		v := verdict(run)
		if v.Done {
			return v, nil
		}
		select {
		case <-wait.Done():
			return v, ctx.Err()
		case <-time.After(250 * time.Millisecond):
		}
		run, err = models.Read(ctx, x.s.db, x.To(identity.ImportManage), func(tx *models.Tx) (*models.ImportRun, error) { return models.Get(tx, run.ID) })
		if err != nil {
			return Verdict{}, err
		}
	}
}

// verdict is how a run stands, in 1C's terms.
func verdict(run *models.ImportRun) Verdict {
	c := run.Counts
	switch run.State {
	case models.ImportReading:
		return Verdict{Text: fmt.Sprintf("Прочитано товаров: %d", run.RowsRead)}
	case models.ImportCommitting:
		return Verdict{Text: "Запись в каталог"}
	case models.ImportCommitted, models.ImportUndone:
		return Verdict{Done: true, Text: fmt.Sprintf("Новых товаров: %d, изменено: %d, без изменений: %d, не принято строк: %d", c.New, c.Changed, c.Same, c.Faulty)}
	case models.ImportReady:
		return Verdict{Done: true, Text: "Файл прочитан и ждёт подтверждения на портале, раздел «Загрузки»"}
	case models.ImportCancelled:
		if run.Code == "superseded" {
			return Verdict{Done: true, Text: "Файл войдёт в следующую загрузку"}
		}
		return Verdict{Done: true, Failed: true, Text: "Загрузка отменена на портале"}
	case models.ImportRefused:
		return Verdict{Done: true, Failed: true, Text: strings.TrimSpace(meaning(run.Code, "ru") + " " + run.Detail)}
	}
	return Verdict{Done: true, Failed: true, Text: "Внутренняя ошибка портала"}
}

// errNoFile tells that the session has no such file.
var errNoFile = models.Faulty(models.NotFound, "no-such-file", "The exchange has sent no such file.")

// runFor is the run that imports a file of the session; it is begun when there is none yet.
func (x Exchange) runFor(ctx context.Context, name string) (*models.ImportRun, error) {
	if name == "" {
		return nil, errNoFile
	}
	file, entry, err := x.find(ctx, name)
	if err != nil {
		return nil, err
	}
	return models.In(ctx, x.s.db, x.To(identity.ImportManage), func(tx *models.Tx) (*models.ImportRun, error) {
		if _, err := models.Lock(tx, x.Key.ID); err != nil { // one import at a time is begun
			return nil, err
		}
		link, err := models.List[models.ImportRunFile](tx, "run_id DESC", "file_id = ? AND entry = ?", file.ID, entry)
		if err != nil {
			return nil, err
		}
		if len(link) > 0 {
			return models.Get(tx, link[0].RunID)
		}
		return x.begin(tx, file, entry, name)
	})
}

// begin makes a run of a file, laid on top of what waits for a yes.
func (x Exchange) begin(tx *models.Tx, file *models.ImportFile, entry, name string) (*models.ImportRun, error) {
	waiting, err := supersede(tx, "key_id = ?", x.Key.ID)
	if err != nil {
		return nil, err
	}
	run := models.ImportRun{ID: models.NewID[models.ImportRun](), SupplierID: x.Supplier.ID, Source: "1c", KeyID: &x.Key.ID, Name: name,
		State: models.ImportReading, Options: x.Key.Options, CreatedAt: tx.Now}
	if err := begin(tx, &run); err != nil {
		return nil, err
	}
	position := 0
	add := func(file models.ImportFileID, entry string) error {
		position++
		return models.Insert(tx, &models.ImportRunFile{RunID: run.ID, SupplierID: run.SupplierID, Position: position - 1, FileID: file, Entry: entry})
	}
	for _, w := range waiting {
		earlier, err := models.List[models.ImportRunFile](tx, "position", "run_id = ?", w.ID)
		if err != nil {
			return nil, err
		}
		for _, l := range earlier {
			if err := add(l.FileID, l.Entry); err != nil {
				return nil, err
			}
		}
	}
	if err := add(file.ID, entry); err != nil {
		return nil, err
	}
	return &run, tx.Enqueue(Work{run.ID})
}

// find is the session's file of that name, or the archive that it lies in.
func (x Exchange) find(ctx context.Context, name string) (*models.ImportFile, string, error) {
	files, err := models.Read(ctx, x.s.db, x.To(identity.ImportManage), func(tx *models.Tx) ([]models.ImportFile, error) {
		return models.ExchangeFiles(tx, x.Key)
	})
	if err != nil {
		return nil, "", err
	}
	for i := range files {
		if files[i].Name == name {
			return &files[i], "", nil
		}
	}
	for i := range files {
		if !strings.HasSuffix(strings.ToLower(files[i].Name), ".zip") {
			continue
		}
		entry, err := x.entryOf(ctx, &files[i], name)
		if err != nil {
			return nil, "", err
		}
		if entry != "" {
			return &files[i], entry, nil
		}
	}
	return nil, "", errNoFile
}

// entryOf is what an archive calls the file of that name; empty where it has none, or is damaged.
func (x Exchange) entryOf(ctx context.Context, f *models.ImportFile, name string) (string, error) {
	spooled, err := x.s.spool(ctx, x.Viewer, f)
	if err != nil {
		return "", err
	}
	defer spooled.Close()
	opened, err := feed.Open(f.Name, spooled, f.Size, feed.Bounds)
	if err != nil {
		return "", nil
	}
	for _, p := range opened.Parts {
		if p.Name == name || path.Base(p.Name) == path.Base(name) {
			return p.Name, nil
		}
	}
	return "", nil
}
