package api

import (
	"context"
	"mime"

	"github.com/danielgtaylor/huma/v2"

	"povtor/portal/identity"
	"povtor/portal/print"
)

// printRoutes are price lists to print and send on.
func (s *Server) printRoutes(t *Table) {
	p := s.portal.Print
	door(t, identity.PrintMake, "POST /api/v1/prints", "Have a price list made: your own prices, a client's, or list prices", p.Ask)
	door(t, identity.PrintMake, "GET /api/v1/prints", "Your own price lists, the newest first", p.List)
	door(t, identity.PrintMake, "GET /api/v1/prints/{id}", "One of your own price lists, and how far it has come", p.Get)
	op := t.operation(identity.PrintMake, "GET /api/v1/prints/{id}/file", "A finished price list")
	op.Responses = map[string]*huma.Response{"200": {Description: "The file.", Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}}
	huma.Register(t.api, op, func(ctx context.Context, in *print.GetInput) (*paper, error) {
		file, err := p.File(ctx, viewer(ctx), *in)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		return &paper{file.MediaType, mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}), file.Content}, nil
	})
}
