package api

import "povtor/portal/identity"

func (s *Server) receivablesRoutes(t *Table) {
	r := s.portal.Receivables
	door(t, identity.InvoiceRead, "GET /api/v1/receivables", "What is owed on your side, by how late it is", r.Ageing)
	door(t, identity.PaymentRecord, "GET /api/v1/receivables/clients", "Clients whose payments you may book", r.Clients)
	door(t, identity.InvoiceRead, "GET /api/v1/accounts/{id}", "A client's account with a supplier over a period", r.Account)
	streamed(t, identity.InvoiceRead, "GET /api/v1/accounts/{id}/file", "The statement of an account: on paper, or as a table", r.Statement)
	door(t, identity.InvoiceRead, "GET /api/v1/accounts/{id}/agreement", "What a client and a supplier have agreed about money, and how they stand", r.Agreement)
	door(t, identity.TermsEdit, "PUT /api/v1/agreements/{id}/terms", "Change payment terms, credit limit and reminders", r.ChangeTerms)
	door(t, identity.CreditDecide, "POST /api/v1/agreements/{id}/hold", "Let every order of an agreement wait for a release", r.Hold)
	door(t, identity.CreditDecide, "POST /api/v1/agreements/{id}/free", "End the hold on an agreement", r.Free)
	door(t, identity.PromiseRecord, "POST /api/v1/agreements/{id}/promises", "Write down a promise to pay", r.Promise)
	door(t, identity.PromiseRecord, "POST /api/v1/promises/{id}/withdraw", "Take a promise back", r.Withdraw)
	door(t, identity.TermsEdit, "GET /api/v1/dunning", "When your reminders of invoices go out, and who gets what now", s.portal.Dunning.Plan)
	door(t, identity.TermsEdit, "PUT /api/v1/dunning", "Change when reminders of invoices go out", s.portal.Dunning.ChangeRule)
	d := s.portal.Dispute
	door(t, identity.InvoiceRead, "GET /api/v1/disputes", "Disputed lines of your side's invoices", d.List)
	door(t, identity.DisputeOpen, "POST /api/v1/invoices/{id}/disputes", "Dispute a line of an invoice", d.Open)
	door(t, identity.InvoiceCredit, "POST /api/v1/disputes/{id}/resolve", "End a dispute with a note or a credit note", d.Resolve)
	door(t, identity.DisputeOpen, "POST /api/v1/disputes/{id}/withdraw", "Withdraw a dispute", d.Withdraw)
	door(t, identity.InvoiceRead, "GET /api/v1/payments", "Payments of your side", r.List)
	door(t, identity.PaymentRecord, "POST /api/v1/payments", "Book a payment that came in", r.Record)
	door(t, identity.InvoiceRead, "GET /api/v1/payments/{id}", "One payment and the invoices it went to", r.Get)
	door(t, identity.PaymentRecord, "POST /api/v1/payments/{id}/allocate", "Give what is left of a payment to invoices", r.Allocate)
	door(t, identity.PaymentRecord, "POST /api/v1/payments/{id}/release", "Take back what of a payment went to an invoice", r.Release)
	door(t, identity.PaymentRecord, "POST /api/v1/payments/{id}/reverse", "Take back a payment that was booked by mistake", r.Reverse)
	door(t, identity.PaymentRecord, "GET /api/v1/books", "How far your books are closed, and whether they agree with the ledger", r.Books)
	door(t, identity.LedgerClose, "POST /api/v1/books/close", "Close a month and all before it", r.Close)
}
