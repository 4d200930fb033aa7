package nudge

import (
	"math"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/cadence"
	"povtor/portal/catalogue"
	"povtor/portal/notify"
	"povtor/portal/notify/letter"
	"povtor/portal/reorder"
	"povtor/portal/wording"
)

// linesShown is how many products of a basket a mail names.
const linesShown = 6

// offer is a reminder with everything it says.
type offer struct {
	Candidate
	id      models.NudgeID
	created time.Time // the link runs out counting from here
	lines   []reorder.Line
	terms   models.Terms
	days    []models.Date
	every   forecast
}

// forecast is a pair's clock, in whole days.
type forecast struct {
	every, late int
	pBuy        float64 // within a week, nudged or not
}

// offers set the usual baskets of one client's candidates beside today. One of which nothing can be had any more, at any
// price, is left out.
func (s *Service) offers(tx *models.Tx, of []Candidate) ([]offer, error) {
	to := of[0].To
	a := models.Assortment{Client: to.Client, Day: of[0].Today, Locale: to.Locale}
	terms, err := models.TermsOf(tx, a)
	if err != nil {
		return nil, err
	}
	pairs := make([]models.Pair, len(of))
	for i, c := range of {
		pairs[i] = c.Pair()
	}
	baskets, err := reorder.CompareUsual(tx, a, pairs)
	if err != nil {
		return nil, err
	}
	days, err := models.LastOrderDays(tx, pairs, daysTold)
	if err != nil {
		return nil, err
	}
	prior, err := models.LatestPrior(tx)
	if err != nil {
		return nil, err
	}
	var out []offer
	for _, c := range of {
		o := offer{Candidate: c, lines: baskets[c.Pair()], days: days[c.Pair()], every: c.forecast(cadence.PriorOf(prior))}
		for _, t := range terms {
			if t.Supplier == c.Facts.SupplierID {
				o.terms = t
			}
		}
		if reorder.Offers(o.lines) && !o.terms.Agreement.IsZero() {
			out = append(out, o)
		}
	}
	return out, nil
}

const (
	daysTold = 8 // order days behind the reason
	week     = 7
)

func (c Candidate) forecast(p cadence.Prior) forecast {
	f := cadence.StateOf(c.Facts.Cadence).Forecast(p)
	out := forecast{pBuy: f.PBuy(c.SilentDays(), week)}
	if c.Kind == models.NudgeLate {
		out.every, out.late = int(math.Round(f.Tau)), c.Facts.LateOn.Days(c.Facts.LastOn)
	}
	return out
}

// row is what is kept of the reminder.
func (o offer) row(arm string) models.Nudge {
	n := models.Nudge{
		ID: o.id, ClientID: o.Facts.ClientID, SupplierID: o.Facts.SupplierID, Kind: o.Kind, Cycle: o.Cycle, Arm: arm, UserID: &o.To.User,
		PlannedOn: o.Today, SilentDays: o.SilentDays(), PBuy: &o.every.pBuy, CreatedAt: o.created,
		Reason: models.NudgeReason{UsualGapDays: o.every.every, LateAfterDays: o.every.late, LastOn: o.Facts.LastOn, DueOn: o.Facts.DueOn,
			LateOn: o.Facts.LateOn, OrderDays: append([]models.Date{}, o.days...)},
		Basket: []models.NudgeLine{},
	}
	for _, l := range reorder.Chosen(o.lines) {
		n.Basket = append(n.Basket, models.NudgeLine{Product: l.Product.ID, Quantity: l.Quantity})
	}
	return n
}

// compose writes the digest.
func (s *Service) compose(tx *models.Tx, of []offer) (models.Message, error) {
	to, client := of[0].To, of[0].Facts.Client
	about := letter.Nudge{Today: of[0].Today.Time(), Settings: s.mail.Link("/settings"), Unsubscribe: s.mail.UnsubscribeLink(to.User, client.ID, tx.Now)}
	for _, o := range of {
		about.Suppliers = append(about.Suppliers, s.due(o))
	}
	return s.mail.Compose(tx, notify.To{User: &to.User, Client: &client.ID, Email: to.Email, Name: to.Name, Company: client.In(to.Locale),
		Locale: to.Locale}, about)
}

// due is one supplier of the digest.
func (s *Service) due(o offer) letter.Due {
	chosen := reorder.Chosen(o.lines)
	var total models.Amount
	for _, l := range chosen {
		total += l.Net()
	}
	d := letter.Due{
		Supplier: o.Facts.Supplier.In(o.To.Locale), LastOn: o.Facts.LastOn.Time(), Count: len(chosen), Total: int64(total),
		Currency: string(o.terms.Currency), Basket: s.mail.Link("/nudge/" + Token(s.keys, o.id, o.created)),
		Terms: letter.Terms{NetDays: o.terms.NetDays, MinimumOrder: int64(o.terms.MinimumOrder), BasketTotal: int64(total), Remark: o.terms.DeliveryNote},
	}
	if o.terms.NetDays == 0 {
		d.Terms.PrepaidPercent = 100
	}
	if o.Kind == models.NudgeLate {
		d.Rhythm = &letter.Rhythm{Every: o.every.every, Day: o.SilentDays(), LateDay: o.every.late, DueOn: o.Facts.DueOn.Time(), LateOn: o.Facts.LateOn.Time()}
		for _, on := range o.days {
			d.Rhythm.Orders = append(d.Rhythm.Orders, on.Time())
		}
	}
	for _, l := range reorder.Wanted(o.lines) {
		switch {
		case l.UnitPrice == nil:
		case len(d.Lines) < linesShown:
			d.Lines = append(d.Lines, usualLine(l, wording.Of(o.To.Locale)))
		default:
			d.More++
		}
	}
	return d
}

func usualLine(l reorder.Line, lang wording.Language) letter.UsualLine {
	u := letter.UsualLine{Name: l.Product.Name, SKU: l.Product.SKU, Unit: lang.Unit(l.Product.Unit), Quantity: l.Quantity.String(),
		UnitPrice: *l.UnitPrice, Change: perCent(l.PriceDelta)}
	switch {
	case l.Availability.State == catalogue.Out, l.Status == models.ProductDiscontinued:
		u.Gone = l.Status == models.ProductDiscontinued
		u.Out = !u.Gone
		if l.Availability.RestockOn != nil {
			u.OutUntil = l.Availability.RestockOn.Time()
		}
		if l.Substitute != nil && l.Substitute.Selected {
			u.Substitute, u.SubstitutePrice = l.Substitute.Product.Name, *l.Substitute.UnitPrice
		}
	case l.Availability.State == catalogue.Low:
		u.Left = *l.Availability.OnHand
	}
	return u
}

// perCent says a share as per cent with one place, "6.7"; nothing where it rounds to nothing.
func perCent(share *string) string {
	if share == nil {
		return ""
	}
	d, err := decimal.NewFromString(*share)
	if err != nil {
		return ""
	}
	if d = d.Shift(2).Round(1); d.IsZero() {
		return ""
	}
	return d.String()
}
