package models

import (
	"io"
	"time"
)

// ImportFileID names a file that came for an import.
type ImportFileID = ID[ImportFile]

// ImportFile is a file as it came, in pieces.
type ImportFile struct {
	ID         ImportFileID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Name       string
	KeyID      *ExchangeKeyID // the exchange key it came by
	Size       int64
	Pieces     int
	CreatedAt  time.Time
}

func (ImportFile) Owner() Ownership { return SupplierOwn }

// ImportPiece is one piece of a file.
type ImportPiece struct {
	FileID     ImportFileID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Position   int `gorm:"primaryKey"` // from 0
	Content    []byte
}

func (ImportPiece) Owner() Ownership { return SupplierOwn }

// ImportRunFile is one of a run's files, in the order they are read; an entry names one within an archive.
type ImportRunFile struct {
	RunID      ImportRunID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Position   int `gorm:"primaryKey"`
	FileID     ImportFileID
	Entry      string
}

func (ImportRunFile) Owner() Ownership { return SupplierOwn }

// AppendPiece puts a piece at the end of a file. A piece that came before, at that position and of that length, is taken for a
// repeat of a request whose answer was lost.
func AppendPiece(tx *Tx, file *ImportFile, position int, content []byte) error {
	if position >= 0 && position < file.Pieces {
		old, err := First[ImportPiece](tx, "file_id = ? AND position = ?", file.ID, position)
		if err == nil && len(old.Content) == len(content) {
			return nil
		}
		return Faulty(Conflict, "piece-there", "Another piece stands at this position.")
	}
	if position != file.Pieces {
		return Faulty(Conflict, "piece-missing", "The pieces of a file come one after another.")
	}
	if err := Insert(tx, &ImportPiece{FileID: file.ID, SupplierID: file.SupplierID, Position: position, Content: content}); err != nil {
		return err
	}
	file.Pieces, file.Size = file.Pieces+1, file.Size+int64(len(content))
	return Update(tx, file, "pieces", "size")
}

// CopyFile writes a file's pieces, one after another: no more than one is in memory.
func CopyFile(tx *Tx, file *ImportFile, to io.Writer) error {
	for position := range file.Pieces {
		piece, err := First[ImportPiece](tx, "file_id = ? AND position = ?", file.ID, position)
		if err != nil {
			return err
		}
		if _, err := to.Write(piece.Content); err != nil {
			return err
		}
	}
	return nil
}

// FilesOfRun are a run's files in their order.
func FilesOfRun(tx *Tx, run ImportRunID) ([]ImportRunFile, []ImportFile, error) {
	links, err := List[ImportRunFile](tx, "position", "run_id = ?", run)
	if err != nil {
		return nil, nil, err
	}
	files := make([]ImportFile, len(links))
	for i, l := range links {
		f, err := Get(tx, l.FileID)
		if err != nil {
			return nil, nil, err
		}
		files[i] = *f
	}
	return links, files, nil
}

// TidyImports removes files that nobody needs any longer and what was staged of imports that are over; it says how many files
// went. What an import changed stays in the products' history.
func TidyImports(tx *Tx, before time.Time) (int64, error) {
	if tx.scope.kind != ofEverything {
		return 0, errUnscoped
	}
	if _, err := tx.q.Exec(tx.ctx, `DELETE FROM import_items i USING import_runs r
		WHERE r.id = i.run_id AND r.created_at < $1 AND r.state NOT IN ('reading', 'committing') AND i.kind IN ('same', 'read', 'base')`, before); err != nil {
		return 0, err
	}
	done, err := tx.q.Exec(tx.ctx, `DELETE FROM import_files f WHERE f.created_at < $1 AND NOT EXISTS (
		SELECT FROM import_run_files l JOIN import_runs r ON r.id = l.run_id
		WHERE l.file_id = f.id AND r.state IN ('receiving', 'mapping', 'reading', 'ready', 'committing') AND r.created_at >= $1)`, before)
	return done.RowsAffected(), err
}

// OpenExchangeFile is the file of an exchange's session that pieces are still to be appended to: of that name, and in no import
// yet. NotFound where there is none.
func OpenExchangeFile(tx *Tx, key ExchangeKey, name string) (*ImportFile, error) {
	return LockFirst[ImportFile](tx, `key_id = ? AND name = ? AND created_at >= coalesce(?, created_at)
		AND NOT EXISTS (SELECT FROM import_run_files l WHERE l.file_id = import_files.id)`, key.ID, name, key.SessionAt)
}

// ExchangeFiles are the files of an exchange's session, the newest first.
func ExchangeFiles(tx *Tx, key ExchangeKey) ([]ImportFile, error) {
	return List[ImportFile](tx, "created_at DESC, id DESC", "key_id = ? AND created_at >= coalesce(?, created_at)", key.ID, key.SessionAt)
}
