package studio

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"povtor/models"
	"povtor/portal/feed"
	"povtor/portal/identity"
	"povtor/portal/wording"
)

// Change is one field of a product, before and after.
type Change struct {
	Field  string          `json:"field" doc:"As in the product's history: name_ru, list_price, on_hand ...; price: of another price list."`
	List   string          `json:"list,omitempty" doc:"Which price list."`
	Before json.RawMessage `json:"before" doc:"null: nothing stood there."`
	After  json.RawMessage `json:"after"`
}

// shownFirst is the order in which people look at what changes.
var shownFirst = []string{"sku", "name_ru", "name_en", "list_price", "price", "on_hand", "status", "category_id", "brand", "unit", "pack_size", "minimum", "multiple", "vat_rate", "gtin"}

// speaker turns the items of a dry run into what people see.
type speaker struct {
	categories map[string]string // names by ids, of those that are there and those that will be
	lists      map[string]string // and of the price lists
}

func sayings(tx *models.Tx, v identity.Viewer, run models.ImportRunID, items []models.ImportItem) (speaker, error) {
	s := speaker{map[string]string{}, map[string]string{}}
	if slices.ContainsFunc(items, func(i models.ImportItem) bool { return i.After["prices"] != nil }) {
		lists, err := models.List[models.PriceList](tx, "id", "kind = ?", models.ContractPrice)
		if err != nil {
			return s, err
		}
		for _, l := range lists {
			s.lists[l.ID.String()] = l.Name
		}
	}
	moves := slices.ContainsFunc(items, func(i models.ImportItem) bool { return i.After["category_id"] != nil })
	if !moves {
		return s, nil
	}
	known, err := models.Categories(tx, v.Locale())
	if err != nil {
		return s, err
	}
	for _, c := range known {
		s.categories[c.ID.String()] = c.In(v.Locale())
	}
	fresh, err := models.List[models.ImportCategory](tx, "path", "run_id = ? AND fresh", run)
	for _, c := range fresh {
		s.categories[c.CategoryID.String()] = strings.ReplaceAll(c.Path, models.PathSign, " / ")
		if c.Path == "" {
			s.categories[c.CategoryID.String()] = c.Name
		}
	}
	return s, err
}

func (s speaker) item(i models.ImportItem) Item {
	out := Item{Seq: i.Seq, Line: i.Line, SKU: i.SKU, ExternalID: i.ExternalID, Name: i.Name, ProductID: i.ProductID, Kind: i.Kind, Stale: i.Stale, Changes: []Change{}}
	if i.PriceChange != nil {
		change := i.PriceChange.String()
		out.PriceChange = &change
	}
	for field, after := range i.After {
		if field == "prices" {
			out.Changes = append(out.Changes, s.prices(i.Before[field], after)...)
			continue
		}
		out.Changes = append(out.Changes, Change{Field: field, Before: s.shown(field, i.Before[field]), After: s.shown(field, after)})
	}
	slices.SortFunc(out.Changes, func(a, b Change) int {
		if d := rank(a.Field) - rank(b.Field); d != 0 {
			return d
		}
		return cmp.Or(strings.Compare(a.Field, b.Field), strings.Compare(a.List, b.List))
	})
	return out
}

// prices are the changes of other price lists, one for each.
func (s speaker) prices(before, after json.RawMessage) (out []Change) {
	var was, is map[string]json.RawMessage
	_ = json.Unmarshal(before, &was) // of our own making; nothing where there was none
	_ = json.Unmarshal(after, &is)
	for id, tiers := range is {
		if string(was[id]) != string(tiers) {
			out = append(out, Change{Field: "price", List: s.lists[id], Before: s.shown("price", was[id]), After: tiers})
		}
	}
	return out
}

func rank(field string) int {
	if i := slices.Index(shownFirst, field); i >= 0 {
		return i
	}
	return len(shownFirst)
}

// shown names categories instead of their ids.
func (s speaker) shown(field string, value json.RawMessage) json.RawMessage {
	if value == nil {
		return json.RawMessage("null")
	}
	var id string
	if field == "category_id" && json.Unmarshal(value, &id) == nil && s.categories[id] != "" {
		return asJSON(s.categories[id])
	}
	return value
}

// meanings are those of the codes that the studio adds to the readers'.
var meanings = map[string][2]string{
	"unknown-product": {"такого товара нет в каталоге, а названия в файле нет: создать его нельзя", "there is no such product, and the file brings no name to make it by"},
	"duplicate":       {"этот товар в файлах уже был; взята первая запись", "this product stood in the files before; the first was taken"},
	"no-key":          {"нет ни артикула, ни идентификатора, ни штрихкода", "neither SKU nor id nor barcode"},
	"sku-not-unique":  {"такой же артикул у другого товара: к нему добавлен хвост из идентификатора", "another product has this SKU: a tail made of the id is added"},
	"too-long":        {"слишком длинное значение", "the value is too long"},
	"out-of-range":    {"значение вне допустимых границ; не взято", "the value is out of bounds; not taken"},
	"other-currency":  {"цена в другой валюте; не взята", "the price is in another currency; not taken"},
	"price-unit":      {"цена за единицу, пересчёт в которую не указан; не взята", "the price is for a unit the file does not relate to the product's own; not taken"},
}

// meaning is what a fault's code means.
func meaning(code, locale string) string {
	if m, ok := meanings[code]; ok {
		if locale == "en" {
			return m[1]
		}
		return m[0]
	}
	language := wording.Russian
	if locale == "en" {
		language = wording.English
	}
	return feed.Code(code).Saying(language)
}
