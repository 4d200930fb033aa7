package importing

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"povtor/models"
	"povtor/portal/csvfile"
)

// Column is one of ours: what a file may or must have.
type Column struct {
	Name     string
	Required bool
	About    string
}

// Kind is a sort of file.
type Kind struct {
	Name    string
	Columns []Column
	staged  models.Staged
	read    func(*row) // fills the staged values of one row, in the staged order
}

// KindOf finds a kind by its name: clients, suppliers, products, order-history.
func KindOf(name string) (Kind, error) {
	for _, k := range Kinds() {
		if k.Name == name {
			return k, nil
		}
	}
	return Kind{}, fmt.Errorf("there is no import of %q; there are clients, suppliers, products and order-history", name)
}

// Kinds are all sorts of file, in the order in which a portal is filled.
func Kinds() []Kind {
	company := []Column{
		{"code", true, "your own code; the key a second import finds it by"}, {"name", true, "as people call it"},
		{"name_en", false, "in English pages"}, {"legal_name", false, ""}, {"tax_id", false, "ИНН or VAT number"},
		{"tax_code", false, "КПП"}, {"address", false, ""}, {"city", false, ""}, {"email", false, ""}, {"phone", false, ""},
		{"trade", false, "what it sells, or chain, wholesale, horeca, factory, one_off"}, {"locale", false, "ru or en"},
		{"time_zone", false, "such as Europe/Moscow"}, {"currency", false, "such as RUB"},
	}
	return []Kind{
		{"clients", company, models.StagedCompanies, readCompany},
		{"suppliers", company, models.StagedCompanies, readCompany},
		{"products", []Column{
			{"supplier", true, "the supplier's code"}, {"sku", true, "unique within the supplier"}, {"name", true, ""},
			{"name_en", false, ""}, {"gtin", false, ""}, {"brand", false, ""}, {"category", false, "made when it is not there"},
			{"unit", false, "pcs, kg, l, m, box ..."}, {"pack", false, "pieces in a unit"}, {"minimum", false, ""},
			{"multiple", false, "counted from the minimum"}, {"vat_rate", false, "in per cent"},
			{"price", false, "list price of a unit before tax"}, {"stock", false, ""}, {"currency", false, "of the price; blank: --currency"},
		}, models.StagedProducts, readProduct},
		{"order-history", []Column{
			{"client", true, "the client's code"}, {"date", true, "2026-11-21 or 21.11.2026"}, {"sku", true, ""},
			{"quantity", true, ""}, {"amount", true, "of the line, before tax"},
			{"supplier", false, "the supplier's code; needed where two sell the same SKU"}, {"vat_rate", false, "in per cent; blank: none"},
			{"order", false, "the order's number; blank: one order a client, supplier and day"}, {"line", false, "the line's own number"},
		}, models.StagedHistory, readHistory},
	}
}

// match finds where each of our columns stands in the file, by the mapping (ours=theirs) or by its own name.
func (k Kind) match(header []string, mapping map[string]string) ([]int, error) {
	at := make([]int, len(k.Columns))
	var missing, unknown, twice []string
	for i, c := range k.Columns {
		want := c.Name
		if theirs, ok := mapping[c.Name]; ok {
			want = theirs
		}
		is := func(h string) bool { return strings.EqualFold(h, want) }
		at[i] = slices.IndexFunc(header, is)
		if at[i] >= 0 && slices.ContainsFunc(header[at[i]+1:], is) {
			twice = append(twice, want)
		}
		if at[i] < 0 && (c.Required || mapping[c.Name] != "") {
			missing = append(missing, want)
		}
	}
	for ours := range mapping {
		if !slices.ContainsFunc(k.Columns, func(c Column) bool { return c.Name == ours }) {
			unknown = append(unknown, ours)
		}
	}
	sort.Strings(unknown)
	switch {
	case len(unknown) > 0:
		return nil, unfit("unknown-column", "%s have no column %s; they have %s.", k.Name, strings.Join(unknown, ", "), k.names())
	case len(twice) > 0:
		return nil, unfit("duplicate-column", "The file has more than one column %s.", strings.Join(twice, ", "))
	case len(missing) > 0:
		return nil, unfit("missing-column", "The file has no column %s; its header reads %s. Name its own columns with --map ours=theirs.",
			strings.Join(missing, ", "), shown(header))
	}
	return at, nil
}

func unfit(code, form string, args ...any) error {
	return models.Faulty(models.Invalid, code, fmt.Sprintf(form, args...))
}

func (k Kind) names() string {
	names := make([]string, len(k.Columns))
	for i, c := range k.Columns {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// ReadMapping reads --map ours=theirs,ours=theirs.
func ReadMapping(pairs []string) (map[string]string, error) {
	m := map[string]string{}
	for _, p := range pairs {
		ours, theirs, ok := strings.Cut(p, "=")
		if !ok || ours == "" || theirs == "" {
			return nil, fmt.Errorf("--map %q is not ours=theirs", p)
		}
		m[ours] = theirs
	}
	return m, nil
}

// shown is a header as a terminal may be given it: cut, and with everything escaped that is not to be seen.
func shown(header []string) string {
	text := csvfile.Excerpt([]byte(strings.Join(header, ", ")))
	return strings.Trim(strconv.Quote(text), `"`)
}
