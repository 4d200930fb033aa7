package api

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"povtor/portal/notify"
)

// letterPolicy lets a letter look as it does in a mail program and do nothing: its own styles, no script, no request, an
// origin of its own. Only our pages may frame it; a link in it opens a tab that is free of all this.
const letterPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; " +
	"sandbox allow-popups allow-popups-to-escape-sandbox"

// letterPage is a mail's HTML as a document of its own.
type letterPage struct {
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

// outboxRoutes show the mails of a portal that is being tried out; anywhere else they are not found.
func (s *Server) outboxRoutes(t *Table) {
	door(t, "", "GET /api/v1/outbox", "Mails, the newest first (demo only)", s.portal.Notify.Outbox)
	door(t, "", "GET /api/v1/outbox/{id}", "One mail with what it says (demo only)", s.portal.Notify.OutboxMail)

	op := t.operation("", "GET /api/v1/outbox/{id}/html", "One mail as a mail program would show it (demo only)")
	op.Responses = map[string]*huma.Response{"200": {Description: "The letter.", Content: map[string]*huma.MediaType{
		"text/html": {Schema: &huma.Schema{Type: "string"}}}}}
	huma.Register(t.api, op, func(ctx context.Context, in *notify.OutboxMailInput) (*letterPage, error) {
		m, err := s.portal.Notify.OutboxMail(ctx, viewer(ctx), *in)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		return &letterPage{"text/html; charset=utf-8", letterPolicy, []byte(inNewTabs(m.HTML))}, nil
	})
}

// inNewTabs makes a letter's links open tabs of their own, as they do from a mail program.
func inNewTabs(html string) string {
	return strings.Replace(html, "<head>", `<head><base target="_blank">`, 1)
}
