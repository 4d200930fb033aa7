package desk

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/identity"
	"povtor/portal/reorder"
)

// QueueInput pages the queue.
type QueueInput struct {
	State State  `query:"state" enum:"late,alert,all" default:"late" doc:"late: whatever calls for somebody; alert: of that, past nineteen of twenty cycles; all: and what rests."`
	Limit int    `query:"limit" default:"24" minimum:"1" maximum:"100"`
	After string `query:"after" maxLength:"300"`
}

// Queue is a stretch of the clients that are late, the most at stake first, and what is at stake over all of them.
type Queue struct {
	models.Page[QueueItem]
	Totals []QueueTotal `json:"totals" nullable:"false" doc:"Over the whole queue, one per currency; the currency with most clients first."`
}

// QueueTotal is what is at stake in one currency.
type QueueTotal struct {
	Currency     models.Currency `json:"currency"`
	Clients      int             `json:"clients"`
	MoneyAtStake string          `json:"money_at_stake"`
}

// QueueItem is a client that has not bought from some of its suppliers, in one currency.
type QueueItem struct {
	Client       QueueClient     `json:"client"`
	Currency     models.Currency `json:"currency"`
	MoneyAtStake string          `json:"money_at_stake" doc:"What it usually buys from these suppliers in 90 days, with tax."`
	Suppliers    []LateSupplier  `json:"suppliers" nullable:"false" doc:"The most at stake first."`
	Reason       Reason          `json:"reason"`
	LastContact  *LastContact    `json:"last_contact"`
	NudgedAt     *time.Time      `json:"nudged_at" doc:"The last reminder that went to them."`
	HeldOut      bool            `json:"held_out" doc:"One of the clients that get no reminders, for comparison: they hear of it from you or not at all."`
	Contact      *Person         `json:"contact" doc:"Whom to call."`
}

// QueueClient is the client.
type QueueClient struct {
	Company
	City string `json:"city"`
}

// Reason is why the client is here, by the supplier with most at stake: a code and the figures for its sentence.
type Reason struct {
	Code string     `json:"code" enum:"late,alert,lapsed" doc:"alert: nineteen of twenty cycles are over; lapsed: more likely gone than late."`
	Vars ReasonVars `json:"vars"`
}

// ReasonVars are the figures.
type ReasonVars struct {
	Supplier      string `json:"supplier"`
	Suppliers     int    `json:"suppliers" doc:"How many it is late with."`
	UsualGapDays  int    `json:"usual_gap_days"`
	SilentDays    int    `json:"silent_days"`
	LateAfterDays int    `json:"late_after_days"`
}

// LastContact is the last talk with the client.
type LastContact struct {
	At      time.Time `json:"at"`
	Note    string    `json:"note"`
	By      string    `json:"by"`
	Outcome string    `json:"outcome"`
}

// Person is whom to call.
type Person struct {
	Name     string `json:"name"`
	JobTitle string `json:"job_title"`
	Phone    string `json:"phone" doc:"The company's."`
	Email    string `json:"email"`
}

// LateSupplier is a supplier with which the client is late.
type LateSupplier struct {
	Supplier      Company         `json:"supplier"`
	State         reorder.State   `json:"state" enum:"late,lapsed"`
	Alert         bool            `json:"alert" doc:"Past nineteen of twenty of its cycles."`
	Resting       Rest            `json:"resting" enum:",open_order,not_needed,snoozed,contacted" doc:"Why it calls for nobody just now; empty: it does."`
	SnoozedUntil  *models.Date    `json:"snoozed_until"`
	LastOn        models.Date     `json:"last_on"`
	SilentDays    int             `json:"silent_days"`
	UsualGapDays  int             `json:"usual_gap_days"`
	LateAfterDays int             `json:"late_after_days"`
	DueOn         *models.Date    `json:"due_on"`
	LateOn        *models.Date    `json:"late_on"`
	NextWindow    *reorder.Window `json:"next_window" doc:"The usual time of the order that has not come."`
	OrderDays     []models.Date   `json:"order_days" nullable:"false" doc:"The last eight, the earliest first."`
	UsualTotal    string          `json:"usual_total" doc:"With tax."`
	Currency      models.Currency `json:"currency"`
	MoneyAtStake  string          `json:"money_at_stake"`
}

const daysShown = 8

// Queue shows the clients in the viewer's book that are late, the most at stake first. Account managers see their own book,
// heads of sales the whole portal.
func (s *Service) Queue(ctx context.Context, v identity.Viewer, in QueueInput) (Queue, error) {
	var p place
	more, err := models.ReadCursor(in.After, &p.Currency, &p.Stake, &p.ID)
	if err != nil {
		return Queue{}, err
	}
	return models.Read(ctx, s.db, v.To(identity.DeskRead), func(tx *models.Tx) (Queue, error) {
		pairs, err := latePairs(tx, v.Today(tx.Now), models.OrganisationID{})
		if err != nil {
			return Queue{}, err
		}
		all := byClient(pairs, in.State)
		out := Queue{Totals: totals(all)}
		if more {
			all = after(all, p)
		}
		page := models.PageOf(all[:min(len(all), in.Limit+1)], in.Limit, func(c client) models.Cursor {
			return models.Cursor{c.currency, c.stake, c.id}
		})
		out.Page, err = shown(tx, page, v.Locale())
		return out, err
	})
}

// latePairs are the late pairs within reach as they stand on a day; of one client, or (zero) of all.
func latePairs(tx *models.Tx, today models.Date, of models.OrganisationID) ([]late, error) {
	pairs, err := models.LatePairs(tx, today, lateSince(today), of)
	if err != nil || len(pairs) == 0 {
		return nil, err
	}
	kept, err := models.LatestPrior(tx)
	if err != nil {
		return nil, err
	}
	prior, all := cadence.PriorOf(kept), make([]late, len(pairs))
	for i, p := range pairs {
		all[i] = judge(p, prior, today)
	}
	return all, nil
}

// totals add up what is at stake, currency by currency.
func totals(all []client) []QueueTotal {
	out := []QueueTotal{}
	for i := 0; i < len(all); {
		c, sum, n := all[i].currency, models.Amount(0), 0
		for ; i < len(all) && all[i].currency == c; i++ {
			sum += all[i].stake
			n++
		}
		out = append(out, QueueTotal{c, n, sum.In(c)})
	}
	return out
}

// shown adds to a page what is to be known of its clients: read for all of them at once.
func shown(tx *models.Tx, page models.Page[client], locale string) (out models.Page[QueueItem], err error) {
	var clients, suppliers []models.OrganisationID
	var pairs []models.Pair
	for _, c := range page.Items {
		clients = append(clients, c.id)
		for _, l := range c.pairs {
			suppliers, pairs = append(suppliers, l.SupplierID), append(pairs, l.Pair())
		}
	}
	facts, names, err := models.QueueFactsOf(tx, clients, suppliers, locale)
	if err != nil {
		return out, err
	}
	days, err := models.LastOrderDays(tx, pairs, daysShown)
	return models.MapPage(page, func(c client) QueueItem { return itemOf(c, facts[c.id], names, days) }), err
}

func itemOf(c client, f models.QueueFacts, names map[models.OrganisationID]models.PartyName, days map[models.Pair][]models.Date) QueueItem {
	item := QueueItem{
		Client: QueueClient{Company{c.id, f.Name, f.Trade}, f.City}, Currency: c.currency, MoneyAtStake: c.stake.In(c.currency),
		Suppliers: make([]LateSupplier, len(c.pairs)), NudgedAt: f.NudgedAt, HeldOut: f.HeldOut,
	}
	for i, l := range c.pairs {
		item.Suppliers[i] = supplierOf(l, companyOf(names[l.SupplierID]), days[l.Pair()])
	}
	item.Reason = reasonOf(c.pairs[0], item.Suppliers)
	if f.Contact != nil {
		item.LastContact = &LastContact{f.Contact.At, f.Contact.Note, f.Contact.By, f.Contact.Outcome}
	}
	if f.Person != nil {
		item.Contact = &Person{f.Person.Name, f.Person.JobTitle, f.Person.Phone, f.Person.Email}
	}
	return item
}

func supplierOf(l late, c Company, days []models.Date) LateSupplier {
	s := l.standing
	return LateSupplier{
		Supplier: c, State: s.State, Alert: l.alert, Resting: l.rest, SnoozedUntil: s.SnoozedUntil, LastOn: s.LastOn, SilentDays: s.SilentDays,
		UsualGapDays: s.UsualGapDays, LateAfterDays: s.LateAfterDays, DueOn: s.DueOn, LateOn: s.LateOn, NextWindow: s.NextWindow,
		OrderDays: append([]models.Date{}, days...), UsualTotal: s.UsualTotal, Currency: l.Currency, MoneyAtStake: l.stake.In(l.Currency),
	}
}

func reasonOf(lead late, all []LateSupplier) Reason {
	code := "late"
	switch {
	case lead.standing.State == reorder.Lapsed:
		code = "lapsed"
	case lead.alert:
		code = "alert"
	}
	s := all[0]
	return Reason{code, ReasonVars{s.Supplier.Name, len(all), s.UsualGapDays, s.SilentDays, s.LateAfterDays}}
}
