package demo

import (
	"fmt"
	"strings"

	"povtor/models"
)

// invite makes the companies and their people.
func (a *author) invite() {
	a.found()
	for i, h := range houses() {
		a.suppliers = append(a.suppliers, a.supplier(i, h))
	}
	for i, sketch := range clientSketches {
		a.clients = append(a.clients, a.client(i, sketch))
	}
	a.hire()
}

// found makes the operator.
func (a *author) found() {
	a.operator = a.company(models.OperatorKind, "OP-1", "Кругооборот", "Krugooborot", "Москва", 1)
	a.world.Companies = append(a.world.Companies, a.operator)
}

func (a *author) supplier(i int, h house) *supplier {
	row := a.company(models.SupplierKind, h.code, h.ru, h.en, h.city, 10+i)
	row.Trade, row.TradeEn = h.trade.ru, h.trade.en
	row.NudgeRule = h.nudges
	row.Bank = models.Bank{Name: bankName, BIC: bankCode, Account: bankAccount(4100 + i*37), Correspondent: correspondentAccount()}
	a.world.Companies = append(a.world.Companies, row)
	return &supplier{house: h, row: row, zone: a.zones.of(row.TimeZone)}
}

func (a *author) client(i int, sketch clientSketch) *client {
	d := a.seed.dice("client", sketch.ru)
	row := a.company(models.ClientKind, fmt.Sprintf("C-%04d", i+1), sketch.ru, sketch.en, sketch.city, 100+i*7)
	row.Trade = sketch.trade
	if sketch.parent != "" {
		row.ParentID = ptr(a.byName(sketch.parent).row.ID)
	}
	if sketch.ru == "Ларквотер" {
		row.Locale = "en"
	}
	a.world.Companies = append(a.world.Companies, row)
	c := &client{clientSketch: sketch, row: row, zone: a.zones.of(row.TimeZone), payLate: pick(d, []int{-2, -1, 0, 0, 1, 2, 4, 9, 18}),
		numbers: sketch.size >= 4 && d.chance(60)}
	if sketch.ru == cast[0].company {
		c.payLate = 13 // so that its accountant has something overdue
	}
	c.latest = a.latestDay(c.zone, c.sixDays())
	c.locations = a.outlets(c, d)
	a.world.Locations = append(a.world.Locations, c.locations...)
	return c
}

// company is what all kinds of company have.
func (a *author) company(kind, code, ru, en, in string, number int) models.Organisation {
	d := a.seed.dice("company", ru)
	where := cityOf(in)
	o := models.Organisation{
		ID: idOf[models.Organisation](a.seed, a.start, kind, code), Kind: kind, Code: code, Name: ru, NameEn: en,
		LegalName: "ООО «" + ru + "»", TaxID: taxID(where.region, 31000+number), TaxCode: taxCode(where.region),
		Address: where.address(pick(d, yards), d.between(2, 90)), City: in, CityEn: where.en, Email: "info@" + domain(en), Phone: where.phone(d),
		Locale: "ru", TimeZone: where.zone, Currency: "RUB", NudgeRule: "cadence", Version: 1, CreatedAt: a.start,
	}
	if sole := owners[ru]; sole != (owner{}) {
		o.LegalName, o.TaxID, o.TaxCode = sole.trader, personalTaxID(where.region, 310000+number), ""
	}
	return o
}

// domain is the part of a company's addresses after the @.
func domain(en string) string {
	return strings.NewReplacer(" ", "-", ".", "").Replace(strings.ToLower(en)) + ".example"
}

// outlets are a client's places; the first is its default.
func (a *author) outlets(c *client, d dice) (places []models.Location) {
	n := 1
	switch c.trade {
	case tradeChain:
		n = 2 + 2*c.size
	case tradeHoreca, tradeWholesale:
		n = 1 + c.size/2
	case tradeFactory:
		n = 1 + c.size/3
	}
	where := cityOf(c.city)
	from := d.IntN(len(streets))
	for i := range n {
		s := streets[(from+i)%len(streets)]
		at := s.name
		if c.trade == tradeFactory || c.trade == tradeWholesale {
			at = yards[(from+i)%len(yards)]
		}
		places = append(places, models.Location{
			ID: idOf[models.Location](a.seed, a.start, "location", c.row.Code, i), ClientID: c.row.ID, Name: outlet(c.trade, i, s),
			Address: where.address(at, d.between(1, 120)), City: c.city, IsDefault: i == 0, CreatedAt: a.start,
		})
	}
	return places
}
