package dunning

import (
	"context"
	"slices"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/terms"
)

// Plan is when a supplier's reminders go out, and who would get what now, and why.
type Plan struct {
	Days    []int        `json:"days" nullable:"false" doc:"The rule for all agreements that have none of their own; none: no reminders."`
	Version int          `json:"version"`
	Clients []PlanClient `json:"clients" nullable:"false" doc:"By name."`
}

// ETag is the version that a change may name in If-Match.
func (p Plan) ETag() int { return p.Version }

// PlanClient is one client of the plan.
type PlanClient struct {
	ID       models.OrganisationID `json:"id"`
	Name     string                `json:"name"`
	Reader   string                `json:"reader" doc:"Whom the letter goes to; empty: nobody there."`
	Invoices []PlanInvoice         `json:"invoices" nullable:"false" doc:"The first due first."`
}

// PlanInvoice is a part of an invoice that falls due on a day.
type PlanInvoice struct {
	ID       models.InvoiceID `json:"id"`
	Number   string           `json:"number"`
	Position int              `json:"position" doc:"Of the part."`
	DueOn    models.Date      `json:"due_on"`
	Balance  string           `json:"balance"`
	Currency models.Currency  `json:"currency"`
	Verdict  Verdict          `json:"verdict" enum:"send,dispute,promise,hand,quiet,today,no-reader,wait"`
	Step     *int             `json:"step" doc:"The step that is due, in days from the due day."`
	Next     *models.Date     `json:"next_on" doc:"When the next step comes, where none is due."`
	Until    *models.Date     `json:"until" doc:"Through which day it is paused; null: until the dispute ends."`
	Done     []int            `json:"done" nullable:"false" doc:"The steps that were written."`
}

// Plan shows a supplier who would be reminded of what now, who not, and why.
func (s *Service) Plan(ctx context.Context, v identity.Viewer, _ struct{}) (Plan, error) {
	if refused := v.To(identity.TermsEdit).Refuse; refused != nil {
		return Plan{}, refused
	}
	supplier := v.Organisation()
	return models.Read(ctx, s.db, identity.System("dunning").To(identity.SystemWork), func(tx *models.Tx) (Plan, error) {
		return s.plan(tx, supplier, v.Locale())
	})
}

func (s *Service) plan(tx *models.Tx, supplier models.OrganisationID, locale string) (Plan, error) {
	out := Plan{Days: []int{}, Clients: []PlanClient{}}
	rule, err := models.First[models.DunningRule](tx, "supplier_id = ?", supplier)
	switch {
	case err == nil:
		out.Days, out.Version = rule.Days, rule.Version
	case models.KindOf(err) != models.NotFound:
		return out, err
	}
	facts, err := models.DunningFactsOf(tx, models.DunningQuery{Today: models.DateOf(tx.Now, models.ZoneOf("Europe/Moscow")), Supplier: &supplier})
	if err != nil {
		return out, err
	}
	for _, p := range pairs(facts, tx.Now) {
		c, err := s.client(tx, p, locale)
		if err != nil {
			return out, err
		}
		out.Clients = append(out.Clients, c)
	}
	return out, nil
}

func (s *Service) client(tx *models.Tx, p pair, locale string) (PlanClient, error) {
	first := p.facts[0]
	out := PlanClient{ID: first.Client.ID, Name: first.Client.In(locale), Invoices: make([]PlanInvoice, len(p.facts))}
	instead := Verdict("")
	payers, err := models.Payers(tx, first.Client.ID)
	if err != nil {
		return out, err
	}
	switch {
	case len(payers) == 0:
		instead = NoReader
	case s.hours.Next(tx.Now, first.Client.Zone()).After(tx.Now):
		instead = Quiet
	default:
		done, err := models.Exists[models.Message](tx, "dedupe_key = ?", "dunning:"+first.Client.ID.String()+":"+first.Supplier.ID.String()+":"+p.today.String())
		if err != nil {
			return out, err
		}
		if done {
			instead = Today
		}
	}
	if len(payers) > 0 {
		out.Reader = payers[0].Name
	}
	for i, f := range p.facts {
		out.Invoices[i] = planned(f, p.today, instead)
	}
	return out, nil
}

func planned(f models.DunningFacts, today models.Date, instead Verdict) PlanInvoice {
	out := PlanInvoice{ID: f.Invoice, Number: f.Number, Position: f.Position, DueOn: f.DueOn, Balance: f.Balance.In(f.Currency), Currency: f.Currency,
		Done: append([]int{}, f.Done...)}
	slices.Sort(out.Done)
	verdict, step := judge(f, today)
	switch out.Verdict = verdict; verdict {
	case Send:
		out.Step = &step
		if instead != "" {
			out.Verdict = instead
		}
	case Wait:
		if next, ok := nextStep(f, today); ok {
			out.Next = &next
		}
	case Promised:
		out.Until = f.PromisedOn
	case Paused:
		out.Until = f.PausedTo
	}
	return out
}

// RuleInput is when reminders go out, for all agreements that have no days of their own.
type RuleInput struct {
	Seen models.Version `header:"If-Match"`
	Body struct {
		Days []int `json:"days" nullable:"false" maxItems:"12" doc:"From the due day on; -3: three days before. None: no reminders."`
	}
}

// Validate reports days that cannot be.
func (in RuleInput) Validate() error {
	var f models.Faults
	terms.CheckDunning(&f, "days", in.Body.Days)
	return f.Err()
}

// ChangeRule changes when the reminders of the viewer's supplier go out; what was written stays written.
func (s *Service) ChangeRule(ctx context.Context, v identity.Viewer, in RuleInput) (Plan, error) {
	if err := in.Validate(); err != nil {
		return Plan{}, err
	}
	_, err := models.In(ctx, s.db, v.To(identity.TermsEdit), func(tx *models.Tx) (struct{}, error) {
		none := struct{}{}
		if _, err := models.InsertIfNew(tx, &models.DunningRule{SupplierID: v.Organisation(), Days: []int{}, Version: 1}); err != nil {
			return none, err
		}
		rule, err := models.LockFirst[models.DunningRule](tx, "supplier_id = ?", v.Organisation())
		if err != nil {
			return none, err
		}
		if err := in.Seen.Check(rule.Version); err != nil {
			return none, err
		}
		before := rule.Days
		rule.Days, rule.Version = append([]int{}, in.Body.Days...), rule.Version+1
		slices.Sort(rule.Days)
		if err := models.Update(tx, rule, "days", "version"); err != nil {
			return none, err
		}
		return none, tx.Audit(models.Audit{Action: "dunning.rule", Subject: "supplier:" + rule.SupplierID.String(), Detail: map[string]any{"before": before, "after": rule.Days}})
	})
	if err != nil {
		return Plan{}, err
	}
	return s.Plan(ctx, v, struct{}{})
}
