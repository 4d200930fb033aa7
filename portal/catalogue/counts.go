package catalogue

import (
	"maps"
	"slices"
	"sync"
	"time"

	"povtor/models"
)

// counts remembers for a while how many goods of each supplier a client sees. They are the same for every client whom the
// supplier's visibility rules show the same, and a figure half a minute old is as good as a new one. One counts at a time, and
// those who wait find it done.
type counts struct {
	counting sync.Mutex
	mu       sync.Mutex
	bySight  map[sight]counted
}

// sight is a supplier and what it shows.
type sight struct {
	supplier models.OrganisationID
	rules    string
}

type counted struct {
	at    time.Time
	goods []models.GoodsCount
}

const countsKeep = 30 * time.Second

// of are the counts of all that a client can buy.
func (c *counts) of(tx *models.Tx, a models.Assortment) ([]models.GoodsCount, error) {
	sights, err := models.Sights(tx, a)
	if err != nil {
		return nil, err
	}
	all, missing := c.known(tx.Now, sights)
	if len(missing) == 0 {
		return all, nil
	}
	c.counting.Lock()
	defer c.counting.Unlock()
	all, missing = c.known(tx.Now, sights)
	if len(missing) == 0 {
		return all, nil
	}
	suppliers := make([]models.OrganisationID, len(missing))
	for i, m := range missing {
		suppliers[i] = m.supplier
	}
	fresh, err := models.CountGoods(tx, a, models.Wanted{Suppliers: suppliers}, models.Counted{})
	if err != nil {
		return nil, err
	}
	c.keep(tx.Now, missing, fresh)
	return append(all, fresh...), nil
}

// known are the counts that are fresh enough, and whose are not.
func (c *counts) known(now time.Time, sights map[models.OrganisationID]string) (all []models.GoodsCount, missing []sight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for supplier, rules := range sights {
		at := sight{supplier, rules}
		if k, ok := c.bySight[at]; ok && now.Sub(k.at) < countsKeep {
			all = append(all, k.goods...)
		} else {
			missing = append(missing, at)
		}
	}
	return all, missing
}

func (c *counts) keep(now time.Time, sights []sight, fresh []models.GoodsCount) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bySight == nil {
		c.bySight = map[sight]counted{}
	}
	maps.DeleteFunc(c.bySight, func(_ sight, k counted) bool { return now.Sub(k.at) >= countsKeep })
	for _, at := range sights {
		mine := slices.DeleteFunc(slices.Clone(fresh), func(n models.GoodsCount) bool { return n.Supplier != at.supplier })
		c.bySight[at] = counted{now, mine}
	}
}
