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
		{"every order", 8, 8, 0, true, true},
		{"half of them", 8, 4, 3, true, true},
		{"every third, and this is the third", 8, 3, 2, true, true},
		{"every third, bought last time", 8, 3, 0, true, false},
		{"twice, and overdue", 8, 2, 5, true, true},
		{"twice, lately", 8, 2, 1, true, false},
		{"once, last time", 8, 1, 0, true, false},
		{"once, long ago", 8, 1, 6, false, false},
	} {
		l := models.UsualLine{Orders: c.orders, Times: c.times, Ago: c.ago}
		if belongs(l) != c.belongs || belongs(l) && chosen(l) != c.chosen {
			t.Errorf("%s: belongs %v, chosen %v", c.what, belongs(l), chosen(l))
		}
	}
}
