package api

import "povtor/portal/identity"

// catalogueRoutes show a client what it can buy, and a supplier what it sells.
func (s *Server) catalogueRoutes(t *Table) {
	c := s.portal.Catalogue
	door(t, identity.CatalogueRead, "GET /api/v1/suppliers", "Who you can buy from", c.Suppliers)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue", "What you can buy", c.List)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue/facets", "How many goods there are of each kind", c.Facets)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue/suggest", "Goods close to what is being typed", c.Suggest)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue/{id}", "One product", c.Get)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue/{id}/price", "What a quantity costs, and why", c.Price)
	door(t, identity.ProductRead, "GET /api/v1/products", "Your own products", c.Offerings)
	door(t, identity.ProductRead, "GET /api/v1/products/{id}", "One of your own products", c.Offering)
}
