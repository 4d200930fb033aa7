package api

// outboxRoutes show the mails of a portal that is being tried out; anywhere else they are not found.
func (s *Server) outboxRoutes(t *Table) {
	door(t, "", "GET /api/v1/outbox", "Mails, the newest first (demo only)", s.portal.Notify.Outbox)
	door(t, "", "GET /api/v1/outbox/{id}", "One mail with what it says (demo only)", s.portal.Notify.OutboxMail)
}
