package product

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// HistoryInput asks for what was changed of a product.
type HistoryInput struct {
	ID    models.ProductID `path:"id"`
	Limit int              `query:"limit" minimum:"1" maximum:"100" default:"20"`
	After string           `query:"after" maxLength:"2000"`
}

// Change is one line of a product's history.
type Change struct {
	ID     string             `json:"id"`
	At     time.Time          `json:"at"`
	By     string             `json:"by" doc:"Who; empty: the program itself."`
	Cause  models.ChangeCause `json:"cause" enum:"page,bulk,import,api,undo,rule"`
	Batch  *models.BatchID    `json:"batch_id" doc:"What was changed together."`
	Made   bool               `json:"made" doc:"The product was made by it."`
	Fields []FieldChange      `json:"fields" nullable:"false"`
	Undone bool               `json:"undone" doc:"It has been taken back."`
}

// FieldChange is what one field was and became, as JSON.
type FieldChange struct {
	Field  string          `json:"field" example:"name_ru"`
	Before json.RawMessage `json:"before" nullable:"true" doc:"Any JSON."`
	After  json.RawMessage `json:"after" nullable:"true" doc:"Any JSON."`
}

// History is what was changed of one of the supplier's own products, the newest first. For the supplier's people.
func (s *Service) History(ctx context.Context, v identity.Viewer, in HistoryInput) (models.Page[Change], error) {
	f := models.ChangeFilter{Product: in.ID, Limit: cmp.Or(in.Limit, 20)}
	if _, err := models.ReadCursor(in.After, &f.Before); err != nil {
		return models.Page[Change]{}, err
	}
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (models.Page[Change], error) {
		if _, err := models.Get(tx, in.ID); err != nil {
			return models.Page[Change]{}, err
		}
		rows, err := models.ProductChanges(tx, f)
		page := models.PageOf(rows, f.Limit, func(c models.ProductChange) models.Cursor { return models.Cursor{c.ID} })
		return models.MapPage(page, changeOf), err
	})
}

func changeOf(c models.ProductChange) Change {
	out := Change{ID: strconv.FormatInt(c.ID, 10), At: c.At, By: c.By, Cause: c.Cause, Batch: c.BatchID, Made: c.Before == nil, Undone: c.Undone}
	out.Fields = fieldsOf(c.Before, c.After)
	return out
}

// UndoInput names a change of a product.
type UndoInput struct {
	ID     models.ProductID `path:"id"`
	Change string           `path:"change" maxLength:"40"`
}

// Undone is what an undo did.
type Undone struct {
	Products int64           `json:"products" doc:"How many were changed back."`
	Removed  int64           `json:"removed" doc:"How many had been made by the change, and are gone again."`
	Retired  int64           `json:"retired" doc:"How many had been made by the change and ordered since: these are discontinued."`
	Kept     []Kept          `json:"kept" nullable:"false" doc:"What was left alone, as it changed again since; the first hundred."`
	KeptAll  int64           `json:"kept_count" doc:"How many fields were left alone."`
	Batch    *models.BatchID `json:"batch_id" doc:"The undoing of a batch, which can be taken back in turn."`
}

// Kept is a field that an undo left as it is.
type Kept struct {
	ProductID models.ProductID `json:"product_id"`
	SKU       string           `json:"sku"`
	Field     string           `json:"field" doc:"Empty: the product itself, which others changed since it was made."`
	Was       json.RawMessage  `json:"was" nullable:"true" doc:"What the change had made of it: any JSON."`
	Now       json.RawMessage  `json:"now" nullable:"true" doc:"Any JSON."`
}

// Undo takes one change of a product back, in a transaction of its own. What changed again since is left alone and told. For
// whoever may edit products. NotFound for another's, Conflict (already-undone) the second time.
func (s *Service) Undo(ctx context.Context, v identity.Viewer, in UndoInput) (Undone, error) {
	id, err := strconv.ParseInt(in.Change, 10, 64)
	if err != nil {
		return Undone{}, models.Faulty(models.NotFound, "not-found", "There is no such change here.")
	}
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Undone, error) {
		back, err := models.UndoChange(tx, in.ID, id)
		return undoneOf(back), err
	})
}

// BatchInput names what was changed together.
type BatchInput struct {
	Batch models.BatchID `path:"batch"`
}

// UndoBatch takes back a bulk edit, an import or a mass change of prices: everything that was changed together, but for what
// changed again since. For whoever may edit products.
func (s *Service) UndoBatch(ctx context.Context, v identity.Viewer, in BatchInput) (Undone, error) {
	return models.In(ctx, s.db, v.To(identity.ProductEdit), func(tx *models.Tx) (Undone, error) {
		return UndoBatch(tx, in.Batch)
	})
}

// UndoBatch is the step behind Service.UndoBatch, for whoever has more to take back with it, as an import has.
func UndoBatch(tx *models.Tx, batch models.BatchID) (Undone, error) {
	back, again, err := models.UndoBatch(tx, batch)
	out := undoneOf(back)
	if err == nil && back.Products > 0 {
		out.Batch = &again
	}
	return out, err
}

func undoneOf(b models.TakenBack) Undone {
	out := Undone{Products: b.Products, Removed: b.Removed, Retired: b.Retired, KeptAll: b.KeptAll, Kept: make([]Kept, len(b.Kept))}
	for i, k := range b.Kept {
		out.Kept[i] = Kept{k.ProductID, k.SKU, k.Field, k.Was, k.Now}
	}
	return out
}

// fieldsOf lays both sides of a change beside each other, by the fields' names.
func fieldsOf(before, after map[string]json.RawMessage) []FieldChange {
	out := []FieldChange{}
	for _, field := range slices.Sorted(maps.Keys(after)) {
		if before == nil && string(after[field]) == "null" {
			continue
		}
		out = append(out, FieldChange{field, before[field], after[field]})
	}
	return out
}
