package feed

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"povtor/portal/wording"
)

// out is one value on its way into a table.
type out struct {
	text   string
	number *decimal.Decimal
}

// row fills the cells of an item.
func (t Table) row(it *Item, cells []out) {
	level := 0
	for i, c := range t.Columns {
		cells[i] = out{}
		if c.Field == FieldCategory {
			if level < len(it.Category.Value) {
				cells[i].text = guard(it.Category.Value[level])
			}
			level++
			continue
		}
		cells[i] = it.out(c)
	}
}

func (i *Item) out(c Column) out {
	if w := i.told(c.Field); w != nil {
		return out{text: guard(w.Value)}
	}
	if n := i.number(c.Field); n != nil {
		return figureOut(*n)
	}
	if f := i.flag(c.Field); f != nil {
		if f.Has() {
			return out{text: yesNo(f.Value)}
		}
		return out{}
	}
	return i.oneOfSeveral(c)
}

func yesNo(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func figureOut(n Number) out {
	if !n.Has() {
		return out{}
	}
	d := n.Value
	return out{number: &d}
}

// oneOfSeveral is the price, the stock or the attribute that stands in a column.
func (i *Item) oneOfSeveral(c Column) out {
	switch c.Field {
	case FieldPrice:
		for _, p := range i.Prices {
			if c.like(Column{Field: FieldPrice, PriceType: p.Type, Currency: p.Currency, Tax: p.Tax, From: from(p), Unit: p.Unit}) {
				return figureOut(p.Amount)
			}
		}
	case FieldStock:
		for _, s := range i.Stock {
			if s.Warehouse == c.Warehouse {
				return figureOut(s.Quantity)
			}
		}
	case FieldAttribute:
		for _, a := range i.Attributes {
			if a.Name == c.Attribute && a.Unit == c.Unit {
				return out{text: guard(a.Value.Value)}
			}
		}
	case FieldConversion:
		for _, u := range i.Units {
			if u.Unit != c.Unit {
				continue
			}
			if u.GTIN.Has() {
				return out{text: figureText(u.Factor.Value, wording.English) + "; " + u.GTIN.Value}
			}
			return figureOut(u.Factor)
		}
	case FieldPictures:
		return out{text: strings.Join(i.Pictures.Value, "\n")}
	}
	return out{}
}

// writeCSV writes what spreadsheets open by a double click: UTF-8 with its mark, semicolons, the language's decimal sign.
func writeCSV(w io.Writer, e Export, t Table, items Items) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if _, err := b.WriteString("\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(b)
	c.Comma, c.UseCRLF = ';', true
	record := make([]string, len(t.Columns))
	for i, k := range t.Columns {
		record[i] = guard(k.Name)
	}
	if err := c.Write(record); err != nil {
		return err
	}
	cells := make([]out, len(t.Columns))
	err := items(func(it *Item) error {
		t.row(it, cells)
		for i, o := range cells {
			if record[i] = o.text; o.number != nil {
				record[i] = figureText(*o.number, e.Language)
			}
		}
		return c.Write(record)
	})
	if err != nil {
		return err
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return b.Flush()
}

// figureText writes a number that can be read but in one way: three decimals get a fourth.
func figureText(d decimal.Decimal, l wording.Language) string {
	s := d.String()
	if whole, fraction, has := strings.Cut(s, "."); has && len(fraction) == 3 {
		s = whole + "." + fraction + "0"
	}
	if l == wording.Russian {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// writeXLSX writes a workbook of one sheet, its header fixed above the goods.
func writeXLSX(w io.Writer, e Export, t Table, items Items) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", t.Sheet); err != nil {
		return err
	}
	s, err := f.NewStreamWriter(t.Sheet)
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	values := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		values[i] = excelize.Cell{StyleID: bold, Value: guard(c.Name)}
		if err := s.SetColWidth(i+1, i+1, widthOf(c.Field)); err != nil {
			return err
		}
	}
	if err := s.SetRow("A1", values); err != nil {
		return err
	}
	cells := make([]out, len(t.Columns))
	line := 1
	err = items(func(it *Item) error {
		line++
		t.row(it, cells)
		for i, o := range cells {
			values[i] = nil
			switch {
			case o.number != nil:
				values[i] = o.number.InexactFloat64()
			case o.text != "":
				values[i] = o.text
			}
		}
		at, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}
		return s.SetRow(at, values)
	})
	if err != nil {
		return err
	}
	if err := s.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

func widthOf(f Field) float64 {
	switch f {
	case FieldNameRu, FieldNameEn:
		return 48
	case FieldCategory, FieldDescriptionRu, FieldDescriptionEn, FieldPictures:
		return 24
	case FieldExternalID, FieldParentID, FieldGTIN, FieldSKU:
		return 16
	}
	return 12
}
