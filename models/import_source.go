package models

import (
	"encoding/json"
	"time"
)

// ExchangeKeyID names an exchange key.
type ExchangeKeyID = ID[ExchangeKey]

// ExchangeKey is by what a supplier's own system signs in to push its catalogue.
type ExchangeKey struct {
	ID         ExchangeKeyID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Name       string
	Login      string
	Hash       []byte        // of the secret
	Options    ImportOptions `gorm:"serializer:json"`
	CreatedBy  UserID
	CreatedAt  time.Time
	SessionAt  *time.Time // when the exchange now under way began
	UsedAt     *time.Time
	EndedAt    *time.Time
}

func (ExchangeKey) Owner() Ownership { return SupplierOwn }

// ImportFeedID names a feed.
type ImportFeedID = ID[ImportFeed]

// ImportFeed is a price list that waits at an address, fetched by the clock.
type ImportFeed struct {
	ID         ImportFeedID `gorm:"primaryKey"`
	SupplierID OrganisationID
	Name       string
	URL        string
	Every      string        // hour or day
	AtMinute   int           // of the hour or of the day, in the supplier's time zone
	Options    ImportOptions `gorm:"serializer:json"`
	NextAt     *time.Time    // nil: paused
	LastAt     *time.Time
	LastCode   string // what the last fetch came to, where it came to no import
	CreatedBy  UserID
	CreatedAt  time.Time
	Version    int
}

func (ImportFeed) Owner() Ownership { return SupplierOwn }

// FeedsDue are the feeds whose hour has come.
func FeedsDue(tx *Tx) ([]ImportFeed, error) {
	return List[ImportFeed](tx, "next_at", "next_at <= ?", tx.Now)
}

// ImportMapping is how a supplier's files with a header are read.
type ImportMapping struct {
	SupplierID  OrganisationID `gorm:"primaryKey"`
	Fingerprint string         `gorm:"primaryKey"`
	Name        string         // of the file it was told for
	Mapping     json.RawMessage
	Options     ImportOptions `gorm:"serializer:json"`
	UsedAt      time.Time
}

func (ImportMapping) Owner() Ownership { return SupplierOwn }

// RememberMapping keeps how a file was read for the next with the same header.
func RememberMapping(tx *Tx, m ImportMapping) error {
	if _, err := DeleteWhere[ImportMapping](tx, "supplier_id = ? AND fingerprint = ?", m.SupplierID, m.Fingerprint); err != nil {
		return err
	}
	return Insert(tx, &m)
}

// ExchangeDictionary is what a supplier's exchange files have said once and refer to ever after.
type ExchangeDictionary struct {
	SupplierID OrganisationID `gorm:"primaryKey"`
	Dictionary json.RawMessage
}

func (ExchangeDictionary) Owner() Ownership { return SupplierOwn }

// RememberDictionary keeps it.
func RememberDictionary(tx *Tx, d ExchangeDictionary) error {
	fresh, err := InsertIfNew(tx, &d)
	if err != nil || fresh {
		return err
	}
	_, err = UpdateWhere[ExchangeDictionary](tx, map[string]any{"dictionary": d.Dictionary}, "supplier_id = ?", d.SupplierID)
	return err
}
