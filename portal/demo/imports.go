package demo

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/studio"
)

// Manager is whose files [Import] brings.
func Manager() Person {
	for _, p := range People() {
		if p.Role == identity.SupplierManager {
			return p
		}
	}
	return Person{}
}

// novelties is a list of new goods, as a supplier would send it.
const novelties = "\ufeffАртикул;Наименование;Категория;Бренд;Цена;Остаток;Ед.\n" +
	"FA-900010;Саморез нержавеющий A2 4,0×40, потай;Саморезы;Stalgriv;1842,50;120;кор\n" +
	"FA-900020;Саморез нержавеющий A2 5,0×60, потай;Саморезы;Stalgriv;2310,00;96;кор\n" +
	"FA-900030;Гайка-барашек М6 DIN 315, цинк;Гайки;Ventora;1120,00;64;кор\n" +
	"FA-900040;Гайка-барашек М8 DIN 315, цинк;Гайки;Ventora;1384,00;58;кор\n" +
	"FA-900050;Набор свёрл HSS-G 1–10 мм, 19 шт.;Свёрла и биты;Rezbolit;2975,00;35;шт\n"

// Import lets a supplier's manager bring two files through the studio: new goods, which are committed, and the prices of next month,
// which wait for a yes with a few rows that cannot be read. For the demo, once, after [Fill].
func Import(ctx context.Context, s *studio.Service, v identity.Viewer) error {
	first, err := bring(ctx, s, v, "Новинки.csv", []byte(novelties))
	if err != nil {
		return err
	}
	if _, err := s.Commit(ctx, v, studio.CommitInput{ID: first}); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	if _, err := s.Work(ctx, identity.System("import"), studio.Work{Run: first}); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	prices, err := nextPrices(ctx, s, v)
	if err != nil {
		return err
	}
	_, err = bring(ctx, s, v, "Цены с 1 числа.csv", prices)
	return err
}

// bring sends a file as a person would, and has it read with the columns that are proposed.
func bring(ctx context.Context, s *studio.Service, v identity.Viewer, name string, content []byte) (models.ImportRunID, error) {
	var in studio.BeginInput
	in.Body.Files, in.Body.Source = []string{name}, "upload"
	run, err := s.Begin(ctx, v, in)
	if err != nil {
		return run.ID, fmt.Errorf("begin: %w", err)
	}
	if _, err := s.Append(ctx, v, studio.PieceInput{ID: run.ID, RawBody: content}); err != nil {
		return run.ID, fmt.Errorf("append: %w", err)
	}
	if _, err := s.Look(ctx, v, studio.LookInput{ID: run.ID}); err != nil {
		return run.ID, fmt.Errorf("look: %w", err)
	}
	if _, err := s.Start(ctx, v, studio.StartInput{ID: run.ID}); err != nil {
		return run.ID, fmt.Errorf("start: %w", err)
	}
	_, err = s.Work(ctx, identity.System("import"), studio.Work{Run: run.ID})
	return run.ID, err
}

// nextPrices are the first goods of the catalogue with other prices: most a little dearer, some cheaper, one by far, which is asked
// about, and two that nobody can read.
func nextPrices(ctx context.Context, s *studio.Service, v identity.Viewer) ([]byte, error) {
	out, err := s.Export(ctx, v, studio.ExportInput{Format: "csv"})
	if err != nil {
		return nil, err
	}
	var all bytes.Buffer
	if err := out.Write(ctx, &all); err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(all.String(), "\ufeff")))
	r.Comma, r.FieldsPerRecord = separator(all.String()), -1
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("the exported catalogue: %w", err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	var b strings.Builder
	b.WriteString("Артикул;Наименование;Цена RUB без НДС\n")
	for i, row := range rows[1:min(len(rows), 91)] {
		price, err := decimal.NewFromString(strings.ReplaceAll(row[at["Цена RUB без НДС"]], ",", "."))
		if err != nil {
			continue // without a list price
		}
		fmt.Fprintf(&b, "%s;%s;%s\n", row[at["Артикул"]], row[at["Наименование"]], repriced(i, price))
	}
	return []byte(b.String()), nil
}

// repriced is what the n-th price becomes, as it stands in the file.
func repriced(n int, price decimal.Decimal) string {
	switch {
	case n == 17:
		price = price.Div(decimal.NewFromInt(10)) // a slip by a comma
	case n == 33:
		return "договорная"
	case n == 58:
		return "1.2.3"
	case n%9 == 4:
		price = price.Mul(decimal.New(97, -2))
	case n%3 != 0:
		price = price.Mul(decimal.New(1045, -3))
	}
	return strings.ReplaceAll(price.StringFixed(2), ".", ",")
}

func separator(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	if strings.Count(head, ";") > strings.Count(head, ",") {
		return ';'
	}
	return ','
}
