package nudge

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"povtor/models"
)

var thursday = models.NewDate(2026, 11, 19)

func at(t testing.TB, zone, text string) time.Time {
	t.Helper()
	where, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", text, where)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestOfficeHours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, now, next string }{
		{"Europe/Moscow", "2026-11-19 09:00", "2026-11-19 09:00"},
		{"Europe/Moscow", "2026-11-19 19:59", "2026-11-19 19:59"},
		{"Europe/Moscow", "2026-11-19 08:59", "2026-11-19 09:00"},
		{"Europe/Moscow", "2026-11-19 20:00", "2026-11-20 09:00"},
		{"Europe/Moscow", "2026-11-20 20:00", "2026-11-23 09:00"},
		{"Europe/Moscow", "2026-11-21 12:00", "2026-11-23 09:00"},
		{"Europe/Moscow", "2026-11-22 23:59", "2026-11-23 09:00"},
		{"Asia/Vladivostok", "2026-11-19 03:00", "2026-11-19 09:00"},
		{"Europe/Moscow", "2026-12-31 21:00", "2027-01-01 09:00"},
		{"Europe/Berlin", "2026-10-23 22:00", "2026-10-26 09:00"}, // summer time ends on Sunday
	} {
		now, want := at(t, c.zone, c.now), at(t, c.zone, c.next)
		if got := OfficeHours.Next(now.UTC(), now.Location()); !got.Equal(want) {
			t.Errorf("%s %s: %s, want %s", c.zone, c.now, got.In(now.Location()), c.next)
		}
	}
	now := at(t, "Europe/Moscow", "2026-11-21 03:00")
	if got := (Hours{}).Next(now, now.Location()); !got.Equal(now) {
		t.Error("no hours at all made it wait until", got)
	}
}

// Wherever and whenever: the moment found is within the hours, is the first such, and asking again changes nothing.
func TestTheNextMomentIsWithinTheHours(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom([]string{"Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin", "America/New_York", "Asia/Kolkata"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		now := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "now"), 0)
		next := OfficeHours.Next(now, zone)
		local := next.In(zone)
		if next.Before(now) || local.Hour() < 9 || local.Hour() >= 20 || local.Weekday() == time.Saturday || local.Weekday() == time.Sunday {
			t.Fatalf("%s led to %s", now.In(zone), local)
		}
		if !OfficeHours.Next(next, zone).Equal(next) || next.Sub(now) > 62*time.Hour {
			t.Fatalf("%s led to %s", now.In(zone), local)
		}
	})
}

// lateFacts are those of a pair that is late and to which nothing is objected.
func lateFacts(change ...func(*models.NudgeFacts)) models.NudgeFacts {
	due, late := thursday.Add(-10), thursday
	f := models.NudgeFacts{
		Cadence:   models.Cadence{OrderDays: 9, FirstOn: thursday.Add(-200), LastOn: thursday.Add(-20), DueOn: &due, LateOn: &late},
		Supplier:  models.Organisation{NudgeRule: "cadence"},
		Agreement: &models.Agreement{Status: models.AgreementActive, ValidFrom: thursday.Add(-300)},
	}
	for _, c := range change {
		c(&f)
	}
	return f
}

// quietFacts are those of a pair without a rhythm that has bought in an earlier month.
func quietFacts(change ...func(*models.NudgeFacts)) models.NudgeFacts {
	return lateFacts(append([]func(*models.NudgeFacts){func(f *models.NudgeFacts) {
		f.OrderDays, f.DueOn, f.LateOn, f.LastOn = 1, nil, nil, thursday.Add(-40)
	}}, change...)...)
}

func TestWhichClockRings(t *testing.T) {
	t.Parallel()
	calendar := func(f *models.NudgeFacts) { f.Supplier.NudgeRule = "calendar" }
	for _, c := range []struct {
		what  string
		facts models.NudgeFacts
		today models.Date
		want  clock
		rings bool
	}{
		{"late today", lateFacts(), thursday, clock{models.NudgeLate, "2026-10-30"}, true},
		{"late tomorrow", lateFacts(), thursday.Add(-1), clock{models.NudgeLate, "2026-10-30"}, false},
		{"late for weeks", lateFacts(), thursday.Add(60), clock{models.NudgeLate, "2026-10-30"}, true},
		{"no rhythm, the month is young", quietFacts(), thursday.Add(4), clock{models.NudgeCalendar, "2026-11"}, false},
		{"no rhythm, seventh last day", quietFacts(), thursday.Add(5), clock{models.NudgeCalendar, "2026-11"}, true},
		{"no rhythm, last day", quietFacts(), thursday.Add(11), clock{models.NudgeCalendar, "2026-11"}, true},
		{"no rhythm, first day of the next", quietFacts(), thursday.Add(12), clock{models.NudgeCalendar, "2026-12"}, false},
		{"no rhythm, bought this month", quietFacts(func(f *models.NudgeFacts) { f.LastOn = thursday }), thursday.Add(11), clock{models.NudgeCalendar, "2026-11"}, false},
		{"the supplier prefers the calendar", lateFacts(calendar), thursday.Add(11), clock{models.NudgeCalendar, "2026-11"}, true},
		{"and it is late by its rhythm only", lateFacts(calendar), thursday, clock{models.NudgeCalendar, "2026-11"}, false},
		{"the 22nd of a February", quietFacts(), models.NewDate(2027, 2, 22), clock{models.NudgeCalendar, "2027-02"}, true},
		{"the 21st of a February", quietFacts(), models.NewDate(2027, 2, 21), clock{models.NudgeCalendar, "2027-02"}, false},
	} {
		if got, rings := rings(c.facts, c.today); got != c.want || rings != c.rings {
			t.Errorf("%s: %+v %v, want %+v %v", c.what, got, rings, c.want, c.rings)
		}
	}
}

func TestWhatSpeaksAgainstAReminder(t *testing.T) {
	t.Parallel()
	day := func(d models.Date) *models.Date { return &d }
	late, calendar := clock{models.NudgeLate, ""}, clock{models.NudgeCalendar, ""}
	for _, c := range []struct {
		want   Code
		clock  clock
		change func(*models.NudgeFacts)
	}{
		{"", late, func(*models.NudgeFacts) {}},
		{RuleOff, late, func(f *models.NudgeFacts) { f.Supplier.NudgeRule = "off" }},
		{Lapsed, late, func(f *models.NudgeFacts) { f.LastOn = thursday.Add(-366) }},
		{"", late, func(f *models.NudgeFacts) { f.LastOn = thursday.Add(-365) }},
		{nudgedBefore, late, func(f *models.NudgeFacts) { f.NudgedLate = true }},
		{"", late, func(f *models.NudgeFacts) { f.NudgedMonth = true }},
		{nudgedBefore, calendar, func(f *models.NudgeFacts) { f.NudgedMonth = true }},
		{Unanswered, calendar, func(f *models.NudgeFacts) { f.Unanswered = 3 }},
		{"", calendar, func(f *models.NudgeFacts) { f.Unanswered = 2 }},
		{NoAgreement, late, func(f *models.NudgeFacts) { f.Agreement = nil }},
		{NoAgreement, late, func(f *models.NudgeFacts) { f.Agreement.Status = models.AgreementOnHold }},
		{NoAgreement, late, func(f *models.NudgeFacts) { f.Agreement.ValidTo = day(thursday.Add(-1)) }},
		{"", late, func(f *models.NudgeFacts) { f.Agreement.ValidTo = day(thursday) }},
		{Ordered, late, func(f *models.NudgeFacts) { f.OrderedSince = true }},
		{OpenOrder, late, func(f *models.NudgeFacts) { f.OpenOrder = true }},
		{OpenCart, late, func(f *models.NudgeFacts) { f.OpenCart = true }},
		{NotNeeded, late, func(f *models.NudgeFacts) { f.NotNeededOn = day(f.LastOn) }},
		{"", late, func(f *models.NudgeFacts) { f.NotNeededOn = day(f.LastOn - 30) }},
		{Snoozed, late, func(f *models.NudgeFacts) { f.SnoozedUntil = day(thursday.Add(1)) }},
		{"", late, func(f *models.NudgeFacts) { f.SnoozedUntil = day(thursday) }},
		{Contacted, late, func(f *models.NudgeFacts) { f.ContactedOn = day(thursday.Add(-6)) }},
		{"", late, func(f *models.NudgeFacts) { f.ContactedOn = day(thursday.Add(-7)) }},
	} {
		if got := objection(lateFacts(c.change), c.clock, thursday); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestWhenTheClientMayBeWrittenTo(t *testing.T) {
	t.Parallel()
	moscow := at(t, "Europe/Moscow", "2026-11-19 10:00").Location()
	for _, c := range []struct {
		what    string
		digests []models.Date
		now     string
		want    Code
		until   string
	}{
		{"free", nil, "2026-11-19 10:00", "", ""},
		{"at night", nil, "2026-11-19 22:00", QuietHours, "2026-11-20 09:00"},
		{"had one today", []models.Date{thursday}, "2026-11-19 10:00", DigestToday, "2026-11-20 09:00"},
		{"had one this week", []models.Date{thursday.Add(-1)}, "2026-11-19 10:00", "", ""},
		{"had two this week", []models.Date{thursday.Add(-1), thursday.Add(-6)}, "2026-11-19 10:00", FrequencyCap, "2026-11-20 09:00"},
		{"had three, two this week", []models.Date{thursday.Add(-7), thursday.Add(-2), thursday.Add(-3)}, "2026-11-19 10:00", FrequencyCap, "2026-11-23 09:00"},
		{"had one this week and one a week ago", []models.Date{thursday.Add(-1), thursday.Add(-7)}, "2026-11-19 10:00", "", ""},
	} {
		why, until := pause(c.digests, at(t, "Europe/Moscow", c.now), OfficeHours, moscow)
		said := ""
		if !until.IsZero() {
			said = until.In(moscow).Format("2006-01-02 15:04")
		}
		if why != c.want || said != c.until {
			t.Errorf("%s: %q until %q, want %q until %q", c.what, why, said, c.want, c.until)
		}
	}
}

func TestWhoReadsIt(t *testing.T) {
	t.Parallel()
	person := func(role string, consents, forbidden bool) models.Contact {
		return models.Contact{User: models.NewID[models.User](), Role: role, Consents: consents, Forbidden: forbidden}
	}
	first, second, admin := person("buyer", true, false), person("buyer", true, false), person("company_admin", true, false)
	silent, bounced := person("buyer", false, false), person("buyer", true, true)
	by := func(c models.Contact) Candidate {
		return Candidate{Facts: models.NudgeFacts{LastBuyer: &c.User}}
	}
	for _, c := range []struct {
		what       string
		contacts   []models.Contact
		candidates []Candidate
		want       *models.Contact
		why        Code
	}{
		{"the one who ordered last", []models.Contact{first, second}, []Candidate{by(second), by(first)}, &second, ""},
		{"or else the first", []models.Contact{first, second}, []Candidate{by(admin)}, &first, ""},
		{"whoever ordered last does not consent", []models.Contact{silent, second}, []Candidate{by(silent)}, &second, ""},
		{"not the admin where there is a buyer", []models.Contact{admin, silent}, []Candidate{by(admin)}, nil, NoConsent},
		{"the admin where there is none", []models.Contact{admin}, []Candidate{by(silent)}, &admin, ""},
		{"nobody", nil, []Candidate{by(first)}, nil, NoBuyer},
		{"nobody consents", []models.Contact{silent}, []Candidate{by(silent)}, nil, NoConsent},
		{"the address is no good", []models.Contact{silent, bounced}, []Candidate{by(silent)}, nil, Suppressed},
	} {
		got, why := reader(c.contacts, c.candidates)
		if why != c.why || (got == nil) != (c.want == nil) || got != nil && got.User != c.want.User {
			t.Errorf("%s: %+v, %q", c.what, got, why)
		}
	}
}
