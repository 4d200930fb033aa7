package api

import "povtor/portal/identity"

func (s *Server) receivablesRoutes(t *Table) {
	r := s.portal.Receivables
	door(t, identity.InvoiceRead, "GET /api/v1/receivables", "What is owed on your side, by how late it is", r.Ageing)
	door(t, identity.PaymentRecord, "GET /api/v1/receivables/clients", "Clients whose payments you may book", r.Clients)
	door(t, identity.InvoiceRead, "GET /api/v1/accounts/{id}", "A client's account with a supplier over a period", r.Account)
	streamed(t, identity.InvoiceRead, "GET /api/v1/accounts/{id}/file", "The statement of an account: on paper, or as a table", r.Statement)
	door(t, identity.InvoiceRead, "GET /api/v1/payments", "Payments of your side", r.List)
	door(t, identity.PaymentRecord, "POST /api/v1/payments", "Book a payment that came in", r.Record)
	door(t, identity.InvoiceRead, "GET /api/v1/payments/{id}", "One payment and the invoices it went to", r.Get)
	door(t, identity.PaymentRecord, "POST /api/v1/payments/{id}/allocate", "Give what is left of a payment to invoices", r.Allocate)
	door(t, identity.PaymentRecord, "POST /api/v1/payments/{id}/release", "Take back what of a payment went to an invoice", r.Release)
	door(t, identity.PaymentRecord, "POST /api/v1/payments/{id}/reverse", "Take back a payment that was booked by mistake", r.Reverse)
	door(t, identity.PaymentRecord, "GET /api/v1/books", "How far your books are closed, and whether they agree with the ledger", r.Books)
	door(t, identity.LedgerClose, "POST /api/v1/books/close", "Close a month and all before it", r.Close)
}
