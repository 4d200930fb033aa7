package api

import "povtor/portal/identity"

// priceRoutes are a supplier's prices, and which goods it shows to whom.
func (s *Server) priceRoutes(t *Table) {
	p, v := s.portal.PriceLists, s.portal.Visibility
	door(t, identity.PriceRead, "GET /api/v1/price-lists", "Your price lists", p.List)
	door(t, identity.PriceEdit, "POST /api/v1/price-lists", "Make a price list", p.Create)
	door(t, identity.PriceRead, "GET /api/v1/price-lists/{id}", "One price list: who asks it, what it takes off", p.Get)
	door(t, identity.PriceEdit, "PUT /api/v1/price-lists/{id}", "Change what a price list is", p.Change)
	door(t, identity.PriceEdit, "DELETE /api/v1/price-lists/{id}", "Remove a price list that nobody asks", p.Delete)
	door(t, identity.PriceRead, "GET /api/v1/price-lists/{id}/prices", "What a price list asks for your products", p.Goods)
	door(t, identity.PriceEdit, "PUT /api/v1/price-lists/{id}/prices/{product}", "Set what a price list asks for one product, now or from a day on", p.SetPrice)
	door(t, identity.PriceRead, "GET /api/v1/price-lists/{id}/schedule", "What will change in a price list", p.Schedule)
	door(t, identity.PriceEdit, "DELETE /api/v1/price-lists/{id}/schedule", "Drop what was to change", p.Cancel)
	door(t, identity.PriceEdit, "PUT /api/v1/price-lists/{id}/discounts", "Set a price list's discounts by category", p.SetDiscounts)
	door(t, identity.PriceEdit, "PUT /api/v1/price-lists/{id}/agreements", "Say which clients ask a price list", p.SetAgreements)
	door(t, identity.PriceEdit, "PUT /api/v1/price-lists/{id}/groups", "Say which groups of clients ask a price list", p.SetGroups)
	door(t, identity.PriceEdit, "PUT /api/v1/price-lists/{id}/agreements/{agreement}/first", "Let a client ask this list before its others", p.AskFirst)
	door(t, identity.PriceEdit, "POST /api/v1/price-lists/{id}/revisions/preview", "What a rule would make of many prices", p.Preview)
	door(t, identity.PriceEdit, "POST /api/v1/price-lists/{id}/revisions", "Change many prices by a rule, exactly as previewed", p.Apply)
	door(t, identity.PriceRead, "GET /api/v1/trade-clients", "Your clients, and by what they come to their prices", p.Clients)
	door(t, identity.PriceEdit, "PUT /api/v1/trade-clients/{id}/prices/{product}", "Agree a price with one client", p.SetContract)
	door(t, identity.PriceRead, "GET /api/v1/client-groups", "Your groups of clients", p.Groups)
	door(t, identity.PriceEdit, "POST /api/v1/client-groups", "Make a group of clients", p.MakeGroup)
	door(t, identity.PriceEdit, "PUT /api/v1/client-groups/{id}", "Change a group of clients", p.ChangeGroup)
	door(t, identity.PriceEdit, "DELETE /api/v1/client-groups/{id}", "Remove a group that nothing addresses", p.DeleteGroup)
	door(t, identity.PriceRead, "GET /api/v1/products/{id}/prices", "What one of your products costs in each list, and cost you", p.Product)
	door(t, identity.PriceEdit, "PUT /api/v1/products/{id}/cost", "Say what a product costs you", p.SetCost)
	door(t, identity.PriceRead, "GET /api/v1/products/{id}/why-price/{agreement}", "What a client of yours pays, and why", p.Why)
	door(t, identity.VisibilityEdit, "GET /api/v1/visibility", "Which goods you show to whom", v.Rules)
	door(t, identity.VisibilityEdit, "POST /api/v1/visibility", "Add a visibility rule", v.Add)
	door(t, identity.VisibilityEdit, "DELETE /api/v1/visibility/{id}", "Take a visibility rule back", v.Remove)
	door(t, identity.VisibilityEdit, "GET /api/v1/trade-clients/{id}/visibility", "How much of your goods a client sees", v.Preview)
}
