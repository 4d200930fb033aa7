package billing

import (
	"context"
	"time"

	"povtor/models"
	"povtor/portal/billing/pdf"
	"povtor/portal/identity"
	"povtor/portal/wording"
)

// Paper is an invoice as a file.
type Paper struct {
	Name string // of the file
	PDF  []byte
}

// Paper puts one invoice of the viewer's side on paper, in the client's language whoever asks, the same bytes every time.
func (s *Service) Paper(ctx context.Context, v identity.Viewer, in GetInput) (Paper, error) {
	sheet, err := models.Read(ctx, s.db, v.To(identity.InvoiceRead), func(tx *models.Tx) (*models.InvoiceSheet, error) {
		return models.ReadInvoice(tx, in.ID, v.Locale())
	})
	if err != nil {
		return Paper{}, err
	}
	return Print(*sheet)
}

// Print draws an invoice.
func Print(i models.InvoiceSheet) (Paper, error) {
	file, err := pdf.Render(printed(i))
	return Paper{Name: "invoice-" + i.Number + ".pdf", PDF: file}, err
}

// CreditNotePaper puts one credit note of the viewer's side on paper, in the client's language whoever asks, the same bytes every time.
func (s *Service) CreditNotePaper(ctx context.Context, v identity.Viewer, in CreditNoteInput) (Paper, error) {
	sheet, err := s.creditNote(ctx, v, in)
	if err != nil {
		return Paper{}, err
	}
	file, err := pdf.Render(printedCredit(*sheet))
	return Paper{Name: "credit-note-" + sheet.Number + ".pdf", PDF: file}, err
}

// printedCredit is the credit note as the printer wants it: the invoice's parties, its own lines and sums.
func printedCredit(n models.CreditNoteSheet) pdf.Invoice {
	i := n.Invoice
	i.Lines, i.Taxes, i.Net, i.Total = n.Lines, n.Taxes, n.Net, n.Total
	doc := printed(i)
	doc.Credits = &pdf.Credited{Number: doc.Number, IssuedOn: doc.IssuedOn, Reason: n.Reason}
	doc.Number, doc.IssuedOn, doc.DueOn = n.Number, n.IssuedOn.Time(), time.Time{}
	return doc
}

// printed is the invoice as the printer wants it.
func printed(i models.InvoiceSheet) pdf.Invoice {
	language := wording.Of(i.Locale)
	doc := pdf.Invoice{
		Language: language, Number: i.Number, IssuedOn: i.IssuedOn.Time(), DueOn: i.DueOn.Time(), Currency: string(i.Currency),
		Supplier: printedParty(i.Parties.Supplier), Client: printedParty(i.Parties.Client), Bank: printedBank(i.Parties.Supplier.Bank),
		Order: pdf.Order{Number: i.OrderNumber, PlacedOn: i.OrderedOn.Time(), ClientNumber: i.ClientNumber,
			Agreement: i.Parties.Agreement, DeliverTo: i.Parties.DeliverTo},
		Subtotal: int64(i.Net), Total: int64(i.Total),
	}
	for _, l := range i.Lines {
		doc.Lines = append(doc.Lines, pdf.Line{Name: l.Name, SKU: l.SKU, Unit: language.Unit(l.Unit), Quantity: l.Quantity.String(),
			UnitPrice: l.UnitPrice.String(), TaxRate: l.VatRate.String(), Amount: int64(l.Net)})
	}
	for _, t := range i.Taxes {
		doc.Taxes = append(doc.Taxes, pdf.Tax{Rate: t.Rate.String(), Amount: int64(t.Tax)})
	}
	return doc
}

func printedParty(p models.Party) pdf.Party {
	return pdf.Party{Name: p.Name, TaxNumber: p.TaxID, RegistryCode: p.TaxCode, Address: p.Address, Phone: p.Phone, Email: p.Email}
}

func printedBank(b *models.Bank) pdf.Bank {
	if b == nil {
		return pdf.Bank{}
	}
	return pdf.Bank{Name: b.Name, BIC: b.BIC, CorrespondentAccount: b.Correspondent, Account: b.Account}
}
