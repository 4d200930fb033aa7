package api

import "povtor/portal/identity"

func (s *Server) orderingRoutes(t *Table) {
	o, f := s.portal.Ordering, s.portal.Fulfilment
	door(t, identity.OrderPlace, "POST /api/v1/cart/place", "Order what is in the cart", o.PlaceCart)
	door(t, identity.OrderPlace, "POST /api/v1/orders", "Order one supplier's products", o.Place)
	door(t, identity.OrderRead, "GET /api/v1/orders", "Orders of your side, the newest first", o.List)
	door(t, identity.OrderRead, "GET /api/v1/orders/{id}", "One order with its lines and timeline", o.Get)
	door(t, identity.OrderCancel, "POST /api/v1/orders/{id}/cancel", "Take back an order that is not answered yet", o.Cancel)
	door(t, identity.ReorderRead, "GET /api/v1/orders/{id}/reorder", "What this order would be today", o.Basket)
	door(t, identity.CartEdit, "POST /api/v1/orders/{id}/reorder", "Put this order's products into the cart", o.IntoCart)
	door(t, identity.OrderPlace, "GET /api/v1/locations", "Where orders can be sent to", o.Locations)
	door(t, identity.OrderAnswer, "POST /api/v1/orders/{id}/confirm", "Confirm an order and issue its invoice", f.Confirm)
	door(t, identity.OrderAnswer, "POST /api/v1/orders/{id}/refuse", "Refuse an order", f.Refuse)
	door(t, identity.CreditDecide, "POST /api/v1/orders/{id}/release", "Let an order go on beyond the credit limit", o.Release)
	door(t, identity.SalesRead, "GET /api/v1/supplier/home", "What waits for the supplier today", f.Home)
}
