package demo

import (
	"math"
	"slices"

	"povtor/models"
)

// usual is a product that a client buys again and again, how much of it in a plain month, and in how many orders of a hundred.
type usual struct {
	product  *product
	quantity float64
	chance   int
}

// curated are baskets that the first pages of the demo show, by client and supplier; the names are the products'.
var curated = map[[2]string][]string{
	{"Северкрон", "Резьбовит"}: {
		"Болт М8×40 DIN 933, A2-70", "Гайка М8 самоконтрящаяся DIN 985, цинк", "Винт М6×20 DIN 912, 12.9, без покрытия",
		"Шпилька резьбовая М10 × 1 м DIN 975, цинк", "Шайба М8 плоская DIN 125, A2", "Заклёпка вытяжная 4,0×10, алюминий/сталь",
		"Сверло по металлу HSS-G 5,0 мм", "Болт М12×80 DIN 933, цинк"},
	{"Северкрон", "Бронелад"}: {
		"Перчатки от порезов, уровень F, размер 9", "Очки открытые прозрачные", "Респиратор FFP3 с клапаном",
		"Ботинки рабочие S1P «Шаг», размер 43", "Перчатки нейлон с нитрилом, размер 10"},
	{"Северкрон", "Вольтанор"}: {
		"Кабель ВВГнг(А)-LS 3×2,5", "Автоматический выключатель 1P 16 А, C, 4,5 кА", "Светильник линейный 1200 мм, 36 Вт IP65, 4000 К",
		"Стяжка нейлоновая 3,6×200 мм, чёрная", "Изолента ПВХ 19 мм × 20 м, чёрная"},
}

// monthly is what a client of each size spends with one supplier in a month, roubles before tax.
var monthly = [...]int{0, 14000, 32000, 70000, 140000, 280000}

// basket settles what a deal is about.
func (a *author) basket(l *deal) []*usual {
	d := a.seed.dice("basket", l.client.ru, l.supplier.ru)
	names := curated[[2]string{l.client.ru, l.supplier.ru}]
	var chosen []*product
	for _, name := range names {
		i := slices.IndexFunc(l.supplier.products, func(p *product) bool { return p.row.NameRu == name })
		if i < 0 {
			panic("demo table: no product " + name)
		}
		p := l.supplier.products[i]
		p.gone, p.shelf = 0, plenty
		chosen = append(chosen, p)
	}
	if len(chosen) == 0 {
		chosen = a.choose(d, l)
	}
	spend := float64(monthly[l.client.size]) * float64(usualGap[l.rhythm]) / 30
	switch {
	case l.rhythm == 'o':
		spend = float64(monthly[l.client.size]) * 1.5
	case l.client.trade == tradeWholesale:
		spend *= 1.6
	}
	basket := make([]*usual, len(chosen))
	for i, p := range chosen {
		share := spend / float64(len(chosen)) * d.around(0.45)
		u := &usual{product: p, quantity: share / (float64(p.tiers[0].price) / 10000), chance: d.between(40, 95)}
		if len(names) > 0 {
			u.chance = 100 - 8*(i%2)
		}
		basket[i] = u
	}
	return basket
}

// choose picks a few families that suit the client and one to three products of each.
func (a *author) choose(d dice, l *deal) (chosen []*product) {
	want := d.between(4, 6) + l.client.size/2
	switch l.client.trade {
	case tradeWholesale:
		want += 4
	case tradeOneOff:
		want = d.between(2, 4)
	}
	byFamily := map[*family][]*product{}
	var families []*family
	for _, p := range l.supplier.products {
		if !p.family.fits(l.client.trade) {
			continue
		}
		if byFamily[p.family] == nil {
			families = append(families, p.family)
		}
		byFamily[p.family] = append(byFamily[p.family], p)
	}
	d.Shuffle(len(families), func(i, j int) { families[i], families[j] = families[j], families[i] })
	for len(chosen) < want {
		for _, f := range families {
			goods := byFamily[f]
			first := d.IntN(len(goods))
			for i := range min(d.between(1, 3), len(goods), want-len(chosen)) {
				if p := goods[(first+i)%len(goods)]; !slices.Contains(chosen, p) {
					chosen = append(chosen, p)
				}
			}
		}
	}
	return chosen
}

// lot is the nearest quantity that may be ordered.
func (p *product) lot(quantity float64) int {
	steps := math.Round((quantity - float64(p.minimum)) / float64(p.step))
	return p.minimum + max(0, int(steps))*p.step
}

// item is a product and how much of it goes into one order.
type item struct {
	product  *product
	quantity int
}

// fill is what the client puts into an order on a day.
func (a *author) fill(d dice, l *deal, day models.Date) []item {
	scale := l.appetite(day, a.today)
	var items []item
	add := func(p *product, quantity float64) {
		if p.gone == 0 || day < p.gone {
			items = append(items, item{p, p.lot(quantity)})
		}
	}
	for _, u := range l.usual {
		if d.chance(u.chance) {
			add(u.product, u.quantity*scale*d.around(0.2))
		}
	}
	if d.chance(18) {
		p := pick(d, l.supplier.products)
		if p.family.fits(l.client.trade) && !slices.ContainsFunc(items, func(i item) bool { return i.product == p }) {
			add(p, l.usual[0].quantity*float64(l.usual[0].product.tiers[0].price)/float64(p.tiers[0].price)*0.6)
		}
	}
	for i := 0; len(items) == 0; i++ {
		add(l.usual[i].product, l.usual[i].quantity*scale)
	}
	return l.toMinimum(items, day)
}

// appetite is how much of the usual a client buys on a day: the season, and the way its business goes.
func (l *deal) appetite(day, today models.Date) float64 {
	season := l.supplier.trade.season[day.Time().Month()-1]
	scale := float64(season) / 100
	age := float64(today.Days(day)) / span
	switch l.client.story {
	case grows:
		scale *= 1 - 0.4*age
	case shrinks:
		scale *= 0.75 + 0.6*age
	}
	return scale
}

// toMinimum takes more of everything until the agreement's minimum order is reached.
func (l *deal) toMinimum(items []item, day models.Date) []item {
	for range 40 {
		var net models.Amount
		for _, i := range items {
			ask, _ := l.ask(i.product, i.quantity, day)
			net += models.Extend(ask.unit(), whole(i.quantity), "RUB")
		}
		if net >= l.row.MinimumOrder {
			break
		}
		for n := range items {
			p := items[n].product
			items[n].quantity += max(1, items[n].quantity/4/p.step) * p.step
		}
	}
	return items
}
