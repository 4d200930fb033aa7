package cadence

import "time"

// Day is a civil date, counted in days from 1970-01-01: the date on the wall of
// the company's office, with no hour and no time zone. Two days subtract to a
// gap. Whoever makes one from an instant picks the zone first. models.Date counts
// the same way, so the one converts to the other as it stands.
type Day int32

// The dates that business papers and date columns hold. A date before the first
// is a placeholder ("01.01.0001"); no forecast reaches beyond the last.
const (
	firstDay Day = -25567  // 1900-01-01
	lastDay  Day = 2932896 // 9999-12-31
)

// Date is the day of a calendar date; as in [time.Date], 31 November is
// 1 December.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// DayOf is the civil date that t shows in its own location.
func DayOf(t time.Time) Day {
	return Date(t.Date())
}

// Time is the day's midnight in UTC.
func (d Day) Time() time.Time {
	return time.Unix(int64(d)*24*60*60, 0).UTC()
}

// String is the ISO form, 2019-06-01.
func (d Day) String() string {
	return d.Time().Format(time.DateOnly)
}

// ParseDay reads 2019-06-01 or 01.06.2019, alone or followed by a time of day.
// The date stands as it is written; a zone is not applied. It reports false for
// anything that is not a date from 1900 to 9999.
func ParseDay[T string | []byte](text T) (Day, bool) {
	if len(text) == len(time.DateOnly) {
		return parseDate(text)
	}
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04",
		"02.01.2006 15:04:05", "02.01.2006 15:04",
	} {
		if t, err := time.Parse(layout, string(text)); err == nil {
			d := DayOf(t)
			return d, firstDay <= d && d <= lastDay
		}
	}
	return 0, false
}

// parseDate reads ten characters. It is on the path of every row of a file of
// millions, which is why it does not go through time.Parse.
func parseDate[T string | []byte](text T) (Day, bool) {
	var year, month, day int
	switch {
	case text[4] == '-' && text[7] == '-':
		year, month, day = digits(text[0:4]), digits(text[5:7]), digits(text[8:10])
	case text[2] == '.' && text[5] == '.':
		year, month, day = digits(text[6:10]), digits(text[3:5]), digits(text[0:2])
	}
	if year < 1900 || month < 1 || day < 1 {
		return 0, false
	}
	d := Date(year, time.Month(month), day)
	if _, m, dd := d.Time().Date(); int(m) != month || dd != day {
		return 0, false
	}
	return d, true
}

// digits is the number that the text spells, or -1.
func digits[T string | []byte](text T) int {
	n := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return -1
		}
		n = 10*n + int(text[i]-'0')
	}
	return n
}
