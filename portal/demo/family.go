package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// family is a kind of goods that comes in sizes and makes: every combination of its choices is a product.
type family struct {
	leaf   string   // the category it hangs in, by slug
	ru, en string   // its names, {0} {1} {2} standing for the choices
	axes   []string // the choices, see [choices]
	asks   string   // which questions each axis answers, see [family.answersOf]
	about  [2]string
	unit   string // pcs, pack, box, roll, pair, set, m, kg, can, bag
	pack   int    // pieces in one unit
	lot    string // "10+5": at least ten, then five at a time; empty: one at a time
	price  int    // kopecks for one unit where every choice is at 100 %
	breaks string // "10-4 50-8": four per cent less from ten units
	brand  string
	vat    int    // per cent; 0: the usual 22
	buyers string // the trades of clients that would buy it; empty: any
}

// choice is one step of an axis.
type choice struct {
	ru, en  string
	percent int // of the family's price
	pack    int // pieces in a unit, where this choice decides; 0: as the family
}

// choices reads an axis such as "6×20=60@500; цинк|zinc; 0,5 л|0.5 l=40": what is read in Russian and in English, where that
// differs, its price in per cent, and the pieces in a unit.
func choices(axis string) (out []choice) {
	for part := range strings.SplitSeq(axis, ";") {
		var c choice
		text, pack, _ := strings.Cut(strings.TrimSpace(part), "@")
		c.pack = number(pack, 0)
		text, percent, _ := strings.Cut(text, "=")
		c.percent = number(percent, 100)
		ru, en, both := strings.Cut(text, "|")
		if !both {
			en = ru
		}
		c.ru, c.en = ru, en
		out = append(out, c)
	}
	return out
}

// number reads what one of our own tables says.
func number(s string, otherwise int) int {
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(fmt.Sprintf("demo table: %v", err))
	}
	return n
}

// variant is one product of a family.
type variant struct {
	ru, en string
	price  price
	pack   int
	picked []choice
}

// variants are all combinations, the last axis turning fastest.
func (f family) variants() []variant {
	all := []variant{{ru: f.ru, en: f.en, price: price(f.price) * 100, pack: max(f.pack, 1)}}
	for i, axis := range f.axes {
		mark := fmt.Sprintf("{%d}", i)
		var next []variant
		for _, v := range all {
			for _, c := range choices(axis) {
				w := variant{strings.Replace(v.ru, mark, c.ru, 1), strings.Replace(v.en, mark, c.en, 1), v.price.percent(c.percent), v.pack, append(slices.Clone(v.picked), c)}
				if c.pack > 0 {
					w.pack = c.pack
				}
				next = append(next, w)
			}
		}
		all = next
	}
	return all
}

// minimumAndStep is what may be ordered: at least so many, then so many at a time.
func (f family) minimumAndStep() (minimum, step int) {
	first, second, _ := strings.Cut(f.lot, "+")
	minimum = number(first, 1)
	return minimum, number(second, minimum)
}

// rebate is what a larger quantity takes off the price.
type rebate struct{ from, percent int }

func (f family) rebates() (out []rebate) {
	for _, b := range strings.Fields(f.breaks) {
		from, percent, _ := strings.Cut(b, "-")
		out = append(out, rebate{number(from, 0), number(percent, 0)})
	}
	return out
}
