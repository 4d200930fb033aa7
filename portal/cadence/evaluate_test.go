package cadence_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"povtor/portal/cadence"
)

const y, n = true, false

func TestAUCAndAveragePrecision(t *testing.T) {
	for _, c := range []struct {
		name     string
		scores   []float64
		happened []bool
		auc, ap  float64
	}{
		{"perfect", []float64{9, 8, 2, 1}, []bool{y, y, n, n}, 1, 1},
		{"upside down", []float64{1, 2, 8, 9}, []bool{y, y, n, n}, 0, (1.0/3 + 2.0/4) / 2},
		{"one pair swapped", []float64{4, 3, 2, 1}, []bool{y, n, y, n}, 0.75, (1 + 2.0/3) / 2},
		{"says the same of all", []float64{5, 5, 5, 5}, []bool{y, n, n, n}, 0.5, 0.25},
		{"a tie across the outcome", []float64{3, 2, 2, 1}, []bool{y, y, n, n}, 0.875, (1 + 2.0/3) / 2},
		{"happened to none", []float64{1, 2}, []bool{n, n}, math.NaN(), math.NaN()},
		{"happened to all", []float64{1, 2}, []bool{y, y}, math.NaN(), 1},
		{"nobody", nil, nil, math.NaN(), math.NaN()},
	} {
		if got := cadence.AUC(c.scores, c.happened); !alike(got, c.auc) {
			t.Errorf("%s: AUC %v, want %v", c.name, got, c.auc)
		}
		if got := cadence.AveragePrecision(c.scores, c.happened); !alike(got, c.ap) {
			t.Errorf("%s: AP %v, want %v", c.name, got, c.ap)
		}
	}
}

func TestBrier(t *testing.T) {
	if got := cadence.Brier([]float64{1, 0, 0.5, 0.9}, []bool{y, n, y, n}); !alike(got, (0.25+0.81)/4) {
		t.Errorf("got %v", got)
	}
}

func TestCalibration(t *testing.T) {
	got := cadence.Calibration([]float64{0, 0.2, 0.4, 1, 0.9}, []bool{n, n, y, y, n}, 4)
	want := []cadence.CalibrationBand{{2, 0.1, 0}, {1, 0.4, 1}, {0, math.NaN(), math.NaN()}, {2, 0.95, 0.5}}
	for i := range want {
		if got[i].Count != want[i].Count || !alike(got[i].Forecast, want[i].Forecast) || !alike(got[i].Happened, want[i].Happened) {
			t.Errorf("band %d: got %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestPercentile(t *testing.T) {
	for _, c := range []struct {
		values      []float64
		share, want float64
	}{
		{[]float64{7}, 0.9, 7},
		{[]float64{3, 1, 2}, 0.5, 2},
		{[]float64{4, 1, 3, 2}, 0.5, 2.5},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 0.9, 10},
		{[]float64{1, 2}, 1, 2},
		{[]float64{1, 2}, 0, 1},
		{nil, 0.5, math.NaN()},
	} {
		if got := cadence.Percentile(slices.Clone(c.values), c.share); !alike(got, c.want) {
			t.Errorf("%v of %v: got %v, want %v", c.share, c.values, got, c.want)
		}
	}
}

// TestAUCIsTheShareOfPairsRankedRight holds the ranking to its slow definition.
func TestAUCIsTheShareOfPairsRankedRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scores := rapid.SliceOfN(rapid.Float64Range(0, 1), 2, 40).Draw(t, "scores")
		for i := range scores {
			scores[i] = math.Round(scores[i] * 8) // ties
		}
		happened := rapid.SliceOfN(rapid.Bool(), len(scores), len(scores)).Draw(t, "happened")
		var right, all float64
		for i, a := range scores {
			for j, b := range scores {
				if !happened[i] || happened[j] {
					continue
				}
				all++
				switch {
				case a > b:
					right++
				case a == b:
					right += 0.5
				}
			}
		}
		auc := cadence.AUC(scores, happened)
		if !alike(auc, right/all) {
			t.Fatalf("AUC %v, want %v", auc, right/all)
		}
		if all == 0 {
			return
		}
		for i := range scores {
			scores[i] = -scores[i]
		}
		if down := cadence.AUC(scores, happened); !alike(auc+down, 1) {
			t.Fatalf("upside down %v beside %v", down, auc)
		}
	})
}

func alike(a, b float64) bool {
	return math.Abs(a-b) < 1e-12 || math.IsNaN(a) && math.IsNaN(b)
}
