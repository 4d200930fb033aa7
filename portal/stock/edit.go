package stock

import (
	"context"

	"povtor/models"
	"povtor/portal/identity"
)

// EditInput is one figure set by hand.
type EditInput struct {
	ID   models.ProductID `path:"id"`
	Body EditBody
}

// EditBody is how much there is of a product.
type EditBody struct {
	OnHand    *string             `json:"on_hand" doc:"All that lies there, orders' share included; null: from now on to order."`
	Warehouse *models.WarehouseID `json:"warehouse_id,omitempty" doc:"Left out: all warehouses together."`
	Was       *string             `json:"was,omitempty" doc:"The figure that was seen; another one there by now is refused as stale."`
}

// Edit sets what there is of a product, in one warehouse or in all together. For the supplier's people; another's product is
// NotFound. A figure that is another by now is Stale. A product that orders hold cannot be made to order.
func (s *Service) Edit(ctx context.Context, v identity.Viewer, in EditInput) (Holding, error) {
	var to *models.Quantity
	if in.Body.OnHand != nil {
		q, err := models.ParseQuantity(*in.Body.OnHand)
		if err != nil {
			return Holding{}, badQuantity("on_hand")
		}
		to = &q
	}
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Holding, error) {
		if _, err := models.Lock(tx, in.ID); err != nil {
			return Holding{}, err
		}
		if w := in.Body.Warehouse; w != nil {
			if _, err := models.Get(tx, *w); err != nil {
				return Holding{}, err
			}
		}
		if err := unchanged(tx, in); err != nil {
			return Holding{}, err
		}
		if err := write(tx, v, in, to); err != nil {
			return Holding{}, err
		}
		return one(tx, v, in.ID)
	})
}

func badQuantity(field string) error {
	return models.Faulty(models.Invalid, "bad-quantity", "That is not a quantity.").
		At(field, "bad-quantity", "A plain decimal of at most three places, not below zero.")
}

// unchanged is Stale when the figure is not the one that was seen.
func unchanged(tx *models.Tx, in EditInput) error {
	if in.Body.Was == nil {
		return nil
	}
	stock, err := models.LockFirst[models.Stock](tx, "product_id = ?", in.ID)
	now := ""
	switch {
	case models.KindOf(err) == models.NotFound:
	case err != nil:
		return err
	case in.Body.Warehouse == nil:
		now = models.QuantityText(stock.OnHand)
	default:
		places, err := models.PlacesOf(tx, []models.ProductID{in.ID})
		if err != nil {
			return err
		}
		now = models.QuantityText(places[in.ID][*in.Body.Warehouse])
	}
	if now == *in.Body.Was {
		return nil
	}
	return models.Faulty(models.Stale, "changed-meanwhile", "The figure has changed meanwhile; it is "+now+" now.").At("on_hand", "changed-meanwhile", now)
}

func write(tx *models.Tx, v identity.Viewer, in EditInput, to *models.Quantity) error {
	if to == nil {
		if err := models.WatchProducts(tx, in.ID); err != nil {
			return err
		}
		held, err := ToOrder(tx, v.Organisation(), []models.ProductID{in.ID})
		if err != nil {
			return err
		}
		if len(held) > 0 {
			return models.Faulty(models.Conflict, "reserved", "Orders hold "+models.QuantityText(held[0].Reserved)+" of it: it stays counted until they are sent.")
		}
		_, err = models.RecordChanges(tx, models.ChangedByPage, models.BatchID{})
		return err
	}
	changes, err := Set(tx, v.Organisation(), []Count{{Product: in.ID, Warehouse: in.Body.Warehouse, OnHand: *to}})
	if err != nil {
		return err
	}
	return models.RecordStock(tx, v.Organisation(), changes, models.ChangedByPage, models.BatchID{})
}

// one is a product's line as it stands now.
func one(tx *models.Tx, v identity.Viewer, id models.ProductID) (Holding, error) {
	page, err := lines(tx, v, models.StockFilter{Tab: models.StockAll, Product: id, Limit: 1, Locale: v.Locale()})
	if err != nil || len(page.Items) == 0 {
		return Holding{}, err
	}
	return page.Items[0], nil
}

// MarkInput is below what a product is low.
type MarkInput struct {
	ID   models.ProductID `path:"id"`
	Body struct {
		LowBelow *string `json:"low_below" doc:"Null: by days of cover."`
	}
}

// Mark sets a product's own mark of what is low. For the supplier's people. A product that is to order has none: Conflict.
func (s *Service) Mark(ctx context.Context, v identity.Viewer, in MarkInput) (Holding, error) {
	var below *models.Quantity
	if in.Body.LowBelow != nil {
		q, err := models.ParseQuantity(*in.Body.LowBelow)
		if err != nil {
			return Holding{}, badQuantity("low_below")
		}
		below = &q
	}
	return models.In(ctx, s.db, v.To(identity.StockEdit), func(tx *models.Tx) (Holding, error) {
		if _, err := models.Get(tx, in.ID); err != nil {
			return Holding{}, err
		}
		n, err := models.UpdateWhere[models.Stock](tx, map[string]any{"low_below": below}, "product_id = ?", in.ID)
		if err != nil {
			return Holding{}, err
		}
		if n == 0 {
			return Holding{}, models.Faulty(models.Conflict, "to-order", "Its stock is not counted.")
		}
		return one(tx, v, in.ID)
	})
}
