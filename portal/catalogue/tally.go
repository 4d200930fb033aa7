package catalogue

import (
	"cmp"
	"slices"

	"povtor/models"
)

// tally adds counts up under each choice.
type tally struct {
	wanted models.Wanted
	codes  []string // of the attributes that were counted by
	names  shelves
}

// kinds of choices, in the order in which they are judged; attributes follow.
const (
	bySupplier = iota
	byCategory
	byBrand
	byStock
	byAttribute
)

// of are the facets of what was counted: categories of all, everything else of what lies within the chosen ones.
func (t tally) of(all, within []models.GoodsCount) Facets {
	sums := make([]map[string]int, byAttribute+len(t.codes))
	for i := range sums {
		sums[i] = map[string]int{}
	}
	out := Facets{}
	wide := t.names.under(t.wanted.Categories)
	for _, n := range within {
		refused := t.refused(n, wide)
		if len(refused) == 0 {
			out.Total += n.Goods
		}
		for kind := range sums {
			if kind != byCategory && (len(refused) == 0 || len(refused) == 1 && refused[0] == kind) {
				sums[kind][t.value(n, kind)] += n.Goods
			}
		}
	}
	for _, n := range all {
		n.Answers = nil
		if refused := t.refused(n, wide); len(refused) == 0 || len(refused) == 1 && refused[0] == byCategory {
			sums[byCategory][n.Category.String()] += n.Goods
		}
	}
	out.Available = sums[byStock]["true"]
	out.Suppliers, out.Categories = t.names.suppliers(sums[bySupplier]), t.names.categories(sums[byCategory])
	out.Brands, out.Attributes = brands(sums[byBrand]), t.names.answers(sums[byAttribute:])
	return out
}

// refused are the kinds by which these goods are not wanted.
func (t tally) refused(n models.GoodsCount, wide map[models.CategoryID]bool) (kinds []int) {
	refuse := func(kind int, yes bool) {
		if yes {
			kinds = append(kinds, kind)
		}
	}
	w := t.wanted
	refuse(bySupplier, len(w.Suppliers) > 0 && !slices.Contains(w.Suppliers, n.Supplier))
	refuse(byCategory, len(w.Categories) > 0 && !wide[n.Category])
	refuse(byBrand, len(w.Brands) > 0 && !slices.Contains(w.Brands, n.Brand))
	refuse(byStock, w.Available && !n.Available)
	for i, answer := range n.Answers {
		chosen, has := false, false
		for _, a := range w.Attributes {
			chosen = chosen || a.Code == t.codes[i]
			has = has || a.Code == t.codes[i] && a.Value == answer
		}
		refuse(byAttribute+i, chosen && !has)
	}
	return kinds
}

// value is under which choice of a kind these goods are counted.
func (t tally) value(n models.GoodsCount, kind int) string {
	switch kind {
	case bySupplier:
		return n.Supplier.String()
	case byCategory:
		return n.Category.String()
	case byBrand:
		return n.Brand
	case byStock:
		if n.Available {
			return "true"
		}
		return ""
	}
	if i := kind - byAttribute; i < len(n.Answers) {
		return n.Answers[i]
	}
	return ""
}

// shelves are the names of what is counted.
type shelves struct {
	terms      []models.Terms
	tree       []models.Category
	attributes []models.Attribute
	locale     string
}

// under are the categories and all that hangs under them.
func (s shelves) under(chosen []models.CategoryID) map[models.CategoryID]bool {
	wide := make(map[models.CategoryID]bool, len(chosen))
	for _, id := range chosen {
		wide[id] = true
	}
	for grown := len(chosen) > 0; grown; {
		grown = false
		for _, c := range s.tree {
			if c.ParentID != nil && wide[*c.ParentID] && !wide[c.ID] {
				wide[c.ID], grown = true, true
			}
		}
	}
	return wide
}

func (s shelves) suppliers(goods map[string]int) []Facet {
	out := make([]Facet, 0, len(goods))
	for _, t := range s.terms {
		if n := goods[t.Supplier.String()]; n > 0 {
			out = append(out, Facet{ID: t.Supplier.String(), Name: t.SupplierName, Count: n})
		}
	}
	return mostFirst(out)
}

func (s shelves) categories(goods map[string]int) []Facet {
	out := make([]Facet, 0, len(goods))
	for _, c := range s.tree {
		if n := goods[c.ID.String()]; n > 0 {
			out = append(out, Facet{ID: c.ID.String(), Name: c.In(s.locale), Icon: c.Icon, Count: n})
		}
	}
	return mostFirst(out)
}

// answers are the attributes that goods answer, in their order, each with its answers.
func (s shelves) answers(goods []map[string]int) []AttributeFacet {
	out := []AttributeFacet{}
	for i, a := range s.attributes {
		f := AttributeFacet{Code: a.Code, Name: a.In(s.locale), Unit: a.Unit, Kind: a.Kind, Values: []AttributeValueFacet{}}
		for value, n := range goods[i] {
			if value == "" {
				continue
			}
			name := value
			if at := slices.IndexFunc(a.Choices, func(c models.Choice) bool { return c.Value == value }); at >= 0 {
				name = a.Choices[at].In(s.locale)
			}
			f.Values = append(f.Values, AttributeValueFacet{value, name, n})
		}
		if len(f.Values) > 0 {
			slices.SortFunc(f.Values, func(x, y AttributeValueFacet) int {
				return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Name, y.Name))
			})
			out = append(out, f)
		}
	}
	return out
}

func mostFirst(facets []Facet) []Facet {
	slices.SortFunc(facets, func(a, b Facet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return facets
}

func brands(goods map[string]int) []BrandFacet {
	out := make([]BrandFacet, 0, len(goods))
	for name, n := range goods {
		if name != "" && n > 0 {
			out = append(out, BrandFacet{name, n})
		}
	}
	slices.SortFunc(out, func(a, b BrandFacet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return out
}
