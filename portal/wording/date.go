package wording

import (
	"fmt"
	"strconv"
	"time"
)

var ofMonth = [...]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}

var weekdays = [...]string{"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"}

// Date says a civil day with its year: 14 ноября 2026 г. or 14 November 2026. Of the time only the date in its own zone is read.
func (l Language) Date(d time.Time) string {
	if l == Russian {
		return l.Day(d) + " " + strconv.Itoa(d.Year()) + noBreak + "г."
	}
	return l.Day(d) + " " + strconv.Itoa(d.Year())
}

// Day says a civil day without its year: 14 ноября or 14 November.
func (l Language) Day(d time.Time) string { return strconv.Itoa(d.Day()) + noBreak + l.month(d) }

// Weekday says a day with its name: вторник, 24 ноября or Tuesday 24 November.
func (l Language) Weekday(d time.Time) string {
	if l == Russian {
		return weekdays[d.Weekday()] + ", " + l.Day(d)
	}
	return d.Weekday().String() + " " + l.Day(d)
}

// Days says a span of days and names a month that both share only once: 13–17 ноября, 28 ноября – 2 декабря.
func (l Language) Days(from, to time.Time) string {
	switch {
	case from.Equal(to):
		return l.Day(from)
	case from.Year() == to.Year() && from.Month() == to.Month():
		return fmt.Sprintf("%d–%s", from.Day(), l.Day(to))
	}
	return l.Day(from) + " – " + l.Day(to)
}

var inMonth = [...]string{"январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре"}

// InMonth says when something happens or does not: в ноябре or in November.
func (l Language) InMonth(d time.Time) string {
	if l == Russian {
		return "в" + noBreak + inMonth[d.Month()-1]
	}
	return "in " + d.Month().String()
}

// month is the month's name in the form that follows a day's number.
func (l Language) month(d time.Time) string {
	if l == Russian {
		return ofMonth[d.Month()-1]
	}
	return d.Month().String()
}

var (
	minutes = map[Language]Forms{English: {One: "minute", Many: "minutes"}, Russian: {"минуту", "минуты", "минут"}}
	hours   = map[Language]Forms{English: {One: "hour", Many: "hours"}, Russian: {"час", "часа", "часов"}}
	days    = map[Language]Forms{English: {One: "day", Many: "days"}, Russian: {"день", "дня", "дней"}}
)

// Lasting says how long something lasts or remains valid, in whole days, hours or minutes: 30 минут, 2 часа, 7 дней.
func (l Language) Lasting(d time.Duration) string {
	n, unit := int64(d/time.Minute), minutes[l]
	if d >= time.Hour && d%time.Hour == 0 {
		n, unit = int64(d/time.Hour), hours[l]
	}
	if d >= 48*time.Hour && d%(24*time.Hour) == 0 {
		n, unit = int64(d/(24*time.Hour)), days[l]
	}
	return l.Integer(n) + noBreak + l.Plural(n, unit)
}
