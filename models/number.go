package models

import "fmt"

// The series that papers are numbered in.
const (
	InvoiceSeries    = ""
	CreditNoteSeries = "CN"
)

// InvoiceNumber is how people name an invoice: 2026-00042, or CN-2026-00042 in a series with a name.
func InvoiceNumber(series string, year, sequence int) string {
	number := fmt.Sprintf("%d-%05d", year, sequence)
	if series != "" {
		number = series + "-" + number
	}
	return number
}

// ContinueOrderNumbers lets the next order's number follow the n-th. For whoever has loaded orders in bulk.
func ContinueOrderNumbers(tx *Tx, n int64) error {
	if tx.scope.kind != ofEverything || tx.readOnly {
		return errUnscoped
	}
	_, err := tx.q.Exec(tx.ctx, `SELECT setval('purchase_order_numbers', $1, false)`, n+1)
	return err
}
