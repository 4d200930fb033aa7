package api

import (
	"context"
	"mime"

	"github.com/danielgtaylor/huma/v2"

	"povtor/portal/identity"
	"povtor/portal/sales"
)

// salesRoutes are a supplier's own figures.
func (s *Server) salesRoutes(t *Table) {
	f := s.portal.Sales
	door(t, identity.SalesRead, "GET /api/v1/figures", "Your sales by month and category", f.Overview)
	door(t, identity.SalesRead, "GET /api/v1/figures/clients", "Your clients by what they bought", f.Clients)
	door(t, identity.SalesRead, "GET /api/v1/figures/products", "Your products by what they brought", f.Products)
	door(t, identity.SalesRead, "GET /api/v1/figures/classes", "Your products or clients in classes A, B and C", f.Classes)
	door(t, identity.SalesRead, "GET /api/v1/figures/quiet", "Your clients that are late, at risk or gone", f.Quiet)
	door(t, identity.SalesRead, "GET /api/v1/figures/unsold", "Your products that nobody buys, or one client does not", f.Unsold)
	door(t, identity.SalesRead, "GET /api/v1/figures/health", "What may be wrong with your prices and stock", f.Health)
	door(t, identity.SalesRead, "GET /api/v1/figures/prices", "Your prices that look wrong", f.Prices)
	door(t, identity.SalesRead, "GET /api/v1/figures/reminders", "What reminders on your behalf came to", f.Reminders)
	op := t.operation(identity.SalesRead, "GET /api/v1/figures/file", "A table of the figures as CSV or XLSX")
	op.Responses = map[string]*huma.Response{"200": {Description: "The file.", Content: map[string]*huma.MediaType{
		"text/csv": {Schema: &huma.Schema{Type: "string"}},
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}}
	huma.Register(t.api, op, func(ctx context.Context, in *sales.FileInput) (*paper, error) {
		file, err := f.File(ctx, viewer(ctx), *in)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		return &paper{file.Type, mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}), file.Data}, nil
	})
}
