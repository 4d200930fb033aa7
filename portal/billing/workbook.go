package billing

import (
	"context"
	"io"
	"strconv"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/table"
	"povtor/portal/wording"
)

// workbookWords are those of an invoice as a workbook.
type workbookWords struct {
	sheet, title, supplier, client, due, taxID string
	columns                                    [9]string
	net, tax, total                            string
}

var workbooks = map[wording.Language]workbookWords{
	wording.Russian: {"Счёт", "Счёт на оплату № ", "Поставщик", "Покупатель", "Оплатить до", "ИНН",
		[9]string{"№", "Артикул", "Наименование", "Количество", "Ед.", "Цена без НДС", "НДС, %", "Сумма без НДС", "Валюта"}, "Итого без НДС", "НДС", "Всего к оплате"},
	wording.English: {"Invoice", "Invoice ", "Supplier", "Bill to", "Due", "tax no.",
		[9]string{"#", "SKU", "Description", "Quantity", "Unit", "Price excl. VAT", "VAT, %", "Net", "Currency"}, "Subtotal excl. VAT", "VAT", "Total due"},
}

// Workbook is one invoice of the viewer's side as a workbook, in the client's language as its paper is.
func (s *Service) Workbook(ctx context.Context, v identity.Viewer, in GetInput) (table.File, error) {
	i, err := models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (*models.InvoiceSheet, error) {
		return models.ReadInvoice(tx, in.ID, v.Locale())
	})
	if err != nil {
		return table.File{}, err
	}
	return table.File{Name: "invoice-" + i.Number + ".xlsx", ContentType: table.XLSX.MediaType(), Write: func(_ context.Context, to io.Writer) error {
		return table.XLSX.Write(to, workbook(*i), func(w table.Writer) error { return writeWorkbook(w, *i) })
	}}, nil
}

func workbook(i models.InvoiceSheet) table.Sheet {
	l := wording.Of(i.Locale)
	say := workbooks[l]
	party := func(role string, p models.Party) string {
		text := role + ": " + p.Name
		if p.TaxID != "" {
			text += ", " + say.taxID + " " + p.TaxID
		}
		return text
	}
	out := table.Sheet{Name: say.sheet, Language: l, Title: say.title + i.Number + ", " + l.Date(i.IssuedOn.Time()),
		About: []string{party(say.supplier, i.Parties.Supplier), party(say.client, i.Parties.Client), say.due + ": " + l.Date(i.DueOn.Time())}}
	for n, name := range say.columns {
		out.Columns = append(out.Columns, table.Column{Name: name, Width: [9]float64{6, 18, 48, 0, 8, 0, 8, 16, 9}[n]})
	}
	return out
}

func writeWorkbook(w table.Writer, i models.InvoiceSheet) error {
	l := wording.Of(i.Locale)
	say := workbooks[l]
	money := func(a models.Amount) table.Money { return table.Money{Amount: a, Currency: i.Currency} }
	for _, x := range i.Lines {
		if err := w.Row(strconv.Itoa(x.Position), x.SKU, x.Name, x.Quantity, l.Unit(x.Unit), x.UnitPrice, x.VatRate, money(x.Net), string(i.Currency)); err != nil {
			return err
		}
	}
	sum := func(name string, a models.Amount) error {
		return w.Sum(nil, nil, name, nil, nil, nil, nil, money(a), string(i.Currency))
	}
	if err := sum(say.net, i.Net); err != nil {
		return err
	}
	for _, t := range i.Taxes {
		rate, err := l.Percent(t.Rate.String())
		if err != nil {
			return err
		}
		if err := sum(say.tax+" "+rate, t.Tax); err != nil {
			return err
		}
	}
	return sum(say.total, i.Total)
}
