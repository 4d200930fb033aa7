package pricelist

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/pricing"
)

// Tier is a price from a quantity on.
type Tier struct {
	From   string  `json:"from" doc:"In the product's own unit."`
	Price  string  `json:"price" doc:"As the list has it: with VAT where the list is gross."`
	Net    string  `json:"net" doc:"Before tax: what clients are charged."`
	Margin *string `json:"margin" doc:"Of the price before tax, in per cent; null where the cost is not known, or is in another currency."`
}

// Goods are a product as a price list sees it.
type Goods struct {
	ID         models.ProductID     `json:"id"`
	SKU        string               `json:"sku"`
	Name       string               `json:"name"`
	Brand      string               `json:"brand"`
	Icon       string               `json:"icon"`
	Category   string               `json:"category"`
	Unit       string               `json:"unit"`
	Minimum    string               `json:"minimum"`
	VATRate    string               `json:"vat_rate"`
	Status     models.ProductStatus `json:"status" enum:"draft,active"`
	Cost       *string              `json:"cost" doc:"Of one unit before tax, in the supplier's own currency."`
	Tiers      []Tier               `json:"tiers" nullable:"false" doc:"The list's own."`
	Discount   *string              `json:"discount" doc:"Per cent off the list price, where the list has no price of its own."`
	DiscountOf string               `json:"discount_of" doc:"The category it was given for; empty: everything."`
	Usual      *string              `json:"list_price" doc:"The supplier's list price at the minimum, as that list has it."`
	Next       *models.Date         `json:"next_on" doc:"When its price in the list changes next."`
}

// view shows goods as a list sees them; money is the supplier's own currency, in which costs are.
func view(l models.PriceList, g models.GoodsInList, money models.Currency, locale string) Goods {
	out := Goods{ID: g.ID, SKU: g.SKU, Name: g.In(locale), Brand: g.Brand, Icon: g.Icon, Category: g.Category, Unit: g.Unit,
		Minimum: models.QuantityText(g.Minimum), VATRate: models.QuantityText(g.VATRate), Status: g.Status, Tiers: tiersOf(l, g, money), Next: g.Next}
	if g.Cost != nil {
		cost := models.PriceText(*g.Cost, money)
		out.Cost = &cost
	}
	if g.Discount != nil && len(g.Tiers) == 0 {
		percent := models.QuantityText(*g.Discount)
		out.Discount, out.DiscountOf = &percent, g.DiscountOf
	}
	for _, t := range g.Usual {
		if t.From.LessThanOrEqual(g.Minimum) {
			price := models.PriceText(t.Price, l.Currency)
			out.Usual = &price
		}
	}
	return out
}

func tiersOf(l models.PriceList, g models.GoodsInList, money models.Currency) []Tier {
	tiers := make([]Tier, len(g.Tiers))
	for i, t := range g.Tiers {
		net := netOf(l, g.VATRate, t.Price)
		tiers[i] = Tier{From: models.QuantityText(t.From), Price: models.PriceText(t.Price, l.Currency), Net: models.PriceText(net, l.Currency)}
		if g.Cost != nil && l.Currency == money {
			tiers[i].Margin = margin(net, *g.Cost)
		}
	}
	return tiers
}

func netOf(l models.PriceList, rate decimal.Decimal, price models.UnitPrice) models.UnitPrice {
	if !l.Gross {
		return price
	}
	return pricing.Net(price, rate, decimal.Zero)
}

// margin is the share of a price before tax that is not cost, in per cent to one place; nil of a price of nothing.
func margin(net, cost models.UnitPrice) *string {
	if net.IsZero() {
		return nil
	}
	share := net.Sub(cost).Mul(decimal.NewFromInt(100)).DivRound(net, 1).String()
	return &share
}

// GoodsInput pages what a list has, or may have.
type GoodsInput struct {
	Input
	Q        string   `query:"q" maxLength:"100" doc:"Part of a name, SKU or GTIN."`
	Category []string `query:"category,explode" maxItems:"50" doc:"Ids, each with all that hangs under it."`
	All      bool     `query:"all" doc:"Also what the list has no price for."`
	Limit    int      `query:"limit" minimum:"1" maximum:"100" default:"24"`
	After    string   `query:"after" maxLength:"2000"`
}

// Validate reports ids that cannot be ids.
func (in GoodsInput) Validate() error {
	var f models.Faults
	categories(&f, "category", in.Category)
	return f.Err()
}

func categories(f *models.Faults, field string, texts []string) (ids []models.CategoryID) {
	for _, text := range texts {
		if text != "" {
			u, err := uuid.Parse(text)
			f.Check(err == nil, field, "not-an-id", "This is not an id.")
			ids = append(ids, models.CategoryID{UUID: u})
		}
	}
	return ids
}

// Goods are the products of a list by SKU. For the supplier's people.
func (s *Service) Goods(ctx context.Context, v identity.Viewer, in GoodsInput) (page models.Page[Goods], err error) {
	var after string
	there, err := models.ReadCursor(in.After, &after)
	if err != nil {
		return page, err
	}
	var f models.Faults
	narrow := models.GoodsInListFilter{List: in.ID, Words: in.Q, Categories: categories(&f, "category", in.Category), Priced: !in.All,
		Limit: cmp.Or(in.Limit, pageSize), Locale: v.Locale()}
	if there {
		narrow.After = &after
	}
	return models.Read(ctx, s.db, v.To(identity.PriceRead), func(tx *models.Tx) (page models.Page[Goods], err error) {
		l, money, err := listAndMoney(tx, in.ID)
		if err != nil {
			return page, err
		}
		goods, err := models.GoodsIn(tx, narrow)
		cut := models.PageOf(goods, narrow.Limit, func(g models.GoodsInList) models.Cursor { return models.Cursor{g.SKU} })
		return models.MapPage(cut, func(g models.GoodsInList) Goods { return view(*l, g, money, v.Locale()) }), err
	})
}

// listAndMoney are a list and its supplier's own currency.
func listAndMoney(tx *models.Tx, id models.PriceListID) (*models.PriceList, models.Currency, error) {
	l, err := models.Get(tx, id)
	if err != nil {
		return nil, "", err
	}
	o, err := models.Get(tx, l.SupplierID)
	if err != nil {
		return nil, "", err
	}
	return l, o.Currency, nil
}

// TierInput is a price from a quantity on, in the product's own unit or in another that it is counted in.
type TierInput struct {
	From  string `json:"from" maxLength:"13" example:"10"`
	Price string `json:"price" maxLength:"18" example:"15.6125"`
	Unit  string `json:"unit,omitempty" maxLength:"20" doc:"Another unit of the product, such as box: quantity and price are of that unit, and kept in the product's own; the price to four places."`
}

// SetPriceInput says what a list asks for a product.
type SetPriceInput struct {
	Input
	Product models.ProductID `path:"product"`
	Body    struct {
		Tiers    []TierInput  `json:"tiers" maxItems:"20" nullable:"false" doc:"None take the product out of the list."`
		Seen     []TierInput  `json:"seen,omitempty" maxItems:"20" doc:"What stood there when it was edited: where that has changed, nothing is written (Stale)."`
		StartsOn *models.Date `json:"starts_on,omitempty" doc:"From a later day on; now where none is named."`
	}
}

// Validate reports every tier that cannot be read.
func (in SetPriceInput) Validate() error {
	var f models.Faults
	readTiers(&f, "tiers", in.Body.Tiers, nil)
	f.Check(in.Body.StartsOn == nil || len(in.Body.Tiers) > 0, "tiers", "required", "Say what it will cost from that day on.")
	return f.Err()
}

// readTiers turns what was typed into tiers in the product's own unit, the smallest first.
func readTiers(f *models.Faults, field string, in []TierInput, units []models.ProductUnit) []models.ListTier {
	tiers := make([]models.ListTier, 0, len(in))
	for i, t := range in {
		at := field + "/" + strconv.Itoa(i) + "/"
		from, err := models.ParseQuantity(t.From)
		f.Check(err == nil && from.IsPositive(), at+"from", "not-a-quantity", "Say how much, such as 12 or 0.5.")
		price, ok := parsePrice(t.Price)
		f.Check(ok, at+"price", "not-a-price", "Say a price such as 15.6125.")
		if t.Unit != "" && units != nil {
			u := slices.IndexFunc(units, func(u models.ProductUnit) bool { return u.Unit == t.Unit })
			f.Check(u >= 0, at+"unit", "unknown", "The product is not counted in this unit.")
			if u >= 0 {
				from, price = from.Mul(units[u].Factor).Round(models.QuantityPlaces), price.DivRound(units[u].Factor, models.UnitPricePlaces)
			}
		}
		f.Check(!slices.ContainsFunc(tiers, func(t models.ListTier) bool { return t.From.Equal(from) }), at+"from", "twice", "This quantity has a price already.")
		tiers = append(tiers, models.ListTier{From: from, Price: price})
	}
	slices.SortFunc(tiers, func(a, b models.ListTier) int { return a.From.Cmp(b.From) })
	return tiers
}

// parsePrice reads a price above zero of at most four places and twelve digits before them.
func parsePrice(s string) (models.UnitPrice, bool) {
	whole, part, _ := strings.Cut(s, ".")
	if whole == "" || len(whole) > 12 || len(part) > models.UnitPricePlaces || strings.HasSuffix(s, ".") || strings.Trim(whole+part, "0123456789") != "" {
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(s)
	return d, err == nil && d.IsPositive()
}

var (
	errNoProduct = models.Faulty(models.NotFound, "not-found", "There is no such product here.")
	errPast      = models.Faulty(models.Invalid, "invalid-input", "Some of the input is wrong.").At("starts_on", "in-the-past", "Name a day to come.")
	errStale     = models.Faulty(models.Stale, "changed-meanwhile", "Somebody changed this price meanwhile; look at it again.")
)

// SetPrice replaces all that a list asks for a product, now or from a later day on. What becomes of the list price is written into
// the product's history, from where it can be taken back.
func (s *Service) SetPrice(ctx context.Context, v identity.Viewer, in SetPriceInput) (Goods, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out Goods, err error) {
		l, err := hold(tx, in.ID)
		if err != nil {
			return out, err
		}
		if err := s.setPrice(tx, v, *l, in); err != nil {
			return out, err
		}
		return one(tx, v, *l, in.Product)
	})
}

func (s *Service) setPrice(tx *models.Tx, v identity.Viewer, l models.PriceList, in SetPriceInput) error {
	if _, err := models.First[models.Product](tx, "id = ? AND supplier_id = ?", in.Product, l.SupplierID); err != nil {
		return errNoProduct
	}
	units, err := models.List[models.ProductUnit](tx, "unit", "product_id = ?", in.Product)
	if err != nil {
		return err
	}
	var f models.Faults
	tiers, seen := readTiers(&f, "tiers", in.Body.Tiers, append([]models.ProductUnit{}, units...)), readTiers(&f, "seen", in.Body.Seen, nil)
	if err := f.Err(); err != nil {
		return err
	}
	if in.Body.Seen != nil {
		now, err := models.TiersIn(tx, l.ID, in.Product)
		if err != nil {
			return err
		}
		if !slices.EqualFunc(now, seen, same) {
			return errStale
		}
	}
	if day := in.Body.StartsOn; day != nil {
		if *day <= v.Today(tx.Now) {
			return errPast
		}
		return models.SchedulePrice(tx, l, in.Product, *day, tiers)
	}
	if err := models.WatchProducts(tx, in.Product); err != nil {
		return err
	}
	if err := models.SetTiers(tx, l, in.Product, tiers); err != nil {
		return err
	}
	_, err = models.RecordChanges(tx, models.ChangedByPage, models.BatchID{})
	return err
}

func same(a, b models.ListTier) bool { return a.From.Equal(b.From) && a.Price.Equal(b.Price) }

// one is a product as a list sees it.
func one(tx *models.Tx, v identity.Viewer, l models.PriceList, id models.ProductID) (Goods, error) {
	o, err := models.Get(tx, l.SupplierID)
	if err != nil {
		return Goods{}, err
	}
	goods, err := models.GoodsIn(tx, models.GoodsInListFilter{List: l.ID, Products: []models.ProductID{id}, Locale: v.Locale()})
	if err == nil && len(goods) == 0 {
		err = errNoProduct
	}
	if err != nil {
		return Goods{}, err
	}
	return view(l, goods[0], o.Currency, v.Locale()), nil
}
