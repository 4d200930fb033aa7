package letter

import (
	"slices"
	"time"
)

// mark is a piece of the rhythm strip: gap, dot (an order), band (the usual time) or today. The widths of a strip add up to 100.
type mark struct {
	Kind  string
	Width int
}

const (
	// latest orders are enough to see the beat, and leave the usual time wide enough to read.
	latest = 7
	// margin is the line that runs on before the first order and after today.
	margin = 2
)

// strip lays past order days, the usual time and today on a line. It is empty where there is nothing to compare.
func strip(orders []time.Time, from, to, today time.Time) []mark {
	var at []int // days since the first order shown
	past := slices.Clone(orders)
	slices.SortFunc(past, time.Time.Compare)
	past = slices.CompactFunc(past, func(a, b time.Time) bool { return days(a, b) == 0 })
	if past = past[max(0, len(past)-latest):]; len(past) < 2 {
		return nil
	}
	for _, day := range past {
		at = append(at, days(past[0], day))
	}
	now, begin, end := days(past[0], today), days(past[0], from), days(past[0], to)
	if begin <= at[len(at)-1] || end < begin || now < end {
		return nil
	}
	line := scale{days: now, room: 100 - len(at) - 1 - 2*margin}
	marks := []mark{{"gap", margin}}
	for i, day := range at {
		if i > 0 {
			marks = line.piece(marks, "gap", day)
		}
		marks = append(marks, mark{"dot", 1})
	}
	marks = line.piece(marks, "gap", begin)
	marks = line.piece(marks, "band", end)
	marks = line.piece(marks, "gap", now)
	return append(marks, mark{"today", 1}, mark{"gap", margin})
}

// scale turns days into per cent and hands every rounding on to the next piece, so that nothing is lost.
type scale struct{ days, room, used int }

func (s *scale) piece(marks []mark, kind string, until int) []mark {
	reached := until * s.room / max(s.days, 1)
	width := reached - s.used
	if width <= 0 {
		return marks
	}
	s.used = reached
	return append(marks, mark{kind, width})
}

// days from one civil day to another; of each time only the date in its own zone counts.
func days(from, to time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)).Hours()) / 24
}
