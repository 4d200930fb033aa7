package models

import "github.com/jackc/pgx/v5"

// Wanted narrows an assortment. Its zero value is everything that is on sale.
type Wanted struct {
	Words      []string // each is a word of the goods, shares its stem, or is a synonym of it; the last may be the beginning of one; see [SearchWords]
	Loose      bool     // any of them may be the beginning of a word
	Part       string   // or it all, as one plain word, begins the client's own part number
	Exact      string   // as it was typed: a SKU or GTIN that is just this comes first
	Code       string   // instead of words: a part of a SKU or GTIN
	Suppliers  []OrganisationID
	Categories []CategoryID // with everything that hangs under them
	Brands     []string
	Attributes []AttributeValue // of one code any of the values, of every code that is named
	Available  bool             // in stock, or made to order
}

// AttributeValue is a value that a category's attribute has, as text.
type AttributeValue struct{ Code, Value string }

// searched reports whether something was typed.
func (w Wanted) searched() bool { return len(w.Words) > 0 || w.Code != "" }

// Listed are goods in a list.
type Listed struct {
	Goods
	Rank float64 // how close they come to the words, or how often they are bought
}

// Place is where they stand in the list.
func (l Listed) Place(locale string) GoodsPlace { return GoodsPlace{l.Rank, l.In(locale), l.ID} }

// GoodsPlace is a place in a list of goods: the highest rank first, then by name.
type GoodsPlace struct {
	Rank float64
	Name string
	ID   ProductID
}

// Stretch is a part of a list: what comes after a place, and one more than the limit where there is more.
type Stretch struct {
	After *GoodsPlace // nil: from the beginning
	Limit int
	Among int // among how many matches the closest are looked for; 0: as many as a page of results deserves
}

// GoodsByName are goods on sale in the order of their names, with the agreements they are bought under.
func GoodsByName(tx *Tx, s Assortment, w Wanted, part Stretch) ([]Listed, []Terms, error) {
	b := browse{s, w, part, &filter{}}
	if w.searched() {
		return b.list(tx, b.matchesByName(``))
	}
	return b.list(tx, b.shelf(``))
}

// GoodsByRelevance are goods on sale that match what was typed, the closest first.
func GoodsByRelevance(tx *Tx, s Assortment, w Wanted, part Stretch) ([]Listed, []Terms, error) {
	b := browse{s, w, part, &filter{}}
	return b.list(tx, b.closest())
}

// GoodsByUse are goods on sale: what the client has bought, the most often bought first, then the rest by name.
func GoodsByUse(tx *Tx, s Assortment, w Wanted, part Stretch) (goods []Listed, terms []Terms, err error) {
	if part.After == nil || part.After.Rank > 0 {
		b := browse{s, w, part, &filter{}}
		goods, terms, err = b.list(tx, b.bought())
		if err != nil || len(goods) > part.Limit {
			return goods, terms, err
		}
		part = Stretch{Limit: part.Limit - len(goods)}
	}
	b := browse{s, w, part, &filter{}}
	source := b.neverBought()
	rest, terms, err := b.list(tx, source)
	return append(goods, rest...), terms, err
}

// GoodsToSuggest are goods on sale that match what is being typed, in one round trip: a few that the client has bought before, and
// the closest.
func GoodsToSuggest(tx *Tx, s Assortment, w Wanted, before int, part Stretch) (bought, closest []Listed, all []Terms, err error) {
	t := &together{tx: tx}
	var terms []termsRow
	b := browse{s, w, Stretch{Limit: before - 1}, &filter{}}
	b.read(t, b.reach(), b.bought(), &bought)
	c := browse{s, w, part, &filter{}}
	c.read(t, c.reach(), c.closest(), &closest)
	s.readTerms(t, &terms, ofSuppliers(w.Suppliers))
	err = t.read()
	return bought, closest, gatherTerms(terms), err
}

// list reads the goods that a source (rank, name, id) names, and the agreements they are bought under.
func (b browse) list(tx *Tx, source string) ([]Listed, []Terms, error) {
	t := &together{tx: tx}
	var goods []Listed
	var terms []termsRow
	b.read(t, b.reach(), source, &goods)
	b.readTerms(t, &terms, ofSuppliers(b.Suppliers))
	err := t.read()
	return goods, gatherTerms(terms), err
}

// read adds the query for the goods that a source names.
func (b browse) read(t *together, reach, source string, out *[]Listed) {
	sql := reach + `SELECT ` + goodsColumns(b.Locale) + `, k.rank FROM (` + source + `) k JOIN products p ON p.id = k.id` +
		b.goodsJoins(t.tx, b.f) + ` ORDER BY k.rank DESC, k.name, k.id`
	readAlso(t, out, ByBoth, "a", sql, b.f.args, func(r pgx.Rows, l *Listed) error { return scanGoods(r, &l.Goods, &l.Rank) })
}
