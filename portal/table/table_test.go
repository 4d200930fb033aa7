package table_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"povtor/models"
	"povtor/portal/table"
	"povtor/portal/wording"
)

func sheet(l wording.Language) table.Sheet {
	return table.Sheet{Name: "Счета", Language: l, Title: "Реестр", About: []string{"=cmd"}, Columns: []table.Column{{Name: "Номер", Width: 20}, {Name: "День"}, {Name: "Сумма"}, {Name: "Сколько"}}}
}

func rows(w table.Writer) error {
	day, _ := models.ParseDate("2026-11-22")
	if err := w.Row("=HYPERLINK(1)", day, table.Money{Amount: -123450, Currency: "RUB"}, decimal.RequireFromString("12.5")); err != nil {
		return err
	}
	if err := w.Row("'-x", nil, table.Money{Amount: 1234567, Currency: "KWD"}, 3); err != nil {
		return err
	}
	return w.Sum("Итого", nil, table.Money{Amount: 900719925474099312, Currency: "JPY"}, nil)
}

func TestCSV(t *testing.T) {
	for language, want := range map[wording.Language]string{
		wording.Russian: "\ufeffНомер;День;Сумма;Сколько\r\n'=HYPERLINK(1);2026-11-22;-1234,50;12,5\r\n''-x;;1234,567;3\r\nИтого;;900719925474099312;\r\n",
		wording.English: "\ufeffНомер,День,Сумма,Сколько\r\n'=HYPERLINK(1),2026-11-22,-1234.50,12.5\r\n''-x,,1234.567,3\r\nИтого,,900719925474099312,\r\n",
	} {
		var b bytes.Buffer
		if err := table.CSV.Write(&b, sheet(language), rows); err != nil || b.String() != want {
			t.Errorf("%v\n%q\n%q", err, b.String(), want)
		}
	}
}

func TestXLSX(t *testing.T) {
	var b, again bytes.Buffer
	for _, to := range []*bytes.Buffer{&b, &again} {
		if err := table.XLSX.Write(to, sheet(wording.Russian), rows); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same table, other bytes")
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{
		"A1": "Реестр", "A2": "'=cmd", "A4": "Номер", "A5": "'=HYPERLINK(1)", "B5": "22.11.2026", "C5": "-1,234.50", "D5": "12.5", "A6": "''-x",
		"B6": "", "C6": "1,234.567", "D6": "3", "C7": "900719925474099312",
	} {
		if got, err := f.GetCellValue("Счета", cell); err != nil || got != want {
			t.Errorf("%s is %q, not %q: %v", cell, got, want, err)
		}
	}
	if formula, _ := f.GetCellFormula("Счета", "A5"); formula != "" {
		t.Error("a formula:", formula)
	}
}

func TestARowOfAnotherWidth(t *testing.T) {
	for _, f := range []table.Form{table.CSV, table.XLSX} {
		err := f.Write(&bytes.Buffer{}, sheet(wording.English), func(w table.Writer) error { return w.Row("1", "2", "3", "4", "5") })
		if err == nil || !strings.Contains(err.Error(), "columns") {
			t.Error(f, err)
		}
	}
}
