package api

import "povtor/portal/identity"

func (s *Server) reorderRoutes(t *Table) {
	r := s.portal.Reorder
	door(t, identity.ReorderRead, "GET /api/v1/reorder", "How your company stands with each supplier", r.List)
	door(t, identity.ReorderRead, "GET /api/v1/reorder/{supplier_id}", "Your usual basket, beside today's prices and stock", r.Basket)
	door(t, identity.ReorderDecide, "POST /api/v1/reorder/{supplier_id}/snooze", "Remind later", r.Snooze)
	door(t, identity.ReorderDecide, "POST /api/v1/reorder/{supplier_id}/not-needed", "Nothing needed in this cycle", r.NotNeeded)
	door(t, identity.ReorderDecide, "POST /api/v1/reorder/{supplier_id}/resume", "Take back a snooze or a \"not needed\"", r.Resume)
}
