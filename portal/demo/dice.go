package demo

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"time"

	"povtor/models"
)

// seed is where all chance of a world comes from.
type seed uint64

// dice is chance that repeats itself: the same seed and subject give the same throws, whatever else is thrown around it.
type dice struct{ *rand.Rand }

func (s seed) dice(subject ...any) dice {
	h := fnv.New64a()
	_, _ = fmt.Fprintln(h, subject...)
	return dice{rand.New(rand.NewPCG(uint64(s), h.Sum64()))} //nolint:gosec // invented goods and names, nothing to guess
}

// between is a whole number from lo to hi, both included.
func (d dice) between(lo, hi int) int {
	if hi <= lo {
		return lo
	}
	return lo + d.IntN(hi-lo+1)
}

// chance is true so many times in a hundred.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

// around is a factor near one, as often above as below; spread is its standard deviation on the log scale.
func (d dice) around(spread float64) float64 { return math.Exp(spread * d.NormFloat64()) }

// pick is one of them.
func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// idOf is the id of a subject made at an instant: a UUIDv7 that sorts by that instant and is the same in every run.
func idOf[T any](s seed, at time.Time, subject ...any) (id models.ID[T]) {
	h := fnv.New128a()
	_, _ = fmt.Fprintln(h, append([]any{uint64(s)}, subject...)...)
	h.Sum(id.UUID[:0])
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(at.UnixMilli()))
	copy(id.UUID[:6], ms[2:])
	id.UUID[6] = id.UUID[6]&0x0f | 0x70
	id.UUID[8] = id.UUID[8]&0x3f | 0x80
	return id
}
