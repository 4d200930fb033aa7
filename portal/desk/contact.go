package desk

import (
	"context"

	"povtor/models"
	"povtor/portal/activity"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/reorder"
)

// Outcome is how a talk with a client ended.
type Outcome string

const (
	WillOrder Outcome = "will_order"
	Declined  Outcome = "not_needed" // in this cycle
	NoAnswer  Outcome = "no_answer"  // nobody was reached
	Problem   Outcome = "problem"
	Other     Outcome = "other"
)

const remindAtMost = 180 // days

// ContactInput is what was said.
type ContactInput struct {
	ID   models.OrganisationID `path:"id"`
	Body struct {
		Note     string                 `json:"note,omitempty" maxLength:"1000" doc:"Neither side sees it. A problem and anything else need one."`
		Supplier *models.OrganisationID `json:"supplier_id,omitempty" doc:"What it was about; left out: every supplier the client is late with."`
		Outcome  Outcome                `json:"outcome" enum:"will_order,not_needed,no_answer,problem,other"`
		RemindOn *models.Date           `json:"remind_on,omitempty" doc:"Not to be spoken of before; at most 180 days ahead."`
	}
}

func (in ContactInput) check(today models.Date) error {
	var f models.Faults
	needs := in.Body.Outcome == Problem || in.Body.Outcome == Other
	f.Check(!needs || models.Text(in.Body.Note) != "", "note", "required", "Say what it was about.")
	if on := in.Body.RemindOn; on != nil {
		f.Check(*on > today, "remind_on", "in-the-past", "Choose a day after today.")
		f.Check(on.Days(today) <= remindAtMost, "remind_on", "too-far", "Choose a day within 180 days.")
	}
	return f.Err()
}

// LogContact takes down a talk with a client of the viewer's book: neither side sees it, and reminders of what it was about rest
// for a week, unless nobody was reached. "Not needed" ends them for the open cycle; a day to remind on puts them off until
// then, in the queue, in the client's own pages and by mail. A client or supplier outside the book is NotFound.
func (s *Service) LogContact(ctx context.Context, v identity.Viewer, in ContactInput) (activity.Event, error) {
	return models.In(ctx, s.db, v.To(identity.ContactLog), func(tx *models.Tx) (out activity.Event, err error) {
		today := v.Today(tx.Now)
		about, err := subject(tx, in)
		if err != nil {
			return out, err
		}
		if err := in.check(today); err != nil {
			return out, err
		}
		if err := settle(tx, in, today); err != nil {
			return out, err
		}
		e := models.Event{ClientID: in.ID, SupplierID: in.Body.Supplier, Kind: models.EventContactLogged, Note: models.Text(in.Body.Note),
			Internal: true, Detail: map[string]any{"outcome": in.Body.Outcome}}
		if in.Body.RemindOn != nil {
			e.Detail["remind_on"] = in.Body.RemindOn
		}
		e, err = models.Recorded(tx, e)
		return about.event(e, v.Locale()), err
	})
}

// talk is whom a talk was with, and about whom.
type talk struct {
	client   models.Organisation
	supplier *models.Organisation
}

// subject finds both companies; NotFound unless the viewer's book has an agreement between them.
func subject(tx *models.Tx, in ContactInput) (about talk, err error) {
	where, args := "client_id = ? AND status <> ?", []any{in.ID, models.AgreementEnded}
	if in.Body.Supplier != nil {
		where, args = where+" AND supplier_id = ?", append(args, *in.Body.Supplier)
	}
	agreements, err := models.List[models.Agreement](tx, "supplier_id LIMIT 1", where, args...)
	if err != nil {
		return about, err
	}
	if len(agreements) == 0 {
		return about, models.Faulty(models.NotFound, "not-found", "There is no such client in your book.")
	}
	client, err := models.Get(tx, in.ID)
	if err != nil {
		return about, err
	}
	about.client = *client
	if in.Body.Supplier != nil {
		about.supplier, err = models.Get(tx, *in.Body.Supplier)
	}
	return about, err
}

func (t talk) event(e models.Event, locale string) activity.Event {
	var supplier *activity.Company
	if t.supplier != nil {
		supplier = &activity.Company{ID: t.supplier.ID, Name: t.supplier.In(locale)}
	}
	return activity.Of(e, nil, activity.Company{ID: t.client.ID, Name: t.client.In(locale)}, supplier)
}

// settle lets what the talk was about rest.
func settle(tx *models.Tx, in ContactInput, today models.Date) error {
	if in.Body.Outcome != NoAnswer {
		if err := cadence.Contacted(tx, in.ID, in.Body.Supplier, today); err != nil {
			return err
		}
	}
	if in.Body.Outcome != Declined && in.Body.RemindOn == nil {
		return nil
	}
	pairs, err := models.HoldPairs(tx, in.ID, in.Body.Supplier, today)
	if err != nil {
		return err
	}
	for _, c := range pairs {
		if in.Body.Outcome == Declined {
			reorder.Decline(&c, today)
		}
		if in.Body.RemindOn != nil {
			c.SnoozedUntil = in.Body.RemindOn
		}
		if err := models.Update(tx, &c, "not_needed_on", "snoozed_until"); err != nil {
			return err
		}
	}
	return nil
}
