package demo

import (
	"fmt"
	"slices"
	"strings"

	"povtor/models"
	"povtor/portal/pricing"
)

// agree lets clients and suppliers come to terms, and settles what each client usually buys.
func (a *author) agree() {
	numbers := map[*supplier]int{}
	for _, c := range a.clients {
		for _, code := range strings.Fields(c.buys) {
			s := a.supplierOf(code[:2])
			numbers[s]++
			a.deals = append(a.deals, a.deal(c, s, code[3], code[4:], numbers[s]))
		}
	}
	a.court()
	a.publish()
}

func (a *author) supplierOf(letters string) *supplier {
	for _, s := range a.suppliers {
		if s.letters == letters {
			return s
		}
	}
	panic("demo table: no supplier " + letters)
}

func (a *author) deal(c *client, s *supplier, rhythm byte, fate string, number int) *deal {
	d := a.seed.dice("deal", c.ru, s.ru)
	l := &deal{client: c, supplier: s, today: a.today, rhythm: rhythm, fate: fate, ladders: map[*product]pricing.Ladder{}}
	l.since = a.today.Add(-span - d.between(5, 40))
	switch {
	case c.story == fresh:
		l.since = a.today.Add(-d.between(100, 170))
	case fate == "" && d.chance(25) && c.ru != cast[0].company:
		l.since = a.today.Add(-d.between(240, 640))
	}
	terms := s.netDays[min(c.size/2, 2)]
	if c.trade == tradeOneOff {
		terms = 0
	}
	l.row = models.Agreement{
		ID: idOf[models.Agreement](a.seed, a.start, "agreement", c.row.Code, s.letters), ClientID: c.row.ID, SupplierID: s.row.ID,
		Number: fmt.Sprintf("%d/%d", number, l.since.Time().Year()), Status: models.AgreementActive, Currency: "RUB", NetDays: terms,
		MinimumOrder: roubles(s.minimum), DeliveryNote: s.deliveryNote(), LeadDays: s.leadDays, ValidFrom: l.since, Version: 1,
		CreatedAt: clock(l.since, opens+d.between(0, 300), c.zone), AccountManagerID: &a.managers[c.manager].ID,
	}
	if terms > 0 && c.size > 0 && c.size < 5 {
		l.row.CreditLimit = ptr(roubles([]int{0, 150, 300, 600, 1500}[c.size] * 1000))
	}
	if fate == "-" {
		l.row.Status, l.row.ValidTo = models.AgreementEnded, ptr(a.today.Add(-d.between(60, 120)))
	}
	l.attach(a, d)
	l.usual = a.basket(l)
	return l
}

func (h house) deliveryNote() string {
	return fmt.Sprintf("Доставка от %d 000 ₽ за счёт поставщика, иначе отдельно по тарифу перевозчика", h.freeFrom/1000)
}

// attach gives the agreement its contract price lists: the larger the client, the better.
func (l *deal) attach(a *author, d dice) {
	c, s := l.client, l.supplier
	if c.ru == cast[0].company && s == a.suppliers[0] {
		l.lists = append(l.lists, a.ownPrices(l))
	}
	switch {
	case c.trade == tradeOneOff:
	case c.trade == tradeWholesale, c.size == 5:
		l.lists = append(l.lists, s.lists[2])
	case c.size >= 3 || d.chance(40):
		l.lists = append(l.lists, s.lists[1])
	}
}

// ownPrices is a price list agreed with one client, for nuts and washers, until the end of the year.
func (a *author) ownPrices(l *deal) *priceList {
	list := a.list(l.supplier, "Договорные цены «"+l.client.ru+"»", models.ContractPrice, 86,
		func(p *product) bool { return p.family.leaf == "nuts" || p.family.leaf == "washers" })
	list.row.ValidFrom = ptr(l.since)
	list.row.ValidTo = ptr(models.NewDate(a.today.Time().Year()+1, 1, 31))
	l.supplier.lists = append(l.supplier.lists, list)
	return list
}

// court adds what has not come to trade: two agreements still asked for, and one on hold.
func (a *author) court() {
	for i, pair := range [][2]string{{"Пельмогорье", "CT"}, {"Сырновея", "TW"}} {
		c := a.byName(pair[0])
		l := a.deal(c, a.supplierOf(pair[1]), 'o', "", 90+i)
		l.row.Status, l.row.ValidFrom = models.AgreementRequested, a.today
		l.row.CreatedAt = clock(openUntil(a.today.Add(-2), false), 11*60, c.zone)
		a.world.Agreements = append(a.world.Agreements, l.row)
	}
	for _, l := range a.deals {
		if l.client.ru == "Мебелогорье" && strings.Contains(l.fate, "~") {
			l.row.Status = models.AgreementOnHold
		}
	}
}

// publish writes down the agreements, and their price lists in the order they are asked.
func (a *author) publish() {
	for _, l := range a.deals {
		a.world.Agreements = append(a.world.Agreements, l.row)
		for i, list := range l.lists {
			a.world.AgreementPriceLists = append(a.world.AgreementPriceLists, models.AgreementPriceList{AgreementID: l.row.ID,
				ClientID: l.row.ClientID, SupplierID: l.row.SupplierID, PriceListID: list.row.ID, Position: i + 1})
		}
	}
	for _, s := range a.suppliers {
		for _, list := range s.lists {
			a.world.PriceLists = append(a.world.PriceLists, list.row)
			for _, p := range s.products {
				for _, t := range list.tiers(p) {
					a.world.Prices = append(a.world.Prices, models.Price{PriceListID: list.row.ID, SupplierID: s.row.ID,
						ProductID: p.row.ID, FromQuantity: whole(t.from), UnitPrice: t.price.unit()})
				}
			}
		}
	}
}

// ask is what the client pays for a unit on a day, and what the order keeps of where that came from.
func (l *deal) ask(p *product, quantity int, day models.Date) (ask price, origin string) {
	if l.ladders[p] == nil {
		l.ladders[p] = l.offers(p).On(l.today)
	}
	now, ok := l.ladders[p].At(whole(quantity))
	if !ok {
		panic("demo: no price for " + p.row.SKU)
	}
	return then(price(now.UnitPrice.Shift(4).IntPart()), p.revisions, day), now.Origin()
}

// offers are what the agreement's lists ask for a product, and the supplier's own after them.
func (l *deal) offers(p *product) pricing.Offers {
	o := pricing.Offers{Currency: l.row.Currency}
	for _, list := range append(slices.Clone(l.lists), l.supplier.lists[0]) {
		offer := pricing.Offer{List: &list.row}
		for _, t := range list.tiers(p) {
			offer.Tiers = append(offer.Tiers, pricing.Tier{From: whole(t.from), UnitPrice: t.price.unit()})
		}
		o.Lists = append(o.Lists, offer)
	}
	return o
}

// fits reports goods that a client of that trade would buy.
func (f *family) fits(trade string) bool {
	return f.buyers == "" || strings.Contains(" "+f.buyers+" ", " "+trade+" ")
}
