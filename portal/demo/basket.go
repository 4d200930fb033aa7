package demo

import (
	"math"
	"slices"
	"strings"

	"povtor/models"
)

// usual is a product that a client buys again and again, how much of it in a plain month, and in how many orders of a hundred.
type usual struct {
	product  *product
	quantity float64
	chance   int
	staple   bool // in the last order for certain
}

// portion is a product by its name, and how much of it is usual.
type portion struct {
	name     string
	quantity float64
}

// curated are the baskets that the first pages of the demo show, by client and supplier.
var curated = map[[2]string][]portion{
	{"Северкрон", "Резьбовит"}: {
		{"Болт М8×40 DIN 933, A2-70", 12}, {"Гайка М8 самоконтрящаяся DIN 985, цинк", 12}, {"Винт М6×20 DIN 912, 12.9, без покрытия", 8},
		{"Шпилька резьбовая М10 × 1 м DIN 975, цинк", 40}, {"Шайба М8 плоская DIN 125, A2", 10}, {"Заклёпка вытяжная 4,0×10, алюминий/сталь", 10},
		{"Болт М12×80 DIN 933, цинк", 6}, {"Сверло по металлу HSS-G 5,0 мм", 10}},
	{"Северкрон", "Бронелад"}: {
		{"Перчатки от порезов, уровень F, размер 9", 12}, {"Очки открытые прозрачные", 40}, {"Респиратор FFP3 с клапаном", 6},
		{"Ботинки рабочие S1P «Шаг», размер 43", 6}, {"Перчатки нейлон с нитрилом, размер 10", 10}},
	{"Северкрон", "Вольтанор"}: {
		{"Кабель ВВГнг(А)-LS 3×2,5", 300}, {"Автоматический выключатель 1P 16 А, C, 4,5 кА", 24}, {"Светильник линейный 1200 мм, 36 Вт IP65, 4000 К", 12},
		{"Стяжка нейлоновая 3,6×200 мм, чёрная", 20}, {"Изолента ПВХ 19 мм × 20 м, чёрная", 50}},
}

// basket settles what a deal is about.
func (a *author) basket(l *deal) (basket []*usual) {
	d := a.seed.dice("basket", l.client.ru, l.supplier.ru)
	for i, part := range curated[[2]string{l.client.ru, l.supplier.ru}] {
		p := l.supplier.called(part.name)
		p.gone, p.shelf = 0, plenty
		basket = append(basket, &usual{product: p, quantity: part.quantity, chance: 100 - 6*i, staple: true})
	}
	if len(basket) > 0 {
		return basket
	}
	chosen := a.choose(d, l)
	var weights []float64
	var sum float64
	for _, p := range chosen {
		weight := math.Pow(p.lotPrice(), 0.8) * d.around(0.45) // of cheap things one buys more, and yet spends less on them
		weights, sum = append(weights, weight), sum+weight
	}
	for i, p := range chosen {
		lots := l.spend() * weights[i] / sum / p.lotPrice()
		basket = append(basket, &usual{product: p, quantity: lots * float64(p.minimum), chance: d.between(40, 95)})
	}
	return basket
}

func (s *supplier) called(name string) *product {
	i := slices.IndexFunc(s.products, func(p *product) bool { return p.row.NameRu == name })
	if i < 0 {
		panic("demo table: no product " + name)
	}
	return s.products[i]
}

// lotPrice is what the least quantity costs at the list price, in roubles.
func (p *product) lotPrice() float64 { return float64(p.tiers[0].price) / 10000 * float64(p.minimum) }

// monthly is what a client of each size spends in a month on what its trade lives by, roubles before tax.
var monthly = [...]float64{0, 20000, 40000, 80000, 160000, 300000}

// core are the suppliers that a trade lives by; of the others it buys a third as much.
var core = map[string]string{tradeFactory: "FA PP EL PK", tradeHoreca: "CT CL TW PK", tradeChain: "PK CL", tradeWholesale: "FA CT PK CL OF TW PP EL"}

// spend is about what one order comes to, in roubles before tax.
func (l *deal) spend() float64 {
	c := l.client
	switch {
	case c.trade == tradeOneOff:
		return monthly[c.size]
	case !strings.Contains(core[c.trade], l.supplier.letters):
		return monthly[c.size] / 3 * float64(usualGap[l.rhythm]) / 30
	}
	return monthly[c.size] * float64(usualGap[l.rhythm]) / 30
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
		if d.chance(u.chance) || u.staple && day == l.days[len(l.days)-1] {
			add(u.product, u.quantity*scale*d.around(0.2))
		}
	}
	if d.chance(18) {
		p := pick(d, l.supplier.products)
		if p.family.fits(l.client.trade) && !slices.ContainsFunc(items, func(i item) bool { return i.product == p }) {
			add(p, l.usual[0].quantity/float64(l.usual[0].product.minimum)*l.usual[0].product.lotPrice()/p.lotPrice()*float64(p.minimum)*0.5)
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
