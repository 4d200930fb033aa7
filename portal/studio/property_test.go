package studio_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"povtor/models"
	"povtor/portal/studio"
)

// drawList draws a wholesaler's list over a small stock of goods, so that lists meet.
func drawList(t *rapid.T, name string) (text string) {
	header := []string{"Артикул", "Наименование"}
	optional := []string{"Цена", "Остаток", "Категория", "Бренд", "Мин. заказ", "НДС"}
	var shown []string
	for _, c := range optional {
		if rapid.Bool().Draw(t, name+" has "+c) {
			shown = append(shown, c)
		}
	}
	var b strings.Builder
	b.WriteString(strings.Join(append(header, shown...), ";") + "\n")
	for _, sku := range rapid.SliceOfNDistinct(rapid.IntRange(1, 14), 0, 10, rapid.ID[int]).Draw(t, name+" goods") {
		row := []string{fmt.Sprintf("A-%03d", sku), rapid.SampledFrom([]string{"Кофе", "Чай", "Сахар", "Соль \"Экстра\"", "Мука"}).Draw(t, "name")}
		for _, c := range shown {
			row = append(row, rapid.SampledFrom(map[string][]string{
				"Цена": {"", "10", "12,50", "1 000,00", "договорная", "0"}, "Остаток": {"", "0", "5", "7,5"}, "Категория": {"", "Бакалея", "Напитки", "Напитки / Чай"},
				"Бренд": {"", "Алёнка", "=1+1"}, "Мин. заказ": {"", "1", "3"}, "НДС": {"", "10%", "22%"},
			}[c]).Draw(t, c))
		}
		for i := range row {
			row[i] = `"` + strings.ReplaceAll(row[i], `"`, `""`) + `"`
		}
		b.WriteString(strings.Join(row, ";") + "\n")
	}
	return b.String()
}

func drawOptions(t *rapid.T) models.ImportOptions {
	whole := rapid.Bool().Draw(t, "whole")
	return models.ImportOptions{Whole: &whole, Vanished: rapid.SampledFrom([]string{"", "leave", "out_of_stock", "draft", "discontinue"}).Draw(t, "vanished"),
		Drafts: rapid.Bool().Draw(t, "drafts"), Gross: rapid.Bool().Draw(t, "gross")}
}

// What the dry run says is what the catalogue then is; nothing else changes; and taken back, everything is as it was.
func TestADryRunIsItsCommit(t *testing.T) {
	w := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		w := w.another(t)
		for i := range rapid.IntRange(1, 3).Draw(rt, "lists") {
			before := w.catalogue(t, w.supplier)
			run := w.read(t, drawOptions(rt), file{fmt.Sprintf("%d.csv", i), drawList(rt, fmt.Sprint("list ", i))})
			if run.State != models.ImportReady {
				if run.State == models.ImportRefused { // an empty list is none
					continue
				}
				rt.Fatal(run.State, run.Code)
			}
			want := w.foretold(t, before, run)
			if d := cmp.Diff(before, w.catalogue(t, w.supplier)); d != "" {
				rt.Fatal("the dry run wrote:", d)
			}
			run = w.commit(t, run.ID, "price", "vanished", "faulty")
			if run.State != models.ImportCommitted {
				rt.Fatal(run.State, run.Code)
			}
			after := w.catalogue(t, w.supplier)
			if d := cmp.Diff(want, plainly(after)); d != "" {
				rt.Fatal("other than foretold:", d)
			}
			if rapid.Bool().Draw(rt, "undo") {
				if _, err := w.s.Undo(t.Context(), w.manager, studio.CancelInput{ID: run.ID}); err != nil {
					rt.Fatal("undo:", err)
				}
				if d := cmp.Diff(before, w.catalogue(t, w.supplier)); d != "" {
					rt.Fatal("not as it was:", d)
				}
			}
		}
	})
}

// foretold is the catalogue that a dry run promises: how it stands, and over it what the items say. Categories are left out:
// people are told their names.
func (w *world) foretold(t *testing.T, before map[string]map[string]json.RawMessage, run studio.Detail) map[string]map[string]string {
	want := plainly(before)
	for _, i := range w.items(t, run.ID, "") {
		if want[i.SKU] == nil {
			want[i.SKU] = map[string]string{"external_id": `""`, "gtin": `""`, "description_ru": `""`, "description_en": `""`, "brand": `""`, "unit": `"pcs"`,
				"pack_size": "1", "minimum": "1", "multiple": "1", "vat_rate": "22", "attributes": "{}", "substitute_id": "null", "lead_days": "null", "season_from": "null",
				"season_to": "null", "list_price": "null", "on_hand": "null", "unit_cost": "null", "units": "null", "goes_with": "null", "pictures": "null", "papers": "null"}
		}
		for _, c := range i.Changes {
			if c.Field != "category_id" {
				want[i.SKU][c.Field] = string(c.After)
			}
		}
	}
	return want
}

func plainly(states map[string]map[string]json.RawMessage) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, sku := range slices.Sorted(maps.Keys(states)) {
		out[sku] = map[string]string{}
		for field, value := range states[sku] {
			if field != "category_id" {
				out[sku][field] = string(value)
			}
		}
	}
	return out
}
