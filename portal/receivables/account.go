package receivables

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// AccountInput names the other company (whoever looks after a client names the client), a currency and a period.
type AccountInput struct {
	ID       models.OrganisationID `path:"id" doc:"The other company; for the operator's people, the client."`
	Supplier string                `query:"supplier" format:"uuid" doc:"For the operator's people: with whom. Without it: the client's first."`
	Currency models.Currency       `query:"currency" pattern:"^[A-Z]{3}$" doc:"Without it: the agreement's."`
	From     string                `query:"from" format:"date" doc:"Without it: the first day of the year."`
	To       string                `query:"to" format:"date" doc:"Without it: today."`
}

// period is the currency and the days that are asked for, with what was left out filled in.
func (in AccountInput) period(a models.Agreement, today models.Date) (c models.Currency, from, to models.Date, err error) {
	var f models.Faults
	read := func(field, text string, otherwise models.Date) models.Date {
		if text == "" {
			return otherwise
		}
		d, err := models.ParseDate(text)
		f.Check(err == nil, field, "not-a-date", "Name a day such as 2026-11-21.")
		return d
	}
	if c = in.Currency; c == "" {
		c = a.Currency
	}
	to = read("to", in.To, today)
	from = read("from", in.From, models.NewDate(to.Time().Year(), time.January, 1))
	f.Check(from <= to && to.Days(from) <= 3*366, "to", "bad-period", "Name a period of up to three years.")
	return c, from, to, f.Err()
}

// Account is the statement of account between a client and a supplier: what was owed, what happened, what is owed.
type Account struct {
	Client   Company         `json:"client"`
	Supplier Company         `json:"supplier"`
	Currency models.Currency `json:"currency"`
	From     models.Date     `json:"from"`
	To       models.Date     `json:"to"`
	Opening  string          `json:"opening" doc:"Owed by the client before the period; below zero: paid ahead."`
	Debits   string          `json:"debits" doc:"Invoiced, and payments taken back."`
	Credits  string          `json:"credits" doc:"Paid and credited."`
	Closing  string          `json:"closing"`
	Entries  []Entry         `json:"entries" nullable:"false" doc:"The earliest first."`
	Ageing   AgeingSum       `json:"ageing" doc:"Of what is owed at the period's end, as of that day: open less credit is the closing balance."`

	Currencies []models.Currency `json:"currencies" nullable:"false" doc:"In which the two have an account."`
}

// Entry is one document of the account.
type Entry struct {
	On      models.Date        `json:"on"`
	Kind    models.PostingKind `json:"kind" enum:"invoice,payment,credit_note,reversal,discount,discount_back,refund,recovery"`
	ID      string             `json:"id" doc:"Of the document; of a discount the invoice."`
	Number  string             `json:"number"`
	About   string             `json:"about" doc:"The order's number, the invoice credited, what the payer wrote, the payment that earned a discount."`
	Debit   string             `json:"debit" doc:"Empty: none."`
	Credit  string             `json:"credit" doc:"Empty: none."`
	Balance string             `json:"balance" doc:"Owed after it."`
}

// Account shows a client's account with a supplier over a period, to either of them and to whoever looks after their agreement.
func (s *Service) Account(ctx context.Context, v identity.Viewer, in AccountInput) (Account, error) {
	sheet, err := s.account(ctx, v, in)
	if err != nil {
		return Account{}, err
	}
	return accountOf(*sheet), nil
}

// sheet is an account as it is read: sums in minor units, and both companies with what is printed of them.
type sheet struct {
	client, supplier models.Organisation
	agreement        models.Agreement
	currency         models.Currency
	from, to         models.Date
	locale           string
	*models.Account
}

func (s *Service) account(ctx context.Context, v identity.Viewer, in AccountInput) (*sheet, error) {
	return models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (*sheet, error) {
		a, err := agreementOf(tx, v, AgreementInput{in.ID, in.Supplier})
		if err != nil {
			return nil, err
		}
		out := &sheet{agreement: *a, locale: v.Locale()}
		if out.currency, out.from, out.to, err = in.period(*a, v.Today(tx.Now)); err != nil {
			return nil, err
		}
		client, err := models.Get(tx, a.ClientID)
		if err != nil {
			return nil, err
		}
		supplier, err := models.Get(tx, a.SupplierID)
		if err != nil {
			return nil, err
		}
		out.client, out.supplier = *client, *supplier
		out.Account, err = models.ReadAccount(tx, a.ClientID, a.SupplierID, out.currency, out.from, out.to)
		return out, err
	})
}

// agreementOf is the agreement whose two companies the account is between: the viewer's own, or one in their book.
func agreementOf(tx *models.Tx, v identity.Viewer, in AgreementInput) (*models.Agreement, error) {
	where, args := "client_id = ?", []any{in.ID}
	supplier, err := companyIn(in.Supplier)
	switch {
	case err != nil:
		return nil, err
	case v.Kind() == models.ClientKind:
		where = "supplier_id = ?"
	case v.Kind() != models.SupplierKind && supplier != nil:
		where, args = where+" AND supplier_id = ?", append(args, *supplier)
	}
	list, err := models.List[models.Agreement](tx, "status = 'active' DESC, valid_from DESC, id", where, args...)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, models.Faulty(models.NotFound, "not-found", "There is no such thing here.")
	}
	return &list[0], nil
}

func accountOf(a sheet) Account {
	c := a.currency
	out := Account{Client: Company{a.client.ID, a.client.In(a.locale)}, Supplier: Company{a.supplier.ID, a.supplier.In(a.locale)}, Currency: c,
		From: a.from, To: a.to, Opening: a.Opening.In(c), Entries: make([]Entry, len(a.Movements)), Ageing: sumOf(a.Ageing),
		Currencies: append([]models.Currency{}, a.Currencies...)}
	var debits, credits models.Amount
	for i, m := range a.Movements {
		e := Entry{On: m.On, Kind: m.Kind, ID: m.ID, Number: m.Number, About: m.About}
		if m.Amount > 0 {
			debits += m.Amount
			e.Debit = m.Amount.In(c)
		} else {
			credits -= m.Amount
			e.Credit = (-m.Amount).In(c)
		}
		e.Balance = (a.Opening + debits - credits).In(c)
		out.Entries[i] = e
	}
	out.Debits, out.Credits, out.Closing = debits.In(c), credits.In(c), (a.Opening + debits - credits).In(c)
	return out
}
