package cadence_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"povtor/portal/cadence"
)

var (
	anyDay = rapid.Custom(func(t *rapid.T) cadence.Day {
		return cadence.Day(rapid.Int32Range(int32(cadence.Date(1900, 1, 1)), int32(cadence.Date(2100, 1, 1))).Draw(t, "day"))
	})
	anyDays  = rapid.SliceOfN(anyDay, 1, 60)
	anyPrior = rapid.Custom(func(t *rapid.T) cadence.Prior {
		return cadence.Prior{
			Mu0: rapid.Float64Range(0, math.Log(1000)).Draw(t, "mu0"),
			S0:  rapid.Float64Range(0, 5).Draw(t, "s0"),
		}
	})
	anyForecast = rapid.Custom(func(t *rapid.T) cadence.Forecast {
		p := anyPrior.Draw(t, "prior")
		return cadence.Fold(anyDays.Draw(t, "days"), p).Forecast(p)
	})
)

func TestFoldIsObserveDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days, p := anyDays.Draw(t, "days"), anyPrior.Draw(t, "prior")
		slices.Sort(days)
		var s cadence.State
		for _, on := range days {
			next, ok := s.Observe(on, p)
			if !ok {
				t.Fatalf("%v after %v was refused", on, s.LastOn)
			}
			s = next
		}
		if got := cadence.Fold(days, p); got != s {
			t.Fatalf("fold %+v, observed %+v", got, s)
		}
	})
}

func TestFoldIgnoresOrderAndRepeats(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days, p := anyDays.Draw(t, "days"), anyPrior.Draw(t, "prior")
		repeats := rapid.SliceOf(rapid.SampledFrom(days)).Draw(t, "repeats")
		shuffled := rapid.Permutation(append(slices.Clone(days), repeats...)).Draw(t, "shuffled")
		if a, b := cadence.Fold(days, p), cadence.Fold(shuffled, p); a != b {
			t.Fatalf("%+v, shuffled and repeated %+v", a, b)
		}
	})
}

func TestStateAgreesWithItsDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := anyDays.Draw(t, "days")
		s := cadence.Fold(days, anyPrior.Draw(t, "prior"))
		slices.Sort(days)
		days = slices.Compact(days)
		if s.OrderDays != len(days) || s.Gaps() != len(days)-1 || s.FirstOn != days[0] || s.LastOn != days[len(days)-1] {
			t.Fatalf("%+v of %v", s, days)
		}
		if s.V < 0 || s.M < 0 {
			t.Fatalf("a mean or variance below nothing: %+v", s)
		}
	})
}

// TestEqualGapsAreTheirOwnMean: whoever buys every g days has m = ln g, and the
// spread only shrinks.
func TestEqualGapsAreTheirOwnMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gap := rapid.IntRange(1, 400).Draw(t, "gap")
		p := anyPrior.Draw(t, "prior")
		var s cadence.State
		v := math.Inf(1)
		for i := range rapid.IntRange(2, 40).Draw(t, "orders") {
			s, _ = s.Observe(cadence.Day(i*gap), p)
			if s.Gaps() > 0 && (math.Abs(s.M-math.Log(float64(gap))) > 1e-12 || s.V > v) {
				t.Fatalf("after %d gaps of %d: %+v", s.Gaps(), gap, s)
			}
			if s.Gaps() > 0 {
				v = s.V
			}
		}
	})
}

func TestProbabilitiesAreProbabilities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyForecast.Draw(t, "forecast")
		silent := rapid.IntRange(0, 4000).Draw(t, "silent")
		within := rapid.IntRange(0, 4000).Draw(t, "within")
		buy, lapse, alive := f.PBuy(silent, within), f.PLapse(silent, within), f.PAlive(silent)
		for _, p := range []float64{buy, lapse, alive, f.Survival(float64(silent)), f.Drop} {
			if !(0 <= p && p <= 1) {
				t.Fatalf("%v is no probability: %+v", p, f)
			}
		}
		if buy+lapse != 1 {
			t.Fatalf("buys %v or stays silent %v", buy, lapse)
		}
		if buy > alive {
			t.Fatalf("buys %v though alive only with %v", buy, alive)
		}
	})
}

func TestSilenceOnlyTakesAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyForecast.Draw(t, "forecast")
		sooner := rapid.IntRange(0, 4000).Draw(t, "sooner")
		later := sooner + rapid.IntRange(0, 400).Draw(t, "wait")
		if f.Survival(float64(later)) > f.Survival(float64(sooner)) {
			t.Fatalf("more cycles open after %d days than after %d", later, sooner)
		}
		if f.PAlive(later) > f.PAlive(sooner) {
			t.Fatalf("more alive after %d days of silence than after %d", later, sooner)
		}
		if f.PBuy(sooner, later) < f.PBuy(sooner, sooner) {
			t.Fatalf("less likely to buy in %d days than in %d", later, sooner)
		}
	})
}

func TestDueThenLateThenAlert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyForecast.Draw(t, "forecast")
		if !(f.LastOn < f.DueOn() && f.DueOn() <= f.LateOn() && f.LateOn() <= f.AlertOn()) {
			t.Fatalf("last %v, due %v, late %v, alert %v", f.LastOn, f.DueOn(), f.LateOn(), f.AlertOn())
		}
	})
}

func TestDatesAndSurvivalTellTheSameStory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyForecast.Draw(t, "forecast")
		share := rapid.Float64Range(0.01, 0.99).Draw(t, "share")
		days := f.Quantile(share)
		if days < 0.5 || f.Beta > 1000 {
			return // half a day is the least silence; a metronome's share is a step
		}
		if open := f.Survival(days); math.Abs(open-(1-share)) > 1e-6 {
			t.Fatalf("%v of cycles over by day %v, yet %v still open", share, days, open)
		}
	})
}

func TestPriorIsWithinItsPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		histories := rapid.SliceOfN(rapid.SliceOfN(anyDay, 8, 20), 1, 20).Draw(t, "histories")
		states := make([]cadence.State, len(histories))
		means := make([]float64, len(histories))
		for i, days := range histories {
			states[i] = cadence.Fold(days, cadence.StartPrior())
			means[i] = states[i].M
		}
		p := cadence.LearnPrior(slices.Values(states))
		if p.Mu0 < slices.Min(means)-1e-9 || p.Mu0 > slices.Max(means)+1e-9 || p.S0 < 0 {
			t.Fatalf("prior %+v of %v", p, means)
		}
	})
}
