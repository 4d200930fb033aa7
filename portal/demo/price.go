package demo

import (
	"github.com/shopspring/decimal"

	"povtor/models"
)

// price is a unit price before tax in hundredths of a kopeck: four places of a rouble, as price lists keep it.
type price int64

const kopeck price = 100

// percent is a share of it, rounded as a trader would: whole roubles for dear things, all four places for the cheapest.
func (p price) percent(n int) price { return (p * price(n) / 100).neat() }

func (p price) neat() price {
	step := price(1)
	switch {
	case p >= 1000*100*kopeck:
		step = 100 * kopeck
	case p >= 50*100*kopeck:
		step = 10 * kopeck
	case p >= 10*100*kopeck:
		step = kopeck
	case p >= 100:
		step = 25
	}
	return max((p+step/2)/step*step, 1)
}

func (p price) unit() models.UnitPrice { return decimal.New(int64(p), -4) }

// roubles are money in minor units.
func roubles(n int) models.Amount { return models.Amount(n) * 100 }

// tier is a price from a quantity on.
type tier struct {
	from  int
	price price
}

// revision is a day on which a product's price changed, and by how many hundredths of a per cent.
type revision struct {
	on   models.Date
	rise int
}

// then is what a price of today was on an earlier day.
func then(p price, revisions []revision, day models.Date) price {
	was := p
	for _, r := range revisions {
		if day < r.on {
			was = was * 10000 / price(10000+r.rise)
		}
	}
	if was == p {
		return p
	}
	return was.neat()
}
