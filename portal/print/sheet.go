package print

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"

	"povtor/models"
	"povtor/portal/billing/pdf"
	"povtor/portal/pricing"
	"povtor/portal/wording"
)

// words of a price list that are not on its form.
type words struct {
	sheet, title, on, of, client, net, from, pack, own, brand string
	columns                                                   []string
}

var says = map[wording.Language]words{
	wording.Russian: {"Прайс-лист", "Прайс-лист", "цены на", "Поставщик", "Для", "Цены без НДС, за единицу. Скидки от количества указаны под ценой.",
		"от", "в упаковке", "ваш артикул", "Бренд",
		[]string{"Поставщик", "Категория", "Артикул", "Ваш артикул", "Наименование", "Бренд", "Штрихкод", "Ед. изм.", "В упаковке", "Мин. заказ", "Кратность", "НДС, %", "Валюта", "Цена без НДС", "От количества"}},
	wording.English: {"Price list", "Price list", "prices of", "Supplier", "For", "Prices exclude VAT and are for one unit. Prices by quantity stand under them.",
		"from", "in a pack", "your part number", "Brand",
		[]string{"Supplier", "Category", "SKU", "Your part number", "Product", "Brand", "GTIN", "Unit", "Per pack", "Minimum order", "Multiple", "VAT, %", "Currency", "Price excl. VAT", "By quantity"}},
}

// paper sets the price list as a PDF.
func (s *sheet) paper() ([]byte, error) {
	doc := pdf.PriceList{Language: s.language, Pictures: s.pictures, Of: strings.Join(s.of, ", "), For: s.client, On: s.day.Time(), Note: says[s.language].net}
	for _, g := range s.goods {
		heading := g.Category
		if len(s.of) > 1 {
			heading = g.supplier + " · " + heading
		}
		if n := len(doc.Groups); n == 0 || doc.Groups[n-1].Name != heading {
			doc.Groups = append(doc.Groups, pdf.PriceGroup{Name: heading})
		}
		group := &doc.Groups[len(doc.Groups)-1]
		group.Lines = append(group.Lines, s.line(g))
	}
	return pdf.RenderPriceList(doc)
}

func (s *sheet) line(g goods) pdf.PriceLine {
	l, say := s.language, says[s.language]
	var about []string
	if g.Brand != "" {
		about = append(about, g.Brand)
	}
	if one := g.PackSize.IntPart() == 1 && g.PackSize.IsInteger(); !one {
		about = append(about, s.exact(g.PackSize)+" "+say.pack)
	}
	if g.PartNumber != "" {
		about = append(about, say.own+" "+g.PartNumber)
	}
	line := pdf.PriceLine{Picture: g.picture, SKU: g.SKU, Name: g.In(string(l)), About: strings.Join(about, ", "), Unit: l.Unit(g.Unit) + ", " + say.from + " " + s.exact(g.Minimum)}
	return s.priced(line, g)
}

func (s *sheet) priced(line pdf.PriceLine, g goods) pdf.PriceLine {
	line.TaxRate, _ = s.language.Percent(models.QuantityText(g.VATRate))
	for i, t := range g.tiers {
		price, _ := s.language.Price(models.PriceText(t.UnitPrice, g.currency), string(g.currency))
		if i == 0 {
			line.Price = price
			continue
		}
		line.Breaks = append(line.Breaks, s.breakAt(t, price))
	}
	return line
}

func (s *sheet) breakAt(t pricing.Tier, price string) string {
	return says[s.language].from + " " + s.exact(t.From) + ": " + price
}

// exact writes a quantity in the reader's figures.
func (s *sheet) exact(q models.Quantity) string {
	text, _ := s.language.Quantity(models.QuantityText(q))
	return text
}

// workbook sets the price list as a sheet: a title, a header that stays, and a line for each product.
func (s *sheet) workbook() ([]byte, error) {
	say := says[s.language]
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", say.sheet); err != nil {
		return nil, err
	}
	w, err := f.NewStreamWriter(say.sheet)
	if err != nil {
		return nil, err
	}
	if err := s.head(f, w); err != nil {
		return nil, err
	}
	for i, g := range s.goods {
		at, err := excelize.CoordinatesToCellName(1, i+headerRow+1)
		if err != nil {
			return nil, err
		}
		if err := w.SetRow(at, s.cells(g)); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = f.Write(&b)
	return b.Bytes(), err
}

// headerRow is where the header stands, below the title.
const headerRow = 4

var widths = []float64{24, 24, 16, 16, 48, 18, 16, 8, 10, 10, 10, 8, 8, 14, 36}

func (s *sheet) head(f *excelize.File, w *excelize.StreamWriter) error {
	say := says[s.language]
	title, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: headerRow, TopLeftCell: "A5", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, width := range widths {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	about := say.of + ": " + strings.Join(s.of, ", ")
	if s.client != "" {
		about += ". " + say.client + ": " + s.client
	}
	header := make([]any, len(say.columns))
	for i, c := range say.columns {
		header[i] = excelize.Cell{StyleID: bold, Value: c}
	}
	for at, row := range [][]any{{excelize.Cell{StyleID: title, Value: say.title + ", " + say.on + " " + s.language.Date(s.day.Time())}}, {text(about)}, {}, header} {
		cell, err := excelize.CoordinatesToCellName(1, at+1)
		if err != nil {
			return err
		}
		if err := w.SetRow(cell, row); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) cells(g goods) []any {
	var breaks []string
	for _, t := range g.tiers[1:] {
		figure, _ := s.language.UnitPrice(models.PriceText(t.UnitPrice, g.currency), string(g.currency))
		breaks = append(breaks, s.breakAt(t, figure))
	}
	return []any{
		text(g.supplier), text(g.Category), text(g.SKU), text(g.PartNumber), text(g.In(string(s.language))), text(g.Brand), g.GTIN,
		s.language.Unit(g.Unit), g.PackSize.InexactFloat64(), g.Minimum.InexactFloat64(), g.Multiple.InexactFloat64(),
		g.VATRate.InexactFloat64(), string(g.currency), g.tiers[0].UnitPrice.InexactFloat64(), strings.Join(breaks, "; "),
	}
}

// text keeps words from being taken for a formula when the sheet is saved as something else.
func text(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
