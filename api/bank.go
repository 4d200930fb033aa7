package api

import "povtor/portal/identity"

func (s *Server) bankRoutes(t *Table) {
	b := s.portal.Bank
	door(t, identity.BankImport, "GET /api/v1/bank", "Your bank statements, and how many lines wait", b.Overview)
	door(t, identity.BankImport, "POST /api/v1/bank/statements", "Import a bank statement", b.Import)
	door(t, identity.BankImport, "POST /api/v1/bank/book-certain", "Book every line of which number, amount and payer agree", b.BookCertain)
	door(t, identity.BankImport, "GET /api/v1/bank/lines", "What came in by the bank, and what it is probably for", b.List)
	door(t, identity.BankImport, "POST /api/v1/bank/lines/{id}/book", "Book a line as a client's payment", b.Book)
	door(t, identity.BankImport, "POST /api/v1/bank/lines/{id}/ignore", "Put a line aside", b.Ignore)
	door(t, identity.BankImport, "POST /api/v1/bank/lines/{id}/reopen", "Take back what was decided on a line", b.Reopen)
}
