package api

import (
	"context"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"povtor/portal/identity"
	"povtor/portal/product"
)

// productRoutes are where a supplier keeps what it sells.
func (s *Server) productRoutes(t *Table) {
	p := s.portal.Product
	door(t, identity.ProductRead, "GET /api/v1/products", "Your own products", p.List)
	door(t, identity.ProductRead, "GET /api/v1/products/counts", "How many of your products there are of each kind", p.Count)
	door(t, identity.ProductEdit, "POST /api/v1/products", "Add a product", p.Create)
	door(t, identity.ProductEdit, "POST /api/v1/products/bulk", "Change many products at once", p.Bulk)
	door(t, identity.ProductEdit, "POST /api/v1/products/batches/{batch}/undo", "Take back what was changed together", p.UndoBatch)
	door(t, identity.ProductRead, "GET /api/v1/products/{id}", "One of your own products", p.Get)
	door(t, identity.ProductEdit, "PATCH /api/v1/products/{id}", "Change a product", p.Edit)
	door(t, identity.ProductRead, "GET /api/v1/products/{id}/history", "Who changed what of a product", p.History)
	door(t, identity.ProductEdit, "POST /api/v1/products/{id}/history/{change}/undo", "Take back one change", p.Undo)
	upload(t, identity.ProductEdit, "POST /api/v1/products/{id}/pictures", "Add a picture", p.AddPicture)
	door(t, identity.ProductEdit, "PUT /api/v1/products/{id}/pictures", "Order pictures, and take some away", p.OrderPictures)
	fileDoor(t, identity.ProductRead, "GET /api/v1/products/{id}/pictures/{picture}", "A picture of your own product", p.Picture)
	upload(t, identity.ProductEdit, "POST /api/v1/products/{id}/papers", "Add a document", p.AddPaper)
	door(t, identity.ProductEdit, "DELETE /api/v1/products/{id}/papers/{paper}", "Take a document away", p.RemovePaper)
	fileDoor(t, identity.ProductRead, "GET /api/v1/products/{id}/papers/{paper}", "A document of your own product", p.Paper)
	door(t, identity.ProductRead, "GET /api/v1/views", "Your own views of the products", p.Views)
	door(t, identity.ProductRead, "PUT /api/v1/views", "Keep a view", p.SaveView)
	door(t, identity.ProductRead, "DELETE /api/v1/views/{id}", "Forget a view", p.RemoveView)
	door(t, identity.ProductRead, "GET /api/v1/categories", "What your products can hang on", p.Categories)
	door(t, identity.ProductEdit, "POST /api/v1/categories", "Add a category of your own", p.AddCategory)
	door(t, identity.ProductEdit, "PUT /api/v1/categories/{id}", "Change a category of your own", p.EditCategory)
	door(t, identity.ProductEdit, "DELETE /api/v1/categories/{id}", "Remove a category of your own", p.RemoveCategory)
	door(t, identity.ProductEdit, "POST /api/v1/categories/{id}/attributes", "Ask something of a category's goods", p.AddAttribute)
	door(t, identity.ProductEdit, "PUT /api/v1/attributes/{id}", "Change an attribute of your own", p.EditAttribute)
	door(t, identity.ProductEdit, "DELETE /api/v1/attributes/{id}", "Remove an attribute of your own", p.RemoveAttribute)
}

// sent is a file that never changes under its address: whoever may see it keeps it.
type sent struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	CacheControl       string `header:"Cache-Control"`
	ETag               string `header:"ETag"`
	Status             int
	Body               []byte
}

// fileDoor registers a use case that answers a file. It is kept in the caller's own browser and nowhere between, and not sent again to
// whoever has it.
func fileDoor[In any](t *Table, permission identity.Permission, address, summary string,
	useCase func(context.Context, identity.Viewer, In) (product.Content, error)) {
	op := t.operation(permission, address, summary)
	op.Responses = map[string]*huma.Response{"200": {Description: "The file.", Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}}
	huma.Register(t.api, op, func(ctx context.Context, in *In) (*sent, error) {
		file, err := enter(ctx, op, in, useCase)
		if err != nil {
			return nil, err
		}
		out := &sent{CacheControl: "private, max-age=31536000, immutable", ETag: `"` + file.Hash + `"`}
		if file.ForNow {
			out.CacheControl = "private, no-cache"
		}
		if requestOf(ctx).has == out.ETag {
			out.Status = http.StatusNotModified
			return out, nil
		}
		out.ContentType, out.Body = file.MediaType, file.Bytes
		out.ContentDisposition = mime.FormatMediaType("inline", map[string]string{"filename": file.Name})
		return out, nil
	})
}
