package billing

import (
	"context"

	"povtor/models"
	"povtor/portal/billing/pdf"
	"povtor/portal/identity"
)

// Transfer is what a bank wants to know to pay what is left of an invoice.
type Transfer struct {
	Payable bool             `json:"payable" doc:"Whether everything is known; else why says what is missing."`
	Why     string           `json:"why" enum:",settled,no-bank-details" doc:"settled: nothing is left to be paid; no-bank-details: ask the supplier where to pay."`
	Details *TransferDetails `json:"details,omitempty"`
	Code    *TransferCode    `json:"code,omitempty" doc:"For banking apps (GOST R 56042-2014, ST00012): of invoices in roubles to a rouble account only."`
}

// TransferDetails are the fields of a payment order.
type TransferDetails struct {
	Recipient     string          `json:"recipient"`
	TaxID         string          `json:"tax_id"`
	TaxCode       string          `json:"tax_code"`
	Bank          string          `json:"bank"`
	BIC           string          `json:"bic" doc:"БИК, or SWIFT abroad."`
	Account       string          `json:"account" doc:"Or IBAN."`
	Correspondent string          `json:"correspondent"`
	Amount        string          `json:"amount" doc:"What is left to be paid."`
	Currency      models.Currency `json:"currency"`
	Purpose       string          `json:"purpose" doc:"As the supplier's books find it by themselves."`
}

// TransferCode is a QR code, drawn.
type TransferCode struct {
	Text string `json:"text"`
	Side int    `json:"side" doc:"Of the square, in modules."`
	Path string `json:"path" doc:"An SVG path over the dark modules."`
}

// Transfer says how to pay what is left of an invoice of the viewer's side by bank, with the purpose and the code of that sum.
func (s *Service) Transfer(ctx context.Context, v identity.Viewer, in GetInput) (Transfer, error) {
	sheet, err := models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (*models.InvoiceSheet, error) {
		return models.ReadInvoice(tx, in.ID, v.Locale())
	})
	if err != nil {
		return Transfer{}, err
	}
	return transferOf(*sheet)
}

func transferOf(i models.InvoiceSheet) (Transfer, error) {
	rest := i.Total - i.Paid - i.Credited
	doc := printed(i)
	switch {
	case rest <= 0:
		return Transfer{Why: "settled"}, nil
	case doc.Bank.Account == "" || doc.Bank.BIC == "":
		return Transfer{Why: "no-bank-details"}, nil
	}
	for n := range doc.Taxes { // the tax that is in the rest
		doc.Taxes[n].Amount = int64(share(models.Amount(doc.Taxes[n].Amount), decimalOf(rest), decimalOf(i.Total)))
	}
	doc.Total = int64(rest)
	out := Transfer{Payable: true, Details: &TransferDetails{Recipient: doc.Supplier.Name, TaxID: doc.Supplier.TaxNumber, TaxCode: doc.Supplier.RegistryCode,
		Bank: doc.Bank.Name, BIC: doc.Bank.BIC, Account: doc.Bank.Account, Correspondent: doc.Bank.CorrespondentAccount,
		Amount: rest.In(i.Currency), Currency: i.Currency, Purpose: doc.Number}}
	if i.Currency == "RUB" {
		out.Details.Purpose = doc.Purpose()
	}
	payload, scannable := pdf.PaymentCode(doc)
	if !scannable {
		return out, nil
	}
	side, path, err := pdf.Drawing(payload)
	out.Code = &TransferCode{payload, side, path}
	return out, err
}
