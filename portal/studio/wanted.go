package studio

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/feed"
)

// The longest texts a product takes.
const (
	longestSKU  = 100
	longestName = 500
	longestText = 20_000
	longestWord = 200
)

func itoa(n int) string { return strconv.Itoa(n) }

// stager turns what readers yield into what is staged.
type stager struct {
	currency   models.Currency
	attributes *attributeNames
	seq        int
	faultSeq   int
	file       int // which of the run's is being read
	items      []models.StagedItem
	faults     []models.RunFault
	types      map[string]int // price types and how many goods have them
	named      int            // records that bring a name
}

// tiers are the prices of one type.
type tiers struct {
	Tiers [][2]json.RawMessage `json:"tiers"`
	Tax   feed.Tax             `json:"tax,omitempty"`
}

// take stages one record.
func (s *stager) take(it *feed.Item) {
	sku, external := text(it.SKU), text(it.ExternalID)
	for _, key := range []feed.Text{it.SKU, it.ExternalID} {
		if utf8.RuneCountInString(key.Value) > longestSKU {
			s.fault(it, key.Line, key.Column, key.Value, "too-long", false)
			return
		}
	}
	s.seq++
	wanted := s.wanted(it)
	item := models.StagedItem{Seq: s.seq, FreshID: models.NewID[models.Product](), Line: it.Place.Line, File: s.file, SKU: sku, ExternalID: external,
		ParentID: text(it.ParentID), Name: firstOf(text(it.NameRu), text(it.NameEn)), Deleted: it.Deleted.Has() && it.Deleted.Value}
	if item.Name != "" {
		s.named++
	}
	if it.Category.Has() {
		if path := pathOf(it.Category.Value); path != "" {
			item.Category = &path
		}
	}
	if it.Pictures.Has() && len(it.Pictures.Value) > 0 {
		item.Pictures = slices.Clone(it.Pictures.Value)
	}
	body, err := json.Marshal(wanted)
	if err != nil { // of texts and numbers alone: it cannot be
		panic(err)
	}
	item.Wanted = body
	s.items = append(s.items, item)
}

// wanted is what a record tells, in the words of product_states; what it does not tell is not there.
func (s *stager) wanted(it *feed.Item) map[string]any {
	w := map[string]any{}
	for key, t := range map[string]feed.Text{"name_ru": it.NameRu, "name_en": it.NameEn, "description_ru": it.DescriptionRu,
		"description_en": it.DescriptionEn, "brand": it.Brand, "gtin": it.GTIN, "unit": it.Unit} {
		s.putText(w, it, key, t)
	}
	s.putNumber(w, it, "vat_rate", it.VATRate, 2, decimal.Zero, decimal.NewFromInt(100))
	for key, n := range map[string]feed.Number{"pack_size": it.Pack, "minimum": it.Minimum, "multiple": it.Multiple} {
		s.putNumber(w, it, key, n, models.QuantityPlaces, smallest, largest)
	}
	s.putNumber(w, it, "lead_days", it.LeadDays, 0, decimal.Zero, decimal.NewFromInt(365))
	s.putNumber(w, it, "unit_cost", it.Cost, 4, decimal.Zero, largest)
	s.putStock(w, it)
	s.putUnits(w, it)
	s.putPrices(w, it)
	if values := s.attributes.values(it.Attributes); len(values) > 0 {
		w["attributes"] = values
	}
	return w
}

var (
	smallest = decimal.New(1, -models.QuantityPlaces)
	largest  = decimal.New(1, 9)
)

func (s *stager) putText(w map[string]any, it *feed.Item, key string, t feed.Text) {
	v := text(t)
	if v == "" {
		return
	}
	limit := longestWord
	switch {
	case strings.HasPrefix(key, "name"):
		limit = longestName
	case strings.HasPrefix(key, "description"):
		limit = longestText
	}
	if utf8.RuneCountInString(v) > limit {
		s.fault(it, t.Line, t.Column, v, "too-long", true)
		v = string([]rune(v)[:limit])
	}
	w[key] = v
}

func (s *stager) putNumber(w map[string]any, it *feed.Item, key string, n feed.Number, places int32, least, most decimal.Decimal) {
	if !n.Has() {
		return
	}
	v := n.Value.Round(places)
	if v.LessThan(least) || v.GreaterThan(most) {
		s.fault(it, n.Line, n.Column, n.Value.String(), "out-of-range", true)
		return
	}
	w[key] = number(v)
}

// putStock adds up what lies in all warehouses. Goods that are said not to be there, without a number, are none.
func (s *stager) putStock(w map[string]any, it *feed.Item) {
	sum, told := decimal.Zero, false
	for _, st := range it.Stock {
		if st.Quantity.Has() {
			sum, told = sum.Add(st.Quantity.Value.Round(models.QuantityPlaces)), true
		}
	}
	if !told && it.Available.Has() && !it.Available.Value {
		told = true
	}
	if !told {
		return
	}
	if sum.GreaterThan(largest) {
		s.fault(it, it.Place.Line, "", sum.String(), "out-of-range", true)
		return
	}
	w["on_hand"] = number(sum)
}

func (s *stager) putUnits(w map[string]any, it *feed.Item) {
	var units [][3]any
	for _, u := range it.Units {
		if !u.Factor.Has() || !u.Factor.Value.IsPositive() || u.Unit == "" || u.Factor.Value.GreaterThan(largest) {
			continue
		}
		if slices.ContainsFunc(units, func(x [3]any) bool { return x[0] == u.Unit }) {
			continue
		}
		units = append(units, [3]any{u.Unit, number(u.Factor.Value.Round(models.QuantityPlaces)), text(u.GTIN)})
	}
	if len(units) > 0 {
		w["units"] = units
	}
}

// putPrices keeps the prices of each type in the supplier's currency, for a unit of the product's own.
func (s *stager) putPrices(w map[string]any, it *feed.Item) {
	byType := map[string]*tiers{}
	for _, p := range it.Prices {
		if !p.Amount.Has() {
			continue
		}
		if p.Currency != "" && p.Currency != string(s.currency) {
			s.fault(it, p.Amount.Line, p.Amount.Column, p.Amount.Value.String()+" "+p.Currency, "other-currency", true)
			continue
		}
		amount, ok := forOwnUnit(it, p)
		if !ok {
			s.fault(it, p.Amount.Line, p.Amount.Column, p.Unit, "price-unit", true)
			continue
		}
		amount = amount.Round(4)
		if amount.IsNegative() || amount.GreaterThan(largest) {
			s.fault(it, p.Amount.Line, p.Amount.Column, amount.String(), "out-of-range", true)
			continue
		}
		name := firstOf(p.Type, p.TypeID)
		t := byType[name]
		if t == nil {
			t = &tiers{Tax: p.Tax}
			byType[name] = t
			s.types[name]++
		}
		t.Tiers = append(t.Tiers, [2]json.RawMessage{number(p.From.Round(models.QuantityPlaces)), number(amount)})
	}
	if len(byType) > 0 {
		w["prices"] = byType
	}
}

// forOwnUnit is a price for one of the product's own unit; false where the file does not say how the two compare.
func forOwnUnit(it *feed.Item, p feed.Price) (decimal.Decimal, bool) {
	if p.Unit == "" || !it.Unit.Has() || p.Unit == it.Unit.Value {
		return p.Amount.Value, true
	}
	for _, u := range it.Units {
		if u.Unit == p.Unit && u.Factor.Has() && u.Factor.Value.IsPositive() {
			return p.Amount.Value.Div(u.Factor.Value), true
		}
	}
	return decimal.Decimal{}, false
}

// fault notes a place of the file. A note is of a record that is taken all the same.
func (s *stager) fault(it *feed.Item, line int, column, value, code string, note bool) {
	if line == 0 {
		line = it.Place.Line
	}
	s.faultSeq++
	s.faults = append(s.faults, models.RunFault{Seq: s.faultSeq, File: s.file, Sheet: it.Place.Sheet, Line: line, Column: column, Value: cut(value), Code: code, Note: note})
}

// told notes what a reader found wrong.
func (s *stager) told(f feed.Fault) {
	s.faultSeq++
	s.faults = append(s.faults, models.RunFault{Seq: s.faultSeq, File: s.file, Sheet: f.Sheet, Line: f.Line, Column: f.Column, Value: f.Value,
		Code: string(f.Code), Note: f.Outcome != feed.Skipped})
}

func number(d decimal.Decimal) json.RawMessage { return json.RawMessage(d.String()) }

func text(t feed.Text) string {
	if !t.Has() {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(t.Value, ""), "\x00", ""))
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// cut shortens a value to what a list of faults shows.
func cut(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}
