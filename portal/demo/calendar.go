package demo

import (
	"time"

	"povtor/models"
)

// open reports a day on which people order and answer: no Sunday, no Saturday unless they work six days, no holiday.
func open(d models.Date, sixDays bool) bool {
	t := d.Time()
	switch t.Weekday() {
	case time.Sunday:
		return false
	case time.Saturday:
		if !sixDays {
			return false
		}
	}
	return !holiday(t)
}

func holiday(t time.Time) bool {
	_, month, day := t.Date()
	switch month {
	case time.January:
		return day <= 8
	case time.February:
		return day == 23
	case time.March:
		return day == 8
	case time.May:
		return day == 1 || day == 9
	case time.June:
		return day == 12
	case time.November:
		return day == 4
	}
	return false
}

// nearest is the open day nearest to a day, the earlier of two.
func nearest(d models.Date, sixDays bool) models.Date {
	for away := range 20 {
		for _, day := range [2]models.Date{d.Add(-away), d.Add(away)} {
			if open(day, sixDays) {
				return day
			}
		}
	}
	return d
}

// openFrom is the first open day on or after a day; openUntil the last on or before it.
func openFrom(d models.Date, sixDays bool) models.Date {
	for !open(d, sixDays) {
		d++
	}
	return d
}

func openUntil(d models.Date, sixDays bool) models.Date {
	for !open(d, sixDays) {
		d--
	}
	return d
}

// workdaysAfter is the n-th working day after a day.
func workdaysAfter(d models.Date, n int) models.Date {
	for range n {
		d = openFrom(d.Add(1), false)
	}
	return d
}

const (
	opens  = 9 * 60 // minutes of the day
	closes = 18 * 60
)

// clock is an instant of a civil day in a zone.
func clock(d models.Date, minutes int, zone *time.Location) time.Time {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, minutes/60, minutes%60, 0, 0, zone).UTC()
}

// minuteOf is the minute of the day that an instant shows in a zone.
func minuteOf(t time.Time, zone *time.Location) int {
	t = t.In(zone)
	return t.Hour()*60 + t.Minute()
}

// officeTime is when something that starts at an instant is finished after so many minutes of work, nights, weekends and
// holidays left out.
func officeTime(start time.Time, minutes int, zone *time.Location) time.Time {
	day := models.DateOf(start, zone)
	minute := max(minuteOf(start, zone), opens)
	for {
		if open(day, false) {
			if left := closes - minute; minutes < left {
				return clock(day, minute+minutes, zone).Add(time.Duration(start.Second()) * time.Second)
			} else if left > 0 {
				minutes -= left
			}
		}
		day, minute = day.Add(1), opens
	}
}
