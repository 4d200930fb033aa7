package api

import "povtor/portal/identity"

// nudgeRoutes are what a reminder's links lead to, and whether reminders come at all.
func (s *Server) nudgeRoutes(t *Table) {
	n := s.portal.Notify
	door(t, "", "GET /api/v1/nudges/{token}", "What a reminder's link opens", s.portal.Nudge.Follow)
	door(t, identity.PreferenceEdit, "GET /api/v1/me/preferences", "Whether you get reminders", n.Preferences)
	door(t, identity.PreferenceEdit, "PUT /api/v1/me/preferences", "Choose whether you get reminders", n.SetPreferences)
	door(t, "", "GET /api/v1/unsubscribe/{token}", "Whose reminders a link would end", n.Subscription)
	door(t, "", "POST /api/v1/unsubscribe/{token}", "End the reminders a link speaks for", n.Unsubscribe)
	// The address in the mail's own header is that of the page: a mail program posts to it (RFC 8058), a person opens it.
	door(t, "", "POST /unsubscribe/{token}", "End the reminders a link speaks for, in one click", n.UnsubscribeInOneClick)
}
