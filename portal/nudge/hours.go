package nudge

import "time"

// Hours are when a reminder may reach people, by the clock of their own company. The zero value is always.
type Hours struct {
	From, To int // whole hours: not before, and not from then on
	Weekends bool
}

// OfficeHours are from nine to eight, Monday to Friday.
var OfficeHours = Hours{From: 9, To: 20}

// Next is the moment itself where mail may go out, else the next one at which it may.
func (h Hours) Next(at time.Time, zone *time.Location) time.Time {
	if h == (Hours{}) {
		return at
	}
	local := at.In(zone)
	if h.working(local) && local.Hour() >= h.From && local.Hour() < h.To {
		return at
	}
	year, month, day := local.Date()
	if local.Hour() >= h.From {
		day++
	}
	for {
		opens := time.Date(year, month, day, h.From, 0, 0, 0, zone)
		if h.working(opens) {
			return opens.UTC()
		}
		day++
	}
}

func (h Hours) working(local time.Time) bool {
	return h.Weekends || local.Weekday() != time.Saturday && local.Weekday() != time.Sunday
}
