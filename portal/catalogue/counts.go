package catalogue

import (
	"sync"
	"time"

	"povtor/models"
)

// counts remembers for a while how many goods each supplier has on sale. They are the same for every client, and a figure
// half a minute old is as good as a new one. One counts at a time, and those who wait find it done.
type counts struct {
	counting   sync.Mutex
	mu         sync.Mutex
	bySupplier map[models.OrganisationID]counted
}

type counted struct {
	at    time.Time
	goods []models.GoodsCount
}

const countsKeep = 30 * time.Second

// of are the counts of the suppliers with these terms.
func (c *counts) of(tx *models.Tx, a models.Assortment, terms []models.Terms) ([]models.GoodsCount, error) {
	all, missing := c.known(tx.Now, terms)
	if len(missing) == 0 {
		return all, nil
	}
	c.counting.Lock()
	defer c.counting.Unlock()
	all, missing = c.known(tx.Now, terms)
	if len(missing) == 0 {
		return all, nil
	}
	fresh, err := models.CountGoods(tx, a, models.Wanted{Suppliers: missing}, 0)
	if err != nil {
		return nil, err
	}
	c.keep(tx.Now, missing, fresh)
	return append(all, fresh...), nil
}

// known are the counts that are fresh enough, and whose are not.
func (c *counts) known(now time.Time, terms []models.Terms) (all []models.GoodsCount, missing []models.OrganisationID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, t := range terms {
		if k, ok := c.bySupplier[t.Supplier]; ok && now.Sub(k.at) < countsKeep {
			all = append(all, k.goods...)
		} else {
			missing = append(missing, t.Supplier)
		}
	}
	return all, missing
}

func (c *counts) keep(now time.Time, suppliers []models.OrganisationID, fresh []models.GoodsCount) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bySupplier == nil {
		c.bySupplier = map[models.OrganisationID]counted{}
	}
	for _, id := range suppliers {
		c.bySupplier[id] = counted{at: now}
	}
	for _, n := range fresh {
		k := c.bySupplier[n.Supplier]
		k.goods = append(k.goods, n)
		c.bySupplier[n.Supplier] = k
	}
}
