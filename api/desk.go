package api

import "povtor/portal/identity"

// deskRoutes are an account manager's day.
func (s *Server) deskRoutes(t *Table) {
	d := s.portal.Desk
	door(t, identity.DeskRead, "GET /api/v1/desk/queue", "Clients that are late, the most at stake first", d.Queue)
	door(t, identity.DeskRead, "GET /api/v1/desk/clients", "Clients of your book", d.Clients)
	door(t, identity.DeskRead, "GET /api/v1/desk/clients/{id}", "One client: figures, rhythms, people, agreements", d.Client)
	door(t, identity.DeskRead, "GET /api/v1/desk/clients/{id}/events", "One client's timeline", d.ClientEvents)
	door(t, identity.ContactLog, "POST /api/v1/desk/clients/{id}/contacts", "Take down a talk with a client", d.LogContact)
	door(t, identity.DeskRead, "GET /api/v1/desk/activity", "What happened in your book", d.Activity)
}
