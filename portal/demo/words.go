package demo

import (
	"fmt"
	"maps"
	"slices"

	"povtor/models"
)

// sayings are what clients call the goods of a supplier, and what those are called.
var sayings = map[string][]struct {
	words, meant string
	bothWays     bool
}{
	"Резьбовит": {{"шуруп", "саморез", true}, {"нержавейка", "a2", false}, {"имбус", "din 912", false}, {"болгарка круг", "отрезной", false}},
	"Бронелад":  {{"рукавицы", "перчатки", true}, {"берцы", "ботинки", false}, {"лепесток", "респиратор", false}},
	"Вольтанор": {{"автомат", "автоматический выключатель", false}, {"хомут пластиковый", "стяжка", true}},
}

// unfound are what clients looked for in the last days and did not find: how often, and how many days ago.
var unfound = []struct {
	supplier, client, words string
	times, ago              int
}{
	{"Резьбовит", "Северкрон", "гвоздь ершеный", 4, 2}, {"Резьбовит", "Северкрон", "заклепка гаечная м6", 3, 9}, {"Резьбовит", "Северкрон", "дюбель бабочка", 2, 1},
	{"Бронелад", "Северкрон", "наколенники гелевые", 2, 5}, {"Вольтанор", "Северкрон", "лоток перфорированный", 5, 3},
}

// loadWords teaches the search, and lets the first buyer's company call what it buys by numbers of its own.
func (w World) loadWords(tx *models.Tx) error {
	named := map[string]models.OrganisationID{}
	for _, o := range w.Companies {
		named[o.Name] = o.ID
	}
	var synonyms []models.Synonym
	for _, supplier := range slices.Sorted(maps.Keys(sayings)) {
		for _, s := range sayings[supplier] {
			synonyms = append(synonyms, models.Synonym{ID: idOf[models.Synonym](worldSeed, w.Now, "synonym", supplier, s.words), SupplierID: named[supplier],
				Words: s.words, Meant: s.meant, BothWays: s.bothWays, CreatedAt: w.Now})
		}
	}
	if err := put(tx, "synonyms", `id supplier_id words meant both_ways created_at`, synonyms, func(s *models.Synonym) []any {
		return []any{s.ID, s.SupplierID, s.Words, s.Meant, s.BothWays, s.CreatedAt}
	}); err != nil {
		return err
	}
	misses := slices.Clone(unfound)
	if err := put(tx, "search_misses", `supplier_id client_id on_day words times`, misses, func(m *struct {
		supplier, client, words string
		times, ago              int
	}) []any {
		return []any{named[m.supplier], named[m.client], w.Today.Add(-m.ago), m.words, m.times}
	}); err != nil {
		return err
	}
	return put(tx, "part_numbers", `client_id product_id supplier_id code updated_at`, w.ownNumbers(named), func(n *models.PartNumber) []any {
		return []any{n.ClientID, n.ProductID, n.SupplierID, n.Code, n.UpdatedAt}
	})
}

// ownNumbers are the first buyer's company's for the goods of its usual baskets.
func (w World) ownNumbers(named map[string]models.OrganisationID) (numbers []models.PartNumber) {
	pairs := slices.SortedFunc(maps.Keys(curated), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	for i, pair := range pairs {
		for n, part := range curated[pair] {
			at := slices.IndexFunc(w.Products, func(p models.Product) bool { return p.SupplierID == named[pair[1]] && p.NameRu == part.name })
			if at >= 0 {
				numbers = append(numbers, models.PartNumber{ClientID: named[pair[0]], ProductID: w.Products[at].ID, SupplierID: named[pair[1]],
					Code: fmt.Sprintf("МТР-%d%03d", i+1, 15*(n+1)), UpdatedAt: w.Now})
			}
		}
	}
	return numbers
}
