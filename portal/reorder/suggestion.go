package reorder

import (
	"cmp"
	"math"
	"slices"

	"povtor/models"
	"povtor/portal/cadence"
)

// State is where a client stands in its cycle with a supplier.
type State string

const (
	NoRhythm State = "no_rhythm" // fewer than three order days: no claim
	OnRhythm State = "on_rhythm"
	Soon     State = "soon"   // it will be due within days
	Due      State = "due"    // half of its cycles are over by now
	Late     State = "late"   // nine of ten
	Lapsed   State = "lapsed" // it is more likely gone than late
)

// Suggestion says how a client stands with a supplier, and why. Money is in major units of the currency.
type Suggestion struct {
	Supplier      Company         `json:"supplier"`
	State         State           `json:"state" enum:"no_rhythm,on_rhythm,soon,due,late,lapsed"`
	Rule          string          `json:"rule" enum:"cadence,calendar" doc:"What the reason goes by: the client's own rhythm, or nothing ordered this calendar month."`
	LastOn        models.Date     `json:"last_on"`
	SilentDays    int             `json:"silent_days"`
	UsualGapDays  int             `json:"usual_gap_days" doc:"0 without a rhythm, like the next."`
	LateAfterDays int             `json:"late_after_days" doc:"In nine of ten cycles the order had come by this day."`
	DueOn         *models.Date    `json:"due_on"`
	LateOn        *models.Date    `json:"late_on"`
	NextWindow    *Window         `json:"next_window" doc:"The usual time of the next order."`
	OrderDays     []models.Date   `json:"order_days" nullable:"false" doc:"The last eight, the earliest first."`
	UsualTotal    string          `json:"usual_total" doc:"With tax." example:"64820.00"`
	Currency      models.Currency `json:"currency"`
	SnoozedUntil  *models.Date    `json:"snoozed_until" doc:"The buyer put it off until this day."`
	NotNeeded     bool            `json:"not_needed" doc:"The buyer needs nothing in this cycle."`
	OpenOrder     *OpenOrder      `json:"open_order" doc:"One that is still to be approved, answered or delivered."`
	Preview       []Preview       `json:"basket_preview" nullable:"false" doc:"The first lines of the usual basket."`
	Changes       Changes         `json:"changes" doc:"In the usual basket, since it was last bought."`

	urgency float64
	basket  basket
}

// Company is a supplier by name.
type Company struct {
	ID    models.OrganisationID `json:"id"`
	Name  string                `json:"name"`
	Trade string                `json:"trade"`
}

// Window is a stretch of days.
type Window struct {
	From models.Date `json:"from"`
	To   models.Date `json:"to"`
}

// OpenOrder is an order that something is still to come of.
type OpenOrder struct {
	ID     models.OrderID     `json:"id"`
	Number string             `json:"number"`
	Status models.OrderStatus `json:"status"`
}

// Preview is a line of a basket in short.
type Preview struct {
	Name     string          `json:"name"`
	Quantity models.Quantity `json:"quantity"`
	Unit     string          `json:"unit"`
}

const (
	daysShown    = 8
	previewLines = 3
	goneBelow    = 0.5 // chance of ever ordering again
	soonShare    = 0.2 // of its usual gap
	soonAtMost   = 7   // days
)

// Suggestions are a client's rhythms, each with its usual basket set beside today, the most urgent first. A step for whoever
// may see the client's orders.
func Suggestions(tx *models.Tx, s models.Assortment, rhythms []models.Rhythm) ([]Suggestion, error) {
	pairs := pairsOf(rhythms)
	baskets, err := comparedBaskets(tx, s, pairs)
	if err != nil {
		return nil, err
	}
	kept, err := models.LatestPrior(tx)
	if err != nil {
		return nil, err
	}
	days, err := models.LastOrderDays(tx, pairs, daysShown)
	if err != nil {
		return nil, err
	}
	out := make([]Suggestion, len(rhythms))
	for i, r := range rhythms {
		out[i] = suggest(r, cadence.PriorOf(kept), s.Day)
		out[i].OrderDays = append([]models.Date{}, days[r.Pair()]...)
		out[i].show(baskets[r.Pair()])
	}
	slices.SortStableFunc(out, moreUrgent)
	return out, nil
}

func pairsOf(rhythms []models.Rhythm) []models.Pair {
	pairs := make([]models.Pair, len(rhythms))
	for i, r := range rhythms {
		pairs[i] = r.Pair()
	}
	return pairs
}

// suggest is what follows from a rhythm alone.
func suggest(r models.Rhythm, prior cadence.Prior, today models.Date) Suggestion {
	s := Suggestion{
		Supplier: Company{r.SupplierID, r.Supplier, r.Trade}, Rule: "cadence", LastOn: r.LastOn, SilentDays: today.Days(r.LastOn),
		DueOn: r.DueOn, LateOn: r.LateOn, UsualTotal: r.UsualTotal.In(r.Currency), Currency: r.Currency, NotNeeded: r.NotNeeded(),
	}
	if r.Snoozed(today) {
		s.SnoozedUntil = r.SnoozedUntil
	}
	if r.Awaited != nil {
		s.OpenOrder = &OpenOrder{r.Awaited.ID, r.Awaited.Number, r.Awaited.Status}
	}
	state := cadence.StateOf(r.Cadence)
	forecast := state.Forecast(prior)
	s.State = stateOn(r.Cadence, forecast, today)
	s.urgency = float64(r.UsualTotal) * float64(s.SilentDays) / forecast.Tau
	if r.LateOn != nil {
		s.UsualGapDays, s.LateAfterDays = int(math.Round(forecast.Tau)), r.LateOn.Days(r.LastOn)
		s.NextWindow = &Window{*r.DueOn, *r.LateOn}
	}
	if (r.LateOn == nil || r.Rule == "calendar") && cadence.QuietThisMonth(state, cadence.Day(today)) {
		s.Rule = "calendar"
		if cadence.LateInMonth(cadence.Day(today)) && s.SilentDays <= cadence.ColdDays {
			s.State = Due
		}
	}
	return s
}

func stateOn(c models.Cadence, f cadence.Forecast, today models.Date) State {
	silent := today.Days(c.LastOn)
	switch {
	case c.LateOn == nil:
		return NoRhythm
	case silent > cadence.ColdDays, f.PAlive(silent) < goneBelow:
		return Lapsed
	case *c.LateOn <= today:
		return Late
	case *c.DueOn <= today:
		return Due
	case float64(c.DueOn.Days(today)) <= min(soonAtMost, max(1, f.Tau*soonShare)):
		return Soon
	}
	return OnRhythm
}

// show adds the usual basket, in short.
func (s *Suggestion) show(b basket) {
	s.basket, s.Changes, s.Preview = b, ChangesIn(b.lines), []Preview{}
	chosen := Chosen(b.lines)
	for _, l := range chosen[:min(previewLines, len(chosen))] {
		s.Preview = append(s.Preview, Preview{l.Product.Name, l.Quantity, l.Product.Unit})
	}
}

// calls tells whether it asks for a decision today.
func (s Suggestion) calls() bool {
	return (s.State == Due || s.State == Late || s.State == Lapsed) && s.SnoozedUntil == nil && !s.NotNeeded && s.OpenOrder == nil
}

// moreUrgent puts what asks for a decision first, by how late it is times what is usually ordered; then the next to be due.
func moreUrgent(a, b Suggestion) int {
	if a.calls() != b.calls() {
		if a.calls() {
			return -1
		}
		return 1
	}
	if a.calls() {
		return cmp.Or(cmp.Compare(b.urgency, a.urgency), cmp.Compare(a.Supplier.Name, b.Supplier.Name))
	}
	return cmp.Or(cmp.Compare(dueDay(a), dueDay(b)), cmp.Compare(a.Supplier.Name, b.Supplier.Name))
}

func dueDay(s Suggestion) models.Date {
	if s.DueOn == nil {
		return math.MaxInt32
	}
	return *s.DueOn
}

// basket is what is usually bought, set beside today.
type basket struct {
	lines  []Line
	orders int // looked at
	hidden int // products not offered to the client any more
}

// CompareUsual are the usual baskets of one client's pairs, set beside today. A step for whoever may see the client's orders.
func CompareUsual(tx *models.Tx, s models.Assortment, pairs []models.Pair) (map[models.Pair][]Line, error) {
	baskets, err := comparedBaskets(tx, s, pairs)
	lines := make(map[models.Pair][]Line, len(baskets))
	for p, b := range baskets {
		lines[p] = b.lines
	}
	return lines, err
}

// comparedBaskets are the usual baskets of one client's pairs.
func comparedBaskets(tx *models.Tx, s models.Assortment, pairs []models.Pair) (map[models.Pair]basket, error) {
	usual, err := UsualBaskets(tx, pairs)
	if err != nil {
		return nil, err
	}
	var past []Past
	whose := map[models.ProductID]models.Pair{}
	baskets := make(map[models.Pair]basket, len(pairs))
	for _, p := range pairs {
		for _, u := range usual[p] {
			past = append(past, u.past())
			whose[u.Product] = p
			baskets[p] = basket{orders: u.Orders}
		}
	}
	lines, hidden, err := Compare(tx, s, past)
	for _, l := range lines {
		b := baskets[whose[l.Product.ID]]
		b.lines = append(b.lines, l)
		baskets[whose[l.Product.ID]] = b
	}
	for _, id := range hidden {
		b := baskets[whose[id]]
		b.hidden++
		baskets[whose[id]] = b
	}
	return baskets, err
}
