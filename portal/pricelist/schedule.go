package pricelist

import (
	"cmp"
	"context"
	"time"

	"povtor/models"
	"povtor/portal/identity"
)

// Scheduled is what a list will ask for a product from a day on.
type Scheduled struct {
	ListID    models.PriceListID `json:"list_id"`
	ListName  string             `json:"list_name"`
	ProductID models.ProductID   `json:"product_id"`
	SKU       string             `json:"sku"`
	Name      string             `json:"name"`
	Icon      string             `json:"icon"`
	Unit      string             `json:"unit"`
	Currency  models.Currency    `json:"currency"`
	StartsOn  models.Date        `json:"starts_on"`
	Tiers     []ThenTier         `json:"tiers" nullable:"false"`
	Now       []ThenTier         `json:"now" nullable:"false"`
	By        string             `json:"by"`
	At        time.Time          `json:"at"`
}

// ThenTier is a price from a quantity on, as its list has it.
type ThenTier struct {
	From  string `json:"from"`
	Price string `json:"price"`
}

func thenOf(tiers []models.ListTier, c models.Currency) []ThenTier {
	out := make([]ThenTier, len(tiers))
	for i, t := range tiers {
		out[i] = ThenTier{models.QuantityText(t.From), models.PriceText(t.Price, c)}
	}
	return out
}

func scheduledOf(s models.Scheduled, locale string) Scheduled {
	return Scheduled{s.List, s.ListName, s.Product, s.SKU, s.In(locale), s.Icon, s.Unit, s.Currency, s.StartsOn, thenOf(s.Tiers, s.Currency),
		thenOf(s.Now, s.Currency), s.By, s.CreatedAt}
}

// ScheduleInput pages what will change in a list.
type ScheduleInput struct {
	Input
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"24"`
	After string `query:"after" maxLength:"2000"`
}

// Schedule is what will change in a list, the next first. For the supplier's people.
func (s *Service) Schedule(ctx context.Context, v identity.Viewer, in ScheduleInput) (page models.Page[Scheduled], err error) {
	var at models.ScheduledPlace
	there, err := models.ReadCursor(in.After, &at.StartsOn, &at.SKU, &at.List)
	if err != nil {
		return page, err
	}
	f := models.ScheduledFilter{List: in.ID, Limit: cmp.Or(in.Limit, pageSize)}
	if there {
		f.After = &at
	}
	return models.Read(ctx, s.db, v.To(identity.PriceRead), func(tx *models.Tx) (page models.Page[Scheduled], err error) {
		if _, err := models.Get(tx, in.ID); err != nil {
			return page, err
		}
		rows, err := models.ScheduledPrices(tx, f)
		cut := models.PageOf(rows, f.Limit, func(s models.Scheduled) models.Cursor { return models.Cursor{s.StartsOn, s.SKU, s.List} })
		return models.MapPage(cut, func(s models.Scheduled) Scheduled { return scheduledOf(s, v.Locale()) }), err
	})
}

// CancelInput says what shall not change after all: of a product, of a day, or all of the list.
type CancelInput struct {
	Input
	ProductID string `query:"product" format:"uuid" doc:"None: of every product."`
	StartsOn  string `query:"starts_on" format:"date" doc:"None: of every day."`
}

// dayOf reads a day; where none is named it is another.
func dayOf(text string, otherwise models.Date) (models.Date, error) {
	if text == "" {
		return otherwise, nil
	}
	day, err := models.ParseDate(text)
	if err != nil {
		return 0, errNoDay
	}
	return day, nil
}

var errNoDay = models.Faulty(models.Malformed, "not-a-day", "Name a day such as 2026-12-31.")

// Cancelled is how much was dropped.
type Cancelled struct {
	Prices int64 `json:"prices"`
}

// Cancel drops prices that were scheduled. What has begun has been moved into the list and is not touched.
func (s *Service) Cancel(ctx context.Context, v identity.Viewer, in CancelInput) (Cancelled, error) {
	return models.In(ctx, s.db, v.To(identity.PriceEdit), func(tx *models.Tx) (out Cancelled, err error) {
		if _, err := hold(tx, in.ID); err != nil {
			return out, err
		}
		var product models.ProductID
		if in.ProductID != "" {
			if err := product.UnmarshalText([]byte(in.ProductID)); err != nil {
				return out, errNoProduct
			}
		}
		day, err := dayOf(in.StartsOn, 0)
		if err != nil {
			return out, err
		}
		out.Prices, err = models.CancelScheduled(tx, in.ID, product, day)
		return out, err
	})
}

// BeginInput asks for nothing.
type BeginInput struct{}

// Begin moves scheduled prices into their lists after the day has begun where their supplier is: each supplier in a transaction of
// its own. A clock calls it; called twice it finds nothing, called late nobody has paid another price.
func (s *Service) Begin(ctx context.Context, v identity.Viewer, _ BeginInput) (moved int64, err error) {
	grant := v.To(identity.SystemWork)
	suppliers, err := models.Read(ctx, s.db, grant, models.SuppliersWithDue)
	for _, id := range suppliers {
		n, err := models.In(ctx, s.db, grant, func(tx *models.Tx) (int64, error) { return models.BeginPrices(tx, id) })
		if err != nil {
			return moved, err
		}
		moved += n
	}
	return moved, err
}
