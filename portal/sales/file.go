package sales

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"povtor/models"
	"povtor/portal/identity"
)

// FileInput names a table of the figures, and as what it is wanted.
type FileInput struct {
	Period
	Table  string `query:"table" enum:"months,categories,clients,products,quiet,unsold,no_price,below_cost,above_list" default:"clients"`
	Client string `query:"client" format:"uuid" doc:"Of unsold: what this client has never bought."`
	Format string `query:"format" enum:"csv,xlsx" default:"xlsx"`
}

// File is a table to keep.
type File struct {
	Name string
	Type string
	Data []byte
}

// mostRows is how many rows a file holds at most.
const mostRows = 10_000

// File writes a table of the figures down, in the viewer's language: the first ten thousand rows. For the supplier's own people.
func (s *Service) File(ctx context.Context, v identity.Viewer, in FileInput) (File, error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (File, error) {
		t, err := tableOf(tx, v, in)
		if err != nil {
			return File{}, err
		}
		name := strings.ReplaceAll(in.Table, "_", "-") + "-" + v.Today(tx.Now).String()
		if in.Format == "csv" {
			data, err := t.csv()
			return File{name + ".csv", "text/csv; charset=utf-8", data}, err
		}
		data, err := t.xlsx()
		return File{name + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", data}, err
	})
}

// number is a cell that is counted with: a plain decimal, or nothing.
type number string

// table is a table to be written down; its cells are texts and numbers.
type table struct {
	heads []string
	rows  [][]any
}

func (t *table) add(cells ...any) { t.rows = append(t.rows, cells) }

// heads are a table's in a language: "Клиент|Client".
func heads(locale string, both ...string) *table {
	t := &table{}
	for _, b := range both {
		ru, en, _ := strings.Cut(b, "|")
		if locale == "en" {
			ru = en
		}
		t.heads = append(t.heads, ru)
	}
	return t
}

func tableOf(tx *models.Tx, v identity.Viewer, in FileInput) (*table, error) {
	switch in.Table {
	case "months", "categories":
		o, err := overview(tx, v, in.Period)
		return overviewTable(v.Locale(), in.Table, o), err
	case "clients", "products":
		return rankedTable(tx, v, in)
	case "quiet":
		q, err := gone(tx, v, QuietInput{Limit: mostRows})
		t := heads(v.Locale(), "Клиент|Client", "Город|City", "Состояние|State", "Последний заказ|Last order", "Дней тишины|Days silent",
			"Обычный интервал, дней|Usual gap, days", "Обычный заказ|Usual order", "За 90 дней|In 90 days", "Валюта|Currency")
		for _, c := range q.Items {
			t.add(c.Name, c.City, c.State, c.LastOn.String(), number(fmt.Sprint(c.SilentDays)), number(fmt.Sprint(c.UsualGapDays)), number(c.UsualTotal),
				number(c.Stake), string(c.Currency))
		}
		return t, err
	case "unsold":
		page, err := unsold(tx, v, UnsoldInput{Client: in.Client, Limit: mostRows})
		t := heads(v.Locale(), "Артикул|SKU", "Товар|Product", "Категория|Category", "В каталоге с|In the catalogue since", "На складе|On hand", "Цена|Price",
			"Строк заказов у всех за год|Order lines of all in a year")
		for _, u := range page.Items {
			t.add(u.SKU, u.Name, u.Category, u.Since.String(), maybe(u.OnHand), maybe(u.Price), number(fmt.Sprint(u.Times)))
		}
		return t, err
	}
	found, err := troubled(tx, v, models.PriceTrouble(in.Table), mostRows)
	t := heads(v.Locale(), "Артикул|SKU", "Товар|Product", "Цена прайса|List price", "Себестоимость|Cost", "Договорная цена|Contract price", "Прайс-лист|Price list")
	for _, p := range found.Items {
		t.add(p.SKU, p.Name, maybe(p.Price), maybe(p.Cost), maybe(p.Asked), p.Terms)
	}
	return t, err
}

func overviewTable(locale, which string, o Overview) *table {
	if which == "months" {
		t := heads(locale, "Месяц|Month", "Продажи без НДС|Sales before tax", "Периодом раньше|The period before", "Заказы|Orders", "Клиенты|Clients")
		for _, m := range o.Months {
			t.add(m.Month, number(m.Net), number(m.Before), number(fmt.Sprint(m.Orders)), number(fmt.Sprint(m.Clients)))
		}
		return t
	}
	t := heads(locale, "Категория|Category", "Продажи без НДС|Sales before tax", "Периодом раньше|The period before", "Товаров|Products")
	for _, c := range o.Categories {
		t.add(c.Name, number(c.Net), number(c.Before), number(fmt.Sprint(c.Products)))
	}
	return t
}

func rankedTable(tx *models.Tx, v identity.Viewer, in FileInput) (*table, error) {
	by := models.RankedBy(in.Table)
	page, err := ranked(tx, v, RankedInput{Period: in.Period, Limit: mostRows}, by)
	t := heads(v.Locale(), "Клиент|Client", "Город|City", "Заказы|Orders", "Продажи без НДС|Sales before tax", "Периодом раньше|The period before", "Доля, %|Share, %", "Класс|Class")
	if by == models.ByProductSales {
		t = heads(v.Locale(), "Товар|Product", "Артикул|SKU", "Строк заказов|Order lines", "Продажи без НДС|Sales before tax", "Периодом раньше|The period before",
			"Доля, %|Share, %", "Класс|Class", "Количество|Quantity", "Единица|Unit")
	}
	for _, r := range page.Items {
		cells := []any{r.Name, r.Code, number(fmt.Sprint(r.Times)), number(r.Net), number(r.Before), number(r.Share), r.Class}
		if by == models.ByProductSales {
			cells = append(cells, number(r.Quantity), r.Unit)
		}
		t.add(cells...)
	}
	return t, err
}

func maybe(s *string) any {
	if s == nil {
		return ""
	}
	return number(*s)
}

// csv begins with the mark by which spreadsheets know UTF-8. A text that a spreadsheet would take for a formula gets an apostrophe.
func (t *table) csv() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	if err := w.Write(t.heads); err != nil {
		return nil, err
	}
	for _, r := range t.rows {
		line := make([]string, len(r))
		for i, c := range r {
			switch c := c.(type) {
			case number:
				line[i] = string(c)
			case string:
				line[i] = harmless(c)
			}
		}
		if err := w.Write(line); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// xlsx has numbers as numbers and texts as texts, the heads in bold and in sight.
func (t *table) xlsx() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "Sheet1"
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, err
	}
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	if err := w.SetColWidth(1, 2, 28); err != nil {
		return nil, err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	first := make([]any, len(t.heads))
	for i, h := range t.heads {
		first[i] = excelize.Cell{StyleID: bold, Value: h}
	}
	if err := w.SetRow("A1", first); err != nil {
		return nil, err
	}
	for i, r := range t.rows {
		if err := w.SetRow(fmt.Sprint("A", i+2), plain(r)); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// plain is a row as a spreadsheet takes it: its numbers are binary ones, for showing and adding up there.
func plain(r []any) []any {
	out := make([]any, len(r))
	for i, c := range r {
		out[i] = c
		n, counts := c.(number)
		if !counts {
			continue
		}
		out[i] = string(n)
		if d, err := decimal.NewFromString(string(n)); err == nil {
			out[i] = d.InexactFloat64()
		}
	}
	return out
}
