package letter

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Nudge is the reminder to buy again: one letter per client and day, however many suppliers are due.
type Nudge struct {
	// Today is the client's civil day.
	Today time.Time
	// Suppliers that are due, the most urgent first.
	Suppliers []Due
	Settings  string // optional link
	// Unsubscribe answers GET with a page and POST by unsubscribing at once (RFC 8058).
	Unsubscribe string
}

// Due is one supplier of a nudge.
type Due struct {
	Supplier string
	// Rhythm is why, learned from history. Without one the plain calendar rule speaks: nothing this month yet, and bought before.
	Rhythm *Rhythm
	LastOn time.Time // the latest order; the calendar rule names it

	Terms Terms

	// Lines are the head of the usual basket and More is how many it has besides; Count and Total, in minor units of
	// Currency, are of what can be had of it as it is.
	Lines       []UsualLine
	More        int
	Count       int
	Total       int64
	Currency    string
	TaxIncluded bool

	Basket                string // the signed link that opens the filled basket
	Later, NotNeeded, Ask string // optional links
}

// Rhythm is a client's own clock with a supplier.
type Rhythm struct {
	Every, Day, LateDay int         // usually every 12 days, today is day 20, nine of ten orders had come by day 16
	Orders              []time.Time // days of the latest orders
	DueOn, LateOn       time.Time   // the usual time
}

// Terms are the supplier's, as agreed with this client. Zero values are not mentioned, except that no payment terms at all say nothing.
type Terms struct {
	NetDays        int // payment within so many days
	PrepaidPercent int // 100: everything in advance
	MinimumOrder   int64
	// BasketTotal is compared with the minimum on the supplier's own basis (net or gross).
	BasketTotal      int64
	FreeDeliveryFrom int64
	DeliveryOn       time.Time // the soonest delivery
	Remark           string    // the supplier's own words
}

// UsualLine is a product of the usual basket with what changed since it was last bought.
type UsualLine struct {
	Name, SKU, Unit     string
	Quantity, UnitPrice string // exact decimals
	Change              string // of the price, per cent with its sign: "6.7", "-6.9"; empty: none worth a word
	Left                string // how many are left, where that is fewer than usual
	Out                 bool   // out of stock
	Gone                bool   // not sold any more
	OutUntil            time.Time
	Substitute          string // what the basket offers instead, with the price below
	SubstitutePrice     string
}

func (Nudge) Kind() Kind { return KindNudge }

func (n Nudge) write(w *writer) {
	if len(n.Suppliers) == 0 {
		w.fault(fmt.Errorf("no suppliers"))
		return
	}
	w.page.Subject, w.page.Preheader = n.subject(w), n.preheader(w)
	for _, due := range n.Suppliers {
		w.page.Cards = append(w.page.Cards, due.card(w, n.Today))
	}
	first := &w.page.Cards[0]
	if len(n.Suppliers) == 1 {
		first.Paragraphs[0] = w.hello() + " " + first.Paragraphs[0]
	} else {
		w.page.Cards = slices.Insert(w.page.Cards, 0, card{Title: w.many(w.say.titleMany, n.Suppliers), Paragraphs: []string{w.hello() + " " + w.say.introMany}})
	}
	company := w.to.Company
	if company == "" {
		company = w.say.yourCompany
	}
	w.page.Why = fmt.Sprintf(w.say.whyNudge, oneLine(company))
	unsubscribe := w.link(w.say.unsubscribe, n.Unsubscribe)
	w.page.Links = append(w.links(link{w.say.settings, n.Settings}), unsubscribe)
	w.headers["List-Unsubscribe"] = "<" + unsubscribe.URL + ">"
	w.headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
}

func (n Nudge) subject(w *writer) string {
	if len(n.Suppliers) > 1 {
		return w.many(w.say.subjectMany, n.Suppliers) + ": " + names(n.Suppliers)
	}
	due := n.Suppliers[0]
	if due.Rhythm == nil {
		return fmt.Sprintf(w.say.subjectCalendar, oneLine(due.Supplier), w.lang.InMonth(n.Today))
	}
	return fmt.Sprintf(w.say.subjectRhythm, oneLine(due.Supplier))
}

func (n Nudge) preheader(w *writer) string {
	if len(n.Suppliers) > 1 {
		return names(n.Suppliers)
	}
	due := n.Suppliers[0]
	var said []string
	if due.Count > 0 {
		said = append(said, w.count(due.Count, w.say.positions)+", "+w.lang.Money(due.Total, due.Currency)+".")
	}
	if due.Rhythm != nil {
		said = append(said, fmt.Sprintf(w.say.preheaderRhythm, due.Rhythm.Day, due.Rhythm.Every))
	}
	return strings.Join(said, " ")
}

// many says "Time to reorder from 3 suppliers".
func (w *writer) many(format string, due []Due) string {
	return fmt.Sprintf(format, w.count(len(due), w.say.suppliers))
}

func names(suppliers []Due) string {
	said := make([]string, len(suppliers))
	for i, due := range suppliers {
		said[i] = shortened(oneLine(due.Supplier), 40)
	}
	return strings.Join(said, ", ")
}

func (d Due) card(w *writer, today time.Time) card {
	c := card{
		Button: w.link(w.say.review, d.Basket), ButtonNote: w.say.reviewNote,
		Terms: d.Terms.said(w, d.Currency), Table: d.table(w), Warnings: d.warnings(w),
		Links: w.links(link{w.say.later, d.Later}, link{w.say.notNeeded, d.NotNeeded}, link{w.say.ask, d.Ask}),
	}
	name := named(w.lang, d.Supplier)
	if d.Rhythm == nil {
		c.Title = fmt.Sprintf(w.say.titleCalendar, name, w.lang.InMonth(today))
		c.Paragraphs = []string{fmt.Sprintf(w.say.reasonCalendar, name, w.lang.InMonth(today), d.lastOn(w, today))}
		return c
	}
	c.Title = fmt.Sprintf(w.say.titleRhythm, name)
	c.Paragraphs = []string{d.Rhythm.reason(w, name)}
	c.Strip = strip(d.Rhythm.Orders, d.Rhythm.DueOn, d.Rhythm.LateOn, today)
	c.StripText = d.Rhythm.dates(w)
	return c
}

// lastOn names the year only when it is another one.
func (d Due) lastOn(w *writer, today time.Time) string {
	if d.LastOn.IsZero() {
		w.fault(fmt.Errorf("no day of the last order"))
	}
	if d.LastOn.Year() != today.Year() {
		return w.lang.Date(d.LastOn)
	}
	return w.lang.Day(d.LastOn)
}

func (r Rhythm) reason(w *writer, supplier string) string {
	every := w.say.everyDay
	if r.Every != 1 {
		every = fmt.Sprintf(w.say.everyDays, w.count(r.Every, w.say.days))
	}
	return fmt.Sprintf(w.say.reasonRhythm, supplier, every, r.Day, r.LateDay)
}

// dates says in words what the strip shows.
func (r Rhythm) dates(w *writer) string {
	past := slices.Clone(r.Orders)
	slices.SortFunc(past, func(a, b time.Time) int { return b.Compare(a) })
	said := make([]string, 0, 3)
	for _, day := range past[:min(3, len(past))] {
		said = append(said, w.lang.Day(day))
	}
	if len(said) == 0 {
		return ""
	}
	return fmt.Sprintf(w.say.stripDates, strings.Join(said, ", "), w.lang.Days(r.DueOn, r.LateOn))
}

func (d Due) table(w *writer) *table {
	if len(d.Lines) == 0 {
		return nil
	}
	tax := w.say.withoutTax
	if d.TaxIncluded {
		tax = w.say.withTax
	}
	t := &table{Title: w.say.usual, Product: w.say.product, Quantity: w.say.quantity, Price: w.say.price}
	if d.Count > 0 {
		t.TotalLabel, t.Total = fmt.Sprintf(w.say.basketTotal, w.count(d.Count, w.say.positions), tax), w.lang.Money(d.Total, d.Currency)
	}
	for _, line := range d.Lines {
		t.Rows = append(t.Rows, line.row(w, d.Currency))
	}
	if d.More > 0 {
		t.More = fmt.Sprintf(w.say.andMore, w.count(d.More, w.say.positions))
	}
	return t
}

func (l UsualLine) row(w *writer, currency string) row {
	price, err := w.lang.Price(l.UnitPrice, currency)
	w.fault(err)
	r := row{Name: l.Name, Under: l.SKU, Quantity: w.quantity(l.Quantity, l.Unit), Price: price}
	if stock := l.stock(w); stock != "" {
		r.Under = strings.TrimPrefix(r.Under+" · "+stock, " · ")
	}
	if l.Change != "" {
		change, err := w.lang.Percent(strings.TrimPrefix(l.Change, "-"))
		w.fault(err)
		r.Up = !strings.HasPrefix(l.Change, "-")
		r.Change = map[bool]string{true: "↑ ", false: "↓ "}[r.Up] + change
	}
	return r
}

func (l UsualLine) stock(w *writer) string {
	said := l.missing(w)
	switch {
	case said != "" && l.Substitute != "":
		return said + ", " + w.say.substituteOffered
	case said == "" && l.Left != "":
		return fmt.Sprintf(w.say.left, w.quantity(l.Left, l.Unit))
	}
	return said
}

// missing says why none of it can be had; nothing when it can.
func (l UsualLine) missing(w *writer) string {
	switch {
	case l.Gone:
		return w.say.gone
	case l.Out && !l.OutUntil.IsZero():
		return fmt.Sprintf(w.say.outUntil, w.lang.Day(l.OutUntil))
	case l.Out:
		return w.say.out
	}
	return ""
}

// warnings say what the basket offers for what cannot be had.
func (d Due) warnings(w *writer) (said []string) {
	for _, line := range d.Lines {
		missing := line.missing(w)
		if missing == "" || line.Substitute == "" {
			continue
		}
		price, err := w.lang.Price(line.SubstitutePrice, d.Currency)
		w.fault(err)
		said = append(said, fmt.Sprintf(w.say.substitute, oneLine(line.Name), missing, oneLine(line.Substitute), price))
	}
	return said
}

func (t Terms) said(w *writer, currency string) string {
	var said []string
	add := func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }
	money := func(minor int64) string { return w.lang.MoneyBrief(minor, currency) }
	switch {
	case t.PrepaidPercent >= 100:
		said = append(said, w.say.prepaid)
	case t.PrepaidPercent > 0:
		share, err := w.lang.Percent(fmt.Sprint(t.PrepaidPercent))
		w.fault(err)
		add(w.say.partlyPrepaid, share, w.count(t.NetDays, w.say.within))
	case t.NetDays > 0:
		add(w.say.netDays, w.count(t.NetDays, w.say.days))
	}
	switch missing := t.MinimumOrder - t.BasketTotal; {
	case t.MinimumOrder <= 0:
	case missing > 0:
		add(w.say.minimumMissing, money(t.MinimumOrder), money(missing))
	default:
		add(w.say.minimumReached, money(t.MinimumOrder))
	}
	if t.FreeDeliveryFrom > 0 {
		add(w.say.freeDelivery, money(t.FreeDeliveryFrom))
	}
	if !t.DeliveryOn.IsZero() {
		add(w.say.delivery, w.lang.Weekday(t.DeliveryOn))
	}
	if t.Remark != "" {
		said = append(said, oneLine(t.Remark))
	}
	return strings.Join(said, " ")
}
