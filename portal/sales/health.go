package sales

import (
	"cmp"
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// UnsoldInput asks what nobody buys, or one client does not.
type UnsoldInput struct {
	Client string `query:"client" format:"uuid" doc:"What this client has never bought, what others buy most first; left out: what nobody has."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	After  string `query:"after" maxLength:"300"`
}

// Unsold is a product on sale that was never bought.
type Unsold struct {
	ID       models.ProductID `json:"id"`
	SKU      string           `json:"sku"`
	Name     string           `json:"name"`
	Unit     string           `json:"unit"`
	Category string           `json:"category"`
	Since    models.Date      `json:"since" doc:"When it came into the catalogue."`
	OnHand   *string          `json:"on_hand"`
	Price    *string          `json:"price" doc:"List price, before tax."`
	Times    int              `json:"times" doc:"Order lines of all clients in the last year."`
}

// Unsold are products on sale that no confirmed order has. For the supplier's own people; of a company that is no client of its
// own there are none.
func (s *Service) Unsold(ctx context.Context, v identity.Viewer, in UnsoldInput) (models.Page[Unsold], error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (models.Page[Unsold], error) { return unsold(tx, v, in) })
}

func unsold(tx *models.Tx, v identity.Viewer, in UnsoldInput) (models.Page[Unsold], error) {
	var at models.UnsoldPlace
	more, err := models.ReadCursor(in.After, &at.Rank, &at.SKU)
	if err != nil {
		return models.Page[Unsold]{}, err
	}
	f := models.UnsoldFilter{Today: v.Today(tx.Now), Limit: cmp.Or(in.Limit, pageSize), Locale: v.Locale()}
	if more {
		f.After = &at
	}
	if in.Client != "" {
		if f.Client, err = models.ParseID[models.Organisation](in.Client); err != nil {
			return models.Page[Unsold]{}, err
		}
	}
	us, err := models.Get(tx, v.Organisation())
	if err != nil {
		return models.Page[Unsold]{}, err
	}
	found, err := models.UnsoldProducts(tx, f)
	page := models.PageOf(found, f.Limit, func(u models.Unsold) models.Cursor { return models.Cursor{u.Rank, u.SKU} })
	return models.MapPage(page, func(u models.Unsold) Unsold {
		out := Unsold{ID: u.ID, SKU: u.SKU, Name: u.Name, Unit: u.Unit, Category: u.Category, Since: u.Since, Price: price(u.Price, us.Currency), Times: u.Rank}
		if u.OnHand != nil {
			q := models.QuantityText(*u.OnHand)
			out.OnHand = &q
		}
		return out
	}), err
}

func price(p *models.UnitPrice, c models.Currency) *string {
	if p == nil {
		return nil
	}
	text := models.PriceText(*p, c)
	return &text
}

// Health is what may be wrong with a supplier's prices and stock.
type Health struct {
	Currency  models.Currency `json:"currency"`
	NoPrice   int             `json:"no_price" doc:"On sale, and no list price at the minimum: nobody without a contract price can buy it."`
	BelowCost int             `json:"below_cost" doc:"The list price is below the cost."`
	AboveList int             `json:"above_list" doc:"A contract price at the minimum is above the list price."`
	Low       int             `json:"low"`
	Out       int             `json:"out"`
	Oversold  int             `json:"oversold"`
	Dead      int             `json:"dead"`
	DeadWorth string          `json:"dead_worth"`
	CoverDays int             `json:"cover_days"`
	DeadDays  int             `json:"dead_days"`
}

// Health counts what may be wrong with a supplier's prices and stock. For its own people.
func (s *Service) Health(ctx context.Context, v identity.Viewer, _ struct{}) (Health, error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (Health, error) {
		troubles, err := models.CountTroubles(tx)
		if err != nil {
			return Health{}, err
		}
		rule, err := models.StockRuleOf(tx, v.Organisation())
		if err != nil {
			return Health{}, err
		}
		stock, err := models.StockSummaryOf(tx, rule, v.Today(tx.Now))
		return Health{Currency: stock.Currency, NoPrice: troubles[models.NoPrice], BelowCost: troubles[models.BelowCost], AboveList: troubles[models.AboveList],
			Low: stock.Low, Out: stock.Out, Oversold: stock.Oversold, Dead: stock.Dead, DeadWorth: stock.DeadWorth.In(stock.Currency),
			CoverDays: rule.CoverDays, DeadDays: rule.DeadDays}, err
	})
}

// PricesInput asks for prices with one trouble.
type PricesInput struct {
	Trouble models.PriceTrouble `query:"trouble" enum:"no_price,below_cost,above_list" default:"no_price"`
}

// TroubledPrices are the first so many.
type TroubledPrices struct {
	Items []TroubledPrice `json:"items" nullable:"false"`
}

// TroubledPrice is a price that looks wrong.
type TroubledPrice struct {
	ID    models.ProductID `json:"id"`
	SKU   string           `json:"sku"`
	Name  string           `json:"name"`
	Unit  string           `json:"unit"`
	Price *string          `json:"price" doc:"List price, before tax."`
	Cost  *string          `json:"cost"`
	Asked *string          `json:"asked" doc:"The contract price."`
	Terms string           `json:"terms" doc:"The contract list's name."`
}

const pricesShown = 200

// Prices are products whose price looks wrong, the first two hundred by SKU. For the supplier's own people.
func (s *Service) Prices(ctx context.Context, v identity.Viewer, in PricesInput) (TroubledPrices, error) {
	return models.Read(ctx, s.db, v.To(identity.SalesRead), func(tx *models.Tx) (TroubledPrices, error) {
		return troubled(tx, v, in.Trouble, pricesShown)
	})
}

func troubled(tx *models.Tx, v identity.Viewer, trouble models.PriceTrouble, limit int) (TroubledPrices, error) {
	us, err := models.Get(tx, v.Organisation())
	if err != nil {
		return TroubledPrices{}, err
	}
	found, err := models.TroubledPrices(tx, cmp.Or(trouble, models.NoPrice), limit, v.Locale())
	out := TroubledPrices{Items: make([]TroubledPrice, len(found))}
	for i, p := range found {
		out.Items[i] = TroubledPrice{p.ID, p.SKU, p.Name, p.Unit, price(p.List, us.Currency), price(p.Cost, us.Currency), price(p.Asked, us.Currency), p.Terms}
	}
	return out, err
}
