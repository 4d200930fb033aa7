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

// nextInSeries takes the next number of a supplier's series and year. The counter stays locked until the transaction ends,
// which is what keeps numbers without gaps; so it is taken as the last thing of all.
const nextInSeries = `INSERT INTO number_series (supplier_id, series, year, last) VALUES (@supplier, @series, @year, 1)
	ON CONFLICT (supplier_id, series, year) DO UPDATE SET last = number_series.last + 1 RETURNING last`
