package models

import (
	"database/sql/driver"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"
)

// ID is a UUIDv7 that remembers what it names, so that an order's id cannot be passed for a client's.
type ID[T any] struct{ uuid.UUID }

// NewID makes a fresh one; ids made later sort later.
func NewID[T any]() ID[T] { return ID[T]{uuid.Must(uuid.NewV7())} }

// ParseID reads the text form; a malformed one is NotFound, as nothing can have that id.
func ParseID[T any](s string) (ID[T], error) {
	u, err := uuid.Parse(s)
	if err != nil {
		return ID[T]{}, errNotFound
	}
	return ID[T]{u}, nil
}

// IsZero reports an id that names nothing.
func (id ID[T]) IsZero() bool { return id.UUID == uuid.Nil }

// GormDataType tells GORM the column's type.
func (ID[T]) GormDataType() string { return "uuid" }

// Value sends the id to the database.
func (id ID[T]) Value() (driver.Value, error) { return id.UUID.Value() }

// Scan takes the id from the database.
func (id *ID[T]) Scan(src any) error { return id.UUID.Scan(src) }

// UUIDValue and ScanUUID are the binary way for pgx.
func (id ID[T]) UUIDValue() (pgtype.UUID, error) {
	return pgtype.UUID{Bytes: id.UUID, Valid: true}, nil
}

func (id *ID[T]) ScanUUID(v pgtype.UUID) error {
	if !v.Valid {
		return fmt.Errorf("an id that must be there is null")
	}
	id.UUID = v.Bytes
	return nil
}
