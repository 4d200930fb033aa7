package demo

import (
	"encoding/json"

	"povtor/models"
)

// loadGoods writes what suppliers keep of their goods besides what is on sale.
func (w World) loadGoods(tx *models.Tx) error {
	if err := put(tx, "attributes", `id category_id supplier_id code name_ru name_en kind unit choices facet position version`, w.Attributes,
		func(a *models.Attribute) []any {
			choices, err := json.Marshal(a.Choices)
			if err != nil {
				panic(err)
			}
			return []any{a.ID, a.CategoryID, a.SupplierID, a.Code, a.NameRu, a.NameEn, a.Kind, a.Unit, json.RawMessage(choices), a.Facet, a.Position, a.Version}
		}); err != nil {
		return err
	}
	if err := put(tx, "product_units", `product_id supplier_id unit factor gtin`, w.Units, func(u *models.ProductUnit) []any {
		return []any{u.ProductID, u.SupplierID, u.Unit, u.Factor, u.GTIN}
	}); err != nil {
		return err
	}
	if err := put(tx, "product_companions", `product_id supplier_id companion_id position`, w.Companions, func(c *models.ProductCompanion) []any {
		return []any{c.ProductID, c.SupplierID, c.CompanionID, c.Position}
	}); err != nil {
		return err
	}
	return put(tx, "product_costs", `product_id supplier_id unit_cost updated_at`, w.Costs, func(c *models.ProductCost) []any {
		return []any{c.ProductID, c.SupplierID, c.UnitCost, c.UpdatedAt}
	})
}

// loadStores writes where goods lie and what is on its way.
func (w World) loadStores(tx *models.Tx) error {
	if err := put(tx, "warehouses", `id supplier_id code name is_default version created_at`, w.Warehouses, func(h *models.Warehouse) []any {
		return []any{h.ID, h.SupplierID, h.Code, h.Name, h.IsDefault, h.Version, h.CreatedAt}
	}); err != nil {
		return err
	}
	if err := put(tx, "warehouse_stock", `product_id warehouse_id supplier_id on_hand`, w.Places, func(p *models.WarehouseStock) []any {
		return []any{p.ProductID, p.WarehouseID, p.SupplierID, p.OnHand}
	}); err != nil {
		return err
	}
	return put(tx, "incoming", `id supplier_id product_id warehouse_id quantity expected_on note status received closed_at closed_by version created_at`,
		w.Incoming, func(i *models.Incoming) []any {
			return []any{i.ID, i.SupplierID, i.ProductID, i.WarehouseID, i.Quantity, i.ExpectedOn, i.Note, i.Status, i.Received, i.ClosedAt, i.ClosedBy,
				i.Version, i.CreatedAt}
		})
}
