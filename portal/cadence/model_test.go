package cadence_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"povtor/portal/cadence"
)

// TestGolden holds the model to its oracle: the gaps of a pair, and what must
// come out, to six decimals.
func TestGolden(t *testing.T) {
	f, err := os.Open("testdata/golden.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 41 {
		t.Fatalf("%d lines, want 41", len(rows))
	}
	for i, row := range rows[1:] {
		want := make(map[string]string)
		for j, column := range rows[0] {
			want[column] = row[j]
		}
		t.Run(fmt.Sprintf("%s/age=%s", want["case"], want["age"]), func(t *testing.T) {
			for column, got := range golden(t, want) {
				if got != want[column] {
					t.Errorf("line %d: %s = %s, want %s", i+2, column, got, want[column])
				}
			}
		})
	}
}

func golden(t *testing.T, row map[string]string) map[string]string {
	t.Helper()
	prior := cadence.StartPrior() // the oracle's own; its columns show six decimals of it
	day := cadence.Date(2019, 1, 1)
	days := []cadence.Day{day}
	for _, gap := range strings.Fields(row["gaps_days"]) {
		day += cadence.Day(float(t, gap))
		days = append(days, day)
	}
	s := cadence.Fold(days, prior)
	f := s.Forecast(prior)
	age := int(float(t, row["age"]))
	six := func(x float64) string { return strconv.FormatFloat(x, 'f', 6, 64) }
	since := func(d cadence.Day) string { return strconv.Itoa(int(d - s.LastOn)) }
	return map[string]string{
		"n":             strconv.Itoa(s.Gaps()),
		"m":             six(s.M),
		"v":             six(s.V),
		"tau":           six(f.Tau),
		"beta":          six(f.Beta),
		"pi":            six(f.Drop),
		"due_day_q50":   since(f.DueOn()),
		"late_day_q90":  since(f.LateOn()),
		"alert_day_q95": since(f.AlertOn()),
		"S_age":         six(f.Survival(float64(age))),
		"p_buy_next_30": six(f.PBuy(age, 30)),
		"p_alive":       six(f.PAlive(age)),
		"case":          row["case"],
		"gaps_days":     row["gaps_days"],
		"age":           strconv.Itoa(age),
		"mu0":           six(cadence.StartPrior().Mu0),
		"s0":            strconv.FormatFloat(cadence.StartPrior().S0, 'f', -1, 64),
	}
}

func float(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestObserve(t *testing.T) {
	prior := cadence.StartPrior()
	march := func(day int) cadence.Day { return cadence.Date(2026, 3, day) }
	s := cadence.Fold([]cadence.Day{march(2), march(9), march(23)}, prior)

	t.Run("a second order on the last order day changes nothing", func(t *testing.T) {
		if again, ok := s.Observe(march(23), prior); !ok || again != s {
			t.Errorf("got %+v, %v", again, ok)
		}
	})
	t.Run("an order for an earlier day asks for a rebuild", func(t *testing.T) {
		if same, ok := s.Observe(march(22), prior); ok || same != s {
			t.Errorf("got %+v, %v", same, ok)
		}
	})
	t.Run("the next order day moves the clock", func(t *testing.T) {
		next, ok := s.Observe(march(30), prior)
		if !ok || next.OrderDays != 4 || next.Gaps() != 3 || next.FirstOn != march(2) || next.LastOn != march(30) {
			t.Errorf("got %+v, %v", next, ok)
		}
	})
	t.Run("one order day has no gap", func(t *testing.T) {
		first, ok := cadence.State{}.Observe(march(2), prior)
		want := cadence.State{OrderDays: 1, FirstOn: march(2), LastOn: march(2)}
		if !ok || first != want || first.Gaps() != 0 {
			t.Errorf("got %+v, %v", first, ok)
		}
	})
	t.Run("an order on 1970-01-01 is an order", func(t *testing.T) {
		if s := cadence.Fold([]cadence.Day{0, 7}, prior); s.OrderDays != 2 {
			t.Errorf("got %+v", s)
		}
	})
	if (cadence.State{}).Gaps() != 0 {
		t.Error("no order, no gap")
	}
}

// TestFoldDoesNotReorder: the caller's list of order days stays as it was.
func TestFoldDoesNotReorder(t *testing.T) {
	days := []cadence.Day{30, 10, 20}
	cadence.Fold(days, cadence.StartPrior())
	if !slices.Equal(days, []cadence.Day{30, 10, 20}) {
		t.Errorf("got %v", days)
	}
}

func TestEligible(t *testing.T) {
	last := cadence.Date(2026, 1, 10)
	for _, c := range []struct {
		name      string
		orderDays int
		asOf      cadence.Day
		want      bool
	}{
		{"three order days", 3, last + 1, true},
		{"two order days", 2, last + 1, false},
		{"never bought", 0, last + 1, false},
		{"silent for a year", 3, last + 365, true},
		{"silent for a year and a day", 3, last + 366, false},
	} {
		s := cadence.State{OrderDays: c.orderDays, LastOn: last}
		if got := cadence.Eligible(s, c.asOf); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}

func TestLearnPrior(t *testing.T) {
	start := cadence.StartPrior()
	pair := func(gaps int, m, v float64) cadence.State {
		return cadence.State{OrderDays: gaps + 1, M: m, V: v}
	}
	for _, c := range []struct {
		name   string
		states []cadence.State
		want   cadence.Prior
	}{
		{"nobody has bought", nil, start},
		{"first orders have no gap to learn from", []cadence.State{{}, pair(0, 0, 0)}, start},
		{"short histories teach the gap, not the spread",
			[]cadence.State{pair(1, 2, 9), pair(5, 4, 9)}, cadence.Prior{Mu0: 3, S0: start.S0}},
		{"the mean of all, the median of the steady",
			[]cadence.State{pair(1, 1, 9), pair(6, 2, 0.5), pair(7, 3, 0.1), pair(60, 6, 0.3)}, cadence.Prior{Mu0: 3, S0: 0.3}},
		{"an even count takes the middle of the two",
			[]cadence.State{pair(6, 2, 0.25), pair(6, 2, 0.5)}, cadence.Prior{Mu0: 2, S0: 0.375}},
	} {
		if got := cadence.LearnPrior(slices.Values(c.states)); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestForecastAtTheEdges(t *testing.T) {
	t.Run("one order day: the prior speaks alone", func(t *testing.T) {
		f := cadence.State{OrderDays: 1}.Forecast(cadence.StartPrior())
		if math.Abs(f.Tau-19) > 1e-9 {
			t.Errorf("tau = %v, want 19", f.Tau)
		}
	})
	t.Run("a metronome in a world of metronomes", func(t *testing.T) {
		f := cadence.State{OrderDays: 9, M: math.Log(7)}.Forecast(cadence.Prior{Mu0: math.Log(7)})
		if f.DueOn() != f.AlertOn() || f.PBuy(8, 30) != 0 || f.PAlive(6) < 0.99 {
			t.Errorf("got %+v: due %v, alert %v, p_buy %v", f, f.DueOn(), f.AlertOn(), f.PBuy(8, 30))
		}
	})
	t.Run("no date beyond the calendar", func(t *testing.T) {
		f := cadence.Forecast{Tau: 40_000, Beta: 0.1, LastOn: cadence.Date(2026, 1, 1)}
		if got := f.AlertOn().String(); got != "9999-12-31" {
			t.Errorf("alert on %s", got)
		}
	})
	t.Run("the dates are quantiles", func(t *testing.T) {
		f := cadence.Forecast{Tau: 12.3, Beta: 4}
		for share, on := range map[float64]cadence.Day{0.5: f.DueOn(), 0.9: f.LateOn(), 0.95: f.AlertOn()} {
			if got := cadence.Day(math.Ceil(f.Quantile(share))); got != on {
				t.Errorf("%v: quantile %v, date %v", share, got, on)
			}
		}
	})
}

var weekly = cadence.Fold([]cadence.Day{0, 7, 14, 22, 28, 35, 49}, cadence.StartPrior())

// BenchmarkObserve is what one order costs.
func BenchmarkObserve(b *testing.B) {
	prior := cadence.StartPrior()
	s := weekly
	for b.Loop() {
		s.LastOn = 49
		s, _ = s.Observe(56, prior)
	}
	perSecond(b, "orders/s")
}

// BenchmarkForecast is what one pair costs when all are scored: the clock, its
// three dates and three probabilities.
func BenchmarkForecast(b *testing.B) {
	prior := cadence.StartPrior()
	var sink float64
	for b.Loop() {
		f := weekly.Forecast(prior)
		sink += float64(f.DueOn()+f.LateOn()+f.AlertOn()) + f.PBuy(9, 31) + f.PLapse(9, 90) + f.PAlive(9)
	}
	if sink == 0 {
		b.Fatal("nothing was scored")
	}
	perSecond(b, "pairs/s")
}

func perSecond(b *testing.B, unit string) {
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), unit)
}
