package cadence

// ColdDays of silence end a rhythm: beyond a year nobody is reminded.
const ColdDays = coldDays

// lastDays is how early before a month ends the calendar rule speaks: late enough to be true, early enough that working days
// are left to write on.
const lastDays = 7

// LateInMonth tells whether the calendar rule may speak on a day: within the last seven of its month.
func LateInMonth(d Day) bool { return MonthOf(d+lastDays) != MonthOf(d) }
