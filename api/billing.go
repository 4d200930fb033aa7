package api

import (
	"context"
	"mime"

	"github.com/danielgtaylor/huma/v2"

	"povtor/portal/billing"
	"povtor/portal/identity"
)

// paper is a file to be shown in the browser.
type paper struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

func (s *Server) billingRoutes(t *Table) {
	b := s.portal.Billing
	door(t, identity.InvoiceRead, "GET /api/v1/invoices", "Invoices of your side and what is owed", b.List)
	door(t, identity.InvoiceRead, "GET /api/v1/invoices/{id}", "One invoice with its lines and payments", b.Get)
	door(t, identity.InvoiceCredit, "POST /api/v1/invoices/{id}/credit", "Take an invoice back, or some of it, by a credit note", b.Credit)
	door(t, identity.InvoiceRead, "GET /api/v1/invoices/{id}/transfer", "How to pay what is left of an invoice by bank", b.Transfer)
	door(t, identity.InvoiceRead, "GET /api/v1/credit-notes/{id}", "One credit note with what it takes back", b.CreditNote)
	streamed(t, identity.InvoiceRead, "GET /api/v1/invoices/{id}/xlsx", "One invoice as a workbook", b.Workbook)
	streamed(t, identity.InvoiceRead, "GET /api/v1/invoices/{id}/ubl", "One invoice as UBL 2.1 (EN 16931, Peppol BIS Billing 3)", b.Electronic)
	streamed(t, identity.InvoiceRead, "GET /api/v1/credit-notes/{id}/ubl", "One credit note as UBL 2.1", b.ElectronicCredit)
	streamed(t, identity.InvoiceRead, "GET /api/v1/invoices.zip", "Many invoices on paper, with their credit notes, in one archive", b.Archive)
	r := s.portal.Register
	streamed(t, identity.InvoiceRead, "GET /api/v1/registers", "Invoices, credit notes or payments of a period as a table", r.Table)
	streamed(t, identity.InvoiceRead, "GET /api/v1/registers/1c", "Orders, invoices, credit notes and payments of a period for 1C", r.Exchange)
	onPaper(t, "GET /api/v1/invoices/{id}/pdf", "One invoice on paper, in the client's language", b.Paper)
	onPaper(t, "GET /api/v1/credit-notes/{id}/pdf", "One credit note on paper, in the client's language", b.CreditNotePaper)
}

// onPaper registers a use case that answers a PDF.
func onPaper[In any](t *Table, address, summary string, useCase func(context.Context, identity.Viewer, In) (billing.Paper, error)) {
	op := t.operation(identity.InvoiceRead, address, summary)
	op.Responses = map[string]*huma.Response{"200": {Description: "The file.", Content: map[string]*huma.MediaType{
		"application/pdf": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}}
	huma.Register(t.api, op, func(ctx context.Context, in *In) (*paper, error) {
		file, err := enter(ctx, op, in, useCase)
		if err != nil {
			return nil, err
		}
		return &paper{"application/pdf", mime.FormatMediaType("inline", map[string]string{"filename": file.Name}), file.PDF}, nil
	})
}
