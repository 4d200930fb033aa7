package api

import "povtor/portal/identity"

// vocabularyRoutes let a supplier teach the search, and a client say what it calls goods itself.
func (s *Server) vocabularyRoutes(t *Table) {
	v, c := s.portal.Vocabulary, s.portal.Catalogue
	door(t, identity.VocabularyEdit, "GET /api/v1/synonyms", "Your synonyms", v.Synonyms)
	door(t, identity.VocabularyEdit, "POST /api/v1/synonyms", "Teach the search a synonym", v.Add)
	door(t, identity.VocabularyEdit, "DELETE /api/v1/synonyms/{id}", "Forget a synonym", v.Remove)
	door(t, identity.VocabularyEdit, "GET /api/v1/search-misses", "What clients looked for and did not find", v.Misses)
	door(t, identity.PartNumberEdit, "PUT /api/v1/catalogue/{id}/part-number", "Say what you call a product", c.PartNumber)
	door(t, identity.PartNumberEdit, "POST /api/v1/part-numbers", "Say what you call many products", c.PartNumbers)
}
