// Package sales is a supplier's own figures: what was sold to whom, who has gone quiet, what nobody buys, and what reminders did.
//
// An order counts once the supplier has confirmed it, on the day it was placed where the client is, with its net amount: before
// tax, as it was confirmed. Orders that wait for an answer, were refused or taken back do not count. Currencies are never added.
package sales

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Service reads a supplier's figures.
type Service struct{ db *models.DB }

// New makes the service.
func New(db *models.DB) *Service { return &Service{db} }

// Period is whole months, compared with as many before them.
type Period struct {
	From     string          `query:"from" maxLength:"7" doc:"The first month, such as 2026-01; left out: eleven months before the last."`
	To       string          `query:"to" maxLength:"7" doc:"The last month; left out: this one."`
	Currency models.Currency `query:"currency" maxLength:"3" doc:"Left out: the supplier's own."`
}

// longest is how many months may be read at once.
const longest = 60

const usualMonths = 12

// read tells the period, seen from a day.
func (p Period) read(today models.Date, locale string, own models.Currency) (models.Sales, error) {
	last, err := month(p.To, today.MonthStart())
	if err != nil {
		return models.Sales{}, wrongMonth("to")
	}
	from, err := month(p.From, months(last, 1-usualMonths))
	if err != nil {
		return models.Sales{}, wrongMonth("from")
	}
	n := between(from, last) + 1
	if n < 1 || n > longest {
		return models.Sales{}, models.Faulty(models.Invalid, "bad-period", "A period has one to sixty months.").At("from", "bad-period", "")
	}
	s := models.Sales{Before: months(from, -n), From: from, Until: months(last, 1), Currency: p.Currency, Locale: locale}
	if s.Currency == "" {
		s.Currency = own
	}
	return s, nil
}

func wrongMonth(field string) error {
	return models.Faulty(models.Invalid, "bad-month", "A month is written like 2026-11.").At(field, "bad-month", "")
}

func month(s string, otherwise models.Date) (models.Date, error) {
	if s == "" {
		return otherwise, nil
	}
	return models.ParseDate(s + "-01")
}

// months moves a month's first day by whole months.
func months(d models.Date, n int) models.Date {
	t := d.Time()
	return models.NewDate(t.Year(), t.Month()+time.Month(n), 1)
}

func between(a, b models.Date) int {
	x, y := a.Time(), b.Time()
	return (y.Year()-x.Year())*12 + int(y.Month()) - int(x.Month())
}

// Span is the period as it was read.
type Span struct {
	From     string          `json:"from" doc:"The first month."`
	To       string          `json:"to" doc:"The last month."`
	Before   string          `json:"before" doc:"The first month of what it is compared with."`
	Open     bool            `json:"open" doc:"The last month is not over."`
	Currency models.Currency `json:"currency"`
}

func spanOf(s models.Sales, today models.Date) Span {
	text := func(d models.Date) string { return d.Time().Format("2006-01") }
	return Span{text(s.From), text(months(s.Until, -1)), text(s.Before), s.Until > today, s.Currency}
}

// Figure is a sum beside that of the time before.
type Figure struct {
	Net    string `json:"net" doc:"Before tax."`
	Before string `json:"before"`
}

func figureOf(s models.Sold, c models.Currency) Figure { return Figure{s.Net.In(c), s.Before.In(c)} }

// Overview is what was sold, month by month and by category.
type Overview struct {
	Period     Span              `json:"period"`
	Currencies []models.Currency `json:"currencies" nullable:"false" doc:"In which anything was ever sold."`
	Total      Total             `json:"total"`
	Months     []Month           `json:"months" nullable:"false"`
	Categories []Category        `json:"categories" nullable:"false" doc:"The most sold first."`
}

// Total is the whole.
type Total struct {
	Figure
	Orders        int    `json:"orders"`
	OrdersBefore  int    `json:"orders_before"`
	Clients       int    `json:"clients" doc:"That bought anything."`
	ClientsBefore int    `json:"clients_before"`
	Average       string `json:"average" doc:"Of an order."`
	AverageBefore string `json:"average_before"`
}

// Month is one month beside the one it is compared with.
type Month struct {
	Month   string `json:"month"`
	Net     string `json:"net"`
	Orders  int    `json:"orders"`
	Clients int    `json:"clients"`
	Before  string `json:"before"`
}

// Category is what was sold of a category.
type Category struct {
	ID       models.CategoryID `json:"id"`
	Name     string            `json:"name"`
	Products int               `json:"products" doc:"Different ones that were sold."`
	Figure
}

// Overview sums a supplier's sales up. For its own people.
func (s *Service) Overview(ctx context.Context, v identity.Viewer, in Period) (Overview, error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (Overview, error) { return overview(tx, v, in) })
}

func overview(tx *models.Tx, v identity.Viewer, in Period) (Overview, error) {
	q, err := asked(tx, v, in)
	if err != nil {
		return Overview{}, err
	}
	total, sold, categories, currencies, err := models.SalesOverview(tx, q)
	if err != nil {
		return Overview{}, err
	}
	c := q.Currency
	out := Overview{Period: spanOf(q, v.Today(tx.Now)), Currencies: append([]models.Currency{}, currencies...), Categories: []Category{},
		Total: Total{Figure: figureOf(total.Sold, c), Orders: total.Orders, OrdersBefore: total.OrdersBefore, Clients: total.Clients,
			ClientsBefore: total.ClientsBefore, Average: average(total.Net, total.Orders).In(c), AverageBefore: average(total.Before, total.OrdersBefore).In(c)}}
	by := map[models.Date]models.MonthSold{}
	for _, m := range sold {
		by[m.Month] = m
	}
	for m := q.From; m < q.Until; m = months(m, 1) {
		before := by[months(q.Before, between(q.From, m))]
		out.Months = append(out.Months, Month{m.Time().Format("2006-01"), by[m].Net.In(c), by[m].Orders, by[m].Clients, before.Net.In(c)})
	}
	for _, x := range categories {
		out.Categories = append(out.Categories, Category{x.ID, x.Name, x.Products, figureOf(x.Sold, c)})
	}
	return out, nil
}

// average is to the nearest minor unit.
func average(net models.Amount, orders int) models.Amount {
	if orders == 0 {
		return 0
	}
	n := models.Amount(orders)
	return (net + n/2) / n
}

// asked is the period that a viewer means.
func asked(tx *models.Tx, v identity.Viewer, in Period) (models.Sales, error) {
	us, err := models.Get(tx, v.Organisation())
	if err != nil {
		return models.Sales{}, err
	}
	return in.read(v.Today(tx.Now), v.Locale(), us.Currency)
}
