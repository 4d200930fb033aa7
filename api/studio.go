package api

import (
	"bufio"
	"context"
	"log/slog"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"

	"povtor/portal/identity"
	"povtor/portal/table"
)

// studioRoutes are where suppliers bring in their own files, and take their catalogue out.
func (s *Server) studioRoutes(t *Table) {
	i := s.portal.Studio
	door(t, identity.ImportManage, "GET /api/v1/imports", "Your imports, the newest first", i.List)
	door(t, identity.ImportManage, "POST /api/v1/imports", "Announce the files of an import", i.Begin)
	door(t, identity.ImportManage, "GET /api/v1/imports/{id}", "One import: how far it is, what it would do", i.Get)
	upload(t, identity.ImportManage, "PUT /api/v1/imports/{id}/pieces", "Send a piece of a file", i.Append)
	door(t, identity.ImportManage, "POST /api/v1/imports/{id}/look", "Say that the files have come", i.Look)
	door(t, identity.ImportManage, "POST /api/v1/imports/{id}/read", "Read the files and compare them with the catalogue, or do so again", i.Start)
	door(t, identity.ImportManage, "GET /api/v1/imports/{id}/items", "What the dry run made of each product", i.Items)
	door(t, identity.ImportManage, "GET /api/v1/imports/{id}/faults", "What could not be taken", i.Faults)
	streamed(t, identity.ImportManage, "GET /api/v1/imports/{id}/faults.csv", "What could not be taken, as a file", i.FaultFile)
	door(t, identity.ImportManage, "POST /api/v1/imports/{id}/commit", "Write what the dry run found", i.Commit)
	door(t, identity.ImportManage, "POST /api/v1/imports/{id}/cancel", "Give an import up", i.Cancel)
	door(t, identity.ImportManage, "POST /api/v1/imports/{id}/undo", "Take a whole import back", i.Undo)
	door(t, identity.ImportManage, "GET /api/v1/import-mappings", "How files with known headers are read", i.Mappings)
	door(t, identity.ImportManage, "DELETE /api/v1/import-mappings/{id}", "Forget how files with a header are read", i.Forget)
	door(t, identity.ImportManage, "GET /api/v1/import-feeds", "Addresses that are fetched by the clock", i.Feeds)
	door(t, identity.ImportManage, "POST /api/v1/import-feeds", "Let an address be fetched by the clock", i.AddFeed)
	door(t, identity.ImportManage, "PUT /api/v1/import-feeds/{id}", "Change a feed", i.ChangeFeed)
	door(t, identity.ImportManage, "DELETE /api/v1/import-feeds/{id}", "End a feed", i.RemoveFeed)
	door(t, identity.ImportManage, "POST /api/v1/import-feeds/{id}/fetch", "Fetch a feed now", i.FetchFeed)
	door(t, identity.ImportManage, "GET /api/v1/exchange-keys", "Keys by which your own system pushes its catalogue", i.Keys)
	door(t, identity.ExchangeManage, "POST /api/v1/exchange-keys", "Make such a key; its secret is told once", i.AddKey)
	door(t, identity.ExchangeManage, "DELETE /api/v1/exchange-keys/{id}", "End such a key", i.EndKey)
	streamed(t, identity.ImportManage, "GET /api/v1/export", "Your catalogue as a file that reads back the same", i.Export)
	s.exchangeRoutes(t)
}

// streamed registers a use case that answers a file of any size: it goes out as it is written.
func streamed[In any](t *Table, permission identity.Permission, address, summary string,
	useCase func(context.Context, identity.Viewer, In) (table.File, error)) {
	op := t.operation(permission, address, summary)
	op.Responses = map[string]*huma.Response{"200": {Description: "The file.", Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}}
	huma.Register(t.api, op, func(ctx context.Context, in *In) (*huma.StreamResponse, error) {
		file, err := enter(ctx, op, in, useCase)
		if err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			c.SetStatus(http.StatusOK)
			c.SetHeader("Content-Type", file.ContentType)
			c.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
			humafiber.UnwrapV2(c).Context().SetBodyStreamWriter(func(w *bufio.Writer) {
				if err := file.Write(ctx, w); err != nil { // the answer has begun: all that is left is to break it off and to say so
					slog.WarnContext(ctx, "a file broke off", "err", err, "route", op.Path, "request_id", requestID(ctx))
					panic(http.ErrAbortHandler)
				}
			})
		}}, nil
	})
}
