package cadence

import (
	"iter"
	"math"
)

// steadyGaps is how many gaps a pair needs before its variance is its own and no
// longer mostly the s0 it started from.
const steadyGaps = 6

// Prior is what is usual among all pairs. It speaks for a pair that has too few
// gaps to speak for itself.
type Prior struct {
	Mu0 float64 // ln of the usual gap in days
	S0  float64 // the usual variance of ln(gap) within one pair
}

// StartPrior stands in until there are pairs to learn from: a gap of 19 days,
// give or take a factor of 1.6.
func StartPrior() Prior {
	return Prior{Mu0: math.Log(19), S0: 0.234}
}

// LearnPrior is the prior of the given pairs, to be refreshed monthly:
//
//	mu0 = mean of m, over pairs with a gap
//	s0  = median of v, over pairs with 6 gaps or more
//
// Either falls back to its value in [StartPrior] when no pair can teach it. A
// floating-point sum depends on its order: walk the pairs in the same order to
// learn the same prior to the last bit.
func LearnPrior(states iter.Seq[State]) Prior {
	var sum float64
	var pairs int
	var variances []float64
	for s := range states {
		if s.Gaps() == 0 {
			continue
		}
		sum += s.M
		pairs++
		if s.Gaps() >= steadyGaps {
			variances = append(variances, s.V)
		}
	}
	p := StartPrior()
	if pairs > 0 {
		p.Mu0 = sum / float64(pairs)
	}
	if len(variances) > 0 {
		p.S0 = Percentile(variances, 0.5)
	}
	return p
}
