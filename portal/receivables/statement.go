package receivables

import (
	"context"
	"io"

	"povtor/models"
	"povtor/portal/billing/pdf"
	"povtor/portal/identity"
	"povtor/portal/table"
	"povtor/portal/wording"
)

// StatementInput names an account and a period, and how the statement of it is wanted.
type StatementInput struct {
	AccountInput
	Format   string `query:"format" enum:"pdf,xlsx,csv" default:"pdf"`
	Language string `query:"language" enum:",ru,en" doc:"Without it: the reader's."`
}

// Statement is the statement of account as a file: on paper for both sides to sign, or as a table. For whoever may see the account.
func (s *Service) Statement(ctx context.Context, v identity.Viewer, in StatementInput) (table.File, error) {
	if in.Language != "" {
		v = v.Reading(in.Language)
	}
	a, err := s.account(ctx, v, in.AccountInput)
	if err != nil {
		return table.File{}, err
	}
	name := "statement-" + a.from.String() + "-" + a.to.String()
	if in.Format == "csv" || in.Format == "xlsx" {
		form := table.Form(in.Format)
		return table.File{Name: name + "." + in.Format, ContentType: form.MediaType(),
			Write: func(_ context.Context, to io.Writer) error { return form.Write(to, a.tabled(form), a.rows) }}, nil
	}
	file, err := pdf.RenderStatement(a.printed())
	return table.File{Name: name + ".pdf", ContentType: "application/pdf", Write: func(_ context.Context, to io.Writer) error {
		_, err := to.Write(file)
		return err
	}}, err
}

// statementWords are those of a statement's table and of its documents.
type statementWords struct {
	name, from, to, supplier, client, opening, turnover, closing string
	columns                                                      [6]string
	aged                                                         [6]string
	kinds                                                        map[models.PostingKind]string
}

var statements = map[wording.Language]statementWords{
	wording.Russian: {"Акт сверки", "с", "по", "Поставщик", "Покупатель", "Сальдо на начало", "Обороты за период", "Сальдо на конец",
		[6]string{"Дата", "Документ", "Основание", "Дебет", "Кредит", "Сальдо"},
		[6]string{"Срок не наступил", "1–30 дней", "31–60 дней", "61–90 дней", "Свыше 90 дней", "Аванс"},
		map[models.PostingKind]string{models.InvoicePosted: "Счёт №", models.PaymentPosted: "Оплата", models.CreditNotePosted: "Корректировочный счёт №",
			models.ReversalPosted: "Отмена оплаты", models.DiscountPosted: "Скидка за раннюю оплату счёта №", models.DiscountBack: "Отмена скидки по счёту №",
			"refund": "Возврат оплаты", "recovery": "Возвращённое поступило снова"}},
	wording.English: {"Statement of account", "from", "to", "Supplier", "Client", "Opening balance", "Turnover", "Closing balance",
		[6]string{"Date", "Document", "Reference", "Debit", "Credit", "Balance"},
		[6]string{"Not due yet", "1–30 days", "31–60 days", "61–90 days", "Over 90 days", "Paid ahead"},
		map[models.PostingKind]string{models.InvoicePosted: "Invoice", models.PaymentPosted: "Payment", models.CreditNotePosted: "Credit note",
			models.ReversalPosted: "Payment taken back", models.DiscountPosted: "Discount on invoice", models.DiscountBack: "Discount taken back on invoice",
			"refund": "Payment refunded", "recovery": "Refund come back"}},
}

func (a *sheet) language() wording.Language { return wording.Of(a.locale) }

// document is what a movement is called: "Счёт № 2026-00042".
func (a *sheet) document(m models.Movement) string {
	kind := statements[a.language()].kinds[m.Kind]
	if m.Number == "" {
		return kind
	}
	return kind + " " + m.Number
}

// buckets are the ageing in the order in which it is printed.
func (a *sheet) buckets() [6]models.Amount {
	g := a.Ageing
	return [6]models.Amount{g.NotDue, g.To30, g.To60, g.To90, g.Over90, g.Credit}
}

func (a *sheet) closing() models.Amount {
	sum := a.Opening
	for _, m := range a.Movements {
		sum += m.Amount
	}
	return sum
}

func (a *sheet) printed() pdf.Statement {
	doc := pdf.Statement{Language: a.language(), From: a.from.Time(), To: a.to.Time(), Currency: string(a.currency), Supplier: a.party(a.supplier),
		Client: a.party(a.client), Agreement: a.agreement.Number, Opening: int64(a.Opening), Closing: int64(a.closing())}
	for i, b := range a.buckets() {
		doc.Ageing[i] = int64(b)
	}
	for _, m := range a.Movements {
		e := pdf.StatementEntry{On: m.On.Time(), Document: a.document(m), About: m.About, Debit: int64(max(m.Amount, 0)), Credit: int64(max(-m.Amount, 0))}
		doc.Entries = append(doc.Entries, e)
	}
	return doc
}

func (a *sheet) party(o models.Organisation) pdf.Party {
	name := o.LegalName
	if name == "" {
		name = o.In(a.locale)
	}
	return pdf.Party{Name: name, TaxNumber: o.TaxID, RegistryCode: o.TaxCode, Address: o.Address, Phone: o.Phone, Email: o.Email}
}

func (a *sheet) tabled(f table.Form) table.Sheet {
	say := statements[a.language()]
	out := table.Sheet{Name: say.name, Language: a.language()}
	for i, c := range say.columns {
		out.Columns = append(out.Columns, table.Column{Name: c, Width: [6]float64{12, 40, 40, 0, 0, 0}[i]})
	}
	if f == table.XLSX {
		l := a.language()
		out.Title = say.name + " " + say.from + " " + l.Date(a.from.Time()) + " " + say.to + " " + l.Date(a.to.Time())
		out.About = []string{say.supplier + ": " + a.party(a.supplier).Name, say.client + ": " + a.party(a.client).Name, string(a.currency)}
	}
	return out
}

func (a *sheet) money(x models.Amount) table.Money {
	return table.Money{Amount: x, Currency: a.currency}
}

func (a *sheet) rows(w table.Writer) error {
	say := statements[a.language()]
	if err := w.Sum(a.from, say.opening, "", nil, nil, a.money(a.Opening)); err != nil {
		return err
	}
	var debits, credits models.Amount
	for _, m := range a.Movements {
		var debit, credit any
		if m.Amount > 0 {
			debit, debits = a.money(m.Amount), debits+m.Amount
		} else {
			credit, credits = a.money(-m.Amount), credits-m.Amount
		}
		if err := w.Row(m.On, a.document(m), m.About, debit, credit, a.money(a.Opening+debits-credits)); err != nil {
			return err
		}
	}
	if err := w.Sum(nil, say.turnover, "", a.money(debits), a.money(credits), nil); err != nil {
		return err
	}
	if err := w.Sum(a.to, say.closing, "", nil, nil, a.money(a.Opening+debits-credits)); err != nil {
		return err
	}
	for i, b := range a.buckets() {
		if err := w.Row(nil, say.aged[i], "", nil, nil, a.money(b)); err != nil {
			return err
		}
	}
	return nil
}
