package models

import (
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// Date is a civil day with no clock and no zone: due, promised and reminder days. It counts days since 1970-01-01.
type Date int32

const daySeconds = 24 * 60 * 60

// DateOf is the day of an instant as the calendar of that zone shows it.
func DateOf(t time.Time, zone *time.Location) Date {
	y, m, d := t.In(zone).Date()
	return NewDate(y, m, d)
}

// NewDate is the day of a year, month and day; overflowing days roll on as time.Date rolls them.
func NewDate(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / daySeconds)
}

// ParseDate reads 2006-01-02.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a day like 2026-11-21", s)
	}
	return Date(t.Unix() / daySeconds), nil
}

// Time is midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d)*daySeconds, 0).UTC() }

// Add moves by whole days.
func (d Date) Add(days int) Date { return d + Date(days) }

// Days counts from the other day to this one.
func (d Date) Days(since Date) int { return int(d - since) }

// MonthStart is the first day of its month.
func (d Date) MonthStart() Date { y, m, _ := d.Time().Date(); return NewDate(y, m, 1) }

func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// MarshalText and UnmarshalText are its form in JSON and in a query string.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Date) UnmarshalText(b []byte) (err error) { *d, err = ParseDate(string(b)); return err }

func (Date) GormDataType() string { return "date" }

func (d Date) Value() (driver.Value, error) { return d.Time(), nil }

func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case time.Time:
		*d = DateOf(v, time.UTC)
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	}
	return fmt.Errorf("a day cannot be read from %T", src)
}

// DateValue and ScanDate are the binary way for pgx.
func (d Date) DateValue() (pgtype.Date, error) { return pgtype.Date{Time: d.Time(), Valid: true}, nil }

func (d *Date) ScanDate(v pgtype.Date) error {
	if !v.Valid {
		return fmt.Errorf("a day that must be there is null")
	}
	*d = DateOf(v.Time, time.UTC)
	return nil
}
