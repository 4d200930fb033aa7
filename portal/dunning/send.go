// Package dunning reminds clients of invoices: some days before they fall due and after, as the agreement or its supplier's rule for all
// asks. It is service mail and needs no consent, and keeps to the client's office hours.
//
// Each part of an invoice is reminded of at most once a step: the row that says so is written in the transaction that queues the
// mail. A client gets one letter a day about a supplier, which names everything of it that is overdue. A dispute, a promise to pay and a
// pause by hand stop reminders; what was paid meanwhile is asked again as the mail is handed over.
package dunning

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/notify"
	"povtor/portal/notify/letter"
	"povtor/portal/nudge"
)

// Service writes reminders of invoices.
type Service struct {
	db    *models.DB
	mail  *notify.Service
	hours nudge.Hours
}

// New makes the service and tells the outbox how such letters want to be handled.
func New(db *models.DB, mail *notify.Service, hours nudge.Hours) *Service {
	s := &Service{db, mail, hours}
	mail.Mind(letter.KindDunning, notify.Manner{Reminder: true, Still: s.still, Sent: s.sent})
	return s
}

// Sent says what a sweep came to.
type Sent struct {
	Letters int
	Steps   int // parts of invoices that are reminded of in them
}

// Send writes whatever is due. Two sweeps at once, or one after another, write nothing twice; one that breaks off is made good by
// the next. The system's own, hourly.
func (s *Service) Send(ctx context.Context, v identity.Viewer) (out Sent, err error) {
	all, err := models.Read(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) ([]pair, error) {
		facts, err := models.DunningFactsOf(tx, models.DunningQuery{Today: models.DateOf(tx.Now, models.ZoneOf("Europe/Moscow")) + 1})
		return pairs(facts, tx.Now), err
	})
	if err != nil {
		return out, err
	}
	var failed []error
	for _, p := range all {
		if len(p.steps()) == 0 {
			continue
		}
		n, err := s.write(ctx, v, p.facts[0].Client.ID, p.facts[0].Supplier.ID)
		if err != nil {
			failed = append(failed, fmt.Errorf("client %s: %w", p.facts[0].Client.ID, err))
			continue
		}
		if n > 0 {
			out.Letters, out.Steps = out.Letters+1, out.Steps+n
		}
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
	}
	return out, errors.Join(failed...)
}

// write asks everything once more about one pair, in the transaction that writes its steps down and queues the letter.
func (s *Service) write(ctx context.Context, v identity.Viewer, client, supplier models.OrganisationID) (int, error) {
	return models.In(ctx, s.db, v.To(identity.SystemWork), func(tx *models.Tx) (int, error) {
		if err := models.HoldDunning(tx, client, supplier); err != nil {
			return 0, err
		}
		p, err := read(tx, client, supplier)
		if err != nil || p == nil {
			return 0, err
		}
		steps := p.steps()
		if len(steps) == 0 || s.hours.Next(tx.Now, p.facts[0].Client.Zone()).After(tx.Now) {
			return 0, nil
		}
		key := fmt.Sprintf("dunning:%s:%s:%s", client, supplier, p.today)
		if done, err := models.Exists[models.Message](tx, "dedupe_key = ?", key); err != nil || done {
			return 0, err
		}
		payers, err := models.Payers(tx, client)
		if err != nil || len(payers) == 0 {
			return 0, err
		}
		return s.queue(tx, *p, payers[0], key, steps)
	})
}

// queue writes the steps down and their letter.
func (s *Service) queue(tx *models.Tx, p pair, to models.User, key string, steps []models.Dunned) (int, error) {
	m, err := s.compose(tx, p, to, steps)
	if err != nil {
		return 0, err
	}
	m.DedupeKey = key
	id, err := s.mail.Queue(tx, m)
	if err != nil || id.IsZero() {
		return 0, err
	}
	rows := make([]*models.Dunned, len(steps))
	for i := range steps {
		steps[i].MessageID = &id
		rows[i] = &steps[i]
	}
	return len(rows), models.Insert(tx, rows...)
}

// read are the facts about one pair as of now; nil where it owes nothing.
func read(tx *models.Tx, client, supplier models.OrganisationID) (*pair, error) {
	facts, err := models.DunningFactsOf(tx, models.DunningQuery{Today: models.DateOf(tx.Now, models.ZoneOf("Europe/Moscow")), Client: &client, Supplier: &supplier})
	if found := pairs(facts, tx.Now); len(found) > 0 {
		return &found[0], err
	}
	return nil, err
}

func (s *Service) compose(tx *models.Tx, p pair, to models.User, steps []models.Dunned) (models.Message, error) {
	client, supplier := p.facts[0].Client, p.facts[0].Supplier
	about := letter.Dunning{Supplier: supplier.In(to.Locale), Link: s.mail.Link("/accounts/" + supplier.ID.String())}
	for _, f := range p.told(steps) {
		about.Lines = append(about.Lines, letter.DunningLine{Number: f.Number, DueOn: f.DueOn.Time(), DaysLate: p.today.Days(f.DueOn), Amount: int64(f.Balance), Currency: string(f.Currency)})
	}
	return s.mail.Compose(tx, notify.To{User: &to.ID, Client: &client.ID, Email: to.Email, Name: to.Name, Company: client.In(to.Locale), Locale: to.Locale}, about)
}

// still asks, as the letter is about to be handed over, what was asked when it was written, and writes it anew: it names what is
// still to be paid. What was paid, disputed or promised meanwhile is left out; nothing left, no letter.
func (s *Service) still(tx *models.Tx, m *models.Message) (drop string, err error) {
	steps, err := models.List[models.Dunned](tx, "invoice_id, position, step", "message_id = ?", m.ID)
	if err != nil || len(steps) == 0 {
		return "no reminders", err
	}
	p, err := read(tx, steps[0].ClientID, steps[0].SupplierID)
	if err != nil || p == nil {
		return "paid", err
	}
	meant := false
	for _, f := range p.told(steps) {
		for _, d := range steps {
			meant = meant || d.InvoiceID == f.Invoice && d.Position == f.Position
		}
	}
	if !meant {
		return "paid, disputed or promised", nil
	}
	if next := s.hours.Next(tx.Now, p.facts[0].Client.Zone()); next.After(tx.Now) {
		m.DueAt = next
		return "", nil
	}
	to, err := models.Get(tx, *m.UserID)
	if err != nil {
		return "", err
	}
	fresh, err := s.compose(tx, *p, *to, steps)
	m.Subject, m.HTML, m.Text, m.Headers = fresh.Subject, fresh.HTML, fresh.Text, fresh.Headers
	return "", err
}

// sent tells the timeline.
func (s *Service) sent(tx *models.Tx, m models.Message) error {
	steps, err := models.List[models.Dunned](tx, "invoice_id, position, step", "message_id = ?", m.ID)
	if err != nil || len(steps) == 0 {
		return err
	}
	var numbers []string
	for _, d := range steps {
		i, err := models.Get(tx, d.InvoiceID)
		if err != nil {
			return err
		}
		numbers = append(numbers, i.Number)
	}
	return models.Record(tx, models.Event{ClientID: steps[0].ClientID, SupplierID: &steps[0].SupplierID, Kind: models.EventDunningSent,
		Detail: map[string]any{"number": strings.Join(numbers, ", ")}})
}
