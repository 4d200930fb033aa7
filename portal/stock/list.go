package stock

import (
	"cmp"
	"context"
	"time"

	"github.com/shopspring/decimal"

	"povtor/models"
	"povtor/portal/identity"
)

const pageSize = 50

// ListInput narrows a supplier's stock.
type ListInput struct {
	Tab   models.StockTab `query:"tab" enum:"all,low,out,oversold,dead" default:"all" doc:"low: free, and below its own mark or the rule's days of cover; out: on sale and nothing free; oversold: orders hold more than is there; dead: free and not sold for the rule's days."`
	Q     string          `query:"q" maxLength:"100" doc:"Part of a name, SKU or GTIN."`
	Limit int             `query:"limit" minimum:"1" maximum:"200" default:"50"`
	After string          `query:"after" maxLength:"2000"`
}

// Holding is a product with its stock.
type Holding struct {
	ID        models.ProductID     `json:"id"`
	SKU       string               `json:"sku"`
	Name      string               `json:"name"`
	Icon      string               `json:"icon"`
	Unit      string               `json:"unit"`
	Status    models.ProductStatus `json:"status" enum:"draft,active,discontinued"`
	OnHand    *string              `json:"on_hand" doc:"All that lies there, orders' share included; null: brought or made to order."`
	Reserved  string               `json:"reserved" doc:"Held for orders that have not been sent."`
	Free      *string              `json:"free" doc:"What can still be sold; below zero it is oversold."`
	Places    []Place              `json:"places" nullable:"false" doc:"In which warehouse; empty where the supplier has named none."`
	LowBelow  *string              `json:"low_below" doc:"The product's own mark; null: by days of cover."`
	RestockOn *models.Date         `json:"restock_on"`
	Sold      string               `json:"sold" doc:"In confirmed orders of the last 90 days."`
	CoverDays *int                 `json:"cover_days" doc:"How long what is free lasts at the pace of the last 90 days; null where nothing was sold or counted."`
	LastSold  *models.Date         `json:"last_sold"`
	Worth     *string              `json:"worth" doc:"What is on hand, at cost, or at the list price where the cost is not known."`
	AtCost    bool                 `json:"at_cost" doc:"Worth is at cost."`
	CountedAt *time.Time           `json:"counted_at" doc:"When the last figure came."`
}

// Place is what lies in one warehouse.
type Place struct {
	Warehouse models.WarehouseID `json:"warehouse_id"`
	OnHand    string             `json:"on_hand"`
}

// List shows a supplier its stock. For its own people.
func (s *Service) List(ctx context.Context, v identity.Viewer, in ListInput) (models.Page[Holding], error) {
	var at models.StockPlace
	more, err := models.ReadCursor(in.After, &at.Rank, &at.SKU)
	if err != nil {
		return models.Page[Holding]{}, err
	}
	f := models.StockFilter{Tab: in.Tab, Words: in.Q, Limit: cmp.Or(in.Limit, pageSize), Locale: v.Locale()}
	if more {
		f.After = &at
	}
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (models.Page[Holding], error) {
		return lines(tx, v, f)
	})
}

func lines(tx *models.Tx, v identity.Viewer, f models.StockFilter) (out models.Page[Holding], err error) {
	f.Today = v.Today(tx.Now)
	if f.Rule, err = models.StockRuleOf(tx, v.Organisation()); err != nil {
		return out, err
	}
	us, err := models.Get(tx, v.Organisation())
	if err != nil {
		return out, err
	}
	found, err := models.StockLines(tx, f)
	if err != nil {
		return out, err
	}
	page := models.PageOf(found, f.Limit, func(l models.StockLine) models.Cursor { return models.Cursor{l.Rank, l.SKU} })
	ids := make([]models.ProductID, len(page.Items))
	for i, l := range page.Items {
		ids[i] = l.ID
	}
	places, err := models.PlacesOf(tx, ids)
	if err != nil {
		return out, err
	}
	warehouses, err := models.WarehouseLines(tx)
	return models.MapPage(page, func(l models.StockLine) Holding { return holdingOf(l, places[l.ID], warehouses, us.Currency) }), err
}

func holdingOf(l models.StockLine, in map[models.WarehouseID]models.Quantity, warehouses []models.WarehouseLine, c models.Currency) Holding {
	out := Holding{
		ID: l.ID, SKU: l.SKU, Name: l.Name, Icon: l.Icon, Unit: l.Unit, Status: l.Status, Reserved: models.QuantityText(l.Reserved),
		RestockOn: l.RestockOn, Sold: models.QuantityText(l.Sold), LastSold: l.LastSold, CountedAt: l.CountedAt, LowBelow: quantity(l.LowBelow),
		Places: []Place{}, AtCost: l.Cost != nil,
	}
	if l.OnHand == nil {
		return out
	}
	free := l.OnHand.Sub(l.Reserved)
	out.OnHand, out.Free, out.CoverDays = quantity(l.OnHand), quantity(&free), CoverOf(free, l.Sold)
	for _, w := range warehouses {
		out.Places = append(out.Places, Place{w.ID, models.QuantityText(in[w.ID])})
	}
	price := l.Cost
	if price == nil {
		price = l.Price
	}
	if price != nil {
		worth := models.Extend(*price, *l.OnHand, c).In(c)
		out.Worth = &worth
	}
	return out
}

// CoverOf is how many whole days what is free lasts at the pace of the last [models.SoldWindow] days; nil where nothing was sold.
func CoverOf(free, sold models.Quantity) *int {
	if !sold.IsPositive() {
		return nil
	}
	days := 0
	if free.IsPositive() {
		days = int(free.Mul(decimal.NewFromInt(models.SoldWindow)).Div(sold).Floor().IntPart())
	}
	return &days
}

func quantity(q *models.Quantity) *string {
	if q == nil {
		return nil
	}
	text := models.QuantityText(*q)
	return &text
}

// Summary is a supplier's stock as a whole, with what the page needs besides.
type Summary struct {
	Currency   models.Currency `json:"currency"`
	Products   int             `json:"products"`
	Low        int             `json:"low"`
	Out        int             `json:"out"`
	Oversold   int             `json:"oversold"`
	Dead       int             `json:"dead"`
	Expected   int             `json:"expected" doc:"Deliveries on their way."`
	Late       int             `json:"late" doc:"Of those, expected before today."`
	Worth      string          `json:"worth" doc:"All that is on hand, at cost, or at the list price where the cost is not known."`
	DeadWorth  string          `json:"dead_worth"`
	Rule       Rule            `json:"rule"`
	Warehouses []Warehouse     `json:"warehouses" nullable:"false"`
}

// Rule is when a supplier wants to be told.
type Rule struct {
	CoverDays int `json:"cover_days" minimum:"1" maximum:"365" doc:"Less than so many days of sales is low."`
	DeadDays  int `json:"dead_days" minimum:"7" maximum:"730" doc:"Not sold for so many days is dead."`
	Version   int `json:"version" doc:"0: the portal's own, as none was made."`
}

// Summary sums a supplier's stock up. For its own people.
func (s *Service) Summary(ctx context.Context, v identity.Viewer, _ struct{}) (Summary, error) {
	return models.Read(ctx, s.db, v.To(identity.ProductRead), func(tx *models.Tx) (Summary, error) {
		rule, err := models.StockRuleOf(tx, v.Organisation())
		if err != nil {
			return Summary{}, err
		}
		all, err := models.StockSummaryOf(tx, rule, v.Today(tx.Now))
		if err != nil {
			return Summary{}, err
		}
		warehouses, err := models.WarehouseLines(tx)
		out := Summary{
			Currency: all.Currency, Products: all.Products, Low: all.Low, Out: all.Out, Oversold: all.Oversold, Dead: all.Dead, Expected: all.Expected,
			Late: all.Late, Worth: all.Worth.In(all.Currency), DeadWorth: all.DeadWorth.In(all.Currency),
			Rule: Rule{rule.CoverDays, rule.DeadDays, rule.Version}, Warehouses: make([]Warehouse, len(warehouses)),
		}
		for i, w := range warehouses {
			out.Warehouses[i] = warehouseOf(w)
		}
		return out, err
	})
}

// RuleInput is the rule that a supplier makes.
type RuleInput struct {
	Seen models.Version `header:"If-Match"`
	Body struct {
		CoverDays int `json:"cover_days" minimum:"1" maximum:"365"`
		DeadDays  int `json:"dead_days" minimum:"7" maximum:"730"`
	}
}

// SetRule says when the supplier wants to be told. For its own people.
func (s *Service) SetRule(ctx context.Context, v identity.Viewer, in RuleInput) (Rule, error) {
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Rule, error) {
		rule, err := models.StockRuleOf(tx, v.Organisation())
		if err != nil {
			return Rule{}, err
		}
		if err := in.Seen.Check(rule.Version); err != nil {
			return Rule{}, err
		}
		rule.CoverDays, rule.DeadDays = in.Body.CoverDays, in.Body.DeadDays
		err = models.SaveStockRule(tx, &rule)
		return Rule{rule.CoverDays, rule.DeadDays, rule.Version}, err
	})
}
