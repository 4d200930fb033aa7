package catalogue

import (
	"maps"
	"sync"
	"time"

	"povtor/models"
)

// counts remembers for a while how many goods each supplier has on sale. They are the same for every client to whom the same
// visibility rules apply, and a figure half a minute old is as good as a new one. One counts at a time, and those who wait find
// it done.
type counts struct {
	counting sync.Mutex
	mu       sync.Mutex
	bySight  map[models.Sight]counted
}

type counted struct {
	at    time.Time
	goods []models.GoodsCount
}

const countsKeep = 30 * time.Second

// of are the counts of what the client can buy.
func (c *counts) of(tx *models.Tx, a models.Assortment) ([]models.GoodsCount, error) {
	sights, err := models.SightsOf(tx, a)
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
		suppliers[i] = m.Supplier
	}
	fresh, err := models.CountGoods(tx, a, models.Wanted{Suppliers: suppliers}, 0)
	if err != nil {
		return nil, err
	}
	c.keep(tx.Now, missing, fresh)
	return append(all, fresh...), nil
}

// known are the counts that are fresh enough, and whose are not.
func (c *counts) known(now time.Time, sights []models.Sight) (all []models.GoodsCount, missing []models.Sight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range sights {
		if k, ok := c.bySight[s]; ok && now.Sub(k.at) < countsKeep {
			all = append(all, k.goods...)
		} else {
			missing = append(missing, s)
		}
	}
	return all, missing
}

// mostKept is beyond how many counts the old ones are forgotten.
const mostKept = 2000

func (c *counts) keep(now time.Time, sights []models.Sight, fresh []models.GoodsCount) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bySight == nil {
		c.bySight = map[models.Sight]counted{}
	}
	if len(c.bySight) > mostKept {
		maps.DeleteFunc(c.bySight, func(_ models.Sight, k counted) bool { return now.Sub(k.at) >= countsKeep })
	}
	of := map[models.OrganisationID]models.Sight{}
	for _, s := range sights {
		of[s.Supplier] = s
		c.bySight[s] = counted{at: now}
	}
	for _, n := range fresh {
		k := c.bySight[of[n.Supplier]]
		k.goods = append(k.goods, n)
		c.bySight[of[n.Supplier]] = k
	}
}
