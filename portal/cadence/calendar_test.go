package cadence_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"povtor/portal/cadence"
)

func TestQuietThisMonth(t *testing.T) {
	bought := func(on string) cadence.State { return cadence.State{OrderDays: 1, LastOn: day(t, on)} }
	for _, c := range []struct {
		name  string
		state cadence.State
		today string
		want  bool
	}{
		{"never bought", cadence.State{}, "2026-03-20", false},
		{"bought this month", bought("2026-03-01"), "2026-03-20", false},
		{"bought today", bought("2026-03-20"), "2026-03-20", false},
		{"bought on the last day of last month", bought("2026-02-28"), "2026-03-01", true},
		{"bought in the same month last year", bought("2025-03-15"), "2026-03-20", true},
		{"bought in December, asked in January", bought("2025-12-31"), "2026-01-31", true},
		{"an order dated ahead", bought("2026-04-02"), "2026-03-31", false},
	} {
		if got := cadence.QuietThisMonth(c.state, day(t, c.today)); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}

func TestMonthOf(t *testing.T) {
	for on, want := range map[string]string{
		"2026-03-01": "2026-03-01", "2026-03-31": "2026-03-01", "2024-02-29": "2024-02-01", "1969-12-31": "1969-12-01",
	} {
		if got := cadence.MonthOf(day(t, on)).String(); got != want {
			t.Errorf("%s: got %s", on, got)
		}
	}
}

func TestDayOfKeepsTheLocalDate(t *testing.T) {
	vladivostok := time.FixedZone("+10", 10*60*60)
	if got := cadence.DayOf(time.Date(2026, 3, 1, 0, 30, 0, 0, vladivostok)).String(); got != "2026-03-01" {
		t.Errorf("got %s", got)
	}
}

func TestParseDay(t *testing.T) {
	for text, want := range map[string]string{
		"2019-06-01":                "2019-06-01",
		"01.06.2019":                "2019-06-01",
		"2024-02-29":                "2024-02-29",
		"1900-01-01":                "1900-01-01",
		"9999-12-31":                "9999-12-31",
		"2019-06-01 23:59:59":       "2019-06-01",
		"2019-06-01T23:59:59":       "2019-06-01",
		"2019-06-01T23:59:59Z":      "2019-06-01",
		"2019-06-01T00:30:00+10:00": "2019-06-01",
		"01.06.2019 0:00:00":        "2019-06-01",
		"01.06.2019 23:59":          "2019-06-01",
	} {
		if got, ok := cadence.ParseDay(text); !ok || got.String() != want {
			t.Errorf("%q: got %v, %v", text, got, ok)
		}
		if got, ok := cadence.ParseDay([]byte(text)); !ok || got.String() != want {
			t.Errorf("%q as bytes: got %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{
		"", "2019", "2019-06-31", "2023-02-29", "2019-13-01", "2019-00-10", "2019-06-00", "31.04.2019",
		"0001-01-01", "01.01.0001", "01.01.0001 00:00:00", "1899-12-31", "10000-01-01", "2019/06/01", "06-01-2019",
		"2019-6-1", "201a-06-01", "-019-06-01", "2019-06-01 25:00:00", "2019-06-01x", "сегодня",
	} {
		if got, ok := cadence.ParseDay(text); ok {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestDayReadsItsOwnWriting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay.Draw(t, "day")
		if back, ok := cadence.ParseDay(d.String()); !ok || back != d {
			t.Fatalf("%v came back as %v, %v", d, back, ok)
		}
		if back := cadence.DayOf(d.Time()); back != d {
			t.Fatalf("%v came back as %v", d, back)
		}
	})
}

func day(t *testing.T, text string) cadence.Day {
	t.Helper()
	d, ok := cadence.ParseDay(text)
	if !ok {
		t.Fatalf("%q is no date", text)
	}
	return d
}
