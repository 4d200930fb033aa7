package api

import "povtor/portal/identity"

// cartRoutes show and change the open cart. Placing it is ordering's.
func (s *Server) cartRoutes(t *Table) {
	c := s.portal.Cart
	door(t, identity.CartEdit, "GET /api/v1/cart", "Your cart", c.Get)
	door(t, identity.CartEdit, "POST /api/v1/cart/lines", "Add to the cart", c.Add)
	door(t, identity.CartEdit, "PUT /api/v1/cart/lines/{product_id}", "Set how much of a product is in the cart", c.Put)
	door(t, identity.CartEdit, "DELETE /api/v1/cart/lines/{product_id}", "Take a product out of the cart", c.Remove)
}
