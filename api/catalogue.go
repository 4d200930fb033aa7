package api

import "povtor/portal/identity"

// catalogueRoutes show a client what it can buy.
func (s *Server) catalogueRoutes(t *Table) {
	c := s.portal.Catalogue
	door(t, identity.CatalogueRead, "GET /api/v1/suppliers", "Who you can buy from", c.Suppliers)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue", "What you can buy", c.List)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue/facets", "How many goods there are of each kind", c.Facets)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue/suggest", "Goods close to what is being typed", c.Suggest)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue/{id}", "One product", c.Get)
	fileDoor(t, identity.CatalogueRead, "GET /api/v1/catalogue/{id}/pictures/{picture}", "A picture of a product", c.Picture)
	fileDoor(t, identity.CatalogueRead, "GET /api/v1/catalogue/{id}/papers/{paper}", "A document that comes with a product", c.Paper)
	door(t, identity.CatalogueRead, "GET /api/v1/catalogue/{id}/price", "What a quantity costs, and why", c.Price)
}
