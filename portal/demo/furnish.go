package demo

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"povtor/models"
)

// companions are which leaves' goods go with those of a leaf.
var companions = map[string]string{
	"bolts": "nuts washers", "nuts": "bolts washers", "washers": "bolts nuts", "screws": "bits", "rods": "nuts bits",
	"coffee-beans": "milk-sugar syrups barista", "coffee-ground": "milk-sugar barista", "tea-leaf": "milk-sugar", "tea-bags": "milk-sugar",
	"cables": "wiring conduits", "breakers": "enclosures", "sockets": "enclosures wiring", "lamps": "luminaires",
	"boxes": "tapes-films labels", "bags": "labels", "detergents": "tools-cloths", "soap": "dispensers", "paper-hygiene": "dispensers",
	"suits": "shoes work-gloves", "shoes": "work-gloves", "head-eyes": "respirators", "plates": "cutlery cups", "cups": "kitchen", "paper": "writing filing",
}

// dress says when a product is sold and how long it takes, where that is not as for all.
func (a *author) dress(p *product) {
	switch {
	case strings.Contains(p.row.NameRu, "утеплённые"):
		p.row.SeasonFrom, p.row.SeasonTo = ptr(9), ptr(3)
	case strings.Contains(p.row.NameRu, "кровельный"):
		p.row.SeasonFrom, p.row.SeasonTo = ptr(4), ptr(10)
	}
	if p.shelf == toOrder {
		p.row.LeadDays = ptr(a.seed.dice("lead", p.row.SKU).between(7, 14))
	}
}

// furnish adds what a supplier keeps of its goods besides what is on sale: other units, what goes with what, what they cost, where
// they lie, and what is on its way.
func (a *author) furnish() {
	for _, s := range a.suppliers {
		shelves := map[string][]*product{}
		for _, p := range s.products {
			if p.gone == 0 {
				shelves[p.family.leaf] = append(shelves[p.family.leaf], p)
			}
		}
		for i, p := range s.products {
			a.world.Costs = append(a.world.Costs, a.cost(p, i))
			if p.gone == 0 {
				a.world.Units = append(a.world.Units, p.units()...)
				a.world.Companions = append(a.world.Companions, p.companions(shelves)...)
			}
		}
	}
	a.store()
	a.await()
}

// cost is what a product cost its supplier; one in a hundred has become dearer than it is sold for.
func (a *author) cost(p *product, n int) models.ProductCost {
	share := int64(58 + n*7%23)
	if a.seed.dice("cost", p.row.SKU).chance(1) {
		share = 103
	}
	return models.ProductCost{ProductID: p.row.ID, SupplierID: p.row.SupplierID, UpdatedAt: a.world.Now,
		UnitCost: p.tiers[0].price.unit().Mul(decimal.New(share, -2)).Round(2)}
}

// units are the larger ones that goods come in: cases of what is sold by the piece, pallets of what is sold by the box.
func (p *product) units() []models.ProductUnit {
	unit := func(name string, factor int) models.ProductUnit {
		return models.ProductUnit{ProductID: p.row.ID, SupplierID: p.row.SupplierID, Unit: name, Factor: whole(factor)}
	}
	switch p.row.Unit {
	case "box":
		return []models.ProductUnit{unit("pallet", 48)}
	case "pcs", "pack":
		if p.step > 1 {
			return []models.ProductUnit{unit("case", p.step*4), unit("pallet", p.step*160)}
		}
	}
	return nil
}

// companions are the goods of other leaves that answer most like this one: a nut of the bolt's own thread and finish.
func (p *product) companions(shelves map[string][]*product) (out []models.ProductCompanion) {
	for _, leaf := range strings.Fields(companions[p.family.leaf]) {
		var best *product
		most := -1
		for _, q := range shelves[leaf] {
			alike := 0
			for _, said := range p.answers {
				if slices.Contains(q.answers, said) {
					alike++
				}
			}
			if alike > most || alike == most && (q.number == p.number) {
				best, most = q, alike
			}
		}
		if best != nil {
			out = append(out, models.ProductCompanion{ProductID: p.row.ID, SupplierID: p.row.SupplierID, CompanionID: best.row.ID, Position: len(out)})
		}
	}
	return out
}

// stores are where suppliers keep their goods, the default one first; those not named here have one figure for each product.
var stores = map[string][][2]string{
	"FA": {{"MSK", "Москва, Складская"}, {"TVR", "Тверь, терминал"}, {"EKB", "Екатеринбург"}},
	"CT": {{"SPB", "Обжарка на Парнасе"}, {"MSK", "Москва, транзит"}},
	"EL": {{"SAM", "Самара, главный"}, {"KZN", "Казань"}},
}

// store lays what there is into the warehouses.
func (a *author) store() {
	for _, s := range a.suppliers {
		var houses []models.Warehouse
		for i, named := range stores[s.letters] {
			houses = append(houses, models.Warehouse{ID: idOf[models.Warehouse](a.seed, a.start, "warehouse", s.letters, named[0]), SupplierID: s.row.ID,
				Code: named[0], Name: named[1], IsDefault: i == 0, Version: 1, CreatedAt: a.start})
		}
		a.world.Warehouses = append(a.world.Warehouses, houses...)
		if len(houses) == 0 {
			continue
		}
		for _, row := range a.world.Stock {
			if row.SupplierID == s.row.ID {
				a.world.Places = append(a.world.Places, a.places(row, houses)...)
			}
		}
	}
}

// places spread a product over warehouses: most of it lies in the first.
func (a *author) places(row models.Stock, houses []models.Warehouse) (out []models.WarehouseStock) {
	d := a.seed.dice("places", row.ProductID)
	left := row.OnHand.IntPart()
	for i := len(houses) - 1; i >= 0; i-- {
		share := left
		if i > 0 {
			share = left * int64(d.between(0, 3)) / 10
		}
		left -= share
		if share > 0 || i == 0 {
			out = append(out, models.WarehouseStock{ProductID: row.ProductID, WarehouseID: houses[i].ID, SupplierID: row.SupplierID, OnHand: decimal.NewFromInt(share)})
		}
	}
	return out
}

// await announces the deliveries that shelves wait for, and a few that came.
func (a *author) await() {
	for i, s := range a.suppliers {
		came := 0
		for n := range a.world.Stock {
			row := &a.world.Stock[n]
			d := a.seed.dice("incoming", row.ProductID)
			switch {
			case row.SupplierID != s.row.ID:
			case row.RestockOn != nil:
				a.world.Incoming = append(a.world.Incoming, a.delivery(s, row, *row.RestockOn, d))
			case i == 0 && came < 5 && row.OnHand.GreaterThan(row.Reserved) && d.chance(6):
				gone := a.delivery(s, row, openUntil(a.today.Add(-3-2*came), false), d)
				at := clock(gone.ExpectedOn, 11*60+17*came, s.zone)
				gone.Status, gone.Received, gone.ClosedAt, gone.ClosedBy = models.IncomingReceived, &gone.Quantity, &at, a.manager(s)
				if came == 2 {
					gone.Status, gone.Received, gone.Note = models.IncomingCancelled, nil, "Завод перенёс выпуск"
				}
				a.world.Incoming = append(a.world.Incoming, gone)
				came++
			}
		}
	}
}

func (a *author) delivery(s *supplier, row *models.Stock, on models.Date, d dice) models.Incoming {
	var to *models.WarehouseID
	for _, h := range a.world.Warehouses {
		if h.SupplierID == s.row.ID && (to == nil || d.chance(30)) {
			to = &h.ID
		}
	}
	return models.Incoming{WarehouseID: to, ID: idOf[models.Incoming](a.seed, a.start, "incoming", row.ProductID), SupplierID: s.row.ID, ProductID: row.ProductID,
		Quantity: whole(20 * d.between(3, 30)), ExpectedOn: on, Status: models.IncomingExpected, Version: 1,
		CreatedAt: clock(openUntil(on.Add(-30), false), opens, s.zone)}
}

// manager is the first of a supplier's people; nil where it has none.
func (a *author) manager(s *supplier) *models.UserID {
	if len(s.people) == 0 {
		return nil
	}
	return &s.people[0].ID
}
