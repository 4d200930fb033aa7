// Package receivables knows what clients owe their suppliers and what they have paid.
//
// A payment is a document of its own: parts of it are allocated to invoices, and what is not is the client's credit, to be
// allocated later. Nothing is ever changed or deleted: an allocation is taken back by a release, a payment by a reversal, an invoice by a
// credit note (portal/billing). Every one of these is a row of the ledger, which moves an amount from one account to another, so
// that the whole always balances. What invoices and payments say of themselves is kept in step by the same transaction, and
// compared with the ledger every night. A supplier closes its months; nothing enters a closed one.
package receivables

import (
	"sync/atomic"

	"povtor/models"
)

// Service keeps the receivables.
type Service struct {
	db     *models.DB
	differ atomic.Int64 // how many figures the last check found wrong
}

// New makes the service.
func New(db *models.DB) *Service { return &Service{db: db} }
