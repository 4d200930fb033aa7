package reorder

import (
	"testing"

	"povtor/models"
)

func TestWhatBelongsAndWhatIsChosen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what               string
		orders, times, ago int
		belongs, chosen    bool
	}{
		{"the only order", 1, 1, 0, true, true},
		{"every order", 12, 12, 0, true, true},
		{"a third of them", 12, 4, 3, true, true},
		{"less", 12, 3, 0, true, false},
		{"once of three, lately", 3, 1, 0, true, true},
		{"once of three, before", 3, 1, 1, false, true},
		{"once, last time", 12, 1, 0, true, false},
		{"once, long ago", 12, 1, 6, false, false},
	} {
		l := models.UsualLine{Orders: c.orders, Times: c.times, Ago: c.ago}
		if belongs(l) != c.belongs || belongs(l) && chosen(l) != c.chosen {
			t.Errorf("%s: belongs %v, chosen %v", c.what, belongs(l), chosen(l))
		}
	}
}
