package feed

import (
	"context"
	"errors"
	"hash/maphash"
	"io"
	"strings"

	"povtor/portal/wording"
)

// reading is one walk through a file.
type reading struct {
	ctx     context.Context
	file    *File
	mapping Mapping
	yield   func(*Item) error
	summary Summary
	place   Place            // of the record that is being read
	keys    map[uint64]int32 // of the part: keys that have been, by their hash
	skus    map[uint64]uint64
}

func (r *reading) part(p *Part) error {
	r.place = Place{File: p.Name}
	clear(r.keys)
	clear(r.skus)
	switch p.Kind {
	case CSV:
		rows, err := p.csvRows(r.file.limits)
		if err != nil {
			return err
		}
		defer rows.Close()
		return r.table(p, "", rows)
	case XLSX:
		return r.workbook(p)
	case YML:
		return r.yml(p)
	}
	return r.commerceML(p)
}

// fault notes what is wrong with a value of the present record.
func (r *reading) fault(column, value string, code Code, o Outcome) {
	r.faultAt(r.place, column, value, code, o)
}

func (r *reading) faultAt(at Place, column, value string, code Code, o Outcome) {
	if len(r.summary.Faults) >= r.file.limits.Faults {
		r.summary.MoreFaults++
		return
	}
	r.summary.Faults = append(r.summary.Faults, Fault{Place: at, Column: cut(column), Value: cut(value), Code: code, Outcome: o})
}

func (r *reading) record() error {
	r.summary.Records++
	if r.summary.Records > r.file.limits.Rows {
		return &Fault{Place: r.place, Code: TooManyRows, Outcome: Fatal}
	}
	if r.summary.Records%256 == 0 {
		return r.ctx.Err()
	}
	return nil
}

var seed = maphash.MakeSeed()

func hashed(parts ...string) uint64 { return maphash.String(seed, strings.Join(parts, "\x00")) }

// take yields an item that can be recognised again and has not been before.
func (r *reading) take(it *Item) error {
	key := it.key()
	if key == "" {
		r.fault("", it.NameRu.Value+it.NameEn.Value, NoKey, Skipped)
		return nil
	}
	h := hashed(key)
	if _, was := r.keys[h]; was {
		r.fault(it.keyColumn(), key[1:], Duplicate, Skipped)
		return nil
	}
	r.keys[h] = int32(it.Place.Line)
	if it.SKU.Value != "" && it.ExternalID.Value != "" && it.ParentID.Value == "" {
		s := hashed(it.SKU.Value)
		if other, was := r.skus[s]; was && other != h {
			r.fault(it.SKU.Column, it.SKU.Value, SKUNotUnique, Noted)
		}
		r.skus[s] = h
	}
	r.summary.Items++
	return r.yield(it)
}

// key is what the product is recognised by: its id, its SKU, or its barcode.
func (i *Item) key() string {
	switch {
	case i.ExternalID.Value != "":
		return "i" + i.ExternalID.Value
	case i.SKU.Value != "":
		return "s" + i.SKU.Value
	case i.GTIN.Value != "":
		return "g" + i.GTIN.Value
	}
	return ""
}

func (i *Item) keyColumn() string {
	switch {
	case i.ExternalID.Value != "":
		return i.ExternalID.Column
	case i.SKU.Value != "":
		return i.SKU.Column
	}
	return i.GTIN.Column
}

// unit reads a unit into its code; one that wording does not know stays as it is.
func (r *reading) unit(column, word string) string {
	code, known := wording.UnitCode(word)
	if !known && word != "" {
		r.fault(column, word, UnknownUnit, Noted)
	}
	return code
}

// ended says whether a reader's error is only its end.
func ended(err error) bool { return errors.Is(err, io.EOF) }
