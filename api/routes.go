package api

import "povtor/portal/identity"

// Portal is every capability the API carries.
type Portal struct {
	Identity *identity.Service
}

// routes is the whole table. A line names the permission, the address, what it does, and the door behind it.
func (s *Server) routes(t *Table) {
	s.sessionRoutes(t)
}
