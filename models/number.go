package models

import "fmt"

// InvoiceSeries is the series of plain invoices; credit notes and prepayments will have their own.
const InvoiceSeries = ""

// InvoiceNumber is how people name an invoice: 2026-00042, or CN-2026-00042 in a series with a name.
func InvoiceNumber(series string, year, sequence int) string {
	number := fmt.Sprintf("%d-%05d", year, sequence)
	if series != "" {
		number = series + "-" + number
	}
	return number
}
