package registers

import (
	"context"
	"io"
	"strings"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/table"
	"povtor/portal/wording"
)

// Period is the days that documents are of, both counted.
type Period struct {
	From string `query:"from" format:"date" doc:"Without it: the first day of the year."`
	To   string `query:"to" format:"date" doc:"Without it: today."`
}

// days are the period's, at most three years.
func (p Period) days(today models.Date) (from, to models.Date, err error) {
	var f models.Faults
	read := func(field, text string, otherwise models.Date) models.Date {
		if text == "" {
			return otherwise
		}
		d, err := models.ParseDate(text)
		f.Check(err == nil, field, "not-a-date", "Name a day such as 2026-11-21.")
		return d
	}
	to = read("to", p.To, today)
	from = read("from", p.From, models.NewDate(to.Time().Year(), time.January, 1))
	f.Check(from <= to && to.Days(from) <= 3*366, "to", "bad-period", "Name a period of up to three years.")
	return from, to, f.Err()
}

// TableInput names a register.
type TableInput struct {
	Period
	Of     string `query:"of" enum:"invoices,credit_notes,payments" default:"invoices"`
	Format string `query:"format" enum:"xlsx,csv" default:"xlsx"`
}

// stretch is how many documents are read at a time.
const stretch = 500

// column is one of a register: its name in both languages, how wide, and what stands in it.
type column struct {
	ru, en string
	width  float64
	cell   func(models.Registered) any
}

func money(of func(models.Registered) models.Amount) func(models.Registered) any {
	return func(d models.Registered) any { return table.Money{Amount: of(d), Currency: d.Currency} }
}

var (
	day       = column{"Дата", "Date", 12, func(d models.Registered) any { return d.On }}
	number    = column{"Номер", "Number", 18, func(d models.Registered) any { return d.Number }}
	supplier  = column{"Поставщик", "Supplier", 34, func(d models.Registered) any { return d.Supplier }}
	sellerTax = column{"ИНН поставщика", "Supplier's tax no.", 16, func(d models.Registered) any { return d.SupplierTaxID }}
	client    = column{"Покупатель", "Client", 34, func(d models.Registered) any { return d.Client }}
	clientTax = column{"ИНН покупателя", "Client's tax no.", 16, func(d models.Registered) any { return d.ClientTaxID }}
	currency  = column{"Валюта", "Currency", 9, func(d models.Registered) any { return string(d.Currency) }}
	net       = column{"Без НДС", "Net", 0, money(func(d models.Registered) models.Amount { return d.Net })}
	tax       = column{"НДС", "VAT", 0, money(func(d models.Registered) models.Amount { return d.Tax })}
	byRate    = column{"НДС по ставкам", "VAT by rate", 26, func(d models.Registered) any { return rates(d) }}
	total     = column{"Всего", "Total", 0, money(func(d models.Registered) models.Amount { return d.Total })}
)

// rates are a document's taxes in one cell: "22 %: 18.15; 10 %: 3.00".
func rates(d models.Registered) string {
	said := make([]string, len(d.Taxes))
	for i, t := range d.Taxes {
		said[i] = t.Rate.String() + " %: " + t.Tax.In(d.Currency)
	}
	return strings.Join(said, "; ")
}

// due is a day that a document may not have.
func due(d models.Registered) any {
	if d.DueOn == nil {
		return nil
	}
	return *d.DueOn
}

func reversed(d models.Registered) any {
	if d.ReversedOn == nil {
		return nil
	}
	return *d.ReversedOn
}

// kind is one of the registers.
type kind struct {
	ru, en  string
	read    func(*models.Tx, models.RegisterStretch) ([]models.Registered, error)
	columns []column
}

var kinds = map[string]kind{
	"invoices": {"Реестр счетов", "Invoices", models.RegisteredInvoices, []column{day, number, supplier, sellerTax, client, clientTax,
		{"Заказ", "Order", 14, func(d models.Registered) any { return d.About }},
		{"Номер заказа покупателя", "Client's order no.", 18, func(d models.Registered) any { return d.ClientNumber }},
		{"Оплатить до", "Due", 12, due}, currency, net, tax, byRate, total,
		{"Погашено", "Settled", 0, money(func(d models.Registered) models.Amount { return d.Settled })},
		{"К оплате", "To pay", 0, money(func(d models.Registered) models.Amount { return d.Total - d.Settled })}}},
	"credit_notes": {"Реестр корректировок", "Credit notes", models.RegisteredCreditNotes, []column{day, number, supplier, sellerTax, client, clientTax,
		{"К счёту", "Invoice", 18, func(d models.Registered) any { return d.About }}, currency, net, tax, byRate, total}},
	"payments": {"Реестр оплат", "Payments", models.RegisteredPayments, []column{day,
		{"Документ плательщика", "Payment document", 28, func(d models.Registered) any { return d.Number }}, client, clientTax, supplier, sellerTax,
		{"Назначение", "Purpose", 48, func(d models.Registered) any { return d.About }}, currency,
		{"Сумма", "Amount", 0, money(func(d models.Registered) models.Amount { return d.Total })},
		{"Разнесено", "Allocated", 0, money(func(d models.Registered) models.Amount { return d.Settled })},
		{"Отменена", "Taken back", 12, reversed}}},
}

// Table writes the viewer's side's documents of one kind down, the earliest first, in the viewer's language.
func (s *Service) Table(ctx context.Context, v identity.Viewer, in TableInput) (table.File, error) {
	k, form := kinds[in.Of], table.Form(in.Format)
	if k.read == nil {
		return table.File{}, models.Faulty(models.NotFound, "not-found", "There is no such register.")
	}
	from, to, err := s.days(ctx, v, in.Period)
	if err != nil {
		return table.File{}, err
	}
	name := strings.ReplaceAll(in.Of, "_", "-") + "-" + from.String() + "-" + to.String() + "." + in.Format
	return table.File{Name: name, ContentType: form.MediaType(), Write: func(ctx context.Context, out io.Writer) error {
		return form.Write(out, k.sheet(wording.Of(v.Locale())), func(w table.Writer) error {
			return s.each(ctx, v, k.read, from, to, func(d models.Registered) error { return w.Row(k.row(d)...) })
		})
	}}, nil
}

// days asks for the permission before anything is written, and reads the period on the viewer's own day.
func (s *Service) days(ctx context.Context, v identity.Viewer, p Period) (from, to models.Date, err error) {
	_, err = models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (struct{}, error) {
		from, to, err = p.days(v.Today(tx.Now))
		return struct{}{}, err
	})
	return from, to, err
}

// each reads documents in stretches and hands them on one by one.
func (s *Service) each(ctx context.Context, v identity.Viewer, read func(*models.Tx, models.RegisterStretch) ([]models.Registered, error),
	from, to models.Date, take func(models.Registered) error) error {
	part := models.RegisterStretch{From: from, To: to, Limit: stretch}
	for {
		found, err := models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) ([]models.Registered, error) { return read(tx, part) })
		if err != nil {
			return err
		}
		for _, d := range found {
			if err := take(d); err != nil {
				return err
			}
		}
		if len(found) < stretch {
			return nil
		}
		last := found[len(found)-1].Place()
		part.After = &last
	}
}

func (k kind) sheet(l wording.Language) table.Sheet {
	out := table.Sheet{Name: k.en, Language: l}
	if l == wording.Russian {
		out.Name = k.ru
	}
	for _, c := range k.columns {
		name := c.en
		if l == wording.Russian {
			name = c.ru
		}
		out.Columns = append(out.Columns, table.Column{Name: name, Width: c.width})
	}
	return out
}

func (k kind) row(d models.Registered) []any {
	cells := make([]any, len(k.columns))
	for i, c := range k.columns {
		cells[i] = c.cell(d)
	}
	return cells
}
