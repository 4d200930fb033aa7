package cadence

import (
	"cmp"
	"math"
	"slices"
)

// AUC is the chance that a random pair to which it happened was ranked above a
// random pair to which it did not, ties counting half: 0.5 is guessing, 1 is
// perfect. It judges the ranking alone, so any score will do. Where it happened to
// all or to none there is nothing to rank, and the answer is NaN.
func AUC(scores []float64, happened []bool) float64 {
	var hits, wins float64
	below := float64(count(happened, false))
	misses := below
	for _, t := range ranked(scores, happened) {
		below -= t.misses
		wins += t.hits * (below + t.misses/2)
		hits += t.hits
	}
	return wins / (hits * misses)
}

// AveragePrecision is the precision of "everything scored this or higher",
// averaged over the pairs to which it happened: how clean a list is as it is
// worked from the top. Guessing gets the share to which it happened. Equal scores
// enter the list together. Where it happened to none the answer is NaN.
func AveragePrecision(scores []float64, happened []bool) float64 {
	var hits, listed, sum float64
	for _, t := range ranked(scores, happened) {
		hits += t.hits
		listed += t.hits + t.misses
		sum += t.hits * hits / listed
	}
	return sum / hits
}

// Brier is the mean square of probability minus outcome: 0 is knowing, 0.25 is
// saying one half to everything. Unlike the two above it also judges whether the
// probabilities are true ones.
func Brier(probabilities []float64, happened []bool) float64 {
	var sum float64
	for i, p := range probabilities {
		if happened[i] {
			p = 1 - p
		}
		sum += p * p
	}
	return sum / float64(len(probabilities))
}

// CalibrationBand holds the forecasts of about one probability against what came.
type CalibrationBand struct {
	Count    int
	Forecast float64 // mean probability that was forecast
	Happened float64 // share to which it happened
}

// Calibration cuts the probabilities into equal bands of 0 to 1. In a true
// forecast each band's two figures are alike; those of an empty band are NaN.
func Calibration(probabilities []float64, happened []bool, bands int) []CalibrationBand {
	table := make([]CalibrationBand, bands)
	for i, p := range probabilities {
		b := &table[min(int(p*float64(bands)), bands-1)]
		b.Count++
		b.Forecast += p
		if happened[i] {
			b.Happened++
		}
	}
	for i := range table {
		n := float64(table[i].Count)
		table[i].Forecast /= n
		table[i].Happened /= n
	}
	return table
}

// Percentile is the value below which the given share of the values lies, for a
// share from 0 to 1, read off a straight line between neighbours. It is NaN of no
// values. The values are sorted in place.
func Percentile(values []float64, share float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	slices.Sort(values)
	at := share * float64(len(values)-1)
	i := int(at)
	if i == len(values)-1 {
		return values[i]
	}
	return values[i] + (at-float64(i))*(values[i+1]-values[i])
}

// tie is the pairs that share one score.
type tie struct{ hits, misses float64 }

// ranked is the ties from the highest score to the lowest.
func ranked(scores []float64, happened []bool) []tie {
	type scored struct {
		score    float64
		happened bool
	}
	all := make([]scored, len(scores))
	for i, score := range scores {
		all[i] = scored{score, happened[i]}
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var ties []tie
	for i, s := range all {
		if i == 0 || s.score != all[i-1].score {
			ties = append(ties, tie{})
		}
		if s.happened {
			ties[len(ties)-1].hits++
		} else {
			ties[len(ties)-1].misses++
		}
	}
	return ties
}

func count(happened []bool, what bool) int {
	n := 0
	for _, h := range happened {
		if h == what {
			n++
		}
	}
	return n
}
