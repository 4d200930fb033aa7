package bank

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/receivables"
)

// Line is money that a bank says came in, and what it is probably for.
type Line struct {
	ID            models.BankLineID `json:"id"`
	BookedOn      models.Date       `json:"booked_on"`
	Currency      models.Currency   `json:"currency"`
	Amount        string            `json:"amount"`
	Number        string            `json:"number" doc:"Of the payer's document."`
	Payer         string            `json:"payer"`
	PayerTaxID    string            `json:"payer_tax_id"`
	Purpose       string            `json:"purpose"`
	State         string            `json:"state" enum:"open,booked,ignored"`
	Payment       *models.PaymentID `json:"payment_id"`
	Note          string            `json:"note" doc:"Why it is ignored."`
	DecidedByName string            `json:"decided_by_name"`
	DecidedAt     *time.Time        `json:"decided_at"`
	Match         *Match            `json:"match" doc:"Of an open line."`
}

// Match is what a line is probably for.
type Match struct {
	Confidence  Confidence               `json:"confidence" enum:"certain,likely,possible,none"`
	Reasons     []string                 `json:"reasons" nullable:"false" doc:"number, amount, payer, payer-differs, less, more, several, nothing-open, month-closed."`
	Client      *receivables.Company     `json:"client"`
	Allocations []receivables.Allocation `json:"allocations" nullable:"false"`
	Rest        string                   `json:"rest" doc:"What would be left as the client's credit."`
}

func lineOf(l models.BankLine) Line {
	return Line{ID: l.ID, BookedOn: l.BookedOn, Currency: l.Currency, Amount: l.Amount.In(l.Currency), Number: l.Number, Payer: l.Payer,
		PayerTaxID: l.PayerTaxID, Purpose: l.Purpose, State: l.State, Payment: l.PaymentID, Note: l.Note, DecidedByName: l.DecidedByName, DecidedAt: l.DecidedAt}
}

func matchOf(m match, c models.Currency) *Match {
	out := &Match{Confidence: m.confidence, Reasons: m.reasons, Allocations: make([]receivables.Allocation, len(m.parts)), Rest: m.rest.In(c)}
	if out.Reasons == nil {
		out.Reasons = []string{}
	}
	if m.client != nil {
		out.Client = &receivables.Company{ID: m.client.ID, Name: m.client.Name}
	}
	for i, d := range m.debts {
		out.Allocations[i] = receivables.Allocation{Invoice: d.ID, Number: d.Number, DueOn: d.DueOn, Total: d.Total.In(c), Balance: d.Balance.In(c), Amount: m.parts[i].Amount.In(c)}
	}
	return out
}

// open reads what lines are matched with.
func open(tx *models.Tx, v identity.Viewer) (b book, err error) {
	if b.debts, b.debtors, err = models.Debts(tx, v.Locale()); err != nil {
		return b, err
	}
	books, err := models.First[models.Books](tx, "supplier_id = ?", v.Organisation())
	if models.KindOf(err) == models.NotFound {
		return b, nil
	}
	b.closed = books.ClosedTo
	return b, err
}

// ListInput narrows the lines.
type ListInput struct {
	State string `query:"state" enum:"open,booked,ignored" default:"open"`
	After string `query:"after" doc:"The cursor that the last stretch ended with."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// List shows a supplier's bank lines in a state, the newest first, the open ones with what they are probably for.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (models.Page[Line], error) {
	return models.Read(ctx, s.db, v.To(identity.BankImport), func(tx *models.Tx) (out models.Page[Line], err error) {
		var before *models.BankLinePlace
		var place models.BankLinePlace
		if more, err := models.ReadCursor(in.After, &place.On, &place.ID); err != nil {
			return out, err
		} else if more {
			before = &place
		}
		found, err := models.BankLines(tx, in.State, before, in.Limit)
		if err != nil {
			return out, err
		}
		var b book
		if in.State == models.BankLineOpen && len(found) > 0 {
			if b, err = open(tx, v); err != nil {
				return out, err
			}
		}
		page := models.PageOf(found, in.Limit, func(l models.BankLine) models.Cursor { return models.Cursor{l.BookedOn, l.ID} })
		return models.MapPage(page, func(l models.BankLine) Line {
			line := lineOf(l)
			if l.State == models.BankLineOpen {
				line.Match = matchOf(b.match(l), l.Currency)
			}
			return line
		}), nil
	})
}

// Overview is how far a supplier's statements are worked through.
type Overview struct {
	Open       int         `json:"open" doc:"Lines that nobody has decided on; at most 1000 are counted."`
	Certain    int         `json:"certain" doc:"Of them those that can be booked at once."`
	Statements []Statement `json:"statements" nullable:"false" doc:"The last ones, the newest first."`
}

// atOnce is how many open lines are looked at together.
const atOnce = 1000

// Overview shows how many lines wait, and the last statements.
func (s *Service) Overview(ctx context.Context, v identity.Viewer, _ struct{}) (Overview, error) {
	return models.Read(ctx, s.db, v.To(identity.BankImport), func(tx *models.Tx) (Overview, error) {
		lines, err := models.BankLines(tx, models.BankLineOpen, nil, atOnce-1)
		if err != nil {
			return Overview{}, err
		}
		out := Overview{Open: len(lines), Statements: []Statement{}}
		if len(lines) > 0 {
			b, err := open(tx, v)
			if err != nil {
				return Overview{}, err
			}
			out.Certain = len(b.certain(lines))
		}
		statements, err := models.LastBankStatements(tx, 20)
		for _, st := range statements {
			out.Statements = append(out.Statements, statementOf(st))
		}
		return out, err
	})
}

// sure is a line and what it is certainly for.
type sure struct {
	line models.BankLine
	match
}

// certain are the lines that can be booked without asking, the oldest first, each after those before it.
func (b *book) certain(lines []models.BankLine) (out []sure) {
	for i := len(lines) - 1; i >= 0; i-- {
		if m := b.match(lines[i]); m.confidence == Certain {
			out = append(out, sure{lines[i], m})
			b.settle(m.parts)
		}
	}
	return out
}
