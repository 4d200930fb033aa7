package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/reorder"
)

// Client is what there is to know of a client, as far as the agreements in the viewer's book go.
type Client struct {
	QueueClient
	Phone      string               `json:"phone"`
	Since      *models.Date         `json:"since" doc:"The first order, else the beginning of the first agreement."`
	Figures    Figures              `json:"figures"`
	Others     []Figures            `json:"other_currencies" nullable:"false" doc:"The same figures in each further currency it trades in."`
	Weeks      []Week               `json:"weeks" nullable:"false" doc:"The last 52 in the currency of the figures, the earliest first."`
	Rhythms    []reorder.Suggestion `json:"rhythms" nullable:"false" doc:"How it stands with every supplier, and what has changed in its usual baskets."`
	People     []ClientPerson       `json:"people" nullable:"false" doc:"Who decides first."`
	Agreements []Agreement          `json:"agreements" nullable:"false"`
}

// Figures are a client's in one currency, with tax.
type Figures struct {
	Currency  models.Currency `json:"currency"`
	Spend     string          `json:"spend_12m" doc:"Ordered in the last 52 weeks."`
	SpendPrev string          `json:"spend_prev_12m" doc:"In the 52 weeks before."`
	AtRisk    string          `json:"at_risk" doc:"What it usually buys in 90 days from the suppliers it is late with."`
	Open      string          `json:"open_invoices"`
	Overdue   string          `json:"overdue_invoices"`
}

// Week is what was ordered in seven days, and in the same seven a year (52 weeks) before.
type Week struct {
	From      models.Date `json:"from"`
	Total     string      `json:"total"`
	PrevTotal string      `json:"prev_total"`
}

// ClientPerson is somebody at the client.
type ClientPerson struct {
	Name       string        `json:"name"`
	JobTitle   string        `json:"job_title"`
	Role       identity.Role `json:"role"`
	Influence  string        `json:"influence" enum:"decides,handles,influences"`
	Email      string        `json:"email"`
	LastSeenAt *time.Time    `json:"last_seen_at" doc:"At the portal, in this company."`
}

// Agreement is what the client has agreed with a supplier.
type Agreement struct {
	Supplier     Company         `json:"supplier"`
	Number       string          `json:"number"`
	Status       string          `json:"status" enum:"requested,active,on_hold,ended"`
	NetDays      int             `json:"net_days" doc:"0: prepayment."`
	MinimumOrder string          `json:"minimum_order" doc:"Before tax."`
	Currency     models.Currency `json:"currency"`
}

// ClientInput names a client.
type ClientInput struct {
	ID models.OrganisationID `path:"id"`
}

// Client shows one client of the viewer's book; anybody else's is NotFound.
func (s *Service) Client(ctx context.Context, v identity.Viewer, in ClientInput) (Client, error) {
	return models.Read(ctx, s.db, v.To(identity.DeskRead), func(tx *models.Tx) (Client, error) {
		today := v.Today(tx.Now)
		sheet, err := models.ReadClient(tx, in.ID, today, v.Locale())
		if err != nil {
			return Client{}, err
		}
		pairs, err := latePairs(tx, today, in.ID)
		if err != nil {
			return Client{}, err
		}
		out := clientOf(*sheet, pairs, today)
		out.Rhythms, err = reorder.Rhythms(tx, models.Assortment{Client: in.ID, Day: today, Locale: v.Locale()})
		return out, err
	})
}

// books are a client's figures in one currency while they are added up.
type books struct {
	spend, before, atRisk, open, overdue models.Amount
	weeks, weeksBefore                   [models.WeeksShown]models.Amount // by how long ago
}

func clientOf(s models.ClientSheet, pairs []late, today models.Date) Client {
	all := map[models.Currency]*books{}
	in := func(c models.Currency) *books {
		if all[c] == nil {
			all[c] = &books{}
		}
		return all[c]
	}
	in(s.Currency)
	for _, w := range s.Weeks {
		in(w.Currency).add(w)
	}
	for _, o := range s.Owed {
		in(o.Currency).open, in(o.Currency).overdue = o.Open, o.Overdue
	}
	for _, l := range pairs {
		if l.rest == Awake {
			in(l.Currency).atRisk += l.stake
		}
	}
	order := leading(all, s.Currency)
	out := Client{
		QueueClient: QueueClient{companyOf(s.PartyName), s.City}, Phone: s.Phone, Since: s.Since,
		Figures: all[order[0]].figures(order[0]), Others: []Figures{}, Weeks: all[order[0]].shown(order[0], today),
		People: make([]ClientPerson, len(s.People)), Agreements: make([]Agreement, len(s.Agreements)),
	}
	for _, c := range order[1:] {
		out.Others = append(out.Others, all[c].figures(c))
	}
	for i, p := range s.People {
		out.People[i] = ClientPerson{p.Name, p.JobTitle, identity.Role(p.Role), p.Influence, p.Email, p.LastSeenAt}
	}
	for i, a := range s.Agreements {
		out.Agreements[i] = Agreement{companyOf(a.Supplier), a.Number, a.Status, a.NetDays, a.MinimumOrder.In(a.Currency), a.Currency}
	}
	return out
}

// leading puts the client's own currency first if it has ordered anything in it, else one that it has; then the others, and
// leaves out its own where nothing at all happened in it.
func leading(all map[models.Currency]*books, own models.Currency) []models.Currency {
	order := make([]models.Currency, 0, len(all))
	for c, b := range all {
		if c != own || len(all) == 1 || *b != (books{}) {
			order = append(order, c)
		}
	}
	bought := func(c models.Currency) int {
		switch b := all[c]; {
		case b.spend+b.before == 0:
			return 2
		case c != own:
			return 1
		}
		return 0
	}
	slices.SortFunc(order, func(a, b models.Currency) int { return cmp.Or(cmp.Compare(bought(a), bought(b)), cmp.Compare(a, b)) })
	return order
}

func (b *books) add(w models.WeekTotal) {
	if w.Ago < models.WeeksShown {
		b.spend += w.Total
		b.weeks[w.Ago] += w.Total
		return
	}
	b.before += w.Total
	b.weeksBefore[w.Ago-models.WeeksShown] += w.Total
}

func (b *books) figures(c models.Currency) Figures {
	return Figures{c, b.spend.In(c), b.before.In(c), b.atRisk.In(c), b.open.In(c), b.overdue.In(c)}
}

func (b *books) shown(c models.Currency, today models.Date) []Week {
	weeks := make([]Week, models.WeeksShown)
	for i := range weeks {
		ago := models.WeeksShown - 1 - i
		weeks[i] = Week{today.Add(-7*ago - 6), b.weeks[ago].In(c), b.weeksBefore[ago].In(c)}
	}
	return weeks
}
