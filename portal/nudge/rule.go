package nudge

import (
	"time"

	"povtor/models"
	"povtor/portal/cadence"
)

// Verdict is what becomes of a pair whose clock has rung.
type Verdict string

const (
	Send    Verdict = "send"
	HoldOut Verdict = "hold_out" // it would be sent; the client is held out for good
	Defer   Verdict = "defer"    // not now; a later sweep looks again
	Stop    Verdict = "stop"     // not in this cycle, unless what speaks against it goes away
)

// Code is why a pair gets no reminder, or not now. The first that applies is told.
type Code string

const (
	RuleOff      Code = "rule-off"       // the supplier wants no reminders
	Lapsed       Code = "lapsed"         // silent for more than a year
	nudgedBefore Code = "already-nudged" // in this cycle, or by the calendar rule this month: not listed at all
	Unanswered   Code = "unanswered"     // three by the calendar since the last order, and no answer
	NoAgreement  Code = "no-agreement"   // none that is active and valid today
	Ordered      Code = "ordered"        // an order since, which the rhythm has not learned yet
	OpenOrder    Code = "open-order"     // one is being approved, waits for its answer, or is on its way
	OpenCart     Code = "open-cart"      // goods of the supplier lie in a cart since less than 30 days
	NotNeeded    Code = "not-needed"     // the buyer said so about this cycle
	Snoozed      Code = "snoozed"        // the buyer put it off
	Contacted    Code = "contacted"      // the account manager spoke with them less than seven days ago
	NoBuyer      Code = "no-buyer"       // nobody there orders
	NoConsent    Code = "no-consent"
	Suppressed   Code = "suppressed"    // the addresses of all who consent
	NothingUsual Code = "nothing-usual" // no lines in its orders to make a basket of
	OutOfStock   Code = "out-of-stock"  // nothing of the usual basket, nor what replaces it
	DigestToday  Code = "digest-today"  // the client had its digest of the day
	FrequencyCap Code = "frequency-cap" // the client had two digests within seven days
	QuietHours   Code = "quiet-hours"   // evening, night or weekend at the client's
)

const (
	silentAtMost  = cadence.ColdDays
	restAfterTalk = cadence.RestAfterTalk
	cartFor       = 30 * 24 * time.Hour
	unansweredMax = 3
	capDigests    = 2
	capDays       = 7
)

// clock is by which clock a pair is asked about, and the cycle within which it is asked once.
type clock struct {
	kind  string
	cycle string
}

// rings tells whether a pair's clock has rung when the day begins: its own rhythm by the time nine of ten of its cycles are
// over; or, where the supplier prefers it or there is no rhythm yet, the calendar's, once the month is nearly over.
func rings(f models.NudgeFacts, today models.Date) (clock, bool) {
	if f.LateOn != nil && f.Supplier.NudgeRule != byCalendar {
		return clock{models.NudgeLate, f.LastOn.String()}, *f.LateOn <= today
	}
	quiet := cadence.QuietThisMonth(cadence.StateOf(f.Cadence), cadence.Day(today))
	return clock{models.NudgeCalendar, today.String()[:len("2026-11")]}, quiet && cadence.LateInMonth(cadence.Day(today))
}

const (
	byCalendar = "calendar"
	never      = "off"
)

// objection is the first thing about the pair itself that speaks against a reminder; empty when nothing does.
func objection(f models.NudgeFacts, c clock, today models.Date) Code {
	switch {
	case f.Supplier.NudgeRule == never:
		return RuleOff
	case today.Days(f.LastOn) > silentAtMost:
		return Lapsed
	case c.kind == models.NudgeLate && f.NudgedLate, c.kind == models.NudgeCalendar && f.NudgedMonth:
		return nudgedBefore
	case c.kind == models.NudgeCalendar && f.Unanswered >= unansweredMax:
		return Unanswered
	case f.Agreement == nil || !f.Agreement.Trades(today):
		return NoAgreement
	case f.OrderedSince:
		return Ordered
	case f.OpenOrder:
		return OpenOrder
	case f.OpenCart:
		return OpenCart
	case f.NotNeeded():
		return NotNeeded
	case f.Snoozed(today):
		return Snoozed
	case f.ContactedOn != nil && today.Days(*f.ContactedOn) < restAfterTalk:
		return Contacted
	}
	return ""
}

// reader is whom a digest goes to: of those who buy, or where there are none of those who may, the one who ordered last from
// the most urgent of its suppliers, else the one who decides, else the one who came first. The contacts stand in that order.
func reader(contacts []models.Contact, candidates []Candidate) (*models.Contact, Code) {
	who := withRole(contacts, "buyer")
	if len(who) == 0 {
		who = contacts
	}
	if len(who) == 0 {
		return nil, NoBuyer
	}
	var willing []models.Contact
	why := NoConsent
	for _, c := range who {
		switch {
		case c.Consents && c.Forbidden:
			why = Suppressed
		case c.Consents:
			willing = append(willing, c)
		}
	}
	if len(willing) == 0 {
		return nil, why
	}
	for _, c := range candidates {
		for i, w := range willing {
			if c.Facts.LastBuyer != nil && *c.Facts.LastBuyer == w.User {
				return &willing[i], ""
			}
		}
	}
	return &willing[0], ""
}

func withRole(contacts []models.Contact, role string) (out []models.Contact) {
	for _, c := range contacts {
		if c.Role == role {
			out = append(out, c)
		}
	}
	return out
}

// pause is what speaks against writing to the client at a moment, and until when.
func pause(digests []models.Date, at time.Time, hours Hours, zone *time.Location) (Code, time.Time) {
	today, within := models.DateOf(at, zone), 0
	for _, on := range digests {
		if on == today {
			return DigestToday, hours.Next(midnight(today.Add(1), zone), zone)
		}
		if on < today && today.Days(on) < capDays {
			within++
		}
	}
	if within >= capDigests {
		return FrequencyCap, hours.Next(midnight(freeAgain(digests, today), zone), zone)
	}
	if next := hours.Next(at, zone); next.After(at) {
		return QuietHours, next
	}
	return "", time.Time{}
}

// freeAgain is the day on which the oldest of the last two digests is a week old.
func freeAgain(digests []models.Date, today models.Date) models.Date {
	var last, beforeIt models.Date
	for _, on := range digests {
		switch {
		case on >= today:
		case on > last:
			last, beforeIt = on, last
		case on > beforeIt:
			beforeIt = on
		}
	}
	return beforeIt.Add(capDays)
}

func midnight(d models.Date, zone *time.Location) time.Time {
	year, month, day := d.Time().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, zone).UTC()
}
