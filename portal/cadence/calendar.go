package cadence

// QuietThisMonth is the plain calendar rule: bought before, but nothing yet in
// the calendar month of today. A supplier may choose it in place of the pair's
// own rhythm, and it serves pairs with too few order days to have one.
//
// On the first of a month it holds for every client who has not ordered that
// very morning, so whoever sends mail by it asks late in the month, and once.
func QuietThisMonth(s State, today Day) bool {
	return s.OrderDays > 0 && s.LastOn < MonthOf(today)
}

// MonthOf is the first day of the day's calendar month: the period within which
// the calendar rule may ask once.
func MonthOf(d Day) Day {
	year, month, _ := d.Time().Date()
	return Date(year, month, 1)
}
