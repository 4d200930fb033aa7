package api

import "povtor/portal/identity"

// stockRoutes are what a supplier has, where it lies and what is on its way.
func (s *Server) stockRoutes(t *Table) {
	k := s.portal.Stock
	door(t, identity.ProductRead, "GET /api/v1/stock", "Your stock by product", k.List)
	door(t, identity.ProductRead, "GET /api/v1/stock/summary", "Your stock as a whole: what is low, out, oversold, dead", k.Summary)
	door(t, identity.StockEdit, "PUT /api/v1/stock", "Set absolute counts by SKU, up to 10,000 in one call", k.Put)
	door(t, identity.StockEdit, "PUT /api/v1/stock/rule", "Say when stock is low and when it is dead", k.SetRule)
	door(t, identity.StockEdit, "PUT /api/v1/stock/products/{id}", "Set what there is of one product", k.Edit)
	door(t, identity.StockEdit, "PUT /api/v1/stock/products/{id}/mark", "Set below what one product is low", k.Mark)
	door(t, identity.StockEdit, "POST /api/v1/warehouses", "Name a warehouse", k.AddWarehouse)
	door(t, identity.StockEdit, "PUT /api/v1/warehouses/{id}", "Rename a warehouse, or make it the default one", k.EditWarehouse)
	door(t, identity.StockEdit, "DELETE /api/v1/warehouses/{id}", "Remove an empty warehouse", k.RemoveWarehouse)
	door(t, identity.ProductRead, "GET /api/v1/stock/incoming", "Deliveries to your warehouses", k.Incomings)
	door(t, identity.StockEdit, "POST /api/v1/stock/incoming", "Announce a delivery", k.Expect)
	door(t, identity.StockEdit, "PUT /api/v1/stock/incoming/{id}", "Change a delivery that is still expected", k.ChangeIncoming)
	door(t, identity.StockEdit, "POST /api/v1/stock/incoming/{id}/receive", "Receive a delivery: it is on hand, once", k.Receive)
	door(t, identity.StockEdit, "POST /api/v1/stock/incoming/{id}/cancel", "Say that a delivery does not come", k.CancelIncoming)
}
