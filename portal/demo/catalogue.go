package demo

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"povtor/models"
)

// product is a thing on sale.
type product struct {
	row           models.Product
	family        *family
	number        int // among its family's variants
	minimum, step int
	tiers         []tier // today's list price
	revisions     []revision
	gone          models.Date // discontinued since; 0: on sale
	shelf         shelf
	held          int // reserved for open orders
	answers       []answer
}

// shelf is how much of a product there is beyond what is reserved.
type shelf uint8

const (
	plenty shelf = iota
	little
	nothing
	toOrder // brought when somebody orders: no stock is kept
)

// priceList is a supplier's list as the author reckons with it.
type priceList struct {
	row     models.PriceList
	percent int                   // of the list price
	covers  func(p *product) bool // which products it has a price for
}

// tiers are the list's prices for a product, none where it has none.
func (l *priceList) tiers(p *product) []tier {
	if !l.covers(p) {
		return nil
	}
	if l.percent == 100 {
		return p.tiers
	}
	out := make([]tier, len(p.tiers))
	for i, t := range p.tiers {
		out[i] = tier{t.from, t.price.percent(l.percent)}
	}
	return out
}

// stockUp makes the category tree and every supplier's catalogue and general price lists.
func (a *author) stockUp() {
	for i, s := range a.suppliers {
		leaves := a.branches(s.trade)
		for n := range s.trade.goods {
			f := &s.trade.goods[n]
			for v, variant := range f.variants() {
				s.products = append(s.products, a.product(s, i, n, v, f, variant, leaves))
			}
		}
		a.ask(s)
		a.listPrices(s)
	}
}

// branches adds a trade and its leaves to the tree and says where each leaf is.
func (a *author) branches(t *trade) map[string]models.CategoryID {
	add := func(b branch, parent *models.CategoryID) models.CategoryID {
		c := models.Category{ID: idOf[models.Category](a.seed, a.start, "category", b.slug), ParentID: parent, Slug: b.slug,
			NameRu: b.ru, NameEn: b.en, Icon: b.icon}
		a.world.Categories = append(a.world.Categories, c)
		return c.ID
	}
	root := add(t.branch, nil)
	leaves := map[string]models.CategoryID{}
	for _, leaf := range t.leaves {
		leaves[leaf.slug] = add(leaf, &root)
	}
	return leaves
}

func (a *author) product(s *supplier, number, family, n int, f *family, v variant, leaves map[string]models.CategoryID) *product {
	sku := fmt.Sprintf("%s-%02d%04d", s.letters, family+1, (n+1)*10)
	d := a.seed.dice("product", sku)
	p := &product{family: f, number: n}
	p.minimum, p.step = f.minimumAndStep()
	listed := v.price.percent(d.between(97, 104))
	p.tiers = []tier{{p.minimum, listed}}
	for _, r := range f.rebates() {
		p.tiers = append(p.tiers, tier{r.from, listed.percent(100 - r.percent)})
	}
	switch roll := d.IntN(100); {
	case roll < 4:
		p.shelf = nothing
	case roll < 12:
		p.shelf = little
	case roll < 14:
		p.shelf = toOrder
	case roll < 17:
		p.gone = a.today.Add(-d.between(20, 300))
	}
	vat := f.vat
	if vat == 0 {
		vat = 22
	}
	p.row = models.Product{
		ID: idOf[models.Product](a.seed, a.start, "product", sku), SupplierID: s.row.ID, SKU: sku, GTIN: gtin(number+1, family*1000+n),
		NameRu: v.ru, NameEn: sentence(v.en), DescriptionRu: f.describe(0, v), DescriptionEn: f.describe(1, v), Brand: f.brand,
		CategoryID: leaves[f.leaf], Unit: f.unit, PackSize: whole(v.pack), Minimum: whole(p.minimum), Multiple: whole(p.step),
		VATRate: whole(vat), Status: models.ProductActive, Version: 1, CreatedAt: a.start, UpdatedAt: a.start,
	}
	p.fill(v.picked)
	a.dress(p)
	return p
}

// describe is what stands under the name: what it is, and how many pieces come in one unit.
func (f *family) describe(language int, v variant) string {
	text := f.about[language]
	if v.pack > 1 {
		text += fmt.Sprintf([2]string{" В упаковке %d шт.", " %d pieces in a unit."}[language], v.pack)
	}
	return text
}

// sentence begins with a capital, whatever part of the name came first.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// listPrices gives a supplier its list price and two lists for those who buy more.
func (a *author) listPrices(s *supplier) {
	everything := func(*product) bool { return true }
	// the houses that sell at a margin too thin for it leave some families out of the better lists
	some := func(p *product) bool { return len(p.family.ru)%3 != 0 }
	s.lists = []*priceList{
		a.list(s, "Базовый прайс-лист", models.ListPrice, 100, everything),
		a.list(s, "Опт-1", models.ContractPrice, 95, some),
		a.list(s, "Опт-2", models.ContractPrice, 91, everything),
	}
}

func (a *author) list(s *supplier, name string, kind models.PriceKind, percent int, covers func(*product) bool) *priceList {
	row := models.PriceList{ID: idOf[models.PriceList](a.seed, a.start, "list", s.letters, name), SupplierID: s.row.ID, Name: name,
		Kind: kind, Currency: "RUB", CreatedAt: a.start}
	return &priceList{row: row, percent: percent, covers: covers}
}

// like reports a product that differs from another only in its last choice: the same size in another finish, the same tea in a
// larger pack. Another size of the same is not like it.
func (p *product) like(other *product) bool {
	f := p.family
	if f != other.family || len(f.axes) < 2 || strings.Contains(f.ru, "размер") {
		return false
	}
	last := len(choices(f.axes[len(f.axes)-1]))
	return p.number/last == other.number/last
}

// instead is the nearest product on sale that is like this one.
func (s *supplier) instead(p *product) (best *product) {
	for _, q := range s.products {
		if q == p || q.gone != 0 || q.shelf == nothing || !q.like(p) {
			continue
		}
		if best == nil || abs(q.number-p.number) < abs(best.number-p.number) {
			best = q
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
