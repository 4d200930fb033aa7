package bank

import (
	"context"
	"strconv"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/receivables"
)

// Booked says how many lines were booked.
type Booked struct {
	Booked int `json:"booked"`
	Left   int `json:"left" doc:"Lines that a person must look at."`
}

// BookCertain books every open line of which number, amount and payer agree. Done twice it finds nothing to do the second time.
func (s *Service) BookCertain(ctx context.Context, v identity.Viewer, _ struct{}) (Booked, error) {
	return models.In(ctx, s.db, v.To(identity.BankImport), func(tx *models.Tx) (Booked, error) {
		lines, err := models.BankLines(tx, models.BankLineOpen, nil, atOnce-1)
		if err != nil || len(lines) == 0 {
			return Booked{}, err
		}
		b, err := open(tx, v)
		if err != nil {
			return Booked{}, err
		}
		out := Booked{Left: len(lines)}
		for _, c := range b.certain(lines) {
			l, err := models.Lock(tx, c.line.ID)
			if err != nil {
				return Booked{}, err
			}
			if l.State != models.BankLineOpen {
				continue // somebody was faster
			}
			if err := enter(tx, v, l, c.client.ID, c.parts); err != nil {
				return Booked{}, err
			}
			out.Booked++
			out.Left--
		}
		return out, nil
	})
}

// enter books a line that is held as a client's payment.
func enter(tx *models.Tx, v identity.Viewer, l *models.BankLine, client models.OrganisationID, parts []receivables.Part) error {
	reference := l.Payer
	if l.Number != "" {
		reference = "п/п № " + l.Number + " от " + l.BookedOn.Time().Format("02.01.2006")
	}
	p, err := receivables.Book(tx, receivables.Receipt{Client: client, Supplier: l.SupplierID, Currency: l.Currency, Amount: l.Amount, ReceivedOn: l.BookedOn,
		Reference: reference, Purpose: l.Purpose, Payer: l.Payer, PayerTaxID: l.PayerTaxID, Source: models.PaidBank, SourceKey: l.ID.String(), To: parts}, v.Today(tx.Now))
	if err != nil {
		return err
	}
	l.State, l.PaymentID = models.BankLineBooked, &p.ID
	return decide(tx, l)
}

func decide(tx *models.Tx, l *models.BankLine) error {
	l.DecidedAt, l.DecidedByName = &tx.Now, tx.Actor.Name
	return models.Update(tx, l, "state", "payment_id", "note", "decided_at", "decided_by_name")
}

// BookInput names a line, whose payment it is and which invoices it is for.
type BookInput struct {
	ID   models.BankLineID `path:"id"`
	Body struct {
		Client      *models.OrganisationID  `json:"client_id,omitempty" doc:"None: as the line is matched."`
		Allocations []receivables.PartInput `json:"allocations,omitempty" maxItems:"200" doc:"What is not allocated stays the client's credit."`
	}
}

// Book books a line as a person decides. A line that is decided on already is a Conflict.
func (s *Service) Book(ctx context.Context, v identity.Viewer, in BookInput) (Line, error) {
	return s.decideOn(ctx, v, in.ID, func(tx *models.Tx, l *models.BankLine) error {
		if in.Body.Client == nil {
			return asMatched(tx, v, l)
		}
		parts := make([]receivables.Part, len(in.Body.Allocations))
		var f models.Faults
		for i, a := range in.Body.Allocations {
			parts[i].Invoice = a.Invoice
			if a.Amount != "" {
				amount, err := models.ParseAmount(a.Amount, l.Currency)
				f.Check(err == nil && amount > 0, "allocations/"+strconv.Itoa(i)+"/amount", "not-an-amount", "Say how much, such as 60440.00.")
				parts[i].Amount = amount
			}
		}
		if err := f.Err(); err != nil {
			return err
		}
		return enter(tx, v, l, *in.Body.Client, parts)
	})
}

// asMatched books a line for what it is probably for.
func asMatched(tx *models.Tx, v identity.Viewer, l *models.BankLine) error {
	b, err := open(tx, v)
	if err != nil {
		return err
	}
	m := b.match(*l)
	if m.client == nil {
		return models.Faulty(models.Invalid, "client-unknown", "Say whose payment it is.").At("client_id", "required", "Say whose payment it is.")
	}
	return enter(tx, v, l, m.client.ID, m.parts)
}

// IgnoreInput names a line and says why it is no payment of a client.
type IgnoreInput struct {
	ID   models.BankLineID `path:"id"`
	Body struct {
		Reason string `json:"reason" maxLength:"500"`
	}
}

// Validate asks for a reason.
func (in IgnoreInput) Validate() error {
	var f models.Faults
	f.Check(strings.TrimSpace(in.Body.Reason) != "", "reason", "required", "Say why.")
	return f.Err()
}

// Ignore puts a line aside with a word why.
func (s *Service) Ignore(ctx context.Context, v identity.Viewer, in IgnoreInput) (Line, error) {
	if err := in.Validate(); err != nil {
		return Line{}, err
	}
	return s.decideOn(ctx, v, in.ID, func(tx *models.Tx, l *models.BankLine) error {
		l.State, l.Note = models.BankLineIgnored, strings.TrimSpace(in.Body.Reason)
		return decide(tx, l)
	})
}

// LineInput names a line.
type LineInput struct {
	ID models.BankLineID `path:"id"`
}

// Reopen takes back what was decided on a line: its payment is reversed by rows that undo its own. An open line stays so.
func (s *Service) Reopen(ctx context.Context, v identity.Viewer, in LineInput) (Line, error) {
	return models.In(ctx, s.db, v.To(identity.BankImport), func(tx *models.Tx) (Line, error) {
		l, err := models.Lock(tx, in.ID)
		if err != nil || l.State == models.BankLineOpen {
			return s.shown(tx, v, l, err)
		}
		if l.PaymentID != nil {
			p, err := models.Lock(tx, *l.PaymentID)
			if err != nil {
				return Line{}, err
			}
			if err := receivables.Unbook(tx, p, "Строка выписки открыта снова", v.Today(tx.Now)); err != nil {
				return Line{}, err
			}
		}
		l.State, l.PaymentID, l.Note = models.BankLineOpen, nil, ""
		return s.shown(tx, v, l, decide(tx, l))
	})
}

// decideOn runs a step on an open line of the viewer's own, held until the transaction ends.
func (s *Service) decideOn(ctx context.Context, v identity.Viewer, id models.BankLineID, step func(*models.Tx, *models.BankLine) error) (Line, error) {
	return models.In(ctx, s.db, v.To(identity.BankImport), func(tx *models.Tx) (Line, error) {
		l, err := models.Lock(tx, id)
		if err != nil {
			return Line{}, err
		}
		if l.State != models.BankLineOpen {
			return Line{}, models.Faulty(models.Conflict, "already-decided", "Somebody has decided on this line already.")
		}
		return s.shown(tx, v, l, step(tx, l))
	})
}

// shown is a line as its supplier sees it.
func (s *Service) shown(tx *models.Tx, v identity.Viewer, l *models.BankLine, err error) (Line, error) {
	if err != nil {
		return Line{}, err
	}
	line := lineOf(*l)
	if l.State == models.BankLineOpen {
		b, err := open(tx, v)
		if err != nil {
			return Line{}, err
		}
		line.Match = matchOf(b.match(*l), l.Currency)
	}
	return line, nil
}
